"""Counts of many units, measures and periods at once, and what they are on another map.

Only what is counted crosses: a rate, a mean, a model or a class has no parts that add up. Its numerator and
its denominator cross, each for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wijkbewijs.definitions.source import Measured, Rounding
from wijkbewijs.facts.crosswalk import MASS_TOLERANCE, Crosswalk
from wijkbewijs.kernel.errors import BadSource, IncomparableDefinitions

_COUNTED_UNITS = frozenset({"aantal", "crimes", "persons", "registered crimes"})
_COUNTED_ROUNDINGS = frozenset({Rounding.NONE, Rounding.RANDOM_5, Rounding.RANDOM_10})

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Counts on one division: a row for each of `codes`, a column for each (input, period) of `columns`.

    NaN is an absent count. `bounds` are the lower and the upper ends, NaN where none is known; None when no
    bounds are wanted.
    """

    division: str
    codes: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    value: Numbers
    bounds: tuple[Numbers, Numbers] | None = None

    def __post_init__(self) -> None:
        shape = (len(self.codes), len(self.columns))
        if any(numbers.shape != shape for numbers in (self.value, *(self.bounds or ()))):
            raise ValueError(f"expected values and bounds of {shape[0]} units x {shape[1]} columns")


def check_counted(measure: Measured) -> None:
    """Raise IncomparableDefinitions for a measure that is no count: a rate, mean, surface, model or class."""
    if measure.unit not in _COUNTED_UNITS or measure.rounding not in _COUNTED_ROUNDINGS:
        raise IncomparableDefinitions(
            f"{measure.input}: {measure.title!r} in {measure.unit!r} (rounding {measure.rounding}) is no "
            "count, so no part of it moves with a boundary. Move its numerator and its denominator instead."
        )


def amounts_of(table: pa.Table, measures: Sequence[Measured], division: str) -> Amounts:
    """Return the counts of `measures` in the fact table (columns of `facts.schema`) on `division`.

    A unit has a row when the table has any of the counts for it. Raises IncomparableDefinitions as
    `check_counted`.
    """
    for measure in measures:
        check_counted(measure)
    inputs = pa.array(sorted({measure.input for measure in measures}), pa.string())
    wanted = pc.and_(pc.equal(table["division"], division), pc.is_in(table["input"], inputs))
    rows = table.filter(wanted).select(["region", "input", "period", "value", "low", "high"])
    regions, names, periods = (rows[name].to_pylist() for name in ("region", "input", "period"))
    codes = {code: i for i, code in enumerate(sorted(set(regions)))}
    columns = {key: i for i, key in enumerate(sorted(set(zip(names, periods, strict=True))))}
    at = ([codes[c] for c in regions], [columns[key] for key in zip(names, periods, strict=True)])
    value, low, high = (
        _filled(rows[name], at, (len(codes), len(columns))) for name in ("value", "low", "high")
    )
    return Amounts(division, tuple(codes), tuple(columns), value, (low, high))


def crossed(amounts: Amounts, crosswalk: Crosswalk) -> Amounts:
    """Return the counts on the target division of `crosswalk`.

    A target is absent when one of its parts is, or when it has none. Its bounds hold wherever in a split unit
    the counted live: the lower end adds only the units that lie in it whole, the upper end all that touch
    it. Raises IncomparableDefinitions for counts of another division, BadSource for a unit that the
    crosswalk does not know.
    """
    if amounts.division != crosswalk.source_division:
        raise IncomparableDefinitions(
            f"counts on the map of {amounts.division} cannot cross from {crosswalk.source_division} to "
            f"{crosswalk.target_division}. Take the crosswalk of their own map."
        )
    rows = _rows(amounts, crosswalk)
    pull = crosswalk.shares.T.tocsr()
    value = _pulled(pull, amounts.value, rows)
    bounds = amounts.bounds and _bounds(pull, amounts.bounds, rows, np.isnan(value))
    return Amounts(crosswalk.target_division, crosswalk.target, amounts.columns, value, bounds)


def _rows(amounts: Amounts, crosswalk: Crosswalk) -> NDArray[np.intp] | None:
    """The row of each source unit, -1 for one without counts; None when the rows stand in its order."""
    if amounts.codes == crosswalk.source:
        return None
    place = {code: i for i, code in enumerate(amounts.codes)}
    unknown = sorted(place.keys() - set(crosswalk.source))
    if unknown:
        raise BadSource(
            f"{unknown[0]} has counts on {amounts.division} but is not in the crosswalk from there to "
            f"{crosswalk.target_division} ({len(unknown)} such units). Make it from the whole map."
        )
    return np.array([place.get(code, -1) for code in crosswalk.source], np.intp)


def _pulled(pull: csr_array, numbers: Numbers, rows: NDArray[np.intp] | None) -> Numbers:
    """Sum the parts of each target; NaN spreads from any part, and a target without a part is NaN too."""
    if rows is not None:
        numbers = np.where(rows[:, None] < 0, np.nan, numbers[rows])
    summed: Numbers = pull @ numbers
    summed[np.diff(pull.indptr) == 0] = np.nan
    return summed


def _bounds(
    pull: csr_array, bounds: tuple[Numbers, Numbers], rows: NDArray[np.intp] | None, absent: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    whole = pull.copy()
    whole.data = (pull.data >= 1 - MASS_TOLERANCE).astype(float)
    whole.eliminate_zeros()
    touching = csr_array((np.ones_like(pull.data), pull.indices, pull.indptr), shape=pull.shape)
    low, high = _pulled(whole, bounds[0], rows), _pulled(touching, bounds[1], rows)
    low[np.diff(whole.indptr) == 0] = 0.0  # nothing lies in it for certain
    low[absent], high[absent] = np.nan, np.nan
    return low, high


def _filled(column: pa.ChunkedArray, at: tuple[list[int], list[int]], shape: tuple[int, int]) -> Numbers:
    numbers = np.full(shape, np.nan)
    numbers[at] = column.to_numpy()
    return numbers
