"""Freezing an edition: canonical files, their hashes, and a folder that appears whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

from wijkbewijs.dossier.edition import REVISIONS, Definitions, FileHash, Manifest
from wijkbewijs.dossier.revision import REVISION_COLUMNS, Revision
from wijkbewijs.kernel.canonical import csv_bytes, json_bytes, number_text, sha256
from wijkbewijs.kernel.figure import Absent, Figure, Receipt
from wijkbewijs.kernel.folder import MANIFEST, replaced, write_files
from wijkbewijs.kernel.record import plain

FIGURE_COLUMNS = tuple(f.name for f in fields(Figure))
RECEIPT_COLUMNS = tuple(f.name for f in fields(Receipt))
_MOST_DECIMALS = 6  # values are rounded by their definition before; this only writes them out


@dataclass(frozen=True, slots=True)
class Title:
    """What the person who freezes an edition decides."""

    id: str
    period: str
    title: str
    made_on: date
    previous: str = ""


def edition_files(
    figures: Iterable[Figure],
    receipts: Iterable[Receipt],
    definitions: Definitions,
    revisions: Iterable[Revision] | None = None,
) -> dict[str, bytes]:
    """Return the files of an edition, without its manifest, by path; the same input gives the same bytes.

    `revisions` is None for an edition that was not held against one before it.
    """
    contents = {"definitions.json": json_bytes(plain(definitions))}
    by_indicator: dict[str, list[Figure]] = {}
    for figure in figures:
        by_indicator.setdefault(figure.indicator, []).append(figure)
    receipt_of = {receipt.id: receipt for receipt in receipts}
    for indicator, members in by_indicator.items():
        ordered = sorted(members, key=lambda figure: figure.id)
        contents[f"figures/{indicator}.csv"] = csv_bytes(FIGURE_COLUMNS, map(figure_row, ordered))
        rows = (astuple(receipt_of[figure.id]) for figure in ordered)
        contents[f"receipts/{indicator}.csv"] = csv_bytes(RECEIPT_COLUMNS, rows)
    if revisions is not None:
        contents[REVISIONS] = csv_bytes(REVISION_COLUMNS, map(astuple, revisions))
    return contents


def manifest_of(title: Title, version: str, contents: Mapping[str, bytes]) -> Manifest:
    """Return the manifest that names every file with its hash."""
    hashes = tuple(FileHash(path, sha256(contents[path])) for path in sorted(contents))
    return Manifest(title.id, title.period, title.title, title.made_on, version, title.previous, hashes)


def definitions_version(definitions: Definitions, formula_hash: str) -> str:
    """Return the hash of what gives figures their meaning: definitions and formulas, not the locks."""
    meaning = {
        "indicators": plain(definitions.indicators),
        "areas": plain(definitions.programme.unit_sets),
        "rules": plain(definitions.rules),
        "corrections": plain(definitions.corrections),
        "formulas": formula_hash,
    }
    return sha256(json_bytes(meaning))


def write_edition(folder: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> None:
    """Write the edition to `folder`; it is made beside it and put in place by a rename."""
    with replaced(folder) as fresh:
        write_files(fresh, {**contents, MANIFEST: json_bytes(plain(manifest))})


def figure_row(figure: Figure) -> tuple[str, ...]:
    """Return a figure as the texts of its CSV row; an absence is written as `absent:reason`."""
    return tuple(cell_text(getattr(figure, name)) for name in FIGURE_COLUMNS)


def cell_text(value: object) -> str:
    """Return a field of a figure as its CSV cell."""
    match value:
        case Absent():
            return f"absent:{value}"
        case float():
            return number_text(value, _MOST_DECIMALS)
        case tuple():
            return " ".join(value)
        case None:
            return ""
        case _:
            return str(value)
