"""A take: every body of a source, asked for along its wire, bundled, read to see that it is whole, stored.

An interrupted or failed take leaves the store as it was. What arrived is kept apart and used when the take
is started again, as long as the publisher still describes the table in the same way.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol as Shape

from filelock import FileLock, Timeout

from wijkbewijs.definitions.source import Protocol, Source, Wire
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import BadSource, BadUsage, SourceMissing
from wijkbewijs.sources import reader_of
from wijkbewijs.sources.asking import Asking
from wijkbewijs.sources.bases import Bases, wire_of
from wijkbewijs.sources.bundle import Bundle, packed, unpacked
from wijkbewijs.sources.fetch import Line
from wijkbewijs.sources.partial import Partial, partial_of
from wijkbewijs.sources.store import FOLDER, Take, latest_take, record, utc_text
from wijkbewijs.sources.wires import Get, features, file, odata3, odata4, wfs
from wijkbewijs.sources.wires.description import Description

_MB = 1_000_000


class Spoken(Shape):
    """What every module of `wires` can do."""

    def describe(self, wire: Wire, base: str, get: Get) -> None:
        """Ask for the bodies that describe the table."""

    def ask(self, wire: Wire, base: str, get: Get) -> None:
        """Ask for everything."""

    def described(self, bundle: Bundle) -> Description:
        """Return what the publisher says about the table."""


PROTOCOLS: Mapping[Protocol, Spoken] = {
    Protocol.FILE: file,
    Protocol.CBS_ODATA3: odata3,
    Protocol.CBS_ODATA4: odata4,
    Protocol.OGC_FEATURES: features,
    Protocol.WFS: wfs,
}


def _anything(_source: Source, _content: bytes) -> None:
    """Let every take through that its reader can read."""


def _nobody(_source: Source, _name: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What one run needs: the home folder, the line, where to ask, the moment, and who looks on.

    `at` knows its time zone: its day is the day of taking. `validate` raises BadSource for bytes that must
    not be stored. `asked` is told the source and the name of every body before it is asked for.
    """

    home: Path
    line: Line
    bases: Bases
    at: datetime
    validate: Callable[[Source, bytes], None] = _anything
    asked: Callable[[Source, str], None] = _nobody


@dataclass(frozen=True, slots=True)
class Taken:
    """A take that was stored; `changed` says whether its bytes are others than those of the take before."""

    take: Take
    changed: bool


def take(source: Source, taking: Taking) -> Taken:
    """Take a source and store it when it is whole.

    Raises SourceMissing (or Unreachable, Refused) when it cannot be had: what arrived is used next time.
    Raises BadSource when what came breaks a promise of the publisher: then everything is asked anew.
    """
    area = partial_of(taking.home, source.id)
    try:
        content, bodies = _bundled(source, taking, area)
        reader_of(source.reader)(content)
        taking.validate(source, content)
        taken = _stored(source, taking, content, bodies)
    except BadSource:
        area.clear()
        raise
    except OSError as error:
        raise SourceMissing(
            f"{source.id}: what came cannot be stored in {taking.home} ({error.strerror}). Nothing was "
            "changed; make room or choose another --home."
        ) from error
    area.clear()
    return taken


def describe(source: Source, taking: Taking) -> Description:
    """Return what the publisher says about a source now; nothing is stored. Errors as `take`.

    What it promised about title and dimensions is not looked at: that is for who compares. Of a wire that
    is one file, the server is asked whether the file is there.
    """
    wire, base = replace(wire_of(source), dimensions=(), title=""), taking.bases.of(source)
    with tempfile.TemporaryDirectory() as folder:
        asking = _asking(source, taking, Partial(Path(folder)))
        PROTOCOLS[wire.protocol].describe(wire, base, asking.describing)
        if not asking.told:
            asking.line.told(f"{base}/{wire.path.lstrip('/')}")
        return described(source, packed(asking.told_parts()))


def described(source: Source, content: bytes) -> Description:
    """Return what the publisher said about a source in the bundle `content`."""
    return PROTOCOLS[wire_of(source).protocol].described(unpacked(content, source.id))


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the home for one take or acceptance at a time; BadUsage when another one is busy."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BadUsage(
            f"{folder}: another `wijkbewijs take` or `changes --accept` is busy here. "
            "Wait for it, or choose another --home."
        ) from error


def _asking(source: Source, taking: Taking, area: Partial) -> Asking:
    return Asking(
        name=f"{source.id}: table {source.table}",
        line=replace(taking.line, origins=taking.bases.origins(source)),
        area=area,
        left=wire_of(source).most_mb * _MB,
        asked=lambda name: taking.asked(source, name),
    )


def _bundled(source: Source, taking: Taking, area: Partial) -> tuple[bytes, int]:
    """Return the bundle of all bodies of a source, and how many they are."""
    wire, base = wire_of(source), taking.bases.of(source)
    asking = _asking(source, taking, area)
    PROTOCOLS[wire.protocol].describe(wire, base, asking.describing)
    if asking.told:  # a broken promise ends the take before the rows are asked for
        taking.validate(source, packed(asking.told_parts()))
    area.go_on(sha256(packed(asking.told_parts())), taking.at)
    asking.begin()
    PROTOCOLS[wire.protocol].ask(wire, base, asking.get)
    return packed(asking.parts()), len(asking.order)


def _stored(source: Source, taking: Taking, content: bytes, bodies: int) -> Taken:
    told, before = described(source, content), latest_take(taking.home, source.id)
    new = Take(
        source=source.id,
        sha256=sha256(content),
        size=len(content),
        taken_on=taking.at.date(),
        taken_at=utc_text(taking.at),
        modified=told.modified,
        title=told.title or source.title,
        licence=told.licence or source.licence,
        evidence=str(wire_of(source).evidence),
        base=taking.bases.of(source),
        bodies=bodies,
        rows=told.records,
    )
    record(taking.home, new, content)
    return Taken(new, changed=before is None or before.sha256 != new.sha256)
