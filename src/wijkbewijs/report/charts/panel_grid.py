"""A grid of small panels on one axis of years, as a Vega-Lite template without its rows."""

from dataclasses import dataclass
from functools import cache

import altair as alt

from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.panels import BREAK, CITY, HEIGHT, NATION, PLACE, START
from wijkbewijs.report.charts.series import middle_of

ACROSS, DOWN = 76, 46  # pixels between panels; the lines of a title come on top of the second
AXIS = 36  # pixels for the numbers left of a panel
HEAD_LINE = 14  # pixels
ROLES = {PLACE: style.PLACE, CITY: style.CITY, NATION: style.COUNTRY}


@dataclass(frozen=True, slots=True)
class Grid:
    """Panels beside each other: how many, how wide, and how many letters fit on a line above them."""

    columns: int
    plot: int
    letters: int


TWO, THREE = Grid(2, 210, 48), Grid(3, 114, 32)


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a grid of panels depends on but its rows: many areas share one."""

    grid: Grid
    first: int
    last: int
    years_named: tuple[int, ...]
    heads: int
    moments: tuple[str, ...]


@cache
def template(frame: Frame) -> style.Row:
    """Return the grid as a Vega-Lite specification without rows and style."""
    x, y = _x(frame), _y()
    parts = [_moments(frame.moments, x), *_beside(x, y), *_place(x, y), _labels(x, y), _heads()]
    chart = alt.FacetChart(
        data=style.data(),
        spec=alt.LayerChart(layer=parts, width=frame.grid.plot, height=HEIGHT),
        facet=alt.Facet("panel:O", header=style.no_header()),
        columns=frame.grid.columns,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
        bounds="flush",
        spacing=alt.RowColnumber(row=DOWN + HEAD_LINE * frame.heads, column=ACROSS),
    )
    return style.template(chart)


def _x(frame: Frame) -> alt.X:
    scale = alt.Scale(domain=[frame.first + 0.2, frame.last + 0.8], nice=False, zero=False)
    axis = alt.Axis(
        grid=False,
        title=None,
        values=[middle_of(str(year)) for year in frame.years_named],
        labelExpr="format(datum.value - 0.5, 'd')",
        domain=True,
        domainColor=style.CITY,
        labelFlush=False,
        labelOverlap=False,
    )
    return alt.X("year:Q", axis=axis, scale=scale)


def _y() -> alt.Y:
    axis = alt.Axis(title=None, tickCount=2, minExtent=AXIS, maxExtent=AXIS)
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=False))


def _moments(moments: tuple[str, ...], x: alt.X) -> alt.Chart:
    """Upright lines; their legend names only those that occur."""
    kinds = alt.Scale(domain=[START, BREAK], range=[[1, 0], [2, 3]])
    legend = alt.Legend(values=list(moments), symbolType="M0,-1V1") if moments else None
    dash = alt.StrokeDash("moment:N", scale=kinds, legend=legend)
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
