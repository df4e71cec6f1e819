"""The snapshot: a folder with copies of publishers' files, at the paths that the definitions name."""

from collections.abc import Iterable
from pathlib import Path

from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.errors import SourceMissing
from wijkbewijs.sources.lock import verified


def snapshot_bytes(folder: Path, source: Source) -> bytes:
    """Return the bytes of `source` in the snapshot; SourceMissing says how to point at another folder."""
    if not folder.is_dir():
        raise SourceMissing(
            f"{folder}: there is no snapshot folder. Set WIJKBEWIJS_SNAPSHOT to the folder that holds it."
        )
    path = folder / source.snapshot
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceMissing(
            f"{source.id}: {path} cannot be read ({error.strerror}). Complete the snapshot, or set "
            "WIJKBEWIJS_SNAPSHOT to a folder that has this file."
        ) from error


def snapshot_contents(folder: Path, sources: Iterable[Source], locks: Iterable[Lock]) -> dict[str, bytes]:
    """Return the bytes of each source by its id, each the very bytes that its lock names.

    Raises SourceMissing for a file or a lock that is not there, SourceChanged for other bytes.
    """
    lock_of = {lock.source: lock for lock in locks}
    return {
        source.id: verified(snapshot_bytes(folder, source), lock_of.get(source.id), source.id)
        for source in sources
    }
