"""A wave of a survey that arrives later: it becomes a period after its break, without a change of code."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.unit.indicators.small_ground import ALL, EAST, WEST, ground, row
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.series_break import with_breaks
from wijkbewijs.indicators.compute import level
from wijkbewijs.indicators.differences import differences
from wijkbewijs.indicators.periods import with_published_periods
from wijkbewijs.kernel.comparison import comparable
from wijkbewijs.kernel.errors import IncomparableDefinitions
from wijkbewijs.kernel.figure import Absent, Figure

WAVES = ("2016", "2020", "2022")
HEALTH = tuple(
    replace(row(wijk, "rivm_good_health", 70 + n, 0.5, period), division="2020")
    for wijk in (WEST, EAST)
    for n, period in enumerate(WAVES)
)
WEIGHTS = (row(WEST, "persons_15plus", 800, 8), row(EAST, "persons_15plus", 2400, 8))


@pytest.fixture(scope="module")
def health() -> Indicator:
    """Good health as defined, with what it becomes when a wave of 2022 was published."""
    loaded = load_definitions()
    published = {("rivm_good_health", wave): "2020" for wave in WAVES} | {("persons_15plus", "2020"): "2020"}
    indicator = next(i for i in loaded.indicators if i.id == "good-health")
    with_waves = with_published_periods([indicator], published, loaded.programme)
    (found,) = with_breaks(with_waves, loaded.breaks)
    return found


@pytest.fixture(scope="module")
def figures(health: Indicator) -> Mapping[str, Figure]:
    """Levels and changes of the area DHG, with the changes to the new wave asked for as well."""
    asked = replace(health, periods=WAVES, changes=(("2016", "2020"), ("2016", "2022"), ("2020", "2022")))
    on = ground((*ALL, *HEALTH, *WEIGHTS))
    found = {f.id: f for period in WAVES for f in [level(asked, "DHG", period, on).figure]}
    return found | {c.figure.id: c.figure for c in differences([asked], found, on)}


def test_the_new_wave_is_a_period_that_starts_a_series_of_its_own(health: Indicator) -> None:
    assert health.periods == ("2012", "2016", "2020", "2022")
    assert health.breaks == ("2022",)


def test_its_figure_says_that_it_is_not_comparable_with_earlier_ones(figures: Mapping[str, Figure]) -> None:
    assert figures["DHG.good-health.2022"].value == 72
    assert "W426" in figures["DHG.good-health.2022"].caveats


@pytest.mark.parametrize("base", ["2016", "2020"])
def test_no_change_is_told_to_the_new_wave(figures: Mapping[str, Figure], base: str) -> None:
    assert figures[f"DHG.good-health.{base}-2022.change"].value is Absent.BROKEN_SERIES


def test_changes_between_earlier_waves_are_still_told(figures: Mapping[str, Figure]) -> None:
    assert figures["DHG.good-health.2016-2020.change"].value == 1


def test_no_sentence_may_put_the_new_wave_beside_an_earlier_one(
    figures: Mapping[str, Figure], health: Indicator
) -> None:
    with pytest.raises(IncomparableDefinitions, match="broken at 2022"):
        comparable(figures["DHG.good-health.2020"], figures["DHG.good-health.2022"], health.breaks)
