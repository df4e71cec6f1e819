"""What a municipality publishes beside what its wijken or buurten add up to."""

from collections.abc import Collection

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from wijkbewijs.facts.engine import evaluated

WIJKEN = "WK"
BUURTEN = "BU"


def beside_units(facts: ir.Table, prefix: str) -> ir.Table:
    """Return a row for each municipality, input and period that has units: total, sums and remainder.

    `prefix` is WIJKEN or BUURTEN. Columns: municipality, input, period, division, published, least (the
    lower bound of the total itself), summed, low, high (the bounds added up), units, without_value,
    remainder = published - summed. A unit without a
    value adds nothing, neither to the sum nor to the bounds.
    """
    keys = ["municipality", "input", "period", "division"]
    units = facts.filter(facts.region.startswith(prefix))
    units = units.mutate(municipality=ibis.literal("GM") + units.region.substr(2, 4))
    sums = units.group_by(keys).agg(
        summed=units.value.sum(),
        low=units.low.sum(),
        high=units.high.sum(),
        units=units.count(),
        without_value=units.value.isnull().sum(),
    )
    totals = facts.filter(facts.region.startswith("GM"), facts.value.notnull())
    totals = totals.select(
        "input", "period", "division", municipality="region", published="value", least="low"
    )
    both = totals.inner_join(sums, keys)
    return both.filter(both.summed.notnull()).mutate(remainder=both.published - both.summed)


def unallocated(table: pa.Table, inputs: Collection[str], prefix: str = WIJKEN) -> pa.Table:
    """Return what municipalities count that none of their units has, for these additive `inputs`.

    The columns of `beside_units`, with `beyond_rounding`: whether the remainder is more than rounding
    alone can explain. Amsterdam has 592 such inhabitants in 2020, Rotterdam 247.
    """
    facts = ibis.memtable(table.select(["region", "division", "input", "period", "value", "low", "high"]))
    rows = beside_units(facts.filter(facts.input.isin(sorted(inputs))), prefix)
    rows = rows.mutate(beyond_rounding=rows.least > rows.high)
    return evaluated(rows.order_by(["municipality", "input", "period"]))


def unallocated_counts(table: pa.Table, inputs: Collection[str]) -> dict[tuple[str, str, str], float]:
    """Return, by (municipality, input, period), the remainders that rounding of wijken cannot explain.

    A municipality with a wijk without a value is left out: what that wijk has is not without a wijk.
    """
    rows = unallocated(table, inputs).to_pylist()
    return {
        (row["municipality"], row["input"], row["period"]): row["remainder"]
        for row in rows
        if row["beyond_rounding"] and not row["without_value"]
    }
