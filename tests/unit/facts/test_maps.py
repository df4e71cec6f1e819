"""Areas on maps that nobody listed their units for: carried by CBS's flags, and otherwise not there."""

from dataclasses import replace

import pyarrow as pa

from tests.replay.others import address_files, zipped
from tests.unit.facts.tables import TAKEN_ON
from tests.unit.indicators.small_ground import SETS, programme
from tests.unit.sources.takes_others import bundle
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.definitions.source import Lock
from wijkbewijs.facts.maps import taken_crosswalks, with_carried_units
from wijkbewijs.facts.schema import FACTS
from wijkbewijs.kernel.codes import Level
from wijkbewijs.sources import postcode_huisnummer

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
    found = with_carried_units(programme(*SETS), flags(unchanged("2021", "2022", "2023")), 0.01, {})
    assert on(found, "2023") == {"DHG", "GRO"}
    assert on(found, "2021") == {"DHG", "GRO"}


def test_one_unit_that_changed_keeps_the_whole_area_off_the_map_and_no_other() -> None:
    changed = {**unchanged("2021"), (UNITS[0], "2021"): 3.0}
    assert on(with_carried_units(programme(*SETS), flags(changed), 0.01, {}), "2021") == {"GRO"}


def test_a_year_without_flags_lets_nothing_pass() -> None:
    missing = {**unchanged("2021", "2023"), **{(code, "2022"): None for code in UNITS}}
    listed = tuple(s for s in SETS if s.division == "2020")
    assert on(with_carried_units(programme(*listed), flags(missing), 0.01, {}), "2023") == set()


def test_units_that_people_listed_are_never_replaced() -> None:
    found = with_carried_units(programme(*SETS), flags(unchanged("2022")), 0.01, {})
    assert [s for s in found.unit_sets if (s.area, s.division) == ("DHG", "2022")] == [SETS[2]]


def addresses(year: str, *buurten: str) -> bytes:
    """A take of the address list of a year: ten addresses in each of these buurten, in the same order."""
    rows = [
        (f"{1000 + place}AA", number, buurt[2:], buurt[2:8], buurt[2:6])
        for place, buurt in enumerate(buurten)
        for number in range(1, 11)
    ]
    return bundle(zipped(address_files(rows, year=year, named=set(buurten))))


def test_where_codes_do_not_pass_the_addresses_of_two_years_carry_the_area_and_say_so() -> None:
    loaded = load_definitions()
    lists = {s.id: s for s in loaded.sources if s.reader == postcode_huisnummer.NAME}
    locks = tuple(Lock(name, "a" * 64, 1, TAKEN_ON, "") for name in lists)
    listed = tuple(s for s in SETS if s.division == "2020")
    here = replace(loaded, sources=tuple(lists.values()), locks=locks, programme=programme(*listed))
    contents = {
        "postcode-huisnummer-2020": addresses("2020", "BU05180101", "BU05180201", "BU05180901"),
        "postcode-huisnummer-2024": addresses("2024", "BU05188101", "BU05188101", "BU05188201"),
    }
    crosswalks = taken_crosswalks(here, contents)
    assert set(crosswalks[Level.WIJK]) == {("2024", "2020")}
    table = flags({("WK051881", "2024"): 2.0})
    found = with_carried_units(here.programme, table, 0.01, crosswalks)
    (west,) = [s for s in found.unit_sets if (s.area, s.division) == ("DHG", "2024")]
    assert {unit.code: unit.share for unit in west.units} == {"WK051881": 1.0}
    assert "W104" in west.caveats
    assert on(found, "2024") == {"DHG"}  # the units of GRO are of two levels, and their codes do not pass


def test_without_two_lists_there_is_no_crosswalk() -> None:
    loaded = replace(load_definitions(), sources=())
    assert taken_crosswalks(loaded, {}) == {Level.WIJK: {}, Level.BUURT: {}}
