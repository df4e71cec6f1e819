"""No sentence without proof: judge finished sentences against an edition.

The check knows nothing of how a sentence was composed: it reads its parts and its claim, and nothing else.
The rules are numbered in `dossier.finding` and explained in docs/methods/claims.md.
"""

from collections.abc import Iterable, Iterator

from wijkbewijs.dossier.binding import (
    problems_in_facts,
    problems_in_figures,
    problems_in_names,
    problems_in_units,
)
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.evidence import problems_in_evidence
from wijkbewijs.dossier.finding import Finding, Problem
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.dossier.wording import problems_in_direction, problems_in_numbers
from wijkbewijs.kernel.errors import IncomparableDefinitions, UnprovenClaim

_INCOMPARABLE = "C407"


def check_sentence(sentence: Sentence, edition: Edition) -> None:
    """Return only when the edition proves the sentence.

    Raises UnprovenClaim, naming the sentence and every rule it breaks; IncomparableDefinitions when it puts
    two definitions, or two sides of a break, together.
    """
    found = findings(sentence, edition)
    if not found:
        return
    message = "\n".join(finding.line for finding in found)
    if any(finding.code == _INCOMPARABLE for finding in found):
        raise IncomparableDefinitions(message)
    raise UnprovenClaim(f"{message}\nSay less, or bind what is said to a figure or fact that shows it.")


def check_all(sentences: Iterable[Sentence], edition: Edition) -> tuple[Finding, ...]:
    """Judge every sentence and return all findings, in order; none means that everything is proven."""
    return tuple(finding for sentence in sentences for finding in findings(sentence, edition))


def provable(sentence: Sentence, edition: Edition) -> bool:
    """Whether the edition proves the sentence."""
    return not findings(sentence, edition)


def findings(sentence: Sentence, edition: Edition) -> tuple[Finding, ...]:
    """Return what every rule holds against a sentence."""
    return tuple(Finding(problem.code, problem.text, sentence) for problem in _problems(sentence, edition))


def _problems(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    yield from problems_in_numbers(sentence)
    yield from problems_in_facts(sentence, edition)
    yield from problems_in_figures(sentence, edition)
    yield from problems_in_units(sentence)
    yield from problems_in_names(sentence, edition)
    yield from problems_in_direction(sentence, edition)
    yield from problems_in_evidence(sentence, edition)
