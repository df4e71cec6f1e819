"""The units of an area exist on their map, and each is counted once."""

import pyarrow as pa
import pytest

from tests.unit.facts.tables import fact, fact_table, unit_set
from wijkbewijs.facts.areas import counted_once, units_present
from wijkbewijs.kernel.errors import BadDefinition

FACTS = fact_table(
    fact("WK051833", "inhabitants", "2020", 29500.0),
    fact("WK051834", "inhabitants", "2022", 20465.0, division="2022"),
)
WIJKEN = pa.table({"code": ["noord", "zuid", "carnisse"], "buurt": ["Groot", "Groot", "Carnisse"]})
BOTH = ("GM0599:noord", "GM0599:zuid", "GM0599:carnisse")


def test_units_that_exist_pass() -> None:
    units = unit_set("WK051833")
    assert units_present(units, FACTS) is units


def test_a_unit_that_exists_on_another_map_only_is_refused() -> None:
    with pytest.raises(BadDefinition, match="units of DHG: WK051834 does not exist on the map of 2020"):
        units_present(unit_set("WK051833", "WK051834"), FACTS)


def test_two_wijken_with_the_figures_of_one_buurt_must_share_them() -> None:
    with pytest.raises(BadDefinition, match="GM0599:noord and GM0599:zuid carry the same figures"):
        counted_once(unit_set(*BOTH), WIJKEN)
    halves = unit_set(*BOTH, share=0.5)
    assert counted_once(halves, WIJKEN) is halves
