"""The start sets: barriers, lessons, streams and documents, each record with its source."""

from collections.abc import Iterable

from wijkbewijs.definitions.programme import Barrier, Document, Lesson, Stream
from wijkbewijs.dossier.dutch import day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact, reference_of
from wijkbewijs.dossier.sentence import Words
from wijkbewijs.report.cells import fact_cell, paragraph, parts_cell, source_links
from wijkbewijs.report.letter import Chapter, Table


def start_sets(edition: Edition) -> Chapter:
    """The chapter «Wat is gevraagd, toegezegd en gemeld»."""
    programme = edition.programme
    return Chapter(
        id="wat-is-gemeld",
        title="Wat is gevraagd, toegezegd en gemeld",
        blocks=(
            paragraph(
                "Deze lijsten komen uit openbare bronnen en zijn in eigen woorden gezet.",
                "Zij zijn een begin: een gemeente of ministerie kan ze later aanvullen en herstellen.",
                "Wat geen bron noemt, staat er als onbekend.",
            ),
        ),
        chapters=(
            _chapter("toezeggingen", "Toezeggingen en moties", _commitments(edition)),
            _chapter("knelpunten", "Knelpunten en doorbraken", _barriers(programme.barriers)),
            _chapter("lessen", "Lessen", _lessons(programme.lessons)),
            _chapter("geldstromen", "Geldstromen", _streams(programme.streams)),
            _chapter("kamerstukken", "Stukken van de Tweede Kamer", _documents(programme.documents)),
        ),
        break_before=True,
    )


def _chapter(chapter_id: str, title: str, table: Table) -> Chapter:
    return Chapter(id=chapter_id, title=title, blocks=(table,))


def _barriers(records: Iterable[Barrier]) -> Table:
    return Table(
        id="tabel-knelpunten",
        caption="Knelpunten en doorbraken volgens openbare bronnen",
        header=("Knelpunt", "Regel", "Stand", "Wie beslist", "Bron"),
        rows=tuple(
            (
                fact_cell(f"barrier:{r.id}.barrier", r.barrier, header=True),
                fact_cell(f"barrier:{r.id}.rule", r.rule),
                fact_cell(f"barrier:{r.id}.state", r.state),
                fact_cell(f"barrier:{r.id}.decider", r.decider),
                parts_cell(*source_links(r.sources)),
            )
            for r in records
        ),
        widths=(34, 20, 20, 12, 14),
    )


def _lessons(records: Iterable[Lesson]) -> Table:
    return Table(
        id="tabel-lessen",
        caption="Lessen van Mechelen en anderen, met een meetbare vorm waar de bron die geeft",
        header=("Les", "Van wie", "Meetbare vorm", "Bron"),
        rows=tuple(
            (
                fact_cell(f"lesson:{r.id}.lesson", r.lesson, header=True),
                fact_cell(f"lesson:{r.id}.origin", r.origin),
                fact_cell(f"lesson:{r.id}.measurable", r.measurable),
                parts_cell(*source_links(r.sources)),
            )
            for r in records
        ),
        widths=(44, 14, 26, 16),
    )


def _streams(records: Iterable[Stream]) -> Table:
    return Table(
        id="tabel-geldstromen",
        caption="Geldstromen volgens openbare bronnen; bedragen zijn landelijk, niet per gebied",
        header=("Geldstroom", "Wie betaalt", "Periode", "Bedrag", "Regels", "Bron"),
        rows=tuple(
            (
                fact_cell(f"stream:{r.id}.title", r.title, header=True),
                fact_cell(f"stream:{r.id}.payer", r.payer),
                fact_cell(f"stream:{r.id}.period", r.period),
                fact_cell(f"stream:{r.id}.amount", r.amount),
                fact_cell(f"stream:{r.id}.rules", r.rules),
                parts_cell(*source_links(r.sources)),
            )
            for r in records
        ),
        widths=(20, 15, 11, 15, 25, 14),
    )


def _documents(records: Iterable[Document]) -> Table:
    return Table(
        id="tabel-kamerstukken",
        caption="Stukken van de Tweede Kamer over het programma, voor zover bij ons bekend",
        header=("Datum", "Stuk", "Titel in onze woorden", "Bron"),
        rows=tuple(
            (
                fact_cell(f"document:{r.id}.date", day(r.date), header=True),
                fact_cell(f"document:{r.id}", reference_of(r)),
                fact_cell(f"document:{r.id}.title", r.title),
                parts_cell(*source_links((r.source,))),
            )
            for r in records
        ),
        widths=(16, 22, 46, 16),
    )


def _commitments(edition: Edition) -> Table:
    return Table(
        id="tabel-toezeggingen",
        caption="Toezeggingen aan de Kamer, en moties waarvan wij de tekst niet hebben gezien",
        header=("Omschrijving in onze woorden", "Soort", "Stuk", "Tekst gezien"),
        rows=tuple(
            (
                fact_cell(f"commitment:{r.id}.description", r.description, header=True),
                parts_cell(Words("motie" if r.kind == "motion" else "toezegging")),
                parts_cell(fact(edition, f"commitment:{r.id}")),
                parts_cell(Words("ja" if r.verified else "nee")),
            )
            for r in edition.programme.commitments
        ),
        widths=(56, 14, 18, 12),
    )
