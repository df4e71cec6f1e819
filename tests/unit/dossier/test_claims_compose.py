from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.dossier.sample import INDICATORS, edition, figure, gap, indicator, with_figures
from wijkbewijs.definitions.indicator import Better, Indicator
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.compose import (
    change,
    commitment,
    comparison,
    free,
    level,
    papers,
    programme_level_with_spread,
    stated,
)
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Direction, Kind, Sentence
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.kernel.figure import Absent, Status
from wijkbewijs.kernel.units import Unit

E = edition()


def text(sentence: Sentence) -> str:
    """The sentence with plain spaces, after it was judged."""
    assert check_all([sentence], E) == ()
    return sentence.text.replace("\u00a0", " ")


def test_a_comparison_says_place_year_values_and_difference() -> None:
    assert text(comparison(E, "DHG", "net-participation", "2022")) == (
        "In 2022 werkte in Den Haag Zuidwest 53,2 % van de inwoners van 15 tot 75 jaar. "
        "Dat is 11,6 procentpunt lager dan in Nederland (64,8 %)."
    )


def test_a_municipality_is_named_as_one() -> None:
    assert text(comparison(E, "DHG", "net-participation", "2022", "GM0518")).endswith(
        "lager dan in de gemeente Den Haag (62,8 %)."
    )


def test_where_intervals_meet_no_direction_is_said() -> None:
    sentence = comparison(E, "TIL", "net-participation", "2022")
    assert sentence.claim is not None
    assert sentence.claim.direction is Direction.NONE
    assert text(sentence) == (
        "In 2022 werkte in Tilburg Noord-West 64,6 % van de inwoners van 15 tot 75 jaar. "
        "In Nederland was dat 64,8 %. Of dat een echt verschil is, is met deze cijfers niet te zeggen."
    )


def test_where_the_margin_is_unknown_no_direction_is_said() -> None:
    assert text(comparison(E, "DHG", "good-health", "2020")) == (
        "Goede ervaren gezondheid: in 2020 was dat volgens een rekenmodel in Den Haag Zuidwest 70,1 %. "
        "In Nederland was dat 78,4 %. "
        "Of dat een echt verschil is, is niet te zeggen: de marge is niet bekend."
    )


def test_a_total_says_how_many_areas_it_covers_and_its_spread() -> None:
    assert text(programme_level_with_spread(E, "net-participation", "2022")) == (
        "In 2022 werkte in 3 focusgebieden samen 56,9 % van de inwoners van 15 tot 75 jaar. "
        "Per gebied loopt dit van 53,2 % tot 64,6 %."
    )
    assert text(level(E, "NPLV20.inhabitants.2020")).startswith("In 2020 woonden in de 4 focusgebieden samen")


def test_a_compared_total_also_has_its_spread() -> None:
    assert text(comparison(E, "NPLV20", "benefit-assistance", "2020")) == (
        "Bijstand per 1.000 inwoners: in 2020 was dat in de 4 focusgebieden samen 68,8 per 1.000. "
        "Dat is 44,6 per 1.000 meer dan in Nederland (24,2 per 1.000). "
        "Per gebied loopt dit van 45,5 tot 88,1 per 1.000."
    )


def test_a_total_without_spread_is_not_said() -> None:
    alone = with_figures(
        *(
            replace(E.figure(f"{area}.net-participation.2022"), value=Absent.SUPPRESSED, low=None, high=None)
            for area in ("HRL", "TIL")
        )
    )
    with pytest.raises(UnprovenClaim, match="spread"):
        programme_level_with_spread(alone, "net-participation", "2022")


def test_a_change_of_a_count_says_more_or_fewer() -> None:
    assert text(change(E, "DHG", "crimes", "2021", "2025")) == (
        "Geregistreerde misdrijven: in 2025 waren het er in Den Haag Zuidwest 6.798. "
        "Dat zijn er 729 meer dan in 2021 (6.069)."
    )


def test_a_change_that_may_be_nothing_is_left_open() -> None:
    assert text(change(E, "DHG", "crimes", "2021", "2022")) == (
        "Geregistreerde misdrijven: in 2022 waren het er in Den Haag Zuidwest 6.100. "
        "In 2021 waren het er 6.069. Of dat een echt verschil is, is met deze cijfers niet te zeggen."
    )


def test_a_change_of_an_index_is_in_points() -> None:
    assert text(change(E, "DHG", "safety-index", "2021", "2025")) == (
        "Veiligheidsindex: in 2025 was dat in Den Haag Zuidwest 98. Dat is 6 punten hoger dan in 2021 (92)."
    )


def test_a_value_in_euro_keeps_its_thousand() -> None:
    assert text(comparison(E, "DHG", "woz-value", "2022")).endswith(
        "198 duizend euro. Dat is 146 duizend euro lager dan in Nederland (344 duizend euro)."
    )


def test_a_promise_is_said_with_paper_and_day_and_a_motion_with_what_we_did_not_see() -> None:
    assert text(commitment(E, "S10")) == (
        "Toegezegd op 4 juli 2022 (Kamerstuk 30995, nr. 100): De Kamer krijgt twee keer per jaar bericht."
    )
    assert text(commitment(E, "motie")) == (
        "Motie Ceder (Kamerstuk 35925 VII, nr. 24): "
        "De Kamer vroeg om schotten tussen budgetten weg te nemen. "
        "De letterlijke tekst hebben wij niet gezien."
    )


