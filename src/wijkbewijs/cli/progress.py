"""What is coming in, on one line of a terminal that is written over and over."""

from dataclasses import dataclass
from typing import TextIO

from wijkbewijs.definitions.source import Source
from wijkbewijs.dossier.dutch import number

_MB = 1_000_000
_WIDTH = 100  # a line is filled up, so that nothing of a longer one stays


@dataclass(slots=True)
class Progress:
    """Tells on `screen` which body of which source is coming in, and how much of it; None tells nothing."""

    screen: TextIO | None
    what: str = ""

    def asked(self, source: Source, name: str) -> None:
        """Begin with another body."""
        self.what = f"{source.id}  {name}"
        self._write(self.what)

    def heard(self, received: int, announced: int | None) -> None:
        """Tell how much of it came."""
        whole = f" van {number(announced / _MB, 1)}" if announced is not None else ""
        self._write(f"{self.what}  {number(received / _MB, 1)}{whole} MB")

    def done(self) -> None:
        """Leave an empty line for what is printed next."""
        self._write("")

    def _write(self, text: str) -> None:
        if self.screen is not None:
            self.screen.write(f"\r{text[:_WIDTH].ljust(_WIDTH)}\r{text[:_WIDTH]}")
            self.screen.flush()
