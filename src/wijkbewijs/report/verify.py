"""Is what lies in an output folder still what the edition says? Every figure, every row, every hash."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from wijkbewijs.dossier.dutch import magnitude, shown
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import agrees
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.kernel.folder import MANIFEST
from wijkbewijs.report.writers.data import figures_csv, figures_json, manifest_json
from wijkbewijs.report.writers.marks import absence_mark
from wijkbewijs.report.writers.markup import value_text


def differences(folder: Path, edition: Edition) -> Iterator[str]:
    """Yield, one line each, what in the folder differs from the edition: nothing when all is as made."""
    yield from differences_in(contents_of(folder), edition)


def contents_of(folder: Path) -> dict[str, bytes]:
    """Return the files below `folder` by their path with forward slashes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences_in(files: Mapping[str, bytes], edition: Edition) -> Iterator[str]:
    """Yield what differs from the edition in these files of a report, by path; hashes first, then figures."""
    contents = {path: content for path, content in files.items() if path != MANIFEST}
    if MANIFEST not in files:
        yield f"{MANIFEST}: this file is missing, so nothing vouches for the folder"
    else:
        yield from _manifest(files[MANIFEST], contents, edition)
    for path, content in contents.items():
        if path.endswith(".html"):
            yield from figures_on_page(path, content.decode(errors="replace"), edition)
    yield from _data("cijfers.csv", contents, figures_csv(edition), edition)
    yield from _data("cijfers.json", contents, figures_json(edition), edition)


def figures_on_page(path: str, text: str, edition: Edition) -> Iterator[str]:
    """Yield what differs between a page and the edition: id, value or text of a figure, text of a fact."""
    reader = _Shown()
    reader.feed("".join(_DATA.findall(text)))
    for fact_id, said in reader.facts:
        if not _is_so(Fact(fact_id, said), edition):
            yield f"{path}: {fact_id} is said to be {said!r}, which the edition does not say"
    for figure_id, value, said in reader.figures:
        figure = edition.figures.get(figure_id)
        if figure is None:
            yield f"{path}: the edition has no figure {figure_id!r} (shown as {said!r})"
        elif value != value_text(figure):
            yield f"{path}: {figure_id} has value {value!r}, the edition says {value_text(figure)!r}"
        elif said not in texts_of(figure, edition):
            wanted = " or ".join(sorted(repr(t) for t in texts_of(figure, edition)))
            yield f"{path}: {figure_id} is shown as {said!r}, the edition gives {wanted}"


def texts_of(figure: Figure, edition: Edition) -> set[str]:
    """Return the ways in which a figure may be shown: with or without the sign of a difference."""
    if isinstance(figure.value, Absent):
        return {absence_mark(figure.value).sign, absence_mark(figure.value).name}
    decimals = edition.indicator(figure.indicator).decimals
    return {shown(figure, decimals), magnitude(figure, decimals)}


def _is_so(said: Fact, edition: Edition) -> bool:
    try:
        return agrees(said, edition)
    except UnprovenClaim:
        return False


# Parsing whole pages takes several times as long, and nothing else on them is judged here.
_DATA = re.compile(r"<data\b.*?</data>", re.DOTALL)


class _Shown(HTMLParser):
    """Collects every figure of a page as (id, value, text) and every fact as (id, text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.figures: list[tuple[str, str, str]] = []
        self.facts: list[tuple[str, str]] = []
        self._open: tuple[str, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "data" and given.get("class") in {"figure", "fact"}:
            self._open = (given.get("data-id") or "", given.get("value") or "")
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._open is not None:
            figure_id, value = self._open
            if figure_id:
                self.figures.append((figure_id, value, self._text))
            else:
                self.facts.append((value, self._text))
            self._open = None


def _manifest(manifest: bytes, contents: dict[str, bytes], edition: Edition) -> Iterator[str]:
    try:
        listed = {entry["path"]: entry["sha256"] for entry in json.loads(manifest)["files"]}
    except (ValueError, KeyError, TypeError):
        yield f"{MANIFEST}: this is no manifest of a report"
        return
    for path in sorted(listed.keys() - contents.keys()):
        yield f"{path}: this file is missing"
    for path in sorted(contents.keys() - listed.keys()):
        yield f"{path}: this file does not belong to the report"
    changed = [p for p in sorted(listed.keys() & contents.keys()) if sha256(contents[p]) != listed[p]]
    yield from (f"{path}: the content has changed since it was made" for path in changed)
    if not changed and listed.keys() == contents.keys() and manifest != manifest_json(edition, contents):
        yield f"{MANIFEST}: it does not belong to edition {edition.manifest.id} ({edition.hash[:12]})"


def _data(path: str, contents: dict[str, bytes], expected: bytes, edition: Edition) -> Iterator[str]:
    content = contents.get(path)
    if content is None or content == expected:
        return
    found = tuple(_rows_that_differ(path, content, expected))
    yield from found or [f"{path}: this is not the data of edition {edition.manifest.id}"]


def _rows_that_differ(path: str, content: bytes, expected: bytes) -> Iterator[str]:
    rows = list(_rows_of(path, content))
    wanted = {str(row.get("id", "")): row for row in _rows_of(path, expected)}
    if not rows:
        return
    for row in rows:
        figure_id = str(row.get("id", ""))
        if row != wanted.get(figure_id):
            yield f"{path}: the row of {figure_id or 'a figure without id'} differs from the edition"
    for figure_id in sorted(wanted.keys() - {str(row.get("id", "")) for row in rows}):
        yield f"{path}: the row of {figure_id} is missing"


def _rows_of(path: str, content: bytes) -> list[dict[str, object]]:
    text = content.decode(errors="replace")
    if path.endswith(".csv"):
        return [dict(row) for row in csv.DictReader(io.StringIO(text))]
    try:
        return [row for row in json.loads(text)["figures"] if isinstance(row, dict)]
    except (ValueError, KeyError, TypeError):
        return []
