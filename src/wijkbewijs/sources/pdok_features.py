"""CBS wijk- en buurtkaart by PDOK's OGC API Features: figures and an outline (RD) for each region.

Which properties there are was told by others who read them; no body was at hand.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import shapely

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle, unpacked
from wijkbewijs.sources.longtable import melted
from wijkbewijs.sources.tabular import unique_rows
from wijkbewijs.sources.wires.features import check_rd, is_land
from wijkbewijs.sources.wires.geojson import Feature, folders_of, number_of, pages_of

NAME = "pdok_features"

_CODES = {"buurten": "buurtcode", "wijken": "wijkcode", "gemeenten": "gemeentecode"}
_MUNICIPALITY = "gemeentecode"
_YEAR = "jaar"
_YEAR_FORM = re.compile(r"\d{4}")
_CHANGE = "indelingswijziging_wijken_en_buurten"  # 1 same, 2 other code, 3 other boundary
_CHANGES = frozenset({1.0, 2.0, 3.0})
_MISSING_UP_TO = -99990  # -99995, -99997 and -99999999 say "no figure", not why


@dataclass(frozen=True, slots=True)
class _Region:
    """A region that is land, with what PDOK says about it."""

    code: str
    properties: Mapping[str, Any]


def read(content: bytes) -> pa.Table:
    """Return the long table of all collections: every property that holds numbers is a `column`.

    `code`, `period` (`jaar`, where the features have it), `column` and `title` (the property's name), `unit`
    and `groups` (empty), `value` (null for a sentinel), `absent`. Water and outlines stay out; the flag of a
    change in boundary is a column like the others. Raises BadSource for a region without code or twice, a
    code that is not of its municipality, a flag that is not 1, 2 or 3, and two years in one collection.
    """
    bundle = unpacked(content, NAME)
    regions = {name: tuple(_region(f, name) for f in _land(bundle, name)) for name in _collections(bundle)}
    year = _year(region for found in regions.values() for region in found)
    return pa.concat_tables(_long(name, found, year) for name, found in regions.items()).unify_dictionaries()


def outlines(content: bytes) -> dict[str, bytes]:
    """Return the outline of each region that is land as well-known binary in RD metres (EPSG:28992).

    An outline is kept as published, also when it crosses itself. Raises BadSource for a region without
    one, or with a point outside the Netherlands.
    """
    bundle = unpacked(content, NAME)
    return {
        region.code: _outline(feature, f"{NAME}: outline of {region.code}")
        for name in _collections(bundle)
        for feature in _land(bundle, name)
        for region in [_region(feature, name)]
    }


def _collections(bundle: Bundle) -> tuple[str, ...]:
    found = folders_of(bundle)
    unknown = [name for name in found if name not in _CODES]
    if unknown or not found:
        raise BadSource(
            f"{NAME}: the take holds {unknown[0] if unknown else 'no collection'!r}; known are "
            f"{', '.join(_CODES)}. Correct `query` in the definition of the source."
        )
    return found


def _land(bundle: Bundle, collection: str) -> Iterator[Feature]:
    """Yield the features that are land, a page at a time: outlines are large."""
    for page in pages_of(bundle, collection):
        yield from filter(is_land, page.features)


def _region(feature: Feature, collection: str) -> _Region:
    code = feature["properties"].get(_CODES[collection])
    if not isinstance(code, str) or not code:
        raise BadSource(
            f"{NAME}: {collection}: feature {feature.get('id')!r} has no {_CODES[collection]!r}. Mend the "
            "reader when the publisher renamed it."
        )
    municipality = feature["properties"].get(_MUNICIPALITY)
    if municipality is not None and municipality != f"GM{code[2:6]}":
        raise BadSource(f"{NAME}: {code} lies in {municipality!r}, against its own code. Take it again.")
    return _Region(code, feature["properties"])


def _long(collection: str, regions: Sequence[_Region], year: str | None) -> pa.Table:
    where = f"{NAME}: {collection}"
    figures = {name: _figures(name, regions, where) for name in _properties(regions)}
    kept = {name: values for name, values in figures.items() if values is not None}
    if not kept:
        raise BadSource(f"{where}: no property holds numbers. Look at what the publisher changed.")
    _check_changes(regions, kept.get(_CHANGE, []), where)
    keys = {"code": pa.array([region.code for region in regions], pa.string())}
    if year is not None:
        keys["period"] = pa.array([year] * len(regions), pa.string())
    rows = pa.table(keys | {name: pa.array(values, pa.float64()) for name, values in kept.items()})
    return melted(unique_rows(rows, ["code"], where), list(keys), list(kept), {})


def _properties(regions: Sequence[_Region]) -> list[str]:
    return list(dict.fromkeys(name for region in regions for name in region.properties if name != _YEAR))


def _figures(name: str, regions: Sequence[_Region], where: str) -> list[float | None] | None:
    """Return a property as numbers, null for a sentinel; None when it holds words."""
    figures: list[float | None] = []
    for region in regions:
        value = region.properties.get(name)
        number = number_of(value, f"{where}: {name} of {region.code}")
        if number is None and value is not None:
            return None
        figures.append(None if number is None or number <= _MISSING_UP_TO else number)
    return figures


def _year(regions: Iterable[_Region]) -> str | None:
    """Return the one year that all regions are of, None when none tells."""
    years = {str(region.properties.get(_YEAR)) for region in regions}
    if years <= {"None"}:
        return None
    if len(years) > 1 or not _YEAR_FORM.fullmatch(min(years)):
        raise BadSource(
            f"{NAME}: {_YEAR} is {', '.join(sorted(years)[:3])}, expected one year. Take it again."
        )
    return years.pop()


def _check_changes(regions: Sequence[_Region], flags: Sequence[float | None], where: str) -> None:
    for region, flag in zip(regions, flags, strict=False):
        if flag is not None and flag not in _CHANGES:
            raise BadSource(
                f"{where}: {_CHANGE} of {region.code} is {flag:g}, expected 1, 2 or 3. Look it up."
            )


def _outline(feature: Feature, where: str) -> bytes:
    if (geometry := feature.get("geometry")) is None:
        raise BadSource(f"{where} is not there. Take the source again.")
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.GEOSException as error:
        raise BadSource(f"{where} cannot be read ({error}). Take the source again.") from error
    if shape.is_empty:
        raise BadSource(f"{where} is not there. Take the source again.")
    west, south, east, north = shape.bounds
    check_rd(west, south, where)
    check_rd(east, north, where)
    return bytes(shapely.to_wkb(shape))
