"""Labels and dots: nothing overlaps, nothing crosses, and axes have round ends around their values."""

from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.report.charts_sample import PLACES
from wijkbewijs.report.charts.layout import apart, stacked, wrapped
from wijkbewijs.report.charts.leaders import CLEAR, Labelled, Sides, labelled
from wijkbewijs.report.charts.series import round_bounds

numbers = st.floats(-1e4, 1e4).map(lambda number: round(number, 3))
SIDES = Sides(left=144.0, right=456.0, gap=19.0)


@given(st.lists(numbers, max_size=20), st.floats(0.5, 50))
def test_labels_keep_their_distance_and_their_order(wanted: list[float], gap: float) -> None:
    placed = sorted(zip(wanted, apart(wanted, gap), strict=True), key=lambda pair: pair[1])
    for (wish, place), (next_wish, next_place) in pairwise(placed):
        assert next_place - place >= gap - 1e-6
        assert wish <= next_wish


@given(st.lists(st.integers(-1000, 1000), unique=True, max_size=12))
def test_labels_with_room_stay_where_they_are(wanted: list[int]) -> None:
    assert apart([float(wish) for wish in wanted], 0.9) == pytest.approx(wanted)


@given(st.lists(st.floats(0, 400), max_size=25), st.floats(1, 20))
def test_dots_on_one_storey_never_overlap(positions: list[float], width: float) -> None:
    placed = list(zip(positions, stacked(positions, width), strict=True))
    for (one, storey), (other, other_storey) in combinations(placed, 2):
        assert storey != other_storey or abs(one - other) >= width - 1e-9


@given(st.text("abc ", max_size=60), st.integers(1, 20))
def test_wrapping_loses_no_word(text: str, most: int) -> None:
    assert " ".join(wrapped(text, most)).split() == text.split()


@given(st.lists(numbers, min_size=1, max_size=20), st.integers(2, 8))
def test_an_axis_holds_all_its_values(values: list[float], ticks: int) -> None:
    low, high = round_bounds(values, ticks)
    assert low <= min(values) <= max(values) <= high
    assert low < high


def test_an_axis_starts_at_zero_when_that_costs_little_room() -> None:
    assert round_bounds([3.0, 11.0])[0] == 0
    assert round_bounds([53.0, 64.0])[0] > 0


def test_every_area_on_the_map_has_a_line_of_its_own() -> None:
    dots = [(name, (144 + (x - 10) / 0.85, (622 - y) / 0.85)) for _, name, _, _, x, y in PLACES]
    places = labelled(dots, SIDES)
    assert sorted(place.name for place in places) == sorted(name for name, _ in dots)
    assert not [(a.name, b.name) for a, b in combinations(places, 2) if lines_cross(a, b)]
    assert not [(a.name, b.name) for a, b in combinations(places, 2) if labels_touch(a, b)]
    for place in places:
        others = [other.dot for other in places if other != place]
        assert all(distance(place, dot) >= CLEAR for dot in others)


spots = st.tuples(st.integers(150, 450), st.integers(5, 380))


@given(st.lists(spots, unique=True, max_size=10))
def test_straight_lines_on_one_side_of_the_map_never_cross(dots: list[tuple[int, int]]) -> None:
    places = labelled([(str(n), (float(x), float(y))) for n, (x, y) in enumerate(dots)], SIDES)
    straight = [place for place in places if place.bend is None]
    for one, other in combinations(straight, 2):
        assert one.left != other.left or not lines_cross(one, other)


def lines_cross(one: Labelled, other: Labelled) -> bool:
    return any(
        turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        for a, b in pairwise(one.line)
        for c, d in pairwise(other.line)
    )


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def labels_touch(one: Labelled, other: Labelled) -> bool:
    return one.left == other.left and abs(one.label[1] - other.label[1]) < SIDES.gap - 1e-6


def distance(place: Labelled, dot: tuple[float, float]) -> float:
    """The least distance from a dot to a hundred points on each stretch of a line."""
    return min(
        dist(dot, (a[0] + (b[0] - a[0]) * n / 100, a[1] + (b[1] - a[1]) * n / 100))
        for a, b in pairwise(place.line)
        for n in range(101)
    )
