"""Counts move with a boundary; rates, means, models and classes do not."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.facts.maps import amounts, by_code, crosswalk
from tests.unit.facts.tables import BENEFIT, CRIMES, HEALTH, INHABITANTS, OWNED, fact, fact_table
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Measured, Rounding
from wijkbewijs.facts.amounts import Amounts, amounts_of, check_counted, crossed
from wijkbewijs.kernel.errors import BadSource, IncomparableDefinitions

SPLIT = crosswalk({("A", "x"): 0.25, ("A", "y"): 0.75, ("B", "y"): 1.0})
MEAN = Measured("household_size", "Gemiddelde huishoudensgrootte", "aantal", Rounding.HALF_TENTH)
SURFACE = Measured("area_total_ha", "Oppervlakte totaal", "ha", Rounding.HALF_UNIT)
PRICE = Measured("woz_value", "Gemiddelde WOZ-waarde", "x 1 000 euro", Rounding.HALF_UNIT)
CLASS = Measured("lbm2_class", "Klasse van de leefbaarheid", "klasse", Rounding.MODEL)
DENSITY = Measured("density", "Dichtheid", "per km²", Rounding.NONE)


@pytest.mark.parametrize("measure", [OWNED, HEALTH, MEAN, SURFACE, PRICE, CLASS, DENSITY])
def test_what_is_no_count_cannot_cross(measure: Measured) -> None:
    table = fact_table(fact("A", measure.input, "2017", 50.0, division="2017"))
    with pytest.raises(
        IncomparableDefinitions, match=rf"{measure.input}: .* Move its numerator and its denom"
    ):
        amounts_of(table, [INHABITANTS, measure], "2017")


@pytest.mark.parametrize("measure", [INHABITANTS, BENEFIT, CRIMES])
def test_a_count_can_cross(measure: Measured) -> None:
    check_counted(measure)


def test_of_all_measures_that_are_read_only_counts_can_cross() -> None:
    refused = set()
    for measure in (measure for source in load_definitions().sources for measure in source.measures):
        try:
            check_counted(measure)
        except IncomparableDefinitions:
            refused.add(measure.input)
    assert {"lbm2_class", "household_size", "woz_value", "net_participation_pct", "rivm_lonely"} <= refused
    assert not {"inhabitants", "households", "dwellings", "crimes_total", "benefit_assistance"} & refused


def test_counts_of_one_division_are_taken_from_the_facts_with_their_bounds_and_holes() -> None:
    table = fact_table(
        fact("WK000001", "inhabitants", "2017", 100.0, division="2017", low=96.0, high=104.0),
        fact("WK000002", "inhabitants", "2017", None, division="2017"),
        fact("WK000001", "inhabitants", "2020", 300.0),
        fact("WK000001", "owner_occupied_pct", "2017", 50.0, division="2017"),
    )
    found = amounts_of(table, [INHABITANTS], "2017")
    assert (found.division, found.codes, found.columns) == (
        "2017",
        ("WK000001", "WK000002"),
        (("inhabitants", "2017"),),
    )
    assert by_code(found) == {"WK000001": [100.0], "WK000002": [None]}
    assert found.bounds is not None
    assert found.bounds[0][0, 0] == 96.0
    assert found.bounds[1][0, 0] == 104.0


def test_a_split_unit_gives_each_target_its_share() -> None:
    assert by_code(crossed(amounts({"A": [100], "B": [40]}), SPLIT)) == {"x": [25.0], "y": [115.0]}


def test_the_bounds_hold_wherever_the_people_of_a_split_unit_live() -> None:
    found = crossed(amounts({"A": [100], "B": [40]}, width=4), SPLIT)
    assert found.bounds is not None
    assert found.bounds[0].tolist() == [[0.0], [36.0]]
    assert found.bounds[1].tolist() == [[104.0], [148.0]]


def test_counts_without_bounds_stay_without() -> None:
    found = crossed(replace(amounts({"A": [100], "B": [40]}), bounds=None), SPLIT)
    assert found.bounds is None


def test_a_target_is_absent_when_one_of_its_parts_is_and_the_others_are_not() -> None:
    found = crossed(amounts({"A": [100, 100], "B": [float("nan"), 40]}), SPLIT)
    assert by_code(found) == {"x": [25.0, 25.0], "y": [None, 115.0]}
    assert found.bounds is not None
    assert [np.isnan(ends).tolist() for ends in found.bounds] == [[[False, False], [True, False]]] * 2


def test_a_unit_without_a_row_makes_its_targets_absent() -> None:
    assert by_code(crossed(amounts({"B": [40]}), SPLIT)) == {"x": [None], "y": [None]}
    assert by_code(crossed(amounts({"A": [40]}), SPLIT)) == {"x": [10.0], "y": [None]}


def test_a_target_without_any_part_is_absent_and_not_zero() -> None:
    new = crosswalk({("A", "x"): 1.0}, target=["new", "x"])
    found = crossed(amounts({"A": [100]}), new)
    assert by_code(found) == {"new": [None], "x": [100.0]}
    assert found.bounds is not None
    assert np.isnan(found.bounds[0][0, 0])


def test_rows_in_another_order_are_put_in_the_order_of_the_crosswalk() -> None:
    assert by_code(crossed(amounts({"B": [40], "A": [100]}), SPLIT)) == {"x": [25.0], "y": [115.0]}


def test_counts_of_a_unit_that_the_crosswalk_does_not_know_are_refused_not_lost() -> None:
    with pytest.raises(
        BadSource, match=r"C has counts on 2017 but is not in the crosswalk .* \(1 such units\)"
    ):
        crossed(amounts({"A": [100], "B": [40], "C": [7]}), SPLIT)


def test_counts_of_another_map_are_refused() -> None:
    with pytest.raises(
        IncomparableDefinitions, match="counts on the map of 2020 cannot cross from 2017 to 2020"
    ):
        crossed(amounts({"A": [100], "B": [40]}, division="2020"), SPLIT)


def test_values_and_bounds_must_have_a_cell_for_each_unit_and_column() -> None:
    with pytest.raises(ValueError, match="expected values and bounds of 1 units x 2 columns"):
        Amounts("2017", ("A",), (("inhabitants", "2017"), ("inhabitants", "2018")), np.zeros((1, 1)))
