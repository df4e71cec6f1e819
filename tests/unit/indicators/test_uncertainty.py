"""Margins of counts of events and of differences, and which of two kinds of margin names the whole."""

from itertools import product
from math import exp
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammainc, gammaincc

from wijkbewijs.indicators.uncertainty import difference, kind_of_difference, poisson, poisson_difference
from wijkbewijs.kernel.figure import IntervalKind

Z = 1.96
Z_OF_95 = NormalDist().inv_cdf(0.975)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268)],
)
def test_the_margin_of_a_count_is_the_exact_one_of_the_tables(count: int, low: float, high: float) -> None:
    assert poisson(count, Z_OF_95) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 2_000), st.sampled_from([1.0, Z, 2.576]))
def test_beyond_each_end_of_the_margin_the_count_would_be_as_rare_as_z_says(count: int, z: float) -> None:
    low, high = poisson(count, z)
    tail = 1 - NormalDist().cdf(z)
    at_most = gammaincc(count + 1, high)  # the chance of this count or fewer at the upper rate
    at_least = gammainc(count, low) if count else tail  # ... of this count or more at the lower one
    assert (at_most, at_least) == pytest.approx((tail, tail), rel=1e-6)


@given(st.integers(0, 400).map(lambda eighths: eighths / 8))
def test_the_margin_of_part_of_a_count_lies_between_those_of_whole_ones(count: float) -> None:
    below, here, above = (poisson(n, Z) for n in (count // 1, count, count // 1 + 1))
    assert below[0] <= here[0] <= above[0]
    assert below[1] <= here[1] <= above[1]


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


@pytest.mark.parametrize("mean", [0.2, 1, 3, 5, 12, 40, 150])
def test_the_margin_holds_the_rate_behind_a_count_at_least_95_times_in_a_hundred(mean: float) -> None:
    chances = distribution(mean, 400)
    covered = sum(p for n, p in enumerate(chances) if poisson(n, Z)[0] <= mean <= poisson(n, Z)[1])
    assert covered >= 0.9499


def test_no_events_at_all_twice_is_no_proof_that_nothing_changed() -> None:
    low, high = poisson_difference(0, 0, Z_OF_95)
    assert (low, high) == pytest.approx((-3.6889, 3.6889), abs=5e-5)


@pytest.mark.parametrize(("count", "rose"), [(4, False), (5, False), (6, True)])
def test_from_none_to_a_few_is_a_rise_only_when_chance_would_seldom_put_them_all_in_one_year(
    count: int, *, rose: bool
) -> None:
    assert (2 * 0.5**count < 0.05) is rose  # the exact test of two counts of one rate
    assert (poisson_difference(count, 0, Z_OF_95)[0] > 0) is rose


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_the_margin_of_a_difference_turns_round_with_it_and_is_narrower_than_both_together(
    later: int, earlier: int
) -> None:
    low, high = poisson_difference(later, earlier, Z)
    assert poisson_difference(earlier, later, Z) == pytest.approx((-high, -low))
    widest = difference(poisson(later, Z), poisson(earlier, Z))
    assert widest is not None
    assert widest[0] - 1e-9 <= low <= later - earlier <= high <= widest[1] + 1e-9


@pytest.mark.parametrize("mean", [1, 4, 20, 60])
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
