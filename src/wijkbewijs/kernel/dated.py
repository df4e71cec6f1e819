"""Values that change by decision, asked with the day on which they should hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Dated(Generic[V]):
    """A value with its history; each day from which a new value holds is listed once, in order.

    >>> floor = Dated.of({date(2019, 1, 1): 5, date(2024, 1, 1): 10})
    >>> floor.on(date(2023, 12, 31)), floor.on(date(2024, 1, 1))
    (5, 10)
    """

    steps: tuple[tuple[date, V], ...]

    @classmethod
    def of(cls, values: Mapping[date, V]) -> "Dated[V]":
        if not values:
            raise ValueError("a dated value needs at least one day from which it holds")
        return cls(tuple(sorted(values.items(), key=lambda step: step[0])))

    def on(self, day: date) -> V:
        """Return the value that holds on `day`; LookupError before the first."""
        for since, value in reversed(self.steps):
            if since <= day:
                return value
        raise LookupError(f"no value before {self.steps[0][0]}, asked for {day}")
