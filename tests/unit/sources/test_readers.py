"""Readers give a publisher's own labels and values, and refuse a file that breaks its promises."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.unit.sources import files
from tests.unit.sources.files import lines, parquet
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources import (
    READERS,
    Reader,
    cbs_data_properties,
    cbs_typed_dataset,
    gemeente_panel,
    kwb_map,
    reader_of,
    rivm_health,
    rotterdam_cbs,
    rotterdam_police,
    rotterdam_wijk_buurt,
    rotterdam_wijkprofiel,
)


def test_region_codes_lose_the_padding_of_cbs() -> None:
    table = cbs_typed_dataset.read(files.kerncijfers())
    assert table["code"].to_pylist() == ["NL00", "GM0518", "WK051833"]
    assert table["Gemeentenaam_1"][0].as_py() == "Nederland"


def test_a_missing_figure_stays_missing_and_is_never_zero() -> None:
    assert cbs_typed_dataset.read(files.kerncijfers())["AantalInwoners_5"].to_pylist() == [
        17407585,
        545838,
        None,
    ]


def test_a_topic_knows_all_groups_above_it_from_the_nearest_up() -> None:
    rows = {row["key"]: row for row in cbs_data_properties.read(files.properties()).to_pylist()}
    assert rows["Appartement_48"]["groups"] == ["Naar woningtype", "Energie"]
    assert rows["Totaal_47"] == {"key": "Totaal_47", "title": "Totaal", "unit": "kWh", "groups": ["Energie"]}


def test_groups_that_run_in_a_ring_are_refused() -> None:
    ring = parquet(
        ID=[1, 2],
        ParentID=[2, 1],
        Type=["TopicGroup", "Topic"],
        Key=["", "x_1"],
        Title=["Groep", "Titel"],
        Unit=["", "aantal"],
    )
    with pytest.raises(BadSource, match=r"groups of 'x_1' do not end"):
        cbs_data_properties.read(ring)


def test_a_sentinel_of_the_map_becomes_missing_and_outlines_stay_out() -> None:
    table = kwb_map.read(files.small_map())
    assert table["population"].to_pylist() == [28985, None]
    assert "geometry" not in table.column_names
    assert kwb_map.outlines(files.small_map()) == {"WK051833": b"\x01", "WK051834": b"\x01"}


def test_the_remainder_that_is_no_municipality_is_left_out_of_the_panel() -> None:
    table = gemeente_panel.read(files.panel())
    assert table.select(["code", "period"]).to_pylist() == [{"code": "GM0014", "period": "2012"}]


def test_health_is_of_adults_only_and_has_exactly_one_decimal() -> None:
    table = rivm_health.read(files.health())
    assert table["Eenzaam"].to_pylist() == [39.6]
    assert table["period"].to_pylist() == ["2012"]


def test_crimes_come_long_with_title_and_unit_beside_each_value() -> None:
    assert rotterdam_police.read(lines(files.POLICE_HEADER, files.POLICE_ROW)).to_pylist() == [
        {
            "code": "carnisse",
            "period": "2018",
            "column": "0.0.0",
            "title": "Totaal misdrijven",
            "unit": "registered crimes",
            "value": 789.0,
        }
    ]


def test_an_empty_cell_is_a_missing_figure() -> None:
    row = "carnisse,Carnisse,Charlois,2022,woz,gemiddeldeWoningwaarde (WOZ),,EUR x 1000,"
    assert rotterdam_cbs.read(lines(files.CBS_HEADER, row))["value"].to_pylist() == [None]


def test_an_index_and_the_two_scores_of_a_theme_have_their_own_columns() -> None:
    table = rotterdam_wijkprofiel.read(
        lines(
            files.WIJKPROFIEL_HEADER,
            "carnisse,Carnisse,Charlois,2026,index,fysiek,(index),,,83",
            "carnisse,Carnisse,Charlois,2026,theme,fysiek,Wonen,23,75,",
        )
    )
    assert dict(zip(table["column"].to_pylist(), table["value"].to_pylist(), strict=True)) == {
        "fysiek": 83.0,
        "fysiek/Wonen/subjective": 23.0,
        "fysiek/Wonen/objective": 75.0,
    }


def test_one_buurt_may_serve_two_wijken_of_rotterdam() -> None:
    table = rotterdam_wijk_buurt.read(
        lines(files.WIJK_BUURT_HEADER, "noord,Noord,IJsselmonde,Groot", "zuid,Zuid,IJsselmonde,Groot")
    )
    assert table["buurt"].to_pylist() == ["Groot", "Groot"]


@pytest.mark.parametrize("name", [name for name, _ in READERS])
def test_a_truncated_or_foreign_file_is_one_clear_error(name: str) -> None:
    with pytest.raises(BadSource, match=name):
        reader_of(name)(b"PAR1 but nothing after it")


def test_a_half_downloaded_parquet_file_says_to_take_it_again() -> None:
    with pytest.raises(BadSource, match=r"no whole Parquet file .* Take the file again"):
        cbs_typed_dataset.read(files.kerncijfers()[:-40])


def test_a_text_in_another_encoding_names_the_byte_and_the_remedy() -> None:
    content = lines(files.POLICE_HEADER, files.POLICE_ROW).replace(b"Carnisse", "Privé".encode("latin-1"))
    with pytest.raises(
        BadSource, match=r"rotterdam_police: the text is not UTF-8 .*0xe9.*Save the file as UTF-8"
    ):
        rotterdam_police.read(content)


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(BadSource, match="the file is empty"):
        rotterdam_police.read(b"")


def test_a_text_with_a_stray_quote_is_refused() -> None:
    with pytest.raises(BadSource, match="rotterdam_police: the text is no CSV"):
        rotterdam_police.read(lines(files.POLICE_HEADER, '"carnisse"x,Carnisse'))


def test_a_missing_column_is_named_with_the_columns_that_exist() -> None:
    with pytest.raises(
        BadSource, match="cbs_typed_dataset: column 'WijkenEnBuurten' is missing among RegioS"
    ):
        cbs_typed_dataset.read(parquet(RegioS=["GM0518"]))
    with pytest.raises(BadSource, match="rotterdam_police: column 'offence_code' is missing"):
        rotterdam_police.read(lines("wijk_slug,year", "carnisse,2018"))


def test_a_line_with_a_cell_too_few_is_named() -> None:
    with pytest.raises(BadSource, match="line 3 has 2 cells, the header has 9"):
        rotterdam_police.read(lines(files.POLICE_HEADER, files.POLICE_ROW, "carnisse,Carnisse"))


def test_a_region_that_stands_there_twice_is_refused() -> None:
    twice = parquet(WijkenEnBuurten=["GM0518    ", "GM0518"], AantalInwoners_5=[1, 2])
    with pytest.raises(BadSource, match=r"more than once, e\.g\. code GM0518"):
        cbs_typed_dataset.read(twice)
    with pytest.raises(BadSource, match=r"more than once, e\.g\. code carnisse, period 2018, column 0\.0\.0"):
        rotterdam_police.read(lines(files.POLICE_HEADER, files.POLICE_ROW, files.POLICE_ROW))


def test_a_row_without_a_region_is_refused() -> None:
    nameless = parquet(WijkenEnBuurten=pa.array([None, "GM0518"], pa.string()), AantalInwoners_5=[1, 2])
    with pytest.raises(BadSource, match="1 rows have no 'code'"):
        cbs_typed_dataset.read(nameless)


def test_a_word_where_a_number_belongs_is_refused() -> None:
    with pytest.raises(BadSource, match="column 'count' holds something that is no number"):
        rotterdam_police.read(lines(files.POLICE_HEADER, files.POLICE_ROW.replace("789", "veel")))


def test_an_unknown_reader_lists_the_readers_that_exist() -> None:
    with pytest.raises(BadDefinition, match=r"'excel' does not exist. The readers are: cbs_data"):
        reader_of("excel")


def test_every_reader_stands_under_its_own_name() -> None:
    names = [name for name, _ in READERS]
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("reader", "path", "rows"),
    [
        (cbs_typed_dataset.read, "cbs_kwb/kwb2020_gm_wk_bu.parquet", 17_341),
        (cbs_data_properties.read, "cbs_odata_fixtures/cbs.v3.84799NED_DataProperties.parquet", 116),
        (kwb_map.read, "cbs_kwb/kwb2022_wijk_geo_rd.parquet", 3_340),
        (kwb_map.read, "cbs_kwb/kwb2022_gemeente_geo_rd.parquet", 345),
        (gemeente_panel.read, "cbs_kwb/gemeente_panel_2012_2022.parquet", 1_883),
        (rivm_health.read, "rivm/rivm_health_2012_2016_2020_indeling2020.parquet", 52_023),
        (rotterdam_police.read, "rotterdam/police.csv", 5_680),
        (rotterdam_cbs.read, "rotterdam/cbs.csv", 2_042),
        (rotterdam_wijkprofiel.read, "rotterdam/wijkprofiel.csv", 3_550),
        (rotterdam_wijk_buurt.read, "rotterdam/wijk_buurt.csv", 80),
    ],
)
def test_the_real_file_is_read_whole(snapshot: Path, reader: Reader, path: str, rows: int) -> None:
    assert reader((snapshot / path).read_bytes()).num_rows == rows


def test_crime_of_2012_joins_318_of_415_municipalities(snapshot: Path) -> None:
    table = gemeente_panel.read((snapshot / "cbs_kwb/gemeente_panel_2012_2022.parquet").read_bytes())
    of_2012 = table.filter(pc.equal(table["period"], "2012"))
    assert (of_2012.num_rows, of_2012.num_rows - of_2012["cr_totaal_misdrijven"].null_count) == (415, 318)


def test_adults_in_good_health_were_76_1_and_75_2_and_78_4_percent(snapshot: Path) -> None:
    content = (snapshot / "rivm/rivm_health_2012_2016_2020_indeling2020.parquet").read_bytes()
    table = rivm_health.read(content)
    country = table.filter(pc.equal(table["code"], "NL01")).sort_by("period")
    assert country["ErvarenGezondheidGoedZeerGoed"].to_pylist() == [76.1, 75.2, 78.4]


def test_crimes_of_rotterdam_zuid_add_up_to_the_known_totals(snapshot: Path) -> None:
    table = rotterdam_police.read((snapshot / "rotterdam/police.csv").read_bytes())
    places = rotterdam_wijk_buurt.read((snapshot / "rotterdam/wijk_buurt.csv").read_bytes())
    first_of_buurt = {row["buurt"]: row for row in reversed(places.to_pylist())}
    charlois = {row["code"] for row in first_of_buurt.values() if row["district"] == "Charlois"}
    ijsselmonde = {row["code"] for row in first_of_buurt.values() if row["district"] == "IJsselmonde"}
    total = table.filter(pc.equal(table["column"], "0.0.0"))
    rows = [row for row in total.to_pylist() if row["period"] == "2018"]
    assert sum(row["value"] for row in rows if row["code"] in charlois) == 6249
    assert sum(row["value"] for row in rows if row["code"] in ijsselmonde) == 4029
