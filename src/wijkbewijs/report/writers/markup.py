"""Sentences, tables, charts and chapters as HTML; every number is a link to its receipt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import assert_never

from wijkbewijs.dossier.sentence import Fact, Link, Part, Sentence, Shown, Words
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.report.letter import Block, Cell, Chapter, Chart, Listing, Paragraph, Table
from wijkbewijs.report.writers.links import CHARTS, Bundle, fact_href, is_proven, receipt_href
from wijkbewijs.report.writers.marks import Mark, absence_mark, legend, marks_of
from wijkbewijs.report.writers.tree import figures_of, gap_before, is_numeric, parts_of, table_beside

_VIEW = re.compile(r'viewBox="\S+ \S+ (\d[\d.]*) (\d[\d.]*)"')
DEEPEST = 6  # HTML has six heading levels


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is being written: its file name and the bundle that its links live in."""

    here: str
    bundle: Bundle


def value_text(figure: Figure) -> str:
    """Return the value as machines read it: a number, or `absent:` with the reason."""
    if isinstance(figure.value, Absent):
        return f"absent:{figure.value}"
    return number_value(figure.value)


def number_value(value: float) -> str:
    """Return a number as machines read it, in the fewest digits that give the same number.

    >>> number_value(71120.0), number_value(58.1)
    ('71120', '58.1')
    """
    return repr(float(value)).removesuffix(".0")


def figure_html(figure: Figure, text: str, href: str) -> str:
    """Return a figure as `<data>` inside a link to its receipt, followed by its marks.

    `text` is what the reader sees; an absent value without text shows the sign of its reason. The look
    (`data-look`) and the sign say the same, and the words of the sign are there for who listens.
    """
    absent = isinstance(figure.value, Absent)
    look = "absent" if absent else figure.status.value
    marks = marks_of(figure)
    shown = text or "".join(mark.sign for mark in marks)
    data = (
        f'<data class="figure" data-id="{escape(figure.id)}" value="{value_text(figure)}" data-look="{look}">'
        f"{escape(shown, quote=False)}</data>"
    )
    if isinstance(figure.value, Absent):
        name = absence_mark(figure.value).name
        return f'<a class="proof" href="{escape(href)}" aria-label="{name}" title="{name}">{data}</a>'
    return f'<a class="proof" href="{escape(href)}">{data}</a>{marks_html(marks)}'


def marks_html(marks: Iterable[Mark]) -> str:
    """Return signs in superscript for the eye and their names for a screen reader."""
    found = tuple(marks)
    if not found:
        return ""
    signs, names = "".join(m.sign for m in found), ", ".join(m.name for m in found)
    return f'<sup aria-hidden="true">{signs}</sup><span class="unseen"> ({names})</span>'


def part_html(part: Part, page: Page) -> str:
    """Return one part of a sentence."""
    match part:
        case Words():
            text = escape(part.text, quote=False)
            return f"<strong>{text}</strong>" if part.strong else text
        case Shown():
            return figure_html(part.figure, part.text, receipt_href(part.figure))
        case Fact():
            text = escape(part.text, quote=False)
            data = f'<data class="fact" value="{escape(part.id)}">{text}</data>'
            return f'<a class="proof" href="{fact_href(part)}">{data}</a>' if is_proven(part) else data
        case Link():
            href = page.bundle.href(part.href, page.here)
            return f'<a class="utrecht-link" href="{escape(href)}">{escape(part.text, quote=False)}</a>'
        case _:
            assert_never(part)


def parts_html(parts: Iterable[Part], page: Page) -> str:
    """Return the parts of a sentence or cell one after another."""
    return "".join(part_html(part, page) for part in parts)


def sentences_html(sentences: Sequence[Sentence], page: Page) -> str:
    """Return sentences with a space between; a claim carries its kind and direction."""
    return "".join(
        gap_before(sentences, place) + _sentence_html(sentence, page)
        for place, sentence in enumerate(sentences)
    )


def block_html(block: Block, page: Page) -> str:
    """Return one block."""
    match block:
        case Paragraph():
            style = f" utrecht-paragraph--{block.style}" if block.style else ""
            return f'<p class="utrecht-paragraph{style}">{sentences_html(block.sentences, page)}</p>\n'
        case Listing():
            return _listing_html(block, page)
        case Table():
            return table_html(block, page)
        case Chart():
            return _chart_html(block, page)
        case _:
            assert_never(block)


