"""Views of the shipped edition: an area at a glance, need beside effort, and what is not known."""

import pytest

from wijkbewijs.definitions.indicator import Better
from wijkbewijs.dossier.area import area_view, areas_in_order, worst_gaps
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.holes import holes_by_reason, matrix, years_of
from wijkbewijs.dossier.need import need_and_effort, shared_streams
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.kernel.figure import Absent, Status


@pytest.fixture(scope="module")
def shipped() -> Edition:
    return read_edition(SHIPPED)


def test_areas_stand_in_alphabetical_order_and_never_by_a_score(shipped: Edition) -> None:
    names = [item.area.name for item in need_and_effort(shipped)]
    assert names == sorted(names)
    assert len(names) == 20


def test_a_need_is_a_disadvantage_that_the_interval_proves(shipped: Edition) -> None:
    for item in need_and_effort(shipped):
        for line in item.needs:
            assert line.gap is not None
            assert line.gap.number is not None
            assert line.gap.low is not None
            assert line.gap.high is not None
            assert line.indicator.better is not Better.NONE
            worse = line.gap.number < 0 if line.indicator.better is Better.HIGHER else line.gap.number > 0
            assert worse
            assert line.gap.low > 0 or line.gap.high < 0


def test_a_modelled_figure_is_no_proven_need(shipped: Edition) -> None:
    needs = (line for item in need_and_effort(shipped) for line in item.needs)
    assert all(line.indicator.status is Status.MEASURED for line in needs)


def test_needs_are_ordered_by_their_size_beside_the_country(shipped: Edition) -> None:
    view = area_view(shipped, shipped.programme.area("DHG"))
    shares = [abs(line.gap.number / line.country.number) for line in worst_gaps(view, 5)]  # type: ignore[operator, union-attr]
    assert shares == sorted(shares, reverse=True)


def test_a_stream_for_one_area_stands_with_that_area_and_not_with_all(shipped: Edition) -> None:
    south = next(item for item in need_and_effort(shipped) if item.area.id == "RTM")
    own = {stream.id for stream in south.own_streams}
    assert len(own) == 2
    assert not own & {stream.id for stream in shared_streams(shipped)}


def test_an_area_shows_each_indicator_at_its_latest_filled_period(shipped: Edition) -> None:
    by_id = {line.indicator.id: line.area for line in area_view(shipped, shipped.programme.area("GRO")).lines}
    assert by_id["inhabitants"].period == "2020"  # on 2022 Groningen-Noord has no units
    assert by_id["net-participation"].value is Absent.OTHER_BOUNDARY


def test_every_own_indicator_is_filled_or_empty_in_every_area_and_year(shipped: Edition) -> None:
    cells = matrix(shipped)
    assert len(cells) == 66 * 20 * len(years_of(shipped))
    assert {cell.area for cell in cells} == {area.id for area in areas_in_order(shipped)}


def test_what_only_an_area_can_answer_is_counted_as_asked_of_it(shipped: Edition) -> None:
    assert holes_by_reason(shipped)[Absent.ASKED_OF_AREA] == 29 * 20
