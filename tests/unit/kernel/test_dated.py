"""A value that changes by decision is the one that held on the day asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.kernel.dated import Dated

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
HISTORIES = st.dictionaries(DAYS, st.integers(), min_size=1, max_size=5)


@given(HISTORIES)
def test_each_value_holds_from_its_day_until_the_next(history: dict[date, int]) -> None:
    dated = Dated.of(history)
    days = sorted(history)
    for since, until in zip(days, [*days[1:], date(2101, 1, 1)], strict=True):
        assert dated.on(since) == dated.on(until - timedelta(days=1)) == history[since]


@given(HISTORIES)
def test_the_order_in_which_days_are_written_does_not_matter(history: dict[date, int]) -> None:
    backwards = dict(reversed(list(history.items())))
    assert Dated.of(backwards) == Dated.of(history)


@given(HISTORIES)
def test_before_the_first_day_there_is_no_value(history: dict[date, int]) -> None:
    first = min(history)
    with pytest.raises(LookupError, match=f"no value before {first}"):
        Dated.of(history).on(first - timedelta(days=1))


def test_a_history_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Dated.of({})
