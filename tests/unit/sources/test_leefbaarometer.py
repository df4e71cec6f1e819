"""The zip of the Leefbaarometer 3.0: every scale and year, added up row by row, or refused with its file."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.replay.others import FOLDER, PLACES, REFERENCE, score_files, scores, zipped
from tests.replay.server import resumable
from tests.unit.sources.takes_others import bundle, source_of, taken
from wijkbewijs.facts.measures import checked_labels
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import leefbaarometer

BUURTEN = f"{FOLDER}/Leefbaarometer-scores buurten 2002-2024.csv"
PATH = "/resources/open-data-leefbaarometer-meting-2024.zip"


def read(files: dict[str, bytes]) -> list[dict[str, object]]:
    return leefbaarometer.read(bundle(zipped(files))).to_pylist()


def test_every_scale_year_and_dimension_comes_as_published() -> None:
    told = {(row["code"], row["period"], row["column"]): row["value"] for row in read(score_files())}
    assert len(told) == 6 * 7
    assert told["BU0363AB10", "2022", "vrz"] == 0.61
    assert told["WK051833", "2024", "fys"] == -0.4
    assert told["GM0363", "2024", "lbm"] == pytest.approx(REFERENCE + PLACES["gm"][0].afw)


def test_each_measure_of_the_definition_is_found_by_title_and_unit() -> None:
    source = source_of("leefbaarometer-3")
    table = leefbaarometer.read(bundle(zipped(score_files())))
    assert checked_labels(source, table) == {measure.input: measure.column for measure in source.measures}


def test_the_zip_is_taken_over_http_and_can_be_read_from_the_store(tmp_path: Path) -> None:
    content = zipped(score_files())
    stored = taken(source_of("leefbaarometer-3"), {PATH: resumable(content)}, tmp_path)
    assert leefbaarometer.read(stored).num_rows == 42


def test_a_web_page_under_the_address_of_the_zip_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"leefbaarometer: .*meting-2024.zip is a web page"):
        taken(source_of("leefbaarometer-3"), {PATH: b"<!doctype html><p>verhuisd"}, tmp_path)
    assert not list((tmp_path / "sources" / "takes").rglob("*.json"))


@pytest.mark.parametrize("decimals", [4, 6, 10, 15])
def test_the_tolerance_follows_the_decimals_of_the_file(decimals: int) -> None:
    assert len(read(score_files(decimals=decimals))) == 42


def test_a_difference_that_ten_decimals_do_not_explain_is_refused() -> None:
    off = scores("bu", PLACES["bu"]).replace("-0.7000000000", "-0.7000000100")
    with pytest.raises(BadSource, match=r"scores buurten 2002-2024.csv: afw .* of BU05183396 in 2024"):
        read(score_files() | {BUURTEN: off.encode()})


def test_a_table_of_another_series_is_refused_by_file_code_and_year() -> None:
    first = scores("bu", PLACES["bu"][:1])
    other = scores("bu", PLACES["bu"][1:], reference=REFERENCE + 0.05).partition("\n")[2]
    with pytest.raises(
        BadSource, match=r"buurten 2002-2024.csv: lbm .* of BU0363AB10 in 2022 .*reference 4.1022"
    ):
        read(score_files() | {BUURTEN: (first + other).encode()})


@pytest.mark.parametrize(("prefix", "scale"), [("bu", "buurten"), ("wk", "wijken"), ("gm", "gemeenten")])
def test_a_scale_that_is_missing_is_named_with_what_is_there(prefix: str, scale: str) -> None:
    files = score_files({key: rows for key, rows in PLACES.items() if key != prefix})
    with pytest.raises(BadSource, match=rf"the zip has no scores of {scale} .*it holds .*PC4"):
        read(files)


@pytest.mark.parametrize("column", ["jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won"])
def test_a_column_that_was_renamed_is_named_with_its_file(column: str) -> None:
    content = scores("bu", PLACES["bu"]).replace(f",{column}", f",{column}_nieuw", 1)
    with pytest.raises(BadSource, match=rf"buurten 2002-2024.csv: column '{column}' is missing among"):
        read(score_files() | {BUURTEN: content.encode()})


def test_a_column_more_changes_nothing_while_the_dimensions_still_add_up() -> None:
    lines = scores("bu", PLACES["bu"]).splitlines()
    wider = "\n".join(f"{line},{'nieuw' if i == 0 else '0.5'}" for i, line in enumerate(lines))
    assert read(score_files() | {BUURTEN: wider.encode()}) == read(score_files())


def test_names_in_an_old_encoding_do_no_harm() -> None:
    content = scores("bu", PLACES["bu"]).encode("cp1252")
    assert read(score_files() | {BUURTEN: content}) == read(score_files())


def test_a_zip_in_the_zip_is_no_table() -> None:
    with pytest.raises(BadSource, match=r"no scores of buurten .*it holds alles.zip"):
        read({"alles.zip": zipped(score_files())})


def test_two_files_of_one_scale_are_refused() -> None:
    with pytest.raises(BadSource, match=r"are both about buurten"):
        read(score_files() | {f"{FOLDER}/scores nog eens.csv": score_files()[BUURTEN]})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("BU05183396", "WK051833", "'WK051833' is none of the buurten"),
        ("BU05183396", "BU518339", "'BU518339' is none of the buurten"),
        (",2022,", ",'22,", '"\'22" is none of the years'),
        (",2022,", ",2024,", "BU0363AB10"),
        ("-0.7000000000", "onbekend", "soc holds something that is no number"),
        ("-0.7000000000", "nan", "soc holds something that is no number"),
        ("-0.7000000000", "", "BU05183396 in 2024 has no soc"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_with_its_file(old: str, new: str, said: str) -> None:
    content = scores("bu", PLACES["bu"]).replace(old, new)
    with pytest.raises(BadSource, match=rf"buurten 2002-2024.csv.*{said}"):
        read(score_files() | {BUURTEN: content.encode()})


def test_a_place_without_a_score_has_no_figure_and_no_reason() -> None:
    empty = scores("bu", PLACES["bu"]) + "BU05189900,Een naam,2024,,,,,,,\n"
    told = [row for row in read(score_files() | {BUURTEN: empty.encode()}) if row["code"] == "BU05189900"]
    assert [(row["value"], row["absent"]) for row in told] == [(None, "")] * 7


def test_a_damaged_file_in_the_zip_is_refused_by_name() -> None:
    whole = zipped(score_files())
    place = whole.index(b"buurten 2002-2024.csv", whole.index(b"Leefbaarometer-scores buurten")) + 60
    with pytest.raises(BadSource, match=r"leefbaarometer: .* is damaged"):
        leefbaarometer.read(bundle(whole[:place] + b"\x00\xff" * 8 + whole[place + 16 :]))


def test_a_year_that_nobody_has_seen_comes_like_the_others() -> None:
    later = [replace(place, year="2026") for place in PLACES["bu"][2:]]
    told = read(score_files({**PLACES, "bu": (*PLACES["bu"], *later)}))
    assert {row["period"] for row in told} == {"2022", "2024", "2026"}
