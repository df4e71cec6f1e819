"""The page on scale says what was measured, and calls an extrapolation one."""

import json
from pathlib import Path

import pytest

from benchmarks.police.page import extrapolated, page_with
from benchmarks.police.task import Measurement

PAGE = "before\n<!-- measured -->\nold\n<!-- end -->\nafter\n"
MILLION = 1_000_000


def taken(engine: str, millions: int, seconds: float, mb: float) -> Measurement:
    return Measurement(engine, millions * MILLION, 10, seconds, seconds, mb, 5.0)


FOUND = [
    taken("duckdb", 10, 1, 200),
    taken("duckdb", 20, 2, 300),
    taken("duckdb", 100, 10, 700),
    taken("spark", 10, 20, 1000),
    taken("spark", 20, 21, 1000),
    taken("spark", 100, 29, 2000),
    taken("pandas", 10, 5, 2000),
    taken("pandas", 20, 9, 4000),
    taken("pandas, filtered", 10, 3, 1000),
    taken("pandas, filtered", 20, 5, 2000),
]


def test_the_page_shows_the_last_measurements(root: Path) -> None:
    rows = json.loads((root / "benchmarks" / "police_scale.json").read_text(encoding="utf-8"))
    page = (root / "docs" / "methods" / "scale.md").read_text(encoding="utf-8")
    assert page_with(page, [Measurement(**row) for row in rows]) == page
    assert all(("extrapolated" in line) == row["extrapolated"] for line, row in _lines(page, rows))


def _lines(page: str, rows: list[dict[str, object]]) -> list[tuple[str, dict[str, object]]]:
    lines = [line for line in page.splitlines() if line.startswith("| ") and "rows" not in line]
    ordered = sorted(rows, key=lambda row: (row["rows"], row["engine"]))
    return list(zip(lines, ordered, strict=True))


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    page = page_with(PAGE, FOUND)
    assert page.startswith("before\n<!-- measured -->\n| million rows")
    assert page.endswith("<!-- end -->\nafter\n")
    assert "old" not in page


def test_what_was_not_run_lies_on_the_line_of_its_engine_and_says_so() -> None:
    (pandas, filtered) = extrapolated(FOUND)
    assert (pandas.engine, pandas.rows, pandas.extrapolated) == ("pandas", 100 * MILLION, True)
    assert (pandas.seconds, pandas.peak_mb) == pytest.approx((41, 20_000))
    assert filtered.seconds == pytest.approx(21)
    assert "| 100.0 | pandas (extrapolated) | 41.0 |" in page_with(PAGE, [*FOUND, pandas, filtered])


def test_the_size_from_which_to_switch_follows_from_the_measurements() -> None:
    page = page_with(PAGE, FOUND + extrapolated(FOUND))
    assert "faster than both ways in pandas at every size measured" in page
    assert "pandas passes 8 GB at 41 million rows, filtered at 82" in page
    assert "at 100 million rows Spark takes 2.9 times as long" in page
    assert "no size makes Spark the faster one" in page
    assert "it passes 1 GB at 165 million" in page


def test_a_spark_that_would_catch_up_says_where() -> None:
    flat = [taken("spark", 20, 28, 1000), taken("spark", 100, 28, 2000)]
    page = page_with(PAGE, [one for one in FOUND if one.engine != "spark"] + flat)
    assert "Spark would be faster from 280 million rows (extrapolated)" in page


def test_a_size_at_which_pandas_is_faster_is_told() -> None:
    quick = taken("pandas, filtered", 10, 0.5, 1000)
    rest = [one for one in FOUND if (one.engine, one.rows) != (quick.engine, quick.rows)]
    assert "in pandas above 10 million rows" in page_with(PAGE, [*rest, quick])
