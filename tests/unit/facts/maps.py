"""Small crosswalks and amounts."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from scipy.sparse import coo_array

from wijkbewijs.facts.amounts import Amounts
from wijkbewijs.facts.crosswalk import Crosswalk, Weighting

TAKEN_ON = date(2026, 11, 23)


def crosswalk(
    shares: Mapping[tuple[str, str], float],
    source: Sequence[str] = (),
    target: Sequence[str] = (),
    *,
    weighting: Weighting = Weighting.ADDRESSES,
    years: tuple[str, str] = ("2017", "2020"),
) -> Crosswalk:
    """Return the crosswalk with these shares by (source, target), and these units without any."""
    rows = tuple(dict.fromkeys((*source, *(pair[0] for pair in shares))))
    columns = tuple(dict.fromkeys((*target, *(pair[1] for pair in shares))))
    at = ([rows.index(s) for s, _ in shares], [columns.index(t) for _, t in shares])
    matrix = coo_array((list(shares.values()), at), shape=(len(rows), len(columns))).tocsr()
    return Crosswalk(*years, rows, columns, matrix, weighting, ("a-source",), TAKEN_ON)


def amounts(values: Mapping[str, Sequence[float]], *, width: float = 0.0, division: str = "2017") -> Amounts:
    """Return counts by code, each with a bound of `width` on both sides."""
    value = np.array(list(values.values()), dtype=float).reshape(len(values), -1)
    columns = tuple(("inhabitants", str(2017 + i)) for i in range(value.shape[1]))
    return Amounts(division, tuple(values), columns, value, (value - width, value + width))


def by_code(found: Amounts) -> dict[str, list[float | None]]:
    """Return the counts by code, None for an absent one."""
    rows = zip(found.codes, found.value.tolist(), strict=True)
    return {code: [None if np.isnan(cell) else cell for cell in row] for code, row in rows}
