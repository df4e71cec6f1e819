"""The brief as DOCX, to work on further: real styles, Dutch text, and CONCEPT above and below each page."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import assert_never

import docx
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph as Line

from wijkbewijs.dossier.sentence import Fact, Link, Part, Sentence, Shown, Words
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.report.letter import (
    Block,
    Cell,
    Chapter,
    Chart,
    Letter,
    Letterhead,
    Listing,
    Paragraph,
    Table,
)
from wijkbewijs.report.writers import docx_format as markup
from wijkbewijs.report.writers.marks import ALL_MEASURED, legend, marks_of
from wijkbewijs.report.writers.pictures import png
from wijkbewijs.report.writers.tree import figures_in, figures_of, gap_before, is_numeric, parts_of

TEXT_WIDTH = Mm(155)
LABELS = Mm(24)  # where the text after Datum, Betreft and the like begins


def docx_bytes(letter: Letter, made_on: date) -> bytes:
    """Return a letter as DOCX; ValueError for one without letterhead: the annex is not made in it yet."""
    if letter.letterhead is None:
        raise ValueError(f"{letter.id}: only a letter with a letterhead is written as DOCX")
    document = docx.Document()
    _set_up(document, letter, made_on)
    _open(document, letter.letterhead)
    for block in letter.lead:
        _add_block(document, block)
    for chapter in letter.chapters:
        _add_chapter(document, chapter, 2)
    _close(document, letter.letterhead)
    _add_legend(document, letter)
    out = io.BytesIO()
    document.save(out)
    return markup.stamped(out.getvalue())


def _set_up(document: Document, letter: Letter, made_on: date) -> None:
    markup.set_language(document)
    core, day = document.core_properties, datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    core.title, core.language, core.author = letter.title, letter.language, "Wijkbewijs"
    core.comments, core.last_modified_by, core.revision = letter.concept, "Wijkbewijs", 1
    core.created = core.modified = day.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(30)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    _set_styles(document)
    _set_running_lines(document, letter)


def _set_styles(document: Document) -> None:
    styles = document.styles
    markup.set_style(styles["Normal"], markup.SANS, 10.5, markup.INK, bold=False)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for level, points in ((1, 15), (2, 12.5), (3, 11.5), (4, 10.5)):
        style = styles[f"Heading {level}"]
        markup.set_style(style, markup.SERIF, points, markup.ACCENT, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(4)
    markup.set_style(styles["Caption"], markup.SANS, 10.5, markup.ACCENT, bold=True)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        markup.set_style(styles[name], markup.SANS, 9, markup.NOTICE, bold=name == "Header")
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(2)


def _set_running_lines(document: Document, letter: Letter) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = letter.concept
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.add_run(f"{letter.concept} · editie {letter.edition} · pagina ")
    markup.add_field(foot, "PAGE")
    foot.add_run(" van ")
    markup.add_field(foot, "NUMPAGES")


def _open(document: Document, head: Letterhead) -> None:
    _small(document.add_paragraph(" · ".join(head.sender)))
    address = document.add_paragraph("\n".join(head.addressee))
    address.paragraph_format.space_before, address.paragraph_format.space_after = Pt(14), Pt(18)
    if head.directorate:
        _labelled(document, "Directie", ", ".join(head.directorate))
    _labelled(document, "Kenmerk", head.kenmerk)
    if head.enclosures:
        _labelled(document, "Bijlagen", str(len(head.enclosures)))
    _labelled(document, "Datum", head.date_text)
    _labelled(document, "Betreft", "").paragraph_format.keep_with_next = True
    subject = document.add_heading(head.subject, level=1)
    subject.paragraph_format.space_before = Pt(2)
    subject.paragraph_format.space_after = Pt(18)
    document.add_paragraph(head.salutation)


def _close(document: Document, head: Letterhead) -> None:
    for place, line in enumerate((*head.closing, head.signature)):
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.keep_with_next = True
        if not place:
            paragraph.paragraph_format.space_before = Pt(16)
    if head.enclosures:
        document.add_heading("Bijlagen", level=2)
        for line in head.enclosures:
            document.add_paragraph(line, style="List Bullet")


def _add_legend(document: Document, letter: Letter) -> None:
    document.add_heading("Tekens bij de cijfers", level=2)
    _small(document.add_paragraph(ALL_MEASURED))
    for mark in legend(figures_in(letter)):
        line = document.add_paragraph()
        line.add_run(f"{mark.sign} {mark.name}: ").bold = True
        line.add_run(mark.meaning)
        line.paragraph_format.space_after = Pt(1)
        _small(line)


def _labelled(document: Document, label: str, text: str) -> Line:
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(LABELS)
    line.paragraph_format.space_after = Pt(1)
    run = line.add_run(label)
    run.font.color.rgb = markup.SOFT
    line.add_run(f"\t{text}")
    return line


def _small(line: Line) -> None:
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(9), markup.SOFT


def _add_chapter(document: Document, chapter: Chapter, level: int) -> None:
    heading = document.add_heading(chapter.title, level=min(level, 4))
    heading.paragraph_format.page_break_before = chapter.break_before
    for block in chapter.blocks:
        _add_block(document, block)
    for inner in chapter.chapters:
        _add_chapter(document, inner, level + 1)


def _add_block(document: Document, block: Block) -> None:
    match block:
        case Paragraph():
            line = document.add_paragraph()
            _add_sentences(line, block.sentences)
            if block.style == "note":
                _small(line)
        case Listing():
            _add_listing(document, block)
        case Table():
            _add_table(document, block)
        case Chart():
            _add_chart(document, block)
        case _:
            assert_never(block)


def _add_listing(document: Document, block: Listing) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    lines = [document.add_paragraph(style=style) for _ in block.items]
    for line, item in zip(lines, block.items, strict=True):
        _add_sentences(line, item)
    if lines:
        lines[-1].paragraph_format.space_after = Pt(9)
    if block.numbered:
        markup.number_anew(document, lines)


def _add_sentences(line: Line, sentences: Sequence[Sentence]) -> None:
    for place, sentence in enumerate(sentences):
        _add_parts(line, (Words(gap_before(sentences, place)), *sentence.parts))


def _add_parts(line: Line, parts: Iterable[Part]) -> None:
    for part in parts:
        match part:
            case Words():
                line.add_run(part.text).bold = True if part.strong else None
            case Shown():
                _add_figure(line, part)
            case Fact():
                line.add_run(part.text)
            case Link():
                _add_link(line, part)
            case _:
                assert_never(part)


def _add_figure(line: Line, part: Shown) -> None:
    signs = "".join(mark.sign for mark in marks_of(part.figure))
    if isinstance(part.figure.value, Absent):
        line.add_run(part.text or signs)
        return
    line.add_run(part.text).font.underline = markup.UNDERLINES.get(part.figure.status)
    if signs:
        line.add_run(signs).font.superscript = True


def _add_link(line: Line, link: Link) -> None:
    """Link to a web address; what stands in another file of the folder is named without a link."""
    if link.href.startswith(("https://", "http://")):
        markup.add_link(line, link.text, link.href)
    else:
        line.add_run(link.text)


def _add_chart(document: Document, chart: Chart) -> None:
    document.add_paragraph(chart.title, style="Caption")
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(png(chart.svg)), width=TEXT_WIDTH)
    markup.describe(run, chart.title, chart.alt)
    if chart.table is not None:
        _add_table(document, chart.table)


def _add_table(document: Document, block: Table) -> None:
    document.add_paragraph(block.caption, style="Caption")
    numeric = [is_numeric(block, place) for place in range(len(block.header))]
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.header))
    heads = tuple(Cell((Words(text, strong=True),)) for text in block.header)
    for row, cells in zip(table.rows, (heads, *block.rows), strict=True):
        markup.keep_whole(row)
        for place, (target, cell) in enumerate(zip(row.cells, cells, strict=True)):
            line = target.paragraphs[0]
            line.paragraph_format.space_after = Pt(2)
            line.paragraph_format.line_spacing = 1.0
            if cell.numeric or numeric[place]:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _add_parts(line, cell.parts)
            for run in line.runs:
                run.font.size = Pt(9)
            target.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM if cells is heads else None
            markup.rule_below(target, *((8, "2B4A69") if cells is heads else (4, "D3DBE2")))
    markup.repeat_as_head(table.rows[0])
    markup.describe_table(table, block.caption)
    markup.set_widths(table, _widths(block))
    _add_notes(document, block)


def _widths(table: Table) -> list[Emu]:
    shares = table.widths or (1,) * len(table.header)
    return [Emu(round(TEXT_WIDTH * share / sum(shares))) for share in shares]


def _add_notes(document: Document, table: Table) -> None:
    signs = [f"{mark.sign} {mark.name}" for mark in legend(figures_of(parts_of(table)))]
    notes = (*table.notes, "   ".join(signs)) if signs else table.notes
    line = document.add_paragraph("\n".join(notes))
    line.paragraph_format.space_before = Pt(4)
    line.paragraph_format.space_after = Pt(12)
    _small(line)
