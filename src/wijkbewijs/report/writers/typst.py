"""The letter as PDF through Typst: one file that is both PDF/UA-1 (accessible) and PDF/A-2a (archivable).

The template reads the letter as JSON, so text is never read as code. The same letter gives the same bytes.
"""

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, assert_never

import typst

from wijkbewijs.dossier.sentence import Fact, Link, Part, Sentence, Shown, Words
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.report.letter import Block, Chapter, Chart, Letter, Listing, Paragraph, Table
from wijkbewijs.report.writers.marks import ALL_MEASURED, Mark, legend, marks_of
from wijkbewijs.report.writers.tree import (
    anchors_in,
    figures_in,
    figures_of,
    gap_before,
    is_numeric,
    parts_of,
    table_beside,
)

AUTHOR = "Wijkbewijs"
CHARACTERS = 100  # that fit across a page in the type of a table, with room to spare
PUNCTUATION = "()[]«»‘’'\",.;:?!"
BREAK = "\u200b"  # a place where a line may end, without a hyphen
_JOINT = re.compile(r"(?<=[-./])(?=.)")
Plain = dict[str, Any]


def pdf(letter: Letter, made_on: date, typefaces: Path) -> bytes:
    """Return the PDF of a letter; `typefaces` is the folder with the fonts, no other font is used.

    Raises RuntimeError when Typst warns, for instance about a font that is not there, and
    typst.TypstError when the letter breaks a standard, for instance by a character that no font has.
    """
    day = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(typefaces)])
    with as_file(files("wijkbewijs.report.writers") / "templates" / "letter.typ") as template:
        content, warnings = typst.compile_with_warnings(
            str(template),
            font_paths=fonts,
            sys_inputs={"letter": json.dumps(plain_letter(letter, made_on), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=day,
        )
    if warnings:
        raise RuntimeError(f"{letter.id}.pdf: Typst warns: {'; '.join(w.message for w in warnings)}")
    return content


def plain_letter(letter: Letter, made_on: date) -> Plain:
    """Return a letter as mappings, lists and strings for the template."""
    anchors = frozenset(anchors_in(letter))
    head = letter.letterhead
    made = f", gemaakt op {letter.made_on}" if letter.made_on else ""
    return {
        "title": letter.title,
        "author": AUTHOR,
        "concept": letter.concept,
        "foot": f"Editie {letter.edition}{made}",
        "day": [made_on.year, made_on.month, made_on.day],
        "letterhead": None if head is None else {name: getattr(head, name) for name in head.__slots__},
        "lead": [_block(block, anchors) for block in letter.lead],
        "chapters": [_chapter(chapter, anchors) for chapter in letter.chapters],
        "legend": _legend(legend(figures_in(letter)) if head is not None else ()),
        "all_measured": ALL_MEASURED,
    }


def _chapter(chapter: Chapter, anchors: AbstractSet[str]) -> Plain:
    return {
        "id": chapter.id,
        "title": chapter.title,
        "break_before": chapter.break_before,
        "blocks": [_block(block, anchors) for block in chapter.blocks],
        "chapters": [_chapter(inner, anchors) for inner in chapter.chapters],
    }


def _block(block: Block, anchors: AbstractSet[str]) -> Plain:
    match block:
        case Paragraph():
            spoken = _sentences(block.sentences, anchors)
            return {"kind": "paragraph", "style": block.style, "sentences": spoken}
        case Listing():
            items = [_sentences(item, anchors) for item in block.items]
            return {"kind": "listing", "numbered": block.numbered, "items": items}
        case Table():
            return _table(block, anchors)
        case Chart():
            beside = table_beside(block)
            table = None if beside is None else _table(beside, anchors)
            named = {"id": block.id, "title": block.title, "alt": block.alt}
            return {"kind": "chart", "svg": block.svg.decode(), "table": table, **named}
        case _:
            assert_never(block)


def _table(table: Table, anchors: AbstractSet[str]) -> Plain:
    numeric = [is_numeric(table, place) for place in range(len(table.header))]
    room = _room(table)
    return {
        "kind": "table",
        "id": table.id,
        "caption": table.caption,
        "header": table.header,
        "widths": table.widths,
        "numeric": numeric,
        "narrow": _narrow(table, room),
        "rows": [
            [
                {"parts": _fitted(_parts(cell.parts, anchors), fits), "numeric": cell.numeric or column}
                for cell, column, fits in zip(row, numeric, room, strict=True)
            ]
            for row in table.rows
        ],
        "notes": table.notes,
        "legend": _legend(legend(figures_of(parts_of(table)))),
    }


def _room(table: Table) -> list[int]:
    """Return how many characters fit beside each other in each column, by estimate."""
    shares = table.widths or (1,) * len(table.header)
    return [round(CHARACTERS * share / sum(shares)) for share in shares]


def _narrow(table: Table, room: Sequence[int]) -> list[int]:
    """Return the columns with a word that is wider than the column: only there words are hyphenated."""
    return [
        place
        for place, fits in enumerate(room)
        if any(
            len(word) > fits for row in table.rows for part in row[place].parts for word in part.text.split()
        )
    ]


def _fitted(parts: list[Plain], fits: int) -> list[Plain]:
    """Let an id, hash or address that is wider than its column go on at the next line, without a hyphen."""
    return [
        {**part, "text": " ".join(_broken(word, fits) for word in part["text"].split(" "))} for part in parts
    ]


def _broken(word: str, fits: int) -> str:
    if len(word) <= fits or word.strip(PUNCTUATION).replace("-", "").isalpha():
        return word
    joints = _JOINT.split(word)
    return BREAK.join(joint[start : start + fits] for joint in joints for start in range(0, len(joint), fits))


def _sentences(sentences: Sequence[Sentence], anchors: AbstractSet[str]) -> list[Plain]:
    return [
        part
        for place, sentence in enumerate(sentences)
        for part in _parts((Words(gap_before(sentences, place)), *sentence.parts), anchors)
    ]


def _parts(parts: Iterable[Part], anchors: AbstractSet[str]) -> list[Plain]:
    return [_part(part, anchors) for part in parts]


def _part(part: Part, anchors: AbstractSet[str]) -> Plain:
    match part:
        case Words():
            return {"kind": "words", "text": part.text, "strong": part.strong}
        case Shown():
            return _shown(part)
        case Fact():
            return _plain_text(part.text)
        case Link():
            return _link(part, anchors)
        case _:
            assert_never(part)


def _plain_text(text: str) -> Plain:
    """Keep a date, number or id whole; prose may be hyphenated where a column is narrow."""
    return {"kind": "text", "text": text, "whole": not text.replace("-", "").replace(" ", "").isalpha()}


def _shown(part: Shown) -> Plain:
    signs = "".join(mark.sign for mark in marks_of(part.figure))
    if isinstance(part.figure.value, Absent):
        return {"kind": "figure", "text": part.text or signs, "mark": "", "look": "absent"}
    return {"kind": "figure", "text": part.text, "mark": signs, "look": part.figure.status.value}


def _link(link: Link, anchors: AbstractSet[str]) -> Plain:
    """Keep what a single file can follow: its own anchors and web addresses; the rest becomes words."""
    if link.href.removeprefix("#") in anchors:
        return {"kind": "anchor", "text": link.text, "target": link.href[1:]}
    if link.href.startswith(("https://", "http://")):
        return {"kind": "address", "text": link.text, "target": link.href}
    return _plain_text(link.text)


def _legend(marks: Iterable[Mark]) -> list[Plain]:
    return [{"sign": mark.sign, "name": mark.name, "meaning": mark.meaning} for mark in marks]
