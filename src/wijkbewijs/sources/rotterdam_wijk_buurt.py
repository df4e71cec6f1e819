"""Which CBS buurten make up each of the 71 wijken of Rotterdam, by name."""

import pyarrow as pa

from wijkbewijs.sources.tabular import csv_table, unique_rows

NAME = "rotterdam_wijk_buurt"

_COLUMNS = ("wijk_slug", "wijk_name", "gebied", "cbs_buurt_name")


def read(content: bytes) -> pa.Table:
    """Return `code` (slug), `name`, `district` and `buurt`; a buurt may serve two wijken."""
    table = csv_table(content, NAME, _COLUMNS)
    named = pa.table(
        {
            "code": table["wijk_slug"],
            "name": table["wijk_name"],
            "district": table["gebied"],
            "buurt": table["cbs_buurt_name"],
        }
    )
    return unique_rows(named, ["code", "buurt"], NAME)
