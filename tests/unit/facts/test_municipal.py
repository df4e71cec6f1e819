"""What a municipality counts beside what its wijken add up to."""

import pyarrow as pa
import pytest

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts.municipal import BUURTEN, unallocated, unallocated_counts

TABLE = fact_table(
    fact("GM0344", "inhabitants", "2020", 1010.0),
    fact("WK034401", "inhabitants", "2020", 500.0, low=496.0, high=504.0),
    fact("WK034402", "inhabitants", "2020", 495.0, low=491.0, high=499.0),
    fact("BU03440201", "inhabitants", "2020", 1005.0, low=1001.0, high=1009.0),
    fact("GM0344", "benefit_assistance", "2020", 200.0),
    fact("WK034401", "benefit_assistance", "2020", 100.0, low=91.0, high=109.0),
    fact("WK034402", "benefit_assistance", "2020", None, low=None, high=None),
)


def test_the_remainder_stands_beside_what_rounding_explains() -> None:
    (row,) = unallocated(TABLE, ["inhabitants"]).to_pylist()
    assert (row["published"], row["summed"], row["remainder"]) == (1010, 995, 15)
    assert (row["low"], row["high"], row["units"], row["beyond_rounding"]) == (987, 1003, 2, True)


def test_buurten_are_a_second_way_to_add_up() -> None:
    (row,) = unallocated(TABLE, ["inhabitants"], BUURTEN).to_pylist()
    assert (row["remainder"], row["units"]) == (5, 1)


def test_a_suppressed_wijk_is_not_taken_for_persons_without_a_wijk() -> None:
    assert unallocated(TABLE, ["benefit_assistance"]).to_pylist()[0]["without_value"] == 1
    assert unallocated_counts(TABLE, ["inhabitants", "benefit_assistance"]) == {
        ("GM0344", "inhabitants", "2020"): 15.0
    }


def test_a_total_that_is_rounded_itself_must_differ_by_more_than_its_own_rounding() -> None:
    wijk = fact("WK034401", "persons_15plus", "2022", 500.0, low=496.0, high=504.0)
    for low, beyond in ((503.0, False), (505.0, True)):
        total = fact("GM0344", "persons_15plus", "2022", 510.0, low=low, high=520.0)
        (row,) = unallocated(fact_table(total, wijk), ["persons_15plus"]).to_pylist()
        assert row["beyond_rounding"] is beyond


@pytest.mark.parametrize(
    ("municipality", "persons"),
    [("GM0363", 592), ("GM0344", 252), ("GM0599", 247), ("GM0518", 208)],
)
def test_the_four_cities_count_persons_without_a_wijk(
    real_facts: pa.Table, municipality: str, persons: int
) -> None:
    assert unallocated_counts(real_facts, ["inhabitants"])[municipality, "inhabitants", "2020"] == persons
