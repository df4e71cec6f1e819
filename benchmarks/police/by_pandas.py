"""The task in pandas: as it is usually written, and (`filtered`) in our order of work."""

import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa

from benchmarks.police.task import Task, measure
from wijkbewijs.facts.incidents import OFFENCE, PERIOD, REGION

COUNT = "GeregistreerdeMisdrijven_1"
_KEYS = ["region", "input", "period"]


def usual(task: Task) -> pd.DataFrame:
    """Read, trim the codes, join the regions and the inputs, group."""
    cells = _read(task.parquet)
    cells["code"], cells["offence"] = cells[REGION].str.strip(), cells[OFFENCE].str.strip()
    cells["period"] = cells[PERIOD].str[:4]
    cells = cells.merge(_members(task), on="code").merge(_inputs(task), on="offence")
    cells["value"] = cells[COUNT] * cells["share"]
    sums = cells.groupby(_KEYS, as_index=False)
    return sums.agg(value=("value", "sum"), present=(COUNT, "count"), cells=(COUNT, "size"))


def filtered(task: Task) -> pd.DataFrame:
    """Read, keep the rows of the regions, group on codes as published, then trim and join the groups."""
    members, cells = _members(task), _read(task.parquet)
    cells = cells[cells[REGION].isin(members["code"].str.ljust(10))]
    cells = cells.assign(period=cells[PERIOD].str[:4])
    groups = cells.groupby([REGION, OFFENCE, "period"], as_index=False)
    sums = groups.agg(value=(COUNT, "sum"), present=(COUNT, "count"), cells=(COUNT, "size"))
    sums["code"], sums["offence"] = sums[REGION].str.strip(), sums[OFFENCE].str.strip()
    sums = sums.merge(members, on="code").merge(_inputs(task), on="offence")
    sums["value"] *= sums["share"]
    return sums.groupby(_KEYS, as_index=False)[["value", "present", "cells"]].sum()


def _read(parquet: Path) -> pd.DataFrame:
    return pd.read_parquet(parquet, columns=[OFFENCE, REGION, PERIOD, COUNT])


def _members(task: Task) -> pd.DataFrame:
    of_areas = [(unit.code, one.area, unit.share) for one in task.unit_sets for unit in one.units]
    rows = [*((code, code, 1.0) for code in task.asked.regions), *of_areas]
    return pd.DataFrame(rows, columns=["code", "region", "share"])


def _inputs(task: Task) -> pd.DataFrame:
    return pd.DataFrame({"offence": list(task.asked.inputs), "input": list(task.asked.inputs.values())})


if __name__ == "__main__":
    if "filtered" in sys.argv:
        measure("pandas, filtered", lambda task: pa.array(filtered(task)["value"]))
    else:
        measure("pandas", lambda task: pa.array(usual(task)["value"]))
