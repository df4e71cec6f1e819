"""SES-WOA from StatLine: the real file of Amsterdam as it came, and what its symbols mean."""

from pathlib import Path

import pytest

from tests.unit.sources.files import lines
from tests.unit.sources.takes_others import bundle
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import ses_woa

FILE = "ses_woa/SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv"
SCORE = "SES-WOA/Totaalscore/Gemiddelde score (Getal)"
HEADER = f'"Perioden";"Wijken en buurten";"Regiocode (gemeente, wijk, buurt) (code)";"{SCORE}"'
ROW = '"2019";"Amsterdam";"GM0363    ";"  -0.100"'


def read(*rows: str) -> list[dict[str, object]]:
    return ses_woa.read(lines(*rows)).to_pylist()


def test_the_real_file_is_read_whole(snapshot: Path) -> None:
    table = ses_woa.read((snapshot / FILE).read_bytes())
    assert table.num_rows == 579 * 6
    rows = {(row["code"], row["title"], row["groups"]): row for row in table.to_pylist()}
    assert len(rows) == 579 * 6
    score = rows["GM0363", "Gemiddelde score", "Totaalscore > SES-WOA"]
    assert (score["value"], score["unit"], score["period"], score["column"]) == (-0.1, "Getal", "2019", SCORE)
    assert rows["GM0363", "Particuliere huishoudens", ""]["value"] == 457_400
    assert rows["WK036302", "Waarde", "Hoog > Opleidingsniveau"]["unit"] == "%"


def test_a_point_in_the_real_file_is_no_figure_and_no_zero(snapshot: Path) -> None:
    table = ses_woa.read((snapshot / FILE).read_bytes())
    station = {row["title"]: row["value"] for row in table.to_pylist() if row["code"] == "BU03630100"}
    assert station["Particuliere huishoudens"] == 0
    assert station["Gemiddelde score"] is None
    missing = [row for row in table.to_pylist() if row["value"] is None]
    assert (len(missing), {row["absent"] for row in missing}) == (90 * 5, {""})


def test_a_take_of_the_file_is_read_like_a_copy(snapshot: Path) -> None:
    content = (snapshot / FILE).read_bytes()
    assert ses_woa.read(bundle(content, "ses_woa.csv")).equals(ses_woa.read(content))


@pytest.mark.parametrize(
    ("cell", "value", "absent"),
    [
        ("  -0.100", -0.1, ""),
        ("       0", 0.0, ""),
        ("       -", 0.0, ""),
        ("       .", None, ""),
        ("       x", None, "suppressed"),
        ("", None, "not_applicable"),
    ],
)
def test_each_symbol_keeps_its_meaning(cell: str, value: float | None, absent: str) -> None:
    (row,) = read(HEADER, ROW.replace("  -0.100", cell))
    assert (row["value"], row["absent"]) == (value, absent)


@pytest.mark.parametrize(("period", "provisional"), [("2021", False), ("2021*", True), ("2021**", True)])
def test_an_asterisk_makes_a_year_provisional(period: str, provisional: bool) -> None:  # noqa: FBT001
    (row,) = read(HEADER, ROW.replace("2019", period))
    assert (row["period"], row["provisional"]) == ("2021", provisional)


@pytest.mark.parametrize("cell", ["0,100", "nan", "1e5", "#", "--", "n.v.t.", "9" * 400])
def test_another_symbol_is_refused_with_measure_and_region(cell: str) -> None:
    with pytest.raises(
        BadSource, match=r"ses_woa: SES-WOA/Totaalscore/.* of GM0363: .* nor a symbol of StatLine"
    ):
        read(HEADER, ROW.replace("  -0.100", cell))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("GM0363    ", "Amsterdam", "'Amsterdam' is no region code"),
        ("GM0363    ", "", "None is no region code"),
        ('"2019"', '"2019 1e kwartaal"', "period '2019 1e kwartaal' is no year"),
        ('"2019"', '""', "period None is no year"),
    ],
)
def test_a_row_that_is_about_no_place_or_year_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(BadSource, match=rf"ses_woa: {said}"):
        read(HEADER, ROW.replace(old, new))


def test_a_region_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(BadSource, match=r"ses_woa: 1 regions stand there more than once, e.g. code GM0363"):
        read(HEADER, ROW, ROW)


def test_a_file_with_names_only_says_which_column_to_add() -> None:
    with pytest.raises(
        BadSource, match=r"no column holds the region code, and names .* recur. Add 'Regiocode'"
    ):
        read('"Perioden";"Wijken en buurten";"Score (Getal)"', '"2019";"Centrum";"1"')


def test_a_file_larger_than_the_table_can_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(lines(HEADER, ROW))
    monkeypatch.setattr(ses_woa, "_MOST_BYTES", size)
    assert len(read(HEADER, ROW)) == 1
    monkeypatch.setattr(ses_woa, "_MOST_BYTES", size - 1)
    with pytest.raises(BadSource, match=r"ses_woa: \d+ bytes are more than the table has"):
        read(HEADER, ROW)


def test_a_file_without_figures_says_what_to_choose() -> None:
    with pytest.raises(BadSource, match=r"ses_woa: no column holds figures. Choose the scores in StatLine"):
        read('"Perioden";"Regiocode (code)"', '"2019";"GM0363"')


def test_a_file_without_periods_names_the_column() -> None:
    with pytest.raises(BadSource, match=r"column 'Perioden' is missing among Jaar, Regiocode"):
        read('"Jaar";"Regiocode (code)";"Score (Getal)"', '"2019";"GM0363";"1"')


def test_another_download_with_a_title_above_its_columns_is_refused() -> None:
    with pytest.raises(BadSource, match=r"ses_woa: the first line has no columns"):
        read("SES-WOA scores per wijk en buurt", HEADER, ROW)


def test_a_footer_below_the_figures_is_refused() -> None:
    with pytest.raises(BadSource, match=r"ses_woa: the text is no whole table"):
        read(HEADER, ROW, "Bron: CBS")


def test_a_web_page_is_no_file() -> None:
    with pytest.raises(BadSource, match=r"ses_woa is a web page"):
        read("<!DOCTYPE html>", "<p>StatLine")


def test_another_encoding_of_a_name_is_refused() -> None:
    with pytest.raises(BadSource, match=r"ses_woa: the text is no whole table .*UTF8"):
        ses_woa.read(lines(HEADER, ROW.replace("Amsterdam", "Één")).decode().encode("cp1252"))
