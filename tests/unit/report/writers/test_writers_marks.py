"""Each way in which a number came to be, or is missing, has its own sign and its own words."""

from dataclasses import replace

import pytest

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.figure import Absent, IntervalKind, Status
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers.marks import (
    ROUGH_BOUNDARY,
    absence_mark,
    interval_mark,
    legend,
    marks_of,
    status_mark,
)
from wijkbewijs.report.writers.tree import figures_in

SHOWN = [status for status in Status if status is not Status.SYNTHETIC]


def test_no_two_absences_share_a_sign_or_a_name() -> None:
    marks = [absence_mark(reason) for reason in Absent]
    assert all(mark.sign and mark.name and mark.meaning.endswith(".") for mark in marks)
    assert len({mark.sign for mark in marks}) == len({mark.name for mark in marks}) == len(Absent)


def test_no_two_ways_in_which_a_number_came_to_be_look_or_sound_alike() -> None:
    marks = [status_mark(status) for status in SHOWN]
    assert len({mark.sign for mark in marks}) == len({mark.name for mark in marks}) == len(SHOWN)
    assert [mark.sign for mark in marks if not mark.sign] == [status_mark(Status.MEASURED).sign]


def test_a_synthetic_value_has_no_mark_because_it_is_never_printed() -> None:
    with pytest.raises(TypeError, match="never enters a report"):
        status_mark(Status.SYNTHETIC)


def test_every_kind_of_margin_has_its_own_name() -> None:
    marks = [interval_mark(kind) for kind in IntervalKind]
    assert len({mark.name for mark in marks}) == len(IntervalKind)


def test_a_sign_never_means_two_things() -> None:
    marks = [*map(status_mark, SHOWN), *map(interval_mark, IntervalKind), ROUGH_BOUNDARY]
    signs = [mark.sign for mark in (*marks, *map(absence_mark, Absent)) if mark.sign]
    assert len(signs) == len(set(signs))


def test_a_modelled_figure_of_an_approximated_area_says_both(edition: Edition) -> None:
    figure = edition.level("NWG", "good-health", "2020")
    assert [mark.sign for mark in marks_of(figure)] == ["m", "≈"]


def test_a_measured_figure_with_a_rounding_margin_stands_without_a_sign(edition: Edition) -> None:
    assert marks_of(edition.level("DHG", "inhabitants", "2020")) == ()


def test_a_margin_by_chance_or_one_that_is_unknown_gets_a_sign(edition: Edition) -> None:
    figure = edition.level("DHG", "inhabitants", "2020")
    signs = {
        kind: "".join(mark.sign for mark in marks_of(replace(figure, interval_kind=kind)))
        for kind in (IntervalKind.SAMPLING, IntervalKind.SUPPRESSION, IntervalKind.UNPUBLISHED_MARGIN)
    }
    assert list(signs.values()) == ["t", "a", "°"]


def test_an_absent_value_shows_its_reason_and_nothing_else(edition: Edition) -> None:
    figure = edition.level("ROO", "good-health", "2016")
    assert marks_of(figure) == (absence_mark(Absent.SUPPRESSED),)


def test_a_legend_names_each_sign_of_a_letter_once_and_no_other(brief: Letter) -> None:
    assert [mark.sign for mark in legend(figures_in(brief))] == ["m", "o", "s", "≈", "·"]
