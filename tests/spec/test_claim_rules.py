"""What the evidence of each kind of claim must show, as tables: evidence, and allowed or the rule it breaks.

The sentences are written by hand, so that the table does not lean on `dossier.compose`.
"""

from dataclasses import replace

import pytest

from tests.unit.dossier.sample import edition, with_figures
from wijkbewijs.dossier.claims import findings
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Claim, Direction, Fact, Kind, Part, Sentence, Shown, Words
from wijkbewijs.kernel.figure import Absent, IntervalKind

NB = "\u00a0"
E = edition()
DHG, NL, GAP = "DHG.net-participation.2022", "NL.net-participation.2022", "DHG.net-participation.2022.gap-NL"
TIL, TIL_GAP = "TIL.net-participation.2022", "TIL.net-participation.2022.gap-NL"
TITLE = Fact("indicator:net-participation", "Nettoarbeidsparticipatie")
YEAR = Fact("period:2022", "2022")


def at(region: str) -> Fact:
    return Fact(f"region:{region}", E.region_name(region))


def show(figure_id: str, text: str, source: Edition = E) -> Shown:
    return Shown(source.figure(figure_id), text)


def compared(  # noqa: PLR0917 - a row of the table
    place: str, value: str, gap: str, turn: str, direction: Direction, gap_value: str, source: Edition = E
) -> Sentence:
    """Say `... in 2022 in <place> <value>, <gap> procentpunt <turn> dan in Nederland (64,8 %).`."""
    parts: tuple[Part, ...] = (
        TITLE, Words(": in "), YEAR, Words(" in "), at(place.partition(".")[0]), Words(" "),
        show(place, value, source), Words(", "), show(gap, gap_value, source),
        Words(f" procentpunt {turn} dan in "), at("NL"), Words(" ("), show(NL, f"64,8{NB}%", source),
        Words(")."),
    )  # fmt: skip
    return Sentence(parts, Claim(Kind.COMPARISON, direction, (place, NL, gap)))


def undecided(place: str, value: str, words: str) -> Sentence:
    parts: tuple[Part, ...] = (
        TITLE, Words(": in "), YEAR, Words(" in "), at(place.partition(".")[0]), Words(" "),
        show(place, value), Words(", in "), at("NL"), Words(" "), show(NL, f"64,8{NB}%"), Words(words),
    )  # fmt: skip
    return Sentence(parts, Claim(Kind.COMPARISON, Direction.NONE, (place, NL)))


OPEN = ". Of dat een verschil is, is niet te zeggen."
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER

COMPARISONS = [
    ("intervals apart, lower", compared(DHG, f"53,2{NB}%", GAP, "lager", LOWER, "11,6"), ""),
    ("intervals apart, worse", compared(DHG, f"53,2{NB}%", GAP, "slechter", LOWER, "11,6"), ""),
    ("intervals apart, other side", compared(DHG, f"53,2{NB}%", GAP, "hoger", HIGHER, "11,6"), "C403"),
    ("word against claim", compared(DHG, f"53,2{NB}%", GAP, "hoger", LOWER, "11,6"), "C302"),
    ("better against better", compared(DHG, f"53,2{NB}%", GAP, "beter", LOWER, "11,6"), "C302"),
    ("a change where none is", compared(DHG, f"53,2{NB}%", GAP, "gedaald", LOWER, "11,6"), "C302"),
    ("speed is not proven", compared(DHG, f"53,2{NB}%", GAP, "langzamer", LOWER, "11,6"), "C302"),
    ("denied", compared(DHG, f"53,2{NB}%", GAP, "niet lager", LOWER, "11,6"), "C304"),
    ("no word", compared(DHG, f"53,2{NB}%", GAP, "apart", LOWER, "11,6"), "C303"),
    ("sign said twice", compared(DHG, f"53,2{NB}%", GAP, "lager", LOWER, "−11,6"), "C202"),
    ("intervals meet", compared(TIL, f"64,6{NB}%", TIL_GAP, "lager", LOWER, "0,2"), "C403"),
    ("gap of another place", compared(DHG, f"53,2{NB}%", TIL_GAP, "lager", LOWER, "0,2"), "C403"),
    ("open, and said so", undecided(TIL, f"64,6{NB}%", OPEN), ""),
    ("open, and not said", undecided(TIL, f"64,6{NB}%", "."), "C404"),
    ("decided, and called open", undecided(DHG, f"53,2{NB}%", OPEN), "C404"),
    ("change as comparison", compared(DHG, f"53,2{NB}%", GAP, "lager", Direction.DOWN, "11,6"), "C403"),
]


@pytest.mark.parametrize(("name", "sentence", "breaks"), COMPARISONS, ids=[row[0] for row in COMPARISONS])
def test_a_comparison_needs_separated_intervals(name: str, sentence: Sentence, breaks: str) -> None:
    del name
    codes = {finding.code for finding in findings(sentence, E)}
    assert codes == set() if not breaks else breaks in codes