def table_html(table: Table, page: Page) -> str:
    """Return a table in a region that scrolls by keyboard, with its notes and the marks it uses below."""
    wide = " table-scroll--wide" if len(table.header) > 8 else ""  # noqa: PLR2004 - more gets smaller type
    head = "".join(_head_html(table, place) for place in range(len(table.header)))
    body = "\n".join(_row_html(table, row, page) for row in table.rows)
    anchor, caption = escape(table.id), escape(table.caption, quote=False)
    return (
        f'<div class="table-scroll{wide}" id="{anchor}" role="region" tabindex="0" '
        f'aria-labelledby="{anchor}-bijschrift">\n<table class="utrecht-table">\n'
        f'<caption id="{anchor}-bijschrift"><span>{caption}</span></caption>\n'
        f"{_columns_html(table)}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>\n{_notes_html(table)}"
    )


def chapter_html(chapter: Chapter, page: Page, level: int = 2) -> str:
    """Return a chapter as a section with its heading; chapters in it go one level deeper."""
    rank = min(level, DEEPEST)
    blocks = "".join(block_html(block, page) for block in chapter.blocks)
    inner = "".join(chapter_html(c, page, level + 1) for c in chapter.chapters)
    start = " chapter--new-page" if chapter.break_before else ""
    return (
        f'<section class="chapter{start}" id="{escape(chapter.id)}">\n'
        f'<h{rank} class="utrecht-heading-{rank}">{escape(chapter.title, quote=False)}</h{rank}>\n'
        f"{blocks}{inner}</section>\n"
    )


def _sentence_html(sentence: Sentence, page: Page) -> str:
    parts = parts_html(sentence.parts, page)
    if sentence.claim is None:
        return parts
    kind, direction = sentence.claim.kind, sentence.claim.direction
    return f'<span data-claim="{kind}" data-direction="{direction}">{parts}</span>'


def _listing_html(listing: Listing, page: Page) -> str:
    tag, style = ("ol", "utrecht-ordered-list") if listing.numbered else ("ul", "utrecht-unordered-list")
    items = "\n".join(f"<li>{sentences_html(item, page)}</li>" for item in listing.items)
    return f'<{tag} class="{style}">\n{items}\n</{tag}>\n'


def _head_html(table: Table, place: int) -> str:
    text = escape(table.header[place], quote=False)
    if not text.strip():
        return "<td></td>"
    return f'<th scope="col"{_look(is_numeric(table, place))}>{text}</th>'


def _columns_html(table: Table) -> str:
    if not table.widths:
        return ""
    shares = (round(100 * width / sum(table.widths)) for width in table.widths)
    columns = "".join(f'<col style="width:{share}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>\n"


def _look(numeric: bool) -> str:  # noqa: FBT001 - the only thing this function is told
    return ' class="num"' if numeric else ""


def _row_html(table: Table, row: tuple[Cell, ...], page: Page) -> str:
    return f"<tr>{''.join(_cell_html(table, cell, place, page) for place, cell in enumerate(row))}</tr>"


def _cell_html(table: Table, cell: Cell, place: int, page: Page) -> str:
    look = _look(cell.numeric or is_numeric(table, place))
    content = parts_html(cell.parts, page)
    if place == 0 or cell.header:
        return f'<th scope="row"{look}>{content}</th>'
    return f"<td{look}>{content}</td>"


def _notes_html(table: Table) -> str:
    notes = [f"<p>{escape(note, quote=False)}</p>" for note in table.notes]
    used = legend(figures_of(parts_of(table)))
    if used:
        signs = " ".join(f"<span><b>{mark.sign}</b> {mark.name}</span>" for mark in used)
        notes.append(f"<p>{signs}</p>")
    return f'<div class="table-notes">{"".join(notes)}</div>\n' if notes else ""


def _size(svg: bytes) -> str:
    """Return the size of a drawing, so that a page keeps its place while drawings arrive."""
    found = _VIEW.search(svg[:2000].decode(errors="replace"))
    return "" if found is None else f' width="{round(float(found[1]))}" height="{round(float(found[2]))}"'


def _chart_html(chart: Chart, page: Page) -> str:
    picture = (
        f'<figure class="chart" id="{escape(chart.id)}">\n'
        f"<figcaption>{escape(chart.title, quote=False)}</figcaption>\n"
        f'<img src="{CHARTS}/{escape(chart.id)}.svg" alt="{escape(chart.alt)}"'
        f'{_size(chart.svg)} loading="lazy">\n</figure>\n'
    )
    beside = table_beside(chart)
    if beside is None:
        return picture
    table = table_html(beside, page)
    return (
        f'{picture}<details class="chart-table" open>\n<summary>De cijfers bij deze figuur</summary>\n'
        f"{table}</details>\n"
    )
