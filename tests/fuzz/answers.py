"""Wires as targets: what a publisher answers, by the names under which it is asked, as one zip of bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

import pyarrow as pa

from tests.replay import others
from tests.replay.server import Body, Request, answered, status
from tests.unit.sources.small import small_table4
from tests.unit.sources.takes3 import small_police
from wijkbewijs.definitions.source import Evidence, Protocol, Wire
from wijkbewijs.sources import reader_of
from wijkbewijs.sources.bundle import packed, unpacked
from wijkbewijs.sources.fetch import origin
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.take import PROTOCOLS
from wijkbewijs.sources.wires import Get

BASE = "https://example.invalid"


@dataclass(frozen=True, slots=True)
class Asked:
    """A wire, and the reader of what it brings."""

    wire: Wire
    reader: str

    def __call__(self, content: bytes) -> pa.Table:
        """Take the answers in the zip `content` along the wire, describe and read them, as a take does."""
        answers, came = unpacked(content, "answers"), dict[str, bytes]()

        def get(name: str, address: str) -> bytes:
            origin(address)
            if name not in answers.names:
                raise Refused(address, 404, "no such table")
            came[name] = answers.read(name)
            return came[name]

        spoken = PROTOCOLS[self.wire.protocol]
        spoken.describe(self.wire, BASE, get)
        spoken.ask(self.wire, BASE, get)
        taken = packed(came.items())
        spoken.described(unpacked(taken, self.reader))
        return reader_of(self.reader)(taken)

    def answered(self, routes: Mapping[str, Body]) -> bytes:
        """Return what `routes` answer to this wire."""
        came: dict[str, bytes] = {}
        PROTOCOLS[self.wire.protocol].ask(self.wire, BASE, asking(routes, came))
        return packed(came.items())


def asking(routes: Mapping[str, Body], came: dict[str, bytes]) -> Get:
    """Return a `get` that answers from `routes` without a socket, and keeps each body in `came`."""

    def get(name: str, address: str) -> bytes:
        parts = urlsplit(address)
        request = Request("GET", unquote(parts.path), dict(parse_qsl(parts.query)), {"host": parts.netloc})
        answer = answered(routes.get(request.path, status(404, "no such table")), request)
        if answer.status >= 400:
            raise Refused(address, answer.status, answer.body.decode())
        came[name] = answer.body
        return answer.body

    return get


def _wire(protocol: Protocol, path: str, **more: object) -> Wire:
    return replace(Wire(protocol, BASE, path, Evidence.DOCUMENTED), **more)  # type: ignore[arg-type]


ODATA3 = Asked(_wire(Protocol.CBS_ODATA3, "47018NED"), "cbs_odata3")
FILTERED = Asked(
    replace(ODATA3.wire, query="startswith(WijkenEnBuurten,'GM') and SoortMisdrijf eq '2.6.10'"), "cbs_odata3"
)
ODATA4 = Asked(replace(small_table4().wire, base=BASE), "cbs_odata4")
OGC = Asked(
    _wire(Protocol.OGC_FEATURES, others.Ogc().root, query="buurten?water=NEE wijken gemeenten"),
    "pdok_features",
)
WFS = Asked(_wire(Protocol.WFS, "lbm3/ows", query="lbm3:buurtscore24 lbm3:wijkscore24"), "leefbaarometer_wfs")
FILE = Asked(_wire(Protocol.FILE, "download/file.zip"), "leefbaarometer")

_LAYERS = {
    "lbm3:buurtscore24": [
        others.lbm_feature(others.Place(f"BU0518{n:04}", vrz=n / 100), n) for n in range(3)
    ],
    "lbm3:wijkscore24": [others.lbm_feature(others.Place("WK051833"), 1, "wijk")],
}


def samples() -> dict[str, tuple[Asked, tuple[bytes, ...]]]:
    """Return each wire by its name, with answers that it accepts."""
    police, table = small_police(), small_table4()
    paged = table.routes() | {table.bulk: status(404)}
    return {
        "ask_odata3": (
            ODATA3,
            (ODATA3.answered(police.routes()), ODATA3.answered(replace(police, in_atom=True).routes())),
        ),
        "ask_odata3_filtered": (FILTERED, (FILTERED.answered(police.routes()),)),
        "ask_odata4": (ODATA4, (ODATA4.answered(table.routes()), ODATA4.answered(paged))),
        "ask_features": (OGC, (OGC.answered(others.Ogc().routes),)),
        "ask_wfs": (WFS, (WFS.answered({"/lbm3/ows": others.Wfs(_LAYERS, most=2)}),)),
        "ask_file": (FILE, (packed([("file.zip", others.zipped(others.score_files()))]),)),
    }
