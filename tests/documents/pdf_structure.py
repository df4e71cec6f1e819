"""What a PDF must hold to be read aloud: language, title, headings in order, words for pictures, table heads.

Own rules beside those of veraPDF, so that they are held on a machine without Java. Source: ISO 14289-1:2014
(PDF/UA-1) clauses 7.1, 7.2, 7.3, 7.4.2 and 7.5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pikepdf

_HEADING = re.compile(r"H([1-6])")


@dataclass
class Element:
    """A node of the structure tree with its standard role (role map applied)."""

    role: str
    alt: str
    children: list["Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()


def findings(path: Path) -> list[str]:
    """Return what is wrong with the PDF at `path`, each as a sentence; an empty list when nothing is."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        found = [*_language(root), *_title(pdf)]
        if "/StructTreeRoot" not in root:
            return [*found, "the PDF has no structure tree: nothing in it is tagged"]
        elements = list(_tree(root.StructTreeRoot).walk())
    return [*found, *_headings(elements), *_figures(elements), *_tables(elements)]


def _language(root: pikepdf.Object) -> list[str]:
    language = str(root.get("/Lang", ""))
    return [] if language.startswith("nl") else [f"the language is {language!r}, not Dutch (nl)"]


def _title(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        title = metadata.get("dc:title", "")
    shown = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False)
    found = [] if title else ["the PDF has no title in its metadata"]
    return found if shown else [*found, "a reader shows the file name instead of the title"]


def _headings(elements: list[Element]) -> list[str]:
    levels = [int(match[1]) for e in elements if (match := _HEADING.fullmatch(e.role))]
    if not levels:
        return ["the PDF has no headings"]
    first = [] if levels[0] == 1 else [f"the first heading is H{levels[0]}, not H1"]
    skipped = [(before, after) for before, after in pairwise(levels) if after > before + 1]
    return first + [f"H{after} follows H{before}: a level is skipped" for before, after in skipped]


def _figures(elements: list[Element]) -> list[str]:
    silent = sum(e.role == "Figure" and not e.alt.strip() for e in elements)
    return [f"{silent} figures have no alternative text"] if silent else []


def _tables(elements: list[Element]) -> list[str]:
    tables = [e for e in elements if e.role == "Table"]
    headless = sum(not any(part.role == "TH" for part in table.walk()) for table in tables)
    return [f"{headless} of {len(tables)} tables have no header cells"] if headless else []


def _tree(root: pikepdf.Object) -> Element:
    roles = {str(k).lstrip("/"): str(v).lstrip("/") for k, v in root.get("/RoleMap", {}).items()}
    return Element("StructTreeRoot", "", [_element(kid, roles) for kid in _kids(root)])


def _element(node: pikepdf.Object, roles: dict[str, str]) -> Element:
    name = str(node.S).lstrip("/")
    alt = str(node.get("/Alt", node.get("/ActualText", "")))
    return Element(roles.get(name, name), alt, [_element(kid, roles) for kid in _kids(node)])


def _kids(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the structure elements below `node`; marked content and object references are no elements."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
