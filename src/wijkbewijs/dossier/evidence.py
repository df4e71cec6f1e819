"""What the evidence of a claim must show, one rule per kind; wording is judged elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from wijkbewijs.dossier.edition import Edition, change_id, gap_id
from wijkbewijs.dossier.fact import covered
from wijkbewijs.dossier.finding import Problem
from wijkbewijs.dossier.reading import facts_in, free_text
from wijkbewijs.dossier.sentence import Claim, Direction, Kind, Sentence
from wijkbewijs.kernel.codes import PROGRAMME
from wijkbewijs.kernel.comparison import comparable
from wijkbewijs.kernel.errors import IncomparableDefinitions
from wijkbewijs.kernel.figure import Figure, IntervalKind, Measure

UNDECIDED = "niet te zeggen"
_PAPERS = ("document", "commitment")


def problems_in_evidence(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """Yield what the claim of a sentence says and its evidence does not show."""
    claim = sentence.claim
    if claim is None:
        return
    unknown = [figure_id for figure_id in claim.figures if figure_id not in edition.figures]
    for figure_id in unknown:
        yield Problem("C201", f"edition {edition.manifest.id} has no figure {figure_id}.")
    if unknown:
        return
    figures = [edition.figures[figure_id] for figure_id in claim.figures]
    match claim.kind:
        case Kind.LEVEL:
            yield from _level(claim, figures, edition)
        case Kind.COMPARISON:
            yield from _comparison(sentence, claim, figures, edition)
        case Kind.CHANGE:
            yield from _change(sentence, claim, figures, edition)
        case Kind.COMMITMENT:
            yield from _commitment(sentence, claim, edition)
    yield from _coverage(sentence, figures, edition)


def separated(a: Figure, b: Figure) -> Direction:
    """Return where `a` lies from `b` when their intervals are apart: higher, lower, or none."""
    one, other = interval(a), interval(b)
    if one is None or other is None:
        return Direction.NONE
    if one[0] > other[1]:
        return Direction.HIGHER
    return Direction.LOWER if one[1] < other[0] else Direction.NONE


def sign(difference: Figure) -> Direction:
    """Return up or down when the interval of a difference excludes zero on that side, else none."""
    ends = interval(difference)
    if ends is None:
        return Direction.NONE
    if ends[0] > 0:
        return Direction.UP
    return Direction.DOWN if ends[1] < 0 else Direction.NONE


def interval(figure: Figure) -> tuple[float, float] | None:
    """The ends of the interval; None where the margin is not known, as for a modelled figure here."""
    if figure.interval_kind is IntervalKind.UNPUBLISHED_MARGIN or figure.low is None or figure.high is None:
        return None
    return (figure.low, figure.high)


def spread_of(figure: Figure, edition: Edition) -> tuple[Figure, Figure] | None:
    """The lowest and highest area for a figure of the programme; None when fewer than two areas have one.

    For a change these are the smallest and largest change among the areas.
    """
    if figure.measure is Measure.CHANGE:
        earlier, _, later = figure.period.partition("-")
        ids = (change_id(a.id, figure.indicator, earlier, later) for a in edition.programme.areas)
        found = [edition.figures[i] for i in ids if i in edition.figures]
    else:
        found = list(covered(edition, figure.indicator, figure.period))
    ordered = sorted((f for f in found if f.number is not None), key=lambda f: (f.number, f.id))
    return (ordered[0], ordered[-1]) if len(ordered) > 1 else None


def _level(claim: Claim, figures: Sequence[Figure], edition: Edition) -> Iterator[Problem]:
    if not figures and not claim.facts:
        yield Problem("C401", "a level needs a figure or a fact.")
    if claim.direction is not Direction.NONE:
        yield Problem("C401", f"a level has no direction, and this one claims {claim.direction}.")
    for figure in figures:
        if figure.measure is not Measure.LEVEL or figure.number is None:
            yield Problem("C401", f"{figure.id} is no level with a value ({figure.measure}, {figure.value}).")
    for a, b in combinations(figures, 2):
        yield from _incomparable(a, b, edition) if a.indicator == b.indicator else ()
    for total in (figure for figure in figures if figure.region == PROGRAMME):
        yield from _spread(total, figures, edition)


def _comparison(
    sentence: Sentence, claim: Claim, figures: Sequence[Figure], edition: Edition
) -> Iterator[Problem]:
    if claim.direction in {Direction.UP, Direction.DOWN}:
        yield Problem("C403", f"a comparison is higher or lower, not {claim.direction}.")
    directed = claim.direction is not Direction.NONE
    core, extra = figures[: 2 + directed], figures[2 + directed :]
    if [f.measure for f in core] != [Measure.LEVEL, Measure.LEVEL, Measure.GAP][: 2 + directed]:
        yield Problem("C403", "its evidence is a level, the level it is compared with, and their gap.")
        return
    place, other = core[0], core[1]
    gap = edition.figures.get(gap_id(place.region, place.indicator, place.period, other.region))
    if (
        gap is None
        or other.id != f"{other.region}.{place.indicator}.{place.period}"
        or (directed and core[2] != gap)
    ):
        yield Problem("C403", f"{place.id} and {other.id} are not one indicator, one year and their gap.")
        return
    yield from _incomparable(place, other, edition)
    shows = separated(place, other) if _turned(sign(gap)) is separated(place, other) else Direction.NONE
    yield from _decided("C403", sentence, claim, shows, "the intervals of both places")
    yield from _rest(place, extra, edition)


def _change(
    sentence: Sentence, claim: Claim, figures: Sequence[Figure], edition: Edition
) -> Iterator[Problem]:
    if claim.direction in {Direction.HIGHER, Direction.LOWER}:
        yield Problem("C402", f"a change is up or down, not {claim.direction}.")
    directed = claim.direction is not Direction.NONE
    core, extra = figures[: 2 + directed], figures[2 + directed :]
    if [f.measure for f in core] != [Measure.LEVEL, Measure.LEVEL, Measure.CHANGE][: 2 + directed]:
        yield Problem("C402", "its evidence is an earlier level, a later level, and their change.")
        return
    earlier, later = core[0], core[1]
    found = edition.figures.get(change_id(earlier.region, earlier.indicator, earlier.period, later.period))
    if (
        found is None
        or later.id != f"{earlier.region}.{earlier.indicator}.{later.period}"
        or (directed and core[2] != found)
    ):
        yield Problem("C402", f"{earlier.id} and {later.id} are not one place and indicator with a change.")
        return
    yield from _incomparable(earlier, later, edition)
    yield from _decided("C402", sentence, claim, sign(found), f"the interval of {found.id}")
    yield from _rest(found if directed else earlier, extra, edition)


def _decided(code: str, sentence: Sentence, claim: Claim, shows: Direction, what: str) -> Iterator[Problem]:
    """A direction must be the one that the evidence shows; without one, the sentence must say so."""
    if claim.direction is not Direction.NONE:
        if shows is not claim.direction:
            yield Problem(code, f"it claims {claim.direction}, and {what} show {shows}.")
        return
    if shows is not Direction.NONE:
        yield Problem("C404", f"it leaves open what {what} decide: {shows}.")
    if UNDECIDED not in free_text(sentence):
        yield Problem("C404", f"it does not say that the difference is {UNDECIDED!r}.")


def _rest(figure: Figure, extra: Sequence[Figure], edition: Edition) -> Iterator[Problem]:
    if figure.region == PROGRAMME:
        yield from _spread(figure, extra, edition)
    elif extra:
        yield Problem("C203", f"{extra[0].id} is no part of the evidence of this claim.")


def _spread(total: Figure, figures: Sequence[Figure], edition: Edition) -> Iterator[Problem]:
    ends = spread_of(total, edition)
    if ends is None:
        yield Problem("C405", f"{total.id} has no spread over areas, so it cannot be shown.")
        return
    areas = {area.id for area in edition.programme.areas}
    values = {f.number for f in figures if f.region in areas and _alike(f, total)}
    for name, end in zip(("lowest", "highest"), ends, strict=True):
        if end.number not in values:
            yield Problem("C405", f"{total.id} stands without its {name} area, {end.id}.")


def _alike(a: Figure, b: Figure) -> bool:
    return (a.indicator, a.period, a.measure) == (b.indicator, b.period, b.measure)


def _coverage(sentence: Sentence, figures: Sequence[Figure], edition: Edition) -> Iterator[Problem]:
    """A total over fewer areas says how many, and does not speak of all of them."""
    said = {fact.id for fact in facts_in(sentence)}
    for total in figures:
        if total.region != PROGRAMME or total.measure is not Measure.LEVEL:
            continue
        count = len(covered(edition, total.indicator, total.period))
        if count == len(edition.programme.areas):
            continue
        alike = [f.period for f in figures if f.region == PROGRAMME and f.indicator == total.indicator]
        needed = {
            f"covered:{total.indicator}.{period}"
            for period in alike
            if len(covered(edition, total.indicator, period)) == count
        }
        if not needed & said or "programme:areas" in said:
            yield Problem("C405", f"{total.id} covers {count} areas; say so with the fact {min(needed)}.")


def _commitment(sentence: Sentence, claim: Claim, edition: Edition) -> Iterator[Problem]:
    if claim.figures or claim.direction is not Direction.NONE:
        yield Problem("C406", "a commitment has papers as evidence, no figures and no direction.")
    papers = {fact_id.partition(".")[0] for fact_id in claim.facts if fact_id.partition(":")[0] in _PAPERS}
    if not papers:
        yield Problem("C406", "a commitment names the paper in which it was made.")
    said = {fact.id for fact in facts_in(sentence)}
    for paper in sorted(papers & _dated(edition)):
        if f"{paper}.date" not in said:
            yield Problem("C406", f"{paper} is named without its day; say {paper}.date.")


def _dated(edition: Edition) -> set[str]:
    documents = {f"document:{document.id}" for document in edition.programme.documents}
    made = {f"commitment:{c.id}" for c in edition.programme.commitments if c.made_on is not None}
    return documents | made


def _incomparable(a: Figure, b: Figure, edition: Edition) -> Iterator[Problem]:
    try:
        comparable(a, b, edition.indicator(a.indicator).breaks)
    except IncomparableDefinitions as error:
        yield Problem("C407", str(error))


def _turned(direction: Direction) -> Direction:
    return {Direction.UP: Direction.HIGHER, Direction.DOWN: Direction.LOWER}.get(direction, Direction.NONE)
