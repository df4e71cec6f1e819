"""The history of a place: a small panel for each indicator, all on one axis of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import altair as alt

from wijkbewijs.dossier.dutch import day, list_of, with_unit
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.report.cells import figure_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.panels import (
    BREAK,
    CITY,
    HEIGHT,
    NATION,
    PLACE,
    START,
    Line,
    Panel,
    panel,
    panel_rows,
)
from wijkbewijs.report.charts.series import middle_of
from wijkbewijs.report.charts.wording import titled
from wijkbewijs.report.letter import Cell, Chart, Table

ACROSS, DOWN = 74, 46  # pixels between panels; the lines of a title come on top of the second
AXIS = 30  # pixels for the numbers left of a panel
HEAD_LINE = 14  # pixels
YEAR_LABEL = 32  # pixels
ROLES = {PLACE: style.PLACE, CITY: style.CITY, NATION: style.COUNTRY}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Panels beside each other: how many, how wide, and how many letters fit on a line above them."""

    columns: int
    plot: int
    letters: int


TWO, THREE = _Grid(2, 216, 48), _Grid(3, 120, 32)


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
    spec = style.specification(_facets(panels, rows, grid), rows)
    return Chart(
        id=chart_id,
        title=heading,
        alt=alt_text,
        svg=drawn(spec, heading, alt_text, cache),
        table=_table(edition, chart_id, heading, panels),
    )


def _years(panels: Sequence[Panel]) -> tuple[int, int]:
    return min(item.years[0] for item in panels), max(item.years[1] for item in panels)


def _facets(panels: Sequence[Panel], rows: Sequence[style.Row], grid: _Grid) -> alt.FacetChart:
    heads = max(row.get("line_up", 0) for row in rows)
    x, y = _x(panels, grid.plot), _y()
    parts = [_moments(rows, x), *_beside(x, y), *_place(x, y), _labels(x, y), _heads()]
    return alt.FacetChart(
        data=style.data(),
        spec=alt.LayerChart(layer=parts, width=grid.plot, height=HEIGHT),
        facet=alt.Facet("panel:O", header=style.no_header()),
        columns=grid.columns,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
        bounds="flush",
        spacing=alt.RowColnumber(row=DOWN + HEAD_LINE * heads, column=ACROSS),
    )


def _x(panels: Sequence[Panel], plot: int) -> alt.X:
    first, last = _years(panels)
    scale = alt.Scale(domain=[first + 0.2, last + 0.8], nice=False, zero=False)
    axis = alt.Axis(
        grid=False,
        title=None,
        values=[middle_of(str(year)) for year in _labelled_years(panels, plot)],
        labelExpr="format(datum.value - 0.5, 'd')",
        domain=True,
        domainColor=style.CITY,
        labelFlush=False,
        labelOverlap=False,
    )
    return alt.X("year:Q", axis=axis, scale=scale)


def _labelled_years(panels: Sequence[Panel], plot: int) -> list[int]:
    """The last year, and before it every year with a value for which there is room."""
    first, last = _years(panels)
    known = sorted({int(figure.period) for item in panels for figure in item.figures}, reverse=True)
    room = YEAR_LABEL * (last - first + 0.6) / plot
    chosen: list[int] = []
    for year in known:
        if not chosen or chosen[-1] - year >= room:
            chosen.append(year)
    return chosen[::-1]


def _y() -> alt.Y:
    axis = alt.Axis(title=None, tickCount=3, minExtent=AXIS, maxExtent=AXIS)
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=False))


def _moments(rows: Sequence[style.Row], x: alt.X) -> alt.Chart:
    """Upright lines; their legend names only those that occur."""
    kinds = alt.Scale(domain=[START, BREAK], range=[[1, 0], [2, 3]])
    used = {row["moment"] for row in rows if row["kind"] == "moment"}
    legend = alt.Legend(values=[kind for kind in (START, BREAK) if kind in used], symbolType="M0,-1V1")
    dash = alt.StrokeDash("moment:N", scale=kinds, legend=legend if used else None)
    lines = style.part("moment").mark_rule(stroke=style.INK, strokeWidth=1)
    drawn_lines: alt.Chart = lines.encode(x=x, strokeDash=dash)
    return drawn_lines


def _beside(x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    """The places that it is compared with; a value without neighbours is a small dot."""
    stroke = alt.Stroke("role:N", scale=_roles(), legend=None)
    fill = alt.Fill("role:N", scale=_roles(), legend=None)
    lines = style.part("beside").mark_line(strokeWidth=1.2)
    return (
        lines.encode(x=x, y=y, stroke=stroke, detail=alt.Detail("line:N")),
        style.part("alone").mark_point(size=7, strokeWidth=0, opacity=1).encode(x=x, y=y, fill=fill),
    )


def _roles() -> alt.Scale:
    return alt.Scale(domain=list(ROLES), range=list(ROLES.values()))


def _place(x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    base = style.part("place")
    fill = alt.condition("datum.hollow", alt.value(style.PAPER), alt.value(style.PLACE))
    dots = base.mark_point(size=20, stroke=style.PLACE, strokeWidth=1.2, opacity=1)
    margins = base.mark_rule(stroke=style.PLACE, strokeWidth=1)
    return (
        base.mark_line(stroke=style.PLACE, strokeWidth=1.8).encode(x=x, y=y, detail=alt.Detail("line:N")),
        margins.encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q")),
        dots.encode(x=x, y=y, fill=fill),
        style.part("end").mark_point(opacity=0).encode(x=x, y=y),
    )


def _labels(x: alt.X, y: alt.Y) -> alt.Chart:
    colour = alt.Color("role:N", scale=_roles(), legend=None)
    words = style.part("label").mark_text(align="left", dx=7)
    labels: alt.Chart = words.encode(x=x, y=y, text=alt.Text("text:N"), color=colour)
    return labels


def _heads() -> alt.Chart:
    """The lines above a panel: the unit, and upwards from there the title."""
    mark = alt.MarkDef(
        type="text",
        align="left",
        x=-AXIS,
        y=alt.expr(f"-12 - {HEAD_LINE} * datum.line_up"),
        fontSize=alt.expr(f"datum.line_up ? {style.TEXT} : {style.SMALL}"),
        color=alt.expr(f"datum.line_up ? '{style.INK}' : '{style.SOFT}'"),
    )
    return style.marked(style.part("head"), mark).encode(text=alt.Text("text:N"))


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
    if any(row.get("moment") == START for row in rows):
        parts.append(
            f"Een streep staat bij de start van het programma op {day(edition.programme.started_on)}."
        )
    return " ".join(parts)


def _table(edition: Edition, chart_id: str, title: str, panels: Sequence[Panel]) -> Table:
    periods = sorted({figure.period for item in panels for figure in item.figures})
    lines = [(item, line) for item in panels for line in item.lines]
    return Table(
        id=f"tabel-{chart_id}",
        caption=f"{title}, in cijfers",
        header=("Indicator en plaats", *periods),
        rows=tuple(_cells(edition, item, line, periods) for item, line in lines),
        widths=(40, *(60 // len(periods) for _ in periods)),
        numeric=(False, *(True for _ in periods)),
    )


def _cells(edition: Edition, item: Panel, line: Line, periods: Sequence[str]) -> tuple[Cell, ...]:
    name = f"{item.indicator.title}, {edition.region_name(line.region)}"
    of_period = {figure.period: figure for figure in line.figures}
    figures = (figure_cell(edition, of_period.get(period)) for period in periods)
    return (text_cell(name, header=True), *figures)
