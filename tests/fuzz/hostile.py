"""Content that is made to take all memory, all disk or all time, and what becomes of it.

`python -m tests.fuzz.hostile [CASE...]` runs each case in one process with at most `MOST_MEMORY` of address
space. It prints in JSON, for each, the error in which it ends, how many bytes are left in its home folder,
and, at the end, the most memory that the process held at any moment.
"""

import json
import resource
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.replay.server import Answer, Replay, Request
from tests.unit.sources.takes3 import HASTY, small_police, source_of, taken_from
from tests.unit.sources.takes_others import source_of as defined
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import reader_of
from wijkbewijs.sources.bundle import packed, unpacked

MOST_MEMORY = 4_000_000_000  # bytes of address space
LONG = 200_000_000  # bytes of one line
TEN_GB = 10_000_000_000
FOUR_GB = 4_000_000_000
_PIECE = 10_000_000


def bomb(declared: int, name: bytes = b"table.csv") -> bytes:
    """Return a zip of one member of ten gigabytes of zeros, which says that it is `declared` bytes long."""
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = deflating.compress(bytes(_PIECE)) + deflating.flush(zlib.Z_FULL_FLUSH)
    body = piece * (TEN_GB // _PIECE) + deflating.flush()
    size = min(declared, 0xFFFFFFFE)
    fields = struct.pack("<HHHHHIII", 20, 0, zlib.DEFLATED, 0, 33, 0, len(body), size)
    local = b"PK\x03\x04" + fields + struct.pack("<HH", len(name), 0) + name
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local) + len(body), 0)
    return local + body + central + b"PK\x05\x06" + end


def zip_that_says_it_is_large(_: Path) -> None:
    """Ask for the member of a bomb that tells its size."""
    unpacked(bomb(FOUR_GB), "bomb").read("table.csv")


def zip_that_says_it_is_small(_: Path) -> None:
    """Ask for the member of a bomb that lies about its size."""
    unpacked(bomb(100), "bomb").read("table.csv")


def zip_in_a_take(_: Path) -> None:
    """Let the reader of the Leefbaarometer look for its files in a bomb."""
    source = defined("leefbaarometer-3")
    reader_of(source.reader)(packed([("scores.zip", bomb(FOUR_GB))]))


def link_to_ten_million_pages(home: Path) -> None:
    """Take a table whose every page names a next one, each another."""
    table, pages = small_police(), count(1)

    def page(request: Request) -> Answer:
        number = next(pages)
        body = {"odata.metadata": "", "value": [dict(row) for row in table.rows[:1]]}
        base = f"http://{request.headers['host']}{table.root}TypedDataSet"
        body["value"][0]["ID"] = number
        if number < _PIECE:
            body["odata.nextLink"] = f"{base}?$skip={number}"
        return Answer(json.dumps(body).encode(), 200, {"Content-Type": "application/json"})

    with Replay({**table.routes(), f"{table.root}TypedDataSet": page}) as replay:
        taken_from(replay, source_of(table), home, HASTY)


def line_without_end(home: Path) -> None:
    """Take a page of one line that goes on for much longer than may come: it is cut off on its way in."""
    table = small_police()
    line = Answer(b'{"value":[' + b" " * LONG, 200, chunked=True)
    with Replay({**table.routes(), f"{table.root}TypedDataSet": line}) as replay:
        taken_from(replay, source_of(table, most_mb=20), home, HASTY)


def line_of_a_copy(_: Path) -> None:
    """Read a CSV copy whose first line has two hundred million letters."""
    reader_of("rotterdam_police")(b"wijk_slug," + b"a" * LONG)


CASES: dict[str, Callable[[Path], None]] = {
    case.__name__: case
    for case in (
        zip_that_says_it_is_large,
        zip_that_says_it_is_small,
        zip_in_a_take,
        link_to_ten_million_pages,
        line_without_end,
        line_of_a_copy,
    )
}


def main(names: list[str]) -> None:
    """Run the cases in this process and print what became of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    ends = {}
    for name in names or CASES:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            ends[name] = {"error": _end(CASES[name], home), "left": _left(home)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(json.dumps({"ends": ends, "peak": peak}))


def _end(case: Callable[[Path], None], home: Path) -> str:
    try:
        case(home)
    except WijkbewijsError as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
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


if __name__ == "__main__":
    main(sys.argv[1:])
