"""A panel of counts on another map: ours overlays once and multiplies, tobler measures the maps every call.

The buurten are generated: the outlines of the 3,340 wijken of 2022, each cut in four, in another place for
every tenth wijk of the later map. The counts are random. Tobler is given one year of 60 variables a call, as
years arrive: fifteen calls are fifteen times the median of the calls that were measured (extrapolated). The
last row gives it all 900 columns in one call, which was measured.
"""

import os
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from tobler.area_weighted import area_interpolate

from benchmarks.measured import Result
from wijkbewijs.facts.amounts import Amounts, crossed
from wijkbewijs.facts.crosswalk import Crosswalk
from wijkbewijs.facts.overlay import Map, overlaid
from wijkbewijs.sources.kwb_map import outlines

SNAPSHOT = Path(os.environ.get("WIJKBEWIJS_SNAPSHOT", "../shared/data"))
DUTCH_GRID = "EPSG:28992"
VARIABLES, YEARS = 60, 15
PEER = "tobler.area_weighted.area_interpolate"
CHANGED = 10  # one wijk in so many is cut elsewhere on the later map
ROUNDS, PEER_ROUNDS = 7, 2
AGREES = 1e-6  # of the largest count: tobler itself is this far from keeping a count whole
MASS = 1e-9  # of all counts together
SLIVER = 1e-6

T = TypeVar("T")


def maps() -> tuple[Map, Map]:
    """The buurten of two years, about 13,400 on each map."""
    wijken = outlines((SNAPSHOT / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").read_bytes())
    cut = [{}, {}]
    for number, (code, outline) in enumerate(wijken.items()):
        shape = shapely.from_wkb(outline)
        cut[0] |= _quarters(code, shape, 0.5)
        cut[1] |= _quarters(code, shape, 0.5 if number % CHANGED else 0.4)
    day = date(2026, 11, 23)
    return Map("2022", cut[0], "generated", day), Map("2023", cut[1], "generated", day)


def _quarters(code: str, shape: shapely.Geometry, at: float) -> dict[str, bytes]:
    low, bottom, high, top = shapely.bounds(shape)
    x, y = low + at * (high - low), bottom + at * (top - bottom)
    boxes = [
        shapely.box(left, under, right, over)
        for left, right in ((low - 1, x), (x, high + 1))
        for under, over in ((bottom - 1, y), (y, top + 1))
    ]
    parts = shapely.intersection(shape, boxes)
    return {f"{code}{i}": part.wkb for i, part in enumerate(parts) if part.area > 0}


def panel(units: Map) -> list[Amounts]:
    """Counts of 60 variables in each of 15 years."""
    draw = np.random.default_rng(2022)
    names = tuple((f"variable-{i}", "2022") for i in range(VARIABLES))
    shape = (len(units.outlines), VARIABLES)
    return [
        Amounts(units.division, tuple(units.outlines), names, draw.integers(0, 9000, shape).astype(float))
        for _ in range(YEARS)
    ]


def applied(years: list[Amounts], crosswalk: Crosswalk) -> list[NDArray[np.float64]]:
    """The whole panel on the later map, by a crosswalk that exists."""
    return [crossed(year, crosswalk).value for year in years]


def interpolated(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """The counts of `before` on the later map, by tobler."""
    names = [name for name in before.columns if name != "geometry"]
    found = area_interpolate(before, after, extensive_variables=names, n_jobs=1)
    values: NDArray[np.float64] = found[names].to_numpy()
    return values


def run() -> list[Result]:
    """Measure both and refuse to report a ratio when they disagree on any count."""
    source, target = maps()
    years = panel(source)
    after = gpd.GeoDataFrame(geometry=_shapes(target), crs=DUTCH_GRID)
    one_year, whole = (_frame(source, some) for some in (years[:1], years))
    overlay_s, crosswalk = _timed(lambda: overlaid(source, target, SLIVER), ROUNDS)
    apply_s, mine = _timed(lambda: applied(years, crosswalk), ROUNDS)
    call_s, theirs = _timed(lambda: interpolated(one_year, after), PEER_ROUNDS)
    at_once_s, all_theirs = _timed(lambda: interpolated(whole, after), 1)
    _check_equal(mine[:1], theirs)
    _check_equal(mine, all_theirs)
    if (lost := abs(sum(m.sum() for m in mine) / sum(year.value.sum() for year in years) - 1)) > MASS:
        raise AssertionError(f"the share {lost} of all was lost")
    told = f"{VARIABLES} variables x {YEARS} years x {len(source.outlines):,} generated buurten"
    both_s = overlay_s + apply_s
    outcome = (float(mine[0].sum()), float(theirs.sum()))
    return [
        _result("crosswalk <= 0.25 s", f"apply a crosswalk that exists to {told}", apply_s, call_s, outcome),
        _result("panel >= 50x", f"overlay once and apply to {told}", both_s, call_s, outcome),
        Result(
            goal="panel, given to the peer at once",
            task=f"overlay once and apply to {told}",
            ours_s=both_s,
            peer=f"{PEER}, one call",
            peer_version=version("tobler"),
            peer_s=at_once_s,
            ratio=at_once_s / both_s,
            objective_ours=float(sum(m.sum() for m in mine)),
            objective_peer=float(all_theirs.sum()),
        ),
    ]


def _result(goal: str, task: str, ours_s: float, call_s: float, outcome: tuple[float, float]) -> Result:
    return Result(
        goal=goal,
        task=task,
        ours_s=ours_s,
        peer=f"{PEER}, {YEARS} calls",
        peer_version=version("tobler"),
        peer_s=call_s * YEARS,
        ratio=call_s * YEARS / ours_s,
        objective_ours=outcome[0],
        objective_peer=outcome[1],
        extrapolated=True,
    )


def _check_equal(mine: list[NDArray[np.float64]], theirs: NDArray[np.float64]) -> None:
    apart = np.abs(np.hstack(mine) - theirs).max()
    if apart > AGREES * theirs.max():
        raise AssertionError(f"a count differs by {apart}")


def _timed(task: Callable[[], T], rounds: int) -> tuple[float, T]:
    """Return the median time of a task in seconds, and what it gave."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        outcome = task()
        times.append(perf_counter() - start)
    return median(times), outcome


def _frame(units: Map, years: list[Amounts]) -> gpd.GeoDataFrame:
    counts = np.hstack([year.value for year in years])
    names = [f"variable-{i}" for i in range(counts.shape[1])]
    return gpd.GeoDataFrame(pd.DataFrame(counts, columns=names), geometry=_shapes(units), crs=DUTCH_GRID)


def _shapes(units: Map) -> NDArray[np.object_]:
    shapes: NDArray[np.object_] = shapely.from_wkb(list(units.outlines.values()))
    return shapes
