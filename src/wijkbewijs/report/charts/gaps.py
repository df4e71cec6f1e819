"""The areas beside their municipality and the country, for one indicator in one period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import altair as alt

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Area
from wijkbewijs.dossier.area import areas_in_order
from wijkbewijs.dossier.dutch import capitalised, counted, list_of, with_unit
from wijkbewijs.dossier.edition import Edition, gap_id
from wijkbewijs.kernel.codes import COUNTRY
from wijkbewijs.kernel.comparison import comparable_series
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.cells import figure_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.layout import Side, side_of
from wijkbewijs.report.charts.wording import (
    axis_words,
    extremes,
    found,
    is_modelled,
    is_rough,
    present,
    reason,
    titled,
)
from wijkbewijs.report.letter import Chart, Table
from wijkbewijs.report.writers.marks import ROUGH_BOUNDARY

ROW = 19  # pixels an area
PLOT, NAMES = 440, 144  # pixels; the names of the areas stand left of the plot
BAR = 3.0  # width of the bar of a margin
AREA, CITY, MARGIN = "gebied", "gemeente", "marge"


@dataclass(frozen=True, slots=True)
class _Row:
    """An area with its level, that of its municipality, and its gap with the country."""

    area: Area
    level: Figure | None
    city: Figure | None
    gap: Figure | None

    @property
    def label(self) -> str:
        return f"{self.area.name} {ROUGH_BOUNDARY.sign}" if is_rough(self.level) else self.area.name


def gaps(edition: Edition, indicator: str, period: str, *, cache: Path | None = None) -> Chart:
    """Draw the level of each area with its interval, beside its municipality and the country.

    Areas stand in alphabetical order; one without a value keeps its row, with the reason. Modelled values are
    hollow and have no interval. Raises IncomparableDefinitions when the figures are defined differently.
    """
    subject = edition.indicator(indicator)
    lines = [_row(edition, area, subject, period) for area in areas_in_order(edition)]
    country = found(edition, COUNTRY, subject, period)
    drawn_figures = present([*(r.level for r in lines), *(r.city for r in lines), country])
    comparable_series(drawn_figures)
    title = titled(f"{subject.title} per gebied, {period}", drawn_figures)
    chart_id = f"gebieden-{indicator}-{period}"
    alt_text = _described(edition, subject, lines, country)
    spec = style.specification(
        style.template(_layers(subject, lines, country)), _rows(subject, lines, country)
    )
    return Chart(
        id=chart_id,
        title=title,
        alt=alt_text,
        svg=drawn(spec, title, alt_text, cache),
        table=_table(edition, chart_id, title, lines, country),
    )


def _row(edition: Edition, area: Area, indicator: Indicator, period: str) -> _Row:
    return _Row(
        area=area,
        level=found(edition, area.id, indicator, period),
        city=found(edition, area.municipality, indicator, period),
        gap=edition.figures.get(gap_id(area.id, indicator.id, period, COUNTRY)),
    )


def _layers(indicator: Indicator, lines: list[_Row], country: Figure | None) -> alt.LayerChart:
    levels = present(row.level for row in lines)
    x, y = _x(indicator), _y(lines)
    span = {"x": x, "x2": alt.X2("end:Q"), "y": y}
    on_axis = present([country, *levels, *(row.city for row in lines)])
    layers = [
        *_norm(x, side_of(_numbers([country]), _numbers(on_axis))),
        style.part("reach").mark_rule(stroke=style.CITY, strokeWidth=0.8).encode(**span),
        style.part("margin").mark_rule(stroke=style.PLACE, strokeWidth=BAR).encode(**span),
        style.part("mark").mark_point(size=style.DOT, opacity=1).encode(x=x, y=y, **_looks(levels)),
        _names(y),
        style.part("reason")
        .mark_text(align="left", color=style.SOFT)
        .encode(x=alt.value(6), y=y, text=alt.Text("text:N")),
        style.part("note")
        .mark_text(align="left", color=style.SOFT)
        .encode(x=alt.value(-NAMES), y=alt.value(ROW * len(lines) + 38), text=alt.Text("text:N")),
    ]
    return alt.LayerChart(data=style.data(), layer=layers, width=PLOT, height=ROW * len(lines))


def _x(indicator: Indicator) -> alt.X:
    axis = alt.Axis(
        title=axis_words(indicator.unit), tickCount=6, labelFlush=False, titleAlign="right", titleAnchor="end"
    )
    return alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=True))


def _y(lines: list[_Row]) -> alt.Y:
    return alt.Y("place:N", axis=None, scale=alt.Scale(domain=[row.label for row in lines]))


def _names(y: alt.Y) -> alt.Chart:
    """The names of the areas, as words and not as an axis, which would be measured five times over."""
    words = style.part("name").mark_text(align="right", fontSize=style.TEXT)
    names: alt.Chart = words.encode(x=alt.value(-10), y=y, text=alt.Text("place:N"))
    return names


def _norm(x: alt.X, side: Side) -> tuple[alt.Chart, alt.Chart]:
    """The country as a line through all rows, with its value above; the words stay within the chart."""
    base = style.part("country")
    words = base.mark_text(color=style.COUNTRY, fontSize=style.TEXT, baseline="bottom", align=side)
    return (
        base.mark_rule(stroke=style.COUNTRY, strokeWidth=1.2).encode(x=x),
        words.encode(x=x, y=alt.value(-4), text=alt.Text("text:N")),
    )


def _looks(levels: list[Figure]) -> dict[str, alt.Shape | alt.Fill | alt.Stroke | alt.StrokeWidth]:
    """Shape and colours by what a mark stands for; they make the legend, with a margin where there is one."""
    names = [AREA, CITY, *([MARGIN] if any(level.low is not None for level in levels) else [])]
    colours = [style.PLACE, style.CITY, style.PLACE]
    fills = [style.PAPER] * 3 if is_modelled(levels) else colours

    def by_name(values: Sequence[str | float]) -> alt.Scale:
        return alt.Scale(domain=names, range=list(values[: len(names)]))

    above = alt.Legend(offset=24)  # of the words on the country, wherever they stand
    return {
        "shape": alt.Shape("of:N", scale=by_name(["circle", "diamond", "stroke"]), legend=above),
        "fill": alt.Fill("of:N", scale=by_name(fills)),
        "stroke": alt.Stroke("of:N", scale=by_name(colours)),
        "strokeWidth": alt.StrokeWidth("of:N", scale=by_name([style.STROKE, style.STROKE, BAR])),
    }


def _rows(indicator: Indicator, lines: list[_Row], country: Figure | None) -> Iterator[style.Row]:
    if country is not None and country.number is not None:
        text = f"Nederland {with_unit(country, indicator.decimals)}"
        yield {"kind": "country", "value": country.number, "text": text}
    if any(is_rough(row.level) for row in lines):
        yield {"kind": "note", "text": f"{ROUGH_BOUNDARY.sign} {ROUGH_BOUNDARY.name}"}
    for row in lines:
        yield {"kind": "name", "place": row.label}
        yield from ({"place": row.label, **drawn_row} for drawn_row in _area_rows(row))


def _area_rows(row: _Row) -> Iterator[style.Row]:
    """What is drawn in the row of an area: line, margin and marks, or the reason why there is no value."""
    area, city = row.level, row.city
    value, beside = _number(area), _number(city)
    if beside is not None:
        yield {"kind": "mark", "of": CITY, "value": beside}
    if area is None or value is None:
        yield {"kind": "reason", "text": reason(area)}
        return
    if beside is not None:
        yield {"kind": "reach", "value": value, "end": beside}
    if area.low is not None:
        yield {"kind": "margin", "value": area.low, "end": area.high}
    yield {"kind": "mark", "of": AREA, "value": value}


def _number(figure: Figure | None) -> float | None:
    return None if figure is None else figure.number


def _numbers(figures: Iterable[Figure | None]) -> list[float]:
    return [number for figure in figures if (number := _number(figure)) is not None]


def _described(edition: Edition, indicator: Indicator, lines: list[_Row], country: Figure | None) -> str:
    levels = present(row.level for row in lines)
    parts = [f"Een rij per gebied, in alfabetische volgorde, met {axis_words(indicator.unit)} langs de as."]
    if levels:
        ends = extremes(edition, levels, indicator.decimals)
        parts.append(f"De uiterste waarden zijn {ends}.")
    if country is not None and country.number is not None:
        parts.append(f"Nederland: {with_unit(country, indicator.decimals)}.")
        parts += _sides(lines)
    absent = [row for row in lines if row.level is None or row.level.number is None]
    if absent:
        named = list_of([f"{row.area.name} ({reason(row.level)})" for row in absent])
        parts.append(f"Zonder waarde: {named}.")
    return " ".join(parts)


def _sides(lines: list[_Row]) -> list[str]:
    """How many areas differ from the country by more than their interval; nothing where none is known."""
    known = [row.gap for row in lines if row.gap is not None and row.gap.low is not None]
    below = sum(gap.high is not None and gap.high < 0 for gap in known)
    above = sum(gap.low is not None and gap.low > 0 for gap in known)
    if not known:
        return []
    told = [f"{counted(below, 'gebied ligt', 'gebieden liggen')} met de hele marge lager"] if below else []
    told += [f"{counted(above, 'gebied ligt', 'gebieden liggen')} met de hele marge hoger"] if above else []
    return [f"{capitalised(list_of(told))} dan Nederland."] if told else []


def _table(edition: Edition, chart_id: str, title: str, lines: list[_Row], country: Figure | None) -> Table:
    body = tuple(
        (
            text_cell(row.area.name, header=True),
            figure_cell(edition, row.level),
            figure_cell(edition, row.gap),
            text_cell(row.area.municipality_name),
            figure_cell(edition, row.city),
        )
        for row in lines
    )
    last = (
        text_cell("Nederland", header=True),
        figure_cell(edition, country),
        figure_cell(edition, None),
        text_cell("–"),
        figure_cell(edition, None),
    )
    return Table(
        id=f"tabel-{chart_id}",
        caption=f"{title}, in cijfers",
        header=("Gebied", "Waarde", "Verschil met Nederland", "Gemeente", "Waarde gemeente"),
        rows=(*body, last) if country is not None else body,
        widths=(32, 14, 18, 20, 16),
        notes=("De schaal van de tekening begint niet altijd bij nul.",),
        numeric=(False, True, True, False, True),
    )
