"""The PDF is accessible and archivable, says CONCEPT on every page, and is the same file every time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import typst

from tests.documents import pdf_structure
from wijkbewijs.dossier.sentence import Fact, Sentence, Words
from wijkbewijs.report.letter import Cell, Letter, Paragraph, Table
from wijkbewijs.report.writers.typefaces import typeface_files
from wijkbewijs.report.writers.typst import pdf, plain_letter

MADE_ON = date(2026, 11, 23)
CONCEPT = "CONCEPT – geen document van de Rijksoverheid"
ODD = 'Een <b> & een "#teken" met *ster*, $ en @label, \\ en _streep_ en nadruk.'


@pytest.fixture(scope="module")
def typefaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lettertypen")
    for name, content in typeface_files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module", params=["brief", "bijlage"])
def path(request: pytest.FixtureRequest, written: Path) -> Path:
    return written / f"{request.param}.pdf"


def glyphs(font: pikepdf.Object) -> dict[int, str]:
    """Read from the font which text each glyph stands for."""
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, flags=re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, flags=re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def strings(operands: pikepdf.ContentStreamInstruction) -> Iterator[bytes]:
    for operand in operands.operands:
        parts = operand if isinstance(operand, pikepdf.Array) else [operand]
        yield from (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def text_of(page: pikepdf.Page) -> str:
    """Return the words on a page in drawing order, without the spaces that are only a distance."""
    fonts = {name: glyphs(font) for name, font in page.Resources.Font.items()}
    shown, font = "", {}
    for step in pikepdf.parse_content_stream(page):
        if str(step.operator) == "Tf":
            font = fonts[str(step.operands[0])]
        if str(step.operator) in {"Tj", "TJ"}:
            for text in strings(step):
                pairs = zip(text[::2], text[1::2], strict=True)
                shown += "".join(font.get(high * 256 + low, "") for high, low in pairs)
    return shown


def test_the_structure_can_be_read_aloud(path: Path) -> None:
    assert pdf_structure.findings(path) == []


def test_the_file_says_that_it_is_pdf_ua_and_pdf_a(path: Path) -> None:
    with pikepdf.open(path) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert str(document.Root.Lang) == "nl-NL"
        assert document.Root.MarkInfo.Marked


def test_every_page_says_concept_and_its_number(path: Path) -> None:
    with pikepdf.open(path) as document:
        texts = [text_of(page) for page in document.pages]
    for number, text in enumerate(texts, start=1):
        assert CONCEPT in text
        assert f"Pagina {number} van {len(texts)}" in text


def test_the_brief_has_at_most_four_pages(written: Path) -> None:
    with pikepdf.open(written / "brief.pdf") as document:
        assert len(document.pages) <= 4


def test_text_is_shown_as_it_is_and_never_read_as_code(written: Path) -> None:
    with pikepdf.open(written / "brief.pdf") as document:
        text = "".join(text_of(page) for page in document.pages)
    assert ODD.replace(" ", "") in text.replace(" ", "")


def test_a_modelled_figure_has_its_sign_and_the_legend_its_words(written: Path) -> None:
    with pikepdf.open(written / "brief.pdf") as document:
        text = "".join(text_of(page) for page in document.pages)
    assert "70,9\u00a0%m≈" in text
    assert "m modelcijfer" in text


def test_a_long_table_repeats_its_head_on_the_next_page(written: Path) -> None:
    with pikepdf.open(written / "brief.pdf") as document:
        texts = [text_of(page) for page in document.pages]
    assert sum("Inwoners 2020" in text for text in texts) == 2


def test_the_same_letter_gives_the_same_bytes(annex: Letter, typefaces: Path, written: Path) -> None:
    assert pdf(annex, MADE_ON, typefaces) == (written / "bijlage.pdf").read_bytes()


def test_an_id_wider_than_its_column_goes_on_without_a_hyphen_and_a_word_with_one(brief: Letter) -> None:
    name, word = "DHG.net-participation.2022.gap-GM0518", "(arbeidsongeschiktheidsuitkering)"
    row = (Cell((Fact("figure:x", name),)), Cell((Words(word),)), Cell((Words("kort"),)))
    table = Table("smal", "Smal", ("Bewijs", "Woord", "Rest"), (row,), widths=(20, 20, 60))
    plain = plain_letter(replace(brief, lead=(table,), chapters=()), MADE_ON)["lead"][0]
    texts = [cell["parts"][0]["text"] for cell in plain["rows"][0]]
    assert texts[0].replace("\u200b", "") == name
    assert max(map(len, texts[0].split("\u200b"))) <= 20
    assert texts[1:] == [word, "kort"]
    assert plain["narrow"] == [0, 1]


def test_sentences_are_one_space_apart_also_where_one_ends_with_a_space(brief: Letter) -> None:
    spoken = Paragraph(tuple(Sentence((Words(text),)) for text in ("Een. ", "Twee.", "Drie.")))
    plain = plain_letter(replace(brief, lead=(spoken,), chapters=()), MADE_ON)["lead"][0]
    assert "".join(part["text"] for part in plain["sentences"]) == "Een. Twee. Drie."


def test_a_font_that_is_not_there_stops_the_writing(brief: Letter, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="unknown font family"):
        pdf(brief, MADE_ON, tmp_path)


def test_a_character_that_no_font_has_stops_the_writing(brief: Letter, typefaces: Path) -> None:
    snowman = Paragraph((Sentence((Words("☃"),)),))
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        pdf(replace(brief, lead=(snowman,)), MADE_ON, typefaces)
