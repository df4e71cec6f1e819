"""Inputs that nobody publishes but that follow from published ones, with bounds that follow too."""

from collections.abc import Collection

import ibis
from ibis.expr import types as ir

from wijkbewijs.facts.schema import COLUMNS
from wijkbewijs.kernel.figure import Absent

_PERCENT = 100.0
_EDUCATION = ("education_low", "education_middle", "education_high")
_WORKING_AGES = ("age_15_25", "age_25_45", "age_45_65")


def with_derived(rows: ir.Table, inputs: Collection[str]) -> ir.Table:
    """Return `rows` (columns of facts.schema) with the derived inputs that its `inputs` allow."""
    tables = [rows]
    if {"inhabitants", "age_0_15"} <= set(inputs):
        tables.append(_persons_15plus_of_counts(rows))
    if {"inhabitants", "age_0_15_pct"} <= set(inputs):
        tables.append(_persons_15plus_of_shares(rows))
    if set(_WORKING_AGES) <= set(inputs):
        tables.append(_persons_15_65(rows))
    if set(_EDUCATION) <= set(inputs):
        tables.append(_education_high_pct(rows))
    return ibis.union(*tables) if len(tables) > 1 else rows


def _persons_15plus_of_counts(rows: ir.Table) -> ir.Table:
    """Inhabitants minus children; two random roundings, so twice the width."""
    pair = _beside(rows, "inhabitants", "age_0_15")
    return _shaped(
        pair,
        "persons_15plus",
        value=(pair.value - pair.value_other).clip(lower=0.0),  # `greatest` would make 0 of an absent value
        low=(pair.low - pair.high_other).clip(lower=0.0),
        high=(pair.high - pair.low_other).clip(lower=0.0),
    )


def _persons_15plus_of_shares(rows: ir.Table) -> ir.Table:
    """Inhabitants times the share that is no child; the share is published in whole percents."""
    pair = _beside(rows, "inhabitants", "age_0_15_pct")
    return _shaped(
        pair,
        "persons_15plus",
        value=pair.value * (1 - pair.value_other / _PERCENT),
        low=pair.low * (1 - pair.high_other / _PERCENT),
        high=pair.high * (1 - pair.low_other / _PERCENT),
    )


def _persons_15_65(rows: ir.Table) -> ir.Table:
    """The sum of three age groups; absent when one of them is."""
    ages = rows.filter(rows.input.isin(_WORKING_AGES))
    keys = [name for name in COLUMNS if name not in {"input", "value", "absent", "low", "high"}]
    summed = ages.group_by(keys).agg(
        present=ages.value.count(),
        absent=ages.absent.max(),
        value=ages.value.sum(),
        low=ages.low.sum(),
        high=ages.high.sum(),
    )
    whole = summed.present == len(_WORKING_AGES)
    numbers = {name: whole.ifelse(summed[name], None) for name in ("value", "low", "high")}
    return summed.mutate(input=ibis.literal("persons_15_65"), **numbers).select(*COLUMNS)


def _education_high_pct(rows: ir.Table) -> ir.Table:
    """The share with higher education among those whose level is known; absent when one level is."""
    known = rows.filter(rows.input.isin(_EDUCATION))
    keys = [name for name in COLUMNS if name not in {"input", "value", "absent", "low", "high"}]
    is_high = known.input == "education_high"
    totals = known.group_by(keys).agg(
        present=known.value.count(),
        absent=known.absent.max(),
        part=known.value.sum(where=is_high),
        all=known.value.sum(),
        **{f"part_{end}": known[end].sum(where=is_high) for end in ("low", "high")},
        **{f"rest_{end}": known[end].sum(where=~is_high) for end in ("low", "high")},
    )
    whole = (totals.present == len(_EDUCATION)) & (totals.all > 0)
    numbers = {
        "value": totals.part / totals.all,
        "low": totals.part_low / (totals.part_low + totals.rest_high).nullif(0),
        "high": totals.part_high / (totals.part_high + totals.rest_low).nullif(0),
    }
    shares = {name: whole.ifelse(share * _PERCENT, None) for name, share in numbers.items()}
    reason = ibis.ifelse(~whole & (totals.absent == ""), Absent.UNPUBLISHED.value, totals.absent)
    share = totals.mutate(input=ibis.literal("education_high_pct"), absent=reason, **shares)
    return share.select(*COLUMNS)


def _beside(rows: ir.Table, left: str, right: str) -> ir.Table:
    """Return the rows of `left` with value, bounds and reason of `right` for the same place and period."""
    other = rows.filter(rows.input == right).select(
        "region",
        "period",
        value_other="value",
        low_other="low",
        high_other="high",
        absent_other="absent",
    )
    return rows.filter(rows.input == left).inner_join(other, ["region", "period"])


def _shaped(pair: ir.Table, input_id: str, **numbers: ir.NumericValue) -> ir.Table:
    reason = ibis.ifelse(pair.absent != "", pair.absent, pair.absent_other)
    return pair.mutate(input=ibis.literal(input_id), absent=reason, **numbers).select(*COLUMNS)
