"""The figures as data for others: one row a figure as CSV and JSON, and the list of all written files."""

from collections.abc import Mapping
from dataclasses import astuple

from wijkbewijs import __version__
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.holes import matrix
from wijkbewijs.dossier.revision import REVISION_COLUMNS
from wijkbewijs.kernel.canonical import csv_bytes, json_bytes, sha256
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.report.writers.markup import number_value

FILLED = "filled"
COLUMNS = (
    "id", "area", "indicator", "period", "value", "low", "high", "interval_kind", "unit", "status",
    "coverage", "definition", "source", "vintage", "caveats", "absent", "measure", "against",
)  # fmt: skip


def figures_csv(edition: Edition) -> bytes:
    """Return all figures, sorted by id, as UTF-8 CSV; an absent value is empty and `absent` says why."""
    return csv_bytes(COLUMNS, ([_text(value) for value in _row(figure)] for figure in _sorted(edition)))


def figures_json(edition: Edition) -> bytes:
    """Return the same rows as JSON: numbers as numbers, an absent value as null."""
    rows = [dict(zip(COLUMNS, _row(figure), strict=True)) for figure in _sorted(edition)]
    return json_bytes({"edition": edition.manifest.id, "hash": edition.hash, "figures": rows})


def holes_csv(edition: Edition) -> bytes:
    """Return every cell of own indicator x area x year as CSV: `filled`, or the reason why it is empty."""
    header = ("own_indicator", "title", "area", "year", "state", "would_fill")
    rows = (
        (c.own.id, c.own.title, c.area, c.year, str(c.absent or FILLED), c.own.would_fill)
        for c in matrix(edition)
    )
    return csv_bytes(header, rows)


def revisions_csv(edition: Edition) -> bytes:
    """Return what this edition says otherwise than the one before, as the edition holds it."""
    return csv_bytes(REVISION_COLUMNS, map(astuple, edition.revisions.values()))


def manifest_json(edition: Edition, contents: Mapping[str, bytes]) -> bytes:
    """Return what stands in the folder, from which edition, each file with its SHA-256.

    `contents` are the files by path with forward slashes; the manifest itself is not among them.
    """
    manifest = edition.manifest
    return json_bytes(
        {
            "edition": manifest.id,
            "edition_hash": edition.hash,
            "edition_version": manifest.version,
            "period": manifest.period,
            "title": manifest.title,
            "made_on": manifest.made_on.isoformat(),
            "software": f"wijkbewijs {__version__}",
            "files": [
                {"path": path, "sha256": sha256(contents[path]), "size": len(contents[path])}
                for path in sorted(contents)
            ],
        }
    )


def _sorted(edition: Edition) -> list[Figure]:
    return sorted(edition.figures.values(), key=lambda figure: figure.id)


def _row(figure: Figure) -> tuple[str | float | None, ...]:
    absent = str(figure.value) if isinstance(figure.value, Absent) else ""
    return (
        figure.id,
        figure.region,
        figure.indicator,
        figure.period,
        figure.number,
        figure.low,
        figure.high,
        str(figure.interval_kind),
        str(figure.unit),
        str(figure.status),
        figure.coverage,
        figure.definition,
        figure.source,
        figure.vintage,
        " ".join(figure.caveats),
        absent,
        str(figure.measure),
        figure.against,
    )


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else number_value(value)
