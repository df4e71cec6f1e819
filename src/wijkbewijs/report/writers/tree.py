"""Walking the document tree: its figures and anchors, in the order in which a reader meets them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from wijkbewijs.dossier.sentence import Part, Sentence, Shown
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.letter import Block, Chapter, Chart, Letter, Listing, Paragraph, Table


def figures_in(letter: Letter) -> Iterator[Figure]:
    """Yield every figure that a letter shows, as often as it shows it."""
    yield from figures_of(part for block in blocks_in(letter) for part in parts_of(block))


def blocks_in(letter: Letter) -> Iterator[Block]:
    """Yield every block of a letter."""
    yield from letter.lead
    for chapter in letter.chapters:
        yield from blocks_of(chapter)


def figures_of(parts: Iterable[Part]) -> Iterator[Figure]:
    """Yield the figures among `parts`."""
    yield from (part.figure for part in parts if isinstance(part, Shown))


def blocks_of(chapter: Chapter) -> Iterator[Block]:
    """Yield the blocks of a chapter and of all chapters in it."""
    yield from chapter.blocks
    for inner in chapter.chapters:
        yield from blocks_of(inner)


def parts_of(block: Block) -> Iterator[Part]:
    """Yield the parts of all sentences and cells of a block."""
    match block:
        case Paragraph():
            yield from _spoken(block.sentences)
        case Listing():
            yield from _spoken(sentence for item in block.items for sentence in item)
        case Table():
            yield from (part for row in block.rows for cell in row for part in cell.parts)
        case Chart():
            table = table_beside(block)
            yield from parts_of(table) if table is not None else ()
        case _:
            assert_never(block)


def table_beside(chart: Chart) -> Table | None:
    """Return the table beside a chart; one without an id is named after the chart."""
    if chart.table is None or chart.table.id:
        return chart.table
    return replace(chart.table, id=f"{chart.id}-tabel")


def gap_before(sentences: Sequence[Sentence], place: int) -> str:
    """Return the space before the sentence at `place`: none for the first, nor where one already stands."""
    if place == 0 or sentences[place - 1].text[-1:].isspace():
        return ""
    return " "


def is_numeric(table: Table, place: int) -> bool:
    """Return whether the column at `place` (from 0) holds numbers: declared so, or all its cells are."""
    if place < len(table.numeric):
        return table.numeric[place]
    cells = [row[place] for row in table.rows if place < len(row)]
    return bool(cells) and all(cell.numeric for cell in cells)


def anchors_in(letter: Letter) -> Iterator[str]:
    """Yield the anchors of chapters, tables and charts of a letter."""
    yield from (anchor for block in letter.lead for anchor in _anchors(block))
    for chapter in letter.chapters:
        yield from _chapter_anchors(chapter)


def _chapter_anchors(chapter: Chapter) -> Iterator[str]:
    yield chapter.id
    yield from (anchor for block in chapter.blocks for anchor in _anchors(block))
    for inner in chapter.chapters:
        yield from _chapter_anchors(inner)


def _anchors(block: Block) -> Iterator[str]:
    if isinstance(block, Table | Chart):
        yield block.id
    if isinstance(block, Chart) and (table := table_beside(block)) is not None:
        yield table.id


def _spoken(sentences: Iterable[Sentence]) -> Iterator[Part]:
    yield from (part for sentence in sentences for part in sentence.parts)


def sentences_in(letter: Letter) -> Iterator[Sentence]:
    """Yield every sentence of the paragraphs and lists of a letter, in reading order."""
    yield from sentences_of(blocks_in(letter))


def sentences_of(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """Yield every sentence of the paragraphs and lists among `blocks`, in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.sentences
            case Listing():
                yield from (sentence for item in block.items for sentence in item)
            case _:
                pass
