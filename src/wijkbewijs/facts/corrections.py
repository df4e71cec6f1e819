"""Corrections of published values, applied before anything follows from them: each must still be needed."""

import math
from collections.abc import Iterable
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr import types as ir

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import Absent


def corrected(rows: ir.Table, corrections: Iterable[Correction]) -> ir.Table:
    """Return the facts of a source (`facts.schema`) with its corrections in place, in no certain order.

    A corrected value keeps the rounding of the published one; where nothing was published its bounds are
    unknown. Raises BadDefinition, naming the correction, when the source has no such row or no longer says
    what the correction expects: it was repaired or revised, and the correction must go.
    """
    listed = tuple(corrections)
    if not listed:
        return rows
    table = evaluated(rows)
    for correction in listed:
        table = _applied(correction, table)
    return ibis.memtable(table)


def _applied(correction: Correction, table: pa.Table) -> pa.Table:
    here = _places(correction, table)
    found = table.filter(here).to_pylist()
    if not found:
        raise BadDefinition(
            f"corrections: {correction.id}: {correction.source} has no {correction.input} of "
            f"{correction.region} in {correction.period}. Correct the place, or remove the correction."
        )
    fresh = [_row(correction, row) for row in found]
    return pa.concat_tables([table.filter(pc.invert(here)), pa.Table.from_pylist(fresh, schema=table.schema)])


def _places(correction: Correction, table: pa.Table) -> pa.ChunkedArray:
    wanted = pc.equal(table["region"], correction.region)
    for name in ("source", "input", "period"):
        wanted = pc.and_(wanted, pc.equal(table[name], getattr(correction, name)))
    return wanted


def _row(correction: Correction, row: dict[str, Any]) -> dict[str, Any]:
    if not _same(row["value"], correction.expect):
        raise BadDefinition(
            f"corrections: {correction.id}: the source was repaired or revised. {correction.input} of "
            f"{correction.region} in {correction.period} is now {_words(row['value'])}, and the correction "
            f"expects {_words(correction.expect)}. Remove the correction."
        )
    if correction.becomes is None:
        return {**row, "value": None, "low": None, "high": None, "absent": Absent.UNPUBLISHED.value}
    low, high = _bounds(correction.becomes, row)
    return {**row, "value": correction.becomes, "low": low, "high": high, "absent": ""}


def _same(published: float | None, expected: float | None) -> bool:
    if published is None or expected is None:
        return published is expected
    return math.isclose(published, expected, rel_tol=1e-9)


def _bounds(value: float, row: dict[str, Any]) -> tuple[float | None, float | None]:
    """The width of the published value around the new one; a bound at zero may have been cut off there."""
    if row["low"] is None or row["high"] is None:
        return None, None
    width = max(row["value"] - row["low"], row["high"] - row["value"])
    return max(value - width, 0.0), value + width


def _words(value: float | None) -> str:
    return "no figure" if value is None else f"{value:g}"
