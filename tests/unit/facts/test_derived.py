"""Inputs that follow from published ones: their bounds follow too, and their gaps."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.unit.facts.tables import CHILDREN, CONTEXT, INHABITANTS, OWNED, published, source
from wijkbewijs.definitions.source import Measured, Rounding
from wijkbewijs.facts.build import source_facts

CHILDREN_PCT = replace(OWNED, input="age_0_15_pct", column="children_pct")
AGES = tuple(
    Measured(name, name, "aantal", Rounding.RANDOM_5, column=name)
    for name in ("age_15_25", "age_25_45", "age_45_65")
)


def derived(measures: tuple[Measured, ...], table: pa.Table, input_id: str) -> dict[str, tuple[object, ...]]:
    facts = source_facts(source(*measures), table, CONTEXT).to_pylist()
    wanted = [row for row in facts if row["input"] == input_id]
    return {row["region"]: (row["value"], row["low"], row["high"], row["absent"]) for row in wanted}


def test_persons_of_15_and_over_have_twice_the_rounding_in_a_wijk_and_none_in_a_gemeente() -> None:
    table = published(["WK051833", "GM0518"], people=[29500, 545838], children=[5500, 90001])
    found = derived((INHABITANTS, CHILDREN), table, "persons_15plus")
    assert found["WK051833"] == (24000, 23992, 24008, "")
    assert found["GM0518"] == (455837, 455837, 455837, "")


def test_persons_of_15_and_over_are_never_fewer_than_none() -> None:
    table = published(["BU05183396"], people=[5], children=[10])
    assert derived((INHABITANTS, CHILDREN), table, "persons_15plus")["BU05183396"] == (0, 0, 3, "")


def test_persons_from_a_whole_percentage_carry_both_roundings() -> None:
    table = published(["WK051833"], people=[1000], children_pct=[20])
    value, low, high, absent = derived((INHABITANTS, CHILDREN_PCT), table, "persons_15plus")["WK051833"]
    assert value == pytest.approx(800)
    assert low == pytest.approx(996 * 0.795)
    assert high == pytest.approx(1004 * 0.805)
    assert absent == ""


def test_a_derived_number_is_absent_for_the_reason_of_the_part_that_is() -> None:
    table = published(["WK051833", "WK051834"], people=[1000, 1000], children_pct=[20, None])
    found = derived((INHABITANTS, CHILDREN_PCT), table, "persons_15plus")
    assert found["WK051834"] == (None, None, None, "suppressed")


def test_the_working_ages_add_up_with_their_roundings() -> None:
    table = published(["WK051833"], age_15_25=[100], age_25_45=[200], age_45_65=[300])
    assert derived(AGES, table, "persons_15_65")["WK051833"] == (600, 588, 612, "")


def test_a_sum_of_ages_with_a_gap_is_no_sum() -> None:
    table = published(["WK051833", "WK051834"], age_15_25=[1, None], age_25_45=[2, 2], age_45_65=[3, 3])
    assert derived(AGES, table, "persons_15_65")["WK051834"] == (None, None, None, "suppressed")


def test_nothing_is_derived_where_a_part_is_not_measured() -> None:
    assert derived((INHABITANTS,), published(["WK051833"], people=[5]), "persons_15plus") == {}


LEVELS = tuple(
    Measured(name, name, "aantal", Rounding.RANDOM_10, column=name)
    for name in ("education_low", "education_middle", "education_high")
)


def test_the_share_of_higher_education_is_of_all_whose_level_is_known_with_every_rounding() -> None:
    table = published(["WK051833"], education_low=[500], education_middle=[300], education_high=[200])
    value, low, high, absent = derived(LEVELS, table, "education_high_pct")["WK051833"]
    assert (value, absent) == (20.0, "")
    assert low == pytest.approx(100 * 191 / (191 + 509 + 309))
    assert high == pytest.approx(100 * 209 / (209 + 491 + 291))


@pytest.mark.parametrize(("middle", "reason"), [(None, "suppressed"), (0, "unpublished")])
def test_without_one_of_the_levels_or_without_people_there_is_no_share(
    middle: int | None, reason: str
) -> None:
    counts = {"education_low": [0, 10], "education_middle": [middle, 10], "education_high": [0, 10]}
    table = published(["BU05183396", "BU05183397"], **counts)
    value, low, high, absent = derived(LEVELS, table, "education_high_pct")["BU05183396"]
    assert (value, low, high, absent) == (None, None, None, reason)
