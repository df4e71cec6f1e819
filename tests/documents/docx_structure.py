"""What a DOCX must hold to be read aloud: title, language, headings, table heads, words for pictures."""

from itertools import pairwise
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn

_LEVELS = {"Title": 1, **{f"Heading {level}": level for level in range(1, 7)}}


def findings(path: Path) -> list[str]:
    """Return what is wrong with the DOCX at `path`, each as a sentence; an empty list when nothing is."""
    document = docx.Document(str(path))
    return [
        *_properties(document),
        *_headings(document),
        *_tables(document),
        *_pictures(document),
    ]


def _properties(document: Document) -> list[str]:
    properties = document.core_properties
    found = [] if properties.title else ["the document has no title in its properties"]
    if not (properties.language or "").startswith("nl"):
        found.append(f"the language in the properties is {properties.language!r}, not Dutch (nl)")
    styled = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    return found if styled == {"nl-NL"} else [*found, f"the language of the styles is {styled}, not nl-NL"]


def _headings(document: Document) -> list[str]:
    names = [p.style.name or "" for p in document.paragraphs if p.style is not None and p.text.strip()]
    levels = [level for name in names if (level := _LEVELS.get(name))]
    if not levels:
        return ["the document has no heading styles"]
    first = [] if levels[0] == 1 else [f"the first heading has level {levels[0]}, not 1"]
    return first + [f"level {b} follows level {a}: one is skipped" for a, b in pairwise(levels) if b > a + 1]


def _tables(document: Document) -> list[str]:
    plain = sum(not any(True for _ in table._tbl.iter(qn("w:tblHeader"))) for table in document.tables)  # noqa: SLF001 - python-docx has no public way to a repeated header row
    return [f"{plain} of {len(document.tables)} tables have no repeated header row"] if plain else []


def _pictures(document: Document) -> list[str]:
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    silent = sum(not (picture.get("descr") or "").strip() for picture in pictures)
    return [f"{silent} of {len(pictures)} pictures have no alternative text"] if silent else []