def test_papers_are_named_with_their_days() -> None:
    first, _, second, *_ = E.programme.documents
    assert text(papers(E, "Zie ", (first, second), ".")) == (
        "Zie Kamerstuk 30995, nr. 100 van 4 juli 2022 en Kamerstuk 30995, nr. 102 van 12 juni 2023."
    )


def test_a_stated_sentence_claims_what_it_shows() -> None:
    sentence = stated("Hier staat niets bij.")
    assert sentence.claim is not None
    assert sentence.claim.kind is Kind.LEVEL
    assert free("Hier ook niet.").claim is None


@pytest.mark.parametrize(
    "build",
    [
        lambda e: level(e, "GRO.net-participation.2022"),
        lambda e: level(e, "DHG.onbekend.2022"),
        lambda e: comparison(e, "DHG", "inhabitants", "2020"),
        lambda e: change(e, "DHG", "crimes", "2022", "2025"),
        lambda e: commitment(e, "S99"),
    ],
)
def test_what_the_edition_does_not_hold_is_not_said(build: Callable[[Edition], Sentence]) -> None:
    with pytest.raises(UnprovenClaim):
        build(E)


TITLES = [
    ("Inwoners", Unit.PERSONS, 0, "woonden … mensen"),
    ("Huishoudens", Unit.HOUSEHOLDS, 0, ""),
    ("Woningen", Unit.DWELLINGS, 0, "stonden … woningen"),
    ("Woninginbraken in de wijken van Rotterdam", Unit.CRIMES, 0, ""),
    ("Kinderen tot 15 jaar", Unit.PERCENT, 1, "was … van de inwoners jonger dan 15 jaar"),
    ("Eenpersoonshuishoudens", Unit.PERCENT, 1, ""),
    ("Koopwoningen", Unit.PERCENT, 1, "was … van de woningen een koopwoning"),
    ("Personen met een laag inkomen", Unit.PERCENT, 1, ""),
    ("Opleiding op hbo- of wo-niveau", Unit.PERCENT, 1, ""),
    ("Matig of hoog risico op angst of depressie", Unit.PERCENT, 1, ""),
    ("Roken", Unit.PERCENT, 1, "rookte … van de volwassenen"),
    ("Overmatig drinken", Unit.PERCENT, 1, ""),
    ("Bijstand per 1.000 inwoners", Unit.PER_1000, 1, "kregen … van elke 1.000 inwoners bijstand"),
    ("WW per 1.000 inwoners van 15 tot 65 jaar", Unit.PER_1000, 1, ""),
    ("Personen per huishouden", Unit.PERSONS_PER_HOUSEHOLD, 1, ""),
    ("Auto's per huishouden", Unit.PER_HOUSEHOLD, 1, ""),
    ("Afstand tot een grote supermarkt", Unit.KM, 1, ""),
    ("Gemiddelde woningwaarde (WOZ)", Unit.EURO_THOUSAND, 0, "was een woning gemiddeld … duizend euro waard"),
    ("Veiligheidsindex van het Wijkprofiel Rotterdam", Unit.INDEX, 0, ""),
    ("Adressen per km²", Unit.PER_KM2, 0, ""),
    ("Leefbaarheid", Unit.SCORE, 1, ""),
]


@pytest.mark.parametrize("status", [Status.MEASURED, Status.MODELLED, Status.ESTIMATED, Status.REPORTED])
@pytest.mark.parametrize("row", TITLES, ids=[row[0] for row in TITLES])
def test_every_kind_of_indicator_can_be_said_and_proven(
    row: tuple[str, Unit, int, str], status: Status
) -> None:
    title, unit, decimals, phrase = row
    item = indicator("kind", title, unit, decimals, Better.HIGHER, status, phrase=phrase)
    source = _with(item)
    sentences = [level(source, "DHG.kind.2022")]
    if not unit.additive:
        sentences += [comparison(source, place, "kind", "2022") for place in ("DHG", "HRL")]
    assert check_all(sentences, source) == ()
    assert {s.claim.direction for s in sentences[1:] if s.claim} <= {Direction.LOWER, Direction.NONE}


def _with(item: Indicator) -> Edition:
    """The sample with one indicator more: DHG apart from the Netherlands, HRL not."""
    definitions = replace(E.definitions, indicators=(*INDICATORS, item))
    model = figure("DHG", "net-participation", "2022", 1.0, (1, 1))
    found = [
        replace(
            model,
            id=f"{region}.kind.2022",
            region=region,
            indicator="kind",
            value=value,
            low=value - 1,
            high=value + 1,
            unit=item.unit,
            status=item.status,
            definition=item.definition,
        )
        for region, value in {"DHG": 21.0, "HRL": 29.0, "NL": 30.0}.items()
    ]
    gaps = [gap(found[0], found[2]), gap(found[1], found[2])]
    figures = {**E.figures, **{f.id: f for f in (*found, *gaps)}}
    return replace(E, definitions=definitions, figures=figures)
