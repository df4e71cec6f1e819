"""Each unit has Dutch words, and knows whether areas add up in it."""

import pytest

from wijkbewijs.kernel.units import Unit


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_words(unit: Unit) -> None:
    assert unit.words.strip()
    assert unit.difference.strip()


def test_percentages_differ_by_percentage_points_and_no_other_unit_does() -> None:
    assert {unit for unit in Unit if unit.difference == "procentpunt"} == {Unit.PERCENT}


def test_only_counts_add_up() -> None:
    assert {unit for unit in Unit if unit.additive} == {
        Unit.PERSONS,
        Unit.HOUSEHOLDS,
        Unit.DWELLINGS,
        Unit.CRIMES,
    }


def test_a_unit_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="'stuks' is not a valid Unit"):
        Unit("stuks")
