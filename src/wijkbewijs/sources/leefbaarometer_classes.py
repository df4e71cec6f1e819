"""Classes of the Leefbaarometer 2.0: an order from 1 to 9 of a wijk or gemeente, for five years."""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.tabular import NUMBERS, TEXT, parquet_table, unique_rows, with_column

NAME = "leefbaarometer_classes"

_YEARS = {"KL02": "2002", "KL08": "2008", "KL12": "2012", "KL14": "2014", "KL16": "2016"}
_ALLOWED = pa.array([None, *range(1, 10)], pa.float64())
# The copy has no titles: these words are ours.
_TITLE, _UNIT = "Klasse van de leefbaarheid", "klasse"


def read(content: bytes) -> pa.Table:
    """Return `code`, `period`, `column`, `title`, `unit` and `value`: the class, null where it has none.

    The classes of development between two years (VKL0208 ...) are left out. Raises BadSource for a class
    that is no whole number from 1 to 9.
    """
    table = parquet_table(content, NAME, required={"code": TEXT, **dict.fromkeys(_YEARS, NUMBERS)})
    table = unique_rows(table, ["code"], NAME)
    return pa.concat_tables([_of_year(table, column) for column in _YEARS])


def _of_year(table: pa.Table, column: str) -> pa.Table:
    values = _classes(table, column)
    texts = {"period": _YEARS[column], "column": "KL", "title": _TITLE, "unit": _UNIT}
    rows = pa.table({"code": table["code"]})
    for name, text in texts.items():
        rows = with_column(rows, name, pa.array([text] * table.num_rows, pa.string()))
    return with_column(rows, "value", values)


def _classes(table: pa.Table, column: str) -> pa.ChunkedArray:
    values = table[column].cast(pa.float64(), safe=False)
    values = pc.if_else(pc.is_nan(values), None, values)
    strange = values.filter(pc.invert(pc.is_in(values, value_set=_ALLOWED)))
    if len(strange):
        raise BadSource(
            f"{NAME}: {column} has a class {strange[0].as_py():g}, expected whole numbers from 1 to 9. "
            "Look up what the publisher means by it."
        )
    return values
