from dataclasses import replace

import pytest

from tests.unit.dossier.sample import changed, edition, figure, with_figures
from wijkbewijs.dossier.claims import check_all, check_sentence, findings, provable
from wijkbewijs.dossier.compose import change, comparison, free, level, stated
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.mutation import mutations
from wijkbewijs.dossier.sentence import Claim, Direction, Fact, Kind, Link, Sentence, Shown, Words
from wijkbewijs.kernel.errors import IncomparableDefinitions, UnprovenClaim

E = edition()


def codes(sentence: Sentence) -> set[str]:
    return {finding.code for finding in findings(sentence, E)}


def test_an_unproven_sentence_is_named_with_what_is_wrong_and_what_to_do() -> None:
    with pytest.raises(UnprovenClaim) as caught:
        check_sentence(free("Het gaat hier beter."), E)
    message = str(caught.value)
    assert "Het gaat hier beter." in message
    assert "'beter'" in message
    assert "Say less" in message


def test_a_proven_sentence_passes_in_silence() -> None:
    check_sentence(comparison(E, "DHG", "net-participation", "2022"), E)


def test_all_findings_of_all_sentences_are_collected_in_order() -> None:
    found = check_all([free("Twee keer."), free("Niets aan de hand."), free("Meer dan ooit.")], E)
    assert [f.code for f in found] == ["C101", "C301"]
    assert found[1].sentence.text == "Meer dan ooit."
    assert found[0].line.startswith("C101 in 'Twee keer.'")


def test_two_definitions_in_one_sentence_are_incomparable_and_named() -> None:
    source = with_figures(replace(E.figure("NL.net-participation.2022"), definition="net-participation@2"))
    with pytest.raises(IncomparableDefinitions, match=r"net-participation@1(.|\n)*net-participation@2"):
        check_sentence(comparison(source, "DHG", "net-participation", "2022"), source)


def test_a_figure_that_was_changed_after_the_edition_is_refused() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    changed = with_figures(replace(E.figure("DHG.inhabitants.2020"), value=71121))
    assert "C201" in {f.code for f in findings(sentence, changed)}


def test_a_claim_on_a_figure_that_does_not_exist_is_refused() -> None:
    sentence = Sentence((Words("Hier staat iets."),), Claim(Kind.LEVEL, Direction.NONE, ("DHG.iets.2020",)))
    assert {"C201", "C203"} <= codes(sentence)


def test_a_figure_of_one_place_cannot_be_said_of_another() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    elsewhere = fact(E, "region:HRL")
    parts = tuple(elsewhere if p == fact(E, "region:DHG") else p for p in sentence.parts)
    assert "C205" in codes(replace(sentence, parts=parts))


def test_a_figure_of_one_year_cannot_be_said_of_another() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    other = fact(E, "period:2022")
    parts = tuple(other if p == fact(E, "period:2020") else p for p in sentence.parts)
    assert "C205" in codes(replace(sentence, parts=parts))


def test_a_figure_without_its_place_is_refused() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    parts = tuple(p for p in sentence.parts if p != fact(E, "region:DHG"))
    assert "C205" in codes(replace(sentence, parts=parts))


def test_a_place_in_free_words_beside_a_figure_is_refused() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    parts = (Words("Ook in Heerlen-Noord telt dit: "), *sentence.parts)
    assert "C205" in codes(replace(sentence, parts=parts))


def test_a_place_in_a_free_sentence_is_fine() -> None:
    assert provable(free("In Heerlen-Noord werken bewoners en gemeente samen."), E)


def test_a_modelled_figure_is_called_so() -> None:
    sentence = level(E, "DHG.good-health.2020")
    silent = tuple(
        Words(p.text.replace("volgens een rekenmodel ", "")) if isinstance(p, Words) else p
        for p in sentence.parts
    )
    assert codes(sentence) == set()
    assert codes(replace(sentence, parts=silent)) == {"C206"}


@pytest.mark.parametrize("word", ["ruim ", "bijna ", "slechts "])
def test_a_word_before_a_figure_does_not_stretch_it(word: str) -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    i = next(i for i, part in enumerate(sentence.parts) if isinstance(part, Shown))
    parts = (*sentence.parts[:i], Words(word), *sentence.parts[i:])
    assert codes(replace(sentence, parts=parts)) == {"C207"}


@pytest.mark.parametrize(
    ("figure_id", "after", "code"),
    [
        ("DHG.inhabitants.2020", " huishoudens", "C204"),
        ("DHG.inhabitants.2020", " inwoners", ""),
        ("DHG.inhabitants.2020", " personen", ""),
        ("DHG.inhabitants.2020", " procent", "C204"),
    ],
)
def test_a_number_keeps_its_own_unit(figure_id: str, after: str, code: str) -> None:
    figure = E.figure(figure_id)
    parts = (
        fact(E, f"indicator:{figure.indicator}"),
        Words(" in "),
        fact(E, f"period:{figure.period}"),
        Words(" in "),
        fact(E, f"region:{figure.region}"),
        Words(": "),
        Shown(figure, "71.120"),
        Words(f"{after}."),
    )
    assert codes(stated(*parts)) == ({code} if code else set())


def test_a_gap_in_percent_is_in_points_and_never_in_percent() -> None:
    sentence = comparison(E, "DHG", "net-participation", "2022")
    parts = tuple(
        Words(p.text.replace("procentpunt", "procent")) if isinstance(p, Words) else p for p in sentence.parts
    )
    assert "C204" in codes(replace(sentence, parts=parts))


