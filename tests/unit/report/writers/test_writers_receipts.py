"""A receipt tells how a number was made, from what, and how sure it is, in words that a resident can read."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.kernel.figure import Figure, IntervalKind, Measure, Receipt
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers import words
from wijkbewijs.report.writers.links import Bundle, receipt_page
from wijkbewijs.report.writers.receipts import groups, receipt_pages

TITLES = {"inhabitants": "aantal inwoners", "persons_15plus": "inwoners van 15 jaar en ouder"}


def text_of(path: Path) -> str:
    plain = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))
    return re.sub(r"\s+", " ", plain)


@pytest.fixture
def inhabitants(edition: Edition) -> Figure:
    return edition.level("DHG", "inhabitants", "2020")


def test_every_figure_of_the_edition_has_its_anchor_on_its_page(edition: Edition, written: Path) -> None:
    for figure in edition.figures.values():
        page = written / "bewijs" / receipt_page(figure.region, figure.indicator)
        assert f'<section class="chapter" id="{figure.id}">' in page.read_text(encoding="utf-8")


def test_there_is_no_receipt_without_a_figure(edition: Edition, written: Path) -> None:
    expected = {group.page for group in groups(edition)}
    expected |= {f"{region}.html" for region in {figure.region for figure in edition.figures.values()}}
    assert {path.name for path in (written / "bewijs").iterdir()} == {*expected, "index.html", "feiten.html"}


def test_a_receipt_tells_everything_that_made_the_number(written: Path) -> None:
    text = text_of(written / "bewijs" / "DHG-inhabitants.html")
    for words_ in (
        "71.120", "71.100 tot 71.348 (marge door afronding)", "Alle delen van het gebied zijn opgeteld",
        "Som 71.120", "telt er 208 die bij geen wijk horen", "100 % van het gebied", "inhabitants@1",
        "cbs-84799NED", "Kerncijfers wijken en buurten 2020", "CC BY 4.0", "20 november 2026", "ab12" * 16,
        "een kopie op een andere plek", "Het CBS rondt aantallen", "W301", "WK051833",
        "Wateringse Veld &amp; omgeving", "50 %", "De grens is ons voorstel", "genoemde wijken",
        "DHG.inhabitants.2020", "Hoger is beter", "Gemeten", "Wie verhuist",
    ):  # fmt: skip
        assert words_ in text, words_


def test_a_modelled_figure_says_so_and_shows_the_effect_of_the_other_weight(written: Path) -> None:
    text = text_of(written / "bewijs" / "DHG-good-health.html")
    assert "Modelcijfer. De bron heeft dit met een model berekend" in text
    assert "Marge onbekend" in text
    assert "Gewogen met aantal inwoners: 66,62 (verschil −1,73)." in text
    assert "elk deel gewogen met inwoners van 15 jaar en ouder" in text


def test_a_difference_links_to_the_two_figures_it_was_made_from(written: Path) -> None:
    page = (written / "bewijs" / "DHG-good-health.html").read_text(encoding="utf-8")
    section = page[page.index('class="chapter" id="DHG.good-health.2016-2020.change"') :]
    parts = section[section.index("Gemaakt uit") : section.index("Bron<")]
    hrefs = [
        "DHG-good-health.html#DHG.good-health.2020",
        "DHG-good-health.html#DHG.good-health.2016",
    ]
    assert re.findall(r'href="([^"]+)"', parts) == hrefs


def test_a_page_shows_the_history_and_where_it_cannot_be_compared(
    edition: Edition, brief: Letter, annex: Letter
) -> None:
    broken = tuple(
        replace(indicator, breaks=("2020",)) if indicator.id == "good-health" else indicator
        for indicator in edition.definitions.indicators
    )
    changed = replace(edition, definitions=replace(edition.definitions, indicators=broken))
    pages = dict(receipt_pages(changed, Bundle.of([brief, annex]), "CONCEPT"))
    page = pages["DHG-good-health.html"]
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    labels = re.findall(r'<th scope="row">([^<]+)<', table)
    assert labels == ["2016", "2020", "2020, verschil met Nederland", "2016–2020, verandering"]
    assert "Cijfers vanaf 2020 zijn niet te vergelijken met eerdere" in page


def test_an_absent_figure_has_a_receipt_with_the_reason_and_no_margin(written: Path) -> None:
    page = (written / "bewijs" / "ROO-good-health.html").read_text(encoding="utf-8")
    section = page[
        page.index('class="chapter" id="ROO.good-health.2016"') : page.index(
            'class="chapter" id="ROO.good-health.2020"'
        )
    ]
    assert "afgeschermd. Het aantal is zo klein dat de bron het niet toont." in section
    assert "Marge" not in section


def test_the_index_leads_to_every_place_and_areas_come_in_alphabetical_order(
    edition: Edition, written: Path
) -> None:
    page = (written / "bewijs" / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'<li><a href="(\w+)\.html">([^<]+)</a></li>', page)
    names = [name for code, name in listed if code in {area.id for area in edition.programme.areas}]
    assert names == sorted(edition.region_name(area.id) for area in edition.programme.areas)
    assert {code for code, _ in listed} == {figure.region for figure in edition.figures.values()}


def test_a_figure_without_a_receipt_stops_the_writing(edition: Edition, brief: Letter, annex: Letter) -> None:
    lacking = replace(edition, receipts={})
    with pytest.raises(EditionBroken, match="has no receipt"):
        list(receipt_pages(lacking, Bundle.of([brief, annex]), "CONCEPT"))


@pytest.mark.parametrize("kind", list(IntervalKind))
def test_no_margin_is_said_with_the_words_of_another(inhabitants: Figure, kind: IntervalKind) -> None:
    others = {
        words.margin_words(replace(inhabitants, interval_kind=other), 0)
        for other in IntervalKind
        if other is not kind
    }
    assert words.margin_words(replace(inhabitants, interval_kind=kind), 0) not in others


def test_a_margin_of_a_difference_carries_its_signs(edition: Edition) -> None:
    gap = replace(edition.figure("DHG.good-health.2020.gap-NL"), value=-1.0, low=-2.25, high=0.5)
    assert words.range_text(gap, 1) == "−2,25 tot +0,50"


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure.LEVEL, "2016–2020"),
        (Measure.GAP, "2016–2020, verschil met Nederland"),
        (Measure.CHANGE, "2016–2020, verandering"),
        (Measure.GAP_CHANGE, "2016–2020, verandering van het verschil met Nederland"),
    ],
)
def test_a_figure_is_named_by_what_it_measures(
    edition: Edition, inhabitants: Figure, measure: Measure, expected: str
) -> None:
    named = replace(inhabitants, measure=measure, period="2016-2020", against="NL")
    assert words.label(named, edition) == expected


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        (Receipt("x", "sum", of="inhabitants", unit_count="2"), "opgeteld: aantal inwoners."),
        (Receipt("x", "ratio", of="a", per="inhabitants"), "a, gedeeld door aantal inwoners, keer 1.000."),
        (Receipt("x", "weighted_mean", of="a", per="persons_15plus"), "gewogen met inwoners van 15 jaar"),
        (Receipt("x", "difference"), "Het eerste van de twee cijfers"),
        (Receipt("x", "sum", of="inhabitants", unit_count="1"), "Het cijfer van één plek"),
    ],
)
def test_every_formula_has_a_sentence(edition: Edition, receipt: Receipt, expected: str) -> None:
    indicator = replace(edition.indicator("good-health"), scale=1000.0)
    assert expected in words.formula_words(receipt, indicator, TITLES)


def test_a_formula_without_a_sentence_is_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="'median' has no words"):
        words.formula_words(Receipt("x", "median"), edition.indicator("good-health"), TITLES)


def test_a_region_that_the_source_composes_says_of_how_many_parts() -> None:
    assert words.count_words(Receipt("x", "sum", unit_count="345")) == "345 delen"
    assert words.count_words(Receipt("x", "sum", unit_count="1")) == ""
