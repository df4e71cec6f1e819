"""A revision: a figure that an edition says otherwise than the edition before it."""

from dataclasses import dataclass, fields
from enum import StrEnum

from wijkbewijs.kernel.figure import Absent


class RevisionKind(StrEnum):
    """What happened to a figure (same id); the first that applies, in this order."""

    NEW = "new"  # there was none, though other places had one of this indicator and period
    GONE = "gone"  # there is none any more
    FILLED = "filled"  # it was absent, now there is a value
    WITHDRAWN = "withdrawn"  # there was a value, now it is absent
    REMAPPED = "remapped"  # it was made from other wijken or buurten
    RECALCULATED = "recalculated"  # its definition is another, or no byte of any source changed
    REVISED = "revised"  # value, bounds or reason of absence differ, and the files of a source do too


@dataclass(frozen=True, slots=True)
class Revision:
    """What a figure was and what it became, written as in the figures of an edition.

    `before` and `after` are a number, `absent:` with its reason, or empty where there was no such figure;
    they are equal where only the bounds differ. `before_edition` is the id of the edition before.
    """

    figure: str
    kind: RevisionKind
    before: str
    after: str
    before_edition: str

    def __post_init__(self) -> None:
        if (self.kind is RevisionKind.NEW) == bool(self.before):
            raise ValueError(f"{self.figure}: {self.kind} with {self.before!r} before")
        if (self.kind is RevisionKind.GONE) == bool(self.after):
            raise ValueError(f"{self.figure}: {self.kind} with {self.after!r} after")
        for text in filter(None, (self.before, self.after)):
            value_of(text)

    @property
    def of_level(self) -> bool:
        """Whether it is about a level (`DHG.crimes.2021`), not a difference that was made from levels."""
        return self.figure.count(".") == 2  # noqa: PLR2004 - place, indicator, period


def value_of(text: str) -> float | Absent:
    """Return the value that an edition writes as `text`: a number or, with `absent:`, its reason.

    Raises ValueError when it is neither.

    >>> value_of("53.2"), value_of("absent:suppressed")
    (53.2, <Absent.SUPPRESSED: 'suppressed'>)
    """
    return Absent(text.removeprefix("absent:")) if text.startswith("absent:") else float(text)


REVISION_COLUMNS = tuple(f.name for f in fields(Revision))
