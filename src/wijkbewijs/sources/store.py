"""The store of what was taken: bytes by their content, and a record of each take. Nothing is ever changed.

home/sources/blobs/<2 hex>/<sha256>                        the bytes, once
home/sources/takes/<source>/<moment>-<12 hex>.json         one `Take`
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from wijkbewijs.definitions.source import Lock
from wijkbewijs.kernel.canonical import json_bytes, sha256
from wijkbewijs.kernel.errors import BadDefinition, SourceChanged, SourceMissing
from wijkbewijs.kernel.folder import write_whole
from wijkbewijs.kernel.record import plain, structured

FOLDER = "sources"
_BLOBS = "blobs"
_TAKES = "takes"
_SHORT = 12  # hex digits of the hash in a name that people see
_READ_ONLY = 0o444
_DAY = len("2026-11-23")


@dataclass(frozen=True, slots=True)
class Take:
    """One take of a source: which bytes, when, and what the publisher told about them.

    `taken_on` is the day where the taker was, `taken_at` the moment in UTC (ISO 8601). `modified` is the
    publisher's own day of change, empty where it tells none. `licence` is as the publisher tells it, else
    as the definition says. `bodies` is how many bodies make up the take; `rows` what the publisher announced.
    """

    source: str
    sha256: str
    size: int
    taken_on: date
    taken_at: str
    modified: str
    title: str
    licence: str
    evidence: str
    base: str
    bodies: int
    rows: int | None = None

    def __post_init__(self) -> None:
        """Refuse a moment that is no moment: the takes are kept in its order."""
        datetime.fromisoformat(self.taken_at)

    @property
    def lock(self) -> Lock:
        """The lock of these bytes; its vintage is the publisher's day of change, else the day of taking."""
        vintage = self.modified[:_DAY] or self.taken_on.isoformat()
        return Lock(self.source, self.sha256, self.size, self.taken_on, "", vintage)


def utc_text(moment: datetime) -> str:
    """Return a moment in UTC to the microsecond, so that takes sort by their text.

    >>> utc_text(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    '2026-11-23T08:30:00.000000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def put(home: Path, content: bytes) -> str:
    """Keep `content` under its SHA-256 and return that; it stands there once, mended if damaged."""
    digest = sha256(content)
    path = _blob(home, digest)
    if not path.is_file() or sha256(path.read_bytes()) != digest:
        write_whole(path, content, mode=_READ_ONLY)
    return digest


def record(home: Path, take: Take, content: bytes) -> None:
    """Keep a take with its bytes: both, or when that fails neither."""
    new = not _blob(home, take.sha256).is_file()
    moment = take.taken_at.replace("-", "").replace(":", "")
    try:
        put(home, content)
        path = _takes_folder(home, take.source) / f"{moment}-{take.sha256[:_SHORT]}.json"
        write_whole(path, json_bytes(plain(take)), mode=_READ_ONLY)
    except BaseException:
        if new:
            _blob(home, take.sha256).unlink(missing_ok=True)
        raise


def takes(home: Path, source_id: str) -> tuple[Take, ...]:
    """Return the takes of a source, oldest first; SourceChanged when a record is damaged."""
    return tuple(_read(path) for path in sorted(_takes_folder(home, source_id).glob("*.json")))


def latest_take(home: Path, source_id: str) -> Take | None:
    """Return the newest take of a source, or None when it was never taken."""
    paths = sorted(_takes_folder(home, source_id).glob("*.json"))
    return _read(paths[-1]) if paths else None


def taken_bytes(home: Path, take: Take | Lock) -> bytes:
    """Return the bytes of a take, or of the take that a lock names, verified.

    Raises SourceMissing when they are gone, SourceChanged when they are damaged.
    """
    path = _blob(home, take.sha256)
    again = f"Run `wijkbewijs take {take.source}` to take them again."
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceMissing(
            f"{take.source}: the bytes of {take.taken_on} cannot be read ({path}: {error.strerror}). {again}"
        ) from error
    found = sha256(content)
    if found != take.sha256:
        raise SourceChanged(
            f"{take.source}: the bytes of {take.taken_on} are damaged ({path}: expected "
            f"{take.sha256[:_SHORT]}, found {found[:_SHORT]}). {again}"
        )
    return content


def _blob(home: Path, digest: str) -> Path:
    return home / FOLDER / _BLOBS / digest[:2] / digest


def _takes_folder(home: Path, source_id: str) -> Path:
    return home / FOLDER / _TAKES / source_id


def _read(path: Path) -> Take:
    try:
        return structured(Take, json.loads(path.read_bytes()), str(path))
    except (ValueError, BadDefinition) as error:
        raise SourceChanged(
            f"{path}: this is no record of a take ({error}). Remove the file; taking again writes a new one."
        ) from error
