"""A label point lies inside its place, and a place that the map lacks is refused."""

from pathlib import Path

import pytest
import shapely

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.facts.points import label_point, outlines_of
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.kwb_map import outlines

SQUARE = shapely.box(0, 0, 10, 10)
NEXT_TO_IT = shapely.box(10, 0, 20, 10)
HORSESHOE = shapely.Polygon([(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30)])


def test_an_area_of_two_wijken_has_one_label() -> None:
    x, y = label_point([SQUARE.wkb, NEXT_TO_IT.wkb])
    assert shapely.box(0, 0, 20, 10).contains(shapely.Point(x, y))


def test_the_label_of_a_bent_place_lies_inside_it() -> None:
    assert not HORSESHOE.contains(HORSESHOE.centroid)
    assert HORSESHOE.contains(shapely.Point(label_point([HORSESHOE.wkb])))


def test_a_buurt_is_placed_by_its_wijk_once() -> None:
    drawn = {"WK001403": b"a", "WK051833": b"b"}
    assert outlines_of(["BU00140300", "BU00140301", "WK051833"], drawn) == [b"a", b"b"]


def test_a_wijk_that_the_map_lacks_is_refused() -> None:
    with pytest.raises(BadSource, match="no outline of WK001409"):
        outlines_of(["BU00140300", "BU00140900"], {"WK001403": b"a"})


def test_an_outline_that_cannot_be_read_or_is_empty_is_refused() -> None:
    with pytest.raises(BadSource, match="an outline cannot be read"):
        label_point([b"\x01\x06"])
    with pytest.raises(BadSource, match="an empty outline"):
        label_point([shapely.Polygon().wkb])


def test_every_area_can_be_placed_on_the_map_of_2022(loaded: Loaded, snapshot: Path) -> None:
    drawn = outlines((snapshot / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").read_bytes())
    sets = {s.area: s for s in loaded.programme.unit_sets if s.division == "2020"}
    points = {area: label_point(outlines_of([u.code for u in s.units], drawn)) for area, s in sets.items()}
    assert len(points) == 20
    x, y = points["DHG"]
    assert 75_000 < x < 82_000
    assert 448_000 < y < 455_000
