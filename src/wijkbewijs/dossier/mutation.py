"""Lies of one step: every sentence turned a little, to see that the check refuses each of them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from wijkbewijs.dossier.lexicon import opposite
from wijkbewijs.dossier.reading import HELD, telling
from wijkbewijs.dossier.sentence import Claim, Direction, Fact, Kind, Link, Part, Sentence, Shown, Words

_BETWEEN = "\x1f"  # the unit separator: stands between parts and in no text
_DIGITS = str.maketrans("0123456789", "1234567890")


def flipped(sentence: Sentence) -> Sentence:
    """Turn the direction of a sentence around: in its claim and in its words."""
    return _claiming_opposite(_saying_opposite(sentence))


def without_figure(sentence: Sentence, index: int) -> Sentence:
    """Leave out the figure at `index` (among the figures shown) and still claim it."""
    shown = [i for i, part in enumerate(sentence.parts) if isinstance(part, Shown)]
    return _without_part(sentence, shown[index])


def mutations(sentence: Sentence) -> list[tuple[str, Sentence]]:
    """Return every one-step lie of a sentence with its name; none of them may pass the check."""
    return [*_directions(sentence), *_numbers(sentence), *_swapped(sentence), *_evidence(sentence)]


def _directions(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    claim = sentence.claim
    if claim is not None and claim.direction is not Direction.NONE:
        yield "direction flipped", flipped(sentence)
        yield "direction flipped in the words only", _saying_opposite(sentence)
        yield "direction flipped in the claim only", _claiming_opposite(sentence)
        yield "direction no longer claimed", _claiming(sentence, Direction.NONE)
        return
    for word in ("hoger", "gedaald", "beter", "dubbel"):
        yield f"{word!r} added", replace(sentence, parts=(*sentence.parts, Words(f" Dat is {word}.")))
    for direction in () if claim is None else (Direction.HIGHER, Direction.DOWN):
        yield f"{direction} claimed", _claiming(sentence, direction)


def _numbers(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    yield "a number added", replace(sentence, parts=(*sentence.parts, Words(" Dat zijn er 12.")))
    yield "a number word added", replace(sentence, parts=(*sentence.parts, Words(" Dat zijn er twaalf.")))
    for i, part in enumerate(sentence.parts):
        if isinstance(part, Shown):
            yield f"{part.figure.id} shown otherwise", _with_part(sentence, i, _misread(part))
        elif isinstance(part, Fact):
            yield f"{part.id} said otherwise", _with_part(sentence, i, replace(part, text=f"{part.text}x"))


def _swapped(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    """Two figures that trade places: each is true, the sentence is not."""
    shown = [(i, part) for i, part in enumerate(sentence.parts) if isinstance(part, Shown)]
    for (i, a), (j, b) in combinations(shown, 2):
        if (a.figure.region, a.figure.period) != (b.figure.region, b.figure.period):
            name = f"{a.figure.id} and {b.figure.id} trade places"
            yield name, _with_part(_with_part(sentence, i, b), j, a)


def _evidence(sentence: Sentence) -> Iterator[tuple[str, Sentence]]:
    claim = sentence.claim
    if claim is None:
        return
    yield "no longer a claim", replace(sentence, claim=None)
    told = {fact.id for fact in telling(sentence)}
    for i, part in enumerate(sentence.parts):
        if isinstance(part, Shown) or (isinstance(part, Fact) and _once(part, sentence, told)):
            yield f"{part.text!r} left out", _without_part(sentence, i)
    for figure_id in claim.figures:
        rest = tuple(i for i in claim.figures if i != figure_id)
        yield f"{figure_id} not claimed", replace(sentence, claim=replace(claim, figures=rest))
    for fact_id in claim.facts:
        remaining = tuple(i for i in claim.facts if i != fact_id)
        yield f"{fact_id} not claimed", replace(sentence, claim=replace(claim, facts=remaining))


def _once(part: Fact, sentence: Sentence, told: set[str]) -> bool:
    same = [p for p in sentence.parts if isinstance(p, Fact) and p.id == part.id]
    return part.id in told and len(same) == 1


def _misread(part: Shown) -> Shown:
    return replace(part, text=part.text.translate(_DIGITS))


def _with_part(sentence: Sentence, index: int, part: Part) -> Sentence:
    return replace(sentence, parts=(*sentence.parts[:index], part, *sentence.parts[index + 1 :]))


def _without_part(sentence: Sentence, index: int) -> Sentence:
    return replace(sentence, parts=(*sentence.parts[:index], *sentence.parts[index + 1 :]))


def _claiming(sentence: Sentence, direction: Direction) -> Sentence:
    claim = sentence.claim or Claim(Kind.LEVEL, Direction.NONE)
    return replace(sentence, claim=replace(claim, direction=direction))


def _claiming_opposite(sentence: Sentence) -> Sentence:
    claim = sentence.claim
    return sentence if claim is None else _claiming(sentence, claim.direction.flipped)


def _saying_opposite(sentence: Sentence) -> Sentence:
    """Turn the words of direction, also of a verb whose parts stand on both sides of a figure."""
    free = [part.text if isinstance(part, Words | Link) else HELD for part in sentence.parts]
    turned = opposite(_BETWEEN.join(free)).split(_BETWEEN)
    parts = tuple(
        replace(part, text=text) if isinstance(part, Words | Link) else part
        for part, text in zip(sentence.parts, turned, strict=True)
    )
    return replace(sentence, parts=parts)
