"""CBS Kerncijfers for the 71 wijken of Rotterdam, 2022-2025, eleven variables; not every year is full."""

import pyarrow as pa

from wijkbewijs.sources.tabular import csv_table, numbers, unique_rows

NAME = "rotterdam_cbs"

_COLUMNS = ("wijk_slug", "year", "key", "variable", "value", "unit")


def read(content: bytes) -> pa.Table:
    """Return `code` (slug of the wijk), `period`, `column` (key), `title`, `unit`, `value`."""
    table = csv_table(content, NAME, _COLUMNS)
    long = pa.table(
        {
            "code": table["wijk_slug"],
            "period": table["year"],
            "column": table["key"],
            "title": table["variable"],
            "unit": table["unit"],
            "value": numbers(table, "value", NAME),
        }
    )
    return unique_rows(long, ["code", "period", "column"], NAME)
