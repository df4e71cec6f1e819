"""What a take received before it was interrupted: used when it is started again, and never as a source."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from wijkbewijs.kernel.canonical import json_bytes, sha256
from wijkbewijs.kernel.folder import write_whole
from wijkbewijs.sources.part import Part
from wijkbewijs.sources.store import FOLDER, utc_text

_NOTE = "begun.json"
_KEPT_FOR = timedelta(days=1)  # pages of one table belong together; after a day they may not


@dataclass(frozen=True, slots=True)
class Partial:
    """The bodies that arrived of one take, each by its name and address, in a folder of its own."""

    folder: Path

    def go_on(self, described: str, at: datetime) -> None:
        """Keep what is there if it belongs to the table as it is `described` now, and is not a day old."""
        try:
            note = json.loads((self.folder / _NOTE).read_bytes())
            same = note["described"] == described
            fresh = abs(at - datetime.fromisoformat(note["at"])) < _KEPT_FOR
        except (OSError, ValueError, TypeError, KeyError):
            same = fresh = False
        if not (same and fresh):
            self.clear()
            write_whole(self.folder / _NOTE, json_bytes({"described": described, "at": utc_text(at)}))

    def kept(self, name: str, address: str) -> bytes | None:
        """Return a body that arrived whole, or None."""
        try:
            return self.whole(name, address)
        except FileNotFoundError:
            return None

    def whole(self, name: str, address: str) -> bytes:
        """Return a body that arrived whole."""
        return self._path(name, address).read_bytes()

    def keep(self, name: str, address: str, content: bytes) -> None:
        """Keep a body that arrived whole."""
        write_whole(self._path(name, address), content)

    def part(self, name: str, address: str) -> Part:
        """Return where a body may grow."""
        return Part(self._path(name, address).with_suffix(".part"))

    def clear(self) -> None:
        """Throw everything away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, name: str, address: str) -> Path:
        return self.folder / f"{sha256(f'{name} {address}'.encode())}.body"


def partial_of(home: Path, source_id: str) -> Partial:
    """Return where what arrives of a source is kept until it is whole."""
    return Partial(home / FOLDER / "partial" / source_id)
