"""TypedDataSet of a CBS table (OData v3): one row a region, numbers as published, null = no figure."""

import pyarrow as pa

from wijkbewijs.sources.tabular import TEXT, parquet_table, unique_rows, with_column

NAME = "cbs_typed_dataset"

_REGION = "WijkenEnBuurten"


def read(content: bytes) -> pa.Table:
    """Return the table under CBS's own keys, and the unpadded region code as `code`.

    CBS pads the region to ten characters (`"GM0363    "`); the country is `NL00`.
    """
    table = parquet_table(content, NAME, required={_REGION: TEXT})
    return unique_rows(with_column(table, "code", table[_REGION]), ["code"], NAME)
