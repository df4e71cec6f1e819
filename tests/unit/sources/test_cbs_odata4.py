"""A table of CBS OData v4 becomes rows with words: real codes and measures of 2017, in a rebuilt envelope."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.replay.cbs4 import REGION, Table4, bundled, kerncijfers_2017
from tests.replay.server import status
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import cbs_odata4

INHABITANTS = "T001036"
BENEFIT = "D006842"
SCHOOLS = "D000263"
APPARTEMENT = ("ZW25810_1", "ZW25810_2")
NO_ZIP = status(404, "no zip of this table")


@pytest.fixture(scope="module")
def table(snapshot: Path) -> Table4:
    return kerncijfers_2017(snapshot)


@pytest.fixture(scope="module")
def small(table: Table4) -> Table4:
    """The same table with twenty wijken."""
    return table.of_first(20)


def rows(long: pa.Table, **where: str) -> list[dict[str, object]]:
    for column, text in where.items():
        long = long.filter(pc.equal(long[column], text))
    return long.to_pylist()


def one(long: pa.Table, **where: str) -> dict[str, object]:
    (row,) = rows(long, **where)
    return row


def test_an_observation_carries_the_words_that_cbs_gives_it(table: Table4) -> None:
    assert one(cbs_odata4.read(bundled(table)), code="WK000300", column=INHABITANTS) == {
        "code": "WK000300",
        "column": "T001036",
        "title": "Aantal inwoners",
        "unit": "aantal",
        "groups": "Bevolking",
        "value": 11970.0,
        "absent": "",
    }


def test_groups_run_from_the_nearest_upwards(small: Table4) -> None:
    long = cbs_odata4.read(bundled(small))
    groups = {row["column"]: row["groups"] for row in long.to_pylist()}
    assert groups["4000"] == "Geslacht > Bevolking"
    assert [groups[key] for key in APPARTEMENT] == [
        "Naar woningtype > Gemiddeld elektriciteitsverbruik > Energie",
        "Naar woningtype > Gemiddeld aardgasverbruik > Energie",
    ]


def test_a_title_has_single_spaces(small: Table4) -> None:
    titles = set(cbs_odata4.read(bundled(small))["title"].to_pylist())
    assert "Aantal inkomensontvangers" in titles  # two no-break spaces behind it, as published


def test_a_measure_that_cbs_has_not_filled_yet_keeps_its_title(small: Table4) -> None:
    row = one(cbs_odata4.read(bundled(small)), column=BENEFIT)
    assert (row["title"], row["value"], row["absent"]) == ("Personen per soort uitkering; Bijstand", None, "")


def test_decimals_come_through_the_comma_of_the_zip(small: Table4) -> None:
    changed = small.with_value("M000114", "WK000300", 2.75)
    assert one(cbs_odata4.read(bundled(changed)), column="M000114", code="WK000300")["value"] == 2.75


def test_pages_of_json_give_the_same_rows_as_the_zip(small: Table4) -> None:
    paged = bundled(replace(small, per_page=50), bulk=NO_ZIP)
    assert cbs_odata4.read(paged).equals(cbs_odata4.read(bundled(small)))


@pytest.mark.parametrize(
    ("attribute", "absent"),
    [("Confidential", "suppressed"), ("Impossible", "not_applicable"), ("None", ""), ("Later", "")],
)
def test_why_a_value_is_absent_is_what_the_publisher_says(small: Table4, attribute: str, absent: str) -> None:
    changed = small.with_value(INHABITANTS, "WK000300", None, attribute)
    row = one(cbs_odata4.read(bundled(changed)), code="WK000300", column=INHABITANTS)
    assert (row["value"], row["absent"]) == (None, absent)


def test_a_number_that_is_marked_confidential_is_not_read(small: Table4) -> None:
    changed = small.with_value(INHABITANTS, "WK000300", 5.0, "Confidential")
    row = one(cbs_odata4.read(bundled(changed)), code="WK000300", column=INHABITANTS)
    assert (row["value"], row["absent"]) == (None, "suppressed")


def test_a_column_that_is_empty_everywhere_is_unfilled_whatever_its_cells_say(small: Table4) -> None:
    changed = small.with_value(BENEFIT, "WK000300", None, "Confidential")
    row = one(cbs_odata4.read(bundled(changed)), code="WK000300", column=BENEFIT)
    assert (row["value"], row["absent"]) == (None, "")


@pytest.mark.parametrize("measure", [INHABITANTS, SCHOOLS])
def test_minus_one_for_a_missing_figure_is_refused_by_table_measure_and_region(
    small: Table4, measure: str
) -> None:
    title = {INHABITANTS: "Aantal inwoners", SCHOOLS: "Scholen binnen 3 km"}[measure]
    changed = small.with_value(measure, "WK000300", -1.0)
    with pytest.raises(
        BadSource, match=rf"83765NED: measure '{title}' \({measure}\) is -1 for WK000300 and 0"
    ):
        cbs_odata4.read(bundled(changed))


def test_a_measure_that_may_be_negative_keeps_minus_one(small: Table4) -> None:
    relative = small.with_value("M000100", "WK000300", -1.0)
    assert one(cbs_odata4.read(bundled(relative)), column="M000100", code="WK000300")["value"] == -1
    lower = small.with_value(INHABITANTS, "WK000300", -1.0).with_value(INHABITANTS, "WK000500", -7.0)
    assert one(cbs_odata4.read(bundled(lower)), column=INHABITANTS, code="WK000300")["value"] == -1


@pytest.mark.parametrize("zipped", [True, False])
def test_a_number_that_cbs_writes_as_text_is_read_and_a_word_is_not(small: Table4, *, zipped: bool) -> None:
    texts = pa.array(["1 ", "Wijk"] + [None] * (small.cells.num_rows - 2), pa.string())
    cells = small.cells.append_column("StringValue", texts)
    values = pa.array([None, None, *cells["Value"].to_pylist()[2:]], pa.float64())
    flagged = small.with_cells(cells.set_column(2, "Value", values))
    long = cbs_odata4.read(bundled(flagged) if zipped else bundled(flagged, bulk=NO_ZIP))
    assert long["value"].to_pylist()[:3] == [1.0, None, cells["Value"][2].as_py()]


def test_two_observations_of_one_measure_and_region_are_refused(small: Table4) -> None:
    double = small.with_cells(pa.concat_tables([small.cells, small.cells.slice(0, 1)]))
    with pytest.raises(BadSource, match=r"83765NED .*more than once, e\.g\. Measure T001036, .* WK000300"):
        cbs_odata4.read(bundled(double))


def test_a_measure_that_the_table_does_not_list_is_refused(small: Table4) -> None:
    changed = small.with_value("X999999", "WK000300", 1.0)
    with pytest.raises(BadSource, match=r"83765NED .*Measure has 'X999999'.* not among its 103 codes"):
        cbs_odata4.read(bundled(changed))


@pytest.mark.parametrize("code", ["WK999999", "wk000300", "GM9999"])
def test_a_region_that_the_table_does_not_list_is_refused(small: Table4, code: str) -> None:
    changed = small.with_value(INHABITANTS, code, 1.0)
    with pytest.raises(BadSource, match=rf"83765NED .*WijkenEnBuurten has '{code}'.* not among its 21"):
        cbs_odata4.read(bundled(changed))


def test_padding_that_came_back_does_not_matter(small: Table4) -> None:
    padded = pc.utf8_rpad(small.cells[REGION], 10)
    changed = small.with_cells(small.cells.set_column(3, REGION, padded))
    assert cbs_odata4.read(bundled(changed)).equals(cbs_odata4.read(bundled(small)))


def test_a_table_with_months_says_them_as_we_do(small: Table4) -> None:
    months = pa.array(["2024MM01", "2024JJ00"] * (small.cells.num_rows // 2), pa.string())
    dated = replace(
        small,
        dimensions=[*small.dimensions, {"Identifier": "Perioden", "Kind": "TimeDimension"}],
        codes={**small.codes, "Perioden": [{"Identifier": "2024MM01"}, {"Identifier": "2024JJ00"}]},
    ).with_cells(small.cells.slice(0, len(months)).append_column("Perioden", months))
    assert set(cbs_odata4.read(bundled(dated))["period"].to_pylist()) == {"2024-01", "2024"}


def test_a_further_dimension_keeps_its_own_name(small: Table4) -> None:
    crimes = replace(
        small,
        dimensions=[*small.dimensions, {"Identifier": "SoortMisdrijf", "Kind": "Dimension"}],
        codes={**small.codes, "SoortMisdrijf": [{"Identifier": "0.0.0"}]},
    ).with_cells(
        small.cells.append_column("SoortMisdrijf", pa.array(["0.0.0 "] * small.cells.num_rows, pa.string()))
    )
    assert set(cbs_odata4.read(bundled(crimes))["SoortMisdrijf"].to_pylist()) == {"0.0.0"}


def test_a_table_without_regions_is_refused(small: Table4) -> None:
    placeless = replace(small, dimensions=[{**small.dimensions[0], "Kind": "Dimension"}])
    with pytest.raises(
        BadSource, match=r"83765NED .*its dimensions are WijkenEnBuurten; expected one of reg"
    ):
        cbs_odata4.read(bundled(placeless))


def test_a_table_without_observations_is_refused(small: Table4) -> None:
    with pytest.raises(BadSource, match=r"83765NED .*the table holds no observations"):
        cbs_odata4.read(bundled(small.with_cells(small.cells.slice(0, 0)), bulk=NO_ZIP))
