"""Reading a finished sentence: its free words, the figures it shows, the facts it tells."""

from collections.abc import Iterator

from wijkbewijs.dossier.sentence import Fact, Link, Sentence, Shown, Words
from wijkbewijs.kernel.codes import PROGRAMME

# Stands for a figure or a fact where only the free words are read.
HELD = "\ufffc"
# Facts that name what a figure is about; they are held against the figures, not listed in the claim.
NAMING = frozenset({"indicator", "period", "region", "unit"})
# The words that turn from a total to its spread over areas, and the place they stand for.
PER_AREA = "per gebied"
AREAS = "the areas"


def free_text(sentence: Sentence) -> str:
    """The free words of a sentence, with a placeholder for every figure and fact."""
    return "".join(part.text if isinstance(part, Words | Link) else HELD for part in sentence.parts)


def shown_in(sentence: Sentence) -> tuple[Shown, ...]:
    """The figures that a sentence shows, in order."""
    return tuple(part for part in sentence.parts if isinstance(part, Shown))


def facts_in(sentence: Sentence) -> tuple[Fact, ...]:
    """The facts that a sentence says, in order."""
    return tuple(part for part in sentence.parts if isinstance(part, Fact))


def telling(sentence: Sentence) -> tuple[Fact, ...]:
    """The facts that tell something by themselves, and so belong to the evidence of the claim."""
    return tuple(fact for fact in facts_in(sentence) if kind_of(fact) not in NAMING)


def places_in(sentence: Sentence) -> Iterator[tuple[Shown, str]]:
    """Yield each figure shown with the place that was named last before it, or an empty string."""
    place = ""
    for part in sentence.parts:
        if isinstance(part, Shown):
            yield part, place
        else:
            place = _place(part) or place


def keys_of(sentence: Sentence, kind: str) -> set[str]:
    """The keys, without their field, of the facts of one kind (`period`, `indicator`)."""
    keys = (fact.id.partition(":")[2] for fact in facts_in(sentence) if kind_of(fact) == kind)
    return {key.partition(".")[0] for key in keys}


def kind_of(fact: Fact) -> str:
    """The kind of a fact: what stands before the colon of its id."""
    return fact.id.partition(":")[0]


def _place(part: Words | Fact | Link) -> str:
    if not isinstance(part, Fact):
        return AREAS if PER_AREA in part.text.lower() else ""
    if kind_of(part) == "region":
        return part.id.partition(":")[2]
    return PROGRAMME if kind_of(part) == "covered" or part.id == "programme:areas" else ""
