"""Areas on maps that nobody listed their units for: carried by CBS's flags, and otherwise not there."""

import pyarrow as pa

from tests.unit.facts.tables import TAKEN_ON
from tests.unit.indicators.small_ground import SETS, programme
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.facts.maps import with_carried_units
from wijkbewijs.facts.schema import FACTS

UNITS = [unit.code for listed in SETS if listed.division == "2020" for unit in listed.units]


def flags(values: dict[tuple[str, str], float | None]) -> pa.Table:
    """Facts with a change flag for each (code, year), on the map of that year."""
    rows = [
        {
            "region": code,
            "division": year,
            "input": "boundary_flag",
            "period": year,
            "value": value,
            "absent": "" if value is not None else "unpublished",
            "low": None,
            "high": None,
            "status": "measured",
            "source": "cbs",
            "vintage": "2026",
            "taken_on": TAKEN_ON,
        }
        for (code, year), value in values.items()
    ]
    return pa.Table.from_pylist(rows, FACTS)


def unchanged(*years: str) -> dict[tuple[str, str], float | None]:
    return {(code, year): 1.0 for code in UNITS for year in years}


def on(found: Programme, division: str) -> set[str]:
    return {listed.area for listed in found.unit_sets if listed.division == division}


def test_an_area_follows_its_codes_when_every_year_between_says_unchanged() -> None:
    found = with_carried_units(programme(*SETS), flags(unchanged("2021", "2022", "2023")), 0.01)
    assert on(found, "2023") == {"DHG", "GRO"}
    assert on(found, "2021") == {"DHG", "GRO"}


def test_one_unit_that_changed_keeps_the_whole_area_off_the_map_and_no_other() -> None:
    changed = {**unchanged("2021"), (UNITS[0], "2021"): 3.0}
    assert on(with_carried_units(programme(*SETS), flags(changed), 0.01), "2021") == {"GRO"}


def test_a_year_without_flags_lets_nothing_pass() -> None:
    missing = {**unchanged("2021", "2023"), **{(code, "2022"): None for code in UNITS}}
    listed = tuple(s for s in SETS if s.division == "2020")
    assert on(with_carried_units(programme(*listed), flags(missing), 0.01), "2023") == set()


def test_units_that_people_listed_are_never_replaced() -> None:
    found = with_carried_units(programme(*SETS), flags(unchanged("2022")), 0.01)
    assert [s for s in found.unit_sets if (s.area, s.division) == ("DHG", "2022")] == [SETS[2]]
