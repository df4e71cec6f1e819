from dataclasses import replace
from datetime import date

import pytest

from tests.unit.dossier.sample import COMMITMENTS, DOCUMENTS, document, edition, with_programme
from wijkbewijs.definitions.programme import Document
from wijkbewijs.dossier.letters_judged import rhythm
from wijkbewijs.dossier.verdicts import Reason, reason_of
from wijkbewijs.kernel.errors import BadDefinition

PROGRAMME = edition().programme
PROMISE = edition().programme.published[1]


def test_the_known_letters_came_after_11_16_and_13_months() -> None:
    found = rhythm(PROGRAMME, 6)
    assert found.gaps == (11, 16, 13)
    assert [letter.id for letter in found.letters] == ["30995-102", "30995-104", "30995-107"]


def test_with_the_letter_on_the_law_they_came_after_11_16_8_and_5() -> None:
    assert rhythm(PROGRAMME, 6).gaps_with_others == (11, 16, 8, 5)


def test_unknown_papers_are_given_the_best_day_and_the_first_gap_still_stands() -> None:
    found = rhythm(PROGRAMME, 6)
    assert found.unknown == ("30995-103", "30995-105")
    assert round(found.longest_at_best) == 11
    assert found.broken_in_any_case


def test_a_promise_of_once_a_year_is_broken_only_if_the_unknown_papers_are_no_letters() -> None:
    found = rhythm(PROGRAMME, 12)
    assert not found.kept
    assert not found.broken_in_any_case


def every_half_year(*days: date) -> tuple[Document, ...]:
    return (DOCUMENTS[0], *(document(str(101 + i), day, letter=True) for i, day in enumerate(days)))


def test_letters_on_time_keep_the_promise() -> None:
    source = with_programme(
        documents=every_half_year(date(2023, 1, 4), date(2023, 7, 1)), unknown_documents=()
    )
    assert rhythm(source.programme, 6).kept
    assert reason_of(PROMISE, source) is Reason.LETTERS_ON_TIME


def test_a_gap_that_an_unknown_paper_may_fill_decides_nothing() -> None:
    papers = (DOCUMENTS[0], document("102", date(2023, 6, 12), letter=True))
    source = with_programme(documents=papers, unknown_documents=("30995-101",))
    assert reason_of(PROMISE, source) is Reason.LETTERS_UNKNOWN


def test_an_unknown_paper_outside_the_gap_fills_nothing() -> None:
    papers = (
        *DOCUMENTS[:1],
        document("102", date(2023, 6, 12), letter=True),
        document("104", date(2023, 7, 1)),
    )
    source = with_programme(documents=papers, unknown_documents=("30995-103",))
    assert reason_of(PROMISE, source) is Reason.LETTERS_LATE


def test_without_any_letter_after_the_start_there_is_nothing_to_judge() -> None:
    with pytest.raises(BadDefinition, match="progress_letter"):
        rhythm(replace(PROGRAMME, documents=DOCUMENTS[:1]), 6)


def test_without_a_promise_of_a_rhythm_it_cannot_be_checked() -> None:
    source = with_programme(commitments=COMMITMENTS[1:])
    assert reason_of(PROMISE, source) is Reason.NO_TEST
