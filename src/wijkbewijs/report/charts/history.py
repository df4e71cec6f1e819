"""The history of a place: a small panel for each indicator, all on one axis of years."""

from collections.abc import Sequence
from pathlib import Path

from wijkbewijs.dossier.dutch import day, list_of, with_unit
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.report.cells import figure_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.panel_grid import THREE, TWO, Frame, Grid, template
from wijkbewijs.report.charts.panels import BREAK, START, Line, Panel, panel, panel_rows
from wijkbewijs.report.charts.wording import titled
from wijkbewijs.report.letter import Cell, Chart, Table

YEAR_LABEL = 32  # pixels


def small_multiples(
    edition: Edition, region: str, indicators: Sequence[str], *, title: str = "", cache: Path | None = None
) -> Chart:
    """Draw the history of `region` in a panel for each indicator, beside its municipality and the country.

    A line stops at a break and starts again after it; modelled values are hollow. An indicator without any
    value here is left out. Raises BadUsage when that leaves nothing, and IncomparableDefinitions when the
    figures of one indicator are defined differently.
    """
    subjects = [edition.indicator(indicator) for indicator in indicators]
    panels = [item for subject in subjects if (item := panel(edition, region, subject)) is not None]
    if not panels:
        raise BadUsage(
            f"edition {edition.manifest.id} has no value of {', '.join(indicators)} for {region}: "
            "there is no history to draw. Ask for indicators that exist there."
        )
    grid = TWO if len(panels) in {1, 2, 4} else THREE
    started_on = edition.programme.started_on
    rows = [
        {"panel": n, **row}
        for n, item in enumerate(panels)
        for row in panel_rows(item, started_on, grid.letters)
    ]
    first, last = _years(panels)
    named = title or f"{edition.region_name(region)} van {first} tot en met {last}"
    heading = titled(named, (figure for item in panels for figure in item.figures))
    chart_id = f"verloop-{region}-{panels[0].indicator.id}"
    alt_text = _described(edition, region, panels, rows)
    spec = style.specification(template(_frame(panels, rows, grid)), rows)
    return Chart(
        id=chart_id,
        title=heading,
        alt=alt_text,
        svg=drawn(spec, heading, alt_text, cache),
        table=_table(edition, chart_id, heading, panels),
    )


def _years(panels: Sequence[Panel]) -> tuple[int, int]:
    return min(item.years[0] for item in panels), max(item.years[1] for item in panels)


def _frame(panels: Sequence[Panel], rows: Sequence[style.Row], grid: Grid) -> Frame:
    first, last = _years(panels)
    used = {row.get("moment") for row in rows}
    return Frame(
        grid=grid,
        first=first,
        last=last,
        years_named=tuple(_named_years(panels, grid.plot)),
        heads=max(row.get("line_up", 0) for row in rows),
        moments=tuple(moment for moment in (START, BREAK) if moment in used),
    )


def _named_years(panels: Sequence[Panel], plot: int) -> list[int]:
    """The last year, and before it every year with a value for which there is room."""
    first, last = _years(panels)
    known = sorted({int(figure.period) for item in panels for figure in item.figures}, reverse=True)
    room = YEAR_LABEL * (last - first + 0.6) / plot
    chosen: list[int] = []
    for year in known:
        if not chosen or chosen[-1] - year >= room:
            chosen.append(year)
    return chosen[::-1]


def _described(edition: Edition, region: str, panels: Sequence[Panel], rows: Sequence[style.Row]) -> str:
    parts = [f"Per onderwerp een lijn met het verloop in {edition.region_name(region)}."]
    for item in panels:
        segment = item.lines[0].segments[-1]
        ends = dict.fromkeys((segment[0], segment[-1]))
        told = [f"{with_unit(figure, item.indicator.decimals)} in {figure.period}" for figure in ends]
        parts.append(f"{item.indicator.title}: {list_of(told)}.")
    broken = sorted({period for item in panels for period in item.breaks})
    if broken:
        parts.append(f"Vanaf {list_of(broken)} is anders geteld; de lijn is daar onderbroken.")
        parts.extend(_reasons(panels))
    if any(row.get("moment") == START for row in rows):
        parts.append(
            f"Een streep staat bij de start van het programma op {day(edition.programme.started_on)}."
        )
    return " ".join(parts)


def _broken(panels: Sequence[Panel]) -> list[str]:
    reasons = _reasons(panels)
    return [" ".join(("Een lijn is onderbroken waar anders is geteld.", *reasons))] if reasons else []


def _reasons(panels: Sequence[Panel]) -> list[str]:
    """Why the series that are drawn with a break are broken, each reason once."""
    return list(dict.fromkeys(reason for item in panels if item.breaks for reason in item.reasons))


def _table(edition: Edition, chart_id: str, title: str, panels: Sequence[Panel]) -> Table:
    periods = sorted({figure.period for item in panels for figure in item.figures})
    lines = [(item, line) for item in panels for line in item.lines]
    return Table(
        id=f"tabel-{chart_id}",
        caption=f"{title}, in cijfers",
        header=("Indicator en plaats", *periods),
        rows=tuple(_cells(edition, item, line, periods) for item, line in lines),
        widths=(40, *(60 // len(periods) for _ in periods)),
        notes=("Elk onderwerp heeft een eigen schaal; die begint niet altijd bij nul.", *_broken(panels)),
        numeric=(False, *(True for _ in periods)),
    )


def _cells(edition: Edition, item: Panel, line: Line, periods: Sequence[str]) -> tuple[Cell, ...]:
    name = f"{item.indicator.title}, {edition.region_name(line.region)}"
    of_period = {figure.period: figure for figure in line.figures}
    figures = (figure_cell(edition, of_period.get(period)) for period in periods)
    return (text_cell(name, header=True), *figures)
