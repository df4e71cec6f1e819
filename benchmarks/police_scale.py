"""The national police table to 3,000 wijken and 20 areas: DuckDB, Spark and pandas on the same Parquet file.

`python -m benchmarks.police_scale` measures everything, and writes police_scale.json beside this file and
the table of docs/methods/scale.md from it. Every measurement is a fresh process: seconds and processor
time from file to rows in memory, without imports and without the start of Spark; peak memory of the
whole process, for Spark with its Java process. Sizes are months of the country, of 1.02 million rows each.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measured import Result
from benchmarks.police.page import extrapolated, page_with
from benchmarks.police.table import police_table, write_police_table
from benchmarks.police.task import SNAPSHOT, Measurement

HERE = Path(__file__).parent
MEASURED = HERE / "police_scale.json"
PAGE = HERE.parent / "docs" / "methods" / "scale.md"
MONTHS = (1, 10, 20, 98)  # 1, 10, 20 and 100 million rows
MOST_PANDAS_MONTHS = 20
ROUNDS = 3  # of Spark one, which takes a minute
_ENGINES = {"duckdb": ("by_duckdb",), "spark": ("by_spark",)}
_PEERS = {"pandas": ("by_pandas",), "pandas, filtered": ("by_pandas", "filtered")}


def measure_all(months: Sequence[int], rounds: int = ROUNDS) -> list[Measurement]:
    """Measure every engine at every size, in turn; the medians. The files are gone afterwards."""
    found = [one for size in months for one in _measure_size(size, rounds)]
    return found + extrapolated(found)


def _measure_size(months: int, rounds: int) -> Iterator[Measurement]:
    with TemporaryDirectory() as folder:
        parquet = Path(folder) / "police.parquet"
        write_police_table(parquet, police_table(SNAPSHOT, months))
        engines = _ENGINES | (_PEERS if months <= MOST_PANDAS_MONTHS else {})
        taken = [
            [_fresh(command, parquet, months) for _ in range(1 if name == "spark" else rounds)]
            for name, command in engines.items()
        ]
    crimes = {one.crimes for measurements in taken for one in measurements}
    if len(crimes) > 1:
        raise AssertionError(f"the engines count differently: {crimes}")
    yield from (_median(measurements) for measurements in taken)


def _fresh(module: Sequence[str], parquet: Path, months: int) -> Measurement:
    name, *rest = module
    command = [sys.executable, "-m", f"benchmarks.police.{name}", str(parquet), str(months), *rest]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout
    return Measurement(**json.loads(printed.splitlines()[-1]))


def _median(measurements: Sequence[Measurement]) -> Measurement:
    first = asdict(measurements[0])
    for name in ("seconds", "cpu_seconds", "peak_mb"):
        first[name] = median(getattr(one, name) for one in measurements)
    return Measurement(**first)


def run() -> list[Result]:
    """Measure everything, write it down, and return the two goals beside pandas as it is usually written."""
    found = measure_all(MONTHS)
    MEASURED.write_text(json.dumps([asdict(one) for one in found], indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    sizes = sorted({one.rows for one in found})[-2:]
    goals = (">= 8x pandas in time, a tenth of its memory", "<= 4 s and <= 1 GB")
    return [_result(goal, rows, found) for goal, rows in zip(goals, sizes, strict=True)]


def _result(goal: str, rows: int, found: Sequence[Measurement]) -> Result:
    at = {one.engine: one for one in found if one.rows == rows}
    ours, peer = at["duckdb"], at["pandas"]
    return Result(
        goal=goal,
        task=f"{rows:,} police rows to 20 areas and 3,177 wijken, by offence and year",
        ours_s=ours.seconds,
        peer="pandas",
        peer_version=version("pandas"),
        peer_s=peer.seconds,
        ratio=peer.seconds / ours.seconds,
        objective_ours=ours.crimes,
        objective_peer=peer.crimes,
        ours_mb=ours.peak_mb,
        peer_mb=peer.peak_mb,
        extrapolated=peer.extrapolated,
    )


if __name__ == "__main__":
    run()
