"""A code of another year is the same place only when name and surface agree."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.facts.tables import fact, fact_table, unit_set
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Boundary
from wijkbewijs.facts import facts_of
from wijkbewijs.facts.boundaries import Place, check_same_places, moved_units, same_by_surface
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.sources import kwb_map

WIELWIJK = Place("WK050507", "Wijk 07 Wielwijk", 131)
ONE_PERCENT = 0.01


@pytest.mark.parametrize(
    ("later", "same"),
    [
        (WIELWIJK, True),
        (replace(WIELWIJK, hectares=132), True),
        (replace(WIELWIJK, hectares=133), False),
        (replace(WIELWIJK, hectares=177), False),
        (replace(WIELWIJK, name="Wijk 07 Elders"), False),
        (replace(WIELWIJK, code="WK050508"), False),
        (replace(WIELWIJK, hectares=float("nan")), False),
    ],
)
def test_name_code_and_surface_must_all_agree(later: Place, *, same: bool) -> None:
    assert same_by_surface(WIELWIJK, later, ONE_PERCENT) is same


def test_a_unit_that_one_of_the_maps_lacks_has_moved() -> None:
    facts = facts_of(
        fact_table(
            fact("WK000001", "area_total_ha", "2020", 100.0),
            fact("WK000001", "area_total_km2", "2022", 1.0, division="2022"),
            fact("WK000002", "area_total_km2", "2022", 1.0, division="2022"),
        ),
        ["WK000001", "WK000002"],
    )
    earlier = unit_set("WK000001", "WK000002")
    later = replace(earlier, division="2022")
    assert moved_units(earlier, later, facts, ONE_PERCENT) == ("WK000002",)


def test_of_all_areas_only_wielwijk_in_dordrecht_moved_between_2020_and_2022(
    loaded: Loaded, real_facts: pa.Table
) -> None:
    programme = loaded.programme
    codes = {unit.code for units in programme.unit_sets for unit in units.units}
    facts = facts_of(real_facts, codes)
    moved = {
        area.id: moved_units(earlier, later, facts, ONE_PERCENT)
        for area in programme.areas
        if (earlier := programme.units_of(area.id, "2020")) and (later := programme.units_of(area.id, "2022"))
    }
    assert len(moved) == 17
    assert {area: codes for area, codes in moved.items() if codes} == {"DOR": ("WK050507",)}


def test_a_moved_unit_stops_the_build_unless_its_set_says_so(loaded: Loaded, real_facts: pa.Table) -> None:
    programme = loaded.programme
    facts = facts_of(real_facts, {unit.code for units in programme.unit_sets for unit in units.units})
    check_same_places(programme, facts, ONE_PERCENT)
    silent = tuple(replace(units, status=Boundary.PROPOSED) for units in programme.unit_sets)
    with pytest.raises(BadDefinition, match=r"units of DOR on 2022: WK050507 means another place"):
        check_same_places(replace(programme, unit_sets=silent), facts, ONE_PERCENT)


def test_the_names_that_the_definitions_give_are_those_of_the_map(loaded: Loaded, snapshot: Path) -> None:
    table = kwb_map.read((snapshot / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").read_bytes())
    names = dict(zip(table["code"].to_pylist(), table["name"].to_pylist(), strict=True))
    units = [unit for s in loaded.programme.unit_sets if s.division == "2022" for unit in s.units]
    assert {unit.code: unit.name for unit in units} == {unit.code: names[unit.code] for unit in units}
