"""On real rows: the same code in 2017, 2020 and 2022 is the same place only where there is proof."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.unit.facts.tables import TAKEN_ON
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.programme import Boundary, Programme, UnitSet
from wijkbewijs.facts import Facts, facts_of
from wijkbewijs.facts.boundaries import Evidence, Kind, Passed, Refused, passage, places_of, places_on
from wijkbewijs.facts.build import source_facts
from wijkbewijs.facts.carried import carried
from wijkbewijs.facts.change_flags import change_flags
from wijkbewijs.facts.checks import stop_on_errors
from wijkbewijs.facts.harmonise import Context
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import reader_of
from wijkbewijs.sources.tabular import with_column

KERNCIJFERS = {"2017": "cbs-83765NED-wijk", "2020": "cbs-84799NED", "2022": "cbs-85318NED-wijk"}
CLASSES = "leefbaarometer-2-klassen"
LABELS = "cbs-84799NED-properties"
LEEUWARDEN = ("WK008020", "WK008050", "WK008051", "WK008060", "WK008061")
BY_SURFACE_IN_2017 = {"ANW", "AZO", "DHG", "DLF", "DOR", "HRL", "RTM", "SCH", "TIL", "UTR", "VLA", "ZAA"}
ON_BUURTEN = {"BRE", "GRO", "ROO"}


@pytest.fixture(scope="module")
def tables(snapshot: Path) -> Mapping[str, pa.Table]:
    """What the readers give, by source."""
    wanted = {*KERNCIJFERS.values(), CLASSES, LABELS}
    return {
        source.id: reader_of(source.reader)((snapshot / source.snapshot).read_bytes())
        for source in load_definitions().sources
        if source.id in wanted
    }


@pytest.fixture(scope="module")
def table(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The fact table of those sources, with the widths of rounding that the definitions give."""
    loaded = load_definitions()
    sources = {source.id: source for source in loaded.sources}
    plain = Context(TAKEN_ON, tuple(loaded.rules))
    labelled = replace(plain, labels=tables[LABELS])
    return pa.concat_tables(
        source_facts(sources[name], tables[name], labelled if sources[name].labels else plain)
        for name in (*KERNCIJFERS.values(), CLASSES)
    )


