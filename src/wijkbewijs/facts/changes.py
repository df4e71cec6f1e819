"""What changed between two fact tables: which facts are new, gone, revised, remapped, filled, withdrawn."""

from enum import StrEnum

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.schema import KEYS


class Change(StrEnum):
    """What happened to a fact (region, input, period); the first that applies, in this order."""

    NEW = "new"  # there was no such fact
    GONE = "gone"  # there is no such fact any more
    REMAPPED = "remapped"  # it is about another place: drawn on another map
    FILLED = "filled"  # it was absent, now there is a value
    WITHDRAWN = "withdrawn"  # there was a value, now it is absent
    REVISED = "revised"  # value, bounds, status or reason of absence differ


CHANGES = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),  # a value of Change
        pa.field("region", pa.string(), nullable=False),
        pa.field("division_before", pa.string(), nullable=False),  # empty where there was no fact
        pa.field("division_after", pa.string(), nullable=False),
        pa.field("input", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("before", pa.float64()),  # equal to `after` where only bounds or status were revised
        pa.field("after", pa.float64()),
        pa.field("absent_before", pa.string(), nullable=False),  # the reason, or empty
        pa.field("absent_after", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),  # the source it has now, or had
    ]
)
SUMMARY = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=False) for name in ("source", "input", "period", "kind")),
        pa.field("count", pa.int64(), nullable=False),
        pa.field("largest", pa.float64()),  # of |after - before|; null where a side has no value
        pa.field("largest_share", pa.float64()),  # of |after - before| / |before|; null for a before of 0
    ]
)

_SUMMED_BY = ("source", "input", "period", "kind")
_COMPARED = ("division", "value", "absent", "low", "high", "status")
_CARRIED = (*KEYS, *_COMPARED, "source")


def changes(before: pa.Table, after: pa.Table) -> pa.Table:
    """Return a row (`CHANGES`, sorted by input, period and region) for each fact that changed.

    `before` and `after` are fact tables. Another source, vintage or day of taking alone is no change.
    """
    either = _side(before, "before").outer_join(_side(after, "after"), list(KEYS), rname="{name}_right")
    either = either.mutate(**{key: ibis.coalesce(either[key], either[f"{key}_right"]) for key in KEYS})
    rows = either.mutate(kind=_kind(either))
    rows = rows.filter(rows.kind.notnull()).select(
        kind=rows.kind,
        **{key: rows[key] for key in KEYS},
        division_before=rows.division_before.fill_null(""),
        division_after=rows.division_after.fill_null(""),
        before=rows.value_before,
        after=rows.value_after,
        absent_before=rows.absent_before.fill_null(""),
        absent_after=rows.absent_after.fill_null(""),
        source=ibis.coalesce(rows.source_after, rows.source_before),
    )
    found = evaluated(rows.order_by(["input", "period", "region"]))
    return found.select(CHANGES.names).cast(CHANGES)


def summary(changed: pa.Table) -> pa.Table:
    """Return, for people, what `changes` found: a row (`SUMMARY`) a source, input, period and kind.

    `largest` and `largest_share` are the largest revision, in the unit of the input and as a share.
    """
    rows = ibis.memtable(changed)
    step = (rows.after - rows.before).abs()
    counted = rows.group_by(list(_SUMMED_BY)).agg(
        count=rows.count(),
        largest=step.max(),
        largest_share=(step / rows.before.abs().nullif(0)).max(),
    )
    return evaluated(counted.order_by(list(_SUMMED_BY))).cast(SUMMARY)


def _side(facts: pa.Table, when: str) -> ir.Table:
    names = {name: name if name in KEYS else f"{name}_{when}" for name in _CARRIED}
    return ibis.memtable(facts.select(_CARRIED).rename_columns(names))


def _kind(rows: ir.Table) -> ir.StringValue:
    """Return the kind of change of each row; null where nothing that counts differs."""
    same = {name: rows[f"{name}_before"].identical_to(rows[f"{name}_after"]) for name in _COMPARED}
    alike = ibis.and_(*same.values())
    return ibis.cases(
        (rows.status_before.isnull(), Change.NEW.value),
        (rows.status_after.isnull(), Change.GONE.value),
        (~same["division"], Change.REMAPPED.value),
        (rows.value_before.isnull() & rows.value_after.notnull(), Change.FILLED.value),
        (rows.value_before.notnull() & rows.value_after.isnull(), Change.WITHDRAWN.value),
        (~alike, Change.REVISED.value),
    )
