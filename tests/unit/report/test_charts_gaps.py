"""The areas beside municipality and country, and the spread of a theme: only what the figures allow."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from tests.unit.report.charts_sample import (
    OTHER_BOUNDARY,
    SVG,
    sample_edition,
    text_of,
    with_figure,
    words_in,
)
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Shown
from wijkbewijs.kernel.errors import BadUsage, IncomparableDefinitions
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.kernel.units import Unit
from wijkbewijs.report.charts import dot_map, gaps, spread, style
from wijkbewijs.report.letter import Chart


def marks(chart: Chart, colour: str) -> list[str]:
    """The fill of every dot and diamond that has `colour` as its line, with what it inherits."""
    found: list[str] = []

    def walk(element: ET.Element, fill: str, stroke: str) -> None:
        fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
        if element.tag in {f"{SVG}circle", f"{SVG}path"} and stroke == colour:
            found.append(fill)
        for child in element:
            walk(child, fill, stroke)

    walk(ET.fromstring(chart.svg), "", "")  # noqa: S314 - our own drawing
    return found


def test_an_area_without_a_value_keeps_its_row_and_says_why() -> None:
    chart = gaps(sample_edition(), "net-participation", "2022")
    assert words_in(chart.svg).count("geen cijfer: andere grens") == len(OTHER_BOUNDARY)
    assert "Breda Noord (geen cijfer: andere grens)" in chart.alt
    assert chart.table is not None
    assert len(chart.table.rows) == 21


def test_a_figure_that_the_edition_does_not_have_is_no_zero() -> None:
    edition = sample_edition()
    figures = {key: f for key, f in edition.figures.items() if key != "DHG.net-participation.2022"}
    chart = gaps(replace(edition, figures=figures), "net-participation", "2022")
    assert "Den Haag Zuidwest (geen cijfer)" in chart.alt


def test_a_model_says_so_and_shows_no_margin_of_its_own() -> None:
    measured = gaps(sample_edition(), "net-participation", "2022")
    modelled = gaps(sample_edition(), "good-health", "2020")
    assert "modelschatting" in modelled.title
    assert "modelschatting" not in measured.title
    assert "marge" in words_in(measured.svg)
    assert "marge" not in words_in(modelled.svg)


def test_modelled_marks_are_hollow_and_measured_ones_are_not() -> None:
    assert set(marks(gaps(sample_edition(), "good-health", "2020"), style.PLACE)) == {style.PAPER}
    assert style.PAPER not in marks(gaps(sample_edition(), "net-participation", "2022"), style.PLACE)
    (spread_of_models,) = spread(sample_edition(), "gezondheid")
    assert set(marks(spread_of_models, style.PLACE)) == {style.PAPER}


def test_two_definitions_are_never_drawn_on_one_axis() -> None:
    edition = with_figure(sample_edition(), "NL.net-participation.2022", definition="net-participation@2")
    with pytest.raises(IncomparableDefinitions, match=r"net-participation@1, .* net-participation@2"):
        gaps(edition, "net-participation", "2022")
    with pytest.raises(IncomparableDefinitions, match="Show them apart"):
        spread(edition, "werk")


def test_the_outermost_values_are_named_in_alphabetical_order() -> None:
    """Neither the highest nor the lowest comes first because it is the highest or the lowest."""
    edition = sample_edition()
    highest_first = with_figure(edition, "AZO.net-participation.2022", value=69.0, low=68.5, high=69.5)
    lowest_first = with_figure(edition, "AZO.net-participation.2022", value=51.0, low=50.5, high=51.5)
    for changed in (highest_first, lowest_first):
        said = gaps(changed, "net-participation", "2022").alt
        assert said.index("(Amsterdam Zuidoost)") < said.index("(Heerlen Noord)" if changed is highest_first
                                                               else "(Leeuwarden-Oost)")  # fmt: skip


def test_a_side_is_chosen_only_by_a_gap_that_excludes_zero() -> None:
    edition = sample_edition()
    assert (
        "17 gebieden liggen met de hele marge lager dan Nederland"
        in gaps(edition, "net-participation", "2022").alt
    )
    unsure = with_figure(edition, "DHG.net-participation.2022.gap-NL", value=-0.1, low=-0.5, high=0.3)
    assert "16 gebieden liggen" in gaps(unsure, "net-participation", "2022").alt
    assert "lager" not in gaps(edition, "good-health", "2020").alt


def test_an_approximated_boundary_is_marked_and_explained() -> None:
    edition = with_figure(sample_edition(), "NWG.net-participation.2022", caveats=("W101",))
    words = words_in(gaps(edition, "net-participation", "2022").svg)
    assert "Nieuwegein Centrale-As ≈" in words
    assert "≈ grens benaderd" in words
    assert not [w for w in words_in(gaps(sample_edition(), "net-participation", "2022").svg) if "≈" in w]


def test_the_words_on_the_country_stay_within_the_drawing() -> None:
    """Also where the country lies at the very end of the axis: a wider drawing would be refused."""
    for value in (20.0, 99.0):
        edition = with_figure(
            sample_edition(), "NL.net-participation.2022", value=value, low=value, high=value
        )
        assert gaps(edition, "net-participation", "2022").svg


def test_without_any_value_the_chart_says_so_for_every_area() -> None:
    edition = sample_edition()
    empty = {
        key: replace(f, value=Absent.NOT_TAKEN, low=None, high=None) if f.indicator == "woz" else f
        for key, f in edition.figures.items()
    }
    chart = gaps(replace(edition, figures=empty), "woz", "2022")
    assert words_in(chart.svg).count("geen cijfer: nog niet opgehaald") == 20
    assert "uiterste" not in chart.alt


def test_every_number_in_the_table_leads_to_its_receipt() -> None:
    chart = gaps(sample_edition(), "net-participation", "2022")
    assert chart.table is not None
    cells = [cell for row in chart.table.rows for cell in row if any(c.isdigit() for c in text_of(cell))]
    assert len(cells) == 17 * 2 + 20 + 1
    assert all(isinstance(part, Shown) for cell in cells for part in cell.parts)


def test_units_are_never_mixed_on_one_axis() -> None:
    (chart,) = spread(sample_edition(), "werk")
    units = [word for word in words_in(chart.svg) if word.endswith((", 2020", ", 2022"))]
    assert units == ["procent, 2022", "per 1.000, 2020", "duizend euro, 2022"]


def test_measured_and_modelled_never_share_a_spread() -> None:
    edition = sample_edition()
    indicators = tuple(replace(i, theme="samen") for i in edition.definitions.indicators)
    together = _with_theme(edition, indicators)
    charts = spread(together, "samen")
    assert [("modelschatting" in chart.title) for chart in charts] == [False, True]


def test_counts_have_no_spread_since_a_larger_area_has_a_larger_one() -> None:
    edition = sample_edition()
    inhabitants = tuple(i for i in edition.definitions.indicators if i.unit is Unit.PERSONS)
    assert inhabitants
    assert spread(_with_theme(edition, tuple(replace(i, theme="samen") for i in inhabitants)), "samen") == ()


def test_a_theme_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(BadUsage, match=r"no theme 'wonen'\. The themes are werk, gezondheid"):
        spread(sample_edition(), "wonen")


def test_the_map_names_every_area_once_and_shows_no_more_than_a_dot() -> None:
    edition = sample_edition()
    chart = dot_map(edition, indicator="inhabitants", period="2020")
    names = [area.name for area in edition.programme.areas]
    assert sorted(word for word in words_in(chart.svg) if word in names) == sorted(names)
    assert chart.table is not None
    assert chart.table.header == ("Gebied", "Gemeente", "Inwoners, 2020")


def test_an_area_without_a_point_is_left_out_of_the_map_and_of_its_count() -> None:
    edition = sample_edition()
    points = tuple(point for point in edition.definitions.points if point.region != "DHG")
    chart = dot_map(replace(edition, definitions=replace(edition.definitions, points=points)))
    assert "Den Haag Zuidwest" not in words_in(chart.svg)
    assert "19 punten" in chart.alt
    assert chart.table is not None
    assert len(chart.table.rows) == 20


def _with_theme(edition: Edition, indicators: tuple[object, ...]) -> Edition:
    themes = (*edition.programme.themes, replace(edition.programme.themes[0], id="samen", title="Samen"))
    programme = replace(edition.programme, themes=themes)
    return replace(
        edition, definitions=replace(edition.definitions, programme=programme, indicators=indicators)
    )
