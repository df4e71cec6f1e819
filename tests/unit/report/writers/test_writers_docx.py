"""The DOCX is a sound start to work on: styles, Dutch, table heads, and CONCEPT on each page."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.documents import docx_structure
from wijkbewijs.dossier.sentence import Sentence, Words
from wijkbewijs.report.letter import Chapter, Chart, Letter, Listing
from wijkbewijs.report.writers.docx import docx_bytes

MADE_ON = date(2026, 11, 23)
CONCEPT = "CONCEPT – geen document van de Rijksoverheid"


def numbered(*texts: str) -> Listing:
    return Listing(tuple((Sentence((Words(text),)),) for text in texts), numbered=True)


@pytest.fixture(scope="module")
def path(brief: Letter, annex: Letter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    chart = next(block for block in annex.chapters[0].blocks if isinstance(block, Chart))
    more = Chapter("meer", "Meer", (chart, numbered("een", "twee"), numbered("drie")))
    path = tmp_path_factory.mktemp("docx") / "brief.docx"
    path.write_bytes(docx_bytes(replace(brief, chapters=(*brief.chapters, more)), MADE_ON))
    return path


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def test_the_structure_can_be_read_aloud(path: Path) -> None:
    assert docx_structure.findings(path) == []


def test_every_page_says_concept_above_and_below_with_its_number(document: Document) -> None:
    section = document.sections[0]
    assert section.header.paragraphs[0].text == CONCEPT
    assert CONCEPT in section.footer.paragraphs[0].text
    fields = [node.text for node in section.footer._element.iter(qn("w:instrText"))]  # noqa: SLF001 - no public way to fields
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_page_is_a4(document: Document) -> None:
    section = document.sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    assert abs(section.page_height - Mm(297)) < Mm(0.1)


def test_the_properties_hold_the_day_of_the_edition_and_no_clock(document: Document) -> None:
    core = document.core_properties
    assert core.title == "Nulmeting van het proefprogramma"
    assert core.created is not None
    assert core.created.replace(tzinfo=None) == datetime(2026, 11, 23)  # noqa: DTZ001 - the format has no zone


def test_the_letter_has_its_parts_and_an_empty_kenmerk(document: Document) -> None:
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "Kenmerk\t" in lines
    assert "Datum\t23 november 2026" in lines
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == ["Nulmeting van het proefprogramma"]
    assert lines.index("Geachte voorzitter,") < lines.index("De minister van Wonen,")


def test_a_second_numbered_list_starts_at_one_again(document: Document) -> None:
    numbers = [
        paragraph._p.pPr.numPr.numId.val  # noqa: SLF001 - no public way to numbering
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_modelled_figure_is_underlined_with_dots_and_has_its_sign(document: Document) -> None:
    runs = document.tables[0].rows[1].cells[2].paragraphs[0].runs
    assert runs[0].text == "70,2\u00a0%"
    assert runs[0].font.underline == WD_UNDERLINE.DOTTED
    assert (runs[1].text, runs[1].font.superscript) == ("m", True)


def test_a_measured_figure_stands_plain(document: Document) -> None:
    runs = document.tables[0].rows[1].cells[1].paragraphs[0].runs
    assert [(run.text, run.font.underline) for run in runs] == [("151.910", None)]


def test_a_table_repeats_its_head_and_never_breaks_a_row(document: Document) -> None:
    rows = document.tables[0].rows
    heads = [any(True for _ in row._tr.iter(qn("w:tblHeader"))) for row in rows]  # noqa: SLF001 - no public way
    assert heads == [True] + [False] * 20
    assert all(any(True for _ in row._tr.iter(qn("w:cantSplit"))) for row in rows)  # noqa: SLF001 - no public way


def test_a_chart_is_a_picture_with_its_words(document: Document) -> None:
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Balken per gebied, van kort naar lang."
    assert picture.get("title") == "Goede gezondheid per gebied"


def test_the_same_letter_gives_the_same_bytes(brief: Letter, written: Path) -> None:
    assert docx_bytes(brief, MADE_ON) == (written / "brief.docx").read_bytes()


def test_the_annex_is_not_written_as_docx_yet(annex: Letter) -> None:
    with pytest.raises(ValueError, match="only a letter with a letterhead"):
        docx_bytes(annex, MADE_ON)
