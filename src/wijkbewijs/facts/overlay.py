"""A crosswalk from two maps: which share of the surface of each unit lies in each unit of the other map.

The fallback where no addresses are at hand: people are not spread evenly over land, so whatever crosses by
surface is an approximation and says so. The outlines are compared once, through shapely's STRtree (a tree of
boxes, Leutenegger, Lopez & Edgington 1997); afterwards the crosswalk is only numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array

from wijkbewijs.facts.crosswalk import Crosswalk, Weighting
from wijkbewijs.kernel.errors import BadSource

Shapes = NDArray[np.object_]
Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class Map:
    """The outlines of one division by code, as well-known binary in RD metres, and whose they are."""

    division: str
    outlines: Mapping[str, bytes]
    source: str
    taken_on: date


def overlaid(source: Map, target: Map, sliver: float) -> Crosswalk:
    """Return the crosswalk by surface from `source` to `target`.

    An overlap below the share `sliver` of both units is no part but a line drawn twice: it is dropped, and
    what it held goes to the other parts. A unit with the very same outline on both maps is placed whole.
    Raises BadSource for an outline that cannot be read or has no surface.
    """
    before, after = _shapes(source), _shapes(target)
    areas = (shapely.area(before), shapely.area(after))
    at, overlaps = _overlaps(before, after)
    covered = np.bincount(at[0], overlaps, len(before)) / areas[0]
    uncovered = 1 - np.bincount(at[1], overlaps, len(after)) / areas[1]
    kept = (overlaps >= sliver * areas[0][at[0]]) | (overlaps >= sliver * areas[1][at[1]])
    rows, columns, overlaps = at[0][kept], at[1][kept], overlaps[kept]
    shares = overlaps / np.bincount(rows, overlaps, len(before))[rows] * _mass(covered, sliver)[rows]
    codes = tuple(target.outlines)
    return Crosswalk(
        source_division=source.division,
        target_division=target.division,
        source=tuple(source.outlines),
        target=codes,
        shares=coo_array((shares, (rows, columns)), shape=(len(before), len(after))).tocsr(),
        weighting=Weighting.GEOMETRY,
        sources=tuple(dict.fromkeys((source.source, target.source))),
        taken_on=max(source.taken_on, target.taken_on),
        uncovered={codes[j]: float(uncovered[j]) for j in np.flatnonzero(uncovered > sliver)},
    )


def _shapes(drawn: Map) -> Shapes:
    again = "Take the map again."
    try:
        shapes: Shapes = shapely.make_valid(shapely.from_wkb(list(drawn.outlines.values())))
    except (shapely.GEOSException, TypeError) as error:
        raise BadSource(f"{drawn.source}: an outline cannot be read ({error}). {again}") from error
    empty = [code for code, area in zip(drawn.outlines, shapely.area(shapes), strict=True) if not area > 0]
    if empty:
        raise BadSource(f"{drawn.source}: {empty[0]} has an outline without a surface. {again}")
    return shapes


def _overlaps(before: Shapes, after: Shapes) -> tuple[Pairs, NDArray[np.float64]]:
    """Return the pairs of units that share ground, and how much: square metres."""
    rows, columns = shapely.STRtree(after).query(before)  # boxes that meet; most pairs are then seen as equal
    same = shapely.equals_exact(before[rows], after[columns], tolerance=0.0)
    # A unit that did not change shares its ground with nobody else, however the maps overlap themselves.
    unchanged = np.isin(rows, rows[same]) | np.isin(columns, columns[same])
    compared = same | ~unchanged
    rows, columns, same = rows[compared], columns[compared], same[compared]
    overlaps = shapely.area(before[rows])
    changed = np.flatnonzero(~same)
    overlaps[changed] = shapely.area(shapely.intersection(before[rows[changed]], after[columns[changed]]))
    shared = overlaps > 0
    return (rows[shared], columns[shared]), overlaps[shared]


def _mass(covered: NDArray[np.float64], sliver: float) -> NDArray[np.float64]:
    """How much of each unit is placed: all of it, unless more than a sliver lies outside every target."""
    return np.where(covered >= 1 - sliver, 1.0, covered)
