"""The spread over the areas of each indicator of a theme: a strip of dots with the country marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import altair as alt

from wijkbewijs.definitions.indicator import Indicator, Scope
from wijkbewijs.dossier.area import areas_in_order
from wijkbewijs.dossier.dutch import with_unit
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.codes import COUNTRY
from wijkbewijs.kernel.comparison import comparable_series
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.cells import figure_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.layout import side_of, stacked, wrapped
from wijkbewijs.report.charts.series import round_bounds
from wijkbewijs.report.charts.wording import (
    axis_words,
    extremes,
    found,
    is_modelled,
    present,
    titled,
)
from wijkbewijs.report.letter import Chart, Table

MOST = 6  # strips in one chart: as many as the table beside it has columns
HEAD, PLOT, HEIGHT = 204, 380, 40  # pixels: the words left of a strip, and the strip
DOWN = 44  # pixels between strips
DOT, STOREY = 34, 6.4  # area of a dot, and the distance between two that would overlap
LETTERS = 34
TICKS = 6


@dataclass(frozen=True, slots=True)
class _Strip:
    """One indicator in one period: its areas with a value, and the country."""

    indicator: Indicator
    period: str
    areas: tuple[Figure, ...]
    country: Figure | None

    @property
    def figures(self) -> list[Figure]:
        return [*self.areas, *present([self.country])]

    @property
    def bounds(self) -> tuple[float, float]:
        return round_bounds([f.number for f in self.figures if f.number is not None], ticks=TICKS)


def spread(edition: Edition, theme: str, *, cache: Path | None = None) -> tuple[Chart, ...]:
    """Draw the spread over the areas for the shares and means of a theme, at most `MOST` in a chart.

    Every indicator has an axis of its own: units are never mixed. Measured and modelled values never share a
    chart. Counts are left out, since a larger area has a larger one. Raises BadUsage for an unknown theme.
    """
    name = next((t.title for t in edition.programme.themes if t.id == theme), None)
    if name is None:
        known = ", ".join(t.id for t in edition.programme.themes)
        raise BadUsage(f"edition {edition.manifest.id} has no theme {theme!r}. The themes are {known}.")
    groups = list(_groups([s for s in _strips(edition, theme) if s.areas]))
    return tuple(_chart(edition, f"spreiding-{theme}-{n}", name, g, cache) for n, g in enumerate(groups, 1))


def _strips(edition: Edition, theme: str) -> Iterator[_Strip]:
    for indicator in edition.definitions.indicators:
        if indicator.theme == theme and indicator.scope is Scope.EVERYWHERE and not indicator.unit.additive:
            strips = [_strip(edition, indicator, period) for period in indicator.periods]
            yield max(strips, key=lambda strip: (len(strip.areas), strip.period))


def _strip(edition: Edition, indicator: Indicator, period: str) -> _Strip:
    areas = (found(edition, area.id, indicator, period) for area in areas_in_order(edition))
    strip = _Strip(indicator, period, tuple(present(areas)), found(edition, COUNTRY, indicator, period))
    comparable_series(strip.figures)
    return strip


def _groups(strips: Sequence[_Strip]) -> Iterator[list[_Strip]]:
    """Cut measured and modelled strips each into charts of about the same length."""
    for modelled in (False, True):
        kind = [strip for strip in strips if is_modelled(strip.areas) is modelled]
        charts = -(-len(kind) // MOST)
        size = -(-len(kind) // charts) if charts else 1
        yield from (kind[start : start + size] for start in range(0, len(kind), size))


def _chart(
    edition: Edition, chart_id: str, theme: str, strips: Sequence[_Strip], cache: Path | None
) -> Chart:
    title = titled(f"{theme}: spreiding over de gebieden", (f for strip in strips for f in strip.areas))
    alt_text = _described(edition, strips)
    rows = _all_rows(strips)
    return Chart(
        id=chart_id,
        title=title,
        alt=alt_text,
        svg=drawn(style.specification(style.template(_facets(rows)), rows), title, alt_text, cache),
        table=_table(edition, chart_id, title, strips),
    )


def _facets(rows: Sequence[style.Row]) -> alt.FacetChart:
    highest = max(HEIGHT / 2 / STOREY, *(abs(row.get("storey", 0)) for row in rows))
    y = alt.Y("storey:Q", axis=None, scale=alt.Scale(domain=[-highest, highest], nice=False))
    parts = [*_country(), _dots(y), _ends(), _heads(), _note()]
    return alt.FacetChart(
        data=style.data(),
        spec=alt.LayerChart(layer=parts, width=PLOT, height=HEIGHT),
        facet=alt.Facet("strip:O", header=style.no_header()),
        columns=1,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent")),
        bounds="flush",
        spacing=alt.RowColnumber(row=DOWN, column=0),
    )


def _all_rows(strips: Sequence[_Strip]) -> list[style.Row]:
    rows = [{"strip": n, **row} for n, strip in enumerate(strips) for row in _rows(strip)]
    return [*rows, {"strip": 0, "kind": "note", "text": "Elke stip is een gebied."}]


def _rows(strip: _Strip) -> Iterator[style.Row]:
    low, high = strip.bounds
    numbers = [figure.number for figure in strip.areas if figure.number is not None]
    storeys = stacked([(number - low) / (high - low) * PLOT for number in numbers], STOREY)
    for number, storey in zip(numbers, storeys, strict=True):
        yield {"kind": "dot", "value": number, "storey": storey, "hollow": is_modelled(strip.areas)}
    yield from ({"kind": "end", "value": end, "storey": 0} for end in strip.bounds)
    if strip.country is not None and strip.country.number is not None:
        text = f"Nederland {with_unit(strip.country, strip.indicator.decimals)}"
        side = side_of([strip.country.number], strip.bounds)
        yield {"kind": "country", "value": strip.country.number, "text": text, "side": side}
    title = wrapped(strip.indicator.title, LETTERS)
    lines = [*title, f"{axis_words(strip.indicator.unit)}, {strip.period}"]
    for n, text in enumerate(lines):
        yield {"kind": "head", "line_down": n, "lines": len(lines), "text": text}


def _x() -> alt.X:
    axis = alt.Axis(title=None, tickCount=TICKS, labelFlush=False)
    return alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=False))


def _dots(y: alt.Y) -> alt.Chart:
    fill = alt.condition("datum.hollow", alt.value(style.PAPER), alt.value(style.PLACE))
    mark = style.part("dot").mark_point(size=DOT, stroke=style.PLACE, strokeWidth=1, opacity=1)
    dots: alt.Chart = mark.encode(x=_x(), y=y, fill=fill)
    return dots


def _ends() -> alt.Chart:
    """Nothing to see: they stretch each axis to its round ends."""
    ends: alt.Chart = style.part("end").mark_point(opacity=0).encode(x=_x(), y=alt.value(0))
    return ends


def _country() -> tuple[alt.Chart, alt.Chart]:
    base = style.part("country").encode(x=_x())
    words = alt.MarkDef(
        type="text",
        align=alt.expr("datum.side"),
        baseline="bottom",
        fontSize=style.SMALL,
        color=style.COUNTRY,
    )
    return (
        base.mark_rule(stroke=style.COUNTRY, strokeWidth=1.2),
        style.marked(base, words).encode(y=alt.value(-3), text=alt.Text("text:N")),
    )


def _heads() -> alt.Chart:
    mark = alt.MarkDef(
        type="text",
        align="left",
        x=-HEAD,
        y=alt.expr(f"{HEIGHT / 2} + 14 * (datum.line_down - (datum.lines - 1) / 2)"),
        fontSize=alt.expr(f"datum.line_down < datum.lines - 1 ? {style.TEXT} : {style.SMALL}"),
        color=alt.expr(f"datum.line_down < datum.lines - 1 ? '{style.INK}' : '{style.SOFT}'"),
    )
    return style.marked(style.part("head"), mark).encode(text=alt.Text("text:N"))


def _note() -> alt.Chart:
    mark = alt.MarkDef(type="text", align="left", x=-HEAD, y=-12, color=style.SOFT, fontSize=style.SMALL)
    return style.marked(style.part("note"), mark).encode(text=alt.Text("text:N"))


def _described(edition: Edition, strips: Sequence[_Strip]) -> str:
    parts = ["Per onderwerp een strook met een stip voor elk gebied en een streep voor Nederland."]
    for strip in strips:
        ends = extremes(edition, strip.areas, strip.indicator.decimals)
        told = f"{strip.indicator.title}, {strip.period}: de uiterste waarden zijn {ends}"
        if strip.country is not None and strip.country.number is not None:
            told += f"; Nederland {with_unit(strip.country, strip.indicator.decimals)}"
        parts.append(f"{told}.")
    return " ".join(parts)


def _table(edition: Edition, chart_id: str, title: str, strips: Sequence[_Strip]) -> Table:
    places = [(area.id, area.name) for area in areas_in_order(edition)]
    body = tuple(
        (
            text_cell(name, header=True),
            *(figure_cell(edition, found(edition, code, s.indicator, s.period)) for s in strips),
        )
        for code, name in (*places, (COUNTRY, "Nederland"))
    )
    header = (f"{s.indicator.title} ({axis_words(s.indicator.unit)}), {s.period}" for s in strips)
    return Table(
        id=f"tabel-{chart_id}",
        caption=f"{title}, in cijfers",
        header=("Gebied", *header),
        rows=body,
        widths=(26, *(74 // len(strips) for _ in strips)),
        notes=("Elk onderwerp heeft een eigen schaal; die begint niet altijd bij nul.",),
        numeric=(False, *(True for _ in strips)),
    )
