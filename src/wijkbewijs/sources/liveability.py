"""What the Leefbaarometer 3.0 promises about its scores, by whatever wire they come.

The score of a place is a fixed reference plus its deviation, and the deviation is the sum of five dimensions.
A table of the Leefbaarometer 2.0, or of a recalibrated edition, breaks that and is refused: the two series
are never mixed. The class limits are not published; they follow from the places whose class is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource

REFERENCE = 4.1022648511  # the score of the Netherlands; `lbm - afw` in every year
SCORE = "lbm"
DEVIATION = "afw"
DIMENSIONS = ("fys", "onv", "soc", "vrz", "won")
CLASS = "kscore"
UNIT = "score"
TITLES: Mapping[str, str] = {
    SCORE: "Leefbaarheid",
    DEVIATION: "Afwijking van Nederland",
    "fys": "Fysieke omgeving",
    "onv": "Overlast en onveiligheid",
    "soc": "Sociale samenhang",
    "vrz": "Voorzieningen",
    "won": "Woningvoorraad",
}
_CLASSES = range(1, 10)
_SCALES = ("BU", "WK", "GM")
_ARITHMETIC = 1e-9  # the reference is known to ten decimals, and six doubles are added
_OF_A_CLASS = 1e-5  # two editions of one deviation, each written in six digits


@dataclass(frozen=True, slots=True)
class Precision:
    """How numbers are written: in at most so many significant digits, and so many decimals.

    A table of fixed decimals is bound by the second, one of fixed digits (as the WFS writes) by the first.
    """

    significant: int
    decimals: int

    def half_unit(self, values: pa.Array) -> pa.Array:
        """Return how far each number can lie from what it was before it was written."""
        size = pc.floor(pc.log10(pc.abs(values)))
        by_digits = pc.power(10.0, pc.subtract(size, float(self.significant - 1)))
        return pc.multiply(pc.max_element_wise(by_digits, 10.0**-self.decimals), 0.5)


def precision_of(texts: Iterable[pa.ChunkedArray]) -> Precision:
    """Return the precision of numbers as they were written; a power of ten behind them does not count."""
    digits, decimals = [1], [0]
    for column in texts:
        plain = pc.replace_substring_regex(column, r"[eE].*$", "")
        bare = pc.replace_substring_regex(pc.replace_substring(plain, ".", ""), r"^[-+]?0*", "")
        digits.append(pc.max(pc.utf8_length(bare)).as_py() or 1)
        behind = pc.replace_substring_regex(column, r"^[^.]*\.?", "")
        behind = pc.filter(behind, pc.invert(pc.match_substring_regex(behind, "[eE]")))
        decimals.append(pc.max(pc.utf8_length(behind)).as_py() or 0)
    return Precision(max(digits), max(decimals))


def check_scores(rows: pa.Table, precision: Precision, where: str) -> pa.Table:
    """Return `rows` (code, period and the columns of TITLES as numbers) when every row adds up.

    The deviation may differ from its five dimensions by as much as rounding explains: half a unit of the
    last digit of each of the six numbers. A row without any figure passes. Raises BadSource with the code
    and the year of the first row that does not add up, lacks some of its figures, or has another reference.
    """
    scored = _whole(rows, where)
    total, slack = scored[DIMENSIONS[0]], precision.half_unit(scored[DEVIATION])
    for name in DIMENSIONS[1:]:
        total = pc.add(total, scored[name])
    for name in DIMENSIONS:
        slack = pc.add(slack, precision.half_unit(scored[name]))
    _check_equal(scored, DEVIATION, total, slack, where)
    if SCORE in rows.column_names:
        slack = pc.add(precision.half_unit(scored[SCORE]), precision.half_unit(scored[DEVIATION]))
        _check_equal(scored, SCORE, pc.add(scored[DEVIATION], REFERENCE), slack, where)
    return rows


def _check_equal(
    rows: pa.Table, name: str, total: pa.ChunkedArray, slack: pa.ChunkedArray, where: str
) -> None:
    difference = pc.abs(pc.subtract(rows[name], total))
    broken = pc.invert(pc.less_equal(difference, pc.add(slack, _ARITHMETIC)))
    for place in pc.indices_nonzero(broken).slice(0, 1).to_pylist():
        raise BadSource(
            f"{where}: {name} ({TITLES[name]}) of {rows['code'][place]} in {rows['period'][place]} is "
            f"{rows[name][place]}, and its parts add up to {total[place]}. This is no table of the "
            f"Leefbaarometer 3.0 with reference {REFERENCE}: never mix two series."
        )


def _whole(rows: pa.Table, where: str) -> pa.Table:
    figures = [name for name in TITLES if name in rows.column_names]
    known = pc.cast(pc.is_valid(rows[figures[0]]), pa.int8())
    for name in figures[1:]:
        known = pc.add(known, pc.cast(pc.is_valid(rows[name]), pa.int8()))
    partly = pc.and_(pc.greater(known, 0), pc.less(known, len(figures)))
    for place in pc.indices_nonzero(partly).slice(0, 1).to_pylist():
        missing = next(name for name in figures if not rows[name][place].is_valid)
        raise BadSource(
            f"{where}: {rows['code'][place]} in {rows['period'][place]} has no {missing}, but other figures. "
            "Take the table again."
        )
    return rows.filter(pc.greater(known, 0))


@dataclass(frozen=True, slots=True)
class ClassLimit:
    """The deviations that were seen in one class, from the lowest to the highest."""

    number: int
    low: float
    high: float


def class_limits(table: pa.Table, where: str) -> tuple[ClassLimit, ...]:
    """Return the limits of the classes in a long table of one scale (code, period, column, value).

    They follow from the pairs of deviation (`afw`) and class (`kscore`, 1 to 9). A class in which no place
    lies has no limits. Raises BadSource when classes overlap, so that they are no classes of the deviation.
    """
    pairs: dict[int, list[float]] = {}
    deviations = _values(table, DEVIATION)
    for (code, period), number in _values(table, CLASS).items():
        if number not in _CLASSES:
            raise BadSource(f"{where}: {CLASS} of {code} in {period} is {number:g}, not one of 1 to 9.")
        if (code, period) in deviations:
            pairs.setdefault(int(number), []).append(deviations[code, period])
    limits = tuple(ClassLimit(number, min(pairs[number]), max(pairs[number])) for number in sorted(pairs))
    for below, above in pairwise(limits):
        if below.high > above.low:
            raise BadSource(
                f"{where}: classes {below.number} and {above.number} overlap: a deviation of "
                f"{below.high:g} is in the lower one, {above.low:g} in the higher. Take the layers again."
            )
    return limits


def check_classes(scores: pa.Table, classes: pa.Table) -> None:
    """Raise BadSource when a deviation in `scores` lies outside the class that `classes` gives that place.

    Both are long tables (code, period, column, value). The limits follow from `classes`, for each scale on
    its own; places that only one of the two has say nothing.
    """
    known = _values(scores, DEVIATION)
    for prefix in _SCALES:
        of_scale = classes.filter(pc.starts_with(classes["code"].cast(pa.string()), prefix))
        limits = class_limits(of_scale, f"Leefbaarometer, codes {prefix}")
        for (code, period), number in _values(of_scale, CLASS).items():
            value = known.get((code, period))
            if value is not None and not _fits(value, int(number), limits):
                raise BadSource(
                    f"{code} in {period}: the file says {DEVIATION} {value:g}, outside class "
                    f"{number:g} that the map gives it. One of the two is of another edition."
                )


def _fits(value: float, number: int, limits: Sequence[ClassLimit]) -> bool:
    lowest = max((limit.high for limit in limits if limit.number < number), default=float("-inf"))
    highest = min((limit.low for limit in limits if limit.number > number), default=float("inf"))
    return lowest - _OF_A_CLASS <= value <= highest + _OF_A_CLASS


def _values(table: pa.Table, column: str) -> dict[tuple[str, str], float]:
    rows = table.filter(
        pc.and_(pc.equal(table["column"].cast(pa.string()), column), pc.is_valid(table["value"]))
    )
    keys = zip(rows["code"].to_pylist(), rows["period"].to_pylist(), strict=True)
    return dict(zip(keys, rows["value"].to_pylist(), strict=True))
