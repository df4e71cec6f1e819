"""Which units a region is made of, on which map, and when two years mean the same place."""

from tests.unit.indicators.small_ground import (
    ALL,
    EAST,
    LANE,
    NORTH,
    WEST,
    ground,
    programme,
    row,
    unit_set,
    whole,
)
from wijkbewijs.definitions.programme import Boundary, UnitShare
from wijkbewijs.indicators.ground import regions_of


def codes(units: object) -> list[str]:
    return [unit.code for unit in units]  # type: ignore[attr-defined]


def test_regions_are_areas_municipalities_the_programme_and_the_country() -> None:
    assert regions_of(programme()) == ("DHG", "GRO", "GM0014", "GM0518", "NPLV20", "NL")


def test_an_area_has_the_units_of_the_map_on_which_the_input_was_published() -> None:
    assert codes(ground().units("GRO", "people", "2020")) == [NORTH, LANE]
    assert codes(ground().units("GRO", "people", "2022")) == []
    assert ground().divisions["people", "2022"] == "2022"


def test_the_programme_has_the_units_of_all_areas_on_that_map() -> None:
    assert codes(ground().units("NPLV20", "people", "2020")) == [WEST, EAST, NORTH, LANE]
    assert codes(ground().units("NPLV20", "people", "2022")) == [WEST, EAST]


def test_a_municipality_without_a_row_is_made_of_its_own_wijken_each_by_its_share() -> None:
    local = (UnitShare("GM0518:noord", "Noord", 0.5),)
    rows = (
        row("GM0518:noord", "visits", 10),
        row("GM0518:zuid", "visits", 20),
        row("GM0014:oost", "visits", 5),
    )
    on = ground(rows, sets=(unit_set("DHG", "2020", *local),))
    assert [(u.code, u.share) for u in on.units("GM0518", "visits", "2020")] == [
        ("GM0518:noord", 0.5),
        ("GM0518:zuid", 1.0),
    ]


def test_the_areas_without_units_on_a_map_are_known() -> None:
    assert ground().areas_without("work", "2022") == ("GRO",)
    assert ground().areas_without("people", "2020") == ()


def test_a_place_is_the_same_when_its_units_and_their_certainty_are() -> None:
    assert ground().same_boundary("DHG", "people", "2020", "2022")
    assert not ground().same_boundary("GRO", "people", "2020", "2022")
    assert not ground().same_boundary("NPLV20", "people", "2020", "2022")
    assert ground().same_boundary("GM0014", "people", "2020", "2022")


def test_a_share_that_changed_makes_another_place() -> None:
    later = unit_set("DHG", "2022", UnitShare(WEST, WEST, 0.9), UnitShare(EAST, EAST))
    on = ground(sets=(unit_set("DHG", "2020", *whole(WEST, EAST)), later))
    assert not on.same_boundary("DHG", "people", "2020", "2022")


def test_two_approximations_of_the_same_units_are_the_same_place() -> None:
    sets = tuple(
        unit_set("DHG", year, *whole(WEST, EAST), status=Boundary.APPROXIMATED) for year in ("2020", "2022")
    )
    assert ground(sets=sets).same_boundary("DHG", "people", "2020", "2022")


def test_a_second_sum_runs_over_the_buurten_of_the_listed_wijken() -> None:
    rows = (
        *ALL,
        row("BU05180101", "people", 600),
        row("BU05180102", "people", 405),
        row("BU05180201", "people", 2990),
    )
    assert ground(rows).sum_of_buurten("DHG", "people", "2020") == 3995


def test_people_without_a_wijk_belong_to_the_municipality_of_an_area() -> None:
    spare = {("GM0518", "people", "2020"): 208.0, ("GM0014", "people", "2020"): 77.0}
    on = ground(unallocated=spare)
    assert on.left_over("DHG", "people", "2020") == 208
    assert on.left_over("NPLV20", "people", "2020") == 285
    assert on.left_over("GM0518", "people", "2020") == 0
    assert on.left_over("NL", "people", "2020") == 0
