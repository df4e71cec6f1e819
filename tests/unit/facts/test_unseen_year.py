"""Kerncijfers of a year that the project has never seen: wijken of 2022 in a zip of CBS of the year 2026."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.replay.cbs4 import Table4, bundled, observed
from tests.unit.facts.tables import CONTEXT
from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.load import PACKAGED
from wijkbewijs.definitions.series import expanded
from wijkbewijs.definitions.source import Evidence, Source
from wijkbewijs.facts.build import source_facts
from wijkbewijs.facts.checks import stop_on_errors
from wijkbewijs.facts.contracts import check_contracts
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.record import structured
from wijkbewijs.sources import cbs_odata4
from wijkbewijs.sources.bundle import unpacked
from wijkbewijs.sources.wires import odata4

TABLE = "99999NED"
SERIES = "cbs-kerncijfers.series.yml"
# Inputs of the series that the copy of 2022 has in the unit of CBS (the surface is square kilometres there).
FILLED = {
    "inhabitants": "population",
    "dwellings": "dwelling_total",
    "woz_value": "dwelling_value",
    "owner_occupied_pct": "dwelling_ownership",
    "net_participation_pct": "employment_rate",
    "income_lowest40_pct": "income_low",
    "income_highest20_pct": "income_high",
}
NAMED = f"cbs-kerncijfers-2026: table {TABLE}, measure"


@pytest.fixture(scope="module")
def source() -> Source:
    """The source that the series gives once the new table stands in its list: a line, and no code."""
    data = yaml_data(PACKAGED / "sources" / SERIES, SERIES)
    data["tables"] = {"2026": TABLE}
    data["replaces"] = {}
    (new,) = expanded(data, SERIES)
    return structured(Source, new, SERIES)


@pytest.fixture(scope="module")
def wijken(snapshot: Path) -> pa.Table:
    """Every tenth wijk of 2022."""
    whole = pq.read_table(snapshot / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").drop_columns(["geometry"])
    return whole.take(pa.array(range(0, whole.num_rows, 10)))


@pytest.fixture(scope="module")
def table(source: Source, wijken: pa.Table) -> Table4:
    """The new table: its own codes for measures, in an order of its own, titles partly of the year before."""
    measures = [
        {
            "Identifier": f"Z{900 + number}_7",
            "Index": number,
            "Title": f"{measure.title}  ",
            "MeasureGroupId": None,
            "Unit": measure.unit,
            "PresentationType": "Relative" if measure.unit == "%" else "Absolute",
        }
        for number, measure in enumerate(reversed(source.measures))
    ]
    keys = {m.input: f"Z{900 + number}_7" for number, m in enumerate(reversed(source.measures))}
    pieces = [observed(keys["area_total_ha"], wijken["code"], pc.round(pc.multiply(wijken["area"], 100.0)))]
    for input_id, column in FILLED.items():
        there = wijken.filter(pc.is_valid(wijken[column]))
        pieces.append(observed(keys[input_id], there["code"], there[column]))
    empty = Table4(
        id=TABLE,
        evidence=Evidence.RECONSTRUCTED,
        properties={"Identifier": TABLE, "Title": "Kerncijfers wijken en buurten 2026"},
        dimensions=[{"Identifier": "WijkenEnBuurten", "Kind": "GeoDetail"}],
        measures=measures,
        groups=[],
        codes={"WijkenEnBuurten": [{"Identifier": code} for code in wijken["code"].to_pylist()]},
        groups_of={},
        cells=pa.table({}),
    )
    return empty.with_cells(pa.concat_tables(pieces).combine_chunks())


def key_of(table: Table4, title: str) -> str:
    return next(str(row["Identifier"]) for row in table.measures if str(row["Title"]).strip() == title)


def facts(source: Source, table: Table4) -> pa.Table:
    return stop_on_errors(source_facts(source, cbs_odata4.read(bundled(table)), CONTEXT))


def values(built: pa.Table, input_id: str) -> dict[str, tuple[float | None, str]]:
    rows = built.filter(pc.equal(built["input"], input_id)).to_pylist()
    return {row["region"]: (row["value"], row["absent"]) for row in rows}


def check(source: Source, table: Table4) -> None:
    check_contracts(source, odata4.described(unpacked(bundled(table), source.id)))


def test_the_figures_of_every_filled_column_appear(source: Source, table: Table4, wijken: pa.Table) -> None:
    built = facts(source, table)
    assert set(built["period"].to_pylist()) == {"2026"}
    codes = wijken["code"].to_pylist()
    for input_id, column in FILLED.items():
        published = dict(zip(codes, wijken[column].to_pylist(), strict=True))
        there = {region: value for region, (value, _) in values(built, input_id).items()}
        assert there == published, input_id
    assert values(built, "area_total_ha")["WK001400"] == (241.0, "")


def test_a_wijk_that_cbs_left_out_is_suppressed_and_still_there(
    source: Source, table: Table4, wijken: pa.Table
) -> None:
    without = wijken.filter(pc.is_null(wijken["income_low"]))["code"].to_pylist()
    found = values(facts(source, table), "income_lowest40_pct")
    assert without
    assert {found[code] for code in without} == {(None, "suppressed")}


def test_a_column_that_nobody_filled_yet_is_unpublished_everywhere(
    source: Source, table: Table4, wijken: pa.Table
) -> None:
    built = facts(source, table)
    for input_id in ("benefit_assistance", "age_0_15", "persons_15plus"):
        found = values(built, input_id)
        assert set(found) == set(wijken["code"].to_pylist())
        assert set(found.values()) == {(None, "unpublished")}, input_id


def test_a_column_that_a_later_edition_fills_appears_in_it(
    source: Source, table: Table4, wijken: pa.Table
) -> None:
    key = key_of(table, "Gemiddelde WOZ-waarde van woningen")
    first = table.with_cells(table.cells.filter(pc.not_equal(table.cells["Measure"], key)))
    before, after = values(facts(source, first), "woz_value"), values(facts(source, table), "woz_value")
    assert set(before) == set(after) == set(wijken["code"].to_pylist())
    assert set(before.values()) == {(None, "unpublished")}
    assert after["WK001400"] == (244.0, "")


def test_a_title_of_an_earlier_year_is_known_by_its_alias(source: Source, table: Table4) -> None:
    key = key_of(table, "Gemiddelde WOZ-waarde van woningen")
    older = table.relabelled(key, Title="Gemiddelde woningwaarde")
    check(source, older)
    assert values(facts(source, older), "woz_value")["WK001400"] == (244.0, "")


def test_an_unknown_title_is_named_and_an_alias_in_the_definition_mends_it(
    source: Source, table: Table4
) -> None:
    renamed = table.relabelled(key_of(table, "Woningvoorraad"), Title="Aantal woningen")
    error = rf"{NAMED} 'Woningvoorraad' \(dwellings\) is not among the titles\. Correct the title in the def"
    with pytest.raises(BadSource, match=error):
        facts(source, renamed)
    with pytest.raises(BadSource, match=error):
        check(source, renamed)
    mended = with_alias(source, "dwellings", "Aantal woningen")
    check(mended, renamed)
    assert values(facts(mended, renamed), "dwellings") == values(facts(source, table), "dwellings")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"Unit": "x 1 000"}, r"'Woningvoorraad' \(dwellings\) has unit 'x 1 000', expected 'aantal'"),
        ({"Title": "Aantal inwoners"}, r"'Aantal inwoners' \(inhabitants\) stands there 2 times\. Name its"),
    ],
)
def test_a_changed_unit_and_a_double_title_are_named(
    source: Source, table: Table4, change: Mapping[str, str], error: str
) -> None:
    changed = table.relabelled(key_of(table, "Woningvoorraad"), **change)
    for judged in (facts, check):
        with pytest.raises(BadSource, match=f"{NAMED} {error}"):
            judged(source, changed)


def test_a_share_below_zero_stops_the_build_by_source_input_and_region(source: Source, table: Table4) -> None:
    changed = table.with_value(key_of(table, "40% personen met laagste inkomen"), "WK001400", -1.0)
    error = r"F102: .*input income_lowest40_pct of WK001400, 2026 \(cbs-kerncijfers-2026\)"
    with pytest.raises(BadSource, match=error):
        facts(source, changed)


def test_the_table_of_another_year_is_not_taken_for_the_new_one(source: Source, table: Table4) -> None:
    other = replace(table, properties={**table.properties, "Title": "Kerncijfers wijken en buurten 2025"})
    with pytest.raises(BadSource, match=f"{TABLE} is now called 'Kerncijfers .* 2025', without .*'2026'"):
        check(source, other)


def with_alias(source: Source, input_id: str, title: str) -> Source:
    measures = (
        replace(measure, aliases=(*measure.aliases, title)) if measure.input == input_id else measure
        for measure in source.measures
    )
    return replace(source, measures=tuple(measures))
