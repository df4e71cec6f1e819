"""Origin, nationality, religion and marital status enter nowhere: not as indicator, input or measure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.definitions.checks.vocabulary import STEMS, forbidden_word
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition

WORDS = (
    *(
        "herkomst",
        "Migratieachtergrond",
        "nationaliteit",
        "geboorteland",
        "etniciteit",
        "NietWestersTotaal_18",
    ),
    *("WestersTotaal_17", "Marokko_19", "Suriname_21", "Turkije_22", "religie", "godsdienst", "Gehuwd_14"),
    *(
        "Ongehuwd_13",
        "Gescheiden_15",
        "Verweduwd_16",
        "burgerlijke staat",
        "origin",
        "nationality",
        "married",
    ),
)
PLACES = (
    ("indicators/all.yml", "title: Werk", "title: Werk naar {}"),
    ("indicators/all.yml", "question: Welk deel", "question: Welk {} deel"),
    ("indicators/all.yml", "of: work_pct", "of: {}"),
    ("indicators/all.yml", "per: inhabitants", "per: {}"),
    ("programmes/nplv/own_indicators.yml", "title: arbeidsparticipatie", "title: arbeid naar {}"),
    ("sources/kern.yml", "title: Aantal inwoners", "title: {}"),
    ("sources/kern.yml", "input: inhabitants", "input: {}"),
    ("sources/kern.yml", "unit: aantal", "column: {}, unit: aantal"),
    ("sources/kern.yml", "unit: aantal", "group: {}, unit: aantal"),
)


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_known_as_forbidden(word: str) -> None:
    assert forbidden_word(word) is not None
    assert forbidden_word(f"Personen naar {word.upper()}") is not None


@pytest.mark.parametrize(("name", "old", "new"), PLACES)
def test_the_word_is_refused_wherever_something_is_measured(
    small: Path, name: str, old: str, new: str
) -> None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new.format("herkomst")), encoding="utf-8")
    with pytest.raises(BadDefinition, match=r"'herkomst' in .* are never measured or used as a weight"):
        load_definitions(small)


@pytest.mark.parametrize(
    "text",
    [
        "Huishoudens met kinderen",
        "verhuisbewegingen",
        "woonduur in het gebied",
        "originele waarde",
        "Kerncijfers wijken en buurten",
        "afstand tot een kinderdagverblijf",
        "Weduwnaarsstraat",
    ],
)
def test_an_ordinary_word_passes(text: str) -> None:
    assert forbidden_word(text) is None


@given(st.sampled_from(STEMS), st.text("abcdefghij", max_size=5))
def test_no_ending_hides_a_forbidden_stem(stem: str, ending: str) -> None:
    assert forbidden_word(f"{stem}{ending}") == stem


def test_a_reason_may_name_what_is_not_measured(small: Path) -> None:
    path = small / "indicators/all.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("why: Werk geeft", "why: Zonder herkomst te meten. Werk geeft"), "utf-8")
    assert "herkomst" in load_definitions(small).indicators[1].why


def test_what_is_shipped_measures_none_of_it(shipped: Loaded) -> None:
    inputs = [measured.input for source in shipped.sources for measured in source.measures]
    titles = [measured.title for source in shipped.sources for measured in source.measures]
    names = [i.title for i in shipped.indicators] + [own.title for own in shipped.own_indicators]
    assert len(inputs) > 100
    assert [text for text in (*inputs, *titles, *names) if forbidden_word(text)] == []
