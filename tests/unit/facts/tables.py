"""A country in miniature, as a publisher would print it, and the records that describe it."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from wijkbewijs.definitions.programme import Boundary, UnitSet, UnitShare
from wijkbewijs.definitions.rule import Rule
from wijkbewijs.definitions.source import Measured, Rounding, Source
from wijkbewijs.facts.harmonise import Context
from wijkbewijs.facts.schema import FACTS
from wijkbewijs.kernel.dated import Dated
from wijkbewijs.kernel.figure import Status
from wijkbewijs.kernel.time import Span

TAKEN_ON = date(2026, 11, 23)


def rule(rule_id: str, value: float) -> Rule:
    return Rule(rule_id, rule_id, "aantal", "CBS", Dated.of({date(2013, 1, 1): value}))


RULES = (
    rule("rounding.random_5", 4),
    rule("rounding.random_10", 9),
    rule("rounding.half_unit", 0.5),
    rule("rounding.half_tenth", 0.05),
    rule("additivity.wijken", 0.97),
    rule("additivity.buurten", 0.99),
    rule("additivity.refused", 0.9),
)
CONTEXT = Context(taken_on=TAKEN_ON, rules=RULES)

INHABITANTS = Measured("inhabitants", "Aantal inwoners", "aantal", Rounding.RANDOM_5, column="people")
CHILDREN = Measured("age_0_15", "0 tot 15 jaar", "aantal", Rounding.RANDOM_5, column="children")
BENEFIT = Measured("benefit_assistance", "Bijstand", "aantal", Rounding.RANDOM_10, column="benefit")
OWNED = Measured("owner_occupied_pct", "Koopwoningen", "%", Rounding.HALF_UNIT, column="owned")
HEALTH = Measured("rivm_good_health", "Gezondheid", "%", Rounding.MODEL, column="health")
CRIMES = Measured("rtm_crimes_total", "Totaal misdrijven", "crimes", Rounding.NONE, column="0.0.0")


def source(*measures: Measured, division: str = "2020", status: Status = Status.MEASURED) -> Source:
    return Source(
        id="a-source",
        title="Een bron",
        producer="CBS",
        licence="CC BY 4.0",
        url="https://www.cbs.nl",
        cadence="elk jaar",
        table="84799NED",
        reader="cbs_typed_dataset",
        snapshot="file.parquet",
        division=division,
        status=status,
        vintage="2021-03",
        measures=measures,
    )


def published(codes: Sequence[str], **columns: Sequence[float | None]) -> pa.Table:
    """Return a wide table: one row a region, one column a measure."""
    values = {name: pa.array(cells, pa.float64()) for name, cells in columns.items()}
    return pa.table({"code": pa.array(codes, pa.string()), **values})


def long_table(*rows: Mapping[str, object]) -> pa.Table:
    """Return a long table, each row with its own title and unit."""
    usual = {"period": "2018", "column": "0.0.0", "title": "Totaal misdrijven", "unit": "crimes"}
    return pa.Table.from_pylist([{**usual, **row} for row in rows])


def fact(region: str, input_id: str, period: str, value: float | None, **others: object) -> dict[str, object]:
    """Return a row of the fact table; what is not given is as for an exact count on division 2020."""
    usual = {
        "region": region,
        "division": "2020",
        "input": input_id,
        "period": period,
        "value": value,
        "absent": "suppressed" if value is None else "",
        "low": value,
        "high": value,
        "status": "measured",
        "source": "a-source",
        "vintage": "2021-03",
        "taken_on": TAKEN_ON,
    }
    return {**usual, **others}


def fact_table(*rows: Mapping[str, object]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=FACTS)


def unit_set(*codes: str, division: str = "2020", share: float = 1.0, name: str = "Wijk") -> UnitSet:
    return UnitSet(
        area="DHG",
        division=division,
        status=Boundary.PROPOSED,
        valid=Span(date(2020, 1, 1)),
        basis="test",
        units=tuple(UnitShare(code, name, share) for code in codes),
    )
