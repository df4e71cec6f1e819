"""The claims that were really published about the programme, each with its verdict, evidence and reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wijkbewijs.definitions.programme import DashboardTotal, PublishedClaim, Verdict
from wijkbewijs.dossier.compose import comparison, free, level, papers, stated
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.letters_judged import Rhythm, rhythm
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.dossier.verdicts import VERDICTS, Reason, evidence_of, reason_of
from wijkbewijs.kernel.figure import Figure, Measure

UNKNOWN = ("", "onbekend")


@dataclass(frozen=True, slots=True)
class Judged:
    """A published claim with its verdict; `figures` and `documents` are the ids of the evidence.

    `explanation` is plain Dutch that passes the check of claims, like every other sentence.
    """

    claim: PublishedClaim
    verdict: Verdict
    reason: Reason
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    explanation: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A total of the programme's own dashboard beside ours; None where we have none."""

    total: DashboardTotal
    ours: Figure | None
    our_country: Figure | None
    explanation: tuple[Sentence, ...]


def judge(edition: Edition) -> tuple[Judged, ...]:
    """Judge every published claim: headlines first, otherwise in the order of the definitions."""
    claims = sorted(edition.programme.published, key=lambda claim: not claim.headline)
    return tuple(_judged(claim, edition) for claim in claims)


def quoted(claim: PublishedClaim, edition: Edition) -> Sentence:
    """What was published, in our own words, bound to its record and said to be another's."""
    return stated("Gepubliceerd is: ‘", fact(edition, f"published:{claim.id}"), "’")


def dashboard(edition: Edition) -> tuple[Beside, ...]:
    """The totals of the programme's own dashboard beside ours, each difference explained."""
    return tuple(_beside(total, edition) for total in edition.programme.dashboard)


def _judged(claim: PublishedClaim, edition: Edition) -> Judged:
    reason = reason_of(claim, edition)
    figures = evidence_of(claim, edition)
    found = _rhythm(edition) if reason in _ON_LETTERS else None
    explained = _on_letters(found, reason, edition) if found else _on_figures(claim, reason, edition)
    return Judged(
        claim=claim,
        verdict=VERDICTS[reason],
        reason=reason,
        figures=tuple(figure.id for figure in figures),
        documents=tuple(document.id for document in found.all_letters) if found else (),
        explanation=explained,
    )


def _on_figures(claim: PublishedClaim, reason: Reason, edition: Edition) -> tuple[Sentence, ...]:
    """Our figures, what follows from them, what the definitions note, and what would settle it."""
    ours = tuple(_ours(evidence_of(claim, edition), edition))
    counts = tuple(_counted(key, edition) for key in claim.compare_with) if claim.test == "count" else ()
    note = _noted(claim, "definition_note", "", edition)
    needed = _noted(claim, "would_check", "Nodig is: ", edition) if VERDICTS[reason] in _OPEN else ()
    return (*ours, *counts, free(_REASONS[reason]), *note, *needed)


def _ours(figures: Iterable[Figure], edition: Edition) -> Iterator[Sentence]:
    for figure in figures:
        if figure.measure is Measure.LEVEL:
            yield level(edition, figure.id)
        elif figure.measure is Measure.GAP:
            yield comparison(edition, figure.region, figure.indicator, figure.period, figure.against)


def _counted(key: str, edition: Edition) -> Sentence:
    if key.startswith("units:"):
        return stated("In onze definitie bestaat het gebied uit ", fact(edition, key), " wijken en buurten.")
    return stated("In onze definitie staan ", fact(edition, key), " gebieden.")


def _noted(claim: PublishedClaim, field: str, before: str, edition: Edition) -> tuple[Sentence, ...]:
    text = getattr(claim, field)
    if text in UNKNOWN:
        return ()
    after = "" if text.endswith(".") else "."
    return (stated(before, fact(edition, f"published:{claim.id}.{field}"), after),)


def _rhythm(edition: Edition) -> Rhythm:
    promised = next(c.every_months for c in edition.programme.commitments if c.every_months)
    return rhythm(edition.programme, promised)


