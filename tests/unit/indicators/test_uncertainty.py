"""Margins of counts of events and of differences, and which of two kinds of margin names the whole."""

from itertools import product
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.indicators.uncertainty import difference, kind_of_difference, poisson, poisson_difference
from wijkbewijs.kernel.figure import IntervalKind

Z = 1.96


@given(st.integers(0, 100_000))
def test_the_margin_of_a_count_holds_the_count_and_grows_with_it(count: int) -> None:
    low, high = poisson(count, Z)
    assert 0 <= low <= count <= high
    assert high - low <= poisson(count + 1, Z)[1] - poisson(count + 1, Z)[0] + 1e-6


def distribution(mean: float, most: int) -> list[float]:
    found = [exp(-mean)]
    for count in range(1, most):
        found.append(found[-1] * mean / count)
    return found


@pytest.mark.parametrize("mean", [5, 12, 40, 150])
def test_the_margin_holds_the_rate_behind_a_count_about_95_times_in_a_hundred(mean: int) -> None:
    chances = distribution(mean, 400)
    covered = sum(p for n, p in enumerate(chances) if poisson(n, Z)[0] <= mean <= poisson(n, Z)[1])
    assert 0.93 <= covered <= 0.97


@pytest.mark.parametrize("mean", [20, 60])
def test_two_counts_of_one_rate_are_called_different_at_most_5_times_in_a_hundred(mean: int) -> None:
    chances = distribution(mean, 160)
    called = sum(
        p * q
        for (a, p), (b, q) in product(enumerate(chances), enumerate(chances))
        if not poisson_difference(a, b, Z)[0] <= 0 <= poisson_difference(a, b, Z)[1]
    )
    assert called <= 0.052


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e3), st.floats(0, 1e3))
def test_a_difference_holds_every_difference_of_what_lies_in_both(
    a: float, b: float, wide: float, narrow: float
) -> None:
    low, high = difference((a - wide, a + wide), (b - narrow, b + narrow)) or (0, 0)
    assert low - 1e-6 <= a - b <= high + 1e-6
    assert low <= (a - wide) - (b + narrow) + 1e-6
    assert high >= (a + wide) - (b - narrow) - 1e-6


def test_a_difference_with_what_has_no_margin_has_none() -> None:
    assert difference(None, (1, 2)) is None
    assert difference((1, 2), None) is None


@pytest.mark.parametrize(
    ("a", "b", "whole"),
    [
        (IntervalKind.EXACT, IntervalKind.ROUNDING, IntervalKind.ROUNDING),
        (IntervalKind.SUPPRESSION, IntervalKind.ROUNDING, IntervalKind.SUPPRESSION),
        (IntervalKind.SAMPLING, IntervalKind.UNPUBLISHED_MARGIN, IntervalKind.UNPUBLISHED_MARGIN),
        (IntervalKind.SAMPLING, IntervalKind.SAMPLING, IntervalKind.SAMPLING),
    ],
)
def test_a_difference_is_as_uncertain_as_the_vaguer_of_its_parts(
    a: IntervalKind, b: IntervalKind, whole: IntervalKind
) -> None:
    assert kind_of_difference(a, b) is whole
    assert kind_of_difference(b, a) is whole
