"""OGC API Features (PDOK): collections in pages that lead to the next one, with outlines in RD metres.

`wire.query` lists the collections, each with the filter that its features must pass, where there is one:
`buurten?gemeentecode=GM0917 wijken gemeenten`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from wijkbewijs.definitions.source import Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.following import followed
from wijkbewijs.sources.wires.geojson import (
    EXAMPLE,
    Feature,
    Page,
    Seen,
    examples_of,
    labels_of,
    member,
    page_of,
)
from wijkbewijs.sources.wires.json_body import json_of

PAGE = 1_000  # features; the most that PDOK gives at once
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
LANDING = "landing.json"
_EAST = (0.0, 300_000.0)  # metres: where the land of the Netherlands lies
_NORTH = (300_000.0, 625_000.0)
_WATER = "JA"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection and the properties that each of its features must have."""

    name: str
    filters: Mapping[str, str]

    def address(self, wire: Wire, base: str, limit: int) -> str:
        """Return the address of the first page of at most `limit` features."""
        asked = {"f": "json", "limit": str(limit), "crs": RD, **self.filters}
        return f"{_root(wire, base)}/collections/{self.name}/items?{urlencode(asked)}"


def describe(wire: Wire, base: str, get: Get) -> None:
    """Ask for the landing page, and for one feature of each collection."""
    get(LANDING, f"{_root(wire, base)}?f=json")
    for collection in collections_of(wire):
        name = f"{collection.name}/{EXAMPLE}"
        _check(page_of(get(name, collection.address(wire, base, 1)), name), collection, name)


def ask(wire: Wire, base: str, get: Get) -> None:
    """Ask for every page of every collection.

    Raises BadSource when the server ignores the filter or the coordinate system, repeats a page, leads in a
    circle, or gives another number of features than it announced.
    """
    describe(wire, base, get)
    for collection in collections_of(wire):
        _ask_pages(collection, collection.address(wire, base, PAGE), get)


def collections_of(wire: Wire) -> tuple[Collection, ...]:
    """Return the collections in `wire.query`; BadDefinition when it names none."""
    found = tuple(_collection(part) for part in wire.query.split())
    if not found:
        raise BadDefinition(f"{wire.path}: `query` names no collection. List them, e.g. `wijken gemeenten`.")
    return found


def described(bundle: Bundle) -> Description:
    """Return title and licence of the landing page, and each property of each collection as a label."""
    landing = _landing(bundle)
    return Description(
        title=str(landing.get("title", "")),
        modified="",
        licence=_licence(landing),
        dimensions=(),
        labels=labels_of(examples_of(bundle)),
    )


def is_land(feature: Feature) -> bool:
    """Whether a feature is land; CBS also draws the water of a municipality, in which nobody lives."""
    return bool(feature["properties"].get("water") != _WATER)


def check_rd(x: float, y: float, where: str) -> None:
    """Raise BadSource for a point that is not in the Netherlands when its numbers are metres in RD."""
    if not (_EAST[0] <= x <= _EAST[1] and _NORTH[0] <= y <= _NORTH[1]):
        raise BadSource(
            f"{where}: the point {x:g}, {y:g} is not in RD (EPSG:28992): the server ignored `crs`, or gives "
            "the axes the other way round. Do not use this take."
        )


def _root(wire: Wire, base: str) -> str:
    return f"{base}/{wire.path.strip('/')}"


def _collection(part: str) -> Collection:
    name, _, filters = part.partition("?")
    return Collection(name, dict(parse_qsl(filters)))


def _ask_pages(collection: Collection, address: str, get: Get) -> None:
    seen, asked, matched = Seen(collection.name), set[str](), None
    while address:
        if address in asked:
            raise BadSource(f"{collection.name}: page {address} leads back to itself. Take it again later.")
        asked.add(address)
        name = member(collection.name, seen.pages)
        page = page_of(get(name, address), name)
        _check(page, collection, name)
        seen.add(page)
        matched = page.matched if matched is None else matched
        address = followed(address, page.next) if page.next else ""
    seen.check_whole(matched)


def _check(page: Page, collection: Collection, where: str) -> None:
    for feature in page.features:
        for key, value in collection.filters.items():
            if str(feature["properties"].get(key)) != value:
                raise BadSource(
                    f"{where}: feature {feature.get('id')!r} has {key} {feature['properties'].get(key)!r}, "
                    f"asked was {value!r}: the server ignores the filter. Do not use this take."
                )
        if is_land(feature) and (point := _first_point(feature.get("geometry"))):
            check_rd(*point, f"{where}: feature {feature.get('id')!r}")


def _first_point(geometry: object) -> tuple[float, float] | None:
    found = geometry.get("coordinates") if isinstance(geometry, dict) else None
    while isinstance(found, list) and found and isinstance(found[0], list):
        found = found[0]
    if isinstance(found, list) and len(found) > 1 and all(isinstance(n, int | float) for n in found[:2]):
        return (float(found[0]), float(found[1]))
    return None


def _landing(bundle: Bundle) -> Mapping[str, Any]:
    data = json_of(bundle.read(LANDING), f"{bundle.name}: {LANDING}")
    return data if isinstance(data, dict) else {}


def _licence(landing: Mapping[str, Any]) -> str:
    links = landing.get("links")
    found = (
        str(link.get("href", ""))
        for link in (links if isinstance(links, list) else ())
        if isinstance(link, dict) and link.get("rel") == "license"
    )
    return next(found, "")
