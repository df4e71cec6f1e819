"""The words that say more than words, as a table: what stands in free text, and what does not."""

import pytest

from wijkbewijs.dossier.lexicon import Axis, approximates, negations_in, numbers_in, opposite, turns_in

FREE = [
    "Het programma richt zich op de wijken waar bewoners steun nodig hebben.",
    "Een gemeente werkt samen met scholen, corporaties en politie.",
    "Wij schrijven aan de Tweede Kamer en lezen mee in de Eerste Kamer.",
    "Onder meer de bouw en, onder andere, de zorg doen mee.",
    "Dat is nu eenmaal zo, en niet langer anders.",
    "De minister leidt het programma, onder leiding van een stuurgroep.",
    "De ouders wachten achter de deur en vieren feest.",
    "Zeker is dat niet; de vierde brief volgt.",
    "Nieuwe plannen zijn welkom, en meer informatie staat in de bijlage.",
    "Het programma loopt in gebieden op de lijst.",
    "Een ander dan de minister beslist.",
]


@pytest.mark.parametrize("text", FREE)
def test_plain_words_are_free(text: str) -> None:
    assert turns_in(text) == ()
    assert numbers_in(text) == ()


NUMBERS = [
    ("in 2022", "2022"),
    ("1.200 mensen", "1.200"),
    ("een op de negen", "negen"),
    ("twee moties", "twee"),
    ("één brief", "één"),
    ("vijfentwintig buurten", "vijfentwintig"),
    ("tweehonderd woningen", "tweehonderd"),
    ("tweemaal per jaar", "tweemaal"),
    ("een miljoen inwoners", "miljoen"),
    ("de helft", "helft"),
    ("een derde deel", "een derde"),
    ("driekwart", "driekwart"),
    ("tientallen brieven", "tientallen"),
    ("anderhalf jaar", "anderhalf"),
    ("in november", "november"),
    ("½ liter", "½"),
    ("een vierjarig plan", "vierjarig"),
]


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_a_number_in_words_is_a_number(text: str, found: str) -> None:
    assert found in numbers_in(text)


DIRECTIONS = [
    ("Dat is hoger.", Axis.SIZE, True),
    ("Er zijn minder misdrijven.", Axis.SIZE, False),
    ("Het ligt onder het gemiddelde.", Axis.SIZE, False),
    ("Het aantal is gestegen.", Axis.CHANGE, True),
    ("De daling zet door.", Axis.CHANGE, False),
    ("Het aandeel nam in dat jaar toe.", Axis.CHANGE, True),
    ("De schulden lopen terug.", Axis.CHANGE, False),
    ("Het gaat beter.", Axis.WORTH, True),
    ("De wijk heeft een achterstand.", Axis.WORTH, False),
    ("De leefbaarheid verslechterde.", Axis.WORTH, False),
    ("Het gaat sneller.", Axis.BEYOND, True),
    ("Nergens is het zo als hier: de meeste mensen.", Axis.BEYOND, True),
    ("Er zijn dubbel zo veel branden.", Axis.BEYOND, True),
    ("De kans is keer zo groot.", Axis.BEYOND, None),
    ("Het bleef stabiel.", Axis.BEYOND, None),
    ("Het is mooier dan daar.", Axis.BEYOND, None),
    ("Dat verschilt van Nederland.", Axis.BEYOND, None),
]


@pytest.mark.parametrize(("text", "axis", "rises"), DIRECTIONS)
def test_a_word_of_direction_is_found_with_what_it_says(text: str, axis: Axis, rises: object) -> None:
    assert (axis, rises) in {(turn.axis, turn.rises) for turn in turns_in(text)}


@pytest.mark.parametrize("text", [text for text, _, rises in DIRECTIONS if rises is not None])
def test_turning_a_text_turns_every_word_and_twice_is_back(text: str) -> None:
    turned = opposite(text)
    assert turned != text
    assert opposite(turned) == text
    assert {t.rises for t in turns_in(turned)} == {not t.rises for t in turns_in(text)}


@pytest.mark.parametrize("text", ["dat waren er ruim ", "bijna ", "slechts ", "maar liefst "])
def test_a_word_that_stretches_a_number_is_known(text: str) -> None:
    assert approximates(text)


@pytest.mark.parametrize("text", ["er wonen ", "Dat klopt bijna. ", "", "op al "[:0]])
def test_a_plain_word_stretches_nothing(text: str) -> None:
    assert not approximates(text)


def test_a_negation_is_known() -> None:
    assert negations_in("Dat is niet hoger en nooit lager.") == ("niet", "nooit")
