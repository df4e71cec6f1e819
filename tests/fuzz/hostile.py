"""Content that is made to take all memory, all disk or all time, and what becomes of it.

`python -m tests.fuzz.hostile [CASE...]` runs each case in one process with at most `MOST_MEMORY` of address
space. It prints in JSON, for each, the error in which it ends and how many bytes are left in its home folder,
and, at the end, the most memory that the process held at any moment.
"""

import bz2
import gzip
import io
import json
import re
import resource
import struct
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Self
from unittest import mock

from tests.fuzz import answers
from tests.replay import others
from tests.replay.cbs4 import bundled
from tests.replay.server import Answer, Body, Replay, Request, Route, status
from tests.unit.sources.small import small_table4
from tests.unit.sources.takes3 import HASTY, small_police, source_of, taken_from
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import asking, reader_of
from wijkbewijs.sources.bundle import packed, unpacked
from wijkbewijs.sources.wires import odata4

MOST_MEMORY = 4_000_000_000  # bytes of address space
LONG = 200_000_000  # bytes of one line
TEN_GB = 10_000_000_000
FOUR_GB = 4_000_000_000
MOST_BODIES = 100  # so that the test is short: in service a take has 20,000 and a table of version 4 2,000
_PIECE = 10_000_000
_HELD = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


# ----------------------------------------------------------------------------------------------------- zips


def zip_of(body: bytes, declared: int, packing: int = zipfile.ZIP_DEFLATED, entries: int = 1) -> bytes:
    """Return a zip of one member that says it is `declared` bytes long, so many times in its directory."""
    name, size = b"table.csv", min(declared, 0xFFFFFFFE)
    fields = struct.pack("<HHHHHIII", 20, 0, packing, 0, 33, 0, len(body), size)
    local = b"PK\3\4" + fields + struct.pack("<HH", len(name), 0) + name + body
    entry = b"PK\1\2\x14\0" + fields + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    told = struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, entries * len(entry), len(local), 0)
    return local + entry * entries + b"PK\5\6" + told


