"""Dated constants: numbers that change by decision, each with the source that says so."""

from dataclasses import dataclass
from datetime import date

from wijkbewijs.kernel.dated import Dated


@dataclass(frozen=True, slots=True)
class Rule:
    """A constant with its history, e.g. the rounding bound of a count or the coverage floor."""

    id: str
    title: str
    unit: str
    source: str
    values: Dated[float]

    def on(self, day: date) -> float:
        return self.values.on(day)


@dataclass(frozen=True, slots=True)
class Caveat:
    """A warning that travels with figures: a code (W1xx boundary, W2xx weight, W3xx rounding and
    suppression, W4xx model and series, W5xx Rotterdam) and one Dutch sentence.
    """

    code: str
    text: str
