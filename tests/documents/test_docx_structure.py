"""A sound DOCX passes our own structure checks; each flaw is found once on purpose."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.documents import docx_structure

_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def _sound() -> Document:
    document = docx.Document()
    document.core_properties.title = "Proefbrief"
    document.core_properties.language = "nl-NL"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.add_heading("Stand van zaken", level=1)
    document.add_heading("Wonen", level=2)
    table = document.add_table(rows=2, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - the only way to a repeated header row
    document.add_picture(io.BytesIO(_DOT))
    for picture in document.element.body.iter(qn("wp:docPr")):
        picture.set("descr", "Een vlak")
    return document


def _without_title(document: Document) -> None:
    document.core_properties.title = ""


def _in_english(document: Document) -> None:
    document.core_properties.language = "en-US"


def _with_a_skipped_level(document: Document) -> None:
    document.add_heading("Huur", level=4)


def _with_a_headless_table(document: Document) -> None:
    document.add_table(rows=1, cols=1)


def _with_a_silent_picture(document: Document) -> None:
    document.add_picture(io.BytesIO(_DOT))


def _findings(document: Document, folder: Path) -> list[str]:
    document.save(str(folder / "proef.docx"))
    return docx_structure.findings(folder / "proef.docx")


def test_a_sound_docx_has_no_finding(tmp_path: Path) -> None:
    assert _findings(_sound(), tmp_path) == []


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (_without_title, "the document has no title in its properties"),
        (_in_english, "the language in the properties is 'en-US', not Dutch (nl)"),
        (_with_a_skipped_level, "level 4 follows level 2: one is skipped"),
        (_with_a_headless_table, "1 of 2 tables have no repeated header row"),
        (_with_a_silent_picture, "1 of 2 pictures have no alternative text"),
    ],
)
def test_a_flaw_in_a_docx_is_found(spoil: Callable[[Document], None], finding: str, tmp_path: Path) -> None:
    document = _sound()
    spoil(document)
    assert _findings(document, tmp_path) == [finding]
