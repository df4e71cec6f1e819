"""A sound PDF passes our own structure checks; each flaw is found once on purpose."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst

from tests.documents import pdf_structure

_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
_SOUND = """
#set document(title: "Proefbrief")
#set text(lang: "nl")
= Stand van zaken
#image("vlak.svg", alt: "Een vlak")
== Wonen
=== Huur
== Werk
#table(columns: 2, table.header([Gebied], [Inwoners]), [Zuidwest], [71.120])
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a Typst text as a PDF, without a standard that forbids the flaw."""

    def write(text: str) -> Path:
        (tmp_path / "vlak.svg").write_text(_PICTURE)
        source = tmp_path / "proef.typ"
        source.write_text(text)
        typst.compile(str(source), output=str(tmp_path / "proef.pdf"))
        return tmp_path / "proef.pdf"

    return write


def test_a_sound_pdf_has_no_finding(tmp_path: Path) -> None:
    (tmp_path / "vlak.svg").write_text(_PICTURE)
    (tmp_path / "proef.typ").write_text(_SOUND)
    pdf = tmp_path / "proef.pdf"
    typst.compile(str(tmp_path / "proef.typ"), output=str(pdf), pdf_standards=["ua-1", "a-2a"])
    assert pdf_structure.findings(pdf) == []


@pytest.mark.parametrize(
    ("sound", "flawed", "finding"),
    [
        ('lang: "nl"', 'lang: "en"', "the language is 'en', not Dutch (nl)"),
        ('(title: "Proefbrief")', "()", "the PDF has no title in its metadata"),
        ("=== Huur", "==== Huur", "H4 follows H2: a level is skipped"),
        ("= Stand van zaken", "", "the first heading is H2, not H1"),
        (', alt: "Een vlak"', "", "1 figures have no alternative text"),
        ("table.header([Gebied], [Inwoners])", "[Gebied], [Inwoners]", "1 of 1 tables have no header cells"),
    ],
)
def test_a_flaw_in_a_pdf_is_found(
    written: Callable[[str], Path], sound: str, flawed: str, finding: str
) -> None:
    assert sound in _SOUND
    assert finding in pdf_structure.findings(written(_SOUND.replace(sound, flawed, 1)))


def test_a_pdf_without_tags_is_found(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "leeg.pdf")
    assert "the PDF has no structure tree: nothing in it is tagged" in pdf_structure.findings(
        tmp_path / "leeg.pdf"
    )
