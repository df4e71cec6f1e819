"""What the free words of a sentence say: numbers that are not bound, and directions that are not claimed."""

from collections.abc import Iterator

from wijkbewijs.definitions.indicator import Better
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.finding import Problem
from wijkbewijs.dossier.lexicon import Axis, Turn, approximates, negations_in, numbers_in, turns_in
from wijkbewijs.dossier.reading import HELD, free_text, keys_of, shown_in, telling
from wijkbewijs.dossier.sentence import Direction, Fact, Link, Sentence, Shown, Words


def problems_in_numbers(sentence: Sentence) -> Iterator[Problem]:
    """Yield a number in free words, a number without a claim, and a number that a word stretches."""
    for found in numbers_in(free_text(sentence)):
        yield Problem("C101", f"{found!r} is a number in free words; bind it as a figure or a fact.")
    if sentence.claim is None and (shown_in(sentence) or telling(sentence) or keys_of(sentence, "period")):
        yield Problem("C102", "it holds a figure, a fact or a year but is no claim.")
    for before, part in zip(sentence.parts, sentence.parts[1:], strict=False):
        counts = isinstance(part, Shown) or (isinstance(part, Fact) and part.text[:1].isdigit())
        if counts and isinstance(before, Words) and approximates(before.text):
            yield Problem("C207", f"{before.text.split()[-1]!r} makes {part.text!r} another number.")


def problems_in_direction(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """Yield words of direction that the claim does not make, and a direction that no word says."""
    text = free_text(sentence)
    turns = turns_in(text)
    direction = sentence.claim.direction if sentence.claim else Direction.NONE
    if direction is Direction.NONE:
        for turn in turns:
            yield Problem("C301", f"{turn.word!r} says a direction or comparison that is not claimed.")
        return
    better = _better(sentence, edition)
    for turn in turns:
        if not _agrees_with(turn, direction, better):
            yield Problem("C302", f"{turn.word!r} does not follow from a claim of {direction}.")
    if not turns_in(_after_difference(sentence)):
        yield Problem("C303", f"no word after the difference says that it is {direction}.")
    for word in negations_in(text):
        yield Problem("C304", f"{word!r} denies the direction.")


def _after_difference(sentence: Sentence) -> str:
    """The free words between the difference that a claim is about and the next figure."""
    differences = sentence.claim.figures[2:3] if sentence.claim else ()
    text, after = "", False
    for part in sentence.parts:
        if isinstance(part, Shown):
            after = part.figure.id in differences
        elif after:
            text += part.text if isinstance(part, Words | Link) else HELD
    return text


def _better(sentence: Sentence, edition: Edition) -> Better:
    found = {
        edition.indicator(part.figure.indicator).better
        for part in shown_in(sentence)
        if part.figure.id in edition.figures
    }
    return found.pop() if len(found) == 1 else Better.NONE


def _agrees_with(turn: Turn, direction: Direction, better: Better) -> bool:
    rises = direction in {Direction.HIGHER, Direction.UP}
    match turn.axis:
        case Axis.SIZE:
            return turn.rises == rises
        case Axis.CHANGE:
            return turn.rises == rises and direction in {Direction.UP, Direction.DOWN}
        case Axis.WORTH:
            return better is not Better.NONE and turn.rises == (rises == (better is Better.HIGHER))
        case Axis.BEYOND:
            return False
