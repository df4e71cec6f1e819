from dataclasses import replace

import pytest

from tests.unit.dossier.sample import PUBLISHED, edition, published, with_figures, with_programme
from wijkbewijs.definitions.programme import Verdict
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.published import Judged, dashboard, judge, quoted
from wijkbewijs.dossier.verdicts import VERDICTS, Reason, reason_of, verdict_counts
from wijkbewijs.kernel.errors import BadDefinition

E = edition()
SAME = {"same_definition": "yes", "same_boundary": "yes"}
PEOPLE = {"compare_with": ("DHG.inhabitants.2020",), "period": "2020"}
GAP = {"compare_with": ("DHG.net-participation.2022.gap-NL",)}
SHARE = {"compare_with": ("DHG.inhabitants.2020", "NL.inhabitants.2020")}
TWO = {"compare_with": ("DHG.inhabitants.2020", "HRL.inhabitants.2020")}

RULES = [
    # test, what the claim says, why the verdict is what it is
    ("none", {}, Reason.NO_TEST),
    ("level", {**PEOPLE, **SAME, "low": 70000, "high": 72000}, Reason.INSIDE),
    ("level", {**PEOPLE, **SAME, "low": 71110, "high": 72000}, Reason.ON_THE_EDGE),
    ("level", {**PEOPLE, **SAME, "low": 80000, "high": 90000}, Reason.OUTSIDE),
    ("level", {**PEOPLE, **SAME, "high": 50000}, Reason.OUTSIDE),
    ("level", {**PEOPLE, **SAME, "low": 50000}, Reason.INSIDE),
    ("level", {**PEOPLE, **SAME, "low": 80000, "period": "2025"}, Reason.OUTSIDE_OTHER_PERIOD),
    ("level", {**PEOPLE, "same_definition": "yes", "low": 70000, "high": 72000}, Reason.INSIDE_OWN_BOUNDARY),
    ("level", {**PEOPLE, "same_definition": "yes", "low": 80000}, Reason.OUTSIDE_OWN_BOUNDARY),
    ("level", {**PEOPLE, **SAME, "same_boundary": "circular", "low": 70000}, Reason.CIRCULAR),
    ("level", {**PEOPLE, **SAME, "same_definition": "no", "low": 70000}, Reason.OTHER_DEFINITION),
    ("level", {**PEOPLE, **SAME, "same_definition": "unknown", "low": 70000}, Reason.UNKNOWN_DEFINITION),
    ("level", {"compare_with": ("DHG.iets.2020",), **SAME}, Reason.NO_FIGURE),
    ("level", {"compare_with": ("GRO.net-participation.2022",), **SAME}, Reason.NO_FIGURE),
    ("level", SAME, Reason.NO_FIGURE),
    ("level", {**TWO, **SAME, "low": 50000, "high": 60000}, Reason.ON_THE_EDGE),
    ("gap", {**GAP, **SAME, "low": -13, "high": -10}, Reason.INSIDE),
    ("gap", {**GAP, **SAME, "low": -9}, Reason.OUTSIDE),
    ("gap", {"compare_with": ("DHG.good-health.2020.gap-NL",), **SAME, "high": 0}, Reason.NO_MARGIN),
    ("change", {"same_definition": "no"}, Reason.OTHER_DEFINITION),
    ("change", {"compare_with": ("DHG.crimes.2021-2025.change",), **SAME, "low": 1}, Reason.INSIDE),
    ("ratio", {**SHARE, **SAME, "low": 0.4, "high": 0.5}, Reason.INSIDE),
    ("ratio", {**SHARE, **SAME, "low": 0.5, "high": 0.6, "period": "2020"}, Reason.OUTSIDE),
    ("ratio", {**TWO, **SAME, "unit": "keer", "low": 1.2, "high": 1.3}, Reason.INSIDE),
    ("count", {"compare_with": ("programme:areas",), **SAME, "low": 4, "high": 4}, Reason.INSIDE),
    ("count", {"compare_with": ("programme:areas",), **SAME, "low": 20, "high": 20}, Reason.OUTSIDE),
    ("count", {"compare_with": ("units:HRL",), **SAME, "same_boundary": "circular"}, Reason.CIRCULAR),
    ("letters", {}, Reason.LETTERS_LATE),
]


@pytest.mark.parametrize(("test", "words", "reason"), RULES)
def test_a_published_claim_gets_the_verdict_of_its_rule(
    test: str, words: dict[str, object], reason: Reason
) -> None:
    claim = published("c", test, **words)
    assert reason_of(claim, E) is reason
    assert VERDICTS[reason] in Verdict


