"""The other publishers as they serve their tables: Leefbaarometer, PDOK, and CBS's list of addresses.

Recorded: one feature of the Leefbaarometer's map service, in its envelope (`RECORDED_FEATURE` in the
snapshot). All else is *documented, not recorded*: built from what is known of names, columns and paging, with
regions that do not exist. A `Place` adds up as a place of the Leefbaarometer 3.0 does.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tests.replay.server import Answer, Body, Request, Route, status

RECORDED_FEATURE = "cbs_odata_fixtures/lbm3_wfs_buurtscore24_feature.json"
REFERENCE = 4.1022648511
Feature = dict[str, object]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip as a publisher makes one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


# ----------------------------------------------------------------------------------------- Leefbaarometer 3.0


@dataclass(frozen=True, slots=True)
class Place:
    """A region in one year, with its five dimensions; the deviation is their sum."""

    code: str
    year: str = "2024"
    fys: float = -0.0143511
    onv: float = -0.137106
    soc: float = -0.100151
    vrz: float = 0.620541
    won: float = 0.00211395
    kscore: int = 9

    @property
    def dimensions(self) -> tuple[float, ...]:
        return (self.fys, self.onv, self.soc, self.vrz, self.won)

    @property
    def afw(self) -> float:
        return sum(self.dimensions)


PLACES = {
    "bu": (
        Place("BU0363AB10"),
        Place("BU0363AB10", "2022", vrz=0.61),
        Place("BU05183396", soc=-0.7, kscore=4),
    ),
    "wk": (Place("WK0363AB"), Place("WK051833", fys=-0.4, kscore=6)),
    "gm": (Place("GM0363", kscore=8),),
}
FOLDER = "Leefbaarometer 3.0 - Meting 2024 - open data"
SCALES = {"bu": "buurten", "wk": "wijken", "gm": "gemeenten"}


def scores(prefix: str, places: Iterable[Place], decimals: int = 10, reference: float = REFERENCE) -> str:
    """Return the CSV file of one scale; another `reference` makes it another series."""
    lines = [f"{prefix}_code,{prefix}_naam,jaar,lbm,afw,fys,onv,soc,vrz,won"]
    for place in places:
        numbers = (reference + place.afw, place.afw, *place.dimensions)
        cells = (f"{number:.{decimals}f}" for number in numbers)
        lines.append(",".join((place.code, '"Een naam, één plek"', place.year, *cells)))
    return "\n".join(lines) + "\n"


def score_files(places: Mapping[str, Sequence[Place]] = PLACES, decimals: int = 10) -> dict[str, bytes]:
    """Return the files in the Leefbaarometer's zip, those of another scale and of development included."""
    files = {
        f"{FOLDER}/Leefbaarometer-scores {SCALES[prefix]} 2002-2024.csv": scores(
            prefix, rows, decimals
        ).encode()
        for prefix, rows in places.items()
    }
    return {
        f"{FOLDER}/Leefbaarometer-scores PC4 2002-2024.csv": b"PC4,jaar,lbm\n1012,2024,4.2\n",
        f"{FOLDER}/Leefbaarometer-ontwikkeling buurten 2002-2024.csv": b"bu_code,periode\nBU05183396,x\n",
        **files,
    }


def lbm_feature(place: Place, number: int, scale: str = "buurt") -> Feature:
    """Return a place as the map service gives it: six significant digits, no score but a class."""
    names = ("afw", "fys", "onv", "soc", "vrz", "won")
    digits = dict(zip(names, (float(f"{n:.6g}") for n in (place.afw, *place.dimensions)), strict=True))
    classes = {"kscore": place.kscore} | {f"k{name}": 5 for name in names}
    told = {"gemeente": "Een gemeente", "name": "Een naam", "id": place.code, "scale": scale}
    return {
        "type": "Feature",
        "id": f"{scale}score{place.year[-2:]}.{number}",
        "geometry": None,
        "geometry_name": "geom",
        "properties": {**told, **classes, **digits, "year": place.year},
    }


# ------------------------------------------------------------------------------------------------------- WFS


@dataclass(slots=True)
class Wfs:
    """The map service at `/lbm3/ows`: layers by name, counted in pages; faults are on when set.

    `most` is what the server gives at once, whatever is asked; `miscounts` is added to numberReturned.
    """

    layers: Mapping[str, Sequence[Feature]]
    most: int = 1_000
    miscounts: int = 0
    repeats: bool = False
    loses: int = 0

    def __call__(self, request: Request) -> Answer:
        features = self.layers.get(request.query.get("typeName", ""))
        if features is None:
            return status(400, "<ows:ExceptionReport>unknown typeName</ows:ExceptionReport>")
        start = 0 if self.repeats else int(request.query["startIndex"])
        count = min(int(request.query["count"]), self.most)
        page = list(features[start : start + count])[: max(0, len(features) - self.loses - start)]
        return wfs_page(page, len(features), self.miscounts)


def wfs_page(features: Sequence[Feature], matched: int, miscounts: int = 0) -> Answer:
    """Return a page in the envelope that was recorded."""
    body = {
        "type": "FeatureCollection",
        "features": features,
        "totalFeatures": matched,
        "numberMatched": matched,
        "numberReturned": len(features) + miscounts,
        "timeStamp": "2026-02-15T08:28:53.227Z",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
    }
    return Answer(json.dumps(body).encode(), headers={"Content-Type": "application/json"})


# --------------------------------------------------------------------------------------- OGC API Features


