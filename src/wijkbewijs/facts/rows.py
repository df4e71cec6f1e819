"""The fact table as values: one row for a region, an input and a period, found without an engine."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.figure import Absent, Status

_BATCH_ROWS = 8192  # small enough to keep few Python objects alive beside the finished rows


@dataclass(frozen=True, slots=True)
class FactRow:
    """One published value of one input, in the unit that the definition of its source names.

    `value` is None exactly when `absent` names the reason. `low` and `high` bound the unrounded value by
    the publisher's rounding; both are None where no bound is known (RIVM: margins not in our copy).
    `division` is the map on which `region` is drawn: 2020, 2022, rotterdam or gemeente.
    """

    region: str
    division: str
    input: str
    period: str
    value: float | None
    absent: Absent | None
    low: float | None
    high: float | None
    status: Status
    source: str
    vintage: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the regions that were asked for, by (region, input, period)."""

    rows: Mapping[tuple[str, str, str], FactRow]

    def row(self, region: str, input_id: str, period: str) -> FactRow | None:
        """Return the fact, or None where no source that was read has such a row."""
        return self.rows.get((region, input_id, period))


def facts_of(table: pa.Table, regions: Collection[str]) -> Facts:
    """Return the rows of `table` (columns of `facts.schema`) that are about one of `regions`."""
    wanted = table.filter(pc.is_in(table["region"], pa.array(sorted(regions), pa.string())))
    rows = (_row(plain) for plain in _plain_rows(wanted))
    return Facts({(row.region, row.input, row.period): row for row in rows})


def _plain_rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=_BATCH_ROWS):
        yield from batch.to_pylist()


def _row(plain: dict[str, Any]) -> FactRow:
    absent = Absent(plain["absent"]) if plain["absent"] else None
    return FactRow(**{**plain, "absent": absent, "status": Status(plain["status"])})
