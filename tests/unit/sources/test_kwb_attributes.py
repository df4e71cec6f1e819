"""Attributes of the map of a year: wijken on land, with nothing where CBS has nothing."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from tests.unit.sources import files
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import kwb_attributes


def test_water_and_abroad_are_no_wijken() -> None:
    table = kwb_attributes.read(files.map_attributes())
    assert table.select(["code", "name"]).to_pylist() == [
        {"code": "WK008020", "name": "Wijk 20 Transvaalwijk & Rengerspark"},
        {"code": "WK008060", "name": "Wijk 60 De Zwette"},
    ]


def test_a_sentinel_becomes_missing_in_whole_and_broken_numbers() -> None:
    table = kwb_attributes.read(files.map_attributes())
    assert table["P_00_14_JR"].to_pylist() == [14, None]
    assert table["GEM_HH_GR"].to_pylist() == [1.8, None]


def test_without_the_column_that_says_water_no_wijk_is_known_to_be_one() -> None:
    with pytest.raises(BadSource, match="kwb_attributes: column 'WATER' is missing"):
        kwb_attributes.read(files.parquet(WK_CODE=["WK008020"], WK_NAAM=["Wijk 20"]))


def test_of_3159_rows_of_2017_3070_are_wijken_and_no_figure_is_negative(snapshot: Path) -> None:
    table = kwb_attributes.read((snapshot / "cbs_kwb/kwb2017_wijk.parquet").read_bytes())
    assert table.num_rows == 3_070
    assert pc.sum(table["AANT_INW"]).as_py() == 17_078_610
    numbers = [name for name in table.column_names if table.schema.field(name).type in ("int64", "double")]
    assert {pc.min(table[name]).as_py() < 0 for name in numbers} == {False}
