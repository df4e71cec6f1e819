"""From publishers' bytes to the fact table: read, harmonise, derive, check, sort."""

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.areas import counted_once, units_present
from wijkbewijs.facts.checks import stop_on_errors
from wijkbewijs.facts.derived import with_derived
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import Context, harmonised
from wijkbewijs.facts.schema import FACTS, KEYS
from wijkbewijs.kernel.errors import SourceMissing
from wijkbewijs.sources import reader_of, rotterdam_wijk_buurt

_ROTTERDAM = "rotterdam"


def build_facts(loaded: Loaded, contents: Mapping[str, bytes]) -> pa.Table:
    """Return the fact table (`facts.schema`, sorted by region, input and period) of all measured sources.

    `contents` holds the bytes of each source by its id; the day of taking comes from the locks. The same
    input gives the same table. Raises SourceMissing for bytes or a lock that is not there, and BadSource
    for whatever breaks a promise of the publisher, BadDefinition for a unit of an area that its map lacks;
    nothing is built then.
    """
    tables = {source.id: _read(source, contents) for source in loaded.sources}
    facts = _facts(loaded, tables)
    _check_units(loaded, tables, facts)
    return facts


def facts_of_inputs(loaded: Loaded, contents: Mapping[str, bytes]) -> pa.Table:
    """Return the fact table of those sources only whose bytes are in `contents`, to look up unit values."""
    tables = {s.id: _read(s, contents) for s in loaded.sources if s.id in contents}
    return _facts(loaded, tables)


def _facts(loaded: Loaded, tables: Mapping[str, pa.Table]) -> pa.Table:
    measured = [source for source in loaded.sources if source.measures and source.id in tables]
    pieces = [source_facts(s, tables[s.id], _context(s, loaded, tables)) for s in measured]
    return stop_on_errors(pa.concat_tables(pieces).sort_by([(key, "ascending") for key in KEYS]))


def source_facts(source: Source, table: pa.Table, context: Context) -> pa.Table:
    """Return what one source adds to the fact table, its derived inputs included, in no certain order."""
    inputs = {measure.input for measure in source.measures}
    # One source at a time: harmonising all in one expression takes twice the memory.
    return evaluated(with_derived(harmonised(source, table, context), inputs)).cast(FACTS)


def _check_units(loaded: Loaded, tables: Mapping[str, pa.Table], facts: pa.Table) -> None:
    places = facts.select(["region", "division"]).group_by(["region", "division"]).aggregate([])
    for unit_set in loaded.programme.unit_sets:
        units_present(unit_set, places)
        for source in loaded.sources:
            if source.reader == rotterdam_wijk_buurt.NAME:
                counted_once(unit_set, tables[source.id])


def _read(source: Source, contents: Mapping[str, bytes]) -> pa.Table:
    if source.id not in contents:
        raise SourceMissing(f"{source.id}: its bytes were not handed over. Complete the snapshot.")
    return reader_of(source.reader)(contents[source.id])


def _context(source: Source, loaded: Loaded, tables: Mapping[str, pa.Table]) -> Context:
    lock = next((lock for lock in loaded.locks if lock.source == source.id), None)
    if lock is None:
        raise SourceMissing(f"{source.id}: it has no lock, so the day of taking is unknown. Lock its bytes.")
    return Context(
        taken_on=lock.taken_on,
        rules=tuple(loaded.rules),
        labels=tables[source.labels] if source.labels else None,
        parts=_parts(loaded, tables) if source.division == _ROTTERDAM else {},
    )


def _parts(loaded: Loaded, tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Return how many CBS buurten make up each of Rotterdam's own wijken."""
    named = [tables[s.id] for s in loaded.sources if s.reader == rotterdam_wijk_buurt.NAME]
    return dict(Counter(slug for table in named for slug in table["code"].to_pylist()))
