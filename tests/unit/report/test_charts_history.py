"""Histories and the time line of letters: a break is a break, and what is not known has no day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.report.charts_sample import sample_edition, text_of, with_figure, words_in
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.errors import BadUsage, IncomparableDefinitions
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.report.charts import letters_timeline, small_multiples
from wijkbewijs.report.charts.panels import panel
from wijkbewijs.report.charts.papers import later, promised_moments, unknown_papers
from wijkbewijs.report.charts.series import segments
from wijkbewijs.report.letter import Chart

CRIMES = tuple(f"RTM.crimes.{year}" for year in range(2018, 2026))


def figures_of(edition: Edition, ids: tuple[str, ...]) -> list[object]:
    return [edition.figures[figure_id] for figure_id in ids]


def test_no_line_is_drawn_across_a_break() -> None:
    edition = sample_edition()
    parts = segments(figures_of(edition, CRIMES), ("2019",))
    assert [[figure.period for figure in part] for part in parts] == [
        ["2018"],
        ["2019", "2020", "2021", "2022", "2023", "2024", "2025"],
    ]


@given(st.sets(st.sampled_from([str(year) for year in range(2019, 2026)])))
def test_a_break_always_cuts_and_nothing_else_does(breaks: set[str]) -> None:
    parts = segments(figures_of(sample_edition(), CRIMES), tuple(breaks))
    assert [figure.period for part in parts for figure in part] == [str(year) for year in range(2018, 2026)]
    assert {part[0].period for part in parts} == breaks | {"2018"}


def test_a_missing_year_is_not_bridged() -> None:
    edition = with_figure(sample_edition(), "RTM.crimes.2022", value=Absent.UNPUBLISHED, low=None, high=None)
    parts = segments(figures_of(edition, CRIMES), ("2019",))
    assert [part[0].period for part in parts] == ["2018", "2019", "2023"]


def test_two_definitions_are_two_series_and_not_a_break() -> None:
    edition = with_figure(sample_edition(), "RTM.crimes.2021", definition="crimes@2")
    with pytest.raises(IncomparableDefinitions, match=r"crimes@1, .* crimes@2"):
        small_multiples(edition, "RTM", ("crimes",))


def test_a_comparator_with_another_definition_is_refused() -> None:
    edition = with_figure(sample_edition(), "NL.good-health.2020", definition="good-health@2")
    with pytest.raises(IncomparableDefinitions, match="Show them apart"):
        small_multiples(edition, "DHG", ("good-health",))


def test_a_break_and_the_start_of_the_programme_are_drawn_where_they_are() -> None:
    chart = small_multiples(sample_edition(), "RTM", ("crimes",))
    assert {"vanaf hier anders geteld", "start van het programma"} <= set(words_in(chart.svg))
    assert "Vanaf 2019 is anders geteld; de lijn is daar onderbroken." in chart.alt
    assert "start van het programma op 4 juli 2022" in chart.alt


def test_a_history_that_ends_before_the_programme_does_not_speak_of_its_start() -> None:
    chart = small_multiples(sample_edition(), "DHG", ("good-health",))
    assert "start" not in chart.alt
    assert "start van het programma" not in words_in(chart.svg)


def test_the_text_gives_values_and_no_direction() -> None:
    chart = small_multiples(sample_edition(), "RTM", ("crimes", "burglary"))
    assert not {"stijgt", "daalt", "gestegen", "gedaald", "hoger", "lager"} & set(chart.alt.split())
    assert "in 2019 en" in chart.alt
    assert "in 2018" not in chart.alt


def test_the_country_and_the_municipality_are_named_at_their_lines() -> None:
    words = words_in(small_multiples(sample_edition(), "DHG", ("good-health",)).svg)
    assert {"NL", "gemeente"} <= set(words)


def test_a_count_is_compared_with_no_other_place() -> None:
    edition = sample_edition()
    drawn = panel(edition, "DHG", edition.indicator("inhabitants"))
    assert drawn is not None
    assert [line.region for line in drawn.lines] == ["DHG"]


def test_the_country_has_nothing_beside_it() -> None:
    edition = sample_edition()
    drawn = panel(edition, "NL", edition.indicator("good-health"))
    assert drawn is not None
    assert [line.region for line in drawn.lines] == ["NL"]


def test_a_place_without_any_value_has_no_empty_chart() -> None:
    with pytest.raises(BadUsage, match="no value of crimes for DHG"):
        small_multiples(sample_edition(), "DHG", ("crimes",))


def test_an_indicator_without_a_value_here_is_left_out() -> None:
    chart = small_multiples(sample_edition(), "DHG", ("good-health", "crimes"))
    assert "Geregistreerde misdrijven" not in words_in(chart.svg)


def test_modelled_histories_say_so() -> None:
    assert "modelschatting" in small_multiples(sample_edition(), "DHG", ("good-health",)).title
    assert "modelschatting" not in small_multiples(sample_edition(), "RTM", ("crimes",)).title


def test_the_table_holds_every_year_that_is_drawn() -> None:
    table = small_multiples(sample_edition(), "RTM", ("crimes", "profile-safety")).table
    assert table is not None
    assert table.header == ("Indicator en plaats", *map(str, (2014, 2016, *range(2018, 2027))))
    assert len(table.rows) == 4


@pytest.fixture(scope="module")
def timeline() -> Chart:
    return letters_timeline(sample_edition())


def test_papers_that_we_do_not_know_stand_between_their_neighbours_without_a_day(timeline: Chart) -> None:
    gaps = unknown_papers(sample_edition().programme)
    assert [
        (gap.number, gap.after.number, gap.before.number) for gap in gaps if gap.after and gap.before
    ] == [
        ("30995-103", "102", "104"),
        ("30995-105", "104", "106"),
    ]
    assert {"30995-103", "30995-105"} <= set(words_in(timeline.svg))
    assert timeline.table is not None
    rows = [[text_of(cell) for cell in row] for row in timeline.table.rows]
    place = next(n for n, row in enumerate(rows) if row[1] == "Kamerstuk 30995, nr. 105")
    assert rows[place][0] == "niet bekend"
    assert rows[place][3] == "na Kamerstuk 30995, nr. 104, voor Kamerstuk 30995, nr. 106"
    assert rows[place - 1][1] == "Kamerstuk 30995, nr. 104"


def test_an_unknown_paper_after_the_last_known_one_lies_after_it_and_no_more() -> None:
    edition = sample_edition()
    programme = replace(edition.programme, unknown_documents=("30995-108",))
    changed = replace(edition, definitions=replace(edition.definitions, programme=programme))
    table = letters_timeline(changed).table
    assert table is not None
    assert text_of(table.rows[-1][3]) == "na Kamerstuk 30995, nr. 107"


def test_the_months_between_letters_do_not_count_the_letter_on_the_law(timeline: Chart) -> None:
    assert "Daartussen liggen 11, 16 en 13 maanden." in timeline.alt
    assert "26 juni 2025" in timeline.alt
    assert {"11 maanden", "16 maanden", "13 maanden"} <= set(words_in(timeline.svg))


def test_after_the_day_up_to_which_we_looked_nothing_is_claimed(timeline: Chart) -> None:
    assert "Na december 2025 is niets bekend." in timeline.alt
    assert "niet bekend" in words_in(timeline.svg)


def test_a_promised_moment_falls_every_six_months() -> None:
    moments = promised_moments(sample_edition().programme, date(2023, 8, 1))
    assert moments == [date(2023, 1, 4), date(2023, 7, 4), date(2024, 1, 4)]


def test_without_a_promise_there_are_no_promised_moments() -> None:
    edition = sample_edition()
    programme = replace(edition.programme, commitments=())
    assert promised_moments(programme, date(2025, 1, 1)) == []
    changed = replace(edition, definitions=replace(edition.definitions, programme=programme))
    assert not [word for word in words_in(letters_timeline(changed).svg) if "Toegezegd" in word]


def test_without_papers_there_is_no_time_line() -> None:
    edition = sample_edition()
    programme = replace(edition.programme, documents=())
    with pytest.raises(BadUsage, match="knows no paper of the House"):
        letters_timeline(replace(edition, definitions=replace(edition.definitions, programme=programme)))


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(1, 60))
def test_months_later_is_the_same_day_or_the_end_of_a_shorter_month(start: date, months: int) -> None:
    moment = later(start, months)
    assert (moment.year * 12 + moment.month) - (start.year * 12 + start.month) == months
    assert moment.day == start.day or (moment.day < start.day and later(moment, 0) == moment)
