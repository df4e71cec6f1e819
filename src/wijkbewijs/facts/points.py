"""Label points: one place inside an area or municipality where a map may put its name."""

from collections.abc import Iterable, Mapping

import shapely

from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.kernel.errors import BadSource

Point = tuple[float, float]


def label_point(outlines: Iterable[bytes]) -> Point:
    """Return a point inside the union of outlines (well-known binary, RD metres), to the metre.

    Raises BadSource for an outline that cannot be read or is empty.

    >>> label_point([shapely.box(0, 0, 10, 10).wkb])
    (5.0, 5.0)
    """
    try:
        whole = shapely.union_all(shapely.from_wkb(list(outlines)))
    except (shapely.GEOSException, TypeError) as error:
        raise BadSource(f"map: an outline cannot be read ({error}). Take the map again.") from error
    if shapely.is_empty(whole):
        raise BadSource("map: a place has an empty outline. Take the map again.")
    point = whole.representative_point()
    return (float(round(point.x)), float(round(point.y)))


def outlines_of(codes: Iterable[str], outlines: Mapping[str, bytes]) -> list[bytes]:
    """Return the outlines of the wijken that hold these units; a buurt is placed by its wijk.

    Only to place a label: never to compute a figure. Raises BadSource for a wijk that the map lacks.
    """
    wijken = sorted({f"WK{code[2:8]}" if level_of(code) is Level.BUURT else code for code in codes})
    missing = [code for code in wijken if code not in outlines]
    if missing:
        raise BadSource(f"map: it has no outline of {', '.join(missing)}. Take the map of the right year.")
    return [outlines[code] for code in wijken]
