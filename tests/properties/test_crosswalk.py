"""Properties of crosswalks: nobody is lost, nobody is made, and the order of anything does not matter."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from tests.unit.facts.maps import TAKEN_ON, amounts, crosswalk
from wijkbewijs.facts.amounts import Amounts, crossed
from wijkbewijs.facts.crosswalk import Crosswalk, composed
from wijkbewijs.facts.overlay import Map, overlaid

few = settings(max_examples=60)
weights = st.lists(st.integers(0, 20), min_size=4, max_size=4).filter(any)
moves = st.lists(weights, min_size=1, max_size=6)
counts = st.integers(0, 90_000)


def from_moves(rows: Sequence[Sequence[int]], source: str, target: str, years: tuple[str, str]) -> Crosswalk:
    """Return the crosswalk in which unit i has rows[i][j] of its addresses in target j."""
    shares = {
        (f"{source}{i}", f"{target}{j}"): number / sum(row)
        for i, row in enumerate(rows)
        for j, number in enumerate(row)
        if number
    }
    return crosswalk(shares, [f"{source}{i}" for i in range(len(rows))], years=years)


def people(rows: Sequence[object], numbers: Sequence[int], width: float = 0.0) -> Amounts:
    return amounts({f"A{i}": [float(numbers[i])] for i in range(len(rows))}, width=width)


@few
@given(moves, st.lists(counts, min_size=6, max_size=6))
def test_nobody_is_lost_when_boundaries_move(rows: list[list[int]], numbers: list[int]) -> None:
    before = people(rows, numbers)
    after = crossed(before, from_moves(rows, "A", "x", ("2017", "2020")))
    assert abs(np.nansum(after.value) - before.value.sum()) <= 1e-9 * max(before.value.sum(), 1)
    assert np.nanmin(after.value) >= 0


@few
@given(moves, st.lists(counts, min_size=6, max_size=6), st.lists(weights, min_size=4, max_size=4))
def test_over_the_map_between_is_the_same_as_at_once(
    rows: list[list[int]], numbers: list[int], further: list[list[int]]
) -> None:
    first = from_moves(rows, "A", "x", ("2017", "2020"))
    # A place without parts has no count, so nobody can go on from there.
    going_on = {code: row for code, row in zip(first.target, further, strict=False) if first.parts_of(code)}
    shares = {
        (code, f"p{j}"): number / sum(row)
        for code, row in going_on.items()
        for j, number in enumerate(row)
        if number
    }
    second = crosswalk(shares, years=("2020", "2022"))
    in_steps = crossed(only(crossed(people(rows, numbers), first), second.source), second)
    at_once = crossed(people(rows, numbers), composed(first, second))
    assert at_once.codes == in_steps.codes
    assert np.allclose(at_once.value, in_steps.value, rtol=1e-12, atol=1e-9)


def only(found: Amounts, codes: Sequence[str]) -> Amounts:
    rows = [found.codes.index(code) for code in codes]
    return Amounts(found.division, tuple(codes), found.columns, found.value[rows])


@few
@given(moves, st.lists(counts, min_size=6, max_size=6), st.data())
def test_the_order_of_the_units_does_not_matter(
    rows: list[list[int]], numbers: list[int], data: st.DataObject
) -> None:
    found = from_moves(rows, "A", "x", ("2017", "2020"))
    order = data.draw(st.permutations(range(len(rows))), label="order")
    shuffled: Mapping[str, Sequence[float]] = {f"A{i}": [float(numbers[i])] for i in order}
    there = {
        (f"A{i}", target): found.parts_of(target)[f"A{i}"]
        for i in order
        for target in reversed(found.target)
        if f"A{i}" in found.parts_of(target)
    }
    one = crossed(people(rows, numbers), found)
    other = crossed(amounts(shuffled), crosswalk(there, [f"A{i}" for i in order]))
    mine = dict(zip(one.codes, one.value[:, 0].tolist(), strict=True))
    theirs = dict(zip(other.codes, other.value[:, 0].tolist(), strict=True))
    assert mine.keys() == theirs.keys()
    assert all(np.isclose(mine[code], theirs[code], rtol=1e-12, equal_nan=True) for code in mine)


@few
@given(moves, st.lists(counts, min_size=6, max_size=6), st.data())
def test_the_bounds_contain_the_truth_wherever_people_live_in_a_split_unit(
    rows: list[list[int]], numbers: list[int], data: st.DataObject
) -> None:
    """The truth: of each unit, any division of its people over the targets that it touches."""
    found = from_moves(rows, "A", "x", ("2017", "2020"))
    truth = dict.fromkeys(found.target, 0)
    for i, row in enumerate(rows):
        touched = [f"x{j}" for j, number in enumerate(row) if number]
        left = numbers[i]
        for target in touched[:-1]:
            here = data.draw(st.integers(0, left), label=f"of A{i} in {target}")
            truth[target], left = truth[target] + here, left - here
        truth[touched[-1]] += left
    after = crossed(people(rows, numbers, width=4), found)
    assert after.bounds is not None
    for j, code in enumerate(after.codes):
        assert after.bounds[0][j, 0] <= truth[code] <= after.bounds[1][j, 0]
        assert after.bounds[0][j, 0] <= after.value[j, 0] + 1e-6 <= after.bounds[1][j, 0] + 2e-6


cuts = st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True).map(sorted)


@few
@given(cuts, cuts, st.lists(counts, min_size=7, max_size=7))
def test_an_overlay_of_two_maps_of_the_same_ground_keeps_the_mass(
    before: list[int], after: list[int], numbers: list[int]
) -> None:
    maps = [strips(before, "A", "2017"), strips(after, "x", "2020")]
    found = overlaid(maps[0], maps[1], sliver=0.0)
    assert found.remainder == {}
    assert np.allclose(found.shares.sum(axis=1), 1.0, rtol=0, atol=1e-9)
    start = people(list(maps[0].outlines), numbers)
    assert np.isclose(crossed(start, found).value.sum(), start.value.sum(), rtol=1e-9)


def strips(cut: Sequence[int], name: str, year: str) -> Map:
    """Return a field of 100 by 10 metres, cut at these distances."""
    edges = pairwise((0, *cut, 100))
    outlines = {
        f"{name}{i}": shapely.to_wkb(box(left, 0, right, 10)) for i, (left, right) in enumerate(edges)
    }
    return Map(year, outlines, f"map-{year}", TAKEN_ON)
