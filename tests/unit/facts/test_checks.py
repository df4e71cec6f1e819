"""Checks on the fact table: an error stops the build in one clear sentence, a warning goes along."""

import re
from datetime import date

import pytest

from tests.unit.facts.tables import CONTEXT, INHABITANTS, fact, fact_table, published, source
from wijkbewijs.facts.build import source_facts
from wijkbewijs.facts.checks import CHECKS, Finding, Grade, stop_on_errors, warnings
from wijkbewijs.kernel.errors import BadSource

GOOD = (
    fact("NL", "inhabitants", "2020", 17407585.0),
    fact("GM0518", "inhabitants", "2020", 29502.0),
    fact("WK051833", "inhabitants", "2020", 29500.0, low=29496.0, high=29504.0),
    fact("WK051834", "inhabitants", "2020", None, low=None, high=None),
    fact("GM0599:carnisse", "rtm_crimes_total", "2018", 789.0, division="rotterdam"),
)
INFINITE = float("inf")
NO_NUMBER = float("nan")


def test_a_table_that_keeps_its_promises_passes_unchanged() -> None:
    table = fact_table(*GOOD)
    assert stop_on_errors(table) is table
    assert warnings(table) == ()


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("F101", GOOD[1]),
        ("F102", fact("GM0014", "inhabitants", "2020", -1.0)),
        ("F103", fact("GM0014", "inhabitants", "2020", NO_NUMBER, low=None, high=None)),
        ("F103", fact("GM0014", "inhabitants", "2020", INFINITE)),
        ("F104", fact("PC2541", "inhabitants", "2020", 1.0)),
        ("F105", fact("GM0014", "inhabitants", "2027", 1.0)),
        ("F106", fact("GM0014", "owner_occupied_pct", "2020", 120.0, low=119.5, high=100.0)),
        ("F107", fact("GM0014", "inhabitants", "2020", None, absent="")),
        ("F107", fact("GM0014", "inhabitants", "2020", 1.0, absent="suppressed")),
        ("F108", fact("WK001400", "inhabitants", "2020", 1.0)),
    ],
)
def test_a_row_that_breaks_a_promise_stops_with_its_code_and_place(code: str, row: dict[str, object]) -> None:
    words = rf"^{code}: .*First of \d+: input {row['input']} of {row['region']}, {row['period']} \(a-source\)"
    with pytest.raises(BadSource, match=words):
        stop_on_errors(fact_table(*GOOD, row))


@pytest.mark.parametrize(("people", "code"), [(NO_NUMBER, "F103"), (INFINITE, "F103"), (-5.0, "F102")])
def test_a_bad_cell_of_a_publisher_never_gets_past_the_checks(people: float, code: str) -> None:
    facts = source_facts(source(INHABITANTS), published(["GM0518"], people=[people]), CONTEXT)
    with pytest.raises(BadSource, match=f"^{code}: "):
        stop_on_errors(facts)


def test_the_year_in_which_it_was_taken_is_not_yet_future() -> None:
    row = fact("GM0014", "inhabitants", "2026", 1.0, taken_on=date(2026, 1, 1))
    assert stop_on_errors(fact_table(*GOOD, row)).num_rows == len(GOOD) + 1


def test_a_municipality_that_counts_more_than_its_wijken_is_a_warning() -> None:
    table = fact_table(
        fact("GM0344", "inhabitants", "2020", 1010.0),
        fact("WK034401", "inhabitants", "2020", 500.0, low=496.0, high=504.0),
        fact("WK034402", "inhabitants", "2020", 500.0, low=496.0, high=504.0),
    )
    assert warnings(stop_on_errors(table)) == (Finding("W310", "GM0344", "inhabitants", "2020"),)


def test_a_municipality_that_took_over_another_has_crime_on_later_borders() -> None:
    people = ((2018, 202_810.0), (2019, 231_299.0), (2022, 234_950.0))
    table = fact_table(
        *(fact("GM0014", "gm_inhabitants", str(year), value, division="gemeente") for year, value in people),
        *(fact("GM0014", "crimes_total", str(year), 13_500.0, division="gemeente") for year, _ in people),
    )
    assert warnings(table) == (Finding("W407", "GM0014", "crimes_total", "2018"),)


def test_every_check_has_its_own_code_of_its_grade() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
    letters = {Grade.ERROR: "F", Grade.WARNING: "W"}
    assert all(re.fullmatch(rf"{letters[check.grade]}\d{{3}}", check.code) for check in CHECKS)
