"""No sentence of the letter survives a lie of one step, and a letter with a lie is not made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import run
from wijkbewijs.cli import report as report_command
from wijkbewijs.dossier.claims import check_all, findings
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.mutation import flipped, mutations, without_figure
from wijkbewijs.dossier.reading import shown_in
from wijkbewijs.dossier.sentence import Direction, Sentence
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.report import letters
from wijkbewijs.report.chapters.brief import brief
from wijkbewijs.report.letter import Chapter, Letter, Paragraph
from wijkbewijs.report.pictures import Pictures
from wijkbewijs.report.writers.tree import sentences_in


@pytest.fixture(scope="session")
def spoken(edition: Edition) -> tuple[Sentence, ...]:
    """Every sentence of the brief and the bijlage."""
    return letters.sentences(edition)


def refused(lie: Sentence, edition: Edition) -> bool:
    """Whether the check refuses a sentence, and every finding says which sentence it is about."""
    found = findings(lie, edition)
    return bool(found) and all(repr(lie.text) in finding.line for finding in found)


def directed(sentence: Sentence) -> bool:
    return sentence.claim is not None and sentence.claim.direction is not Direction.NONE


def test_every_sentence_of_the_letter_is_proven(spoken: tuple[Sentence, ...], edition: Edition) -> None:
    assert len(spoken) > 300
    assert check_all(spoken, edition) == ()


def test_the_letter_says_directions_and_shows_figures(spoken: tuple[Sentence, ...]) -> None:
    """So that the claims below are about something."""
    assert sum(directed(sentence) for sentence in spoken) > 40
    assert sum(len(shown_in(sentence)) for sentence in spoken) > 200


def test_flipping_its_direction_makes_every_directed_sentence_fail(
    spoken: tuple[Sentence, ...], edition: Edition
) -> None:
    told = [sentence for sentence in spoken if directed(sentence)]
    assert [s.text for s in told if not refused(flipped(s), edition)] == []


def test_removing_any_figure_makes_its_sentence_fail(spoken: tuple[Sentence, ...], edition: Edition) -> None:
    passed = [
        (sentence.text, index)
        for sentence in spoken
        for index in range(len(shown_in(sentence)))
        if not refused(without_figure(sentence, index), edition)
    ]
    assert passed == []


def test_no_lie_of_one_step_passes_anywhere_in_the_letter(
    spoken: tuple[Sentence, ...], edition: Edition
) -> None:
    lies = [(name, sentence, lie) for sentence in spoken for name, lie in mutations(sentence)]
    assert len(lies) > 5_000
    assert [(name, s.text) for name, s, lie in lies if not refused(lie, edition)] == []


def changed(letter: Letter, change: Callable[[Sentence], Sentence]) -> Letter:
    """The letter with every sentence of its paragraphs changed."""

    def of_chapter(chapter: Chapter) -> Chapter:
        blocks = tuple(
            replace(block, sentences=tuple(map(change, block.sentences)))
            if isinstance(block, Paragraph)
            else block
            for block in chapter.blocks
        )
        return replace(chapter, blocks=blocks, chapters=tuple(map(of_chapter, chapter.chapters)))

    return replace(letter, chapters=tuple(map(of_chapter, letter.chapters)))


def test_a_report_with_one_flipped_sentence_ends_with_its_name_and_writes_nothing(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = next(sentence for sentence in sentences_in(brief(edition)) if directed(sentence))
    lie = flipped(truth)
    monkeypatch.setattr(letters, "brief", lambda e: changed(brief(e), lambda s: lie if s == truth else s))
    monkeypatch.setattr(report_command, "draw", lambda _edition, cache: Pictures())  # noqa: ARG005 - as `draw`
    outcome = run("report", "--out", tmp_path / "out", "--home", tmp_path / "home")
    assert outcome.code == UnprovenClaim.exit_code
    assert repr(lie.text) in outcome.err
    assert outcome.err.startswith("Fout: C")
    assert list(tmp_path.rglob("*")) == []
