"""What is measured: the indicators we compute, and the programme's own list with what fills it."""

from dataclasses import dataclass
from enum import StrEnum

from wijkbewijs.kernel.figure import Absent, Status
from wijkbewijs.kernel.units import Unit


class Better(StrEnum):
    """In which direction residents are better off; `none` where the figure only describes."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Layer(StrEnum):
    """Place in the programme's chain: what was made, how it was organised, what it brought."""

    REALISATION = "realisation"
    PROCESS = "process"
    EFFECT = "effect"
    CONTEXT = "context"


class Formula(StrEnum):
    """How unit values become an area value; the arithmetic is in `indicators.formulas`.

    sum: counts add. ratio: sum(of) / sum(per) * scale. weighted_mean: sum(of * per) / sum(per).
    """

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTED_MEAN = "weighted_mean"


class Scope(StrEnum):
    """For which regions an indicator is computed."""

    EVERYWHERE = "everywhere"
    MUNICIPALITY = "municipality"
    ROTTERDAM = "rotterdam"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator that the pipeline computes.

    `of` and `per` name inputs of the fact table; `per` is the denominator of a ratio or the weight of a
    mean. `per_period` fixes the period of `per` when it is not published for the period itself;
    `per_alternative` names the other defensible weight, whose effect the receipt shows.
    `events`: `of` counts events (crimes), whose interval is that of a Poisson count.
    `breaks` are periods that cannot be compared with any earlier one; they follow from breaks.yml and are
    never written with the indicator. `changes` are the pairs of periods between which the edition computes a
    change. `phrase` says the value in a sentence: a verb, an ellipsis where the number stands, and the rest,
    e.g. "werkte … van de mensen van 15 tot 75 jaar".
    """

    id: str
    version: int
    title: str
    question: str
    theme: str
    unit: Unit
    decimals: int
    better: Better
    layer: Layer
    status: Status
    formula: Formula
    of: str
    periods: tuple[str, ...]
    why: str
    perverse: str
    per: str | None = None
    scale: float = 1
    per_period: str | None = None
    per_alternative: str | None = None
    scope: Scope = Scope.EVERYWHERE
    events: bool = False
    breaks: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    caveats: tuple[str, ...] = ()
    phrase: str = ""

    @property
    def definition(self) -> str:
        """The identity that two figures must share to be compared, as `id@version`."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """An indicator or question on the programme's own list of spring 2025, filled or with its reason.

    `filled_by` names our indicators that fill it (perhaps for some places only, see `filled_note`);
    otherwise `absent` says why it is empty and `would_fill` what would fill it.
    """

    id: str
    list: str
    number: int | None
    theme: str
    title: str
    question: str
    layer: Layer
    layer_is_ours: bool
    unit: str
    better: Better
    asked_of_area: bool
    why: str
    perverse: str
    source: str
    filled_by: tuple[str, ...] = ()
    filled_note: str = ""
    absent: Absent | None = None
    would_fill: str = ""
    caveats: tuple[str, ...] = ()
