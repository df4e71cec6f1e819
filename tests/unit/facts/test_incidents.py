"""The monthly police table as facts by year."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.facts.police import BUURTEN, MONTHLY, POLICE, WIJK, YEAR, asked, cells, written
from tests.unit.facts.tables import CONTEXT, INHABITANTS, TAKEN_ON, long_table, source, unit_set
from wijkbewijs.definitions.programme import UnitSet
from wijkbewijs.facts import engine
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import harmonised
from wijkbewijs.facts.incidents import Asked, counted, incident_facts, inputs_of, of_areas, yearly
from wijkbewijs.facts.schema import FACTS, KEYS
from wijkbewijs.kernel.errors import BadDefinition, BadSource

EVERYWHERE = asked(*MONTHLY)


def sums(
    folder: Path, rows: list[dict[str, object]], question: Asked = EVERYWHERE, sets: Sequence[UnitSet] = ()
) -> dict[tuple[str, str, str], dict[str, Any]]:
    found = counted(engine, written(folder, rows), question, sets)
    return {(row["region"], row["input"], row["period"]): row for row in found.to_pylist()}


def burglaries(
    folder: Path, rows: list[dict[str, object]], question: Asked = EVERYWHERE, sets: Sequence[UnitSet] = ()
) -> dict[str, dict[str, Any]]:
    found = sums(folder, rows, question, sets)
    return {region: row for (region, named, _), row in found.items() if named == "crimes_burglary"}


def facts(table: pa.Table) -> list[dict[str, Any]]:
    rows = evaluated(incident_facts(ibis.memtable(table), POLICE, TAKEN_ON).order_by(list(KEYS)))
    plain: list[dict[str, Any]] = rows.cast(FACTS).to_pylist()
    return plain


def test_a_year_is_the_sum_of_its_twelve_months_by_the_code_without_padding(tmp_path: Path) -> None:
    row = sums(tmp_path, cells())["WK034401", "crimes_burglary", "2012"]
    assert (row["value"], row["present"], row["absent"], row["months"], row["due"]) == (60, 12, 0, 12, 12)


def test_a_region_is_its_own_row_and_no_crime_counts_for_its_municipality_too(tmp_path: Path) -> None:
    found = burglaries(tmp_path, cells(), sets=[WIJK])
    assert {region: row["value"] for region, row in found.items()} == {
        "GM0344": 60,
        "WK034401": 60,
        "BU03440101": 24,
        "BU03440102": 36,
        "DHG": 60,
    }


def test_an_area_of_buurten_and_an_area_of_their_wijk_count_the_same(tmp_path: Path) -> None:
    by_wijk = burglaries(tmp_path, cells(), sets=[WIJK])["DHG"]
    by_buurt = burglaries(tmp_path, cells(), sets=[BUURTEN])["DHG"]
    assert by_wijk["value"] == by_buurt["value"] == 60
    assert (by_wijk["present"], by_buurt["present"]) == (12, 24)


def test_an_area_takes_its_share_of_a_unit(tmp_path: Path) -> None:
    half = unit_set("WK034401", share=0.5)
    assert burglaries(tmp_path, cells(), sets=[half])["DHG"]["value"] == 30


def test_only_what_is_asked_for_is_counted(tmp_path: Path) -> None:
    rows = cells(offences=("0.0.0", "1.1.1", "2.6.10"))
    found = sums(tmp_path, rows, asked("WK034401"))
    assert {key[:2] for key in found} == {("WK034401", "crimes_burglary"), ("WK034401", "crimes_pesticides")}


def test_a_year_that_stands_between_the_months_is_not_added_to_them(tmp_path: Path) -> None:
    periods = (*YEAR, "2012JJ00")
    found = sums(tmp_path, cells(periods=periods), asked("WK034401", periods=periods))
    assert [row["value"] for row in found.values()] == [60]


def test_months_of_two_years_stay_apart(tmp_path: Path) -> None:
    periods = (*YEAR, "2013MM01")
    found = burglaries(tmp_path, cells(periods=periods[-1:]), asked("WK034401", periods=periods))
    assert [(row["period"], row["value"], row["due"]) for row in found.values()] == [("2013", 5, 1)]


@pytest.mark.parametrize(
    ("rows", "periods", "reason", "months"),
    [
        (cells(), YEAR, "", 12),
        (cells(periods=YEAR[:5]), YEAR[:5], "not_yet_due", 5),
        (cells(periods=YEAR[1:]), YEAR, "low_coverage", 11),
        (cells(counts={"WK034401": None}), YEAR, "unpublished", 0),
        (
            cells(periods=YEAR[1:]) + cells(periods=YEAR[:1], counts={"WK034401": None}),
            YEAR,
            "low_coverage",
            11,
        ),
    ],
)
def test_a_year_with_a_hole_has_no_value_and_says_why(
    tmp_path: Path, rows: list[dict[str, object]], periods: tuple[str, ...], reason: str, months: int
) -> None:
    table = counted(engine, written(tmp_path, rows), asked("WK034401", periods=periods), [])
    (row,) = facts(table)
    assert (row["absent"], table["months"].to_pylist()) == (reason, [months])
    assert row["value"] == row["low"] == row["high"] == (60 if reason == "" else None)


def test_cells_without_a_count_are_counted_and_add_nothing(tmp_path: Path) -> None:
    rows = cells(periods=YEAR[2:]) + cells(periods=YEAR[:2], counts={"WK034401": None})
    row = burglaries(tmp_path, rows, asked("WK034401"))["WK034401"]
    assert (row["value"], row["present"], row["absent"], row["months"]) == (50, 10, 2, 10)


def test_a_month_that_comes_twice_makes_no_year(tmp_path: Path) -> None:
    table = counted(engine, written(tmp_path, cells() + cells(periods=YEAR[:1])), asked("WK034401"), [])
    assert [row["value"] for row in facts(table)] == [None]


def test_an_area_has_the_months_of_its_unit_with_fewest(tmp_path: Path) -> None:
    rows = cells(counts={"BU03440101": 2}) + cells(counts={"BU03440102": 3}, periods=YEAR[:7])
    table = counted(engine, written(tmp_path, rows), asked("BU03440101", "BU03440102"), [BUURTEN])
    (area,) = [row for row in table.to_pylist() if row["region"] == "DHG"]
    assert (area["value"], area["months"]) == (45, 7)
    assert [row["value"] for row in facts(table) if row["region"] == "DHG"] == [None]


def test_an_area_with_a_unit_that_lacks_a_year_has_no_value_of_it(tmp_path: Path) -> None:
    periods = (*YEAR, *(month.replace("2012", "2013") for month in YEAR))
    rows = cells(counts={"BU03440101": 2}, periods=periods) + cells(counts={"BU03440102": 3})
    question = asked("BU03440101", "BU03440102", periods=periods)
    table = counted(engine, written(tmp_path, rows), question, [BUURTEN])
    areas = [row for row in facts(table) if row["region"] == "DHG"]
    assert [(row["period"], row["value"]) for row in areas] == [("2012", 60), ("2013", None)]


def test_a_region_that_the_table_lacks_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, cells(counts={"BU03440101": 2}))
    with pytest.raises(BadSource, match=r"police table: no row of BU03440102 \(1 such"):
        counted(engine, path, asked("BU03440101", "BU03440102"), [BUURTEN])


def test_another_padding_is_named_and_does_not_give_an_empty_answer(tmp_path: Path) -> None:
    rows = [{**row, "WijkenEnBuurten": f"{row['WijkenEnBuurten']}  "} for row in cells()]
    with pytest.raises(BadSource, match=r"BU03440101 \(4 such regions\).* padded to 10 characters"):
        counted(engine, written(tmp_path, rows), EVERYWHERE, [])


@pytest.mark.parametrize("change", ["renamed", "doubled", "dropped"])
def test_a_table_with_other_columns_is_refused(tmp_path: Path, change: str) -> None:
    table = pq.read_table(written(tmp_path, cells()))
    count = table["GeregistreerdeMisdrijven_1"]
    tables = {
        "renamed": table.rename_columns([*table.column_names[:-1], "Misdrijven_1"]),
        "doubled": table.append_column("GeregistreerdeMisdrijven_2", count),
        "dropped": table.drop_columns("Perioden"),
    }
    with pytest.raises(BadSource, match="police table: expected SoortMisdrijf"):
        yearly(ibis.memtable(tables[change]), EVERYWHERE)


def test_a_suffix_that_changes_is_no_other_column(tmp_path: Path) -> None:
    table = pq.read_table(written(tmp_path, cells()))
    renamed = table.rename_columns([*table.column_names[:-1], "GeregistreerdeMisdrijven_7"])
    assert evaluated(yearly(ibis.memtable(renamed), asked("WK034401")))["value"].to_pylist() == [60]


def test_a_measure_that_selects_no_offence_is_refused() -> None:
    with pytest.raises(BadDefinition, match="inhabitants selects no SoortMisdrijf"):
        inputs_of(source(INHABITANTS))


def test_a_wijk_gets_the_fact_that_the_yearly_table_of_the_police_would_give_it(tmp_path: Path) -> None:
    table = counted(engine, written(tmp_path, cells()), asked("WK034401"), [])
    words = {"title": "Geregistreerde misdrijven", "unit": "aantal", "column": "M", "period": "2012"}
    burglaries_only = source(POLICE.measures[0])
    published = long_table({"code": "WK034401", "value": 60.0, "SoortMisdrijf": "1.1.1", **words})
    assert facts(table) == evaluated(harmonised(burglaries_only, published, CONTEXT)).to_pylist()


def test_areas_have_the_columns_of_what_they_are_sums_of(tmp_path: Path) -> None:
    table = counted(engine, written(tmp_path, cells()), EVERYWHERE, [])
    areas = evaluated(of_areas(ibis.memtable(table), [WIJK]))
    assert sorted(areas.column_names) == sorted(table.column_names)
