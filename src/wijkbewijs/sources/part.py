"""What has arrived of one body so far: on disk, so that also an interrupted take goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NOTE = ".json"


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many bytes arrived, of which edition of the body (`mark`, for If-Range) and in which encoding."""

    size: int = 0
    mark: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file that grows while a body arrives, with a note beside it that says what it is a part of."""

    path: Path

    @property
    def arrived(self) -> Arrived:
        """What is there to go on from; nothing when the body has no mark, for then it cannot be continued."""
        try:
            note = json.loads(self._note.read_bytes())
            return Arrived(self.path.stat().st_size, str(note["mark"]), str(note["encoding"]))
        except (OSError, ValueError, TypeError, KeyError):
            return Arrived()

    def begin(self, mark: str, encoding: str) -> None:
        """Throw away what arrived and begin anew; without a `mark` no later try goes on from here."""
        self.drop()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        if mark:
            self._note.write_text(json.dumps({"mark": mark, "encoding": encoding}), encoding="utf-8")

    def grow(self, pieces: Iterable[bytes]) -> Iterator[int]:
        """Append `pieces` as they come, and give the size after each."""
        with self.path.open("ab") as file:
            for piece in pieces:
                file.write(piece)
                yield file.tell()

    def drop(self) -> None:
        """Forget what arrived."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    @property
    def _note(self) -> Path:
        return self.path.with_name(self.path.name + _NOTE)
