"""Police 47018NED for the 71 wijken of Rotterdam: registered crimes a year, by ten types of offence."""

import pyarrow as pa

from wijkbewijs.sources.tabular import csv_table, numbers, unique_rows

NAME = "rotterdam_police"

_COLUMNS = ("wijk_slug", "year", "offence_code", "offence_type", "count", "unit")


def read(content: bytes) -> pa.Table:
    """Return `code` (slug of the wijk), `period`, `column` (offence code), `title`, `unit`, `value`."""
    table = csv_table(content, NAME, _COLUMNS)
    long = pa.table(
        {
            "code": table["wijk_slug"],
            "period": table["year"],
            "column": table["offence_code"],
            "title": table["offence_type"],
            "unit": table["unit"],
            "value": numbers(table, "count", NAME),
        }
    )
    return unique_rows(long, ["code", "period", "column"], NAME)
