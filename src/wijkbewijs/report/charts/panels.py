"""What stands in a small panel: the lines of one indicator in one place, its bounds, and its rows to draw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.series_break import breaking
from wijkbewijs.dossier.dutch import number
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.codes import COUNTRY, Level, level_of
from wijkbewijs.kernel.comparison import comparable_series
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.charts.layout import apart, wrapped
from wijkbewijs.report.charts.series import Segment, middle_of, on_axis, round_bounds, segments
from wijkbewijs.report.charts.style import Row
from wijkbewijs.report.charts.wording import axis_words, found, is_modelled, present

HEIGHT = 84  # pixels of a panel
LINE = 12.0  # least distance between two words at the ends of lines
START, BREAK = "start van het programma", "vanaf hier anders geteld"
PLACE, CITY, NATION = "plaats", "gemeente", "NL"


@dataclass(frozen=True, slots=True)
class Line:
    """One place in a panel; its role gives it its colour and its words."""

    role: str
    region: str
    figures: tuple[Figure, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator with its lines; the first is the place that the chart is about.

    `reasons` are the sentences that say why its series is broken.
    """

    indicator: Indicator
    lines: tuple[Line, ...]
    reasons: tuple[str, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        return present(figure for line in self.lines for figure in line.figures)

    @property
    def years(self) -> tuple[int, int]:
        return int(self.figures[0].period), max(int(figure.period) for figure in self.figures)

    @property
    def bounds(self) -> tuple[float, float]:
        ends = (end for f in self.figures for end in (f.number, f.low, f.high))
        return round_bounds([end for end in ends if end is not None])

    @property
    def breaks(self) -> tuple[str, ...]:
        """The breaks that lie after the first value."""
        return tuple(b for b in self.indicator.breaks if self.years[0] < int(b) <= self.years[1])


def panel(edition: Edition, region: str, indicator: Indicator) -> Panel | None:
    """Return the panel of an indicator in a place, or None when the place has no value in any period.

    Raises IncomparableDefinitions when its figures are defined differently.
    """
    lines = [_line(edition, role, code, indicator) for role, code in _places(edition, region, indicator)]
    if not lines[0].segments:
        return None
    shown = tuple(line for line in lines if line.segments)
    comparable_series([figure for line in shown for figure in line.figures])
    reasons = tuple(found.title for found in breaking(indicator, edition.definitions.breaks))
    return Panel(indicator, shown, reasons)


def panel_rows(item: Panel, started_on: date, letters: int) -> Iterator[Row]:
    """Yield all that is drawn in a panel as rows, each with its `kind`; titles have `letters` on a line."""
    yield from _lines(item)
    yield from _labels(item)
    yield from _moments(item, started_on)
    yield from _heads(item, letters)
    low, high = item.bounds
    yield from ({"kind": "end", "year": middle_of(str(item.years[0])), "value": v} for v in (low, high))


def _places(edition: Edition, region: str, indicator: Indicator) -> list[tuple[str, str]]:
    """The place itself and what it is compared with: counts are compared with nothing."""
    city = next((a.municipality for a in edition.programme.areas if a.id == region), None)
    beside = [(CITY, city)] if city else []
    if level_of(region) is not Level.COUNTRY:
        beside.append((NATION, COUNTRY))
    return [(PLACE, region), *([] if indicator.unit.additive else beside)]


def _line(edition: Edition, role: str, region: str, indicator: Indicator) -> Line:
    periods = (found(edition, region, indicator, period) for period in indicator.periods)
    figures = tuple(figure for figure in periods if figure is not None)
    return Line(role, region, figures, tuple(segments(figures, indicator.breaks)))


def _lines(item: Panel) -> Iterator[Row]:
    for line in item.lines:
        for n, segment in enumerate(line.segments):
            beside = "beside" if len(segment) > 1 else "alone"
            kind = "place" if line.role == PLACE else beside
            for figure in segment:
                yield {
                    "kind": kind,
                    "role": line.role,
                    "line": f"{line.role} {n}",
                    "year": middle_of(figure.period),
                    "value": figure.number,
                    "low": figure.low,
                    "high": figure.high,
                    "hollow": is_modelled([figure]),
                }


def _labels(item: Panel) -> Iterator[Row]:
    """The words at the end of each line, moved apart where they would touch."""
    low, high = item.bounds
    ends = [(line.role, line.segments[-1][-1]) for line in item.lines]
    heights = [HEIGHT * (high - (figure.number or 0.0)) / (high - low) for _, figure in ends]
    placed = apart(heights, LINE)
    inside = min(0.0, HEIGHT - max(placed)) or max(0.0, -min(placed))
    for (role, figure), height in zip(ends, placed, strict=True):
        value = number(figure.number or 0.0, item.indicator.decimals)
        yield {
            "kind": "label",
            "role": role,
            "year": middle_of(figure.period),
            "value": high - (height + inside) * (high - low) / HEIGHT,
            "text": value if role == PLACE else role,
        }


def _moments(item: Panel, started_on: date) -> Iterator[Row]:
    for period in item.breaks:
        yield {"kind": "moment", "moment": BREAK, "year": float(period)}
    if item.years[0] < on_axis(started_on) < item.years[1] + 1:
        yield {"kind": "moment", "moment": START, "year": on_axis(started_on)}


def _heads(item: Panel, letters: int) -> Iterator[Row]:
    """The unit stands just above the panel (line 0), the lines of the title above it."""
    yield {"kind": "head", "line_up": 0, "text": axis_words(item.indicator.unit)}
    for n, text in enumerate(reversed(wrapped(item.indicator.title, letters)), start=1):
        yield {"kind": "head", "line_up": n, "text": text}
