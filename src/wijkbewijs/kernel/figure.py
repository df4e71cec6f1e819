"""A figure: a number that never travels alone, and absence that has a name."""

import math
from dataclasses import dataclass
from enum import StrEnum

from wijkbewijs.kernel.units import Unit


class Status(StrEnum):
    """How a value came to be; the five never share a look.

    A modelled value fills in what was not measured (RIVM small areas, Leefbaarometer); a synthetic one
    comes from a generator and never enters an edition.
    """

    MEASURED = "measured"
    MODELLED = "modelled"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    SYNTHETIC = "synthetic"


class Absent(StrEnum):
    """Why there is no value. Zero is a value; an absence is never zero."""

    UNPUBLISHED = "unpublished"
    SUPPRESSED = "suppressed"
    NOT_YET_DUE = "not_yet_due"
    BROKEN_SERIES = "broken_series"
    NOT_APPLICABLE = "not_applicable"
    OTHER_BOUNDARY = "other_boundary"
    LOW_COVERAGE = "low_coverage"
    NOT_TAKEN = "not_taken"
    ASKED_OF_AREA = "asked_of_area"
    SOURCE_UNKNOWN = "source_unknown"


class IntervalKind(StrEnum):
    """What the interval of a figure covers: never one word for all."""

    EXACT = "exact"
    ROUNDING = "rounding"
    SUPPRESSION = "suppression"
    MODEL_MARGIN = "model_margin"
    SAMPLING = "sampling"
    UNPUBLISHED_MARGIN = "unpublished_margin"


class Measure(StrEnum):
    """Whether a figure is a level, a difference with another place, or a change over time."""

    LEVEL = "level"
    GAP = "gap"
    CHANGE = "change"
    GAP_CHANGE = "gap_change"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one indicator for one region and period, with all that it needs to be judged.

    `low` and `high` bound the value in the sense of `interval_kind`; None means that no bound is known.
    `coverage` is the share (0..1) of the weight for which the source has a value.
    `definition` is `indicator@version`: figures with different ones are not comparable.
    `caveats` are codes such as W201; their sentences stand in the definitions.
    """

    id: str
    region: str
    indicator: str
    period: str
    measure: Measure
    value: float | Absent
    low: float | None
    high: float | None
    interval_kind: IntervalKind
    unit: Unit
    status: Status
    definition: str
    source: str
    vintage: str
    coverage: float
    caveats: tuple[str, ...] = ()
    against: str = ""

    def __post_init__(self) -> None:
        if self.status is Status.SYNTHETIC:
            raise TypeError(f"{self.id}: a synthetic value cannot become a figure")
        if isinstance(self.value, Absent):
            return
        if not math.isfinite(self.value):
            raise ValueError(f"{self.id}: {self.value} is no number; name the absence instead")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.id}: an interval has two ends or none")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"{self.id}: {self.value} lies outside {self.low} to {self.high}")

    @property
    def number(self) -> float | None:
        """The value as a number, or None when it is absent."""
        return None if isinstance(self.value, Absent) else self.value


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a figure was made, as text that an edition stores; empty where a part does not apply.

    `units` is `area/division` (codes and shares stand in the definitions) or region codes joined by spaces.
    `parts` are the figures that a gap or change was made from. `alternative` is the value with the other
    defensible weight, `alternative_input` that weight. `unallocated` is the one-sided term: what the
    municipality counts but none of its units has; `unallocated_per` is that of the denominator of a ratio.
    `buurten` is a second sum of what is counted, over the
    buurten of the wijken: a check, never the figure.
    """

    id: str
    formula: str
    of: str = ""
    per: str = ""
    numerator: str = ""
    denominator: str = ""
    units: str = ""
    unit_count: str = ""
    unallocated: str = ""
    unallocated_per: str = ""
    buurten: str = ""
    alternative: str = ""
    alternative_input: str = ""
    sources: str = ""
    parts: str = ""
