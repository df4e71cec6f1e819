"""A history as segments that may be drawn as a line: never across a break, never over a missing value."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10

from wijkbewijs.kernel.comparison import break_between, comparable_series
from wijkbewijs.kernel.figure import Figure

Segment = tuple[Figure, ...]
ZERO_BELOW = 0.4  # an axis includes zero when its lowest value is under this share of its highest
ROUND = ((50**0.5, 10), (10**0.5, 5), (2**0.5, 2))  # from which error on d3 takes which step
SLACK = 1e-9
PLACES = 9  # decimals: what is beyond them is noise of binary fractions


def segments(figures: Sequence[Figure], breaks: Sequence[str] = ()) -> list[Segment]:
    """Return the figures in order of period, cut where a period cannot be compared with the one before it.

    `breaks` are periods that cannot be compared with any earlier one; an absent value cuts too. Raises
    IncomparableDefinitions when two figures have different definitions: that is no break but another series.
    """
    comparable_series(figures)
    ordered = sorted(figures, key=lambda figure: figure.period)
    parts: list[list[Figure]] = [[]]
    for before, figure in zip((None, *ordered), ordered, strict=False):
        broken = before is not None and break_between(before.period, figure.period, breaks) is not None
        if broken or figure.number is None:
            parts.append([])
        if figure.number is not None:
            parts[-1].append(figure)
    return [tuple(part) for part in parts if part]


def middle_of(period: str) -> float:
    """Return the middle of a year on an axis of years.

    >>> middle_of("2022")
    2022.5
    """
    return int(period) + 0.5


def on_axis(day: date) -> float:
    """Return a day on an axis of years.

    >>> round(on_axis(date(2022, 7, 4)), 2)
    2022.5
    """
    first = date(day.year, 1, 1)
    return day.year + (day - first).days / (date(day.year + 1, 1, 1) - first).days


def round_bounds(values: Sequence[float], ticks: int = 2) -> tuple[float, float]:
    """Return round ends of an axis around `values`; it starts at zero where that costs little room.

    The ends are those of d3's `nice` (d3-scale 4.0, linear.js), so that they fall on the ticks of the axis.

    >>> round_bounds([61.2, 74.9]), round_bounds([2.0, 9.0]), round_bounds([3.0])
    ((60.0, 80.0), (0.0, 10.0), (0.0, 4.0))
    """
    low, high = min(values), max(values)
    if 0 <= low < ZERO_BELOW * high or low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    step = 0.0
    while (finer := _tick_step(high - low, ticks)) != step:
        step = finer
        low, high = floor(low / step + SLACK) * step, ceil(high / step - SLACK) * step
    return round(low, PLACES), round(high, PLACES)


def _tick_step(span: float, ticks: int) -> float:
    power = 10.0 ** floor(log10(span / ticks))
    error = span / ticks / power
    return power * next((nice for least, nice in ROUND if error >= least), 1)
