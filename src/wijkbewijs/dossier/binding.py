"""Figures and facts held against the edition, and against the names, years and units said around them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wijkbewijs.dossier.dutch import magnitude, shown, unit_words
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import agrees
from wijkbewijs.dossier.finding import Problem
from wijkbewijs.dossier.reading import (
    AREAS,
    facts_in,
    free_text,
    keys_of,
    kind_of,
    places_in,
    shown_in,
    telling,
)
from wijkbewijs.dossier.sentence import Direction, Fact, Link, Part, Sentence, Shown, Words
from wijkbewijs.kernel.codes import PROGRAMME, Level, level_of
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.kernel.figure import Figure, Measure, Status
from wijkbewijs.kernel.units import Unit

_STATUS_WORDS = {Status.MODELLED: "model", Status.ESTIMATED: "schat", Status.REPORTED: "opgave"}
_SAME_UNIT = {Unit.PERSONS: frozenset({"inwoners", "mensen", "personen"})}
_UNIT_TOKENS = frozenset({
    "%", "procent", "procentpunt", "inwoners", "personen", "huishoudens", "woningen", "misdrijven", "euro",
    "duizend", "km", "kilometer", "punten", "keer", "maal", "jaar", "maanden",
})  # fmt: skip
_FIRST = re.compile(r"\s*([^\s.,;:()]+)")


def problems_in_figures(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """Yield figures that differ from the edition, from their rendering, or from what is claimed."""
    claimed = Counter(sentence.claim.figures if sentence.claim else ())
    said = Counter(part.figure.id for part in shown_in(sentence))
    for figure_id in sorted((claimed - said) | (said - claimed)):
        yield Problem(
            "C203", f"{figure_id} is shown {said[figure_id]} and claimed {claimed[figure_id]} times."
        )
    for part in shown_in(sentence):
        yield from _figure_problems(part, sentence, edition)


def problems_in_units(sentence: Sentence) -> Iterator[Problem]:
    """Yield figures without their unit, or with the unit of another."""
    for i, part in enumerate(sentence.parts):
        if isinstance(part, Shown):
            yield from _unit_problems(part.figure, sentence.parts[i + 1 :], sentence)


def problems_in_names(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """Yield figures whose place, year or indicator is not said, or said to be another."""
    figures = [part.figure for part in shown_in(sentence)]
    if not figures:
        return
    yield from _place_problems(sentence)
    for name in _unbound_names(sentence, edition):
        yield Problem("C205", f"{name!r} is a place in free words; bind it as a fact `region:`.")
    yield from _unlike("year", keys_of(sentence, "period"), _periods(figures))
    yield from _unlike("indicator", keys_of(sentence, "indicator"), {figure.indicator for figure in figures})
    in_order = list(dict.fromkeys(f.period for f in figures if f.measure is Measure.LEVEL))
    said = list(dict.fromkeys(fact.id for fact in facts_in(sentence) if kind_of(fact) == "period"))
    if len(in_order) > 1 and said != [f"period:{period}" for period in in_order]:
        yield Problem("C205", "years and figures do not stand in the same order.")
    for status in sorted({figure.status for figure in figures}):
        word = _STATUS_WORDS.get(status)
        if word is not None and word not in free_text(sentence).lower():
            yield Problem("C206", f"a figure is {status}, and no word with {word!r} says so.")


def problems_in_facts(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """Yield facts that are unknown, said otherwise, or not the ones that are claimed."""
    claimed = set(sentence.claim.facts if sentence.claim else ())
    said = {fact.id for fact in telling(sentence)}
    if sentence.claim is not None:
        for fact_id in sorted(claimed ^ said):
            where = "claimed but not said" if fact_id in claimed else "said but not claimed"
            yield Problem("C502", f"{fact_id} is {where}.")
    for fact in facts_in(sentence):
        try:
            if not agrees(fact, edition):
                yield Problem("C501", f"{fact.id} is not {fact.text!r}.")
        except UnprovenClaim as error:
            yield Problem("C501", str(error))
    yield from _misplaced(sentence)


def _misplaced(sentence: Sentence) -> Iterator[Problem]:
    """Yield what the edition before said where the figure last shown is another."""
    last = ""
    for part in sentence.parts:
        if isinstance(part, Shown):
            last = part.figure.id
        elif isinstance(part, Fact) and kind_of(part) == "was" and part.id != f"was:{last}":
            yield Problem("C503", f"{part.id} stands after {last or 'no figure'}.")


def _periods(figures: list[Figure]) -> set[str]:
    return {year for figure in figures for year in figure.period.split("-")}


def _unlike(what: str, said: set[str], needed: set[str]) -> Iterator[Problem]:
    for key in sorted(said - needed):
        yield Problem("C205", f"it says the {what} {key}, and no figure is of it.")
    for key in sorted(needed - said):
        yield Problem("C205", f"it does not say the {what} {key} of its figure.")


def _figure_problems(part: Shown, sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    figure = part.figure
    if edition.figures.get(figure.id) != figure:
        yield Problem("C201", f"{figure.id} is not in edition {edition.manifest.id} as it is given here.")
        return
    if figure.number is None:
        yield Problem("C401", f"{figure.id} has no value ({figure.value}); an absence is said in words.")
        return
    decimals = edition.indicator(figure.indicator).decimals
    true = magnitude(figure, decimals) if _directed(figure, sentence) else shown(figure, decimals)
    if part.text != true:
        yield Problem("C202", f"{figure.id} is {true!r}, not {part.text!r}.")


def _directed(figure: Figure, sentence: Sentence) -> bool:
    """Whether a word tells the direction of this difference, so that its sign would tell it twice."""
    claim = sentence.claim
    return (
        claim is not None
        and claim.direction is not Direction.NONE
        and claim.figures[2:3] == (figure.id,)
        and figure.measure is not Measure.LEVEL
    )


def _unit_problems(figure: Figure, after: Sequence[Part], sentence: Sentence) -> Iterator[Problem]:
    words = unit_words(figure)
    own = f"unit:{figure.unit}" + ("" if figure.measure is Measure.LEVEL else ".difference")
    following = next((part for part in after if part.text.strip()), Words(""))
    if isinstance(following, Fact) and kind_of(following) == "unit":
        if following.id != own:
            yield Problem("C204", f"{figure.id} is followed by {following.id}; its unit is {own}.")
        return
    first = _FIRST.match(following.text) if isinstance(following, Words | Link) else None
    allowed = _SAME_UNIT.get(figure.unit, frozenset(words.split()))
    if first and first.group(1).lower() in _UNIT_TOKENS - allowed:
        yield Problem("C204", f"{figure.id} is followed by {first.group(1)!r}; its unit is {words!r}.")
    elif not _unit_said(figure, after, words, sentence):
        yield Problem("C204", f"{figure.id} stands without its unit {words!r}.")


def _unit_said(figure: Figure, after: Sequence[Part], words: str, sentence: Sentence) -> bool:
    """A difference has its unit before the full stop, a level anywhere; counts go without."""
    if not words or figure.unit.additive:
        return True
    if figure.measure is not Measure.LEVEL:
        return words in "".join(part.text for part in after).partition(". ")[0]
    phrased = f"indicator:{figure.indicator}.verb" in {fact.id for fact in facts_in(sentence)}
    return phrased or words.strip("()") in sentence.text.lower()


def _place_problems(sentence: Sentence) -> Iterator[Problem]:
    totals = {p.figure.indicator for p in shown_in(sentence) if p.figure.region == PROGRAMME}
    spread: list[Figure] = []
    for part, place in places_in(sentence):
        figure = part.figure
        if place == AREAS and figure.indicator in totals and level_of(figure.region) is Level.AREA:
            spread.append(figure)
        elif place != figure.region:
            said = f"stands after {place}" if place else "has no place before it"
            yield Problem("C205", f"{figure.id} {said}; name its own place before the number.")
    if spread != sorted(spread, key=lambda figure: figure.number or 0):
        yield Problem("C205", f"{spread[0].id} is not the lowest area; a spread runs from low to high.")


def _unbound_names(sentence: Sentence, edition: Edition) -> Iterator[str]:
    text = free_text(sentence)
    for region in edition.definitions.regions:
        if region.name in text and re.search(rf"\b{re.escape(region.name)}\b", text):
            yield region.name
