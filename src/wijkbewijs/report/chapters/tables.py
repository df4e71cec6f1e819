"""Tables of figures: areas beside each other per theme, and indicators below each other per area."""

from collections.abc import Iterable, Sequence

from wijkbewijs.definitions.indicator import Indicator, Scope
from wijkbewijs.dossier.area import Line, areas_in_order
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.sentence import Link
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME
from wijkbewijs.kernel.figure import Status
from wijkbewijs.report.cells import figure_cell, parts_cell, text_cell
from wijkbewijs.report.chapters.reach import fullest_period
from wijkbewijs.report.letter import Cell, Table

COLUMNS = 6  # as many indicators as fit beside each other on a page

STATUS_WORDS = {
    Status.MEASURED: "gemeten",
    Status.MODELLED: "modelcijfers",
    Status.REPORTED: "opgave van betrokkenen",
    Status.ESTIMATED: "schattingen",
}


def theme_tables(edition: Edition, theme: str) -> Iterable[Table]:
    """Yield the tables of a theme: a row an area, a column an indicator at its latest period.

    Measured and modelled indicators never share a table.
    """
    chosen = [i for i in edition.definitions.indicators if i.theme == theme and i.scope is Scope.EVERYWHERE]
    for status in STATUS_WORDS:
        of_status = [indicator for indicator in chosen if indicator.status is status]
        for number, group in enumerate(_groups(of_status), start=1):
            yield _theme_table(edition, group, f"tabel-{theme}-{status}-{number}")


def area_table(edition: Edition, lines: Sequence[Line], table_id: str, caption: str) -> Table:
    """Return the table of an area: a row an indicator, beside its municipality and the country."""
    return Table(
        id=table_id,
        caption=caption,
        header=("Indicator", "Jaar", "Gebied", "Gemeente", "Nederland", "Verschil met Nederland"),
        rows=tuple(_area_row(edition, line) for line in lines),
        widths=(34, 8, 14, 14, 14, 16),
        numeric=(False, True, True, True, True, True),
    )


def area_link(edition: Edition, area_id: str) -> Link:
    """A link to the chapter of an area."""
    return Link(edition.region_name(area_id), f"#gebied-{area_id}")


def unit_header(indicator: Indicator) -> str:
    """The title of an indicator with its unit, unless the title says it already."""
    words = indicator.unit.words
    told = words.startswith("(") or words in indicator.title or words in indicator.title.lower()
    return indicator.title if told else f"{indicator.title} ({words})"


def _groups(indicators: Sequence[Indicator]) -> Iterable[tuple[Indicator, ...]]:
    tables = -(-len(indicators) // COLUMNS)
    size = -(-len(indicators) // tables) if tables else 1
    return (tuple(indicators[start : start + size]) for start in range(0, len(indicators), size))


def _theme_table(edition: Edition, indicators: Sequence[Indicator], table_id: str) -> Table:
    # A table compares one year only: the latest in which most areas have a value.
    periods = [fullest_period(edition, i.id) or i.periods[-1] for i in indicators]
    rows = [
        (parts_cell(area_link(edition, area.id), header=True), *_cells(edition, area.id, indicators, periods))
        for area in areas_in_order(edition)
    ]
    rows += [
        (text_cell(name, header=True), *_cells(edition, code, indicators, periods))
        for code, name in ((PROGRAMME, "Gebieden samen"), (COUNTRY, "Nederland"))
    ]
    status = STATUS_WORDS[indicators[0].status]
    return Table(
        id=table_id,
        caption=f"{_listed(indicators)} ({status})",
        header=("Gebied", *(f"{unit_header(i)}, {p}" for i, p in zip(indicators, periods, strict=True))),
        rows=tuple(rows),
        widths=(26, *(74 // len(indicators) for _ in indicators)),
        numeric=(False, *(True for _ in indicators)),
    )


def _cells(
    edition: Edition, region: str, indicators: Sequence[Indicator], periods: Sequence[str]
) -> Iterable[Cell]:
    for indicator, period in zip(indicators, periods, strict=True):
        yield figure_cell(edition, edition.figures.get(level_id(region, indicator.id, period)))


def _area_row(edition: Edition, line: Line) -> tuple[Cell, ...]:
    return (
        text_cell(unit_header(line.indicator), header=True),
        parts_cell(fact(edition, f"period:{line.area.period}"), numeric=True),
        figure_cell(edition, line.area),
        figure_cell(edition, line.municipality),
        figure_cell(edition, line.country),
        figure_cell(edition, line.gap),
    )


def _listed(indicators: Sequence[Indicator]) -> str:
    return ", ".join(
        i.title if n == 0 else i.title[0].lower() + i.title[1:] for n, i in enumerate(indicators)
    )