def test_a_rate_without_its_unit_is_refused() -> None:
    sentence = level(E, "DHG.woz-value.2022")
    parts = tuple(p for p in sentence.parts if p != fact(E, "unit:euro_thousand"))
    assert "C204" in codes(replace(sentence, parts=parts))


def test_a_rate_with_the_unit_of_another_is_refused() -> None:
    sentence = level(E, "DHG.woz-value.2022")
    parts = tuple(
        fact(E, "unit:per_1000") if p == fact(E, "unit:euro_thousand") else p for p in sentence.parts
    )
    assert "C204" in codes(replace(sentence, parts=parts))


def test_a_year_in_a_sentence_makes_it_a_claim() -> None:
    parts = (Words("Het programma begon in "), fact(E, "programme:started-year"), Words("."))
    assert codes(Sentence(parts)) == {"C102"}
    assert codes(stated(*parts)) == set()


def test_words_that_lead_somewhere_are_words() -> None:
    assert codes(Sentence((Link("Lees er meer dan ooit over.", "#x"),))) == {"C301"}


def test_a_fact_is_said_as_it_is_but_may_stand_in_letters_or_open_a_sentence() -> None:
    said = Fact("programme:areas", "vier")
    assert codes(stated("Er zijn ", said, " gebieden.")) == set()
    assert codes(stated(Fact("programme:areas", "Vier"), " gebieden doen mee.")) == set()
    assert codes(stated("Er zijn ", Fact("programme:areas", "vijf"), " gebieden.")) == {"C501"}


def test_a_level_needs_something_that_shows_it() -> None:
    assert codes(Sentence((Words("Zo is het."),), Claim(Kind.LEVEL, Direction.NONE))) == {"C401"}


def test_a_figure_is_shown_once() -> None:
    sentence = level(E, "DHG.inhabitants.2020")
    again = Shown(E.figure("DHG.inhabitants.2020"), "71.120")
    assert "C203" in codes(replace(sentence, parts=(*sentence.parts, Words(" Dus: "), again)))


def test_figures_that_no_claim_needs_are_refused() -> None:
    sentence = comparison(E, "DHG", "net-participation", "2022")
    extra = level(E, "HRL.net-participation.2022")
    claim = replace(sentence.claim, figures=(*sentence.claim.figures, "HRL.net-participation.2022"))  # type: ignore[union-attr, type-var]
    both = Sentence((*sentence.parts, Words(" "), *extra.parts), claim)
    assert "C203" in codes(both)


def test_a_series_with_a_break_cannot_stand_in_one_level_sentence() -> None:
    a, b = level(E, "DHG.crimes.2018"), level(E, "DHG.crimes.2020")
    both = Sentence(
        (*a.parts, Words(" "), *b.parts),
        Claim(Kind.LEVEL, Direction.NONE, ("DHG.crimes.2018", "DHG.crimes.2020")),
    )
    assert codes(both) == {"C407"}


def with_programme_change() -> Edition:
    """The sample with the crimes of HRL and of the programme: DHG +729, HRL -100, together +629."""
    early = [figure(r, "crimes", "2021", v, (v - 9, v + 9)) for r, v in (("HRL", 900), ("NPLV20", 6969))]
    late = [figure(r, "crimes", "2025", v, (v - 9, v + 9)) for r, v in (("HRL", 800), ("NPLV20", 7598))]
    return with_figures(*early, *late, *(changed(b, a) for a, b in zip(early, late, strict=True)))


def test_a_change_of_the_programme_stands_with_the_spread_of_the_changes() -> None:
    source = with_programme_change()
    sentence = change(source, "NPLV20", "crimes", "2021", "2025")
    assert sentence.text.endswith(
        "Dat zijn er 629 meer dan in 2021 (6.969). Per gebied loopt dit van −100 tot +729."
    )
    check_sentence(sentence, source)
    assert not any(provable(mutated, source) for _, mutated in mutations(sentence))


def test_a_difference_is_no_level_and_a_level_no_difference() -> None:
    sentence = change(E, "DHG", "crimes", "2021", "2025")
    ids = ("DHG.crimes.2021", "DHG.crimes.2025", "DHG.crimes.2021-2025.change")
    for claim, code in (
        (Claim(Kind.LEVEL, Direction.NONE, ids), "C401"),
        (Claim(Kind.CHANGE, Direction.UP, (ids[0], ids[2], ids[1])), "C402"),
        (Claim(Kind.CHANGE, Direction.UP, (ids[1], ids[0], ids[2])), "C402"),
        (Claim(Kind.COMPARISON, Direction.HIGHER, ids), "C403"),
        (Claim(Kind.COMMITMENT, Direction.NONE, ids), "C406"),
    ):
        assert code in codes(replace(sentence, claim=claim))


def test_a_total_that_only_one_area_has_is_refused() -> None:
    alone = with_figures(figure("NPLV20", "crimes", "2025", 6798, (6700, 6900)))
    total = stated(
        fact(alone, "indicator:crimes"),
        " in ",
        fact(alone, "period:2025"),
        " in ",
        fact(alone, "covered:crimes.2025"),
        " gebieden: ",
        Shown(alone.figure("NPLV20.crimes.2025"), "6.798"),
    )
    assert {f.code for f in findings(total, alone)} == {"C405"}
