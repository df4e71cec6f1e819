"""The national police table 47022NED as its publisher serves it, drawn for any number of months.

Region codes are those of Kerncijfers 2020 and offences those of the police's own list; the counts are
drawn, so nothing here is a figure. As in the real table rows run by offence, then by region, then by month,
and codes are padded to 6 and 10 characters. A wijk, a municipality and the country are the sums of their
buurten, the total is the sum of the offences. Four offences are published by year only: their months are
null, but the total holds them.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

REGIONS = "cbs_kwb/kwb2020_gm_wk_bu.parquet"
OFFENCES = "police/allemisdrijven_metadata_47013NED.csv"
TOTAL = "0.0.0 "
# "Van zedenmisdrijven, kinderporno, kinderprostitutie en maatschappelijke integriteit overig worden enkel
# jaarcijfers gepubliceerd": the explanation of the table, in OFFENCES.
BY_YEAR_ONLY = frozenset({"1.4.1 ", "3.2.1 ", "3.2.2 ", "3.7.3 "})
SCHEMA = pa.schema(
    {
        "ID": pa.int32(),
        "SoortMisdrijf": pa.string(),
        "WijkenEnBuurten": pa.string(),
        "Perioden": pa.string(),
        "GeregistreerdeMisdrijven_1": pa.int32(),
    }
)
_FIRST_YEAR = 2012
_CRIMES_A_MONTH = 70_000  # about what the police register in the country
_ROWS_AT_ONCE = 1_000_000

Counts = npt.NDArray[np.int32]  # regions x months


@dataclass(frozen=True)
class PoliceTable:
    """The codes of the three dimensions, padded and in the order of the table, and what seeds the draw."""

    offences: tuple[str, ...]
    regions: tuple[str, ...]
    months: tuple[str, ...]
    seed: int = 2022

    @property
    def rows_an_offence(self) -> int:
        return len(self.regions) * len(self.months)

    @property
    def rows(self) -> int:
        return len(self.offences) * self.rows_an_offence

    @cached_property
    def crowding(self) -> npt.NDArray[np.float64]:
        """The share of all crimes that falls in each region: a few buurten have most of it."""
        is_buurt = np.array([region.startswith("BU") for region in self.regions])
        shares = np.random.default_rng(self.seed).gamma(0.7, size=len(self.regions)) * is_buurt
        return shares / shares.sum()

    @cached_property
    def above(self) -> tuple[tuple[Counts, Counts], ...]:
        """Pairs (part, whole) of places in `regions`: buurt in wijk, wijk in municipality, that in NL."""
        place = {region.strip(): index for index, region in enumerate(self.regions)}
        pairs = {"BU": [], "WK": [], "GM": []}
        for code, index in place.items():
            whole = {"BU": f"WK{code[2:8]}", "WK": f"GM{code[2:6]}", "GM": "NL00"}.get(code[:2], "")
            if whole in place:
                pairs[code[:2]].append((index, place[whole]))
        return tuple((np.array(p)[:, 0], np.array(p)[:, 1]) for p in pairs.values() if p)


def police_table(snapshot: Path, months: int) -> PoliceTable:
    """Return all regions and offences of the snapshot, for this many months from January 2012."""
    regions = pq.read_table(snapshot / REGIONS, columns=["WijkenEnBuurten"])["WijkenEnBuurten"].to_pylist()
    periods = (f"{_FIRST_YEAR + month // 12}MM{month % 12 + 1:02}" for month in range(months))
    return PoliceTable(offence_codes(snapshot / OFFENCES), tuple(regions), tuple(periods))


def offence_codes(path: Path) -> tuple[str, ...]:
    """Return the padded keys below the heading SoortMisdrijf of the police's list, the total first."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        keys = [row[0] for row in csv.reader(lines, delimiter=";")]
    start, end = keys.index("SoortMisdrijf") + 2, keys.index("RegioS")
    return tuple(keys[start:end])


def write_police_table(path: Path, table: PoliceTable) -> None:
    """Write the table, some offences at a time, so that memory does not grow with the number of rows."""
    at_once = max(1, _ROWS_AT_ONCE // table.rows_an_offence)
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        offences = iter(range(len(table.offences)))
        while chunk := list(islice(offences, at_once)):
            writer.write_table(pa.concat_tables(_rows_of(table, offence) for offence in chunk))


def _rows_of(table: PoliceTable, offence: int) -> pa.Table:
    size, months = table.rows_an_offence, len(table.months)
    start = offence * size
    columns = (
        pa.array(np.arange(start, start + size, dtype=np.int32)),
        _coded(np.full(size, offence), table.offences),
        _coded(np.repeat(np.arange(len(table.regions)), months), table.regions),
        _coded(np.tile(np.arange(months), len(table.regions)), table.months),
        _published(table, offence),
    )
    return pa.table(dict(zip(SCHEMA.names, columns, strict=True)))


def _coded(places: npt.NDArray[np.int64], codes: tuple[str, ...]) -> pa.Array:
    return pa.array(codes, pa.string()).take(pa.array(places))


def _published(table: PoliceTable, offence: int) -> pa.Array:
    if table.offences[offence] in BY_YEAR_ONLY:
        return pa.nulls(table.rows_an_offence, pa.int32())
    if table.offences[offence] == TOTAL:
        return pa.array(
            sum(_leaves(table), np.zeros((len(table.regions), len(table.months)), np.int32)).ravel()
        )
    return pa.array(_drawn(table, offence).ravel())


def _leaves(table: PoliceTable) -> Iterator[Counts]:
    return (_drawn(table, index) for index, code in enumerate(table.offences) if code != TOTAL)


def _drawn(table: PoliceTable, offence: int) -> Counts:
    """Return how many crimes of one offence each region counts in each month."""
    draw = np.random.default_rng([table.seed, offence])
    crimes = _CRIMES_A_MONTH * draw.gamma(0.5) * 2 / len(table.offences)
    expected = np.repeat((crimes * table.crowding)[:, None], len(table.months), axis=1)
    counts = draw.poisson(expected).astype(np.int32)
    for part, whole in table.above:
        np.add.at(counts, whole, counts[part])
    return counts
