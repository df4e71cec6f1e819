"""An area has units on another map when its codes pass there, or when its people can be followed there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.facts.maps import crosswalk
from tests.unit.facts.tables import unit_set
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.programme import Boundary, UnitSet, UnitShare
from wijkbewijs.facts.boundaries import Evidence, Kind, Passed, Place, Refused, passage
from wijkbewijs.facts.carried import BY_ADDRESSES, BY_GEOMETRY, BY_SURFACE, carried
from wijkbewijs.facts.crosswalk import Crosswalk, Weighting
from wijkbewijs.kernel.time import Span

CODE, OTHER = "WK000001", "WK000002"
AREA = unit_set(CODE, OTHER)
FLAGS = {(code, year): "1" for code in (CODE, OTHER) for year in ("2018", "2019", "2020")}


def known(
    *, flags: Mapping[tuple[str, str], str] = FLAGS, over: Crosswalk | None = None, hectares: float = 100.0
) -> Evidence:
    """Return evidence on the maps of 2017 and 2020, where both units are called Wijk."""
    places = {
        (code, year): Place(code, "Wijk", hectares if year == "2017" else 100.0)
        for code in (CODE, OTHER)
        for year in ("2017", "2020")
    }
    return Evidence(flags, places, 0.01, {("2017", "2020"): over} if over else {})


def units(found: UnitSet | Refused) -> UnitSet:
    assert isinstance(found, UnitSet)
    return found


def test_a_code_passes_by_flag_when_each_year_between_is_known_and_1() -> None:
    assert passage(CODE, "2020", "2017", known()) == Passed(Kind.BY_FLAG)
    assert passage(CODE, "2017", "2020", known()) == Passed(Kind.BY_FLAG)


@pytest.mark.parametrize("year", ["2018", "2019", "2020"])
def test_one_unknown_year_is_enough_to_look_at_the_surface_instead(year: str) -> None:
    gap = {key: flag for key, flag in FLAGS.items() if key != (CODE, year)}
    assert passage(CODE, "2020", "2017", known(flags=gap)) == Passed(Kind.BY_SURFACE)
    refused = passage(CODE, "2020", "2017", known(flags=gap, hectares=102.0))
    assert refused == Refused(
        f"the change flag of {year} is not known, and its surface was 102 ha in 2017 and 100 ha in 2020"
    )


@pytest.mark.parametrize("flag", ["2", "3"])
def test_a_year_with_another_flag_than_1_is_a_change(flag: str) -> None:
    changed = known(flags={**FLAGS, (CODE, "2019"): flag}, hectares=102.0)
    refused = passage(CODE, "2020", "2017", changed)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith(f"CBS flags a change in 2019 ({flag}), and its surface")


def test_the_flag_of_the_first_year_itself_says_nothing_about_later_years() -> None:
    first = {**FLAGS, (CODE, "2017"): "3"}
    assert passage(CODE, "2020", "2017", known(flags=first)) == Passed(Kind.BY_FLAG)
    only_first = known(flags={(CODE, "2017"): "1"}, hectares=200.0)
    assert isinstance(passage(CODE, "2020", "2017", only_first), Refused)


def test_a_map_that_is_no_year_of_cbs_passes_nothing() -> None:
    assert passage(CODE, "2020", "rotterdam", known()) == Refused(
        "2020 and rotterdam are not two years of one map"
    )


def test_units_that_pass_by_flag_keep_their_status_and_need_no_caveat() -> None:
    found = units(carried(AREA, "2017", known()))
    assert (found.division, found.status, found.caveats) == ("2017", Boundary.PROPOSED, ())
    assert found.units == AREA.units
    assert found.valid == Span(date(2017, 1, 1), date(2018, 1, 1))
    assert found.basis == "zelfde code als in 2020; het CBS noemt code en grens elk jaar ertussen onveranderd"


def test_one_unit_that_passes_by_surface_makes_the_whole_set_say_so() -> None:
    gap = {key: flag for key, flag in FLAGS.items() if key != (OTHER, "2019")}
    found = units(carried(replace(AREA, caveats=("W101",)), "2017", known(flags=gap)))
    assert found.caveats == ("W101", BY_SURFACE)
    assert found.basis == "zelfde code, naam en totale oppervlakte (binnen 1 procent) als in 2020"


def test_a_unit_has_the_name_that_it_has_on_the_other_map() -> None:
    evidence = known()
    renamed = {**evidence.places, (CODE, "2017"): Place(CODE, "Oude naam", 100.0)}
    found = units(carried(AREA, "2017", replace(evidence, places=renamed)))
    assert [unit.name for unit in found.units] == ["Oude naam", "Wijk"]


def test_one_unit_that_is_refused_refuses_the_set_with_every_reason() -> None:
    found = carried(AREA, "2017", known(flags={}, hectares=150.0))
    assert isinstance(found, Refused)
    assert found.reason.startswith(
        f"units of DHG on 2017: {CODE}: the change flag of 2018, 2019, 2020 is not"
    )
    assert f"; {OTHER}: " in found.reason


def test_units_that_cross_by_addresses_take_the_share_that_lies_in_the_area() -> None:
    over = crosswalk({("A", CODE): 0.5, ("A", "elsewhere"): 0.5, ("B", CODE): 0.4, ("B", OTHER): 0.6})
    found = units(carried(AREA, "2017", known(flags={}, over=over, hectares=150.0)))
    assert found.units == (UnitShare("A", "A", 0.5), UnitShare("B", "B", 1.0))
    assert (found.status, found.caveats) == (Boundary.APPROXIMATED, (BY_ADDRESSES,))
    assert found.basis == "eenheden van 2017, omgerekend naar het deel van de adressen dat in het gebied ligt"


def test_an_area_that_was_only_renumbered_is_no_approximation_by_addresses() -> None:
    over = crosswalk({("A", CODE): 1.0, ("B", OTHER): 1.0})
    found = units(carried(AREA, "2017", known(flags={}, over=over, hectares=150.0)))
    assert (found.status, found.caveats) == (Boundary.PROPOSED, (BY_ADDRESSES,))


def test_what_crosses_by_surface_is_always_an_approximation() -> None:
    over = crosswalk({("A", CODE): 1.0, ("B", OTHER): 1.0}, weighting=Weighting.GEOMETRY)
    found = units(carried(AREA, "2017", known(flags={}, over=over, hectares=150.0)))
    assert (found.status, found.caveats) == (Boundary.APPROXIMATED, (BY_GEOMETRY,))


def test_a_share_of_a_unit_of_the_area_counts_for_that_share() -> None:
    half = unit_set(CODE, share=0.5)
    over = crosswalk({("A", CODE): 1.0})
    found = units(carried(half, "2017", known(flags={}, over=over, hectares=150.0)))
    assert found.units == (UnitShare("A", "A", 0.5),)


def test_codes_and_a_crosswalk_are_never_mixed_in_one_area() -> None:
    """OTHER passes by its code, but CODE crosses: then both cross, or a place could count twice."""
    gap = {key: flag for key, flag in FLAGS.items() if key[0] == OTHER}
    moved = {(CODE, "2017"): Place(CODE, "Elders", 100.0)}
    over = crosswalk({("A", CODE): 1.0, ("A2", OTHER): 1.0})
    evidence = known(flags=gap, over=over)
    evidence = replace(evidence, places={**evidence.places, **moved})
    assert passage(OTHER, "2020", "2017", evidence) == Passed(Kind.BY_FLAG)
    assert [unit.code for unit in units(carried(AREA, "2017", evidence)).units] == ["A", "A2"]
    without = replace(evidence, crosswalks={("2017", "2020"): crosswalk({("A", CODE): 1.0})})
    found = carried(AREA, "2017", without)
    assert isinstance(found, Refused)
    assert f"the crosswalk has no part of {OTHER}" in found.reason


def test_a_crosswalk_in_the_other_direction_is_not_used() -> None:
    over = crosswalk({(CODE, "A"): 1.0, (OTHER, "B"): 1.0}, years=("2020", "2017"))
    evidence = replace(known(flags={}, hectares=150.0), crosswalks={("2020", "2017"): over})
    assert isinstance(carried(AREA, "2017", evidence), Refused)


def test_every_caveat_that_a_carried_area_may_get_has_its_sentence() -> None:
    codes = {caveat.code for caveat in load_definitions().caveats}
    assert {BY_SURFACE, BY_ADDRESSES, BY_GEOMETRY} <= codes