def ten_gigabytes() -> bytes:
    """Return ten gigabytes of zeros as deflate packs them: ten megabytes."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packing.compress(bytes(_PIECE)) + packing.flush(zlib.Z_FULL_FLUSH)
    return piece * (TEN_GB // _PIECE) + packing.flush()


def zip_that_says_it_is_large(_: Path) -> None:
    """Ask for the member of a bomb that tells its size."""
    unpacked(zip_of(ten_gigabytes(), FOUR_GB), "bomb").read("table.csv")


def zip_that_says_it_is_small(_: Path) -> None:
    """Ask for the member of a bomb that lies about its size."""
    unpacked(zip_of(ten_gigabytes(), 100), "bomb").read("table.csv")


def zip_of_another_packing(_: Path) -> None:
    """Ask for a member of four kilobytes of which another packing makes gigabytes in one step."""
    block = bz2.compress(bytes(_PIECE))
    unpacked(zip_of(block * 100, 100, zipfile.ZIP_BZIP2), "bomb").read("table.csv")


def zip_of_many_members(_: Path) -> None:
    """Open a zip that lists half a million members."""
    unpacked(zip_of(b"", 0, entries=500_000), "bomb")


def zip_in_a_take(_: Path) -> None:
    """Let the reader of the Leefbaarometer look for its files in a bomb."""
    reader_of("leefbaarometer")(packed([("scores.zip", zip_of(ten_gigabytes(), FOUR_GB))]))


def zip_in_a_zip_in_a_take(_: Path) -> None:
    """Let the same reader look for a scale in a zip that holds a bomb under the name of a table."""
    bomb = others.zipped({"scores buurten.csv": zip_of(ten_gigabytes(), FOUR_GB)})
    reader_of("leefbaarometer")(packed([("scores.zip", bomb)]))


# ----------------------------------------------------------------------------------------------------- loops


def endless(page: Callable[[int], dict[str, object]]) -> Route:
    """Return a route whose every page names another next one, by any protocol; `page` gives the rest."""
    numbers = count()

    def route(request: Request) -> Answer:
        number = next(numbers)
        link = f"http://{request.headers['host']}{request.path}?$skip={number + 1}"
        links = {"odata.nextLink": link, "@odata.nextLink": link, "links": [{"rel": "next", "href": link}]}
        return Answer(json.dumps({**page(number), **links}).encode())

    return route


def pages_of_odata3(home: Path) -> None:
    """Take a table that announces no number of rows and names another page on each."""
    table = small_police()
    info = {key: value for key, value in table.info.items() if key != "RecordCount"}
    rows = endless(lambda number: {"value": [{**table.rows[0], "ID": number}]})
    told = json.dumps({"value": [info]}).encode()
    routes = {**table.routes(), f"{table.root}TableInfos": told, f"{table.root}TypedDataSet": rows}
    with mock.patch.object(asking, "MOST_BODIES", MOST_BODIES), Replay(routes) as replay:
        taken_from(replay, source_of(table), home, HASTY)


def codes_of_odata3(home: Path) -> None:
    """Take a table whose list of codes does not end."""
    table = small_police()
    codes = endless(lambda number: {"value": [{"Key": f"{number:06}", "Title": ""}]})
    routes = {**table.routes(), f"{table.root}SoortMisdrijf": codes}
    with mock.patch.object(asking, "MOST_BODIES", MOST_BODIES), Replay(routes) as replay:
        taken_from(replay, source_of(table), home, HASTY)


def pages_of_odata4(_: Path) -> None:
    """Ask for the observations of a table that does not say how many there are."""
    table = small_table4()
    told = {key: value for key, value in table.properties.items() if key != "ObservationCount"}
    cell = table.cells.slice(0, 1).to_pylist()[0]
    rows = endless(lambda number: {"value": [{"Id": number, **cell}]})
    own = {f"{table.root}/Properties": json.dumps(told).encode(), f"{table.root}/Observations": _plain(rows)}
    with mock.patch.object(odata4, "MOST_PAGES", MOST_BODIES):
        answers.ODATA4.answered({**table.routes(), **own, table.bulk: status(404)})


def pages_of_features(_: Path) -> None:
    """Ask for a collection that does not end."""
    root = f"{others.Ogc().root}/collections/buurten/items"
    rows = endless(lambda number: {"features": [others.region("buurten", f"BU0518{number:04}")]})
    answers.OGC.answered({**others.Ogc().routes, root: rows})


def pages_of_wfs(_: Path) -> None:
    """Ask for a layer of which ten million features are announced and each page has one."""

    def page(request: Request) -> Answer:
        number = int(request.query["startIndex"])
        return others.wfs_page([others.lbm_feature(others.Place(f"BU0518{number:04}"), number)], _PIECE)

    answers.WFS.answered({"/lbm3/ows": page})


def _plain(route: Route) -> Route:
    """The same route without the links that version 4 does not know."""

    def plain(request: Request) -> Answer:
        body = json.loads(route(request).body)
        return Answer(json.dumps({key: body[key] for key in ("value", "@odata.nextLink")}).encode())

    return plain


# ----------------------------------------------------------------------------------------------------- lines


class Line(bytes):
    """A body of one character, repeated, that is made while it is sent."""

    size: int

    def __new__(cls, size: int) -> Self:
        """Keep nothing but the size."""
        line = super().__new__(cls)
        line.size = size
        return line

    def __len__(self) -> int:
        """Return how many bytes will be sent."""
        return self.size

    def __getitem__(self, part: slice) -> bytes:  # type: ignore[override]
        """Return some of them."""
        return b"7" * len(range(self.size)[part])


def _taken_as_rows(home: Path, body: Body) -> None:
    table = small_police()
    with Replay({**table.routes(), f"{table.root}TypedDataSet": body}) as replay:
        taken_from(replay, source_of(table, most_mb=20), home, HASTY)


def line_that_is_announced(home: Path) -> None:
    """Take a page of one line of four gigabytes, as the server says beforehand."""
    _taken_as_rows(home, Answer(Line(FOUR_GB)))


def line_that_is_not_announced(home: Path) -> None:
    """Take a page of one line of four gigabytes that comes in pieces, nobody says how many."""
    _taken_as_rows(home, Answer(Line(FOUR_GB), chunked=True))


def line_that_is_packed(home: Path) -> None:
    """Take a page of one line of ten gigabytes that comes as ten megabytes."""
    head = gzip.compress(b"", mtime=0)[:10]
    _taken_as_rows(home, Answer(head + ten_gigabytes(), headers={"Content-Encoding": "gzip"}))


def line_of_a_copy(_: Path) -> None:
    """Read a CSV copy whose first line has two hundred million letters."""
    reader_of("rotterdam_police")(b"wijk_slug," + b"a" * LONG)


def line_of_titles(_: Path) -> None:
    """Read a file of SES-WOA whose first line has two hundred million titles."""
    reader_of("ses_woa")(b"Perioden" + b";" * LONG)


def line_of_cells(_: Path) -> None:
    """Read a file of SES-WOA whose second line has a hundred million cells."""
    reader_of("ses_woa")(b'"Perioden";"Regio (code)";"Score (Getal)"\n' + b";" * (LONG // 2 - 100))


def line_of_addresses(_: Path) -> None:
    """Read addresses whose second line has a hundred million characters."""
    rows = others.address_files()
    name = next(name for name in rows if name.startswith("pc6hnr"))
    rows[name] = rows[name].splitlines(keepends=True)[0] + b"7" * (LONG // 2)
    reader_of("postcode_huisnummer")(_stored({"file.zip": _stored(rows)}))


def line_of_observations(_: Path) -> None:
    """Read a table of version 4 whose observations are one line of a hundred million characters."""
    held, header = (
        unpacked(bundled(small_table4()), "small"),
        small_table4().csv().splitlines(keepends=True)[0],
    )
    parts = {name: held.read(name) for name in held.names}
    csv = {"Observations.csv": header.encode() + b"7" * (LONG // 2)}
    reader_of("cbs_odata4")(_stored({**parts, "bulk.zip": _stored(csv)}))


def line_of_json(_: Path) -> None:
    """Read a page of version 3 of more than two hundred million characters."""
    parts = {**dict(small_police().parts()), "TypedDataSet/00000.json": b'{"value":[' + b"7" * LONG}
    reader_of("cbs_odata3")(_stored(parts))


def _stored(files: Mapping[str, bytes]) -> bytes:
    """Return a zip that packs nothing: these files are long and take a while."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


