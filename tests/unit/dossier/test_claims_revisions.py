"""What the edition before said is a fact of the edition, and stands with the figure that it was."""

from dataclasses import replace

import pytest

from tests.unit.dossier.sample import edition
from wijkbewijs.dossier.claims import findings
from wijkbewijs.dossier.compose import revised
from wijkbewijs.dossier.fact import fact, text_of
from wijkbewijs.dossier.mutation import mutations
from wijkbewijs.dossier.revision import Revision, RevisionKind
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.kernel.errors import UnprovenClaim

NB = "\u00a0"
PEOPLE, WORK, TOTAL = "DHG.inhabitants.2020", "DHG.net-participation.2022", "NPLV20.net-participation.2022"
REVISIONS = (
    Revision(PEOPLE, RevisionKind.REVISED, "70900", "71120", "2022-nulmeting"),
    Revision(WORK, RevisionKind.REVISED, "53.94", "53.2", "2022-nulmeting"),
    Revision(TOTAL, RevisionKind.REVISED, "57.1", "56.9", "2022-nulmeting"),
    Revision(f"{WORK}.gap-NL", RevisionKind.REVISED, "-10.9", "-11.6", "2022-nulmeting"),
    Revision("DHG.woz-value.2022", RevisionKind.FILLED, "absent:unpublished", "198", "2022-nulmeting"),
    Revision("TIL.crimes.2018", RevisionKind.GONE, "1234", "", "2022-nulmeting"),
)
E = replace(edition(), revisions={revision.figure: revision for revision in REVISIONS})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("was:DHG.inhabitants.2020", "70.900"),
        ("was:DHG.net-participation.2022", f"53,9{NB}%"),
        ("was:DHG.net-participation.2022.gap-NL", "−10,9"),
        ("was:TIL.crimes.2018", "1.234"),
        ("revised:revised", "3"),
        ("revised:filled", "1"),
        ("revised:new", "0"),
        ("revised:differences", "1"),
        ("revised:since", "2022-nulmeting"),
    ],
)
def test_a_fact_about_a_revision_has_its_text_from_the_edition(key: str, text: str) -> None:
    assert text_of(E, key) == text


@pytest.mark.parametrize("key", ["was:DHG.woz-value.2022", "was:DHG.crimes.2021", "revised:veel"])
def test_what_was_no_number_or_no_revision_is_no_fact(key: str) -> None:
    with pytest.raises(UnprovenClaim):
        text_of(E, key)


def test_an_edition_without_revisions_has_no_edition_before() -> None:
    with pytest.raises(UnprovenClaim):
        text_of(edition(), "revised:since")


def test_a_revised_level_is_said_with_what_it_was() -> None:
    said = "In 2020 woonden in Den Haag Zuidwest 71.120 mensen; in de vorige editie stond er 70.900."
    assert revised(E, PEOPLE).text == said


@pytest.mark.parametrize("figure_id", [PEOPLE, WORK, TOTAL])
def test_the_sentence_is_proven_and_none_of_its_lies_is(figure_id: str) -> None:
    sentence = revised(E, figure_id)
    assert findings(sentence, E) == ()
    assert [name for name, lie in mutations(sentence) if not findings(lie, E)] == []


def test_what_another_figure_was_is_refused_though_it_is_true() -> None:
    sentence = revised(E, PEOPLE)
    other = fact(E, f"was:{WORK}")
    parts = tuple(other if isinstance(p, Fact) and p.id == f"was:{PEOPLE}" else p for p in sentence.parts)
    claim = replace(sentence.claim, facts=(other.id,))  # type: ignore[type-var]
    found = findings(replace(sentence, parts=parts, claim=claim), E)
    assert [finding.code for finding in found] == ["C503"]
