"""Checks on the fact table: each has a number, a grade and a sentence. Errors stop, warnings travel.

A warning has the code of the caveat that is printed under the figures it concerns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.municipal import WIJKEN, beside_units
from wijkbewijs.facts.schema import KEYS
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Status

_REGION = r"^(NL|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}|GM\d{4}:[a-z0-9-]+)$"
_COUNTED_PER_WIJK = ("inhabitants", "households")
_FASTEST_GROWTH_A_YEAR = 0.025  # Utrecht, the fastest growing of the twenty cities, grew 1.7 % a year


class Grade(StrEnum):
    """What a finding does: an error stops the build, a warning goes with the figures."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule on the fact table; `find` returns the rows that break it (region, input, period)."""

    code: str
    grade: Grade
    sentence: str
    find: Callable[[ir.Table], ir.Table]


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that a check found."""

    code: str
    region: str
    input: str
    period: str


def _twice(facts: ir.Table) -> ir.Table:
    counted = facts.group_by(list(KEYS)).agg(rows=facts.count())
    return counted.filter(counted.rows > 1)


def _negative(facts: ir.Table) -> ir.Table:
    """Counts, shares and means are never negative; the score of a model may be (the Leefbaarometer's are)."""
    return facts.filter(facts.value < 0, facts.status != Status.MODELLED.value)


def _no_number(facts: ir.Table) -> ir.Table:
    return facts.filter(facts.value.isnan() | facts.value.isinf())


def _no_region(facts: ir.Table) -> ir.Table:
    return facts.filter(~facts.region.re_search(_REGION))


def _future(facts: ir.Table) -> ir.Table:
    return facts.filter(facts.period.cast("int64") > facts.taken_on.year())


def _outside_bounds(facts: ir.Table) -> ir.Table:
    return facts.filter((facts.value < facts.low) | (facts.value > facts.high))


def _reason_and_value(facts: ir.Table) -> ir.Table:
    return facts.filter(facts.value.isnull() == (facts.absent == ""))


def _no_municipality(facts: ir.Table) -> ir.Table:
    """Wijken and buurten whose municipality is not on the same map, where that map has municipalities."""
    municipalities = facts.filter(facts.region.startswith("GM"), ~facts.region.contains(":"))
    known = municipalities.select("division", municipality="region").distinct()
    parts = facts.filter(facts.region.substr(0, 2).isin(["WK", "BU"]))
    parts = parts.filter(parts.division.isin(known.division))
    parts = parts.mutate(municipality=ibis.literal("GM") + parts.region.substr(2, 4))
    return parts.anti_join(known, ["division", "municipality"])


def _more_than_its_wijken(facts: ir.Table) -> ir.Table:
    rows = beside_units(facts.filter(facts.input.isin(_COUNTED_PER_WIJK)), WIJKEN)
    return rows.filter(rows.least > rows.high).mutate(region=rows.municipality)


def _grown_by_merger(facts: ir.Table) -> ir.Table:
    """Years before a municipality grew faster than people can move: it took over others."""
    people = facts.filter(facts.input == "gm_inhabitants", facts.value.notnull())
    year = people.period.cast("int64")
    people = people.mutate(year=year, people=people.value)
    order = ibis.window(group_by=people.region, order_by=people.year)
    people = people.mutate(next_year=people.year.lead().over(order), later=people.people.lead().over(order))
    years = people.next_year - people.year
    jumps = people.filter(people.later > people.people * (1 + _FASTEST_GROWTH_A_YEAR) ** years)
    last = jumps.group_by("region").agg(last=jumps.year.max())
    crimes = facts.filter(facts.input == "crimes_total", facts.value.notnull())
    crimes = crimes.inner_join(last, "region")
    return crimes.filter(crimes.period.cast("int64") <= crimes.last)


CHECKS: tuple[Check, ...] = (
    Check("F101", Grade.ERROR, "a region has two rows for one input and period; keep one", _twice),
    Check("F102", Grade.ERROR, "a value is below zero; correct it or leave the cell empty", _negative),
    Check("F103", Grade.ERROR, "a value is no finite number; leave the cell empty", _no_number),
    Check("F104", Grade.ERROR, "a region code has no known form; correct the code", _no_region),
    Check("F105", Grade.ERROR, "a period lies after the day of taking; correct the period", _future),
    Check("F106", Grade.ERROR, "a value lies outside what its unit allows; correct it", _outside_bounds),
    Check("F107", Grade.ERROR, "a row needs a value or the reason of its absence", _reason_and_value),
    Check("F108", Grade.ERROR, "a wijk or buurt lies in no municipality of its map", _no_municipality),
    Check(
        "W310",
        Grade.WARNING,
        "a municipality counts more than rounding of its wijken explains",
        _more_than_its_wijken,
    ),
    Check(
        "W407",
        Grade.WARNING,
        "crime is counted on later borders than the inhabitants of that year",
        _grown_by_merger,
    ),
)


def stop_on_errors(table: pa.Table) -> pa.Table:
    """Return the fact table when no check of grade error finds a row; else raise BadSource for the first."""
    facts = ibis.memtable(table)
    for check in CHECKS:
        if check.grade is Grade.ERROR and (found := _found(check, facts)).num_rows:
            first = found.slice(0, 1).to_pylist()[0]
            raise BadSource(
                f"{check.code}: {check.sentence}. First of {found.num_rows}: input {first['input']} of "
                f"{first['region']}, {first['period']} ({_source_of(table, first['input'])})."
            )
    return table


def warnings(table: pa.Table) -> tuple[Finding, ...]:
    """Return what the checks of grade warning find, in order of check, region, input and period."""
    facts = ibis.memtable(table)
    return tuple(
        Finding(check.code, row["region"], row["input"], row["period"])
        for check in CHECKS
        if check.grade is Grade.WARNING
        for row in _found(check, facts).to_pylist()
    )


def _found(check: Check, facts: ir.Table) -> pa.Table:
    return evaluated(check.find(facts).select(*KEYS).order_by(list(KEYS)))


def _source_of(table: pa.Table, input_id: str) -> str:
    facts = ibis.memtable(table.select(["input", "source"]).group_by(["input", "source"]).aggregate([]))
    sources = evaluated(facts.filter(facts.input == input_id).order_by("source"))["source"].to_pylist()
    return ", ".join(sources)
