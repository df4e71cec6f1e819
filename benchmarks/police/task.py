"""The task of police_scale and the measuring of one engine, in a process that loads nothing else."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.police.table import PoliceTable, police_table
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.programme import UnitSet
from wijkbewijs.facts.incidents import Asked

SNAPSHOT = Path(os.environ.get("WIJKBEWIJS_SNAPSHOT", Path(__file__).parents[2].parent / "shared" / "data"))
_DIVISION = "2020"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one engine took for one size; `crimes` is the sum of all `groups` that it counted."""

    engine: str
    rows: int
    groups: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    crimes: float
    extrapolated: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A table and what is asked of it: all wijken, all offences, and the units of the areas."""

    table: PoliceTable
    parquet: Path
    asked: Asked
    unit_sets: tuple[UnitSet, ...]


def task_of(table: PoliceTable, parquet: Path) -> Task:
    """Return the task for a table; the areas have their units of its division."""
    sets = tuple(units for units in load_definitions().programme.unit_sets if units.division == _DIVISION)
    wijken = [code.strip() for code in table.regions if code.startswith("WK")]
    units = [unit.code for one in sets for unit in one.units]
    inputs = {code.strip(): f"crimes_{code.strip()}" for code in table.offences}
    return Task(table, parquet, Asked(tuple(dict.fromkeys(wijken + units)), inputs, table.months), sets)


def measure(engine: str, counted: Callable[[Task], pa.Array | pa.ChunkedArray]) -> None:
    """Print the measurement of `counted`, which returns the sum of every group.

    The arguments of the process are the Parquet file and its number of months.
    """
    task = task_of(police_table(SNAPSHOT, int(sys.argv[2])), Path(sys.argv[1]))
    start, cpu = perf_counter(), _cpu_seconds()
    sums = counted(task)
    seconds, cpu, peak = perf_counter() - start, _cpu_seconds() - cpu, _peak_mb()
    crimes = pc.sum(sums).as_py()
    found = Measurement(engine, task.table.rows, len(sums), seconds, cpu, peak, crimes)
    print(json.dumps(asdict(found)))


def _cpu_seconds() -> float:
    return sum(_ticks(pid) for pid in _processes()) / _TICKS


def _ticks(pid: str) -> int:
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])  # user and system


def _peak_mb() -> float:
    # Not ru_maxrss: a child starts with that of the process that started it.
    return sum(_peak_kb(pid) for pid in _processes()) / 1024


def _peak_kb(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def _processes() -> list[str]:
    """Return the ids of this process and of its running children: the Java process of Spark."""
    lists = Path("/proc/self/task").glob("*/children")
    return ["self", *(pid for found in lists for pid in found.read_text(encoding="utf-8").split())]
