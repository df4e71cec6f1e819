"""From publishers' bytes to the fact table: read, harmonise, correct, derive, check, sort."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.areas import counted_once, units_present
from wijkbewijs.facts.checks import stop_on_errors
from wijkbewijs.facts.corrections import corrected
from wijkbewijs.facts.derived import with_derived
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import Context, harmonised
from wijkbewijs.facts.schema import FACTS, KEYS
from wijkbewijs.kernel.errors import SourceMissing
from wijkbewijs.sources import leefbaarometer, leefbaarometer_wfs, reader_of, rotterdam_wijk_buurt
from wijkbewijs.sources.liveability import check_classes

_ROTTERDAM = "rotterdam"


def build_facts(loaded: Loaded, contents: Mapping[str, bytes]) -> pa.Table:
    """Return the fact table (`facts.schema`, sorted by region, input and period) of all measured sources.

    `contents` holds the bytes of each source by its id; the day of taking comes from the locks. The same
    input gives the same table. Raises SourceMissing for bytes or a lock that is not there, and BadSource
    for whatever breaks a promise of the publisher, BadDefinition for a unit of an area that its map lacks;
    nothing is built then.
    """
    lists = _lists(loaded.sources, contents)
    facts = _facts(loaded, loaded.sources, contents, lists)
    _check_units(loaded, lists, facts)
    _check_classes(loaded, contents)
    return facts


def facts_of_inputs(loaded: Loaded, contents: Mapping[str, bytes]) -> pa.Table:
    """Return the fact table of those sources only whose bytes are in `contents`, to look up unit values."""
    sources = [source for source in loaded.sources if source.id in contents]
    return _facts(loaded, sources, contents, _lists(sources, contents))


def _lists(sources: Sequence[Source], contents: Mapping[str, bytes]) -> dict[str, pa.Table]:
    """Return the tables that others are read with: labels of columns, and the buurten of local wijken."""
    labels = {source.labels for source in sources}
    needed = (s for s in sources if s.id in labels or s.reader == rotterdam_wijk_buurt.NAME)
    return {source.id: _read(source, contents) for source in needed}


def _facts(
    loaded: Loaded, sources: Iterable[Source], contents: Mapping[str, bytes], lists: Mapping[str, pa.Table]
) -> pa.Table:
    # One source at a time, and its table let go: the publishers' own tables are far larger than the facts.
    pieces = [
        source_facts(source, _read(source, contents), _context(source, loaded, lists))
        for source in sources
        if source.measures
    ]
    return stop_on_errors(pa.concat_tables(pieces).sort_by([(key, "ascending") for key in KEYS]))


def source_facts(source: Source, table: pa.Table, context: Context) -> pa.Table:
    """Return what one source adds to the fact table, its derived inputs included, in no certain order."""
    inputs = {measure.input for measure in source.measures}
    rows = corrected(harmonised(source, table, context), context.corrections)
    return evaluated(with_derived(rows, inputs)).cast(FACTS)


def _check_units(loaded: Loaded, lists: Mapping[str, pa.Table], facts: pa.Table) -> None:
    places = facts.select(["region", "division"]).group_by(["region", "division"]).aggregate([])
    for unit_set in loaded.programme.unit_sets:
        units_present(unit_set, places)
        for source in loaded.sources:
            if source.reader == rotterdam_wijk_buurt.NAME:
                counted_once(unit_set, lists[source.id])


def _check_classes(loaded: Loaded, contents: Mapping[str, bytes]) -> None:
    """Hold the scores of the Leefbaarometer against the classes of its map service, where both are used."""
    by_reader = {source.reader: source for source in loaded.sources}
    scores, classes = by_reader.get(leefbaarometer.NAME), by_reader.get(leefbaarometer_wfs.NAME)
    if scores and classes:
        check_classes(_read(scores, contents), _read(classes, contents))


def _read(source: Source, contents: Mapping[str, bytes]) -> pa.Table:
    if source.id not in contents:
        raise SourceMissing(f"{source.id}: its bytes were not handed over. Complete the snapshot.")
    return reader_of(source.reader)(contents[source.id])


def _context(source: Source, loaded: Loaded, lists: Mapping[str, pa.Table]) -> Context:
    lock = next((lock for lock in loaded.locks if lock.source == source.id), None)
    if lock is None:
        raise SourceMissing(f"{source.id}: it has no lock, so the day of taking is unknown. Lock its bytes.")
    return Context(
        taken_on=lock.taken_on,
        rules=tuple(loaded.rules),
        labels=lists[source.labels] if source.labels else None,
        parts=_parts(loaded, lists) if source.division == _ROTTERDAM else {},
        corrections=tuple(c for c in loaded.corrections if c.source == source.id),
    )


def _parts(loaded: Loaded, lists: Mapping[str, pa.Table]) -> dict[str, int]:
    """Return how many CBS buurten make up each of Rotterdam's own wijken."""
    named = [lists[s.id] for s in loaded.sources if s.reader == rotterdam_wijk_buurt.NAME]
    return dict(Counter(slug for table in named for slug in table["code"].to_pylist()))