def square(west: float, south: float, side: float = 1_000.0) -> dict[str, object]:
    """Return an outline in RD metres."""
    corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    return {"type": "Polygon", "coordinates": [[[west + x, south + y] for x, y in corners]]}


def region(collection: str, code: str, **changed: object) -> Feature:
    """Return a buurt, wijk or gemeente in snake_case, with a sentinel of CBS; `geometry` may change."""
    key = {"buurten": "buurtcode", "wijken": "wijkcode", "gemeenten": "gemeentecode"}[collection]
    properties: dict[str, object] = {
        key: code,
        "gemeentecode": f"GM{code[2:6]}",
        "gemeentenaam": "Een gemeente",
        "water": "NEE",
        "jaar": 2024,
        "indelingswijziging_wijken_en_buurten": 1,
        "aantal_inwoners": 1_200,
        "gemiddelde_woningwaarde": -99997,
    }
    geometry = changed.pop("geometry", square(80_000.0, 450_000.0))
    return {"type": "Feature", "id": code, "geometry": geometry, "properties": properties | changed}


REGIONS = {
    "buurten": (
        region("buurten", "BU05183396", indelingswijziging_wijken_en_buurten=3),
        region("buurten", "BU05183397"),
        region("buurten", "BU05189999", water="JA", geometry=square(-5_000.0, 640_000.0)),
    ),
    "wijken": (region("wijken", "WK051833"),),
    "gemeenten": (region("gemeenten", "GM0518"),),
}


@dataclass(slots=True)
class Ogc:
    """PDOK's collections below `/cbs/wijken-en-buurten-2024/ogc/v1`, in pages with a link to the next.

    Faults are on when set: a filter or `crs` that is ignored, a last page that leads to the first, pages
    that are all the first, and a count that is not true. `matched` says whether the server counts at all.
    """

    collections: Mapping[str, Sequence[Feature]] = field(default_factory=lambda: REGIONS)
    per_page: int = 2
    matched: bool = True
    ignores_filter: bool = False
    in_degrees: bool = False
    loops: bool = False
    repeats: bool = False
    miscounts: int = 0
    root: str = "/cbs/wijken-en-buurten-2024/ogc/v1"

    @property
    def routes(self) -> dict[str, Body]:
        landing = {
            "title": "CBS Wijken en Buurten 2024",
            "links": [{"rel": "license", "href": "https://cc.nl/by"}],
        }
        found: dict[str, Body] = {self.root: json.dumps(landing).encode()}
        return found | {
            f"{self.root}/collections/{name}/items": self._items(name) for name in self.collections
        }

    def _items(self, collection: str) -> Route:
        def route(request: Request) -> Answer:
            asked = dict(request.query)
            start = 0 if self.repeats else int(asked.pop("cursor", "0"))
            filters = {k: v for k, v in asked.items() if k not in {"f", "limit", "crs", "cursor"}}
            wanted = [f for f in self.collections[collection] if self.ignores_filter or _passes(f, filters)]
            limit = min(int(asked["limit"]), self.per_page)
            page = list(islice(wanted, start, start + limit))
            return self._page(request, page, len(wanted), start + limit)

        return route

    def _page(self, request: Request, page: Sequence[Feature], total: int, following: int) -> Answer:
        links = []
        if following < total or self.loops or self.repeats:
            cursor = 0 if self.loops and following >= total else following
            if self.repeats:
                cursor = int(request.query.get("cursor", "0")) + 1
            query = "&".join(f"{k}={v}" for k, v in request.query.items() if k != "cursor")
            links.append({"rel": "next", "href": f"{request.path}?{query}&cursor={cursor}"})
        if self.in_degrees:
            page = [{**feature, "geometry": square(4.3, 52.05, 0.01)} for feature in page]
        body = {"type": "FeatureCollection", "features": page, "links": links, "numberReturned": len(page)}
        if self.matched:
            body["numberMatched"] = total + self.miscounts
        return Answer(json.dumps(body).encode(), headers={"Content-Type": "application/geo+json"})


def _passes(feature: Feature, filters: Mapping[str, str]) -> bool:
    properties = feature["properties"]
    assert isinstance(properties, dict)
    return all(str(properties.get(key)) == value for key, value in filters.items())


# ------------------------------------------------------------------------------------------------ addresses

ADDRESSES = (
    ("2512AB", 1, "05183396", "051833", "0518"),
    ("2512AB", 3, "05183396", "051833", "0518"),
    ("1016AB", 10, "0363AB10", "0363AB", "0363"),
)


def address_files(
    rows: Iterable[Sequence[object]] = ADDRESSES,
    year: str = "2024",
    header: str = "PC6;Huisnummer;Buurt{year};Wijk{year};Gemeente{year}",
    named: Iterable[str] = ("BU05183396", "BU0363AB10"),
) -> dict[str, bytes]:
    """Return the files in CBS's zip of addresses; names are in the encoding of an old desk (cp1252)."""
    separator = ";" if ";" in header else ","
    lines = [header.format(year=year), *(separator.join(map(str, row)) for row in rows)]
    names = ["buurtcode;buurtnaam", *(f"{code};Één buurt" for code in named)]
    return {
        f"pc6hnr{year}0801_gwb.csv": ("\r\n".join(lines) + "\r\n").encode(),
        f"buurt{year}.csv": ("\r\n".join(names) + "\r\n").encode("cp1252"),
        f"wijk{year}.csv": b"wijkcode;wijknaam\r\nWK051833;Een wijk\r\n",
        f"gem{year}.csv": b"gemcode;gemnaam\r\nGM0518;Een gemeente\r\n",
    }
