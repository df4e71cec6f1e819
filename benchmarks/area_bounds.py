"""The exact bounds of an area's weighted mean: ours by sorting, beside the linear programme in SciPy/HiGHS.

The peer solves the same fractional programme after the transformation of Charnes and Cooper (1962):
maximise sum(high * y) subject to sum(y) = 1 and t * low_weight <= y <= t * high_weight.
"""

import random

import numpy as np
import scipy
from scipy.optimize import linprog

from benchmarks.measured import Result, in_turn
from wijkbewijs.indicators.formulas import Part, weighted_mean

AREAS, UNITS = 20, 14
AGREES = 1e-7


def areas(seed: int = 2022) -> list[list[Part]]:
    """Areas with as many units as Amsterdam Nieuw-West, with shares in whole percents and rounded weights."""
    draw = random.Random(seed)
    return [[_unit(draw) for _ in range(UNITS)] for _ in range(AREAS)]


def _unit(draw: random.Random) -> Part:
    share, people = draw.randint(40, 80), 5 * draw.randint(200, 4000)
    return Part(share, (share - 0.5, share + 0.5), people, (people - 8, people + 8))


def ours(data: list[list[Part]]) -> float:
    """The sum of all upper bounds."""
    results = (weighted_mean(parts, most=100) for parts in data)
    return sum(result.bounds[1] for result in results if result is not None and result.bounds is not None)


def peer(data: list[list[Part]]) -> float:
    """The same sum from HiGHS, one linear programme an area."""
    return sum(_upper_bound(parts) for parts in data)


def _upper_bound(parts: list[Part]) -> float:
    highs = np.array([part.bounds[1] for part in parts if part.bounds])
    low, high = (np.array([part.weight_bounds[side] for part in parts]) for side in (0, 1))
    eye = np.eye(len(parts))
    limits = np.vstack([np.column_stack([eye, -high]), np.column_stack([-eye, low])])
    found = linprog(
        c=np.append(-highs, 0.0),
        A_ub=limits,
        b_ub=np.zeros(2 * len(parts)),
        A_eq=np.append(np.ones(len(parts)), 0.0)[None, :],
        b_eq=[1.0],
        method="highs",
    )
    return float(-found.fun)


def run() -> Result:
    """Measure both and refuse to report a ratio when they disagree."""
    data = areas()
    ours_s, peer_s, mine, theirs = in_turn(lambda: ours(data), lambda: peer(data))
    if abs(mine - theirs) > AGREES * AREAS:
        raise AssertionError(f"the bounds differ: {mine} against {theirs}")
    return Result(
        goal="area bounds",
        task=f"upper bound of {AREAS} weighted means over {UNITS} units",
        ours_s=ours_s,
        peer="scipy.optimize.linprog (HiGHS)",
        peer_version=scipy.__version__,
        peer_s=peer_s,
        ratio=peer_s / ours_s,
        objective_ours=mine,
        objective_peer=theirs,
    )
