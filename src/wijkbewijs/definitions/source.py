"""Where bytes come from: what people write about a source, and what the machine locked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkbewijs.kernel.figure import Status


class Protocol(StrEnum):
    """How a publisher serves a table; `sources.wires` has one module for each."""

    FILE = "file"
    CBS_ODATA3 = "cbs_odata3"
    CBS_ODATA4 = "cbs_odata4"
    OGC_FEATURES = "ogc_features"
    WFS = "wfs"


class Evidence(StrEnum):
    """What our reading of a wire was tested on: bodies as they were recorded, real rows in an envelope that
    we rebuilt, or the publisher's documentation only.
    """

    RECORDED = "recorded"
    RECONSTRUCTED = "reconstructed"
    DOCUMENTED = "documented"


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

    Found by `title` and `unit` (and `group`, the title of the topic group above it, where titles recur),
    or by one of the titles in `aliases`, which the publisher used in other years; `column` only where the
    copy has other names than the publisher. Never by the suffix of a key. `where` selects one code of each
    further dimension. `periods` are those that must be there and count; empty means whatever is there. In a
    series of tables these are the years whose table has the measure.
    """

    input: str
    title: str
    unit: str
    rounding: Rounding
    group: str = ""
    column: str = ""
    periods: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wire:
    """Where and how a table is taken from its publisher.

    `base` is scheme and host, which a setting can override; `path` leads from there to the table, the file
    or the collection. `dimensions` are all dimensions of the table: one more or less is a change of the
    contract. `title` are words that the publisher's own title must hold (a division, a theme). `query` is
    protocol specific: collections, layers or a filter. `most_mb` guards the size of what is taken.
    """

    protocol: Protocol
    base: str
    path: str
    evidence: Evidence
    dimensions: tuple[str, ...] = ()
    title: str = ""
    query: str = ""
    most_mb: int = 500


@dataclass(frozen=True, slots=True)
class Source:
    """A table or file of a publisher: who, what, under which licence, how often, and what we read from it.

    `reader` names the module in `sources` that reads its bytes. Those come from one of two places: a copy
    at the path `snapshot` inside WIJKBEWIJS_SNAPSHOT, or the publisher's own `wire`. `via` is the
    intermediary of a copy; `labels` names the source that holds titles and units of the columns; `division`
    is the year of the wijk and buurt boundaries. `replaces` names the copies that are out of use once this
    source was taken and accepted. `traps` are sentences for who reads the figures.
    """

    id: str
    title: str
    producer: str
    licence: str
    url: str
    cadence: str
    table: str
    reader: str
    division: str
    status: Status
    vintage: str = ""
    snapshot: str = ""
    wire: Wire | None = None
    via: str = ""
    labels: str = ""
    credit: str = ""
    measures: tuple[Measured, ...] = ()
    caveats: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """What was taken: written by the machine only, beside the source it locks.

    `vintage` is the day of the publisher's edition, as its own table told it; empty for a copy.
    """

    source: str
    sha256: str
    size: int
    taken_on: date
    via: str
    vintage: str = ""
