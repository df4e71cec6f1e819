"""The letters to the House on a time axis, beside the promised moments and the numbers not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

import altair as alt

from wijkbewijs.definitions.programme import Document, Programme
from wijkbewijs.dossier.dutch import counted, day, list_of, month
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.fact_records import paper_of
from wijkbewijs.dossier.sentence import Part, Words
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.kernel.time import months_between
from wijkbewijs.report.cells import parts_cell, text_cell
from wijkbewijs.report.charts import style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.layout import side_of
from wijkbewijs.report.charts.papers import (
    Gap,
    Lane,
    known_until,
    lane_of,
    later,
    papers_since_start,
    promise_of,
    promised_moments,
    unknown_papers,
)
from wijkbewijs.report.charts.series import on_axis
from wijkbewijs.report.letter import Cell, Chart, Table

TITLE = "Brieven aan de Kamer over het programma"
LANE = 38  # pixels from row to row
HEAD, PLOT = 150, 444  # pixels: the names of the rows, and the time axis
DATE = 84  # pixels of the widest day in words
BEFORE, AFTER = 0.45, 0.2  # years of room at the ends of the axis
APART = 0.03  # years between two dotted lines
HORIZON = 6  # months after the last known paper that the axis runs on
NOT_KNOWN = "niet bekend"
NAMES = {
    Lane.LETTER: "Brief over het programma",
    Lane.ALSO: "Brief die ook kan tellen",
    Lane.OTHER: "Ander stuk",
    Lane.UNKNOWN: "Nummer, dag niet bekend",
    Lane.PROMISED: "Toegezegd",
}


@dataclass(frozen=True, slots=True)
class _Story:
    """All that the time line shows; `known` is the first and the last day of which papers are known."""

    papers: list[Document]
    gaps: list[Gap]
    moments: list[date]
    known: tuple[date, date]

    @property
    def ends(self) -> tuple[float, float]:
        """Start and end of the time axis, in years."""
        last = max([later(self.known[1], HORIZON), *self.moments])
        return on_axis(self.known[0]) - BEFORE, on_axis(last) + AFTER

    @property
    def letters(self) -> list[date]:
        return [paper.date for paper in self.papers if lane_of(paper) is Lane.LETTER]


def letters_timeline(edition: Edition, *, cache: Path | None = None) -> Chart:
    """Draw the known papers since the start, the promised moments, and the numbers of which no day is known.

    After the last known paper nothing is known; that part of the axis says so. Raises BadUsage when the
    edition knows no paper at all.
    """
    programme = edition.programme
    papers = papers_since_start(programme)
    if not papers:
        raise BadUsage(
            f"edition {edition.manifest.id} knows no paper of the House: there is nothing to draw."
        )
    known = (papers[0].date, known_until(programme))
    moments = promised_moments(programme, later(known[1], HORIZON))
    story = _Story(papers, unknown_papers(programme), moments, known)
    alt_text = _described(story)
    rows = [*_rows(story), *_names(programme), _unknown_after(story)]
    return Chart(
        id="tijdlijn-brieven",
        title=TITLE,
        alt=alt_text,
        svg=drawn(style.specification(style.template(_layers(story)), rows), TITLE, alt_text, cache),
        table=_table(edition, story),
    )


def _layers(story: _Story) -> alt.LayerChart:
    x, y = _x(*story.ends), _y()
    parts = [*_after(x), *_spans(x, y), _promised(x, y), *_papers(x, y), _heads(y)]
    return alt.LayerChart(data=style.data(), layer=parts, width=PLOT, height=LANE * len(Lane))


def _x(start: float, end: float) -> alt.X:
    years = list(range(ceil(start), floor(end) + 1))
    axis = alt.Axis(title=None, values=years, format="d", labelFlush=False)
    return alt.X("year:Q", axis=axis, scale=alt.Scale(domain=[start, end], nice=False, zero=False))


def _y() -> alt.Y:
    scale = alt.Scale(domain=[-0.5, len(Lane) - 0.5], nice=False, reverse=True)
    return alt.Y("lane:Q", axis=None, scale=scale)


def _rows(story: _Story) -> Iterator[style.Row]:
    for paper in story.papers:
        lane = lane_of(paper)
        text = "" if lane is Lane.OTHER else day(paper.date)
        year = on_axis(paper.date)
        side = side_of([year], story.ends, DATE / 2 / PLOT)
        yield {"kind": "paper", "year": year, "lane": lane, "text": text, "side": side}
    for earlier, next_one in pairwise(story.letters):
        months = counted(months_between(earlier, next_one), "maand", "maanden")
        yield {**_span(earlier, next_one), "kind": "between", "lane": Lane.LETTER, "text": months}
    for gap in story.gaps:
        yield {
            **_span(*_days(gap, story.known), APART),
            "kind": "gap",
            "lane": Lane.UNKNOWN,
            "text": gap.number,
        }
    for moment in story.moments:
        yield {"kind": "promised", "year": on_axis(moment), "lane": Lane.PROMISED}


def _days(gap: Gap, known: tuple[date, date]) -> tuple[date, date]:
    """The days between which an unknown paper lies."""
    first = known[0] if gap.after is None else gap.after.date
    return first, known[1] if gap.before is None else gap.before.date


def _span(first: date, last: date, free: float = 0.0) -> style.Row:
    """From day to day; `free` years are left open at both ends."""
    start, end = on_axis(first) + free, on_axis(last) - free
    return {"year": start, "end": end, "middle": (start + end) / 2}


def _names(programme: Programme) -> Iterator[style.Row]:
    promise = promise_of(programme)
    for lane, name in NAMES.items():
        if lane is not Lane.PROMISED:
            yield {"kind": "name", "lane": lane, "text": name}
        elif promise is not None:
            yield {"kind": "name", "lane": lane, "text": f"{name}: elke {promise.every_months} maanden"}


def _unknown_after(story: _Story) -> style.Row:
    return {"kind": "after", "year": on_axis(story.known[1]), "end": story.ends[1], "text": NOT_KNOWN}


def _after(x: alt.X) -> tuple[alt.Chart, alt.Chart]:
    base = style.part("after")
    words = base.mark_text(color=style.SOFT, align="right", dx=-4)
    return (
        base.mark_rect(fill=style.FAINTEST, opacity=0.7).encode(x=x, x2=alt.X2("end:Q")),
        words.encode(x=alt.X("end:Q"), y=alt.value(LANE * 2.5), text=alt.Text("text:N")),
    )


def _spans(x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    between, gap = style.part("between"), style.part("gap")
    months = between.mark_text(dy=10, color=style.SOFT)
    number = gap.mark_text(dy=-9, color=style.SOFT)
    return (
        between.mark_rule(stroke=style.CITY, strokeWidth=0.8).encode(x=x, x2=alt.X2("end:Q"), y=y),
        months.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("text:N")),
        gap.mark_rule(stroke=style.CITY, strokeWidth=1.2, strokeDash=[2, 3]).encode(
            x=x, x2=alt.X2("end:Q"), y=y
        ),
        number.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("text:N")),
    )


def _promised(x: alt.X, y: alt.Y) -> alt.Chart:
    mark = style.part("promised").mark_tick(color=style.COUNTRY, thickness=2, size=16, opacity=1)
    moments: alt.Chart = mark.encode(x=x, y=y)
    return moments


def _papers(x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    lanes = [int(lane) for lane in (Lane.LETTER, Lane.ALSO, Lane.OTHER)]
    shape = alt.Scale(domain=lanes, range=["circle", "diamond", "circle"])
    fill = alt.Scale(domain=lanes, range=[style.PLACE, style.PLACE, style.PAPER])
    words = alt.MarkDef(type="text", align=alt.expr("datum.side"), dy=-13)
    base = style.part("paper").encode(x=x, y=y)
    return (
        base.mark_point(size=style.DOT, stroke=style.PLACE, strokeWidth=style.STROKE, opacity=1).encode(
            shape=alt.Shape("lane:N", scale=shape, legend=None),
            fill=alt.Fill("lane:N", scale=fill, legend=None),
        ),
        style.marked(base, words).encode(text=alt.Text("text:N")),
    )


def _heads(y: alt.Y) -> alt.Chart:
    mark = alt.MarkDef(type="text", align="left", x=-HEAD, fontSize=style.TEXT)
    return style.marked(style.part("name"), mark).encode(y=y, text=alt.Text("text:N"))


def _described(story: _Story) -> str:
    days = list_of([day(moment) for moment in story.letters])
    parts = [f"Tijdlijn van stukken die wij kennen. Brieven over het programma: {days}."]
    months = [months_between(earlier, next_one) for earlier, next_one in pairwise(story.letters)]
    if months:
        parts.append(f"Daartussen liggen {list_of([str(m) for m in months])} maanden.")
    also = [day(paper.date) for paper in story.papers if lane_of(paper) is Lane.ALSO]
    if also:
        parts.append(f"Ook mee te tellen: een brief van {list_of(also)} die deels over het programma gaat.")
    if story.gaps:
        numbers = list_of([gap.number for gap in story.gaps])
        parts.append(f"Van {numbers} kennen wij de dag niet; elk staat als stippellijn tussen zijn buren.")
    parts.append(f"Na {month(story.known[1])} is niets bekend.")
    return " ".join(parts)


def _table(edition: Edition, story: _Story) -> Table:
    lines = [(paper.date, 1, _paper_cells(edition, paper)) for paper in story.papers]
    lines += [(_days(gap, story.known)[0], 2, _gap_cells(edition, gap)) for gap in story.gaps]
    ordered = sorted(lines, key=lambda line: line[:2])
    return Table(
        id="tabel-tijdlijn-brieven",
        caption=f"{TITLE}, in volgorde van tijd",
        header=("Dag", "Stuk", "Soort", "Onderwerp"),
        rows=tuple(cells for _, _, cells in ordered),
        notes=("De toegezegde momenten zijn door ons geteld vanaf de dag van de toezegging.",),
        widths=(20, 20, 20, 40),
    )


def _paper_cells(edition: Edition, paper: Document) -> tuple[Cell, ...]:
    return (
        parts_cell(fact(edition, f"document:{paper.id}.date"), header=True),
        parts_cell(fact(edition, f"document:{paper.id}")),
        text_cell(NAMES[lane_of(paper)].lower()),
        parts_cell(fact(edition, f"document:{paper.id}.title")),
    )


def _gap_cells(edition: Edition, gap: Gap) -> tuple[Cell, ...]:
    place: list[Part] = []
    for word, paper in (("na ", gap.after), ("voor ", gap.before)):
        if paper is not None:
            place += [Words(f", {word}" if place else word), fact(edition, f"document:{paper.id}")]
    return (
        text_cell(NOT_KNOWN, header=True),
        text_cell(paper_of(gap.number)),
        text_cell(NOT_KNOWN),
        parts_cell(*place),
    )
