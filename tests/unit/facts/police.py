"""A police table in miniature, in the format of the real one, and what may be asked of it."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.facts.tables import source, unit_set
from wijkbewijs.definitions.source import Measured, Rounding
from wijkbewijs.facts.incidents import Asked, inputs_of

YEAR = tuple(f"2012MM{month:02}" for month in range(1, 13))
BURGLARY = Measured(
    "crimes_burglary",
    "Geregistreerde misdrijven",
    "aantal",
    Rounding.NONE,
    where=(("SoortMisdrijf", "1.1.1"),),
)
INCIDENTS = Measured(
    "crimes_pesticides",
    "Geregistreerde misdrijven",
    "aantal",
    Rounding.NONE,
    where=(("SoortMisdrijf", "2.6.10"),),
)
POLICE = source(BURGLARY, INCIDENTS)
# The wijk counts what its two buurten count; the municipality what its one wijk counts.
MONTHLY = {"GM0344": 5, "WK034401": 5, "BU03440101": 2, "BU03440102": 3}
WIJK = unit_set("WK034401", name="Wijk")
BUURTEN = unit_set("BU03440101", "BU03440102", name="Buurt")


def cells(
    *,
    counts: Mapping[str, int | None] = MONTHLY,
    offences: tuple[str, ...] = ("1.1.1",),
    periods: tuple[str, ...] = YEAR,
) -> list[dict[str, object]]:
    """Return the rows of the table as published: in each period of each offence a region counts the same."""
    return [
        {
            "SoortMisdrijf": f"{offence:6}",
            "WijkenEnBuurten": f"{region:10}",
            "Perioden": period,
            "GeregistreerdeMisdrijven_1": count,
        }
        for offence in offences
        for region, count in counts.items()
        for period in periods
    ]


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write the rows, numbered, as the Parquet file of the table."""
    path = folder / "police.parquet"
    types = {"SoortMisdrijf": pa.string(), "WijkenEnBuurten": pa.string(), "Perioden": pa.string()}
    schema = pa.schema({"ID": pa.int32(), **types, "GeregistreerdeMisdrijven_1": pa.int32()})
    numbered = [{"ID": place, **row} for place, row in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(numbered, schema=schema), path)
    return path


def asked(*regions: str, periods: tuple[str, ...] = YEAR) -> Asked:
    return Asked(regions, inputs_of(POLICE), periods)
