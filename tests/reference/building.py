"""One build from the snapshot, and builds beside it in which one source cell is another."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wijkbewijs.cli.build import EDITION, TITLE
from wijkbewijs.cli.material import State, label_points, material
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.dossier.edition import Manifest, figure_of
from wijkbewijs.dossier.freeze import Title
from wijkbewijs.dossier.make import all_figures, made
from wijkbewijs.facts.build import build_facts, facts_of_inputs
from wijkbewijs.indicators.compute import Computed
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.sources import locked, snapshot_contents
from wijkbewijs.sources.accepted import copies_only

WIJKEN_OF_ROTTERDAM = "rotterdam-wijk-buurt"


@dataclass(frozen=True, slots=True)
class Build:
    """What went into a build and what came out: publishers' bytes, the fact table, figures and files."""

    loaded: Loaded
    contents: Mapping[str, bytes]
    table: pa.Table
    title: Title
    manifest: Manifest
    files: Mapping[str, bytes]


def build(snapshot: Path, made_on: date) -> Build:
    """Build the whole edition as `wijkbewijs build --made-on` does, but write nothing."""
    loaded = copies_only(load_definitions(today=made_on))
    contents = snapshot_contents(snapshot, loaded.sources, loaded.locks)
    table = build_facts(loaded, contents)
    title = Title(EDITION, EDITION.partition("-")[0], TITLE, made_on)
    points = tuple(label_points(loaded, contents))
    manifest, files = made(material(State(loaded, table, points)), title)
    return Build(loaded, contents, table, title, manifest, files)


def figures_in(files: Mapping[str, bytes]) -> dict[str, Figure]:
    """Return the figures that stand in the files of an edition."""
    texts = (content.decode() for path, content in files.items() if path.startswith("figures/"))
    rows = (row for text in texts for row in csv.DictReader(io.StringIO(text)))
    return {row["id"]: figure_of(row) for row in rows}


def with_bytes(before: Build, source_id: str, content: bytes) -> Mapping[str, Computed]:
    """Compute all figures again where one source has other bytes; the other sources keep their facts."""
    source = next(s for s in before.loaded.sources if s.id == source_id)
    locks = [lock for lock in before.loaded.locks if lock.source != source_id]
    loaded = replace(before.loaded, locks=(*locks, locked(source, content, before.title.made_on)))
    beside = {source.labels, WIJKEN_OF_ROTTERDAM} - {""}
    fresh = facts_of_inputs(loaded, {source_id: content} | {name: before.contents[name] for name in beside})
    kept = before.table.filter(pc.not_equal(before.table["source"], source_id))
    points = tuple(label_points(loaded, {**before.contents, source_id: content}))
    changed = all_figures(material(State(loaded, pa.concat_tables([kept, fresh]), points)), before.title)
    return {item.figure.id: item for item in changed}


def parquet_with(content: bytes, key: Mapping[str, object], column: str, factor: float) -> bytes:
    """Return a Parquet file with one cell (the row where all of `key` holds) multiplied."""
    table = pq.read_table(io.BytesIO(content))
    hit = pa.array([True] * table.num_rows)
    for name, value in key.items():
        cells = table[name]
        texts = pc.utf8_trim_whitespace(cells) if isinstance(value, str) else cells
        hit = pc.and_(hit, pc.equal(texts, value))
    assert pc.sum(hit).as_py() == 1, f"{key} names {pc.sum(hit)} rows"
    values = table[column].to_pylist()
    at = pc.index(hit, value=True).as_py()
    values[at] = type(values[at])(values[at] * factor)
    place = table.column_names.index(column)
    out = io.BytesIO()
    pq.write_table(table.set_column(place, column, pa.array(values, table[column].type)), out)
    return out.getvalue()


def csv_with(content: bytes, start: str, old: str, new: str) -> bytes:
    """Return a CSV file in which the one line that begins with `start` has `new` for `old`."""
    lines = content.decode().splitlines(keepends=True)
    (at,) = (i for i, line in enumerate(lines) if line.startswith(start))
    assert lines[at].count(old) == 1, lines[at]
    lines[at] = lines[at].replace(old, new)
    return "".join(lines).encode()
