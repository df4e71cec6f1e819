"""The map service of the Leefbaarometer: the recorded feature, and others that are made like it."""

import json
from pathlib import Path

import pytest

from tests.replay.others import (
    RECORDED_FEATURE,
    Feature,
    Place,
    Wfs,
    lbm_feature,
    score_files,
    wfs_page,
    zipped,
)
from tests.unit.sources.takes_others import bundle, source_of, taken
from wijkbewijs.facts.measures import checked_labels
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import leefbaarometer, leefbaarometer_wfs
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.leefbaarometer_wfs import NAME
from wijkbewijs.sources.liveability import check_classes

GOOD = Place("BU05183396", kscore=9)
WEAK = Place("BU05183397", soc=-0.7, kscore=4)
LAYERS = {
    "lbm3:buurtscore24": [lbm_feature(GOOD, 1), lbm_feature(WEAK, 2)],
    "lbm3:wijkscore24": [lbm_feature(Place("WK051833"), 1, "wijk")],
    "lbm3:gemeentescore24": [lbm_feature(Place("GM0518"), 1, "gemeente")],
}


def layers(**layers: list[Feature]) -> bytes:
    """Return a take in which every layer came in pages of one feature."""
    return packed(
        (f"{name}/{number:05}.json", wfs_page([feature], len(features)).body)
        for name, features in layers.items()
        for number, feature in enumerate(features)
    )


def changed(**properties: object) -> bytes:
    """Return a take of one feature with other properties; None leaves one out."""
    feature = lbm_feature(GOOD, 1)
    assert isinstance(feature["properties"], dict)
    told = {key: value for key, value in (feature["properties"] | properties).items() if value != "LEFT OUT"}
    return layers(buurtscore24=[feature | {"properties": told}])


def test_the_recorded_feature_is_read_in_its_own_envelope(snapshot: Path) -> None:
    recorded = (snapshot / RECORDED_FEATURE).read_bytes()
    table = leefbaarometer_wfs.read(packed([("buurtscore24/00000.json", recorded)]))
    rows = {row["column"]: row for row in table.to_pylist()}
    assert {(row["code"], row["period"]) for row in rows.values()} == {("BU0363AB10", "2024")}
    assert {name: row["value"] for name, row in rows.items()} == {
        "kscore": 9,
        "kafw": 9,
        "kfys": 5,
        "konv": 3,
        "ksoc": 3,
        "kvrz": 9,
        "kwon": 5,
        "afw": 0.371047,
        "fys": -0.0143511,
        "onv": -0.137106,
        "soc": -0.100151,
        "vrz": 0.620541,
        "won": 0.00211395,
    }
    assert (rows["kscore"]["unit"], rows["afw"]["unit"]) == ("klasse", "score")


def test_generated_features_have_the_shape_of_the_recorded_one(snapshot: Path) -> None:
    recorded = json.loads((snapshot / RECORDED_FEATURE).read_bytes())
    generated = json.loads(wfs_page([lbm_feature(GOOD, 1)], 1).body)
    assert recorded.keys() == generated.keys()
    assert recorded["features"][0].keys() == generated["features"][0].keys()
    assert recorded["features"][0]["properties"].keys() == generated["features"][0]["properties"].keys()


def test_all_layers_are_taken_over_http_and_read_from_the_store(tmp_path: Path) -> None:
    source = source_of("leefbaarometer-3-wfs")
    table = leefbaarometer_wfs.read(taken(source, {"/lbm3/ows": Wfs(LAYERS, most=1)}, tmp_path))
    assert table.num_rows == 4 * 13
    assert checked_labels(source, table) == {"lbm3_class": "kscore"}


def test_an_outline_is_left_out_whether_it_came_or_not() -> None:
    outline = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 0]]]}
    drawn = lbm_feature(GOOD, 1) | {"geometry": outline}
    plain = layers(buurtscore24=[lbm_feature(GOOD, 1)])
    assert leefbaarometer_wfs.read(layers(buurtscore24=[drawn])).equals(leefbaarometer_wfs.read(plain))


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"kscore": "LEFT OUT"}, "BU05183396 has no property 'kscore'"),
        ({"soc": "LEFT OUT"}, "BU05183396 has no property 'soc'"),
        ({"kwon": "goed"}, "kwon of BU05183396: 'goed' is no number"),
        ({"kscore": 10}, "kscore of BU05183396 in 2024 is 10, not one of 1 to 9"),
        ({"kscore": 0}, "kscore of BU05183396 in 2024 is 0, not one of 1 to 9"),
        ({"fys": 0.1}, r"afw .* of BU05183396 in 2024 is .*never mix two series"),
        ({"fys": None}, "BU05183396 in 2024 has no fys, but other figures"),
        ({"year": "2022"}, "a feature is about 'BU05183396' in '2022', which is not of this layer"),
        ({"year": None}, "which is not of this layer"),
        ({"id": "WK051833"}, "a feature is about 'WK051833'"),
        ({"id": 5183396}, "a feature is about '5183396'"),
    ],
)
def test_a_property_that_breaks_a_promise_is_named_with_its_layer(properties: Feature, said: str) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: buurtscore24.*{said}"):
        leefbaarometer_wfs.read(changed(**properties))


def test_a_place_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(
        BadSource, match=r"buurtscore24: 1 regions stand there more than once, e.g. code BU05183396"
    ):
        leefbaarometer_wfs.read(layers(buurtscore24=[lbm_feature(GOOD, 1), lbm_feature(GOOD, 2)]))


def test_classes_that_are_not_in_the_order_of_the_deviations_are_refused() -> None:
    turned = [
        lbm_feature(Place("BU05183396", kscore=4), 1),
        lbm_feature(Place("BU05183397", soc=-0.7, kscore=9), 2),
    ]
    with pytest.raises(BadSource, match=r"buurtscore24: classes 4 and 9 overlap"):
        leefbaarometer_wfs.read(layers(buurtscore24=turned))


@pytest.mark.parametrize("folder", ["ontwikkeling14_24", "pc4score24", "buurtscore"])
def test_a_layer_of_another_kind_is_refused(folder: str) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: {folder}: .* not of this layer"):
        leefbaarometer_wfs.read(layers(**{folder: [lbm_feature(GOOD, 1)]}))


@pytest.mark.parametrize("content", [packed([]), bundle(b"x", "landing.json")])
def test_a_take_without_layers_is_refused(content: bytes) -> None:
    with pytest.raises(BadSource, match=rf"{NAME}: the take holds no layer"):
        leefbaarometer_wfs.read(content)


def test_the_zip_and_the_map_are_held_against_each_other() -> None:
    files = score_files({"bu": (GOOD, WEAK), "wk": (Place("WK051833"),), "gm": (Place("GM0518"),)})
    scores = leefbaarometer.read(bundle(zipped(files)))
    told = leefbaarometer_wfs.read(layers(**{name.partition(":")[2]: rows for name, rows in LAYERS.items()}))
    check_classes(scores, told)
    better = Place("BU05183397", soc=0.9, kscore=4)
    other = leefbaarometer.read(
        bundle(
            zipped(
                score_files({"bu": (GOOD, better), "wk": (), "gm": ()})
                | {name: content for name, content in files.items() if "buurten" not in name}
            )
        )
    )
    with pytest.raises(BadSource, match=r"BU05183397 in 2024: the file says afw .* outside class 4"):
        check_classes(other, told)
