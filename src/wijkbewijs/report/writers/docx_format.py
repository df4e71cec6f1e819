"""What python-docx leaves to the markup of the format itself: language, fields, links, borders, alt text."""

import io
import zipfile
from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from wijkbewijs.kernel.figure import Status

SANS, SERIF = "Calibri", "Cambria"  # a text to work on further: typefaces that offices have
INK, SOFT, ACCENT, NOTICE = (RGBColor.from_string(c) for c in ("1F2B37", "52606C", "17324E", "6B3F00"))
LANGUAGE = "nl-NL"
UNDERLINES = {
    Status.MODELLED: WD_UNDERLINE.DOTTED,
    Status.REPORTED: WD_UNDERLINE.DASH,
    Status.ESTIMATED: WD_UNDERLINE.DOUBLE,
}
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def set_language(document: Document) -> None:
    """Make Dutch the language of all text, for spelling and for a screen reader."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = _child(properties, "w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), LANGUAGE)


def set_style(style: ParagraphStyle, face: str, points: float, colour: RGBColor, *, bold: bool) -> None:
    """Give a style its typeface, size and colour, also where the template takes them from a theme."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = face, Pt(points), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), face)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Append a field that the word processor fills, such as PAGE."""
    for kind, text in (("begin", ""), ("", instruction), ("end", "")):
        run = paragraph.add_run()
        if kind:
            _child(run._r, "w:fldChar").set(qn("w:fldCharType"), kind)  # noqa: SLF001 - no public way
        else:
            _child(run._r, "w:instrText").text = text  # noqa: SLF001 - no public way


def add_link(paragraph: Paragraph, text: str, address: str) -> None:
    """Append a link to a web address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _child(paragraph._p, "w:hyperlink")  # noqa: SLF001 - no public way
    link.set(qn("r:id"), relation)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text, run.font.underline, run.font.color.rgb = text, True, ACCENT
    link.append(run._r)  # noqa: SLF001 - no public way


def describe(run: Run, title: str, text: str) -> None:
    """Give the picture in `run` its title and alternative text."""
    for properties in run._r.iter(qn("wp:docPr")):  # noqa: SLF001 - no public way
        properties.set("title", title)
        properties.set("descr", text)


def describe_table(table: Table, title: str) -> None:
    """Give a table its title, and say that its first row and first column are heads."""
    properties = table._tbl.tblPr  # noqa: SLF001 - no public way
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = _child(properties, "w:tblLook")
    for name, value in (("val", "0080"), ("firstRow", "1"), ("firstColumn", "1"), ("noHBand", "1")):
        look.set(qn(f"w:{name}"), value)
    _child(properties, "w:tblCaption").set(qn("w:val"), title)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = _child(margins, f"w:{side}")
        margin.set(qn("w:w"), "0" if side == "left" else "100")
        margin.set(qn("w:type"), "dxa")
    look.addprevious(margins)


def number_anew(document: Document, lines: Sequence[Paragraph]) -> None:
    """Start a list at 1: without this a second numbered list counts on from the first."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    base = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == style)
    fresh = numbering.add_num(base)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        properties = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, fresh.numId


def repeat_as_head(row: _Row) -> None:
    """Repeat a row at the top of each page."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - no public way


def keep_whole(row: _Row) -> None:
    """Never break a row over two pages."""
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - no public way


def rule_below(cell: _Cell, eighths: int, colour: str) -> None:
    """Draw a line below a cell, `eighths` of a point thick."""
    borders = _child(cell._tc.get_or_add_tcPr(), "w:tcBorders")  # noqa: SLF001 - no public way
    line = _child(borders, "w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)


def set_widths(table: Table, widths: Sequence[Emu]) -> None:
    """Fix the widths of the columns; word processors read them from the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def stamped(content: bytes) -> bytes:
    """Return a zip with the same members but without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def _child(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    parent.append(child)
    return child
