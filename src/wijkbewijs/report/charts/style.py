"""The look of every chart: one width, one typeface, few colours; and how its parts are made."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import altair as alt

TYPEFACE = "Source Sans Pro"
WIDTH = 604  # CSS pixels; 16 cm on paper at 96 pixels an inch

# Blue-grey for places, dark amber for the country and for what was promised. They differ in shape too, so
# that grey print and colour-blind readers lose nothing; red and green do not occur. What carries meaning has
# a contrast with white of at least 4.5:1, which WCAG 2.2 AA asks for text. FAINT and FAINTEST carry none.
INK = "#1f2b37"
SOFT = "#56646f"
PLACE = "#2b4a69"
CITY = "#617587"
COUNTRY = "#985a00"
FAINT = "#c9d1d8"
FAINTEST = "#e1e6ea"
PAPER = "#ffffff"

TEXT = 12
SMALL = 11
DOT = 58  # area of a dot in square pixels
STROKE = 1.5

ROWS = "rows"
Row = dict[str, Any]


def template(chart: alt.LayerChart | alt.FacetChart) -> Row:
    """Return `chart` as Vega-Lite, without rows and style.

    It is not validated, which would take longer than drawing it: a test validates every chart.
    """
    written: Row = chart.to_dict(validate=False)
    return written


def specification(drawing: Row, rows: Iterable[Row]) -> Row:
    """Return the whole Vega-Lite specification: a template, the rows that it draws, and the house style.

    Each row has a `kind`; each part of a drawing draws the rows of one kind.
    """
    return {**drawing, "datasets": {ROWS: list(rows)}, "config": _config()}


def part(kind: str) -> alt.Chart:
    """Return a chart that draws the rows of one kind; give it a mark and an encoding."""
    return alt.Chart(transform=[alt.FilterTransform(f"datum.kind == '{kind}'")])


def marked(chart: alt.Chart, mark: alt.MarkDef) -> alt.Chart:
    """Return `chart` with a mark whose properties are expressions, for which Altair has no method."""
    marked_chart = chart.copy(deep=False)
    marked_chart.mark = mark
    return marked_chart


def data() -> alt.NamedData:
    """Return the rows as the data of a whole chart."""
    return alt.NamedData(ROWS)


def no_header() -> alt.Header:
    """Vega-Lite gives every panel a title of its own; an empty one without height is as good as none."""
    return alt.Header(title=None, labelExpr="''", labelFontSize=0, labelPadding=0)


@cache
def _config() -> Row:
    config = alt.Config(
        font=TYPEFACE,
        background=PAPER,
        aria=False,
        padding=2,
        view=alt.ViewConfig(stroke=None),
        axis=_axis(),
        legend=_legend(),
        text=alt.MarkConfig(color=INK, fontSize=SMALL, baseline="middle"),
    )
    written: Row = config.to_dict()
    return written


def _axis() -> alt.AxisConfig:
    return alt.AxisConfig(
        domain=False,
        ticks=False,
        gridColor=FAINTEST,
        gridWidth=1,
        labelColor=SOFT,
        labelFontSize=SMALL,
        labelPadding=6,
        labelLimit=0,
        titleColor=SOFT,
        titleFontSize=SMALL,
        titleFontWeight="normal",
        titlePadding=8,
    )


def _legend() -> alt.LegendConfig:
    return alt.LegendConfig(
        orient="top",
        direction="horizontal",
        title=None,
        labelColor=INK,
        labelFontSize=TEXT,
        symbolSize=DOT,
        offset=10,
        columnPadding=18,
        padding=0,
    )
