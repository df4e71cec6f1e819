"""A break is drawn as a break, on the crimes of Rotterdam-Zuid around the change in counting of July 2018."""

from dataclasses import replace

import pytest

from tests.unit.report.charts_sample import sample_edition, text_of, words_in
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.report.charts import small_multiples
from wijkbewijs.report.charts.panels import BREAK, panel, panel_rows
from wijkbewijs.report.charts.series import segments

WHY = "Sinds juli 2018 telt de politie één misdrijf per registratie."


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The shipped figures, with indicators and breaks as the definitions have them today."""
    shipped, loaded = read_edition(SHIPPED), load_definitions()
    definitions = replace(shipped.definitions, indicators=loaded.indicators, breaks=loaded.breaks)
    return replace(shipped, definitions=definitions)


def test_the_crimes_of_2018_and_2019_stand_on_two_lines_with_the_mark_between(edition: Edition) -> None:
    drawn = panel(edition, "RTM", edition.indicator("crimes"))
    assert drawn is not None
    (zuid,) = drawn.lines
    assert [[figure.period for figure in part] for part in zuid.segments] == [
        ["2018"],
        ["2019", "2020", "2021", "2022", "2023", "2024", "2025"],
    ]
    assert [figure.value for figure in zuid.figures[:2]] == [15792, 16234]
    rows = list(panel_rows(drawn, edition.programme.started_on, 48))
    (mark,) = (row for row in rows if row.get("moment") == BREAK)
    assert 2018.5 < mark["year"] < 2019.5
    lines = {row["year"]: row["line"] for row in rows if row["kind"] == "place"}
    assert lines[2018.5] != lines[2019.5] == lines[2020.5]


def test_the_chart_and_its_table_say_in_words_what_changed(edition: Edition) -> None:
    chart = small_multiples(edition, "RTM", ("crimes", "crimes-burglary"))
    assert BREAK in words_in(chart.svg)
    assert f"de lijn is daar onderbroken. {WHY}" in chart.alt
    assert chart.alt.count(WHY) == 1
    assert chart.table is not None
    assert chart.table.notes[-1] == f"Een lijn is onderbroken waar anders is geteld. {WHY}"
    assert [text_of(cell) for cell in chart.table.rows[0]][1:3] == ["15.792", "16.234"]


def test_what_is_drawn_without_a_break_gives_no_reason(edition: Edition) -> None:
    chart = small_multiples(edition, "RTM", ("rtm-inhabitants",))
    assert "onderbroken" not in chart.alt
    assert WHY not in chart.alt
    assert chart.table is not None
    assert len(chart.table.notes) == 1


def test_an_edition_without_reasons_still_says_that_it_was_counted_differently() -> None:
    chart = small_multiples(sample_edition(), "RTM", ("crimes",))
    assert "Vanaf 2019 is anders geteld; de lijn is daar onderbroken." in chart.alt


def test_a_line_stops_at_a_break_also_when_the_year_after_it_is_not_there() -> None:
    sample = sample_edition()
    figures = [sample.figures[f"RTM.crimes.{year}"] for year in (2018, 2020, 2021)]
    assert [[f.period for f in part] for part in segments(figures, ("2019",))] == [["2018"], ["2020", "2021"]]
