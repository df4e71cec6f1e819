"""Leefbaarometer 3.0, the map service: class and deviation of each place in the year of a layer.

Recorded: one feature of one layer, in its envelope. The rest was told by others who read it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import unpacked
from wijkbewijs.sources.liveability import (
    CLASS,
    DEVIATION,
    DIMENSIONS,
    TITLES,
    UNIT,
    check_scores,
    class_limits,
    precision_of,
)
from wijkbewijs.sources.longtable import melted
from wijkbewijs.sources.tabular import unique_rows
from wijkbewijs.sources.wires.geojson import Feature, folders_of, number_of, pages_of

NAME = "leefbaarometer_wfs"

_LAYER = re.compile(r"(buurt|wijk|gemeente)score(\d\d)")
_FORMS = {
    "buurt": re.compile(r"BU\d{4}[0-9A-Z]{4}"),
    "wijk": re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    "gemeente": re.compile(r"GM\d{4}"),
}
_SCORES = (DEVIATION, *DIMENSIONS)
_CLASSES = (CLASS, *(f"k{name}" for name in _SCORES))
_CLASS_TITLES = {CLASS: "Klasse van de leefbaarheid"} | {
    f"k{name}": f"Klasse van: {TITLES[name].lower()}" for name in _SCORES
}
_LABELS = {name: (title, "klasse") for name, title in _CLASS_TITLES.items()} | {
    name: (TITLES[name], UNIT) for name in _SCORES
}


def read(content: bytes) -> pa.Table:
    """Return the long table of all layers: classes 1 to 9 (`kscore`, `kafw` ...) and deviations.

    `code`, `period` (year), `column`, `title`, `unit` (klasse or score), `groups`, `value`, `absent`.
    Outlines are left out, whether they came or not. Raises BadSource for a place that stands there twice, a
    property that is missing or no number, a code or year that is not of the layer, a deviation that is not
    the sum of its dimensions, and classes that are not in the order of the deviations.
    """
    bundle = unpacked(content, NAME)
    layers = []
    for folder in folders_of(bundle):
        features = [feature for page in pages_of(bundle, folder) for feature in page.features]
        layers.append(_layer(folder, features))
    if not layers:
        raise BadSource(f"{NAME}: the take holds no layer. Take the source again.")
    return pa.concat_tables(layers).unify_dictionaries()


def _layer(folder: str, features: Sequence[Feature]) -> pa.Table:
    where = f"{NAME}: {folder}"
    rows = pa.Table.from_pylist([_row(f["properties"], folder, where) for f in features], schema=_SCHEMA)
    rows = unique_rows(rows, ["code", "period"], where)
    written = (pa.chunked_array([_written(rows[name])]) for name in _SCORES)
    table = melted(
        check_scores(rows, precision_of(written), where), ["code", "period"], _CLASSES + _SCORES, _LABELS
    )
    class_limits(table, where)
    return table


_SCHEMA = pa.schema(
    {"code": pa.string(), "period": pa.string()} | dict.fromkeys((*_CLASSES, *_SCORES), pa.float64())
)


def _row(properties: Mapping[str, Any], folder: str, where: str) -> dict[str, object]:
    code, year = str(properties.get("id")), str(properties.get("year"))
    layer = _LAYER.fullmatch(folder)
    if not layer or not _FORMS[layer[1]].fullmatch(code) or year[-2:] != layer[2]:
        raise BadSource(f"{where}: a feature is about {code!r} in {year!r}, which is not of this layer.")
    missing = [name for name in (*_CLASSES, *_SCORES) if name not in properties]
    if missing:
        raise BadSource(
            f"{where}: {code} has no property {missing[0]!r}. Mend the reader when it was renamed."
        )
    figures = {
        name: _figure(properties[name], f"{where}: {name} of {code}") for name in (*_CLASSES, *_SCORES)
    }
    return {"code": code, "period": year, **figures}


def _figure(value: object, where: str) -> float | None:
    number = number_of(value, where)
    if number is None and value is not None:
        raise BadSource(f"{where}: {value!r} is no number. Take the source again.")
    return number


def _written(numbers: pa.ChunkedArray) -> pa.Array:
    return pa.array([None if number is None else repr(number) for number in numbers.to_pylist()], pa.string())
