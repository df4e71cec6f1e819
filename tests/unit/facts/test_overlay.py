"""An overlay loses nobody: on the map of 2022 against generated splits and mergers of its wijken."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from tests.unit.facts.maps import TAKEN_ON, amounts
from wijkbewijs.facts.amounts import Amounts, crossed
from wijkbewijs.facts.crosswalk import Crosswalk, Weighting
from wijkbewijs.facts.overlay import Map, overlaid
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import kwb_map

SLIVER = 0.01
CUT = 20  # every so many wijken of 2022, one is cut


def drawn(year: str, outlines: Mapping[str, Polygon | bytes]) -> Map:
    wkb = {code: o if isinstance(o, bytes) else o.wkb for code, o in outlines.items()}
    return Map(year, wkb, f"map-{year}", TAKEN_ON)


def over(before: Mapping[str, Polygon], after: Mapping[str, Polygon]) -> Crosswalk:
    return overlaid(drawn("2017", before), drawn("2020", after), SLIVER)


def halves(outline: shapely.Geometry, x: float) -> list[shapely.Geometry]:
    """Return the parts of an outline west and east of `x`."""
    low, bottom, high, top = shapely.bounds(outline)
    sides = [box(low - 1, bottom - 1, x, top + 1), box(x, bottom - 1, high + 1, top + 1)]
    return [shapely.intersection(outline, side) for side in sides]


@pytest.fixture(scope="module")
def real(snapshot: Path) -> dict[str, bytes]:
    """The outlines of the wijken of 2022."""
    return kwb_map.outlines((snapshot / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").read_bytes())


@pytest.fixture(scope="module")
def people(snapshot: Path) -> Amounts:
    """The inhabitants of the wijken of 2022; where CBS gives none, nobody."""
    table = kwb_map.read((snapshot / "cbs_kwb/kwb2022_wijk_geo_rd.parquet").read_bytes())
    counts = zip(table["code"].to_pylist(), table["population"].to_pylist(), strict=True)
    return amounts({code: [float(count or 0)] for code, count in counts}, division="2022")


def split_map(real: Mapping[str, bytes]) -> tuple[dict[str, bytes], set[str]]:
    """Return the map with every twentieth wijk cut in two, or in three, and the codes of those."""
    cut = set(list(real)[::CUT])
    parts: dict[str, bytes] = {}
    for number, (code, outline) in enumerate(real.items()):
        if code not in cut:
            parts[code] = outline
            continue
        shape = shapely.from_wkb(outline)
        low, _, high, _ = shapely.bounds(shape)
        pieces = halves(shape, low + 0.4 * (high - low))
        if number % (2 * CUT):
            pieces = [pieces[0], *halves(pieces[1], low + 0.7 * (high - low))]
        parts |= {f"{code}-{i}": piece.wkb for i, piece in enumerate(pieces)}
    return parts, cut


@pytest.fixture(scope="module")
def after_split(real: dict[str, bytes]) -> Crosswalk:
    """From the map of 2022 to the generated one."""
    return overlaid(drawn("2022", real), drawn("2023", split_map(real)[0]), SLIVER)


def test_cutting_wijken_in_two_or_three_keeps_everybody_to_a_billionth(
    people: Amounts, after_split: Crosswalk
) -> None:
    before, after = people.value.sum(), crossed(people, after_split).value.sum()
    assert before > 17_500_000
    assert abs(after - before) <= 1e-9 * before
    assert after_split.remainder == {}
    assert after_split.uncovered == {}


def test_each_wijk_that_was_cut_keeps_its_own_people(
    real: dict[str, bytes], people: Amounts, after_split: Crosswalk
) -> None:
    parts, cut = split_map(real)
    found = crossed(people, after_split)
    count = dict(zip(found.codes, found.value[:, 0].tolist(), strict=True))
    for code, before in zip(people.codes, people.value[:, 0].tolist(), strict=True):
        if code in cut:
            pieces = [count[f"{code}-{i}"] for i in range(3) if f"{code}-{i}" in parts]
            assert len(pieces) in {2, 3}
            assert sum(pieces) == pytest.approx(before, rel=1e-9)


def test_a_wijk_that_nobody_cut_has_exactly_the_same_count_bit_for_bit(
    people: Amounts, after_split: Crosswalk, real: dict[str, bytes]
) -> None:
    found = crossed(people, after_split)
    count = dict(zip(found.codes, found.value[:, 0], strict=True))
    same = [code for code in real if code in count]
    before = dict(zip(people.codes, people.value[:, 0], strict=True))
    assert len(same) > 3000
    assert [code for code in same if count[code].tobytes() != before[code].tobytes()] == []
    assert {tuple(after_split.parts_of(code).items()) for code in same[:50]} == {
        ((c, 1.0),) for c in same[:50]
    }


def test_cutting_and_gluing_again_gives_back_what_there_was(
    people: Amounts, after_split: Crosswalk, real: dict[str, bytes]
) -> None:
    parts, _ = split_map(real)
    back = overlaid(drawn("2023", parts), drawn("2024", real), SLIVER)
    found = crossed(crossed(people, after_split), back)
    assert found.codes == people.codes
    assert np.allclose(found.value, people.value, rtol=1e-9, atol=0)


def test_merging_neighbours_adds_them_up_exactly(real: dict[str, bytes], people: Amounts) -> None:
    codes = [code for code in real if code.startswith("WK0518")]
    merged = {"WK051899": shapely.union_all(shapely.from_wkb([real[code] for code in codes])).wkb}
    rest = {code: outline for code, outline in real.items() if code not in codes}
    found = crossed(people, overlaid(drawn("2022", real), drawn("2023", merged | rest), SLIVER))
    before = dict(zip(people.codes, people.value[:, 0].tolist(), strict=True))
    count = dict(zip(found.codes, found.value[:, 0].tolist(), strict=True))
    assert count["WK051899"] == pytest.approx(sum(before[code] for code in codes), rel=1e-12)
    assert found.value.sum() == pytest.approx(people.value.sum(), rel=1e-9)


def test_an_overlay_says_what_it_was_made_from() -> None:
    found = over({"A": box(0, 0, 4, 4)}, {"x": box(0, 0, 3, 4), "y": box(3, 0, 4, 4)})
    assert found.split == {"A": {"x": 0.75, "y": 0.25}}
    assert (found.weighting, found.sources) == (Weighting.GEOMETRY, ("map-2017", "map-2020"))
    assert (found.source_division, found.target_division, found.taken_on) == ("2017", "2020", TAKEN_ON)


def test_units_that_only_touch_share_nothing() -> None:
    found = over({"A": box(0, 0, 1, 1)}, {"x": box(0, 0, 1, 1), "y": box(1, 0, 2, 1)})
    assert found.parts_of("y") == {}
    assert found.uncovered == {"y": 1.0}


def test_a_line_drawn_twice_is_no_part_and_its_people_go_to_the_others() -> None:
    before = {"A": box(0, 0, 1000, 1000), "B": box(1000, 0, 2000, 1000)}
    found = over(before, {"x": box(0, 0, 1005, 1000), "y": box(1005, 0, 2000, 1000)})
    assert (found.parts_of("x"), found.parts_of("y")) == ({"A": 1.0}, {"B": 1.0})
    assert found.split == {}


def test_a_real_change_is_no_sliver_however_small_beside_a_large_unit() -> None:
    """A new wijk on half a percent of an old one is still all of the new one."""
    new = box(0, 0, 5, 1000)
    found = over({"A": box(0, 0, 1000, 1000)}, {"new": new, "rest": box(5, 0, 1000, 1000)})
    assert found.parts_of("new") == {"A": pytest.approx(0.005)}


def test_what_lies_outside_every_target_is_the_remainder_and_is_not_spread() -> None:
    found = over({"A": box(0, 0, 10, 10)}, {"x": box(0, 0, 6, 10)})
    assert found.parts_of("x") == {"A": pytest.approx(0.6)}
    assert found.remainder == {"A": pytest.approx(0.4)}


def test_ground_that_the_older_map_does_not_have_is_reported() -> None:
    found = over({"A": box(0, 0, 6, 10)}, {"x": box(0, 0, 10, 10)})
    assert found.uncovered == {"x": pytest.approx(0.4)}
    assert found.remainder == {}


def test_a_unit_with_the_same_outline_is_whole_even_where_another_is_drawn_over_it() -> None:
    same, other = box(0, 0, 10, 10), box(5, 0, 15, 10)
    found = over({"A": same, "B": other}, {"x": same, "y": box(10, 0, 15, 10)})
    assert found.parts_of("x") == {"A": 1.0}


def test_an_outline_that_crosses_itself_is_mended_before_it_is_measured() -> None:
    bow = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    found = over({"A": bow}, {"x": box(0, 0, 1, 2), "y": box(1, 0, 2, 2)})
    assert found.split == {"A": {"x": pytest.approx(0.5), "y": pytest.approx(0.5)}}


@pytest.mark.parametrize(
    ("outline", "words"),
    [(b"\x01", "map-2017: an outline cannot be read"), (Polygon().wkb, "A has an outline without a surface")],
)
def test_an_outline_that_is_none_is_refused(outline: bytes, words: str) -> None:
    with pytest.raises(BadSource, match=words):
        overlaid(drawn("2017", {"A": outline}), drawn("2020", {"x": box(0, 0, 1, 1)}), SLIVER)
