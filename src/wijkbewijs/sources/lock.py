"""Locks: which bytes of a source were taken, when and by whose hands; written by the machine only."""

from collections.abc import Iterable
from datetime import date

from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import SourceChanged, SourceMissing


def locked(source: Source, content: bytes, taken_on: date) -> Lock:
    """Return the lock of the bytes that were taken for `source` on `taken_on`."""
    return Lock(source.id, sha256(content), len(content), taken_on, source.via)


def with_known_days(fresh: Iterable[Lock], known: Iterable[Lock]) -> tuple[Lock, ...]:
    """Return the fresh locks, of which those of bytes that were locked before are the lock they had."""
    before = {(lock.source, lock.sha256): lock for lock in known}
    return tuple(before.get((lock.source, lock.sha256), lock) for lock in fresh)


def lock_bytes(lock: Lock) -> bytes:
    """Return the file `<id>.lock.yml`: the same lock always gives the same bytes.

    >>> print(lock_bytes(Lock("x", "ab12", 3, date(2026, 11, 23), "")).decode(), end="")
    # Written by the machine: the very bytes that were taken. Do not edit.
    source: x
    sha256: "ab12"
    size: 3
    taken_on: 2026-11-23
    via: ""
    """
    lines = [
        "# Written by the machine: the very bytes that were taken. Do not edit.",
        f"source: {lock.source}",
        f'sha256: "{lock.sha256}"',
        f"size: {lock.size}",
        f"taken_on: {lock.taken_on.isoformat()}",
        f"via: {_quoted(lock.via)}",
    ]
    return ("\n".join(lines) + "\n").encode()


def verified(content: bytes, lock: Lock | None, source: str) -> bytes:
    """Return `content` when it is what the lock names; SourceChanged or, without a lock, SourceMissing."""
    if lock is None:
        raise SourceMissing(f"{source}: it has no lock, so nobody can say what it should be. Lock its bytes.")
    found = sha256(content)
    if found != lock.sha256:
        raise SourceChanged(
            f"{source}: the file is not the one taken on {lock.taken_on} (expected {lock.sha256[:12]}, "
            f"found {found[:12]}). Put that file back, or lock the new one to accept it."
        )
    return content


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
