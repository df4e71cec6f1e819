"""The long table of a publisher: one row for each place, period and measure, texts dictionary-encoded."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def melted(
    rows: pa.Table, keys: Sequence[str], measures: Sequence[str], labels: Mapping[str, tuple[str, str]]
) -> pa.Table:
    """Return the columns `measures` of `rows` below one another, beside `keys`.

    The result has the keys, then column, title, unit, groups, value (float64) and absent. `labels` gives
    title and unit of a column; without one the column's own name is the title and the unit is empty.
    """
    count = rows.num_rows
    told = [labels.get(name, (name, "")) for name in measures]
    repeated = {key: pa.chunked_array([_encoded(rows[key])] * len(measures)) for key in keys}
    values = [chunk for name in measures for chunk in rows[name].cast(pa.float64()).chunks]
    return pa.table(
        {
            **repeated,
            "column": _runs(list(measures), count),
            "title": _runs([title for title, _ in told], count),
            "unit": _runs([unit for _, unit in told], count),
            "groups": _runs([""] * len(measures), count),
            "value": pa.chunked_array(values, pa.float64()),
            "absent": _runs([""] * len(measures), count),
        }
    )


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return pc.dictionary_encode(column.combine_chunks())


def _runs(texts: list[str], count: int) -> pa.DictionaryArray:
    """Return each text `count` times."""
    known = list(dict.fromkeys(texts))
    places = np.repeat(np.array([known.index(text) for text in texts], np.int32), count)
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(known, pa.string()))
