"""What definitions and edition say besides figures: counts, days, names, document numbers.

A fact's id is `kind:key` or `kind:key.field`; `text_of` is the only source of its wording. The kinds are
listed in docs/methods/claims.md.
"""

from wijkbewijs.dossier.dutch import capitalised, count_word
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact_counts import COUNTS, covered
from wijkbewijs.dossier.fact_records import ELLIPSIS, RECORDS, Teller, phrase_of, reference_of
from wijkbewijs.dossier.fact_revisions import REVISIONS
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.kernel.errors import UnprovenClaim, WijkbewijsError

__all__ = [
    "ELLIPSIS",
    "KINDS",
    "agrees",
    "covered",
    "fact",
    "fact_in_letters",
    "phrase_of",
    "reference_of",
    "text_of",
]

_TELLERS: dict[str, Teller] = {**COUNTS, **RECORDS, **REVISIONS}
KINDS = tuple(sorted(_TELLERS))


def fact(edition: Edition, fact_id: str) -> Fact:
    """Return the fact with its text; raises UnprovenClaim when the edition does not know it."""
    return Fact(fact_id, text_of(edition, fact_id))


def fact_in_letters(edition: Edition, fact_id: str) -> Fact:
    """Return a count up to twenty in letters: `twintig`, for running text."""
    return Fact(fact_id, _in_letters(text_of(edition, fact_id)))


def text_of(edition: Edition, fact_id: str) -> str:
    """Return the text of a fact; raises UnprovenClaim when kind or key is unknown."""
    kind, _, key = fact_id.partition(":")
    if kind not in _TELLERS:
        raise UnprovenClaim(f"{fact_id!r} is no fact: the kinds are {', '.join(KINDS)}. Write `kind:key`.")
    try:
        return _TELLERS[kind](edition, key)
    except (LookupError, ValueError, WijkbewijsError) as error:
        raise UnprovenClaim(
            f"the definitions of edition {edition.manifest.id} hold no fact {fact_id!r} ({error}). "
            "Correct the id, or leave the sentence out."
        ) from error


def agrees(said: Fact, edition: Edition) -> bool:
    """Whether a fact is said as it is; a capital at its start and a count in letters are allowed."""
    true = text_of(edition, said.id)
    return said.text in {form for text in (true, _in_letters(true)) for form in (text, capitalised(text))}


def _in_letters(text: str) -> str:
    return count_word(int(text)) if text.isdigit() else text
