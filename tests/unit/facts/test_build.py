"""The whole way from publishers' bytes to the fact table, on the real files."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import UnitShare
from wijkbewijs.facts import Facts, facts_of
from wijkbewijs.facts.build import build_facts
from wijkbewijs.facts.schema import FACTS, KEYS
from wijkbewijs.kernel.errors import BadDefinition, SourceMissing
from wijkbewijs.kernel.figure import Absent


@pytest.fixture(scope="module")
def facts(loaded: Loaded, real_facts: pa.Table) -> Facts:
    units = {unit.code for units in loaded.programme.unit_sets for unit in units.units}
    return facts_of(real_facts, {*units, "NL", "GM0518", "GM0014", "GM0080"})


def value(facts: Facts, region: str, input_id: str, period: str) -> float | None:
    row = facts.row(region, input_id, period)
    assert row is not None, (region, input_id, period)
    return row.value


def area_sum(loaded: Loaded, facts: Facts, area: str) -> float:
    units = loaded.programme.units_of(area, "2020")
    assert units is not None
    return sum(value(facts, unit.code, "inhabitants", "2020") or 0.0 for unit in units.units)


def test_the_netherlands_had_17407585_inhabitants_in_2020(facts: Facts) -> None:
    assert value(facts, "NL", "inhabitants", "2020") == 17_407_585


def test_den_haag_zuidwest_has_71120_inhabitants_and_the_twenty_areas_1115910(
    loaded: Loaded, facts: Facts
) -> None:
    assert area_sum(loaded, facts, "DHG") == 71_120
    assert sum(area_sum(loaded, facts, area.id) for area in loaded.programme.areas) == 1_115_910


def test_municipal_counts_are_exact_but_benefits_are_not(facts: Facts) -> None:
    people = facts.row("GM0518", "inhabitants", "2020")
    benefit = facts.row("GM0518", "benefit_assistance", "2020")
    assert people is not None
    assert benefit is not None
    assert (people.low, people.high) == (people.value, people.value)
    assert benefit.value is not None
    assert (benefit.low, benefit.high) == (benefit.value - 9, benefit.value + 9)


def test_a_municipality_whose_crime_was_recoded_away_has_no_figure_for_the_old_years(
    real_facts: pa.Table,
) -> None:
    row = facts_of(real_facts, ["GM0003"]).row("GM0003", "crimes_total", "2012")
    assert row is not None
    assert (row.value, row.absent) == (None, Absent.UNPUBLISHED)


def test_the_table_is_sorted_and_has_one_row_for_each_region_input_and_period(real_facts: pa.Table) -> None:
    assert real_facts.schema.equals(FACTS)
    keys = real_facts.select(KEYS)
    assert keys.equals(keys.sort_by([(key, "ascending") for key in KEYS]))
    assert keys.group_by(list(KEYS)).aggregate([]).num_rows == real_facts.num_rows


def test_the_same_bytes_give_the_same_table(
    loaded: Loaded, contents: Mapping[str, bytes], real_facts: pa.Table
) -> None:
    small = replace(
        loaded,
        sources=tuple(s for s in loaded.sources if not s.id.startswith("rivm")),
    )
    of_rivm = pc.starts_with(real_facts["input"], "rivm_")
    assert build_facts(small, contents).equals(real_facts.filter(pc.invert(of_rivm)))


def test_bytes_or_a_lock_that_is_missing_stops_the_build(
    loaded: Loaded, contents: Mapping[str, bytes]
) -> None:
    without = {name: content for name, content in contents.items() if name != "cbs-84799NED"}
    with pytest.raises(SourceMissing, match="cbs-84799NED: its bytes were not handed over"):
        build_facts(loaded, without)
    with pytest.raises(SourceMissing, match="it has no lock"):
        build_facts(replace(loaded, locks=()), contents)


def test_a_unit_that_does_not_exist_stops_the_build(loaded: Loaded, contents: Mapping[str, bytes]) -> None:
    sources = tuple(s for s in loaded.sources if s.id.startswith("cbs-84799NED"))
    wrong = replace(loaded.programme.unit_sets[0], division="2020", units=(UnitShare("WK999999", "Nergens"),))
    programme = replace(loaded.programme, unit_sets=(wrong,))
    with pytest.raises(BadDefinition, match="WK999999 does not exist on the map of 2020"):
        build_facts(replace(loaded, programme=programme, sources=sources), contents)


def test_whoever_imports_the_room_gets_no_engine() -> None:
    code = "import sys, wijkbewijs.facts; sys.exit('duckdb' in sys.modules or 'ibis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
