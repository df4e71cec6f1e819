"""The typed document: what the brief and the bijlage are made of, before any format."""

from dataclasses import dataclass

from wijkbewijs.dossier.sentence import Part, Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; `style` is '', 'lead' (opening) or 'note' (small print)."""

    sentences: tuple[Sentence, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `numeric` aligns right; `mark` is the printed mark of status or absence."""

    parts: tuple[Part, ...]
    numeric: bool = False
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption and header row; the first cell of each row is its row header.

    `widths` are relative column widths (same length as `header`) or empty for automatic.
    """

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: SVG, with the Dutch title, alt text (what it shows) and the table beside it."""

    id: str
    title: str
    alt: str
    svg: bytes
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list; each item is a tuple of sentences."""

    items: tuple[tuple[Sentence, ...], ...]
    numbered: bool = False


Block = Paragraph | Table | Chart | Listing


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with blocks and sub-chapters; `id` is its anchor. Levels follow from nesting."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    chapters: tuple["Chapter", ...] = ()
    break_before: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts around the text of a letter to the House; kenmerk is always empty (concept)."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    directorate: tuple[str, ...]
    kenmerk: str
    date_text: str
    subject: str
    salutation: str
    closing: tuple[str, ...]
    signature: str
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The brief (with a letterhead) or the bijlage (without).

    `concept` is the line that stands on every page: CONCEPT and that it is no document of the Rijk.
    """

    id: str
    title: str
    concept: str
    chapters: tuple[Chapter, ...]
    letterhead: Letterhead | None = None
    lead: tuple[Block, ...] = ()
    edition: str = ""
    made_on: str = ""
    language: str = "nl-NL"
