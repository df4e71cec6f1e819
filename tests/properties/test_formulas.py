"""Properties of the arithmetic of an area: nobody is lost, and the bounds are exactly as wide as needed."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.indicators.formulas import Part, ratio, summed, weighted_mean

counts = st.integers(min_value=0, max_value=5_000)


def published(truth: int, error: int) -> Part:
    """A count as CBS publishes it: at most 4 persons from the truth."""
    value = max(0, truth + error)
    return Part(value, (max(0, value - 4), value + 4))


rounded_counts = st.lists(st.tuples(counts, st.integers(-4, 4)), min_size=1, max_size=30)


@given(rounded_counts)
def test_the_bounds_of_a_sum_contain_the_truth_whatever_the_rounding(pairs: list[tuple[int, int]]) -> None:
    result = summed([published(truth, error) for truth, error in pairs])
    assert result is not None
    assert result.bounds is not None
    assert result.bounds[0] <= sum(truth for truth, _ in pairs) <= result.bounds[1]


@given(rounded_counts, rounded_counts)
def test_a_union_of_two_areas_is_their_sum(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    one, other = ([published(*pair) for pair in pairs] for pairs in (left, right))
    together, apart = summed(one + other), (summed(one), summed(other))
    assert together is not None
    assert together.value == sum(part.value for part in apart if part is not None)


@given(rounded_counts)
def test_a_sum_with_a_hole_is_no_sum(pairs: list[tuple[int, int]]) -> None:
    assert summed([*(published(*pair) for pair in pairs), Part(None, None)]) is None


shares = st.integers(min_value=0, max_value=100)
weighted = st.lists(st.tuples(shares, st.integers(1, 500), st.integers(0, 20)), min_size=1, max_size=5)


@given(weighted)
def test_the_bounds_of_a_mean_are_the_worst_over_all_corners(units: list[tuple[int, int, int]]) -> None:
    parts = [Part(v, (v - 0.5, v + 0.5), w, (w, w + spare)) for v, w, spare in units]
    result = weighted_mean(parts, most=100)
    assert result is not None
    assert result.bounds is not None
    corners = [_mean(parts, ends, 1) for ends in product((0, 1), repeat=len(parts))]
    assert abs(result.bounds[1] - max(corners)) < 1e-9
    corners = [_mean(parts, ends, 0) for ends in product((0, 1), repeat=len(parts))]
    assert abs(result.bounds[0] - min(corners)) < 1e-9


@given(weighted, st.integers(0, 100), st.integers(1, 200))
def test_a_suppressed_unit_may_be_anything_and_stays_within_the_bounds(
    units: list[tuple[int, int, int]], hidden: int, weight: int
) -> None:
    seen = [Part(v, (v, v), w, (w, w)) for v, w, _ in units]
    result = weighted_mean([*seen, Part(None, None, weight, (weight, weight))], most=100)
    truth = weighted_mean([*seen, Part(hidden, (hidden, hidden), weight, (weight, weight))], most=100)
    assert result is not None
    assert truth is not None
    assert result.bounds is not None
    assert result.bounds[0] - 1e-9 <= truth.value <= result.bounds[1] + 1e-9
    assert result.coverage < 1


@given(st.lists(st.tuples(counts, st.integers(10, 9_000)), min_size=1, max_size=20))
def test_a_ratio_of_sums_is_no_average_of_ratios(pairs: list[tuple[int, int]]) -> None:
    result = ratio([Part(n, (n, n), d, (d, d)) for n, d in pairs], scale=1000, most=None)
    assert result is not None
    assert abs(result.value - 1000 * sum(n for n, _ in pairs) / sum(d for _, d in pairs)) < 1e-6


def test_the_unallocated_persons_raise_the_upper_bound_only() -> None:
    without = summed([Part(100, (96, 104))])
    with_them = summed([Part(100, (96, 104))], unallocated=592)
    assert without is not None
    assert with_them is not None
    assert with_them.bounds == (96, 696)
    assert with_them.value == without.value


def _mean(parts: list[Part], ends: tuple[int, ...], side: int) -> float:
    weights = [part.weight_bounds[end] for part, end in zip(parts, ends, strict=True)]
    values = [part.bounds[side] for part in parts if part.bounds is not None]
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
