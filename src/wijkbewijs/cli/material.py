"""What an edition is made from: the sources that count, their facts, and where places are labelled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.definitions.indicator import Formula
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.series_break import with_breaks
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.edition import Edition, Point
from wijkbewijs.dossier.make import Material
from wijkbewijs.facts import Facts, facts_of
from wijkbewijs.facts.boundaries import check_same_places
from wijkbewijs.facts.build import build_facts
from wijkbewijs.facts.maps import Crosswalks, taken_crosswalks, with_carried_units
from wijkbewijs.facts.municipal import unallocated_counts
from wijkbewijs.facts.points import label_point, outlines_of
from wijkbewijs.facts.store import read_history
from wijkbewijs.facts.vintages import as_known
from wijkbewijs.indicators.ground import regions_of
from wijkbewijs.indicators.periods import with_published_periods
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.kernel.errors import SourceMissing
from wijkbewijs.sources import locked, snapshot_bytes, snapshot_contents, with_known_days
from wijkbewijs.sources.accepted import acceptances, copies_only, in_use, standing
from wijkbewijs.sources.kwb_map import outlines
from wijkbewijs.sources.store import latest_take, taken_bytes

MAPS = ("cbs-85318NED-wijk", "cbs-85318NED-gemeente")


@dataclass(frozen=True, slots=True)
class State:
    """Definitions with the sources that count, the fact table (`facts.schema`), and label points."""

    loaded: Loaded
    facts: pa.Table
    points: tuple[Point, ...]


def shipped_state(loaded: Loaded, snapshot: Path) -> State:
    """Return the state that the shipped definitions lock: copies only, read from the snapshot."""
    loaded = copies_only(loaded)
    contents = snapshot_contents(snapshot, loaded.sources, loaded.locks)
    return State(loaded, build_facts(loaded, contents), tuple(label_points(loaded, contents)))


@dataclass(frozen=True, slots=True)
class Known:
    """What was accepted on a day: the number of the acceptance, the locks that stand, and the facts."""

    number: int
    locks: Mapping[str, Lock]
    facts: pa.Table


def accepted_on(home: Path, day: date) -> Known | None:
    """Return what was accepted in this home as it was known on `day`; None when nothing was yet."""
    until = [acceptance for acceptance in acceptances(home) if acceptance.on <= day]
    history = accepted_history(home)
    if not until or history is None:
        return None
    return Known(len(until), standing(until), as_known(history, day))


def accepted_history(home: Path) -> pa.Table | None:
    """Return the history of facts that was accepted; what a broken-off acceptance left behind is not."""
    known = acceptances(home)
    if not known:
        return None
    history = read_history(home)
    if history is None or history.num_rows < known[-1].facts:
        raise SourceMissing(
            f"{home}: the history of facts is shorter than what {known[-1].by} accepted on {known[-1].on}. "
            "Restore the home folder from a copy."
        )
    return history.slice(0, known[-1].facts)


def accepted_state(loaded: Loaded, known: Known, home: Path, before: Edition) -> State:
    """Return the state of what was accepted; places are labelled where the edition before labels them."""
    loaded = in_use(loaded, known.locks)
    crosswalks = taken_crosswalks(loaded, Ready(loaded, home, home))
    return _live(loaded, known.facts, before.definitions.points, crosswalks)


def candidate_locks(loaded: Loaded, home: Path, snapshot: Path, day: date) -> dict[str, Lock]:
    """Return the lock of every source as it lies ready: the newest take, or the copy in the snapshot.

    Bytes that were locked before keep the lock that they had, and with it their day of taking.
    """
    found = (_ready(source, home, snapshot, day) for source in loaded.sources)
    ready = with_known_days(
        (lock for lock in found if lock is not None),
        (*loaded.locks, *standing(acceptances(home)).values()),
    )
    return {lock.source: lock for lock in ready}


def candidate_state(
    loaded: Loaded, home: Path, snapshot: Path, locks: Mapping[str, Lock], points: tuple[Point, ...]
) -> State:
    """Return what the sources that lie ready would give; raises as `build_facts` for whatever is wrong."""
    loaded = in_use(loaded, locks)
    contents = Ready(loaded, home, snapshot)
    return _live(loaded, build_facts(loaded, contents), points, taken_crosswalks(loaded, contents))


class Ready(Mapping[str, bytes]):
    """The bytes of the sources in use by id, each read when it is asked for: takes are large."""

    def __init__(self, loaded: Loaded, home: Path, snapshot: Path) -> None:
        """Look copies up in `snapshot` and takes in the store of `home`."""
        self._sources = {source.id: source for source in loaded.sources}
        self._locks = {lock.source: lock for lock in loaded.locks}
        self._home, self._snapshot = home, snapshot

    def __getitem__(self, source_id: str) -> bytes:
        source = self._sources[source_id]
        if source.wire is None:
            return snapshot_contents(self._snapshot, [source], self._locks.values())[source_id]
        return taken_bytes(self._home, self._locks[source_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def material(state: State) -> Material:
    """Return what an edition is made from, once every later map is seen to mean the same places."""
    loaded = state.loaded
    facts = _facts(loaded, state.facts)
    check_same_places(loaded.programme, facts, _tolerance(loaded))
    return Material(
        loaded=loaded,
        facts=facts,
        unallocated=unallocated_counts(state.facts, _counted(loaded)),
        points=state.points,
    )


def label_points(loaded: Loaded, contents: Mapping[str, bytes]) -> Iterator[Point]:
    """Yield a label point for every area (on the map of 2020) and every municipality."""
    drawn = {code: wkb for name in MAPS for code, wkb in outlines(contents[name]).items()}
    sets = {s.area: s for s in loaded.programme.unit_sets if s.division == "2020"}
    for area in sorted(sets):
        yield Point(area, *label_point(outlines_of((u.code for u in sets[area].units), drawn)))
    for code in sorted(code for code in drawn if level_of(code) is Level.MUNICIPALITY):
        yield Point(code, *label_point([drawn[code]]))


def _ready(source: Source, home: Path, snapshot: Path, day: date) -> Lock | None:
    if source.wire is not None:
        take = latest_take(home, source.id)
        return None if take is None else take.lock
    if not (snapshot / source.snapshot).is_file():
        return None
    return locked(source, snapshot_bytes(snapshot, source), day)


def _live(loaded: Loaded, table: pa.Table, points: tuple[Point, ...], crosswalks: Crosswalks) -> State:
    """Let areas and indicators follow what was published: on other maps, and in later periods."""
    programme = with_carried_units(loaded.programme, table, _tolerance(loaded), crosswalks)
    filled = table.filter(pc.is_valid(table["value"])).select(["input", "period", "division"])
    found = filled.group_by(filled.column_names).aggregate([]).to_pylist()
    published = {(row["input"], row["period"]): row["division"] for row in found}
    indicators = with_breaks(with_published_periods(loaded.indicators, published, programme), loaded.breaks)
    return State(replace(loaded, programme=programme, indicators=indicators), table, points)


def _tolerance(loaded: Loaded) -> float:
    """The share by which two surfaces may differ and still be those of one place."""
    return loaded.constant("surface.tolerance", max(lock.taken_on for lock in loaded.locks))


def _facts(loaded: Loaded, table: pa.Table) -> Facts:
    programme = loaded.programme
    wanted = set(regions_of(programme))
    units = {unit.code for unit_set in programme.unit_sets for unit in unit_set.units}
    found = set(table["region"].unique().to_pylist())
    wanted |= units | {code for code in found if level_of(code) in {Level.MUNICIPALITY, Level.LOCAL}}
    # The buurten of the wijken, for the second sum that a receipt shows.
    wanted |= {code for code in found if code.startswith("BU") and f"WK{code[2:8]}" in units}
    return facts_of(table, wanted)


def _counted(loaded: Loaded) -> set[str]:
    """The inputs that areas add up: numerators and denominators, not means and their weights."""
    summed = (i for i in loaded.indicators if i.formula is not Formula.WEIGHTED_MEAN)
    return {name for indicator in summed for name in (indicator.of, indicator.per) if name}
