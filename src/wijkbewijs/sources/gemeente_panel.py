"""A panel of all gemeenten, 2012-2022, that joins CBS, police and other tables a year at a time.

Each year stands on its own borders, but the police re-codes the past to today's: crime of 2012 joins 318
of 415 gemeenten, and where a code survived a merger it counts the merged place.
"""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.sources.tabular import NUMBERS, TEXT, parquet_table, unique_rows, with_column

NAME = "gemeente_panel"

_UNKNOWN_PLACE = "GM9999"  # the remainder "municipality unknown", a row without figures in 2012


def read(content: bytes) -> pa.Table:
    """Return the panel under its own column names, with `code` and `period` (the year as text)."""
    table = parquet_table(content, NAME, required={"gemeentecode": TEXT, "jaar": NUMBERS})
    table = table.filter(pc.not_equal(table["gemeentecode"], _UNKNOWN_PLACE))
    table = with_column(table, "code", table["gemeentecode"])
    table = with_column(table, "period", table["jaar"].cast(pa.string()))
    return unique_rows(table, ["code", "period"], NAME)
