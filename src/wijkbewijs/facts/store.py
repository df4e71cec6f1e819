"""Facts on disk: Parquet files under the home folder, each written whole or not at all."""

import io
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr import types as ir

from wijkbewijs.facts.engine import queried
from wijkbewijs.facts.schema import FACTS, HISTORY, KEYS
from wijkbewijs.kernel.errors import BadSource, SourceMissing
from wijkbewijs.kernel.folder import write_whole

_AGAIN = "Remove it and run `wijkbewijs build` again."
_RESTORE = "Restore it from a copy: what was known on earlier days stands nowhere else."


def facts_path(home: Path) -> Path:
    """Return where the facts of this home stand."""
    return home / "facts.parquet"


def history_path(home: Path) -> Path:
    """Return where the history of the facts of this home stands."""
    return home / "facts" / "history.parquet"


def write_facts(home: Path, table: pa.Table) -> Path:
    """Write the facts under `home` and return their path; a reader sees the old file or the new one."""
    return _written(facts_path(home), table.cast(FACTS))


def write_history(home: Path, history: pa.Table) -> Path:
    """Write the history under `home` and return its path; a reader sees the old file or the new one."""
    return _written(history_path(home), history.cast(HISTORY))


def read_facts(home: Path, *, regions: Collection[str] = (), inputs: Collection[str] = ()) -> pa.Table:
    """Return the stored facts, of these `regions` and `inputs` only when they are given.

    Raises SourceMissing when nothing was stored yet, BadSource when the file is broken.
    """
    path = facts_path(home)
    if not path.is_file():
        raise SourceMissing(f"{path}: no facts were stored yet. Run `wijkbewijs build` first.")
    _check_readable(path, FACTS, _AGAIN)
    return queried(path, lambda facts: _selected(facts, regions, inputs)).cast(FACTS)


def read_history(home: Path) -> pa.Table | None:
    """Return the stored history in the order in which it was recorded, or None when there is none yet.

    Raises BadSource when the file is broken.
    """
    path = history_path(home)
    if not path.is_file():
        return None
    _check_readable(path, HISTORY, _RESTORE)
    try:
        return pq.read_table(path, partitioning=None).cast(HISTORY)
    except (pa.ArrowException, OSError) as error:
        raise BadSource(f"{path}: the file is broken. {_RESTORE}") from error


def _written(path: Path, table: pa.Table) -> Path:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    write_whole(path, out.getvalue())
    return path


def _check_readable(path: Path, schema: pa.Schema, remedy: str) -> None:
    try:
        found = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise BadSource(f"{path}: the file is broken. {remedy}") from error
    if found.names != schema.names:
        raise BadSource(f"{path}: the file is of another version. {remedy}")


def _selected(facts: ir.Table, regions: Collection[str], inputs: Collection[str]) -> ir.Table:
    if regions:
        facts = facts.filter(facts.region.isin(sorted(regions)))
    if inputs:
        facts = facts.filter(facts.input.isin(sorted(inputs)))
    return facts.order_by(list(KEYS))
