"""The glossary has every Dutch word that code uses, each with one meaning, and no word that nobody uses."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.dossier.edition import read_edition
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.kernel.codes import Level
from wijkbewijs.report.chapters.brief import brief
from wijkbewijs.report.letters import bijlage
from wijkbewijs.report.pictures import Pictures

# Words that Dutch and English share, or names: they need no entry.
_SHARED = """
apart areas cbs claims code codes concept csv data document docx euro extra figure half home html ids index
indicator json land later manifest map met model moment name open over path pdf per rivm rotterdam score
snapshot start status telling via was west wijkbewijs yaml
"""
_SINGULAR = {"buurten": "buurt", "gemeenten": "gemeente", "wijken": "wijk"}


@pytest.fixture(scope="module")
def rows(root: Path) -> list[tuple[str, str]]:
    """Return the words of the glossary: Dutch with English."""
    words = (root / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Words")[2].partition("\n## ")[0]
    found = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", words, re.MULTILINE)
    return [(dutch, english) for dutch, english in found if dutch != "Dutch"]


@pytest.fixture(scope="module")
def parts(root: Path) -> set[str]:
    """Return the chapters and files that the glossary names."""
    text = (root / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Chapters and files")[2]
    return {name.rstrip("/") for name in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)}


def identifiers(source: Path) -> set[str]:
    """Return the words of all names in the code, lower case, camel and snake case taken apart."""
    names: set[str] = set()
    for path in source.rglob("*.py"):
        names.add(path.stem)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names.update(str(getattr(node, field, "")) for field in ("name", "id", "arg", "attr"))
    return {word.lower() for name in names for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_a_word_has_one_meaning(rows: list[tuple[str, str]]) -> None:
    for side in zip(*rows, strict=True):
        assert [word for word, count in Counter(side).items() if count > 1] == []
    assert [dutch.lower() for dutch, _ in rows] == sorted(dutch.lower() for dutch, _ in rows)


def test_every_dutch_word_in_a_name_of_the_code_is_explained(root: Path, rows: list[tuple[str, str]]) -> None:
    prose = "".join(page.read_text(encoding="utf-8") for page in (root / "docs" / "manual").glob("*.md"))
    # Neither code, nor options, nor the names of pages.
    words = re.sub(r"`[^`]*`|--[a-z-]+|\]\([^)]*\)|[\w-]+\.md", "", prose)
    dutch = set(re.findall(r"[a-zà-ü]{3,}", words.lower()))
    used = {_SINGULAR.get(word, word) for word in identifiers(root / "src") & dutch - set(_SHARED.split())}
    assert {"buurt", "gemeente", "wijk"} <= used
    assert used - {word.lower() for word, _ in rows} == set()


def test_every_word_of_the_code_is_one_and_has_no_dutch_twin(root: Path, rows: list[tuple[str, str]]) -> None:
    section = (root / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Words of the code")[2]
    words = re.findall(r"^\| ([a-z]+) \| [^|]+ \|$", section.partition("\n## ")[0], re.MULTILINE)[1:]
    assert {"bundle", "wire"} <= set(words)
    assert words == sorted(words)
    assert set(words) <= identifiers(root / "src")
    assert not set(words) & {english for _, english in rows}


def test_every_kind_of_place_with_a_dutch_name_is_explained(rows: list[tuple[str, str]]) -> None:
    english = {"country", "programme", "local", "area"}
    assert {str(level) for level in Level} - english <= {dutch for dutch, _ in rows}


def test_every_chapter_of_the_letter_and_its_annex_is_explained(parts: set[str]) -> None:
    edition = read_edition(SHIPPED)
    letters = (brief(edition), bijlage(edition, Pictures()))
    chapters = {chapter.id for letter in letters for chapter in letter.chapters}
    assert chapters - parts == set()
    files = {"bewijs", "cijfers", "grafieken", "leegtes", "opmaak"}
    after_another_edition = {"brief-herzien", "herzien", "herzieningen"}
    assert parts - chapters == files | after_another_edition | {"controlebijlage"}


def test_every_word_is_used_somewhere(root: Path, rows: list[tuple[str, str]]) -> None:
    places = [root / "README.md", *(root / "docs").rglob("*.md"), *(root / "src").rglob("*.py")]
    places += (root / "src" / "wijkbewijs" / "definitions").rglob("*.yml")
    text = "".join(path.read_text(encoding="utf-8") for path in places).lower()
    assert [dutch for dutch, _ in rows if dutch.lower() not in text] == []


def test_the_themes_of_the_programme_are_explained(rows: list[tuple[str, str]], parts: set[str]) -> None:
    known = {dutch.lower() for dutch, _ in rows} | {part.removeprefix("brief-") for part in parts}
    themes = {theme.id for theme in load_definitions().programme.themes if theme.title}
    assert themes - known == {"context"}
