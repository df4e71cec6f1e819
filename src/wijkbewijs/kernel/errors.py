"""One tree of errors: each says what is wrong, where, and what to do, and carries its exit code."""

from typing import ClassVar

_MOST_WORDS = 4_000  # characters: somebody has to read it
_HALF = 1_900


class WijkbewijsError(Exception):
    """A mistake that the user can mend; anything else is a bug and shows its traceback."""

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        """Return the sentence; what a source put into it may be as long as a file, or half a character."""
        words = super().__str__().encode(errors="backslashreplace").decode()
        return words if len(words) <= _MOST_WORDS else f"{words[:_HALF]} ... {words[-_HALF:]}"


class BadUsage(WijkbewijsError):
    """The command was asked for something that does not exist."""

    exit_code = 2


class BadDefinition(WijkbewijsError):
    """A definition in YAML or CSV breaks its own rules."""

    exit_code = 3


class SourceMissing(WijkbewijsError):
    """The bytes of a source are not where they should be."""

    exit_code = 4


class SourceChanged(WijkbewijsError):
    """The bytes of a source are not the ones that were taken."""

    exit_code = 5


class BadSource(WijkbewijsError):
    """A source can be opened but breaks what its publisher promised: column, unit, code or value."""

    exit_code = 6


class IncomparableDefinitions(WijkbewijsError):
    """Two series with different definitions were about to be compared, joined or drawn together."""

    exit_code = 7


class UnprovenClaim(WijkbewijsError):
    """A sentence says more than its evidence shows."""

    exit_code = 8


class EditionBroken(WijkbewijsError):
    """An edition or a rendered page differs from what was frozen."""

    exit_code = 1
