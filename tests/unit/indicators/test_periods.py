"""Indicators follow what was published later: as far as maps and weights allow, and no further."""

from dataclasses import replace

from tests.unit.indicators.small_ground import (
    EAST,
    INHABITANTS,
    SETS,
    WEST,
    programme,
    unit_set,
    whole,
)
from wijkbewijs.definitions.indicator import Formula, Indicator, Scope
from wijkbewijs.indicators.ground import weight_period
from wijkbewijs.indicators.periods import with_published_periods

PUBLISHED = {
    ("inhabitants", "2020"): "2020",
    ("inhabitants", "2022"): "2022",
    ("inhabitants", "2023"): "2023",
    ("work_pct", "2020"): "2020",
    ("work_pct", "2022"): "2022",
}
WORK = replace(
    INHABITANTS,
    id="work",
    formula=Formula.WEIGHTED_MEAN,
    of="work_pct",
    per="inhabitants",
    periods=("2020",),
    changes=(),
)


def extended(one: Indicator, published: dict[tuple[str, str], str] = PUBLISHED) -> Indicator:
    (found,) = with_published_periods([one], published, programme(*SETS))
    return found


def test_a_period_is_added_when_its_map_and_its_weight_are_there() -> None:
    assert extended(WORK).periods == ("2020", "2022")


def test_a_period_on_a_map_without_areas_is_left_out() -> None:
    published = {**PUBLISHED, ("work_pct", "2023"): "2023"}
    assert extended(WORK, published).periods == ("2020", "2022")


def test_a_period_without_its_weight_is_left_out() -> None:
    published = {key: value for key, value in PUBLISHED.items() if key != ("inhabitants", "2022")}
    assert extended(WORK, published).periods == ("2020",)


def test_the_newest_period_brings_a_change_since_the_start_of_the_programme() -> None:
    later = {**PUBLISHED, ("work_pct", "2023"): "2023"}
    drawn = programme(*SETS, unit_set("DHG", "2023", *whole(WEST, EAST)))
    (found,) = with_published_periods([WORK], later, drawn)
    assert found.changes == (("2022", "2023"),)
    assert extended(WORK).changes == ()  # 2022 itself is the start: there is nothing to compare it with


def test_a_fixed_weight_holds_on_its_own_map_and_is_the_newest_one_on_another() -> None:
    fixed = replace(WORK, per_period="2020")
    assert weight_period(fixed, "2020", PUBLISHED) == "2020"
    assert weight_period(fixed, "2016", {**PUBLISHED, ("work_pct", "2016"): "2020"}) == "2020"
    assert weight_period(fixed, "2022", PUBLISHED) == "2022"
    assert weight_period(fixed, "2023", {**PUBLISHED, ("work_pct", "2023"): "2031"}) == "2020"
    assert weight_period(WORK, "2022", PUBLISHED) == "2022"


def test_figures_of_one_city_only_stay_as_they_are_defined() -> None:
    local = replace(WORK, scope=Scope.ROTTERDAM)
    assert extended(local) == local
