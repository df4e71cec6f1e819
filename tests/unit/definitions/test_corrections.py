"""Corrections as people write them: about a value that is read, once, and with a reason."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition

RIGHT = """\
- id: no-zero
  source: kern
  region: WK051833
  input: inhabitants
  period: "2020"
  expect: 0
  becomes: null
  why: De bron schrijft nul waar niets is geteld.
  document: CBS, toelichting
  since: 2025-03-04
"""


@pytest.fixture
def written(small: Path) -> Callable[[str], Path]:
    """Write corrections beside the small definitions."""

    def write(text: str) -> Path:
        (small / "corrections").mkdir()
        (small / "corrections" / "kern.yml").write_text(text, encoding="utf-8")
        return small

    return write


def test_as_long_as_nothing_needs_correction_there_is_no_folder(small: Path, shipped: Loaded) -> None:
    assert load_definitions(small).corrections == shipped.corrections == ()


def test_a_correction_is_read_as_it_was_written(written: Callable[[str], Path]) -> None:
    assert load_definitions(written(RIGHT)).corrections == (
        Correction(
            id="no-zero",
            source="kern",
            region="WK051833",
            input="inhabitants",
            period="2020",
            expect=0.0,
            becomes=None,
            why="De bron schrijft nul waar niets is geteld.",
            document="CBS, toelichting",
            since=date(2025, 3, 4),
        ),
    )


MISTAKES = [
    ("source: kern", "source: cbs", "no-zero: there is no source 'cbs'"),
    ("input: inhabitants", "input: persons_15plus", "no-zero: there is no input of kern 'persons_15plus'"),
    ("region: WK051833", "region: WK0518", "no-zero: 'WK0518' is no region code"),
    ("becomes: null", "becomes: 0", "no-zero: expect and becomes are the same"),
    ("document: CBS, toelichting", 'document: ""', "no-zero: a correction needs why and document"),
    ("  why: De bron schrijft nul waar niets is geteld.\n", "", "lacks the key 'why'"),
    ("since: 2025-03-04", "since: 2027-03-04", "corrections: no-zero: 2027-03-04 lies in the future"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), MISTAKES, ids=[row[1] for row in MISTAKES])
def test_a_correction_that_is_wrong_is_refused_with_its_name(
    written: Callable[[str], Path], right: str, wrong: str, words: str
) -> None:
    assert right in RIGHT
    with pytest.raises(BadDefinition, match=words):
        load_definitions(written(RIGHT.replace(right, wrong)), today=date(2026, 11, 23))


def test_one_value_is_corrected_once(written: Callable[[str], Path]) -> None:
    with pytest.raises(BadDefinition, match=r"inhabitants of WK051833, 2020 in kern is corrected 2 times"):
        load_definitions(written(RIGHT + RIGHT.replace("no-zero", "again")))


def test_the_same_id_twice_is_refused(written: Callable[[str], Path]) -> None:
    with pytest.raises(BadDefinition, match="the id 'no-zero' occurs twice"):
        load_definitions(written(RIGHT + RIGHT.replace("WK051833", "WK051834")))


def test_what_follows_from_a_corrected_input_is_corrected_with_it(written: Callable[[str], Path]) -> None:
    (correction,) = load_definitions(written(RIGHT)).corrections
    assert correction.inputs == ("inhabitants", "persons_15plus")
