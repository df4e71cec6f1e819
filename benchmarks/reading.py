"""Reading the figures of one area from the shipped edition: ours with the standard library, beside pandas.

Each side is a fresh process, imports included, because that is what a person waits for.
"""

import subprocess
import sys

import pandas as pd

from benchmarks.measured import Result, in_turn
from wijkbewijs.dossier.shipped import SHIPPED

AREA = "DHG"

OURS = f"""
from wijkbewijs.dossier.edition import read_edition
from wijkbewijs.dossier.shipped import SHIPPED
figures = read_edition(SHIPPED).figures.values()
print(sum(figure.number or 0.0 for figure in figures if figure.region == {AREA!r}))
"""

PEER = f"""
import glob, sys
import pandas as pd
tables = (pd.read_csv(path, dtype=str) for path in sorted(glob.glob(sys.argv[1] + "/figures/*.csv")))
table = pd.concat(tables)
mine = table[table.region == {AREA!r}]
print(pd.to_numeric(mine.value, errors="coerce").sum())
"""


def run() -> Result:
    """Measure both; the sums of all values must agree. Ours also checks every hash of the edition."""
    ours_s, peer_s, mine, theirs = in_turn(
        lambda: _printed([sys.executable, "-c", OURS]),
        lambda: _printed([sys.executable, "-c", PEER, str(SHIPPED)]),
    )
    if abs(mine - theirs) > 1e-6 * abs(theirs):
        raise AssertionError(f"the sums differ: {mine} against {theirs}")
    return Result(
        goal="figures for one area <= 1 s",
        task=f"read the edition and take the figures of {AREA}, process start included",
        ours_s=ours_s,
        peer="pandas.read_csv",
        peer_version=pd.__version__,
        peer_s=peer_s,
        ratio=peer_s / ours_s,
        objective_ours=mine,
        objective_peer=theirs,
    )


def _printed(command: list[str]) -> float:
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
