"""Which sentences of one letter say something else in the next, or rest on figures that moved."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Claim, Sentence
from wijkbewijs.report.chapters.brief import brief
from wijkbewijs.report.letter import Chapter
from wijkbewijs.report.letters import bijlage
from wijkbewijs.report.pictures import Pictures
from wijkbewijs.report.writers.tree import sentences_of

# Chapter, the evidence that a claim opens with, and which of such claims in that chapter.
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim of the earlier letter: the anchor of its chapter, what it said and what is said there now.

    `after` is empty when nothing is said there any more. `figures` are those of its evidence whose value or
    bounds differ; a sentence may read the same and still rest on other figures.
    """

    chapter: str
    before: str
    after: str
    figures: tuple[str, ...]


def moved_sentences(previous: Edition, new: Edition) -> tuple[Moved, ...]:
    """Return the claims of the letter of `previous` that move in the letter of `new`, in reading order.

    Raises UnprovenClaim when the letter of `new` can no longer be made, naming the figure that it lacks.
    """
    now = dict(_claims(new))
    return tuple(
        Moved(place[0], sentence.text, after.text if after else "", figures)
        for place, sentence in _claims(previous)
        for after in [now.get(place)]
        for figures in [tuple(_other_figures(sentence, previous, new))]
        if figures or after is None or after.text != sentence.text
    )


def _claims(edition: Edition) -> Iterator[tuple[Place, Sentence]]:
    seen: Counter[tuple[str, str]] = Counter()
    for chapter, sentence in _sentences(edition):
        if sentence.claim is not None:
            opening = (chapter, _opening(sentence.claim))
            seen[opening] += 1
            yield (*opening, seen[opening]), sentence


def _opening(claim: Claim) -> str:
    """What a claim is about, however it is decided: its first figure, or its first fact."""
    return next(iter((*claim.figures[:1], *claim.facts[:1])), "")


def _sentences(edition: Edition) -> Iterator[tuple[str, Sentence]]:
    for letter in (brief(edition), bijlage(edition, Pictures())):
        yield from ((letter.id, sentence) for sentence in sentences_of(letter.lead))
        for chapter in letter.chapters:
            yield from _of_chapter(chapter)


def _of_chapter(chapter: Chapter) -> Iterator[tuple[str, Sentence]]:
    yield from ((chapter.id, sentence) for sentence in sentences_of(chapter.blocks))
    for inner in chapter.chapters:
        yield from _of_chapter(inner)


def _other_figures(sentence: Sentence, previous: Edition, new: Edition) -> Iterator[str]:
    for figure_id in sentence.claim.figures if sentence.claim else ():
        before, after = previous.figures[figure_id], new.figures.get(figure_id)
        if after is None or (before.value, before.low, before.high) != (after.value, after.low, after.high):
            yield figure_id
