"""How wide the bounds of a published number are, and what they are called."""

from datetime import date

import pytest

from tests.unit.facts.tables import RULES
from wijkbewijs.definitions.source import Rounding
from wijkbewijs.facts.bounds import adds_up_over_parts, half_width, interval_kind
from wijkbewijs.kernel.codes import Level
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import IntervalKind

DAY = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("rounding", "level", "width", "kind"),
    [
        (Rounding.RANDOM_5, Level.WIJK, 4, IntervalKind.ROUNDING),
        (Rounding.RANDOM_5, Level.BUURT, 4, IntervalKind.ROUNDING),
        (Rounding.RANDOM_5, Level.LOCAL, 4, IntervalKind.ROUNDING),
        (Rounding.RANDOM_5, Level.MUNICIPALITY, 0, IntervalKind.EXACT),
        (Rounding.RANDOM_5, Level.COUNTRY, 0, IntervalKind.EXACT),
        (Rounding.RANDOM_10, Level.WIJK, 9, IntervalKind.ROUNDING),
        (Rounding.RANDOM_10, Level.MUNICIPALITY, 9, IntervalKind.ROUNDING),
        (Rounding.HALF_UNIT, Level.MUNICIPALITY, 0.5, IntervalKind.ROUNDING),
        (Rounding.HALF_TENTH, Level.WIJK, 0.05, IntervalKind.ROUNDING),
        (Rounding.NONE, Level.WIJK, 0, IntervalKind.EXACT),
        (Rounding.MODEL, Level.WIJK, None, IntervalKind.UNPUBLISHED_MARGIN),
        (Rounding.MODEL, Level.COUNTRY, None, IntervalKind.UNPUBLISHED_MARGIN),
    ],
)
def test_the_width_follows_from_the_rounding_and_the_kind_of_place(
    rounding: Rounding, level: Level, width: float | None, kind: IntervalKind
) -> None:
    assert half_width(rounding, level, RULES, DAY) == width
    assert interval_kind(rounding, level) is kind


def test_before_the_first_day_that_we_know_of_there_is_no_width_and_without_a_rule_an_error() -> None:
    assert half_width(Rounding.RANDOM_5, Level.WIJK, RULES, date(2012, 12, 31)) is None
    with pytest.raises(BadDefinition, match=r"rounding\.half_unit has no value"):
        half_width(Rounding.HALF_UNIT, Level.WIJK, (), DAY)


def test_only_random_rounding_grows_with_the_number_of_buurten_added_up() -> None:
    assert [r for r in Rounding if adds_up_over_parts(r)] == [Rounding.RANDOM_5, Rounding.RANDOM_10]
