"""Leader lines from labels beside a map to its dots: none across another, none over another dot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import cos, dist, radians, sin

from wijkbewijs.report.charts.layout import Spot, apart

CLEAR = 4.0  # pixels that a leader line stays from the middle of another dot
BEND = 14.0  # pixels from the dot


@dataclass(frozen=True, slots=True)
class Labelled:
    """A dot with the spot of its label, in pixels; the label stands left or right of the map.

    The line is straight, or has a bend where a straight one would run over another dot.
    """

    name: str
    dot: Spot
    label: Spot
    left: bool
    bend: Spot | None = None

    @property
    def line(self) -> tuple[Spot, ...]:
        return (self.label, self.dot) if self.bend is None else (self.label, self.bend, self.dot)


@dataclass(frozen=True, slots=True)
class Sides:
    """Where the labels stand: the x of both columns and the least distance between two of them."""

    left: float
    right: float
    gap: float


def labelled(dots: Sequence[tuple[str, Spot]], sides: Sides) -> list[Labelled]:
    """Give every dot a label left or right of the map.

    The western half starts on the left; then dots change sides for as long as that leaves fewer lines
    that run over another dot, or shorter lines; what still does gets a bend.
    """
    ordered = sorted(dots, key=lambda item: item[1])
    west = [place < len(ordered) // 2 for place in range(len(ordered))]
    best = _placed(ordered, west, sides)
    while True:
        flips = [[*west[:i], not side, *west[i + 1 :]] for i, side in enumerate(west)]
        tried = [(_placed(ordered, flip, sides), flip) for flip in flips]
        candidate, flip = min(tried, key=lambda item: _cost(item[0]), default=(best, west))
        if _cost(candidate) >= _cost(best):
            return _bent(best)
        best, west = candidate, flip


def _placed(dots: Sequence[tuple[str, Spot]], west: list[bool], sides: Sides) -> list[Labelled]:
    paired = list(zip(dots, west, strict=True))
    left = [Labelled(*dot, (sides.left, 0), left=True) for dot, is_west in paired if is_west]
    right = [Labelled(*dot, (sides.right, 0), left=False) for dot, is_west in paired if not is_west]
    return [*_column(left, sides.gap), *_column(right, sides.gap)]


def _column(places: list[Labelled], gap: float) -> list[Labelled]:
    """Set the labels of one side apart and exchange two of them for as long as their lines cross.

    Each exchange makes the lines together shorter, so this ends.
    """
    heights = apart([place.dot[1] for place in places], gap)
    placed = [replace(p, label=(p.label[0], y)) for p, y in zip(places, heights, strict=True)]
    pairs = list(combinations(range(len(placed)), 2))
    while True:
        crossing = next(((i, j) for i, j in pairs if _cross(placed[i], placed[j])), None)
        if crossing is None:
            return placed
        placed = _exchanged(placed, *crossing)


def _bent(places: list[Labelled]) -> list[Labelled]:
    """Give each line that runs over a dot a bend close to its own dot, if need be with another's label."""
    bent = list(places)
    for i, place in enumerate(places):
        if not _is_free(place, bent):
            partners = (j for j, other in enumerate(bent) if other.left is place.left)
            tried = (bend for j in partners for bend in _bends(bent, i, j))
            bent = min(tried, key=_length, default=bent)
    return bent


def _bends(places: list[Labelled], i: int, j: int) -> Iterator[list[Labelled]]:
    """Yield the placements without fault in which i has the label of j and a bend, and j the label of i."""
    x, y = places[i].dot
    for turn in range(0, 360, 10):
        bend = (x + BEND * cos(radians(turn)), y + BEND * sin(radians(turn)))
        tried = _exchanged(places, i, j)
        tried[i] = replace(tried[i], bend=bend)
        if _is_free(tried[i], tried) and _is_free(tried[j], tried):
            yield tried


def _exchanged(places: list[Labelled], i: int, j: int) -> list[Labelled]:
    exchanged = list(places)
    exchanged[i] = replace(places[i], label=places[j].label)
    exchanged[j] = replace(places[j], label=places[i].label)
    return exchanged


def _cost(places: list[Labelled]) -> tuple[int, float]:
    return sum(not _is_free(place, places) for place in places), _length(places)


def _length(places: list[Labelled]) -> float:
    return sum(dist(a, b) for place in places for a, b in pairwise(place.line))


def _is_free(place: Labelled, places: list[Labelled]) -> bool:
    """Whether the line of `place` runs over no other dot and across no other line."""
    others = [other for other in places if other.name != place.name]
    return not any(_runs_over(place, other.dot) or _cross(place, other) for other in others)


def _cross(one: Labelled, other: Labelled) -> bool:
    return any(
        _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0
        for a, b in pairwise(one.line)
        for c, d in pairwise(other.line)
    )


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _runs_over(place: Labelled, dot: Spot) -> bool:
    return any(_distance(dot, a, b) < CLEAR for a, b in pairwise(place.line))


def _distance(spot: Spot, a: Spot, b: Spot) -> float:
    """The distance from a spot to the line from a to b."""
    along = ((spot[0] - a[0]) * (b[0] - a[0]) + (spot[1] - a[1]) * (b[1] - a[1])) / dist(a, b) ** 2
    part = min(max(along, 0.0), 1.0)
    return dist(spot, (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
