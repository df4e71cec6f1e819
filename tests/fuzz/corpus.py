"""Inputs that once broke something (`<target>.bug.<hash>`) or reached a branch that few do (`.rare.`)."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def kept(folder: Path = CORPUS) -> Iterator[tuple[str, bytes]]:
    """Yield the target and the bytes of every input in `folder`."""
    for path in sorted(folder.glob("*.*.*")):
        yield path.name.partition(".")[0], path.read_bytes()


def keep(folder: Path, target: str, kind: str, content: bytes) -> Path:
    """Write an input, and return where."""
    path = folder / f"{target}.{kind}.{sha256(content).hexdigest()[:10]}"
    path.write_bytes(content)
    return path
