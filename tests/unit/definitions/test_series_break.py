"""Breaks in series stand in one file, and what cannot be compared follows from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.series_break import BreakKind, SeriesBreak, breaking, with_breaks
from wijkbewijs.kernel.comparison import break_between
from wijkbewijs.kernel.errors import BadDefinition

JULY_2018 = SeriesBreak("july", "Anders.", BreakKind.METHOD, "bron", date(2018, 7, 1), inputs=("crimes",))
NOBODY_KNOWS = replace(JULY_2018, since=None)
YEARS = tuple(str(year) for year in range(2012, 2026))


def found(loaded: Loaded, break_id: str) -> SeriesBreak:
    return next(b for b in loaded.breaks if b.id == break_id)


def test_the_year_of_a_change_in_summer_is_comparable_with_neither_side() -> None:
    assert JULY_2018.starts(["2012", "2017", "2018", "2019", "2022"]) == ("2018", "2019")


def test_a_change_on_new_years_day_leaves_the_year_before_whole() -> None:
    assert replace(JULY_2018, since=date(2022, 1, 1)).starts(YEARS) == ("2022",)


def test_a_series_on_one_side_of_a_change_is_not_broken() -> None:
    assert JULY_2018.starts(["2012", "2017"]) == JULY_2018.starts(["2019", "2025"]) == ()


def test_without_a_known_day_no_two_years_are_comparable() -> None:
    assert NOBODY_KNOWS.starts(["2017", "2019", "2022"]) == ("2019", "2022")


@given(st.sets(st.sampled_from(YEARS), min_size=2), st.dates(date(2011, 1, 1), date(2026, 12, 31)))
def test_two_years_are_comparable_exactly_when_both_lie_on_one_side_of_the_day(
    periods: set[str], day: date
) -> None:
    starts = replace(JULY_2018, since=day).starts(periods)
    listed = sorted(periods)
    for earlier, later in ((a, b) for a in listed for b in listed if a < b):
        before, after = date(int(later) + 1, 1, 1) <= day, day <= date(int(earlier), 1, 1)
        assert (break_between(earlier, later, starts) is None) is (before or after)


def test_the_police_break_reaches_every_figure_on_crimes_that_spans_2018(shipped: Loaded) -> None:
    crimes = next(i for i in shipped.indicators if i.id == "crimes")
    assert crimes.breaks == ("2019",)
    assert [b.id for b in breaking(crimes, shipped.breaks)] == ["police-one-offence"]
    counted = {i.of for i in shipped.indicators if i.events}
    assert counted <= set(found(shipped, "police-one-offence").inputs)


def test_a_wave_of_2022_of_the_health_monitor_would_be_apart_from_all_before(shipped: Loaded) -> None:
    health = [i for i in shipped.indicators if i.of.startswith("rivm_")]
    assert len(health) == 22
    assert {i.breaks for i in health} == {()}
    for later in with_breaks((replace(i, periods=(*i.periods, "2022")) for i in health), shipped.breaks):
        assert later.breaks == ("2022",), later.id
        assert "W426" in later.caveats, later.id


def test_loading_again_with_more_years_forgets_no_break_and_doubles_no_caveat(shipped: Loaded) -> None:
    assert with_breaks(shipped.indicators, shipped.breaks) == shipped.indicators


def test_every_break_that_is_known_is_recorded_also_where_it_touches_nothing(shipped: Loaded) -> None:
    assert {b.id for b in shipped.breaks if not b.inputs} == {
        "police-internet-reports",
        "safety-monitor-2021",
        "origin-instead-of-background",
    }
    assert found(shipped, "poverty-line").since is None
    for b in shipped.breaks:
        assert b.title.endswith("."), b.id


def test_a_break_cuts_the_series_of_what_it_touches(small: Path) -> None:
    loaded = load_definitions(small)
    assert {i.id: i.breaks for i in loaded.indicators} == {"inhabitants": ("2020",), "work": ()}


MISTAKES = [
    ("inputs: [inhabitants]", "inputs: [people]", r"breaks\.yml: recount: .*no input of a source 'people'"),
    ("inputs: [inhabitants]", "sources: [cbs]", r"breaks\.yml: recount: .*no source 'cbs'"),
    ("caveat: W101", "caveat: W999", r"breaks\.yml: recount: .*no caveat 'W999'"),
    ("kind: method", "kind: revision", "'revision' is not one of definition, method, coverage, question"),
    ("document: CBS, toelichting", 'document: ""', "a break needs a title and a document"),
    ("since: 2019-07-01", "since: 2021-07-01", "no change can be told from 2020 to 2022"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), MISTAKES, ids=[row[1] for row in MISTAKES])
def test_a_break_that_is_wrong_is_refused_with_its_name(
    broken: Callable[[str, str, str], Path], right: str, wrong: str, words: str
) -> None:
    with pytest.raises(BadDefinition, match=words):
        load_definitions(broken("breaks.yml", right, wrong))


def test_the_same_break_twice_is_refused(small: Path) -> None:
    place = small / "breaks.yml"
    place.write_text(place.read_text() * 2)
    with pytest.raises(BadDefinition, match="the id 'recount' occurs twice"):
        load_definitions(small)


def test_a_break_that_is_written_with_an_indicator_is_refused(
    broken: Callable[[str, str, str], Path],
) -> None:
    with pytest.raises(BadDefinition, match=r"inhabitants lists its own breaks.*breaks\.yml"):
        load_definitions(broken("indicators/all.yml", "  formula: sum", '  formula: sum\n  breaks: ["2020"]'))


def test_a_period_that_is_no_year_lies_on_no_side_of_a_break() -> None:
    with pytest.raises(BadDefinition, match="'2018-07' is no year"):
        JULY_2018.starts(["2018-07", "2018-08"])
