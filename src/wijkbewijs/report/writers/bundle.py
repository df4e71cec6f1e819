"""The whole output folder: every format of every letter, the receipts and the data, all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.folder import MANIFEST, replaced, write_files
from wijkbewijs.report.letter import Chart, Letter
from wijkbewijs.report.writers.data import figures_csv, figures_json, holes_csv, manifest_json, revisions_csv
from wijkbewijs.report.writers.docx import docx_bytes
from wijkbewijs.report.writers.facts import facts_page
from wijkbewijs.report.writers.html import html
from wijkbewijs.report.writers.links import CHARTS, FACTS, RECEIPTS, STYLE, TYPEFACES, Bundle, page_of
from wijkbewijs.report.writers.receipts import receipt_pages
from wijkbewijs.report.writers.tree import blocks_in
from wijkbewijs.report.writers.typefaces import typeface_files
from wijkbewijs.report.writers.typst import pdf


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the folder, and the size in bytes of every file by its path."""

    folder: Path
    sizes: Mapping[str, int]

    @property
    def receipts(self) -> int:
        """The number of pages in the receipts' folder, lists included."""
        return sum(path.startswith(f"{RECEIPTS}/") for path in self.sizes)


def write_all(letters: Sequence[Letter], edition: Edition, out: Path) -> Written:
    """Write every letter in every format with receipts, charts and data to `out`.

    A letter with a letterhead is written as DOCX too. `out` changes only when all has succeeded. Raises
    BadUsage when `out` holds something that this function did not write, ValueError for a dead link.
    """
    with replaced(out) as fresh:
        contents = {f"{TYPEFACES}/{name}": content for name, content in typeface_files().items()}
        write_files(fresh, contents)
        made = dict(_made(letters, edition, fresh / TYPEFACES))
        write_files(fresh, made)
        contents |= made
        contents[MANIFEST] = manifest_json(edition, contents)
        write_files(fresh, {MANIFEST: contents[MANIFEST]})
    return Written(out, {path: len(content) for path, content in contents.items()})


def charts_in(letters: Sequence[Letter]) -> dict[str, bytes]:
    """Return the drawings of all letters by the path that pages show them from."""
    charts = [block for letter in letters for block in blocks_in(letter) if isinstance(block, Chart)]
    return {f"{CHARTS}/{chart.id}.svg": chart.svg for chart in charts}


def _made(letters: Sequence[Letter], edition: Edition, typefaces: Path) -> Iterator[tuple[str, bytes]]:
    bundle, made_on = Bundle.of(letters), edition.manifest.made_on
    with ThreadPoolExecutor(len(letters)) as beside:  # Typst works on its own while Python writes pages
        pdfs = {letter.id: beside.submit(pdf, letter, made_on, typefaces) for letter in letters}
        for letter in letters:
            yield page_of(letter.id), html(letter, bundle).encode()
            if letter.letterhead is not None:
                yield f"{letter.id}.docx", docx_bytes(letter, made_on)
        for name, page in receipt_pages(edition, bundle, letters[0].concept):
            yield f"{RECEIPTS}/{name}", page.encode()
        for name, waiting in pdfs.items():
            yield f"{name}.pdf", waiting.result()
    yield f"{RECEIPTS}/{FACTS}", facts_page(letters, edition, bundle, letters[0].concept).encode()
    yield from charts_in(letters).items()
    yield STYLE, (files("wijkbewijs.report.writers") / "style.css").read_bytes()
    yield "cijfers.csv", figures_csv(edition)
    yield "cijfers.json", figures_json(edition)
    yield "leegtes.csv", holes_csv(edition)
    if edition.revisions:
        yield "herzieningen.csv", revisions_csv(edition)
