"""Time as values: a span of days and the period that a figure is about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from `start` up to, but not including, `end`; no end means still running.

    >>> Span(date(2020, 1, 1), date(2021, 1, 1)).covers(date(2020, 12, 31))
    True
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a span must last at least a day: {self.start} to {self.end}")

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def months_between(earlier: date, later: date) -> int:
    """Whole months from `earlier` to `later`, rounded to the nearest month.

    >>> months_between(date(2022, 7, 4), date(2023, 6, 12))
    11
    """
    days_per_month = 30.436875  # mean of the Gregorian calendar
    return round((later - earlier).days / days_per_month)
