"""A publisher's table becomes rows in our codes, with bounds, a reason for each gap, and provenance."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.unit.facts.tables import (
    BENEFIT,
    CONTEXT,
    CRIMES,
    HEALTH,
    INHABITANTS,
    OWNED,
    TAKEN_ON,
    long_table,
    published,
    source,
)
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import Context, harmonised
from wijkbewijs.facts.schema import FACTS
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Status


def rows(described: Source, table: pa.Table, context: Context = CONTEXT) -> dict[str, dict[str, object]]:
    facts = evaluated(harmonised(described, table, context)).cast(FACTS)
    return {row["region"]: row for row in facts.to_pylist()}


def test_a_row_carries_all_that_is_needed_to_judge_it() -> None:
    table = published(["WK051833"], people=[29500])
    assert rows(source(INHABITANTS), table)["WK051833"] == {
        "region": "WK051833",
        "division": "2020",
        "input": "inhabitants",
        "period": "2020",
        "value": 29500.0,
        "absent": "",
        "low": 29496.0,
        "high": 29504.0,
        "status": "measured",
        "source": "a-source",
        "vintage": "2021-03",
        "taken_on": TAKEN_ON,
    }


@pytest.mark.parametrize("code", ["NL00", "NL01"])
def test_the_country_has_one_code_whatever_the_publisher_calls_it(code: str) -> None:
    assert rows(source(INHABITANTS), published([code], people=[17407585]))["NL"]["low"] == 17407585


def test_bounds_of_a_count_never_go_below_zero() -> None:
    row = rows(source(INHABITANTS), published(["BU05183396"], people=[0]))["BU05183396"]
    assert (row["low"], row["high"]) == (0, 4)


def test_bounds_of_a_share_stay_between_zero_and_a_hundred() -> None:
    found = rows(source(OWNED), published(["WK051833", "WK051834"], owned=[100, 0]))
    assert (found["WK051833"]["low"], found["WK051833"]["high"]) == (99.5, 100)
    assert (found["WK051834"]["low"], found["WK051834"]["high"]) == (0, 0.5)


def test_a_modelled_value_has_no_bounds_and_says_that_it_is_modelled() -> None:
    described = source(HEALTH, status=Status.MODELLED)
    row = rows(described, published(["WK051833"], health=[61.2]))["WK051833"]
    assert (row["value"], row["low"], row["high"], row["status"]) == (61.2, None, None, "modelled")


def test_a_gap_in_a_wijk_is_suppression_where_other_wijken_have_a_figure() -> None:
    found = rows(source(BENEFIT), published(["WK051833", "WK051834"], benefit=[120, None]))
    assert (found["WK051834"]["value"], found["WK051834"]["absent"]) == (None, "suppressed")
    assert (found["WK051834"]["low"], found["WK051834"]["high"]) == (None, None)
    assert (found["WK051833"]["low"], found["WK051833"]["high"]) == (111, 129)


def test_a_gap_in_every_wijk_was_not_published_at_all() -> None:
    found = rows(source(BENEFIT), published(["GM0518", "WK051833"], benefit=[120, None]))
    assert found["WK051833"]["absent"] == "unpublished"


def test_a_gap_of_a_municipality_was_not_published_for_it() -> None:
    found = rows(source(BENEFIT), published(["GM0518", "GM0014"], benefit=[120, None]))
    assert found["GM0014"]["absent"] == "unpublished"


def test_a_table_with_periods_keeps_only_those_that_the_measure_lists() -> None:
    table = published(["NL01", "NL01"], health=[76.1, 75.2]).append_column(
        "period", pa.array(["2012", "2016"])
    )
    described = source(replace(HEALTH, periods=("2016",)))
    assert rows(described, table)["NL"]["value"] == 75.2


def test_a_listed_period_that_the_table_lacks_is_refused() -> None:
    described = source(replace(HEALTH, periods=("2020", "2024")))
    with pytest.raises(BadSource, match="a-source: rivm_good_health has no row for 2024"):
        rows(described, published(["NL01"], health=[76.1]))


def test_a_municipality_s_own_wijk_stands_behind_the_municipality() -> None:
    described = source(CRIMES, division="rotterdam")
    row = rows(described, long_table({"code": "carnisse", "value": 789.0}))["GM0599:carnisse"]
    assert (row["period"], row["value"], row["low"], row["high"]) == ("2018", 789, 789, 789)


def test_a_wijk_that_a_copy_added_up_from_three_buurten_has_three_roundings() -> None:
    people = replace(INHABITANTS, column="inw", title="aantalInwoners", unit="persons")
    table = long_table(
        {"code": "a", "column": "inw", "title": "aantalInwoners", "unit": "persons", "value": 100.0},
        {"code": "b", "column": "inw", "title": "aantalInwoners", "unit": "persons", "value": 100.0},
    )
    found = rows(source(people, division="rotterdam"), table, replace(CONTEXT, parts={"a": 3, "b": 1}))
    assert (found["GM0599:a"]["low"], found["GM0599:a"]["high"]) == (88, 112)
    assert (found["GM0599:b"]["low"], found["GM0599:b"]["high"]) == (96, 104)


def test_a_wijk_that_rotterdam_does_not_have_is_refused() -> None:
    described = source(CRIMES, division="rotterdam")
    with pytest.raises(BadSource, match="'nergens' is no region code of the division rotterdam"):
        rows(described, long_table({"code": "nergens", "value": 1.0}), replace(CONTEXT, parts={"a": 1}))


@pytest.mark.parametrize("code", ["WK05183", "XX0518", "GM05180", "PC2541"])
def test_an_unknown_region_code_is_refused(code: str) -> None:
    with pytest.raises(BadSource, match=f"a-source: '{code}' is no region code"):
        rows(source(INHABITANTS), published(["GM0518", code], people=[1, 1]))


def test_a_period_that_is_no_year_is_refused() -> None:
    table = published(["NL01"], health=[76.1]).append_column("period", pa.array(["2012JJ00"]))
    with pytest.raises(BadSource, match="period '2012JJ00' is no year"):
        rows(source(HEALTH), table)


def test_a_column_of_texts_is_no_measure() -> None:
    table = pa.table({"code": ["GM0518"], "people": ["veel"]})
    with pytest.raises(BadSource, match="column 'people' of table 84799NED holds string, expected numbers"):
        rows(source(INHABITANTS), table)