def crimes(  # noqa: PLR0917 - a row of the table
    earlier: str, later: str, old: str, new: str, change: str, turn: str, direction: Direction
) -> Sentence:
    """Say `... in Den Haag Zuidwest: in <earlier> <old>, in <later> <new>, <change> <turn>.`."""
    a, b, c = f"DHG.crimes.{earlier}", f"DHG.crimes.{later}", f"DHG.crimes.{earlier}-{later}.change"
    parts: tuple[Part, ...] = (
        Fact("indicator:crimes", "Geregistreerde misdrijven"), Words(" in "), at("DHG"), Words(": in "),
        Fact(f"period:{earlier}", earlier), Words(" "), show(a, old), Words(", in "),
        Fact(f"period:{later}", later), Words(" "), show(b, new), Words(", "), show(c, change),
        Words(f" {turn}."),
    )  # fmt: skip
    return Sentence(parts, Claim(Kind.CHANGE, direction, (a, b, c)))


UP, DOWN = Direction.UP, Direction.DOWN
CHANGES = [
    ("excludes zero, up", crimes("2021", "2025", "6.069", "6.798", "729", "meer", UP), ""),
    ("excludes zero, risen", crimes("2021", "2025", "6.069", "6.798", "729", "gestegen", UP), ""),
    ("more crime is worse", crimes("2021", "2025", "6.069", "6.798", "729", "slechter", UP), ""),
    ("more crime is not better", crimes("2021", "2025", "6.069", "6.798", "729", "beter", UP), "C302"),
    ("other side", crimes("2021", "2025", "6.069", "6.798", "729", "minder", DOWN), "C402"),
    ("holds zero", crimes("2021", "2022", "6.069", "6.100", "31", "meer", UP), "C402"),
    ("across a break", crimes("2018", "2020", "6.249", "6.044", "205", "minder", DOWN), "C407"),
    ("years traded", crimes("2021", "2025", "6.798", "6.069", "729", "meer", UP), "C202"),
    ("a change is not lower", crimes("2021", "2025", "6.069", "6.798", "729", "meer", HIGHER), "C402"),
]


