"""RIVM and GGD, health per wijk and buurt (50090NED): small-area model estimates, percent of adults."""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.tabular import NUMBERS, TEXT, parquet_table, unique_rows, with_column

NAME = "rivm_health"

_ADULTS = "18+"


def read(content: bytes) -> pa.Table:
    """Return the rows of adults (18+) under RIVM's topic names, with `code` and `period` (year as text).

    The copy holds 32-bit floats of figures that were published with one decimal: 76.0999984 is 76.1.
    """
    table = parquet_table(content, NAME, required={"code": TEXT, "jaar": NUMBERS, "leeftijd": TEXT})
    table = table.filter(pc.equal(table["leeftijd"], _ADULTS))
    for field in table.schema:
        if pa.types.is_floating(field.type):
            table = with_column(table, field.name, _one_decimal(table[field.name], field.name))
    table = with_column(table, "period", table["jaar"].cast(pa.string()))
    return unique_rows(table, ["code", "period"], NAME)


def _one_decimal(values: pa.ChunkedArray, column: str) -> pa.ChunkedArray:
    try:
        return pc.round(values.cast(pa.float64()), ndigits=1)
    except pa.ArrowInvalid as error:
        raise BadSource(f"{NAME}: {column} holds no percentage ({error}). Take the file again.") from error
