"""What holds for every chart: its bytes, its type, its colours, and what stands beside it."""

import base64
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import altair as alt
import pytest
import vl_convert
from fontTools.ttLib import TTFont

from tests.unit.report.charts_sample import SVG, all_charts, sample_edition, text_of, with_figure, words_in
from wijkbewijs.report.charts import gaps, style
from wijkbewijs.report.charts.drawing import drawn
from wijkbewijs.report.charts.style import specification
from wijkbewijs.report.letter import Chart

IDS = (
    "kaart-gebieden",
    "gebieden-net-participation-2022",
    "gebieden-good-health-2020",
    "verloop-RTM-crimes",
    "verloop-DHG-good-health",
    "spreiding-werk-1",
    "spreiding-gezondheid-1",
    "tijdlijn-brieven",
)


@pytest.fixture(params=IDS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return next(drawn_chart for drawn_chart in all_charts() if drawn_chart.id == request.param)


def test_every_kind_of_chart_is_looked_at() -> None:
    assert tuple(drawn_chart.id for drawn_chart in all_charts()) == IDS


def test_the_same_figures_give_the_same_bytes() -> None:
    drawings = [chart.svg for chart in all_charts()]
    all_charts.cache_clear()
    assert [chart.svg for chart in all_charts()] == drawings


def test_every_chart_is_valid_vega_lite(monkeypatch: pytest.MonkeyPatch) -> None:
    specifications = []
    draw = vl_convert.vegalite_to_svg

    def recorded(spec: dict[str, object], **options: str) -> str:
        specifications.append(spec)
        return draw(spec, **options)

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", recorded)
    all_charts.cache_clear()
    assert len(all_charts()) == len(specifications)
    for spec in specifications:
        alt.Chart.from_dict(spec, validate=True)  # raises when the schema of Vega-Lite refuses it


def test_no_chart_weighs_forty_kilobytes(chart: Chart) -> None:
    assert len(chart.svg) < 40_000


def test_every_chart_is_as_wide_as_the_column(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.get("width") == "604"
    assert root.get("viewBox") == f"0 0 604 {root.get('height')}"


def test_a_drawing_that_would_be_cut_off_is_refused() -> None:
    wide = alt.LayerChart(layer=[style.part("dot").mark_point()], data=style.data(), width=700)
    with pytest.raises(ValueError, match="704 pixels wide and would be cut off at 604"):
        drawn(specification(style.template(wide), [{"kind": "dot"}]), "Titel", "Beschrijving")


def test_every_glyph_comes_from_the_embedded_font(chart: Chart) -> None:
    found = re.search(rb"font-family:'Source Sans Pro';src:url\(data:font/ttf;base64,([^)]+)\)", chart.svg)
    assert found is not None
    embedded = TTFont(io.BytesIO(base64.b64decode(found[1])))
    characters = {ord(character) for word in words_in(chart.svg) for character in word}
    assert characters <= set(embedded.getBestCmap())


def test_no_text_asks_for_another_font_or_weight(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.get("font-family") == "'Source Sans Pro',sans-serif"
    below = [element for element in root.iter() if element is not root]
    assert not [e for e in below if e.get("font-family") or e.get("font-weight") not in {None, "normal"}]


def test_text_is_at_least_eight_points_on_paper(chart: Chart) -> None:
    sizes = re.findall(rb'font-size="([\d.]+)px"', chart.svg)
    assert sizes
    assert min(float(size) for size in sizes) * 72 / 96 >= 8


def test_every_chart_says_in_words_what_is_to_be_seen(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert len(chart.alt) > 80


def test_every_chart_has_its_table_beside_it(chart: Chart) -> None:
    table = chart.table
    assert table is not None
    assert table.id == f"tabel-{chart.id}"
    assert all(len(row) == len(table.header) for row in table.rows)
    assert all(row[0].header for row in table.rows)
    assert len(table.widths) == len(table.header)


def test_no_drawing_is_a_league_table(chart: Chart) -> None:
    """Wherever areas stand in rows they stand in alphabetical order, in the drawing and in the table."""
    names = {area.name for area in sample_edition().programme.areas}
    assert chart.table is not None
    in_table = [text_of(row[0]) for row in chart.table.rows if text_of(row[0]) in names]
    assert in_table == sorted(in_table)
    if chart.id.startswith("gebieden"):
        in_drawing = [word.removesuffix(" ≈") for word in words_in(chart.svg)]
        in_drawing = [word for word in in_drawing if word in names]
        assert len(in_drawing) == 20
        assert in_drawing == sorted(in_drawing)


def test_numbers_are_written_as_in_dutch() -> None:
    history = next(chart for chart in all_charts() if chart.id == "verloop-RTM-crimes")
    assert "3,9" in words_in(history.svg)
    assert not [word for word in words_in(history.svg) if re.search(r"\d\.\d(?!\d\d)", word)]


@pytest.mark.parametrize("colour", [style.INK, style.SOFT, style.PLACE, style.CITY, style.COUNTRY])
def test_what_carries_meaning_can_be_read_on_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


def test_red_and_green_never_occur(chart: Chart) -> None:
    for red, green, blue in (
        channels(found.decode()) for found in set(re.findall(rb"#[0-9a-f]{6}", chart.svg))
    ):
        is_red = red > 2 * green and red > 2 * blue
        is_green = green > 1.3 * red and green > 1.3 * blue
        assert not is_red
        assert not is_green


def test_a_drawing_is_made_once_and_then_read_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = sample_edition()
    made = gaps(edition, "net-participation", "2022", cache=tmp_path / "charts")
    assert made.svg == gaps(edition, "net-participation", "2022").svg
    monkeypatch.delattr(vl_convert, "vegalite_to_svg")
    assert gaps(edition, "net-participation", "2022", cache=tmp_path / "charts") == made


def test_another_number_is_never_served_from_the_cache(tmp_path: Path) -> None:
    edition = sample_edition()
    before = gaps(edition, "net-participation", "2022", cache=tmp_path)
    changed = with_figure(edition, "DHG.net-participation.2022", value=60.0, low=59.0, high=61.0)
    assert gaps(changed, "net-participation", "2022", cache=tmp_path).svg != before.svg
    assert len(list(tmp_path.glob("*.svg"))) == 2


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 (relative luminance of sRGB)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
