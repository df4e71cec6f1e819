"""The twenty areas at a glance: the map and the table of names, municipalities, inhabitants, boundaries."""

from collections.abc import Sequence
from dataclasses import replace

from wijkbewijs.definitions.programme import Area, Boundary
from wijkbewijs.dossier.area import areas_in_order, boundary_of
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.dossier.fact import fact
from wijkbewijs.report.cells import figure_cell, paragraph, parts_cell, text_cell
from wijkbewijs.report.chapters.tables import area_link
from wijkbewijs.report.letter import Cell, Chapter, Chart, Table

BOUNDARY_WORDS = {
    Boundary.OFFICIAL: "vastgesteld",
    Boundary.PROPOSED: "voorstel van ons",
    Boundary.APPROXIMATED: "benaderd",
}


def overview(edition: Edition, maps: Sequence[Chart]) -> Chapter:
    """The chapter «De focusgebieden»: the map with the table of areas beside it."""
    return Chapter(
        id="focusgebieden",
        title="De focusgebieden",
        blocks=(
            paragraph(
                "De kaart en de tabel tonen de gebieden van het programma, op alfabet.",
                "De punt staat in het gebied; de omtrek tekenen wij pas als de grens openbaar is.",
            ),
            *(replace(drawn, table=_table(edition)) for drawn in maps),
        ),
        break_before=True,
    )


def _table(edition: Edition) -> Table:
    return Table(
        id="tabel-gebieden",
        caption="De focusgebieden: gemeente, inwoners volgens het CBS en status van de grens",
        header=("Gebied", "Gemeente", *(f"Inwoners {period}" for period in _two_years(edition)), "Grens"),
        rows=tuple(_row(edition, area) for area in areas_in_order(edition)),
        widths=(30, 22, 16, 16, 16),
        numeric=(False, False, True, True, False),
    )


def _two_years(edition: Edition) -> tuple[str, ...]:
    """The two newest years of the number of inhabitants."""
    return edition.indicator("inhabitants").periods[-2:]


def _row(edition: Edition, area: Area) -> tuple[Cell, ...]:
    levels = (edition.figures.get(level_id(area.id, "inhabitants", p)) for p in _two_years(edition))
    return (
        parts_cell(area_link(edition, area.id), header=True),
        parts_cell(fact(edition, f"region:{area.municipality}")),
        *(figure_cell(edition, figure) for figure in levels),
        text_cell(BOUNDARY_WORDS[boundary_of(edition, area.id)]),
    )
