"""Where labels go: apart from each other, or wrapped to a width."""

from collections.abc import Sequence
from typing import Literal

Spot = tuple[float, float]
Side = Literal["left", "center", "right"]


def apart(wanted: Sequence[float], gap: float) -> list[float]:
    """Return positions at least `gap` apart, in the order given, as near to `wanted` as can be.

    Least squares with a minimum distance, by pooling adjacent violators (Ayer and others, 1955). The
    positions are in the order of `wanted` after sorting; equal wishes keep their order.

    >>> apart([10.0, 11.0, 40.0], 10.0)
    [5.5, 15.5, 40.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[float, int]] = []  # mean of what remains after taking `gap` per step out, and size
    for rank, i in enumerate(order):
        mean, size = wanted[i] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    pooled = [mean for mean, size in blocks for _ in range(size)]
    placed = [0.0] * len(wanted)
    for rank, i in enumerate(order):
        placed[i] = pooled[rank] + rank * gap
    return placed


def stacked(positions: Sequence[float], width: float) -> list[int]:
    """Return for each position the storey on which a dot of `width` lies beside those below it.

    Storeys go 0, 1, -1, 2, -2, ...; dots are laid from left to right.

    >>> stacked([0, 1, 2, 20], 5)
    [0, 1, -1, 0]
    """
    last: dict[int, float] = {}
    storeys = [0] * len(positions)
    for i in sorted(range(len(positions)), key=lambda i: positions[i]):
        storey = next(s for s in _storeys(len(positions)) if positions[i] - last.get(s, -1e9) >= width)
        last[storey] = positions[i]
        storeys[i] = storey
    return storeys


def wrapped(text: str, most: int) -> list[str]:
    """Return `text` in lines of at most `most` characters; a longer word stands alone.

    >>> wrapped("Ervaart de eigen gezondheid als goed", 20)
    ['Ervaart de eigen', 'gezondheid als goed']
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _storeys(count: int) -> list[int]:
    return [0, *(sign * n for n in range(1, count + 1) for sign in (1, -1))]


def side_of(value: Sequence[float], values: Sequence[float], edge: float = 0.2) -> Side:
    """How words at a value align on an axis that spans `values`, so that they stay within it.

    `edge` is the share of the axis within which centred words could stick out.

    >>> side_of([9.5], [0, 10]), side_of([5], [0, 10]), side_of([0], [0, 10]), side_of([], [])
    ('right', 'center', 'left', 'center')
    """
    if not value or min(values) == max(values):
        return "center"
    place = (value[0] - min(values)) / (max(values) - min(values))
    return "left" if place < edge else "right" if place > 1 - edge else "center"
