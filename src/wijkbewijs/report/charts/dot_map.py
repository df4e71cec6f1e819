"""The areas as dots on the map, each with its name; no outlines, since no geometry has been taken."""

from collections.abc import Iterator
from pathlib import Path

import altair as alt

from wijkbewijs.definitions.programme import Area
from wijkbewijs.dossier.area import areas_in_order
from wijkbewijs.dossier.dutch import counted
from wijkbewijs.dossier.edition import Edition, Point
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.report.cells import figure_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.layout import Spot
from wijkbewijs.report.charts.leaders import Labelled, Sides, labelled
from wijkbewijs.report.charts.wording import found
from wijkbewijs.report.letter import Cell, Chart, Table

TITLE = "De focusgebieden op de kaart"
# RD (EPSG:28992) in metres: the box around the European Netherlands, and where it lands in pixels.
WEST, EAST, SOUTH, NORTH = 10_000.0, 280_000.0, 304_000.0, 622_000.0
METRES_PER_PIXEL = 850.0
LEFT, TOP = 144.0, 4.0
HEIGHT = round((NORTH - SOUTH) / METRES_PER_PIXEL + 2 * TOP)
INNER = style.WIDTH - 4  # the padding of the style
DOT = 38
SIDES = Sides(left=LEFT, right=INNER - LEFT, gap=19.0)


def dot_map(edition: Edition, *, indicator: str = "", period: str = "", cache: Path | None = None) -> Chart:
    """Draw the areas on their label points; municipalities stand faintly behind them.

    With `indicator` and `period` (a count of inhabitants, say) the table beside the map shows its levels.
    """
    areas = areas_in_order(edition)
    points = {point.region: point for point in edition.definitions.points}
    known = tuple(area for area in areas if area.id in points)
    places = labelled([(area.name, _pixels(points[area.id])) for area in known], SIDES)
    alt_text = _described(known)
    spec = style.specification(style.template(_layers()), _rows(places, _towns(edition)))
    return Chart(
        id="kaart-gebieden",
        title=TITLE,
        alt=alt_text,
        svg=drawn(spec, TITLE, alt_text, cache),
        table=_table(edition, areas, indicator, period),
    )


def _pixels(point: Point) -> Spot:
    return (
        LEFT + (point.x - WEST) / METRES_PER_PIXEL,
        TOP + (NORTH - point.y) / METRES_PER_PIXEL,
    )


def _towns(edition: Edition) -> list[Spot]:
    points = edition.definitions.points
    return sorted(_pixels(p) for p in points if level_of(p.region) is Level.MUNICIPALITY)


def _layers() -> alt.LayerChart:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, INNER], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, HEIGHT], nice=False, reverse=True))
    order, text = alt.Order("n:Q"), alt.Text("text:N")
    town = style.part("town").mark_line(
        stroke=style.FAINT, strokeWidth=4, strokeCap="round", invalid="break-paths-show-domains"
    )
    leader = style.part("leader").mark_line(stroke=style.CITY, strokeWidth=0.7)
    dot = style.part("dot").mark_point(
        size=DOT, fill=style.PLACE, stroke=style.PAPER, strokeWidth=1, opacity=1
    )
    west = style.part("west").mark_text(align="right", dx=-4, fontSize=style.TEXT)
    east = style.part("east").mark_text(align="left", dx=4, fontSize=style.TEXT)
    note = style.part("note").mark_text(align="left", color=style.SOFT)
    layers = [
        town.encode(x=x, y=y, order=order),
        leader.encode(x=x, y=y, order=order, detail=alt.Detail("name:N")),
        dot.encode(x=x, y=y),
        *(words.encode(x=x, y=y, text=text) for words in (west, east, note)),
    ]
    return alt.LayerChart(data=style.data(), layer=layers, width=INNER, height=HEIGHT)


def _rows(places: list[Labelled], towns: list[Spot]) -> Iterator[style.Row]:
    for n, (x, y) in enumerate(towns):
        yield from _short_stroke(n, x, y)
    for place in places:
        for n, (x, y) in enumerate(place.line):
            yield {"kind": "leader", "name": place.name, "n": n, "x": x, "y": y}
        yield {"kind": "dot", "x": place.dot[0], "y": place.dot[1]}
        side = "west" if place.left else "east"
        yield {"kind": side, "x": place.label[0], "y": place.label[1], "text": place.name}
    yield {"kind": "note", "x": 0, "y": HEIGHT - 8, "text": "Elke lichte stip is een gemeente."}


def _short_stroke(n: int, x: float, y: float) -> Iterator[style.Row]:
    """All towns are one path of very short strokes with round ends: 345 dots in a few kilobytes."""
    yield {"kind": "town", "n": 3 * n, "x": x, "y": y}
    yield {"kind": "town", "n": 3 * n + 1, "x": x + 0.1, "y": y}
    yield {"kind": "town", "n": 3 * n + 2, "x": None, "y": y}


def _described(areas: tuple[Area, ...]) -> str:
    if not areas:
        return "Kaart zonder punten: van geen gebied is de plaats bekend."
    cities = {area.municipality_name for area in areas}
    return (
        f"Kaart van Nederland met {counted(len(areas), 'punt', 'punten')}: de focusgebieden, met hun naam, "
        f"in {counted(len(cities), 'gemeente', 'gemeenten')}. Lichte stippen zijn alle gemeenten; zij tonen "
        "de vorm van het land. De gebieden en hun gemeenten staan in de tabel bij de kaart."
    )


def _table(edition: Edition, areas: tuple[Area, ...], indicator: str, period: str) -> Table:
    extra = edition.indicator(indicator) if indicator else None
    header = ("Gebied", "Gemeente", *((f"{extra.title}, {period}",) if extra else ()))
    lines: list[tuple[Cell, ...]] = []
    for area in areas:
        cells = (text_cell(area.name, header=True), text_cell(area.municipality_name))
        level = (figure_cell(edition, found(edition, area.id, extra, period)),) if extra else ()
        lines.append((*cells, *level))
    return Table(
        id="tabel-kaart-gebieden",
        caption="De focusgebieden, in alfabetische volgorde",
        header=header,
        rows=tuple(lines),
        notes=("De stip staat op één punt in het gebied; de grens van het gebied is niet getekend.",),
        widths=(5, 4, 3)[: len(header)],
        numeric=(False, False, True)[: len(header)],
    )