@pytest.fixture(scope="module")
def facts(table: pa.Table, programme: Programme) -> Facts:
    """The facts about the units of the areas."""
    return facts_of(table, {unit.code for units in programme.unit_sets for unit in units.units})


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The areas, drawn on the map of 2020."""
    return load_definitions().programme


@pytest.fixture(scope="module")
def evidence(tables: Mapping[str, pa.Table], facts: Facts, programme: Programme) -> Evidence:
    """Everything that the snapshot knows about units over the years."""
    flags = {
        f: v for year in ("2017", "2020") for f, v in change_flags(tables[KERNCIJFERS[year]], year).items()
    }
    places = {
        k: v for s in programme.unit_sets if s.division == "2020" for k, v in places_of(s, facts).items()
    }
    for year in ("2017", "2022"):
        named = tables[KERNCIJFERS[year]]
        names = dict(zip(named["code"].to_pylist(), named["name"].to_pylist(), strict=True))
        places |= places_on(year, names, facts)
    return Evidence(flags, places, tolerance=0.01)


def on_2020(programme: Programme, area: str) -> UnitSet:
    found = programme.units_of(area, "2020")
    assert found is not None
    return found


def people(codes: tuple[str, ...], year: str, facts: Facts) -> float:
    rows = [facts.row(code, "inhabitants", year) for code in codes]
    return sum(row.value for row in rows if row is not None and row.value is not None)


def test_the_codes_of_leeuwarden_exist_in_2017_with_flag_1_and_count_14_750_people_not_36_760(
    evidence: Evidence, facts: Facts, programme: Programme
) -> None:
    assert tuple(unit.code for unit in on_2020(programme, "LWD").units) == LEEUWARDEN
    assert {evidence.flags[code, year] for code in LEEUWARDEN for year in ("2017", "2020")} == {"1"}
    assert (people(LEEUWARDEN, "2017", facts), people(LEEUWARDEN, "2020", facts)) == (14_750, 36_760)


@pytest.mark.parametrize("code", LEEUWARDEN)
def test_each_code_of_leeuwarden_is_refused_in_2017(evidence: Evidence, code: str) -> None:
    found = passage(code, "2020", "2017", evidence)
    assert isinstance(found, Refused)
    assert found.reason.startswith("the change flag of 2018, 2019 is not known, and it was 'Wijk ")


def test_leeuwarden_would_pass_if_the_years_between_were_not_asked_for(evidence: Evidence) -> None:
    """The trap: both years that we have say 1. Only the flags of 2018 and 2019 keep the code out."""
    between = {(code, year): "1" for code in LEEUWARDEN for year in ("2018", "2019")}
    filled = replace(evidence, flags={**evidence.flags, **between})
    assert {passage(code, "2020", "2017", filled) for code in LEEUWARDEN} == {Passed(Kind.BY_FLAG)}
    one_gap = {key: flag for key, flag in filled.flags.items() if key[1] != "2019"}
    assert isinstance(passage(LEEUWARDEN[0], "2020", "2017", replace(evidence, flags=one_gap)), Refused)


@pytest.mark.parametrize(("area", "codes"), [("EHV", 3), ("LEL", 4)])
def test_the_codes_of_eindhoven_and_lelystad_do_not_exist_in_2017(
    evidence: Evidence, programme: Programme, area: str, codes: int
) -> None:
    units = on_2020(programme, area)
    found = carried(units, "2017", evidence)
    assert len(units.units) == codes
    assert isinstance(found, Refused)
    assert found.reason.count("no place of 2017 is known by this code") == codes


def test_a_flag_that_says_changed_is_named(evidence: Evidence) -> None:
    found = passage("WK099503", "2020", "2017", evidence)
    assert found == Refused("CBS flags a change in 2020 (2), and no place of 2017 is known by this code")


def test_wielwijk_is_refused_because_it_grew_from_131_to_177_hectares(
    evidence: Evidence, programme: Programme
) -> None:
    found = carried(on_2020(programme, "DOR"), "2022", evidence)
    assert found == Refused(
        "units of DOR on 2022: WK050507: the change flag of 2021, 2022 is not known, and its surface was "
        "131 ha in 2020 and 177 ha in 2022"
    )
    assert passage("WK050503", "2020", "2022", evidence) == Passed(Kind.BY_SURFACE)


@pytest.mark.parametrize("area", sorted(ON_BUURTEN))
@pytest.mark.parametrize("year", ["2017", "2022"])
def test_an_area_of_buurten_has_no_units_on_a_map_of_wijken(
    evidence: Evidence, programme: Programme, area: str, year: str
) -> None:
    found = carried(on_2020(programme, area), year, evidence)
    assert isinstance(found, Refused)
    assert f"no place of {year} is known by this code" in found.reason


def test_twelve_areas_are_the_same_places_in_2017_and_say_that_it_is_by_surface(
    evidence: Evidence, programme: Programme
) -> None:
    found = {area.id: carried(on_2020(programme, area.id), "2017", evidence) for area in programme.areas}
    passed = {area: units for area, units in found.items() if isinstance(units, UnitSet)}
    assert set(passed) == BY_SURFACE_IN_2017
    assert {units.caveats for units in passed.values()} == {("W103",)}
    assert {units.status for units in passed.values()} == {Boundary.PROPOSED}
    assert {str(units.valid.start) for units in passed.values()} == {"2017-01-01"}


def test_a_town_that_renamed_or_redrew_a_wijk_is_refused_with_the_name_or_the_surface(
    evidence: Evidence, programme: Programme
) -> None:
    found = carried(on_2020(programme, "ARN"), "2017", evidence)
    assert isinstance(found, Refused)
    assert "WK020207: the change flag of 2018, 2019 is not known, and its surface was 68 ha" in found.reason
    assert "it was 'Presikhaaf West' in 2017 and 'Presikhaaf-West' in 2020" in found.reason


def test_on_2022_the_same_areas_pass_as_the_definitions_list(
    evidence: Evidence, programme: Programme
) -> None:
    found = {area.id: carried(on_2020(programme, area.id), "2022", evidence) for area in programme.areas}
    passed = {area: units.units for area, units in found.items() if isinstance(units, UnitSet)}
    listed = {s.area: s.units for s in programme.unit_sets if s.division == "2022"}
    assert passed == {area: units for area, units in listed.items() if area != "DOR"}


def test_the_classes_of_the_leefbaarometer_stand_on_the_map_of_2016(tables: Mapping[str, pa.Table]) -> None:
    codes = set(tables[CLASSES]["code"].to_pylist())
    of_2017 = tables[KERNCIJFERS["2017"]].select(["code", "GM_CODE", "IND_WBI"]).to_pylist()
    municipalities = {code for code in codes if code.startswith("GM")}
    assert len(municipalities) == 390
    # Schijndel, Sint-Oedenrode and Veghel became Meierijstad on 1 January 2017.
    assert municipalities ^ {row["GM_CODE"] for row in of_2017} == {"GM0844", "GM0846", "GM0860", "GM1948"}
    # What CBS calls unchanged since 2016 is there without exception; what is not there, CBS changed.
    assert {row["IND_WBI"] for row in of_2017 if row["code"] not in codes} == {2, 3}
    assert sum(1 for row in of_2017 if row["IND_WBI"] == 1) == 2870


def test_a_class_of_2016_passes_to_the_areas_by_way_of_2017_where_cbs_flags_no_change(
    evidence: Evidence, programme: Programme, facts: Facts
) -> None:
    on_2017 = {a: carried(on_2020(programme, a), "2017", evidence) for a in BY_SURFACE_IN_2017}
    on_2016 = {a: carried(u, "2016", evidence) for a, u in on_2017.items() if isinstance(u, UnitSet)}
    passed = {area for area, units in on_2016.items() if isinstance(units, UnitSet)}
    assert BY_SURFACE_IN_2017 - passed == {"DLF", "TIL", "VLA"}  # CBS flags 3 in 2017
    slotermeer = facts.row("WK036376", "lbm2_class", "2016")
    assert slotermeer is not None
    assert (slotermeer.value, slotermeer.division, slotermeer.status) == (3.0, "2016", "modelled")
    assert (slotermeer.low, slotermeer.high) == (None, None)


def test_counts_of_2017_are_rounded_at_random_to_five(snapshot: Path, tables: Mapping[str, pa.Table]) -> None:
    """Municipalities of one wijk: their total is up to 4 off, so that half a step is not enough."""
    panel = reader_of("gemeente_panel")((snapshot / "cbs_kwb/gemeente_panel_2012_2022.parquet").read_bytes())
    panel = panel.filter(pc.equal(panel["period"], "2017"))
    totals = dict(zip(panel["code"].to_pylist(), panel["aantal_inwoners"].to_pylist(), strict=True))
    wijken = tables[KERNCIJFERS["2017"]].select(["GM_CODE", "AANT_INW"]).to_pylist()
    towns = [row["GM_CODE"] for row in wijken]
    alone = {row["GM_CODE"]: row["AANT_INW"] for row in wijken if towns.count(row["GM_CODE"]) == 1}
    off = [abs(totals[code] - count) for code, count in alone.items()]
    assert (len(off), max(off), sum(1 for far in off if far > 2.5)) == (37, 4, 13)


def test_the_facts_of_2016_and_2017_break_no_check_and_clash_with_no_other(table: pa.Table) -> None:
    assert stop_on_errors(table) is table
    older = table.filter(pc.is_in(table["division"], pa.array(["2016", "2017"])))
    years = {(row["division"], row["period"]) for row in older.select(["division", "period"]).to_pylist()}
    assert years == {("2017", "2017"), *(("2016", year) for year in ("2002", "2008", "2012", "2014", "2016"))}


def test_classes_called_of_2017_would_be_found_out_because_meierijstad_is_missing(table: pa.Table) -> None:
    """Its three municipalities were merged on the first day of 2017."""
    mapped = pc.if_else(pc.equal(table["division"], "2016"), "2017", table["division"])
    wrong = with_column(table, "division", mapped)
    with pytest.raises(BadSource, match=r"F108: a wijk or buurt lies in no municipality .* of WK1948"):
        stop_on_errors(wrong)
