from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dossier.sample import edition, figure, gap, with_figures
from wijkbewijs.dossier.claims import check_sentence, findings, provable
from wijkbewijs.dossier.compose import change, commitment, comparison, free, level, stated
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.mutation import flipped, mutations, without_figure
from wijkbewijs.dossier.published import dashboard, judge, quoted
from wijkbewijs.dossier.sentence import Direction, Fact, Sentence, Shown, Words
from wijkbewijs.kernel.errors import UnprovenClaim

E = edition()


def sentences() -> list[Sentence]:
    """One of every kind that can be composed, and every sentence on the published claims."""
    return [
        level(E, "DHG.inhabitants.2020"),
        level(E, "NPLV20.net-participation.2022"),
        level(E, "DHG.woz-value.2022"),
        comparison(E, "DHG", "net-participation", "2022"),
        comparison(E, "TIL", "net-participation", "2022"),
        comparison(E, "DHG", "good-health", "2020"),
        comparison(E, "NPLV20", "benefit-assistance", "2020"),
        change(E, "DHG", "crimes", "2021", "2025"),
        change(E, "DHG", "crimes", "2021", "2022"),
        commitment(E, "S10"),
        commitment(E, "motie"),
        stated("Het programma telt ", fact(E, "programme:areas"), " gebieden."),
        free("De minister biedt de Kamer dit overzicht aan."),
        *(s for judged in judge(E) for s in (quoted(judged.claim, E), *judged.explanation)),
        *(s for beside in dashboard(E) for s in beside.explanation),
    ]


CASES = [
    pytest.param(mutated, id=f"{name} · {sentence.text[:40]}")
    for sentence in sentences()
    for name, mutated in mutations(sentence)
]


@pytest.mark.parametrize("sentence", sentences(), ids=lambda s: s.text[:50])
def test_every_sentence_is_proven_before_it_is_turned(sentence: Sentence) -> None:
    check_sentence(sentence, E)


@pytest.mark.parametrize("mutated", CASES)
def test_no_lie_of_one_step_passes_and_each_is_named(mutated: Sentence) -> None:
    with pytest.raises(UnprovenClaim) as caught:
        check_sentence(mutated, E)
    assert repr(mutated.text) in str(caught.value)


def test_every_sentence_has_lies_to_refuse() -> None:
    assert all(len(mutations(sentence)) >= 6 for sentence in sentences())


def test_a_flipped_comparison_says_and_claims_the_opposite() -> None:
    turned = flipped(comparison(E, "DHG", "net-participation", "2022"))
    assert turned.claim is not None
    assert turned.claim.direction is Direction.HIGHER
    assert "procentpunt hoger dan" in turned.text
    assert "C403" in {finding.code for finding in findings(turned, E)}


def test_a_flipped_change_turns_a_verb_whose_parts_stand_around_a_figure() -> None:
    sentence = Sentence((Words("Dat nam met "), fact(E, "programme:areas"), Words(" toe.")))
    assert flipped(sentence).text == "Dat nam met 4 af."


def test_without_a_figure_the_claim_misses_it() -> None:
    sentence = comparison(E, "DHG", "net-participation", "2022")
    for index in range(3):
        shown = [part for part in without_figure(sentence, index).parts if isinstance(part, Shown)]
        assert len(shown) == 2
        assert "C203" in {f.code for f in findings(without_figure(sentence, index), E)}


values = st.floats(1, 99).map(lambda value: round(value, 1))
halves = st.floats(0, 20).map(lambda half: round(half, 2))


@given(a=values, b=values, half_a=halves, half_b=halves)
def test_a_direction_is_said_exactly_where_intervals_are_apart(
    a: float, b: float, half_a: float, half_b: float
) -> None:
    place = figure("DHG", "net-participation", "2022", a, (a - half_a, a + half_a))
    other = figure("NL", "net-participation", "2022", b, (b - half_b, b + half_b))
    source = with_figures(place, other, gap(place, other))
    sentence = comparison(source, "DHG", "net-participation", "2022")
    assert sentence.claim is not None
    apart = place.low > other.high or place.high < other.low  # type: ignore[operator]
    sure = apart and abs(a - b) - half_a - half_b > 0.002  # the edition rounds the ends of a gap
    if sure:
        assert sentence.claim.direction is (Direction.HIGHER if a > b else Direction.LOWER)
    if sure or not apart:
        assert provable(sentence, source)
        assert not any(provable(mutated, source) for _, mutated in mutations(sentence))


@given(number=st.integers(0, 10**9), words=st.sampled_from(["hoger", "lager", "gedaald", "dubbel", "helft"]))
def test_no_free_sentence_holds_a_number_or_a_direction(number: int, words: str) -> None:
    assert not provable(free(f"Het gaat om {number} mensen."), E)
    assert not provable(free(f"Het is {words}."), E)


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=8))
def test_a_figure_is_shown_in_one_way_only(text: str) -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    parts = tuple(replace(p, text=text) if isinstance(p, Shown) else p for p in sentence.parts)
    assert provable(replace(sentence, parts=parts), E) == (text == "71.120")


@given(st.text(max_size=12))
def test_a_fact_is_said_in_its_own_words_only(text: str) -> None:
    said = Fact("document:30995-107", text)
    day = fact(E, "document:30995-107.date")
    assert provable(stated(said, " van ", day), E) == (text == "Kamerstuk 30995, nr. 107")
