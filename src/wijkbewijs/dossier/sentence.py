"""Sentences whose numbers are bound: free words, figures with a receipt, and facts with a source."""

from dataclasses import dataclass
from enum import StrEnum

from wijkbewijs.kernel.figure import Figure


@dataclass(frozen=True, slots=True)
class Words:
    """Free text: no digit, and no direction or comparison unless the sentence is a claim."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is shown; `text` is the Dutch wording of its value (Babel), without the unit's words
    unless the unit is a sign (%). `figure.id` leads to the receipt.
    """

    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or date that comes from the definitions: document number, day, count of areas.

    `id` is `kind:key`, e.g. `document:30995-107`, `programme:areas`, `period:2020`.
    """

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an anchor in the bundle (`#gebied-DHG`) or an address of a source."""

    text: str
    href: str


Part = Words | Shown | Fact | Link


class Kind(StrEnum):
    """What a claim says, and so what its evidence must show."""

    LEVEL = "level"
    CHANGE = "change"
    COMPARISON = "comparison"
    COMMITMENT = "commitment"


class Direction(StrEnum):
    """The direction of a change (up, down) or comparison (higher, lower) or none."""

    NONE = "none"
    HIGHER = "higher"
    LOWER = "lower"
    UP = "up"
    DOWN = "down"

    @property
    def flipped(self) -> "Direction":
        return _FLIPPED[self]


_FLIPPED = {
    Direction.NONE: Direction.NONE,
    Direction.HIGHER: Direction.LOWER,
    Direction.LOWER: Direction.HIGHER,
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence asserts: `figures` are ids of the edition, `facts` ids of definitions.

    For a comparison, `figures` is (level of the place, level of the comparator, gap); for a change,
    (earlier level, later level, change); for a level, one or more levels. A programme level also names its
    lowest and highest area (spread). For a commitment, `facts` are its documents.
    """

    kind: Kind
    direction: Direction
    figures: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the letter; `claim` is None only for free text without number or direction."""

    parts: tuple[Part, ...]
    claim: Claim | None = None

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return "".join(part.text for part in self.parts)
