"""Attributes of CBS's wijk- en buurtkaart as a map package carries them: wijken of one year, no outlines."""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.sources.tabular import TEXT, parquet_table, unique_rows, with_column, without_sentinels

NAME = "kwb_attributes"

_LAND = "NEE"  # under `WATER`; "JA" is open water of a municipality, "B" is abroad, and neither is a wijk


def read(content: bytes) -> pa.Table:
    """Return the wijken on land under CBS's short names, with `code` and `name`; a sentinel becomes null."""
    table = parquet_table(content, NAME, required=dict.fromkeys(("WK_CODE", "WK_NAAM", "WATER"), TEXT))
    table = table.filter(pc.equal(table["WATER"], _LAND))
    table = with_column(with_column(table, "code", table["WK_CODE"]), "name", table["WK_NAAM"])
    return unique_rows(without_sentinels(table), ["code"], NAME)
