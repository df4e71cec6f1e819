"""CBS's list of addresses: every address once, in the buurt, wijk and gemeente that its code says."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.replay.others import ADDRESSES, address_files, zipped
from tests.replay.server import resumable, truncated
from tests.unit.sources.takes_others import bundle, source_of, taken
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import postcode_huisnummer

LIST = "pc6hnr20240801_gwb.csv"


def read(files: dict[str, bytes]) -> list[dict[str, object]]:
    return postcode_huisnummer.read(bundle(zipped(files))).to_pylist()


def told(rows: list[tuple[object, ...]], **options: object) -> list[dict[str, object]]:
    return read(address_files(rows, **options))  # type: ignore[arg-type]


def test_an_address_has_its_place_with_prefix_and_zeros() -> None:
    table = postcode_huisnummer.read(bundle(zipped(address_files())))
    assert table.column_names == ["postcode", "house_number", "buurt", "wijk", "gemeente", "year"]
    assert table.schema.field("house_number").type == pa.int32()
    assert table.to_pylist()[2] == {
        "postcode": "1016AB",
        "house_number": 10,
        "buurt": "BU0363AB10",
        "wijk": "WK0363AB",
        "gemeente": "GM0363",
        "year": "2024",
    }


def test_codes_that_lost_their_zeros_get_them_back() -> None:
    rows = [("1012AB", 1, 3630000, 36300, 363), ("9711AA", 2, 140001, 1400, 14)]
    named = ["3630000", "BU00140001"]
    found = [(row["buurt"], row["wijk"], row["gemeente"]) for row in told(rows, named=named)]
    assert found == [("BU03630000", "WK036300", "GM0363"), ("BU00140001", "WK001400", "GM0014")]


@pytest.mark.parametrize(
    "header",
    [
        "PC6,Huisnummer,Buurt{year},Wijk{year},Gemeente{year}",
        "PC6;Huisnummer;Buurt{year};Wijk{year};Gem{year}",
        '"PC6";"Huisnummer";"Buurt{year}";"Wijk{year}";"Gemeente{year}"',
        "pc;huisnummer;gwb_code;wijkcode;gemeentecode",
    ],
)
def test_the_headers_of_several_years_are_understood(header: str) -> None:
    assert read(address_files(header=header)) == read(address_files())


def test_columns_are_found_by_their_title_and_not_by_their_place() -> None:
    rows = [
        (wijk, gemeente, postcode, buurt, number) for postcode, number, buurt, wijk, gemeente in ADDRESSES
    ]
    assert told(rows, header="Wijk{year};Gemeente{year};PC6;Buurt{year};Huisnummer") == read(address_files())


def test_the_files_may_lie_in_a_folder_and_have_a_version() -> None:
    files = {f"map/{name.replace('_gwb', '_gwb-vs2')}": content for name, content in address_files().items()}
    assert read(files) == read(address_files())


def test_the_list_is_taken_over_http_and_read_from_the_store(tmp_path: Path) -> None:
    source = source_of("postcode-huisnummer-2024")
    assert source.wire is not None
    stored = taken(source, {source.wire.path: resumable(zipped(address_files()))}, tmp_path)
    assert postcode_huisnummer.read(stored).num_rows == 3


def test_a_zip_that_was_cut_at_the_publisher_is_not_stored(tmp_path: Path) -> None:
    source = source_of("postcode-huisnummer-2024")
    assert source.wire is not None
    half = zipped(address_files())[:-40]
    with pytest.raises(BadSource, match=r"postcode_huisnummer: the bytes are no whole zip"):
        taken(source, {source.wire.path: half}, tmp_path)
    assert not list((tmp_path / "sources" / "takes").rglob("*.json"))


def test_a_zip_that_breaks_off_every_time_is_not_stored(tmp_path: Path) -> None:
    source = source_of("postcode-huisnummer-2024")
    assert source.wire is not None
    with pytest.raises(Exception, match=r"2024-cbs-pc6huisnr20240801_buurt"):
        taken(source, {source.wire.path: truncated(100, zipped(address_files()))}, tmp_path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2512AB", 1, "05183396", "051834", "0518"), "BU05183396 is put in WK051834 and GM0518"),
        (("2512AB", 1, "05183396", "051833", "0599"), "BU05183396 is put in WK051833 and GM0599"),
        (
            ("2512AB", 1, "05183398", "051833", "0518"),
            "BU05183398 is not among the 2 buurten in buurt2024.csv",
        ),
        (("2512", 1, "05183396", "051833", "0518"), "'2512' is no postcode"),
        (("", 1, "05183396", "051833", "0518"), "None is no postcode"),
        (("2512AB", "1-3", "05183396", "051833", "0518"), "'1-3' is no house_number"),
        (("2512AB", "", "05183396", "051833", "0518"), "None is no house_number"),
        (("2512AB", 9999999999, "05183396", "051833", "0518"), "'9999999999' is no house_number"),
        (("2512AB", 1, "buurt", "051833", "0518"), "'BU000buurt' is no buurt"),
        (("2512AB", 1, "", "051833", "0518"), "1 addresses have no buurt"),
        (("2512AB", 1, "05183396", "", "0518"), "1 addresses have no wijk"),
        (("2512AB", 1, "05183396", "051833", ""), "1 addresses have no gemeente"),
        (("2512AB", 1, "005183396", "051833", "0518"), "'BU005183396' is no buurt"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_its_file(row: tuple[object, ...], said: str) -> None:
    with pytest.raises(BadSource, match=rf"postcode_huisnummer: pc6hnr20240801_gwb.csv: {said}"):
        told([ADDRESSES[1], row])


def test_an_address_in_two_buurten_is_refused() -> None:
    with pytest.raises(BadSource, match=r"1 addresses stand there once more, e.g. 2512AB 1"):
        told([*ADDRESSES, ("2512ab", 1, "0363AB10", "0363AB", "0363")])


@pytest.mark.parametrize("lost", [LIST, "buurt2024.csv"])
def test_a_file_that_is_missing_is_named_with_what_is_there(lost: str) -> None:
    files = {name: content for name, content in address_files().items() if name != lost}
    with pytest.raises(BadSource, match=r"the zip holds 0 files that can be the .*among .*gem2024.csv"):
        read(files)


def test_two_lists_in_one_zip_are_refused() -> None:
    with pytest.raises(BadSource, match=r"the zip holds 2 files that can be the list of addresses"):
        read(address_files() | {"pc6hnr20230801_gwb.csv": b"PC6;Huisnummer\n"})


@pytest.mark.parametrize("column", ["PC6", "Huisnummer", "Buurt2024", "Wijk2024", "Gemeente2024"])
def test_a_column_that_was_renamed_is_named(column: str) -> None:
    header = "PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024".replace(column, "anders")
    with pytest.raises(BadSource, match=r"pc6hnr20240801_gwb.csv: no column is the \w+, among .*anders"):
        read(address_files(header=header))


def test_a_name_and_columns_of_different_years_are_refused() -> None:
    header = "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023"
    with pytest.raises(BadSource, match=r"name and columns are of 2023 and 2024"):
        read(address_files(header=header))


def test_a_zip_in_the_zip_is_no_list() -> None:
    with pytest.raises(BadSource, match=r"the zip holds 0 files .*among alles.zip"):
        read({"alles.zip": zipped(address_files())})


def test_a_web_page_in_place_of_the_list_is_refused() -> None:
    with pytest.raises(BadSource, match=r"pc6hnr20240801_gwb.csv is a web page"):
        read(address_files() | {LIST: b"<html>"})


def _many(count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        buurt = number // 700
        code = f"{buurt:08}"
        yield (f"{1000 + buurt % 9000}{chr(65 + buurt // 9000)}A", number % 700, code, code[:6], code[:4])


def test_a_large_list_keeps_every_address_and_few_bytes_for_each() -> None:
    count = 70_000
    named = [f"{buurt:08}" for buurt in range(100)]
    table = postcode_huisnummer.read(bundle(zipped(address_files(_many(count), named=named))))
    assert table.num_rows == count
    assert len(pc.unique(table["buurt"])) == 100
    assert table.nbytes / count < 40
