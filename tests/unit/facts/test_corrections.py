"""Corrections of facts: applied once, and refused as soon as the source no longer needs them."""

from dataclasses import replace
from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.tables import (
    CHILDREN,
    CONTEXT,
    INHABITANTS,
    fact,
    fact_table,
    published,
    source,
)
from wijkbewijs.definitions.correction import Correction
from wijkbewijs.facts.build import source_facts
from wijkbewijs.facts.checks import stop_on_errors
from wijkbewijs.facts.corrections import corrected
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.kernel.errors import BadDefinition

BURGLARIES = Correction(
    id="december",
    source="a-source",
    region="BU05183396",
    input="crimes",
    period="2017",
    expect=0,
    becomes=None,
    why="December 2017 is leeg en als nul geschreven.",
    document="Politie",
    since=date(2026, 11, 23),
)
ROWS = (
    fact("BU05183396", "crimes", "2016", 12.0),
    fact("BU05183396", "crimes", "2017", 0.0),
    fact("BU05183397", "crimes", "2017", 0.0),
    fact("BU05183396", "people", "2017", 1000.0, low=996.0, high=1004.0),
    fact("BU05183397", "people", "2017", None),
)


def after(
    *corrections: Correction, rows: tuple[dict[str, object], ...] = ROWS
) -> dict[tuple[str, ...], tuple]:
    table = evaluated(corrected(ibis.memtable(fact_table(*rows)), corrections))
    names = ("value", "low", "high", "absent")
    return {
        (row["region"], row["input"], row["period"]): tuple(row[name] for name in names)
        for row in stop_on_errors(table).to_pylist()
    }


def test_a_zero_that_was_written_for_nothing_becomes_no_figure_and_all_else_stays() -> None:
    before, found = after(), after(BURGLARIES)
    here = ("BU05183396", "crimes", "2017")
    assert found.pop(here) == (None, None, None, "unpublished")
    assert before.pop(here) == (0, 0, 0, "")
    assert found == before


def test_a_corrected_number_keeps_the_rounding_of_the_published_one() -> None:
    wrong = replace(BURGLARIES, input="people", expect=1000, becomes=1500)
    assert after(wrong)["BU05183396", "people", "2017"] == (1500, 1496, 1504, "")


def test_a_width_that_was_cut_off_at_zero_is_found_back() -> None:
    rows = (fact("BU05183396", "people", "2017", 0.0, low=0.0, high=4.0),)
    wrong = replace(BURGLARIES, input="people", becomes=50)
    assert after(wrong, rows=rows)["BU05183396", "people", "2017"] == (50, 46, 54, "")


def test_a_number_in_the_place_of_nothing_has_no_known_margin() -> None:
    wrong = replace(BURGLARIES, region="BU05183397", input="people", expect=None, becomes=700)
    assert after(wrong)["BU05183397", "people", "2017"] == (700, None, None, "")


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 9))
def test_a_corrected_value_lies_within_its_bounds(published: float, becomes: float, width: float) -> None:
    rows = (
        fact("BU05183396", "p", "2017", published, low=max(published - width, 0), high=published + width),
    )
    if published == becomes:
        return
    value, low, high, _ = after(replace(BURGLARIES, input="p", expect=published, becomes=becomes), rows=rows)[
        "BU05183396", "p", "2017"
    ]
    assert 0 <= low <= value == becomes <= high


@pytest.mark.parametrize("published", [37.0, None], ids=["another number", "no figure"])
def test_a_repaired_source_makes_the_correction_fail(published: float | None) -> None:
    rows = (fact("BU05183396", "crimes", "2017", published),)
    now = "37" if published else "no figure"
    with pytest.raises(BadDefinition, match=rf"december: the source was repaired .* is now {now}.*Remove"):
        after(BURGLARIES, rows=rows)


def test_a_correction_of_nothing_fails_when_a_number_is_published() -> None:
    wrong = replace(BURGLARIES, expect=None, becomes=3)
    with pytest.raises(BadDefinition, match="is now 0, and the correction expects no figure"):
        after(wrong)


@pytest.mark.parametrize(
    "elsewhere", [{"region": "BU05189999"}, {"period": "2019"}, {"input": "arson"}, {"source": "b-source"}]
)
def test_a_correction_of_a_row_that_does_not_exist_fails(elsewhere: dict[str, str]) -> None:
    with pytest.raises(BadDefinition, match=r"december: .* has no .* Correct the place, or remove"):
        after(replace(BURGLARIES, **elsewhere))


def test_two_corrections_are_both_applied() -> None:
    second = replace(BURGLARIES, id="second", region="BU05183397")
    found = after(BURGLARIES, second)
    assert [found[region, "crimes", "2017"][0] for region in ("BU05183396", "BU05183397")] == [None, None]
    assert len(found) == len(ROWS)


def built(*corrections: Correction, people: float = 29500) -> dict[str, dict[str, object]]:
    table = published(["WK051833"], people=[people], children=[5500])
    facts: pa.Table = source_facts(
        source(INHABITANTS, CHILDREN), table, replace(CONTEXT, corrections=corrections)
    )
    return {row["input"]: row for row in facts.to_pylist()}


PEOPLE = replace(
    BURGLARIES, region="WK051833", input="inhabitants", period="2020", expect=29500, becomes=30500
)


def test_what_is_derived_follows_the_corrected_value() -> None:
    assert (built()["persons_15plus"]["value"], built(PEOPLE)["persons_15plus"]["value"]) == (24000, 25000)
    assert (built(PEOPLE)["inhabitants"]["low"], built(PEOPLE)["inhabitants"]["high"]) == (30496, 30504)


def test_a_correction_keeps_source_vintage_and_status() -> None:
    kept = ("source", "vintage", "status", "division", "taken_on")
    before, now = built()["inhabitants"], built(PEOPLE)["inhabitants"]
    assert [now[name] for name in kept] == [before[name] for name in kept]


def test_a_new_edition_that_repairs_the_value_stops_the_build() -> None:
    with pytest.raises(BadDefinition, match="expects 29500"):
        built(PEOPLE, people=30500)
