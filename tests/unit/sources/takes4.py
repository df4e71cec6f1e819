"""Kerncijfers 2017 as a source, and takes of it over HTTP from the replay server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.replay.cbs4 import Table4
from tests.replay.server import Body, Replay
from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.load import PACKAGED
from wijkbewijs.definitions.series import expanded
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.contracts import check_contracts
from wijkbewijs.kernel.record import structured
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.fetch import open_line
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.store import takes
from wijkbewijs.sources.take import Taken, Taking, described, take

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HASTY = Patience(sleep=lambda _: None, tries=3, answer_tries=2)
IN_A_SECOND = replace(HASTY, body_seconds=1.0)
_SERIES = "cbs-kerncijfers.series.yml"


def kerncijfers(year: str) -> Source:
    """Return the source of one year as it is shipped."""
    data = expanded(yaml_data(PACKAGED / "sources" / _SERIES, _SERIES), _SERIES)
    return next(structured(Source, one, _SERIES) for one in data if one["division"] == year)


def taken(
    table: Table4, home: Path, routes: Mapping[str, Body] | None = None, patience: Patience = HASTY
) -> Taken:
    """Take `table` over HTTP as the command does, `routes` in the place of its own."""
    with Replay({**table.routes(), **(routes or {})}) as replay:
        return taken_from(replay.base, home, patience)


def taken_from(base: str, home: Path, patience: Patience = HASTY) -> Taken:
    """Take Kerncijfers 2017 from a server that runs at `base`."""
    source = kerncijfers("2017")
    with open_line(patience) as line:
        bases = Bases((source,), {source.id: base})
        return take(source, Taking(home, line, bases, AT, validate=_check))


def stored(home: Path) -> tuple[int, int]:
    """Return how many takes, and how many blobs of bytes, the store holds."""
    blobs = [path for path in (home / "sources" / "blobs").rglob("*") if path.is_file()]
    return len(takes(home, "cbs-kerncijfers-2017")), len(blobs)


def _check(source: Source, content: bytes) -> None:
    check_contracts(source, described(source, content))
