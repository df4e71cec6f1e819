"""Spans end before their last day, and months are counted as people count them."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wijkbewijs.kernel.time import Span, months_between

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_a_span_holds_its_first_day_and_not_its_end() -> None:
    year = Span(date(2020, 1, 1), date(2021, 1, 1))
    assert [year.covers(date(2020, 1, 1)), year.covers(date(2020, 12, 31))] == [True, True]
    assert [year.covers(date(2019, 12, 31)), year.covers(date(2021, 1, 1))] == [False, False]


@given(DAYS, DAYS)
def test_a_span_without_end_still_runs(start: date, day: date) -> None:
    assert Span(start).covers(day) == (day >= start)


@given(DAYS, DAYS, DAYS)
def test_two_spans_that_meet_cover_each_day_once(start: date, middle: date, end: date) -> None:
    start, middle, end = sorted((start, middle, end))
    assume(start < middle < end)
    parts = (Span(start, middle), Span(middle, end))
    for day in (start, middle, middle - timedelta(days=1), end - timedelta(days=1)):
        assert sum(part.covers(day) for part in parts) == 1


@pytest.mark.parametrize("end", [date(2020, 1, 1), date(2019, 12, 31)])
def test_a_span_of_no_day_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="a span must last at least a day: 2020-01-01 to"):
        Span(date(2020, 1, 1), end)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2022, 7, 4), date(2023, 6, 12), 11),
        (date(2023, 6, 12), date(2024, 10, 17), 16),
        (date(2024, 10, 17), date(2025, 11, 27), 13),
        (date(2024, 10, 17), date(2025, 6, 26), 8),
        (date(2025, 6, 26), date(2025, 11, 27), 5),
        (date(2024, 2, 29), date(2024, 2, 29), 0),
    ],
)
def test_months_between_the_known_letters(earlier: date, later: date, months: int) -> None:
    assert months_between(earlier, later) == months


@given(DAYS, st.integers(0, 600))
def test_a_calendar_month_counts_as_one_month(start: date, months: int) -> None:
    years, month = divmod(start.month - 1 + months, 12)
    later = date(start.year + years, month + 1, min(start.day, 28))
    assert months_between(start.replace(day=min(start.day, 28)), later) == months
