"""A folder that appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from wijkbewijs.kernel.errors import BadUsage

READABLE = 0o755
MANIFEST = "manifest.json"  # every folder that we write has one: it says that the folder is ours


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give a fresh folder that takes the place of `folder` when the block ends well; else nothing changes.

    Raises BadUsage when `folder` is a file or holds files without our manifest: it may be somebody's work.
    """
    _check_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    fresh.chmod(READABLE)
    try:
        yield fresh
        _put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write `contents`, by path with forward slashes, under `folder`; sub-folders are made."""
    for parent in {(folder / path).parent for path in contents}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        (folder / path).write_bytes(content)


def _check_ours(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file()):
        raise BadUsage(
            f"{folder}: this holds something that we did not write, so it is left alone. "
            "Choose an empty or new folder."
        )


def _put_in_place(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
