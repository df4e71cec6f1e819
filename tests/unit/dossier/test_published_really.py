"""The claims that were really published about the programme, judged with the definitions that ship."""

from dataclasses import replace
from functools import cache

import pytest

from tests.unit.dossier.sample import edition, figure, gap
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.programme import Verdict
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.edition import Edition, Region
from wijkbewijs.dossier.published import dashboard, judge, quoted
from wijkbewijs.dossier.verdicts import Reason
from wijkbewijs.kernel.figure import Figure


@cache
def really() -> Edition:
    """The sample with the programme that ships, and our figures where a published claim has a test."""
    programme = load_definitions().programme
    base = edition()
    regions = (
        *(Region(area.id, area.name) for area in programme.areas),
        *(Region(area.municipality, area.municipality_name) for area in programme.areas),
        Region("NPLV20", "de focusgebieden samen"),
        Region("NL", "Nederland"),
    )
    definitions = replace(base.definitions, programme=programme, regions=tuple(dict.fromkeys(regions)))
    return replace(base, definitions=definitions, figures={f.id: f for f in _figures()})


def _figures() -> list[Figure]:
    people = {
        "NPLV20": 1115910, "NL": 17407585, "DHG": 71120, "ARN": 41090, "HRL": 55740, "LWD": 36760,
        "ZAA": 46120, "RTM": 207350, "NWG": 12560, "GM0479": 156794,
    }  # fmt: skip
    work = {"NPLV20": 58.1, "NL": 64.8, "DHG": 53.2, "HRL": 55.6}
    health = {"NPLV20": 72.2, "NL": 78.4, "DHG": 67.1, "HRL": 68.0}
    levels = [
        *(figure(r, "inhabitants", "2020", v, (v - 20, v + 20)) for r, v in people.items()),
        figure("LWD", "inhabitants", "2022", 36720, (36700, 36740)),
        *(figure(r, "net-participation", "2022", v, (v - 0.5, v + 0.5)) for r, v in work.items()),
        *(figure(r, "good-health", "2020", v) for r, v in health.items()),
    ]
    by_id = {f.id: f for f in levels}
    gaps = [
        gap(by_id[f"NPLV20.{name}"], by_id[f"NL.{name}"])
        for name in ("net-participation.2022", "good-health.2020")
    ]
    return [*levels, *gaps]


VERDICTS = [
    ("kop-zwakke-leefbaarheid", Verdict.NOT_CHECKABLE, Reason.NO_TEST),
    ("kop-werkenden", Verdict.NOT_COMPARABLE, Reason.OTHER_DEFINITION),
    ("kop-armoede", Verdict.NOT_COMPARABLE, Reason.OTHER_DEFINITION),
    ("kop-achterstand-werk", Verdict.NOT_COMPARABLE, Reason.OTHER_DEFINITION),
    ("kop-twee-brieven", Verdict.CONTRADICTED, Reason.LETTERS_LATE),
    ("armoede-dubbel", Verdict.NOT_CHECKABLE, Reason.NO_TEST),
    ("inwoners-2022", Verdict.NOT_COMPARABLE, Reason.OUTSIDE_OWN_BOUNDARY),
    ("gebieden", Verdict.SUPPORTED, Reason.INSIDE),
    ("dhg-inwoners", Verdict.SUPPORTED, Reason.INSIDE_OWN_BOUNDARY),
    ("lwd-inwoners", Verdict.SUPPORTED, Reason.INSIDE_OWN_BOUNDARY),
    ("arn-inwoners", Verdict.NOT_COMPARABLE, Reason.CIRCULAR),
    ("hrl-inwoners", Verdict.NOT_COMPARABLE, Reason.CIRCULAR),
    ("zaa-aandeel", Verdict.NOT_COMPARABLE, Reason.OUTSIDE_OWN_BOUNDARY),
    ("gezondheid-lager", Verdict.NOT_CHECKABLE, Reason.NO_MARGIN),
]


@pytest.mark.parametrize(("claim_id", "verdict", "reason"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_a_published_claim_gets_this_verdict_for_this_reason(
    claim_id: str, verdict: Verdict, reason: Reason
) -> None:
    judged = next(j for j in judge(really()) if j.claim.id == claim_id)
    assert (judged.verdict, judged.reason) == (verdict, reason)


def test_every_published_claim_is_judged_and_every_word_about_it_is_proven() -> None:
    source = really()
    judged = judge(source)
    assert len(judged) == len(source.programme.published)
    said = [s for j in judged for s in (quoted(j.claim, source), *j.explanation)]
    said += [s for beside in dashboard(source) for s in beside.explanation]
    assert check_all(said, source) == ()


def test_no_claim_is_contradicted_on_boundaries_that_are_ours() -> None:
    contradicted = [j for j in judge(really()) if j.verdict is Verdict.CONTRADICTED]
    assert all(j.claim.same_boundary == "yes" and j.claim.same_definition == "yes" for j in contradicted)


def test_what_cannot_be_checked_says_why() -> None:
    open_ones = [j for j in judge(really()) if j.verdict is Verdict.NOT_CHECKABLE]
    assert all(j.explanation for j in open_ones)
