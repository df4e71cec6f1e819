"""What people accepted: which bytes of which source count from which day, who said so, and why.

A take changes nothing by itself. Somebody looks at what moves, and accepts; the acceptances are kept in one
file under the home folder, oldest first, and are never rewritten.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.canonical import json_bytes
from wijkbewijs.kernel.errors import BadDefinition, BadSource, BadUsage
from wijkbewijs.kernel.folder import write_whole
from wijkbewijs.kernel.record import plain, structured

_FILE = "accepted.json"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One decision: on this day `by` accepted these bytes, for the reason `why`.

    `facts` is how many rows of the history of facts hold since: rows behind it were never accepted.
    """

    on: date
    by: str
    why: str
    facts: int
    locks: tuple[Lock, ...]

    def __post_init__(self) -> None:
        """Refuse a decision without a name or a reason: nobody could answer for it later."""
        if not self.by.strip() or not self.why.strip():
            raise BadUsage("an acceptance needs a name and a reason. Give both --by and --why.")


def acceptances(home: Path) -> tuple[Acceptance, ...]:
    """Return what was accepted in this home, oldest first; BadSource when the file is broken."""
    path = home / _FILE
    try:
        data = json.loads(path.read_bytes())
        return tuple(structured(Acceptance, item, f"{path}[{i}]") for i, item in enumerate(data))
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError, BadDefinition) as error:
        raise BadSource(f"{path}: this is no list of acceptances ({error}). Restore the file.") from error


def accept(home: Path, acceptance: Acceptance) -> None:
    """Add an acceptance; a reader sees the old list or the new one. BadUsage when it lies before the last."""
    known = acceptances(home)
    if known and acceptance.on < known[-1].on:
        raise BadUsage(
            f"the last acceptance is of {known[-1].on}, after {acceptance.on}. Accept on that day or later."
        )
    write_whole(home / _FILE, json_bytes(plain((*known, acceptance))))


def standing(known: Iterable[Acceptance]) -> dict[str, Lock]:
    """Return the lock of each source as it was accepted last, by the id of the source."""
    return {lock.source: lock for one in known for lock in one.locks}


def copies_only(loaded: Loaded) -> Loaded:
    """Return the definitions without the sources that a publisher serves: the shipped state."""
    return replace(loaded, sources=tuple(source for source in loaded.sources if source.wire is None))


def in_use(loaded: Loaded, accepted: Mapping[str, Lock]) -> Loaded:
    """Return the definitions with only what counts: the sources that were accepted, as they were.

    A copy is out of use once a take that replaces it was accepted. A take carries the day of its publisher's
    edition as its vintage. Units on a map that no source is drawn on are left out.
    """
    known = [source for source in loaded.sources if source.id in accepted]
    gone = {name for source in known for name in source.replaces}
    sources = tuple(_as_accepted(s, accepted[s.id]) for s in known if s.id not in gone)
    maps = {source.division for source in sources}
    drawn = tuple(unit_set for unit_set in loaded.programme.unit_sets if unit_set.division in maps)
    return replace(
        loaded,
        sources=sources,
        locks=tuple(accepted[source.id] for source in sources),
        programme=replace(loaded.programme, unit_sets=drawn),
    )


def _as_accepted(source: Source, lock: Lock) -> Source:
    return source if source.wire is None else replace(source, vintage=lock.vintage)
