"""Takes over HTTP from the publishers of `tests.replay.others`, and bundles made without a wire."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.replay.server import Body, Replay
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Source
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.fetch import open_line
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.store import latest_take, taken_bytes
from wijkbewijs.sources.take import Taking, take

PATIENCE = Patience(connect_seconds=2, read_seconds=2, tries=2, answer_tries=2, sleep=lambda _: None)


def source_of(source_id: str) -> Source:
    """Return a source as it is defined."""
    return next(source for source in load_definitions().sources if source.id == source_id)


def taken(source: Source, routes: Mapping[str, Body], home: Path) -> bytes:
    """Take a source from a replay server, and return the bytes that are in the store afterwards."""
    with Replay(routes) as replay, open_line(PATIENCE) as line:
        bases = Bases((source,), {source.id: replay.base})
        take(source, Taking(home, line, bases, datetime(2026, 11, 23, tzinfo=UTC)))
    stored = latest_take(home, source.id)
    assert stored is not None
    return taken_bytes(home, stored)


def bundle(body: bytes, name: str = "file.zip") -> bytes:
    """Return a take of one file."""
    return packed([(name, body)])
