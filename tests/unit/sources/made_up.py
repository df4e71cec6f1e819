"""A made-up source and its protocol, to see how a take ends.

`python -m tests.unit.sources.made_up HOME BASE` takes it in a process of its own.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from wijkbewijs.definitions.source import Evidence, Protocol, Source, Wire
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Status
from wijkbewijs.sources import take as taking_module
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.fetch import open_line
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.take import PROTOCOLS, Spoken, Taking, take
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LABELS = pa.table({"key": ["a"], "title": ["A"], "unit": ["aantal"], "groups": [["G"]]})


class Pages:
    """A protocol for tests: `/about` describes the table, each page ends in `>` and the path of the next."""

    def describe(self, wire: Wire, base: str, get: Get) -> None:
        title = get("about", f"{base}/about").decode()
        if wire.title not in title:
            raise BadSource(f"{wire.path}: the title is {title!r}.")

    def ask(self, wire: Wire, base: str, get: Get) -> None:
        self.describe(wire, base, get)
        address, count = f"{base}{wire.path}", 0
        while address != base:
            _, _, following = get(f"pages/{count}", address).rpartition(b">")
            address, count = base + following.decode(), count + 1

    def described(self, bundle: Bundle) -> Description:
        about = bundle.read("about").decode()
        return Description(about, "2026-11-15", "", ("Wijken",), LABELS, records=3)


WIRE = Wire(Protocol.CBS_ODATA3, "https://example.invalid", "/page/0", Evidence.DOCUMENTED, title="Table")
SOURCE = Source(
    id="made-up-1",
    title="Made up",
    producer="Nobody",
    licence="CC0 1.0",
    url="https://example.invalid",
    cadence="never",
    table="1NED",
    reader="made_up",
    division="2022",
    status=Status.MEASURED,
    wire=WIRE,
)
FILE = replace(
    SOURCE, id="made-up-zip", wire=replace(WIRE, protocol=Protocol.FILE, path="/d/a.zip", title="")
)
SPOKEN: dict[Protocol, Spoken] = {**PROTOCOLS, Protocol.CBS_ODATA3: Pages()}


def main(home: str, base: str) -> None:
    taking_module.PROTOCOLS = SPOKEN
    taking_module.reader_of = lambda _: lambda content: pa.table({"size": [len(content)]})
    with open_line(Patience()) as line:
        take(SOURCE, Taking(Path(home), line, Bases((SOURCE,), {SOURCE.id: base}), NOON))


if __name__ == "__main__":
    main(*sys.argv[1:])
