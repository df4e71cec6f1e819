"""Where bytes come from: what people write about a source, and what the machine locked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkbewijs.kernel.figure import Status


class Rounding(StrEnum):
    """How the publisher rounded a measure at wijk and buurt level; bounds are in rules/rounding.yml."""

    NONE = "none"
    RANDOM_5 = "random_5"
    RANDOM_10 = "random_10"
    HALF_UNIT = "half_unit"
    HALF_TENTH = "half_tenth"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a table and the input that it fills.

    Found by `title` and `unit` (and `group`, the title of the topic group above it, where titles recur);
    `column` only where the copy has other names than the publisher. Never by the suffix of a key.
    """

    input: str
    title: str
    unit: str
    rounding: Rounding
    group: str = ""
    column: str = ""
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a publisher: who, what, under which licence, how often, and what we read from it.

    `reader` names the module in `sources`; `snapshot` is the path inside WIJKBEWIJS_SNAPSHOT;
    `via` is the intermediary when the bytes are not the publisher's own; `labels` names the source that
    holds titles and units of the columns; `division` is the year of the wijk and buurt boundaries.
    """

    id: str
    title: str
    producer: str
    licence: str
    url: str
    cadence: str
    table: str
    reader: str
    snapshot: str
    division: str
    status: Status
    vintage: str
    via: str = ""
    labels: str = ""
    credit: str = ""
    measures: tuple[Measured, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """What was taken: written by the machine only, beside the source it locks."""

    source: str
    sha256: str
    size: int
    taken_on: date
    via: str