def _on_letters(found: Rhythm, reason: Reason, edition: Edition) -> tuple[Sentence, ...]:
    """Fair to what we do not know: the known letters, the counted otherwise, the unknown, the best case."""
    best = stated(
        "Ook als elk stuk dat wij niet kennen op de gunstigst mogelijke dag een brief over de voortgang was, "
        "blijft er een tussenpoos van ",
        fact(edition, "letters:longest-at-best"),
        " maanden.",
    )
    return (
        papers(edition, "Na de start kennen wij als brieven over de voortgang ", found.letters, "."),
        *_gaps(found, edition),
        *_unknown(found, edition),
        *((best,) if reason is Reason.LETTERS_LATE else ()),
        free(_REASONS[reason]),
    )


def _gaps(found: Rhythm, edition: Edition) -> tuple[Sentence, ...]:
    promised, gaps = fact(edition, "letters:promised-months"), fact(edition, "letters:gaps")
    first = stated(
        "Toegezegd is een brief om de ",
        promised,
        ". Bij de brieven die wij kennen waren de tussenpozen ",
        gaps,
        " maanden.",
    )
    if not found.others:
        return (first,)
    counting_others = stated(
        "Wie ",
        fact(edition, "letters:others"),
        " meetelt, over iets anders en ook over het programma, komt op ",
        fact(edition, "letters:gaps-with-others"),
        " maanden.",
    )
    return (first, counting_others)


def _unknown(found: Rhythm, edition: Edition) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    if found.unknown:
        sentences.append(stated("De inhoud van ", fact(edition, "letters:unknown"), " kennen wij niet."))
    if edition.programme.checked_until is not None:
        until = fact(edition, "programme:checked-until")
        sentences.append(stated("Wat na ", until, " kwam, kennen wij evenmin."))
    return tuple(sentences)


_OPEN = frozenset({Verdict.NOT_CHECKABLE, Verdict.NOT_COMPARABLE})
_ON_LETTERS = frozenset({Reason.LETTERS_ON_TIME, Reason.LETTERS_LATE, Reason.LETTERS_UNKNOWN})
_REASONS = {
    Reason.NO_TEST: "Met de open gegevens in deze editie is dit niet na te gaan.",
    Reason.NO_FIGURE: "Het cijfer waarmee dit na te gaan is, staat niet in deze editie.",
    Reason.OTHER_DEFINITION: "De definities zijn niet dezelfde, dus wij vergelijken dit niet.",
    Reason.UNKNOWN_DEFINITION: "Wij weten niet of de definities dezelfde zijn, dus wij vergelijken dit niet.",
    Reason.CIRCULAR: "Wij vergelijken dit niet: bij het kiezen van de grens is naar dit getal gekeken.",
    Reason.NO_MARGIN: "Zonder marge is niet te zeggen of dat bij de uitspraak past.",
    Reason.ON_THE_EDGE: "De marge van ons cijfer valt deels binnen en deels buiten wat de uitspraak zegt.",
    Reason.INSIDE: "Dat past bij de uitspraak.",
    Reason.INSIDE_OWN_BOUNDARY: "Op onze voorgestelde grenzen past dat bij de uitspraak.",
    Reason.OUTSIDE: "Dat past niet bij de uitspraak.",
    Reason.OUTSIDE_OWN_BOUNDARY: (
        "Op onze voorgestelde grenzen past dat niet bij de uitspraak; het kan aan de grens liggen."
    ),
    Reason.OUTSIDE_OTHER_PERIOD: "Dat past niet bij de uitspraak, maar het gaat over een ander jaar.",
    Reason.LETTERS_ON_TIME: "Dat past bij de toezegging.",
    Reason.LETTERS_LATE: "Dat past niet bij de toezegging.",
    Reason.LETTERS_UNKNOWN: (
        "Of de toezegging is gehouden, hangt af van stukken die wij niet kennen; het is niet te zeggen."
    ),
}


def _beside(total: DashboardTotal, edition: Edition) -> Beside:
    found = [edition.figures.get(figure_id) for figure_id in total.compare_with]
    ours, country = (*(f if f and f.number is not None else None for f in found), None, None)[:2]
    levels = (level(edition, figure.id) for figure in (ours, country) if figure is not None)
    note = (stated(fact(edition, f"dashboard:{total.id}.note")),) if total.note else ()
    return Beside(total, ours, country, (*levels, *note))