@pytest.mark.parametrize(("test", "words", "reason"), RULES)
def test_every_explanation_is_itself_proven(test: str, words: dict[str, object], reason: Reason) -> None:
    del reason
    claim = published("c", test, would_check="een open tabel", definition_note="Zie 2 bronnen.", **words)
    source = with_programme(published=(claim,))
    (judged,) = judge(source)
    assert check_all([quoted(claim, source), *judged.explanation], source) == ()


def test_every_reason_has_a_verdict() -> None:
    assert set(VERDICTS) == set(Reason)


def test_headlines_come_first_and_the_rest_keeps_its_order() -> None:
    assert [judged.claim.id for judged in judge(E)] == ["kop-brieven", "zonder-toets", "inwoners"]


def test_the_verdicts_are_counted_also_where_none_was_given() -> None:
    counts = verdict_counts(E)
    assert counts == {
        Verdict.SUPPORTED: 1,
        Verdict.NOT_COMPARABLE: 0,
        Verdict.NOT_CHECKABLE: 1,
        Verdict.CONTRADICTED: 1,
    }


def test_a_new_definition_between_two_years_is_never_compared() -> None:
    poverty = published(
        "armoede", "change", same_definition="no", low=-11, high=-9, words="Van 18 naar 8 procent."
    )
    source = with_programme(published=(poverty,))
    (judged,) = judge(source)
    assert judged.verdict is Verdict.NOT_COMPARABLE
    assert "De definities zijn niet dezelfde" in said(judged)


def test_a_claim_that_cannot_be_checked_says_what_would_check_it() -> None:
    judged = next(j for j in judge(E) if j.claim.id == "zonder-toets")
    assert said(judged).endswith("Nodig is: een open tabel.")


def test_a_supported_total_shows_its_figure_with_spread_and_whose_boundary_it_is() -> None:
    judged = next(j for j in judge(E) if j.claim.id == "inwoners")
    assert judged.figures == ("NPLV20.inhabitants.2020",)
    assert "Per gebied loopt dit van 41.005 tot 71.120." in said(judged)
    assert "Op onze voorgestelde grenzen past dat bij de uitspraak." in said(judged)


def test_the_letters_are_judged_by_name_and_fair_to_what_is_unknown() -> None:
    judged = judge(E)[0]
    assert judged.documents == ("30995-102", "30995-104", "33340-35", "30995-107")
    for part in (
        "Bij de brieven die wij kennen waren de tussenpozen 11, 16 en 13 maanden.",
        "Wie Kamerstuk 33340, nr. 35 meetelt",
        "komt op 11, 16, 8 en 5 maanden.",
        "De inhoud van Kamerstuk 30995, nr. 103 en Kamerstuk 30995, nr. 105 kennen wij niet.",
        "Wat na 31 december 2025 kwam, kennen wij evenmin.",
        "blijft er een tussenpoos van 11 maanden.",
    ):
        assert part in said(judged)


def test_an_unknown_test_is_refused_with_the_tests_that_exist() -> None:
    with pytest.raises(BadDefinition, match="none, letters, count"):
        reason_of(published("c", "gevoel"), E)


def test_a_verdict_moves_with_the_figure() -> None:
    people = replace(E.figure("NPLV20.inhabitants.2020"), value=300000, low=299980, high=300020)
    claim = next(c for c in PUBLISHED if c.id == "inwoners")
    assert reason_of(claim, E) is Reason.INSIDE_OWN_BOUNDARY
    assert reason_of(claim, with_figures(people)) is Reason.OUTSIDE_OWN_BOUNDARY


def test_the_dashboard_stands_beside_ours_with_the_difference_explained() -> None:
    work, empty = dashboard(E)
    assert work.ours == E.figure("NPLV20.net-participation.2022")
    assert work.our_country == E.figure("NL.net-participation.2022")
    assert "ons cijfer gaat over 3 gebieden" in work.explanation[-1].text
    assert (empty.ours, empty.our_country, empty.explanation) == (None, None, ())
    assert check_all(work.explanation, E) == ()


def test_what_others_published_is_said_to_be_theirs() -> None:
    claim = next(c for c in PUBLISHED if c.id == "inwoners")
    assert quoted(claim, E).text == "Gepubliceerd is: ‘Het gaat om 7 procent.’"


def said(judged: Judged) -> str:
    return " ".join(sentence.text for sentence in judged.explanation)
