"""An edition: a frozen, hash-chained folder of figures, receipts and definitions.

Layout: manifest.json · definitions.json · figures/<indicator>.csv · receipts/<indicator>.csv, and
revisions.csv when it was held against an edition before it.
Reading needs the standard library only.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.indicator import Indicator, OwnIndicator
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.definitions.rule import Caveat, Rule
from wijkbewijs.definitions.series_break import SeriesBreak
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.revision import Revision, value_of
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import BadDefinition, BadUsage, EditionBroken
from wijkbewijs.kernel.figure import Figure, IntervalKind, Measure, Receipt, Status
from wijkbewijs.kernel.folder import MANIFEST
from wijkbewijs.kernel.record import structured
from wijkbewijs.kernel.units import Unit


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file of the edition (path with forward slashes) and its SHA-256."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder is. `version` is the hash of definitions and formulas; `previous` that of the
    manifest of the edition before, or empty for the first.
    """

    id: str
    period: str
    title: str
    made_on: date
    version: str
    previous: str
    files: tuple[FileHash, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A label point in RD metres (EPSG:28992)."""

    region: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Region:
    """A region with figures: an area, a municipality, the country or the programme as a whole."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """All definitions an edition was made with, so that it can be read without this software."""

    programme: Programme
    indicators: tuple[Indicator, ...]
    own_indicators: tuple[OwnIndicator, ...]
    sources: tuple[Source, ...]
    locks: tuple[Lock, ...]
    rules: tuple[Rule, ...]
    caveats: tuple[Caveat, ...]
    regions: tuple[Region, ...]
    points: tuple[Point, ...]
    breaks: tuple[SeriesBreak, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A read edition; every look-up that fails names what was asked.

    `revisions` are what it says otherwise than the edition before, by figure.
    """

    manifest: Manifest
    definitions: Definitions
    figures: Mapping[str, Figure]
    receipts: Mapping[str, Receipt]
    hash: str
    revisions: Mapping[str, Revision] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        return self.definitions.programme

    def figure(self, figure_id: str) -> Figure:
        try:
            return self.figures[figure_id]
        except KeyError:
            raise BadUsage(
                f"edition {self.manifest.id} has no figure {figure_id!r}. "
                "`wijkbewijs figures --format json` lists the ids."
            ) from None

    def level(self, region: str, indicator: str, period: str) -> Figure:
        return self.figure(level_id(region, indicator, period))

    def indicator(self, indicator_id: str) -> Indicator:
        for indicator in self.definitions.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise BadUsage(f"edition {self.manifest.id} has no indicator {indicator_id!r}.")

    def source(self, source_id: str) -> Source:
        for source in self.definitions.sources:
            if source.id == source_id:
                return source
        raise BadUsage(f"edition {self.manifest.id} has no source {source_id!r}.")

    def region_name(self, code: str) -> str:
        return next((r.name for r in self.definitions.regions if r.code == code), code)


def level_id(region: str, indicator: str, period: str) -> str:
    """The id of a level: `DHG.net-participation.2022`."""
    return f"{region}.{indicator}.{period}"


def gap_id(region: str, indicator: str, period: str, against: str) -> str:
    """The id of a gap: `DHG.net-participation.2022.gap-NL`."""
    return f"{region}.{indicator}.{period}.gap-{against}"


def change_id(region: str, indicator: str, earlier: str, later: str) -> str:
    """The id of a change: `RTM.crimes.2021-2025.change`."""
    return f"{region}.{indicator}.{earlier}-{later}.change"


def read_edition(folder: Path) -> Edition:
    """Read the edition in `folder`; every file must have the hash that the manifest names.

    Raises EditionBroken when a file is missing, extra or changed.
    """
    manifest_bytes = _bytes(folder / MANIFEST)
    manifest = _manifest(folder, manifest_bytes)
    _check_nothing_else(folder, manifest)
    contents = {entry.path: _verified(folder, entry) for entry in manifest.files}
    definitions = structured(
        Definitions, json.loads(contents["definitions.json"]), str(folder / "definitions.json")
    )
    figures = {f.id: f for path in _named(contents, "figures/") for f in _figures(contents[path])}
    receipts = [r for path in _named(contents, "receipts/") for r in _receipts(contents[path])]
    return Edition(
        manifest=manifest,
        definitions=definitions,
        figures=figures,
        receipts={receipt.id: receipt for receipt in receipts},
        hash=sha256(manifest_bytes),
        revisions=_revisions(contents.get(REVISIONS, b""), figures, folder / REVISIONS),
    )


REVISIONS = "revisions.csv"
FIGURE_COLUMNS = tuple(f.name for f in fields(Figure))
RECEIPT_COLUMNS = tuple(f.name for f in fields(Receipt))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EditionBroken(
            f"{path}: this file of the edition is missing. Restore the folder or build it again."
        ) from None


def _manifest(folder: Path, content: bytes) -> Manifest:
    where = str(folder / MANIFEST)
    try:
        return structured(Manifest, json.loads(content), where)
    except (ValueError, BadDefinition) as error:
        raise EditionBroken(
            f"{where}: this is no manifest of an edition ({error}). Restore the folder or build it again."
        ) from error


def _check_nothing_else(folder: Path, manifest: Manifest) -> None:
    listed = {folder / entry.path for entry in manifest.files} | {folder / MANIFEST}
    extra = sorted(path for path in folder.rglob("*") if path.is_file() and path not in listed)
    if extra:
        raise EditionBroken(f"{extra[0]}: the manifest does not name this file. Take it out of the edition.")


def _verified(folder: Path, entry: FileHash) -> bytes:
    content = _bytes(folder / entry.path)
    if sha256(content) != entry.sha256:
        raise EditionBroken(
            f"{folder / entry.path}: the content is not the one that was frozen "
            f"(expected {entry.sha256[:12]}, found {sha256(content)[:12]}). Restore or rebuild it."
        )
    return content


def _named(contents: Mapping[str, bytes], prefix: str) -> list[str]:
    return sorted(path for path in contents if path.startswith(prefix))


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def _figures(content: bytes) -> list[Figure]:
    return [figure_of(row) for row in _rows(content)]


def _receipts(content: bytes) -> list[Receipt]:
    return [Receipt(**row) for row in _rows(content)]


def _revisions(content: bytes, figures: Mapping[str, Figure], where: Path) -> dict[str, Revision]:
    """Return the revisions by figure; each says what its figure has become."""
    found: dict[str, Revision] = {}
    for row in _rows(content):
        try:
            revision = structured(Revision, row, str(where))
        except BadDefinition as error:
            raise EditionBroken(f"a row is no revision ({error}) Build the edition again.") from error
        if revision.figure in found or not _is_now(revision, figures.get(revision.figure)):
            raise EditionBroken(
                f"{where}: {revision.figure} does not stand there once, as the edition has it now "
                f"({revision.after or 'gone'}). Build the edition again."
            )
        found[revision.figure] = revision
    return found


def _is_now(revision: Revision, figure: Figure | None) -> bool:
    if figure is None or not revision.after:
        return figure is None and not revision.after
    return value_of(revision.after) == figure.value


def figure_of(row: Mapping[str, str]) -> Figure:
    """Return the figure of a CSV row."""
    return Figure(
        id=row["id"],
        region=row["region"],
        indicator=row["indicator"],
        period=row["period"],
        measure=Measure(row["measure"]),
        value=value_of(row["value"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        interval_kind=IntervalKind(row["interval_kind"]),
        unit=Unit(row["unit"]),
        status=Status(row["status"]),
        definition=row["definition"],
        source=row["source"],
        vintage=row["vintage"],
        coverage=float(row["coverage"]),
        caveats=tuple(row["caveats"].split()),
        against=row["against"],
    )
