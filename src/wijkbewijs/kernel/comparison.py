"""What may be compared: only figures of one definition, on one side of a break in their series."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from wijkbewijs.kernel.errors import IncomparableDefinitions
from wijkbewijs.kernel.figure import Figure


def comparable(a: Figure, b: Figure, breaks: Iterable[str] = ()) -> None:
    """Return only when `a` and `b` may be compared, joined or drawn together.

    `breaks` are the periods that cannot be compared with an earlier one (`Indicator.breaks`). Raises
    IncomparableDefinitions, naming both figures, when their definitions differ or a break lies between.
    """
    if a.definition != b.definition:
        raise IncomparableDefinitions(
            f"{a.id} is defined by {a.definition}, {b.id} by {b.definition}. "
            "Show them apart, each with its own definition."
        )
    earlier, later = sorted((a, b), key=lambda figure: _first(figure.period))
    start = break_between(a.period, b.period, breaks)
    if start is not None:
        raise IncomparableDefinitions(
            f"the series of {a.definition} is broken at {start}: {earlier.id} and {later.id} were not "
            "counted in the same way. Show them apart, or use periods on one side of the break."
        )


def comparable_series(figures: Sequence[Figure], breaks: Iterable[str] = ()) -> None:
    """Return only when all figures may stand in one series or chart; see `comparable`."""
    starts = tuple(breaks)
    for a, b in pairwise(sorted(figures, key=lambda figure: _first(figure.period))):
        comparable(a, b, starts)


def break_between(a: str, b: str, breaks: Iterable[str]) -> str | None:
    """Return the first of `breaks` after the earlier and up to the later of two periods, or None.

    >>> break_between("2020", "2018", ("2019",)), break_between("2019", "2020", ("2019",))
    ('2019', None)
    """
    earlier, later = sorted((a, b), key=_first)
    return next((start for start in breaks if _first(earlier) < start <= _last(later)), None)


def _first(period: str) -> str:
    return period.partition("-")[0]


def _last(period: str) -> str:
    return period.rpartition("-")[2]
