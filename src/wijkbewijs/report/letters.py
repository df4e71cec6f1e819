"""The two documents of an edition: the brief and its bijlage, made from the edition alone."""

from collections.abc import Sequence
from dataclasses import replace

from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.dutch import day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.finding import Finding
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.report.chapters.areas import areas
from wijkbewijs.report.chapters.brief import CONCEPT, brief
from wijkbewijs.report.chapters.control import control
from wijkbewijs.report.chapters.guide import guide
from wijkbewijs.report.chapters.needs import needs
from wijkbewijs.report.chapters.overview import overview
from wijkbewijs.report.chapters.published import published
from wijkbewijs.report.chapters.revisions import revisions
from wijkbewijs.report.chapters.sources import sources
from wijkbewijs.report.chapters.start_sets import start_sets
from wijkbewijs.report.chapters.themes import themes
from wijkbewijs.report.chapters.unknown import unknown
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.pictures import Pictures
from wijkbewijs.report.writers.tree import sentences_in


def letters(edition: Edition, pictures: Pictures) -> tuple[Letter, Letter]:
    """Return the brief and the bijlage; UnprovenClaim names every sentence without proof."""
    letter, annex = brief(edition), bijlage(edition, pictures)
    found = check_all((*sentences_in(letter), *sentences_in(annex)), edition)
    refuse(found)
    return letter, replace(annex, chapters=(*annex.chapters, control(edition, (letter, annex))))


def sentences(edition: Edition) -> tuple[Sentence, ...]:
    """Return every sentence of the brief and the bijlage, without drawing or checking anything."""
    return (*sentences_in(brief(edition)), *sentences_in(bijlage(edition, Pictures())))


def bijlage(edition: Edition, pictures: Pictures) -> Letter:
    """The bijlage without its controlebijlage, which needs the rest to exist."""
    return Letter(
        id="bijlage",
        title="Bijlage bij de nulmeting",
        concept=CONCEPT,
        chapters=(
            guide(edition),
            overview(edition, pictures.maps),
            themes(edition, pictures.of_themes),
            areas(edition, pictures.of_areas),
            needs(edition),
            start_sets(edition),
            *revisions(edition),
            unknown(edition),
            published(edition, pictures.timelines),
            sources(edition),
        ),
        edition=edition.manifest.id,
        made_on=day(edition.manifest.made_on),
    )


def refuse(findings: Sequence[Finding]) -> None:
    """Raise UnprovenClaim with every finding; return when there is none."""
    if findings:
        raise UnprovenClaim("\n".join(finding.line for finding in findings))
