"""What this edition says otherwise than the one before: counted in the brief, one by one in the bijlage."""

from collections.abc import Iterator, Sequence

from wijkbewijs.dossier.compose import revised, stated
from wijkbewijs.dossier.dutch import capitalised
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.revision import Revision, RevisionKind, value_of
from wijkbewijs.dossier.revisions import weightiest
from wijkbewijs.dossier.sentence import Link, Part, Sentence, Words
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.report.cells import figure_cell, paragraph, parts_cell, text_cell
from wijkbewijs.report.chapters.tables import unit_header
from wijkbewijs.report.letter import Cell, Chapter, Paragraph, Table
from wijkbewijs.report.writers.marks import absence_mark

CHAPTER = "herzien"
NAMED_IN_BRIEF = 3
KINDS = {
    RevisionKind.REVISED: (
        "herzien",
        "Een bron heeft sinds de vorige editie andere bestanden, en het cijfer is niet meer hetzelfde.",
    ),
    RevisionKind.FILLED: ("nu gevuld", "In de vorige editie stond er nog geen cijfer; nu wel."),
    RevisionKind.WITHDRAWN: (
        "ingetrokken",
        "In de vorige editie stond er een cijfer; nu niet. Het teken zegt waarom.",
    ),
    RevisionKind.REMAPPED: ("op andere wijken", "Het cijfer is nu uit andere wijken of buurten opgebouwd."),
    RevisionKind.RECALCULATED: (
        "anders berekend",
        "De definitie is nieuw, of de bestanden van de bronnen zijn dezelfde en wij rekenen anders.",
    ),
    RevisionKind.NEW: ("nieuw", "Voor deze plek was er nog geen cijfer van deze indicator en dit jaar."),
    RevisionKind.GONE: ("vervallen", "Het cijfer hoort niet meer bij de editie."),
}


def revisions_in_brief(edition: Edition) -> Iterator[Sentence]:
    """Yield how many figures say something else than in the edition before, and the weightiest by name."""
    yield _counted(edition)
    for figure_id in weightiest(edition, NAMED_IN_BRIEF):
        yield revised(edition, figure_id)
    yield Sentence(
        (Words("De bijlage laat zien "), Link("wat er stond en wat er nu staat", f"#{CHAPTER}"), Words("."))
    )


def revisions(edition: Edition) -> tuple[Chapter, ...]:
    """The chapter «Wat is er herzien»; none where the edition says nothing otherwise than the one before."""
    if not edition.revisions:
        return ()
    chapter = Chapter(
        id=CHAPTER,
        title="Wat is er herzien",
        blocks=(_opening(edition), _words(edition)),
        chapters=tuple(_regions(edition)),
        break_before=True,
    )
    return (chapter,)


def _counted(edition: Edition) -> Sentence:
    """Say `Sinds de vorige editie (2022-nulmeting) veranderden er cijfers: 12 herzien, 3 nu gevuld.`."""
    found = [kind for kind in KINDS if any(r.kind is kind for r in _levels(edition))]
    since = fact(edition, "revised:since")
    if not found:
        return stated("Sinds de vorige editie (", since, ") veranderde geen cijfer, alleen een verschil.")
    parts: list[Part | str] = ["Sinds de vorige editie (", since, ") veranderden er cijfers"]
    for place, kind in enumerate(found):
        parts += [", " if place else ": ", fact(edition, f"revised:{kind}"), f" {KINDS[kind][0]}"]
    return stated(*parts, ".")


def _opening(edition: Edition) -> Paragraph:
    differences = fact(edition, "revised:differences")
    return Paragraph(
        (
            _counted(edition),
            stated("Aantal verschillen en veranderingen die daarbij horen: ", differences, "."),
            *paragraph(
                "De tabellen tonen per plek wat er in de vorige editie stond en wat er nu staat.",
                "Zijn ze afgerond hetzelfde, dan veranderde alleen de marge of wat is weggerond.",
                "Alles staat, met de verschillen, in het bestand herzieningen.csv.",
            ).sentences,
        )
    )


def _words(edition: Edition) -> Table:
    found = {revision.kind for revision in edition.revisions.values()}
    return Table(
        id="tabel-soorten-herziening",
        caption="Wat er met een cijfer gebeurde",
        header=("In de tabel", "Betekenis"),
        rows=tuple(
            (text_cell(name, header=True), text_cell(meaning))
            for kind, (name, meaning) in KINDS.items()
            if kind in found
        ),
        widths=(24, 76),
    )


def _levels(edition: Edition) -> list[Revision]:
    return [revision for revision in edition.revisions.values() if revision.of_level]


def _regions(edition: Edition) -> Iterator[Chapter]:
    by_region: dict[str, list[Revision]] = {}
    for revision in _levels(edition):
        by_region.setdefault(revision.figure.partition(".")[0], []).append(revision)
    areas = {area.id for area in edition.programme.areas}
    for region in sorted(by_region, key=lambda code: (code not in areas, edition.region_name(code))):
        table = _table(edition, region, by_region[region])
        title = capitalised(edition.region_name(region))
        yield Chapter(id=f"{CHAPTER}-{region}", title=title, blocks=(table,))


def _table(edition: Edition, region: str, found: Sequence[Revision]) -> Table:
    order = {indicator.id: place for place, indicator in enumerate(edition.definitions.indicators)}

    def place(revision: Revision) -> tuple[int, str]:
        _, indicator, period = revision.figure.split(".")
        return (order.get(indicator, len(order)), period)

    return Table(
        id=f"tabel-herzien-{region}",
        caption=f"Cijfers van {edition.region_name(region)} die in de vorige editie anders waren",
        header=("Indicator", "Jaar", "Was", "Is nu", "Wat er gebeurde", "Bron"),
        rows=tuple(_row(edition, revision) for revision in sorted(found, key=place)),
        widths=(30, 8, 13, 13, 14, 22),
        numeric=(False, True, True, True, False, False),
    )


def _row(edition: Edition, revision: Revision) -> tuple[Cell, ...]:
    _, indicator, period = revision.figure.split(".")
    figure = edition.figures.get(revision.figure)
    known = [i for i in edition.definitions.indicators if i.id == indicator]
    return (
        text_cell(unit_header(known[0]) if known else indicator, header=True),
        text_cell(period),
        _was(edition, revision, known=bool(known)),
        figure_cell(edition, figure),
        text_cell(KINDS[revision.kind][0]),
        text_cell(_sources(edition, figure)),
    )


def _sources(edition: Edition, figure: Figure | None) -> str:
    titles = [edition.source(name).title for name in figure.source.split()] if figure else []
    return "; ".join(titles) or "geen"


def _was(edition: Edition, revision: Revision, *, known: bool) -> Cell:
    if not revision.before:
        return Cell((), numeric=True)
    before = value_of(revision.before)
    if isinstance(before, Absent):
        return Cell((Words(absence_mark(before).sign),), numeric=True)
    told = fact(edition, f"was:{revision.figure}") if known else Words(revision.before.replace(".", ","))
    return parts_cell(told, numeric=True)
