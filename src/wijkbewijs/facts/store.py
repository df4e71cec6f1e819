"""The fact table on disk: one Parquet file under the home folder, written whole or not at all."""

import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr import types as ir

from wijkbewijs.facts.engine import queried
from wijkbewijs.facts.schema import FACTS, KEYS
from wijkbewijs.kernel.errors import BadSource, SourceMissing

_FILE = "facts.parquet"
_AGAIN = "Remove it and run `wijkbewijs build` again."


def facts_path(home: Path) -> Path:
    """Return where the facts of this home stand."""
    return home / _FILE


def write_facts(home: Path, table: pa.Table) -> Path:
    """Write `table` under `home` and return its path; a reader sees the old file or the new one."""
    home.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=home, prefix=f".{_FILE}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            pq.write_table(table.cast(FACTS), out, compression="zstd")
        temporary.replace(facts_path(home))
    finally:
        temporary.unlink(missing_ok=True)
    return facts_path(home)


def read_facts(home: Path, *, regions: Collection[str] = (), inputs: Collection[str] = ()) -> pa.Table:
    """Return the stored facts, of these `regions` and `inputs` only when they are given.

    Raises SourceMissing when nothing was stored yet, BadSource when the file is broken.
    """
    path = facts_path(home)
    if not path.is_file():
        raise SourceMissing(f"{path}: no facts were stored yet. Run `wijkbewijs build` first.")
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise BadSource(f"{path}: the file is broken. {_AGAIN}") from error
    if schema.names != FACTS.names:
        raise BadSource(f"{path}: the file is of another version. {_AGAIN}")
    return queried(path, lambda facts: _selected(facts, regions, inputs)).cast(FACTS)


def _selected(facts: ir.Table, regions: Collection[str], inputs: Collection[str]) -> ir.Table:
    if regions:
        facts = facts.filter(facts.region.isin(sorted(regions)))
    if inputs:
        facts = facts.filter(facts.input.isin(sorted(inputs)))
    return facts.order_by(list(KEYS))
