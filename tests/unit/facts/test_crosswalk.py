"""A crosswalk gives nobody away twice, and says what it does not place."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.facts.maps import crosswalk
from wijkbewijs.facts.crosswalk import Weighting, composed
from wijkbewijs.kernel.errors import IncomparableDefinitions

SPLIT = crosswalk({("A", "x"): 0.25, ("A", "y"): 0.75, ("B", "y"): 1.0})


def test_what_is_split_is_listed_with_its_shares_and_what_is_whole_is_not() -> None:
    assert SPLIT.split == {"A": {"x": 0.25, "y": 0.75}}
    assert SPLIT.remainder == {}


def test_what_no_target_holds_is_reported_as_remainder() -> None:
    found = crosswalk({("A", "x"): 0.75}, source=["A", "gone"])
    assert found.remainder == {"A": 0.25, "gone": 1.0}
    assert found.split == {"A": {"x": 0.75}, "gone": {}}


def test_a_target_knows_its_parts_and_a_new_one_has_none() -> None:
    assert SPLIT.parts_of("y") == {"A": 0.75, "B": 1.0}
    assert SPLIT.parts_of("z") == {}


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ({("A", "x"): 0.6, ("A", "y"): 0.5}, "its shares add up to more than 1"),
        ({("A", "x"): -0.5, ("A", "y"): 1.0}, "a share must be above 0"),
        ({("A", "x"): 0.0}, "a share must be above 0"),
    ],
)
def test_shares_that_cannot_be_are_refused(shares: dict[tuple[str, str], float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        crosswalk(shares)


def test_a_unit_that_is_listed_twice_or_not_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="stands in the crosswalk twice"):
        replace(SPLIT, source=("A", "A"))
    with pytest.raises(ValueError, match="stands in the crosswalk twice"):
        replace(SPLIT, target=("x", "x"))
    with pytest.raises(ValueError, match=r"\(2, 2\) shares for 1 x 2 units"):
        replace(SPLIT, source=("A",))


def test_two_crosswalks_over_the_map_between_give_one() -> None:
    second = replace(
        crosswalk({("y", "p"): 0.5, ("y", "q"): 0.5}, years=("2020", "2022"), weighting=Weighting.GEOMETRY),
        sources=("another",),
        taken_on=date(2027, 1, 1),
    )
    found = composed(SPLIT, second)
    assert found.parts_of("p") == {"A": 0.375, "B": 0.5}
    assert (found.source_division, found.target_division) == ("2017", "2022")
    assert (found.weighting, found.sources) == (Weighting.GEOMETRY, ("a-source", "another"))
    assert found.taken_on == date(2027, 1, 1)
    assert found.remainder == {"A": 0.25}  # x is not on the second crosswalk


def test_two_crosswalks_by_addresses_give_one_by_addresses() -> None:
    second = crosswalk({("x", "p"): 1.0, ("y", "p"): 1.0}, years=("2020", "2022"))
    found = composed(SPLIT, second)
    assert found.weighting is Weighting.ADDRESSES
    assert found.parts_of("p") == {"A": 1.0, "B": 1.0}


def test_two_crosswalks_that_do_not_meet_are_refused() -> None:
    with pytest.raises(IncomparableDefinitions, match="2017 to 2020 and 2017 to 2020 do not meet"):
        composed(SPLIT, SPLIT)
