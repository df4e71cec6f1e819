"""Kerncijfers wijken en buurten: one definition for all years, held against the labels that were recorded."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.replay.cbs4 import bundled, kerncijfers_2017
from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.load import PACKAGED
from wijkbewijs.definitions.series import expanded
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.measures import key_of
from wijkbewijs.kernel.record import structured
from wijkbewijs.sources import cbs_data_properties
from wijkbewijs.sources.bundle import unpacked
from wijkbewijs.sources.wires import odata4

FILE = "cbs-kerncijfers.series.yml"
# What the copies of 2020 and 2022 fill that CBS itself does not publish, or in another unit: the ages and the
# surface come as counts and hectares, and the share of hbo and wo follows from three counts.
MADE_BY_A_COPY = {
    "age_0_15_pct",
    "age_15_25_pct",
    "age_25_45_pct",
    "age_45_65_pct",
    "age_65plus_pct",
    "education_high_pct",
    "area_total_km2",
}
AS_PUBLISHED = {"education_low", "education_middle", "education_high"}


@pytest.fixture(scope="module")
def by_year() -> dict[str, Source]:
    data = expanded(yaml_data(PACKAGED / "sources" / FILE, FILE), FILE)
    return {source.division: source for source in (structured(Source, one, FILE) for one in data)}


def source_of(file: str) -> Source:
    return structured(Source, yaml_data(PACKAGED / "sources" / f"{file}.yml", file), file)


def keys(source: Source, labels: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {measure.input: key_of(source, measure, labels) for measure in source.measures}


def test_every_year_from_2014_has_its_own_table_and_map(by_year: Mapping[str, Source]) -> None:
    assert list(by_year) == [str(year) for year in range(2014, 2026)]
    assert len({source.table for source in by_year.values()}) == 12
    for year, source in by_year.items():
        assert source.id == f"cbs-kerncijfers-{year}"
        assert source.wire is not None
        assert (source.wire.path, source.wire.title) == (f"CBS/{source.table}", year)


def test_every_measure_of_2017_is_found_in_the_labels_of_2017(
    by_year: Mapping[str, Source], snapshot: Path
) -> None:
    labels = odata4.described(unpacked(bundled(kerncijfers_2017(snapshot)), "2017")).labels.to_pylist()
    found = keys(by_year["2017"], labels)
    assert len(set(found.values())) == len(found) == 27
    assert (found["woz_value"], found["benefit_assistance"]) == ("M003039", "D006842")


def test_every_measure_of_2020_is_found_in_the_labels_of_2020(
    by_year: Mapping[str, Source], snapshot: Path
) -> None:
    file = snapshot / "cbs_odata_fixtures/cbs.v3.84799NED_DataProperties.parquet"
    found = keys(by_year["2020"], cbs_data_properties.read(file.read_bytes()).to_pylist())
    assert len(set(found.values())) == len(found) == 31
    assert found["woz_value"] == "GemiddeldeWoningwaarde_35"
    assert found["education_high"] == "OpleidingsniveauHoog_66"


def test_a_table_from_before_2020_has_no_labour_or_education(by_year: Mapping[str, Source]) -> None:
    later = {measure.input for measure in by_year["2020"].measures}
    for year in range(2014, 2020):
        missing = later - {measure.input for measure in by_year[str(year)].measures}
        assert missing == {*AS_PUBLISHED, "net_participation_pct"}


@pytest.mark.parametrize(
    ("year", "copies"), [("2020", ["cbs-84799NED"]), ("2022", ["cbs-85318NED-wijk", "cbs-85318NED-gemeente"])]
)
def test_a_table_gives_every_input_of_the_copies_it_replaces(
    by_year: Mapping[str, Source], year: str, copies: Sequence[str]
) -> None:
    given = {measure.input: measure for measure in by_year[year].measures}
    for copy in map(source_of, copies):
        assert copy.id in by_year[year].replaces
        for measure in copy.measures:
            if measure.input not in MADE_BY_A_COPY:
                now = given[measure.input]
                assert (now.unit, now.rounding) == (measure.unit, measure.rounding)
                assert measure.title in {now.title, *now.aliases}


def test_the_tables_replace_each_copy_of_kerncijfers(by_year: Mapping[str, Source]) -> None:
    replaced = {copy for source in by_year.values() for copy in source.replaces}
    files = {path.stem for path in (PACKAGED / "sources").glob("cbs-8*.yml") if ".lock" not in path.name}
    assert replaced == files


def test_no_indicator_asks_a_later_year_for_what_cbs_does_not_publish(by_year: Mapping[str, Source]) -> None:
    folder = PACKAGED / "indicators"
    records = [
        structured(Indicator, item, path.name)
        for path in sorted(folder.glob("*.yml"))
        for item in yaml_data(path, path.name)
    ]
    filled = {
        measure.input
        for source in (source_of("cbs-84799NED"), source_of("cbs-85318NED-wijk"))
        for measure in source.measures
    }
    asked = {name for one in records for name in (one.of, one.per, one.per_alternative) if name in filled}
    given = {measure.input for measure in by_year["2024"].measures}
    assert asked - given == {"education_high_pct"}  # follows from the three counts of education


def test_the_table_of_2013_has_its_own_name_for_regions() -> None:
    source = source_of("cbs-kerncijfers-2013")
    assert source.wire is not None
    assert source.wire.dimensions == ("RegioS",)
