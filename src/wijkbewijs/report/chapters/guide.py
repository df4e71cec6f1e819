"""The reading guide: how to read a figure, what the marks mean, and what this edition is not."""

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.figure import Absent, IntervalKind, Status
from wijkbewijs.report.cells import paragraph, text_cell
from wijkbewijs.report.chapters.reach import reach
from wijkbewijs.report.letter import Cell, Chapter, Paragraph, Table
from wijkbewijs.report.writers.marks import ROUGH_BOUNDARY, Mark, absence_mark, interval_mark, status_mark


def guide(edition: Edition) -> Chapter:
    """The chapter «Leeswijzer»."""
    return Chapter(
        id="leeswijzer",
        title="Leeswijzer",
        blocks=(
            Paragraph((reach(edition, "Deze bijlage", "zij"),), style="lead"),
            paragraph(
                "Elk getal is een link naar zijn bewijs.",
                "Daar staat hoe het is gemaakt, uit welke bron het komt en hoe zeker het is.",
                "Een verschil is berekend met cijfers die nog niet waren afgerond.",
                "Een score is geen oorzaak: deze bijlage zegt nergens dat het programma iets heeft bewerkt.",
            ),
            paragraph(
                "De gebieden staan op alfabet.",
                "Een rangorde van gebieden maken wij niet: die zegt weinig en kan bewoners schaden.",
                "De grenzen van de gebieden zijn niet openbaar; wij gebruiken een eigen voorstel.",
            ),
            _marks(),
        ),
    )


def _marks() -> Table:
    statuses = [status_mark(status) for status in Status if status is not Status.SYNTHETIC]
    rows = [
        *(("soort cijfer", mark) for mark in statuses),
        ("grens", ROUGH_BOUNDARY),
        *(("marge", interval_mark(kind)) for kind in IntervalKind),
        *(("geen cijfer", absence_mark(reason)) for reason in Absent),
    ]
    return Table(
        id="tabel-tekens",
        caption="De tekens bij en in plaats van een getal",
        header=("Teken", "Zegt iets over", "Naam", "Betekenis"),
        rows=tuple(_row(kind, mark) for kind, mark in rows),
        widths=(8, 16, 22, 54),
    )


def _row(kind: str, mark: Mark) -> tuple[Cell, ...]:
    sign = mark.sign or "geen teken"
    return (text_cell(sign, header=True), text_cell(kind), text_cell(mark.name), text_cell(mark.meaning))