# ---------------------------------------------------------------------------------------------------- running


CASES: dict[Callable[[Path], None], str] = {  # and a part of the error in which each must end
    zip_that_says_it_is_large: "would unpack to 4,000,000,000 bytes",
    zip_that_says_it_is_small: "is damaged (Bad CRC-32",
    zip_of_another_packing: "packed in a way that no publisher uses",
    zip_of_many_members: "holds more than 100,000 files",
    zip_in_a_take: "would unpack to 4,000,000,000 bytes",
    zip_in_a_zip_in_a_take: "the first line has no columns",
    pages_of_odata3: f"after {MOST_BODIES} bodies, and no table has more",
    codes_of_odata3: f"after {MOST_BODIES} bodies, and no table has more",
    pages_of_odata4: f"page {MOST_BODIES}: the next links go in circles",
    pages_of_features: "more than 1000 pages",
    pages_of_wfs: "more than 1000 pages",
    line_that_is_announced: "bytes that the source may still bring",
    line_that_is_not_announced: "bytes that the source may still bring",
    line_that_is_packed: "bytes that the source may still bring",
    line_of_a_copy: "bytes are more than such a copy has",
    line_of_titles: "bytes are more than the table has",
    line_of_cells: "the text is no whole table",
    line_of_addresses: "the text is no whole table",
    line_of_observations: "straddles two block boundaries",
    line_of_json: "more than a page ever has",
}


def main(names: list[str]) -> None:
    """Run the cases in this process and print what became of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    ends = {}
    for case in (case for case in CASES if not names or case.__name__ in names):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            ends[case.__name__] = {"error": _end(case, home), "left": _left(home), "peak": _peak()}
    sys.stdout.write(json.dumps({"ends": ends, "peak": _peak()}, indent=1))


def _end(case: Callable[[Path], None], home: Path) -> str:
    try:
        case(home)
    except WijkbewijsError as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def _left(home: Path) -> dict[str, int]:
    """Bytes in the store, and bytes that wait for the next take."""
    kept, waiting = 0, 0
    for path in home.rglob("*"):
        if path.is_file() and "partial" in path.parts:
            waiting += path.stat().st_size
        elif path.is_file():
            kept += path.stat().st_size
    return {"store": kept, "partial": waiting}


def _peak() -> int:
    """The most bytes of memory so far; `getrusage` would count those of the process that started this one."""
    held = _HELD.search(Path("/proc/self/status").read_text(encoding="ascii"))
    assert held is not None
    return int(held[1]) * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
