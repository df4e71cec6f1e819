"""Sentences built from claims: plain Dutch around figures and facts, and no more than the evidence shows.

A direction is chosen by the evidence, never by the caller. What cannot be decided is said to be so. Every
function raises UnprovenClaim when a value is absent; `claims.check_sentence` judges the result on its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from wijkbewijs.definitions.programme import Document
from wijkbewijs.dossier.dutch import capitalised
from wijkbewijs.dossier.edition import Edition, change_id, gap_id, level_id
from wijkbewijs.dossier.evidence import UNDECIDED, interval, separated, sign, spread_of
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.phrasing import said, shown_part, unit_parts, when, where
from wijkbewijs.dossier.reading import PER_AREA, telling
from wijkbewijs.dossier.sentence import Claim, Direction, Fact, Kind, Part, Sentence, Shown, Words
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME
from wijkbewijs.kernel.errors import BadUsage, UnprovenClaim
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.kernel.units import Unit

NO_MARGIN = f". Of dat een echt verschil is, is {UNDECIDED}: de marge is niet bekend."
OVERLAP = f". Of dat een echt verschil is, is met deze cijfers {UNDECIDED}."

# Counts and rates are more or less, shares, values and scores higher or lower.
_COUNTED = frozenset({Unit.PER_1000, Unit.KM, Unit.PER_HOUSEHOLD, Unit.PERSONS_PER_HOUSEHOLD})
_RISING = frozenset({Direction.HIGHER, Direction.UP})


def free(text: str, *, strong: bool = False) -> Sentence:
    """A sentence without number, direction or comparison."""
    return Sentence((Words(text, strong=strong),))


def stated(*parts: Part | str) -> Sentence:
    """A level claim of what the parts show: figures and facts with words between them."""
    return _claimed(
        Kind.LEVEL, Direction.NONE, [Words(part) if isinstance(part, str) else part for part in parts]
    )


def level(edition: Edition, figure_id: str) -> Sentence:
    """Say one level; a level of the programme with its lowest and highest area.

    `In 2022 werkte in Den Haag Zuidwest 53,2 % van de inwoners van 15 tot 75 jaar.`
    """
    figure = _present(edition, figure_id)
    parts = [*said(edition, figure), Words("."), *_spread(edition, figure)]
    return _claimed(Kind.LEVEL, Direction.NONE, parts)


def programme_level_with_spread(edition: Edition, indicator: str, period: str) -> Sentence:
    """Say the level of the programme, over how many areas, and its spread over them."""
    return level(edition, level_id(PROGRAMME, indicator, period))


def revised(edition: Edition, figure_id: str) -> Sentence:
    """Say one level and what the edition before said; which of the two is more, the reader sees.

    `In 2020 woonden in Den Haag Zuidwest 71.120 mensen; in de vorige editie stond er 71.100.`
    """
    figure = _present(edition, figure_id)
    before = fact(edition, f"was:{figure_id}")
    parts = [*said(edition, figure), Words("; in de vorige editie stond er "), before, Words(".")]
    return _claimed(Kind.LEVEL, Direction.NONE, [*parts, *_spread(edition, figure)])


def comparison(
    edition: Edition, region: str, indicator: str, period: str, against: str = COUNTRY
) -> Sentence:
    """Compare a place with another; without direction where their intervals meet or are unknown.

    `... 53,2 % van de inwoners van 15 tot 75 jaar. Dat is 11,6 procentpunt lager dan in Nederland (64,8 %).`
    """
    figure = _present(edition, level_id(region, indicator, period))
    other = _present(edition, level_id(against, indicator, period))
    gap = _present(edition, gap_id(region, indicator, period, against))
    direction, place = separated(figure, other), where(edition, other)
    core = [figure, other, gap]
    parts = (
        _undecided(edition, [figure, other], place)
        if direction is Direction.NONE
        else _decided(edition, core, place, direction)
    )
    return _claimed(Kind.COMPARISON, direction, [*parts, *_spread(edition, figure)], core)


def change(edition: Edition, region: str, indicator: str, earlier: str, later: str) -> Sentence:
    """Say how a level changed; without direction where the interval of the change holds zero.

    `... 6.198 misdrijven. Dat zijn er 376 meer dan in 2021 (5.822).`
    """
    new = _present(edition, level_id(region, indicator, later))
    old = _present(edition, level_id(region, indicator, earlier))
    difference = _present(edition, change_id(region, indicator, earlier, later))
    direction, year = sign(difference), when(edition, old)
    if direction is Direction.NONE:
        core, total = [old, new], old
        parts = _undecided(edition, [new, old], year)
    else:
        core, total = [old, new, difference], difference
        parts = _decided(edition, [new, old, difference], year, direction)
    return _claimed(Kind.CHANGE, direction, [*parts, *_spread(edition, total)], core)


def commitment(edition: Edition, commitment_id: str) -> Sentence:
    """Say what was promised or asked, with its paper and, where it is known, its day.

    Raises UnprovenClaim when there is no such commitment.
    """
    base = f"commitment:{commitment_id}"
    paper, description = fact(edition, base), fact(edition, f"{base}.description")
    found = next(c for c in edition.programme.commitments if c.id == commitment_id)
    if found.made_on is not None:
        opening: list[Part] = [Words("Toegezegd op "), fact(edition, f"{base}.date"), Words(" (")]
    else:
        opening = [_opening(fact(edition, f"{base}.asked_by")), Words(" (")]
    seen: list[Part] = [] if found.verified else [Words(" De letterlijke tekst hebben wij niet gezien.")]
    parts = [*opening, paper, Words("): "), description, *seen]
    return _claimed(Kind.COMMITMENT, Direction.NONE, parts)


def papers(edition: Edition, before: str, documents: Sequence[Document], after: str) -> Sentence:
    """Name papers of the House with their days, between free words."""
    parts: list[Part] = [Words(before)]
    for i, document in enumerate(documents):
        if i:
            parts.append(Words(" en " if i == len(documents) - 1 else ", "))
        parts.append(fact(edition, f"document:{document.id}"))
        parts += [Words(" van "), fact(edition, f"document:{document.id}.date")]
    return _claimed(Kind.COMMITMENT, Direction.NONE, [*parts, Words(after)])


def _claimed(
    kind: Kind, direction: Direction, parts: Sequence[Part], core: Sequence[Figure] = ()
) -> Sentence:
    """The sentence with its claim: the figures that are shown, those of the core first and in their order."""
    bare = Sentence(tuple(parts))
    shown = [part.figure.id for part in parts if isinstance(part, Shown)]
    first = [figure.id for figure in core if figure.id in shown]
    figures = (*first, *(figure_id for figure_id in shown if figure_id not in first))
    facts = tuple(dict.fromkeys(part.id for part in telling(bare)))
    return replace(bare, claim=Claim(kind, direction, figures, facts))


def _opening(part: Fact) -> Fact:
    return replace(part, text=capitalised(part.text))


def _present(edition: Edition, figure_id: str) -> Figure:
    try:
        figure = edition.figure(figure_id)
    except BadUsage as error:
        raise UnprovenClaim(f"{error} No sentence can be built on it.") from error
    if figure.number is None:
        raise UnprovenClaim(f"{figure_id} has no value ({figure.value}): say why it is absent instead.")
    return figure


def _decided(
    edition: Edition, figures: Sequence[Figure], than: Sequence[Part], direction: Direction
) -> list[Part]:
    """Say a level and its difference: `... Dat is 11,6 procentpunt lager dan in Nederland (64,8 %).`."""
    figure, other, difference = figures
    count = figure.unit.additive
    pair = ("meer", "minder") if count or figure.unit in _COUNTED else ("hoger", "lager")
    return [
        *said(edition, figure),
        Words(f". Dat {'zijn er' if count else 'is'} "),
        shown_part(edition, difference, signed=False),
        *([] if count else unit_parts(edition, difference)),
        Words(f" {pair[direction not in _RISING]} dan "),
        *than,
        Words(" ("),
        shown_part(edition, other),
        *([] if count else unit_parts(edition, other)),
        Words(")."),
    ]


def _undecided(edition: Edition, figures: Sequence[Figure], place: Sequence[Part]) -> list[Part]:
    """Say two levels and that they decide nothing: `... In Nederland was dat 54,0 %. Of dat ...`."""
    figure, other = figures
    first, *rest = place
    known = interval(figure) is not None and interval(other) is not None
    return [
        *said(edition, figure),
        Words(f". {capitalised(first.text)}"),
        *rest,
        Words(" waren het er " if figure.unit.additive else " was dat "),
        shown_part(edition, other),
        *([] if figure.unit.additive else unit_parts(edition, other)),
        Words(OVERLAP if known else NO_MARGIN),
    ]


def _spread(edition: Edition, figure: Figure) -> list[Part]:
    """Say the spread of a figure of the programme: ` Per gebied loopt dit van 45,1 % tot 64,0 %.`."""
    if figure.region != PROGRAMME:
        return []
    ends = spread_of(figure, edition)
    if ends is None:
        raise UnprovenClaim(f"{figure.id} has no spread over areas, and a total never stands alone.")
    return [
        Words(f" {capitalised(PER_AREA)} loopt dit van "),
        shown_part(edition, ends[0]),
        Words(" tot "),
        shown_part(edition, ends[1]),
        *([] if figure.unit.additive else unit_parts(edition, ends[1])),
        Words("."),
    ]
