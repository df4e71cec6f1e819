"""Tables of OData v3 as sources, and takes of them over HTTP from the replay server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from tests.replay.cbs3 import Table3, police
from tests.replay.server import Body, Replay
from wijkbewijs.definitions.source import Measured, Protocol, Rounding, Source, Wire
from wijkbewijs.facts.contracts import check_contracts
from wijkbewijs.kernel.figure import Status
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.cbs_odata3 import NAME, read
from wijkbewijs.sources.fetch import open_line
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.store import taken_bytes, takes
from wijkbewijs.sources.take import Taking, described, take

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HASTY = Patience(sleep=lambda _: None, read_seconds=60.0, tries=3)
OFFENCES = {
    "0.0.0 ": "Totaal misdrijven",
    "1.1.1 ": "1.1.1 Diefstal/inbraak woning",
    "2.6.10": "2.6.10 Overig",
}
REGIONS = ("NL00", "GM0599", "WK059901", "BU05990101")
CRIMES = Measured("police_crimes_total", "Geregistreerde misdrijven", "aantal", Rounding.NONE)


def small_police(**changes: object) -> Table3:
    """Return 24 rows of registered crime in pages of ten."""
    table = police(OFFENCES, REGIONS, ["2023JJ00", "2024MM01"])
    return replace(table, per_page=10, **changes)  # type: ignore[arg-type]


def source_of(table: Table3, **wire: object) -> Source:
    """Return the definition of a source that takes `table`; `wire` has what is not the default there."""
    plain = Wire(Protocol.CBS_ODATA3, "https://dataderden.cbs.nl", table.id, table.evidence)
    return Source(
        id=f"test-{table.id}",
        title="test",
        producer="Politie",
        licence="onbekend",
        url="https://dataderden.cbs.nl",
        cadence="onbekend",
        table=table.id,
        reader=NAME,
        division="2025",
        status=Status.MEASURED,
        wire=replace(plain, **wire),  # type: ignore[arg-type]
        measures=(replace(CRIMES, where=(("SoortMisdrijf", "0.0.0"),)),),
    )


def taken_from(replay: Replay, source: Source, home: Path, patience: Patience = HASTY) -> bytes:
    """Take a source from a running server with the command's own machinery."""
    with open_line(patience) as line:
        bases = Bases((source,), {source.id: replay.base})
        found = take(source, Taking(home, line, bases, AT, validate=_check_promises))
    return taken_bytes(home, found.take)


def _check_promises(source: Source, content: bytes) -> None:
    check_contracts(source, described(source, content))


def taken(
    table: Table3,
    home: Path,
    routes: Mapping[str, Body] | None = None,
    patience: Patience = HASTY,
    **wire: object,
) -> bytes:
    """Take `table` over HTTP, with `routes` in the place of its own."""
    with Replay({**table.routes(), **(routes or {})}) as replay:
        return taken_from(replay, source_of(table, **wire), home, patience)


def stored(home: Path) -> list[object]:
    """Return whatever the store keeps: takes, and files among the blobs."""
    kept = (home / "sources" / "blobs").rglob("*")
    return [path for path in kept if path.is_file()] + [
        one for folder in (home / "sources" / "takes").glob("*") for one in takes(home, folder.name)
    ]


def long_of(table: Table3) -> pa.Table:
    """Read a table as if it had been taken whole."""
    return read(packed(table.parts()))
