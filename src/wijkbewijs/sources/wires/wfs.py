"""WFS 2.0 with answers in GeoJSON (Leefbaarometer): layers, counted in pages by startIndex and count.

`wire.query` lists the layers, e.g. `lbm3:buurtscore24 lbm3:wijkscore24`. The outlines come along: nobody
documents how this server leaves them out.
"""

from urllib.parse import urlencode

from wijkbewijs.definitions.source import Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.geojson import (
    EXAMPLE,
    Page,
    Seen,
    examples_of,
    folders_of,
    labels_of,
    member,
    page_of,
)

PAGE = 1_000  # features
_BAD_REQUEST = 400
_WFS = {
    "service": "WFS",
    "version": "2.0.0",
    "request": "GetFeature",
    "outputFormat": "application/json",
    "srsName": "EPSG:28992",
}


def describe(wire: Wire, base: str, get: Get) -> None:
    """Ask for one feature of each layer: its properties describe the layer."""
    for layer in layers_of(wire):
        _page(layer, f"{_folder(layer)}/{EXAMPLE}", _address(wire, base, layer, 0, 1), get)


def ask(wire: Wire, base: str, get: Get) -> None:
    """Ask for every page of every layer; BadSource when a page repeats, or features are lost on the way."""
    describe(wire, base, get)
    for layer in layers_of(wire):
        _ask_pages(layer, wire, base, get)


def layers_of(wire: Wire) -> tuple[str, ...]:
    """Return the layers in `wire.query`; BadDefinition when it names none."""
    layers = tuple(wire.query.split())
    if not layers:
        raise BadDefinition(f"{wire.path}: `query` names no layer. List them, e.g. `lbm3:buurtscore24`.")
    return layers


def described(bundle: Bundle) -> Description:
    """Return the layers as title, and each of their properties as a label."""
    pages = examples_of(bundle)
    return Description(
        title=", ".join(folders_of(bundle)),
        modified="",
        licence="",
        dimensions=(),
        labels=labels_of(pages),
        records=sum(page.matched or 0 for page in pages),
    )


def _ask_pages(layer: str, wire: Wire, base: str, get: Get) -> None:
    seen = Seen(layer)
    announced, more = None, True
    while more:
        name = member(_folder(layer), seen.pages)
        page = _page(layer, name, _address(wire, base, layer, len(seen.ids), PAGE), get)
        announced = _announced(page, announced, name)
        seen.add(page)
        more = bool(page.features) and len(seen.ids) < announced
    seen.check_whole(announced)


def _page(layer: str, name: str, address: str, get: Get) -> Page:
    try:
        return page_of(get(name, address), name)
    except Refused as refused:
        if refused.status != _BAD_REQUEST:
            raise
        raise BadSource(
            f"{name}: the server does not know layer {layer!r} (it answered 400). A new edition has new "
            "names: correct `query` in the definition of the source."
        ) from refused


def _announced(page: Page, before: int | None, where: str) -> int:
    """Return how many features the server announces: on every page the same number."""
    if page.matched is None or page.matched != (page.matched if before is None else before):
        raise BadSource(
            f"{where}: the page announces {page.matched} features, the one before {before}. Take it "
            "again later."
        )
    return page.matched


def _address(wire: Wire, base: str, layer: str, start: int, count: int) -> str:
    asked = {**_WFS, "typeName": layer, "startIndex": str(start), "count": str(count)}
    return f"{base}/{wire.path.strip('/')}?{urlencode(asked)}"


def _folder(layer: str) -> str:
    return layer.rpartition(":")[2]
