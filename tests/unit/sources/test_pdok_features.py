"""PDOK's wijk- en buurtkaart: figures without sentinels, land without water, outlines in RD."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import shapely

from tests.replay.others import REGIONS, Feature, Ogc, region, square
from tests.unit.sources.takes_others import source_of, taken
from wijkbewijs.facts.change_flags import change_flags
from wijkbewijs.facts.measures import checked_labels
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import pdok_features
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.pdok_features import NAME

FLAG = "indelingswijziging_wijken_en_buurten"


def take_of(**collections: Sequence[Feature]) -> bytes:
    """Return a take in which every collection came in one page."""
    pages = (
        (f"{name}/00000.json", json.dumps({"features": list(features)}).encode())
        for name, features in collections.items()
    )
    return packed([("landing.json", b"{}"), *pages])


def told(*features: Feature, collection: str = "buurten") -> dict[tuple[str, str], float | None]:
    rows = pdok_features.read(take_of(**{collection: features})).to_pylist()
    return {(row["code"], row["column"]): row["value"] for row in rows}


def test_the_map_is_taken_over_http_and_read_from_the_store(tmp_path: Path) -> None:
    source = source_of("pdok-wijken-en-buurten-2024")
    stored = taken(source, Ogc().routes, tmp_path)
    table = pdok_features.read(stored)
    assert set(table["code"].to_pylist()) == {"BU05183396", "BU05183397", "WK051833", "GM0518"}
    assert set(table["period"].to_pylist()) == {"2024"}
    assert checked_labels(source, table) == {"boundary_change": FLAG}
    assert set(pdok_features.outlines(stored)) == set(table["code"].to_pylist())


def test_the_flags_of_changes_reach_who_compares_years() -> None:
    table = pdok_features.read(take_of(buurten=REGIONS["buurten"]))
    assert change_flags(table, "2024") == {("BU05183396", "2024"): "3", ("BU05183397", "2024"): "1"}


def test_figures_come_under_the_name_of_their_property() -> None:
    row = pdok_features.read(take_of(wijken=REGIONS["wijken"])).to_pylist()[1]
    assert row == {
        "code": "WK051833",
        "period": "2024",
        "column": "aantal_inwoners",
        "title": "aantal_inwoners",
        "unit": "",
        "groups": "",
        "value": 1200.0,
        "absent": "",
    }


@pytest.mark.parametrize("sentinel", [-99990, -99995, -99997, -99999999, "-99997", -99995.0])
def test_a_sentinel_is_no_figure(sentinel: object) -> None:
    figures = told(region("buurten", "BU05183396", aantal_inwoners=sentinel))
    assert figures["BU05183396", "aantal_inwoners"] is None


@pytest.mark.parametrize("value", [0, -99989, 12.5])
def test_a_number_above_the_sentinels_stays_as_it_is(value: float) -> None:
    assert (
        told(region("buurten", "BU05183396", aantal_inwoners=value))["BU05183396", "aantal_inwoners"] == value
    )


def test_words_are_no_figures_and_stay_out() -> None:
    columns = {column for _, column in told(region("buurten", "BU05183396", sted="zeer sterk"))}
    assert columns == {FLAG, "aantal_inwoners", "gemiddelde_woningwaarde"}


def test_a_property_that_only_some_regions_have_is_missing_for_the_others() -> None:
    figures = told(region("buurten", "BU05183396", later=3), region("buurten", "BU05183397"))
    assert (figures["BU05183396", "later"], figures["BU05183397", "later"]) == (3.0, None)


@pytest.mark.parametrize("flag", [0, 4, 1.5, "9"])
def test_a_flag_that_does_not_exist_is_refused_by_its_region(flag: object) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: buurten: {FLAG} of BU05183396 is .*expected 1, 2 or 3"):
        told(region("buurten", "BU05183396", **{FLAG: flag}))


@pytest.mark.parametrize("flag", ["1", 1.0, -99997])
def test_a_flag_may_be_written_as_text_and_may_be_missing(flag: object) -> None:
    value = told(region("buurten", "BU05183396", **{FLAG: flag}))["BU05183396", FLAG]
    assert value in {1.0, None}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"buurtcode": None}, "feature 'BU05183396' has no 'buurtcode'"),
        ({"buurtcode": 5183396}, "feature 'BU05183396' has no 'buurtcode'"),
        ({"gemeentecode": "GM0599"}, "BU05183396 lies in 'GM0599', against its own code"),
        ({"aantal_inwoners": "inf"}, "aantal_inwoners of BU05183396: 'inf' is no finite number"),
    ],
)
def test_a_region_that_cannot_be_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: .*{said}"):
        told(region("buurten", "BU05183396", **changed))


def test_regions_without_any_number_are_refused() -> None:
    bare = {"id": "BU05183396", "properties": {"buurtcode": "BU05183396", "water": "NEE"}}
    with pytest.raises(BadSource, match="pdok_features: buurten: no property holds numbers"):
        pdok_features.read(take_of(buurten=[bare]))


def test_a_region_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(
        BadSource, match=r"buurten: 1 regions stand there more than once, e.g. code BU05183396"
    ):
        told(region("buurten", "BU05183396"), region("buurten", "BU05183396", aantal_inwoners=3))


@pytest.mark.parametrize("year", [2023, None, "2024 (voorlopig)", 24, ["2024"]])
def test_regions_of_another_year_or_of_none_are_refused(year: object) -> None:
    other = region("wijken", "WK051833", jaar=year)
    with pytest.raises(BadSource, match=rf"{NAME}: jaar is .*expected one year"):
        pdok_features.read(take_of(buurten=[region("buurten", "BU05183396")], wijken=[other]))


def test_a_year_of_another_form_is_refused() -> None:
    with pytest.raises(BadSource, match=r"jaar is 24, expected one year"):
        told(region("buurten", "BU05183396", jaar=24))


def test_a_map_that_does_not_tell_its_year_has_no_period() -> None:
    table = pdok_features.read(take_of(buurten=[region("buurten", "BU05183396", jaar=None)]))
    assert "period" not in table.column_names


@pytest.mark.parametrize("collections", [{}, {"provincies": REGIONS["wijken"]}])
def test_a_take_without_known_collections_is_refused(collections: dict[str, Sequence[Feature]]) -> None:
    for reading in (pdok_features.read, pdok_features.outlines):
        with pytest.raises(BadSource, match=rf"{NAME}: the take holds .*known are buurten, wijken"):
            reading(take_of(**collections))


def test_outlines_are_of_land_only_and_keep_their_corners() -> None:
    outlines = pdok_features.outlines(take_of(buurten=REGIONS["buurten"]))
    assert set(outlines) == {"BU05183396", "BU05183397"}
    assert shapely.from_wkb(outlines["BU05183396"]).bounds == (80_000, 450_000, 81_000, 451_000)


def test_an_outline_that_crosses_itself_is_kept_as_published() -> None:
    ring = [[80_000, 450_000], [81_000, 451_000], [81_000, 450_000], [80_000, 451_000], [80_000, 450_000]]
    crossed = {"type": "Polygon", "coordinates": [ring]}
    outlines = pdok_features.outlines(take_of(buurten=[region("buurten", "BU05183396", geometry=crossed)]))
    shape = shapely.from_wkb(outlines["BU05183396"])
    assert not shape.is_valid
    assert len(shape.exterior.coords) == 5


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (None, "is not there"),
        ({"type": "Polygon", "coordinates": []}, "is not there"),
        ({"type": "Vlek", "coordinates": []}, "cannot be read"),
        ("WKT", "cannot be read"),
        (square(4.3, 52.05, 0.01), "the point 4.3, 52.05 is not in RD"),
        (square(299_500.0, 450_000.0), "the point 300500, 451000 is not in RD"),
    ],
)
def test_an_outline_that_is_none_or_lies_elsewhere_is_refused(geometry: object, said: str) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: outline of BU05183396:? {said}"):
        pdok_features.outlines(take_of(buurten=[region("buurten", "BU05183396", geometry=geometry)]))
