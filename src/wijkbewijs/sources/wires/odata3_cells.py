"""The cells of one column: numbers (TypedDataSet) or padded texts (UntypedDataSet), with why one is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.figure import Absent

_REASONS = pa.array(["", Absent.NOT_APPLICABLE.value])
_UNKNOWN = "."  # behind spaces; a cell of spaces only "cannot occur on logical grounds"


@dataclass(frozen=True, slots=True)
class Cells:
    """Values (float64, null = no figure) and the reason of each absence, empty where none is given."""

    values: pa.Array
    absent: pa.Array


def typed_cells(found: Sequence[object]) -> Cells:
    """Return numbers and nulls as cells; ValueError, TypeError or OverflowError for anything else."""
    values = pa.array(found)
    kind = values.type
    if not (pa.types.is_null(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        raise ValueError(f"{kind} is no number")
    return _cells(values.cast(pa.float64()), pa.repeat(pa.scalar(0, pa.int8()), len(values)))


def text_cells(found: Sequence[object]) -> Cells:
    """Return padded texts as cells, `"       ."` being unknown; ValueError or TypeError for other words.

    A text of nothing but spaces is a figure that cannot exist: CBS's own legend of symbols.
    """
    texts = pc.utf8_trim_whitespace(pa.array(found, pa.string()))
    blank = pc.fill_null(pc.equal(texts, ""), fill_value=False)
    empty = pc.or_(blank, pc.fill_null(pc.equal(texts, _UNKNOWN), fill_value=False))
    values = pc.cast(pc.if_else(empty, pa.scalar(None, pa.string()), texts), pa.float64())
    return _cells(values, blank.cast(pa.int8()))


def first_wrong(found: Sequence[object], read: Callable[[Sequence[object]], Cells]) -> int:
    """Return the index of the first cell that `read` refuses by itself; 0 when each of them is readable."""
    return next((i for i, value in enumerate(found) if not _is_readable(value, read)), 0)


def _is_readable(value: object, read: Callable[[Sequence[object]], Cells]) -> bool:
    try:
        read([value])
    except (ValueError, TypeError, OverflowError):
        return False
    return True


def _cells(values: pa.Array, reasons: pa.Array) -> Cells:
    if not pc.all(pc.is_finite(values), min_count=0).as_py():
        raise ValueError("not every value is finite")
    return Cells(values, pa.DictionaryArray.from_arrays(reasons, _REASONS))