@pytest.mark.parametrize(("name", "sentence", "breaks"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_change_needs_an_interval_without_zero_on_one_side_of_a_break(
    name: str, sentence: Sentence, breaks: str
) -> None:
    del name
    codes = {finding.code for finding in findings(sentence, E)}
    assert codes == set() if not breaks else breaks in codes


def total(*parts: Part, facts: tuple[str, ...] = ("covered:net-participation.2022",)) -> Sentence:
    """Say `... in 2022 in 3 gebieden: 56,9 %` and what follows."""
    head: tuple[Part, ...] = (
        TITLE, Words(" in "), YEAR, Words(" in "), Fact("covered:net-participation.2022", "3"),
        Words(" gebieden: "), show("NPLV20.net-participation.2022", f"56,9{NB}%"),
    )  # fmt: skip
    figures = ("NPLV20.net-participation.2022", *(p.figure.id for p in parts if isinstance(p, Shown)))
    return Sentence((*head, *parts), Claim(Kind.LEVEL, Direction.NONE, figures, facts))


LOW, HIGH = show(DHG, f"53,2{NB}%"), show(TIL, f"64,6{NB}%")
MIDDLE = show("HRL.net-participation.2022", f"55,4{NB}%")
TOTALS = [
    ("with its spread", total(Words(", per gebied van "), LOW, Words(" tot "), HIGH), ""),
    ("alone", total(Words(".")), "C405"),
    ("without its highest", total(Words(", per gebied van "), LOW), "C405"),
    ("with another as lowest", total(Words(", per gebied van "), MIDDLE, Words(" tot "), HIGH), "C405"),
    ("spread turned", total(Words(", per gebied van "), HIGH, Words(" tot "), LOW), "C205"),
    (
        "as if it covered all",
        total(
            Words(", per gebied van "), LOW, Words(" tot "), HIGH,
            Words(" in "), Fact("programme:areas", "4"),
            facts=("covered:net-participation.2022", "programme:areas"),
        ),
        "C405",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sentence", "breaks"), TOTALS, ids=[row[0] for row in TOTALS])
def test_a_programme_total_stands_with_its_spread_and_coverage(
    name: str, sentence: Sentence, breaks: str
) -> None:
    del name
    codes = {finding.code for finding in findings(sentence, E)}
    assert codes == set() if not breaks else breaks in codes


def promise(*parts: Part, facts: tuple[str, ...]) -> Sentence:
    return Sentence(parts, Claim(Kind.COMMITMENT, Direction.NONE, (), facts))


PAPER, DAY = (
    Fact("document:30995-100", "Kamerstuk 30995, nr. 100"),
    Fact("document:30995-100.date", "4 juli 2022"),
)
COMMITMENTS = [
    ("paper and day", promise(PAPER, Words(" van "), DAY, facts=(PAPER.id, DAY.id)), ""),
    ("paper without its day", promise(PAPER, facts=(PAPER.id,)), "C406"),
    ("no paper", promise(Words("De minister zegt dit toe."), facts=()), "C406"),
    ("another day", promise(PAPER, replace(DAY, text="5 juli 2022"), facts=(PAPER.id, DAY.id)), "C501"),
    (
        "a paper that does not exist",
        promise(Fact("document:30995-99", "Kamerstuk 30995, nr. 99"), facts=("document:30995-99",)),
        "C501",
    ),
    ("a paper that is not claimed", promise(PAPER, Words(" van "), DAY, facts=(PAPER.id,)), "C502"),
]


@pytest.mark.parametrize(("name", "sentence", "breaks"), COMMITMENTS, ids=[row[0] for row in COMMITMENTS])
def test_a_commitment_needs_its_papers_with_their_days(name: str, sentence: Sentence, breaks: str) -> None:
    del name
    codes = {finding.code for finding in findings(sentence, E)}
    assert codes == set() if not breaks else breaks in codes


def levels(*ids_and_texts: tuple[str, str], title: Fact = TITLE, extra: str = "") -> Sentence:
    parts: list[Part] = [title, Words(" in "), YEAR]
    for figure_id, text in ids_and_texts:
        parts += [Words(", in "), at(figure_id.partition(".")[0]), Words(" "), show(figure_id, text)]
    ids = tuple(figure_id for figure_id, _ in ids_and_texts)
    return Sentence((*parts, Words(f"{extra}.")), Claim(Kind.LEVEL, Direction.NONE, ids))


LEVELS = [
    ("one value", levels((DHG, f"53,2{NB}%")), ""),
    ("two places side by side", levels((DHG, f"53,2{NB}%"), (NL, f"64,8{NB}%")), ""),
    ("rounded otherwise", levels((DHG, f"53{NB}%")), "C202"),
    ("without its sign", levels((DHG, "53,2")), "C202"),
    ("a direction in a level", levels((DHG, f"53,2{NB}%"), extra=", en dat is laag en lager"), "C301"),
    ("a gap in a level", levels((GAP, "−11,6")), "C401"),
    ("the unit of another", levels((DHG, f"53,2{NB}%"), extra=" inwoners"), "C204"),
    (
        "another indicator's name",
        levels((DHG, f"53,2{NB}%"), title=Fact("indicator:poverty", "Armoede")),
        "C205",
    ),
]


@pytest.mark.parametrize(("name", "sentence", "breaks"), LEVELS, ids=[row[0] for row in LEVELS])
def test_a_level_is_a_value_as_it_stands(name: str, sentence: Sentence, breaks: str) -> None:
    del name
    codes = {finding.code for finding in findings(sentence, E)}
    assert codes == set() if not breaks else breaks in codes


def test_an_absent_value_proves_no_level() -> None:
    figure = replace(E.figure(DHG), value=Absent.LOW_COVERAGE, low=None, high=None)
    source = with_figures(figure)
    sentence = levels((DHG, f"53,2{NB}%"))
    parts = tuple(Shown(figure, p.text) if isinstance(p, Shown) else p for p in sentence.parts)
    codes = {finding.code for finding in findings(replace(sentence, parts=parts), source)}
    assert "C401" in codes


def test_two_definitions_never_stand_together() -> None:
    other = replace(E.figure(NL), definition="net-participation@2")
    source = with_figures(other, replace(E.figure(GAP)))
    sentence = compared(DHG, f"53,2{NB}%", GAP, "lager", LOWER, "11,6", source)
    found = [f for f in findings(sentence, source) if f.code == "C407"]
    assert "net-participation@1" in found[0].text
    assert "net-participation@2" in found[0].text


def test_a_comparison_without_a_known_margin_proves_no_direction() -> None:
    unknown = [
        replace(E.figure(i), low=None, high=None, interval_kind=IntervalKind.UNPUBLISHED_MARGIN)
        for i in (DHG, NL, GAP)
    ]
    source = with_figures(*unknown)
    sentence = compared(DHG, f"53,2{NB}%", GAP, "lager", LOWER, "11,6", source)
    assert "C403" in {finding.code for finding in findings(sentence, source)}


def test_an_interval_is_not_trusted_where_its_margin_is_unpublished() -> None:
    marked = [replace(E.figure(i), interval_kind=IntervalKind.UNPUBLISHED_MARGIN) for i in (DHG, NL, GAP)]
    source = with_figures(*marked)
    sentence = compared(DHG, f"53,2{NB}%", GAP, "lager", LOWER, "11,6", source)
    assert "C403" in {finding.code for finding in findings(sentence, source)}
