"""Facts as values: found by region, input and period, with the reason when there is no value."""

from datetime import date

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts import FactRow, facts_of
from wijkbewijs.kernel.figure import Absent, Status

TABLE = fact_table(
    fact("WK051833", "inhabitants", "2020", 29500.0, low=29496.0, high=29504.0),
    fact("WK051834", "inhabitants", "2020", None, low=None, high=None),
)


def test_a_fact_carries_value_bounds_and_provenance() -> None:
    assert facts_of(TABLE, ["WK051833"]).row("WK051833", "inhabitants", "2020") == FactRow(
        region="WK051833",
        division="2020",
        input="inhabitants",
        period="2020",
        value=29500.0,
        absent=None,
        low=29496.0,
        high=29504.0,
        status=Status.MEASURED,
        source="a-source",
        vintage="2021-03",
        taken_on=date(2026, 11, 23),
    )


def test_a_gap_has_its_reason_and_no_value() -> None:
    row = facts_of(TABLE, ["WK051834"]).row("WK051834", "inhabitants", "2020")
    assert row is not None
    assert (row.value, row.absent) == (None, Absent.SUPPRESSED)


def test_only_the_regions_that_were_asked_for_are_kept() -> None:
    facts = facts_of(TABLE, ["WK051833", "NL"])
    assert set(facts.rows) == {("WK051833", "inhabitants", "2020")}
    assert facts.row("WK051834", "inhabitants", "2020") is None
