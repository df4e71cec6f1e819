"""A copy is read when its columns hold what they should, and is refused by name when they do not."""

import pyarrow as pa
import pytest

from tests.unit.sources import files
from tests.unit.sources.files import lines, parquet
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import kwb_map, rivm_health, rotterdam_police, tabular
from wijkbewijs.sources.tabular import BYTES, NUMBERS, TEXT, parquet_table

REQUIRED = {"code": TEXT, "year": NUMBERS, "outline": BYTES}
RIGHT = {"code": [" GM0518 "], "year": [2020], "outline": [b"\x01"]}


def test_texts_numbers_and_bytes_are_read_and_texts_lose_their_padding() -> None:
    assert parquet_table(parquet(**RIGHT), "copy", REQUIRED).to_pylist() == [
        {"code": "GM0518", "year": 2020, "outline": b"\x01"}
    ]


def test_a_column_in_which_nothing_stands_is_of_every_kind() -> None:
    empty = {**RIGHT, "year": pa.nulls(1)}
    assert parquet_table(parquet(**empty), "copy", REQUIRED)["year"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("code", [518], "column 'code' holds int64, expected text"),
        ("year", ["2020"], "column 'year' holds string, expected numbers"),
        ("outline", ["\x01"], "column 'outline' holds string, expected bytes"),
        ("code", [["GM0518"]], "column 'code' holds list<element: string>, expected text"),
        ("more", [{"a": 1}], "column 'more' holds struct<a: int64>, expected bytes or numbers or text"),
        ("more", pa.array([1.0], pa.float16()), "column 'more' holds halffloat, expected bytes or numbers"),
    ],
)
def test_a_column_of_another_kind_is_named_with_what_it_holds(column: str, values: object, said: str) -> None:
    with pytest.raises(BadSource, match=f"copy: {said}"):
        parquet_table(parquet(**{**RIGHT, column: values}), "copy", REQUIRED)


def test_a_file_of_more_cells_than_any_copy_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = parquet(**RIGHT)
    monkeypatch.setattr(tabular, "_MOST_CELLS", 3)
    assert parquet_table(content, "copy", REQUIRED).num_rows == 1
    monkeypatch.setattr(tabular, "_MOST_CELLS", 2)
    with pytest.raises(BadSource, match=r"copy: .* no whole Parquet file \(3 cells are more than a copy has"):
        parquet_table(content, "copy", REQUIRED)


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(BadSource, match="two columns have one name"):
        parquet_table(_named("code", "code"), "copy", {"code": TEXT})


def _named(*names: str) -> bytes:
    sink = pa.BufferOutputStream()
    columns = pa.table([pa.array(["x"])] * len(names), names=list(names))
    tabular.pq.write_table(columns, sink)
    return bytes(sink.getvalue())


def test_a_text_of_more_bytes_than_any_copy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = lines(files.POLICE_HEADER, files.POLICE_ROW)
    monkeypatch.setattr(tabular, "_MOST_TEXT", len(content))
    assert rotterdam_police.read(content).num_rows == 1
    monkeypatch.setattr(tabular, "_MOST_TEXT", len(content) - 1)
    with pytest.raises(BadSource, match=r"rotterdam_police: \d+ bytes are more than such a copy has"):
        rotterdam_police.read(content)


@pytest.mark.parametrize("written", ["nan", "inf", "-inf", "1e999"])
def test_a_figure_that_is_not_finite_is_refused(written: str) -> None:
    content = lines(files.POLICE_HEADER, files.POLICE_ROW.replace("789", written))
    with pytest.raises(BadSource, match=r"column 'count' holds something that is no number \(it is infinite"):
        rotterdam_police.read(content)


def test_a_percentage_that_cannot_be_rounded_is_refused_with_its_column() -> None:
    content = parquet(code=["NL01"], jaar=[2020], leeftijd=["18+"], Eenzaam=[-1e308])
    with pytest.raises(BadSource, match="rivm_health: Eenzaam holds no percentage"):
        rivm_health.read(content)


def test_an_outline_that_is_no_bytes_is_refused() -> None:
    with pytest.raises(BadSource, match="column 'geometry' holds int64, expected bytes"):
        kwb_map.outlines(parquet(code=["GM0518"], geometry=[1]))
