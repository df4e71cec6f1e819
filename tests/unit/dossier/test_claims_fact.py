import pytest

from tests.unit.dossier.sample import edition, with_programme
from wijkbewijs.dossier.fact import agrees, fact, fact_in_letters, text_of
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.kernel.errors import UnprovenClaim

E = edition()

TEXTS = [
    ("programme:areas", "4"),
    ("programme:municipalities", "4"),
    ("programme:title", "Nationaal Programma Leefbaarheid en Veiligheid"),
    ("programme:started", "4 juli 2022"),
    ("programme:started-year", "2022"),
    ("programme:checked-until", "31 december 2025"),
    ("count:indicators", "8"),
    ("count:own-filled", "1"),
    ("count:own-empty", "0"),
    ("count:areas-approximated", "1"),
    ("count:areas-on-2022", "3"),
    ("count:commitments", "2"),
    ("period:2022", "2022"),
    ("region:GM0518", "Den Haag"),
    ("indicator:net-participation", "Nettoarbeidsparticipatie"),
    ("indicator:net-participation.verb", "werkte"),
    ("indicator:net-participation.rest", "van de inwoners van 15 tot 75 jaar"),
    ("indicator:crimes.question", "Geregistreerde misdrijven?"),
    ("unit:per_1000", "per 1.000"),
    ("unit:percent.difference", "procentpunt"),
    ("covered:net-participation.2022", "3"),
    ("low:DHG.net-participation.2022", "52,7"),
    ("high:DHG.net-participation.2022", "53,7"),
    ("coverage:DHG.net-participation.2022", "100\u00a0%"),
    ("document:30995-107", "Kamerstuk 30995, nr. 107"),
    ("document:30995-107.date", "27 november 2025"),
    ("document:30995-107.month", "november 2025"),
    ("document:33340-35.year", "2025"),
    ("commitment:S10", "Kamerstuk 30995, nr. 100"),
    ("commitment:S10.date", "4 juli 2022"),
    ("commitment:S10.frequency", "twee keer per jaar"),
    ("commitment:S10.months", "6"),
    ("commitment:motie", "Kamerstuk 35925 VII, nr. 24"),
    ("published:kop-brieven", "De Kamer krijgt twee keer per jaar bericht."),
    ("published:zonder-toets.would_check", "een open tabel"),
    ("dashboard:dashboard-werk.areas", "59"),
    ("dashboard:dashboard-leeg.areas", "61,8"),
    ("letters:known", "3"),
    ("letters:gaps", "11, 16 en 13"),
    ("letters:gaps-with-others", "11, 16, 8 en 5"),
    ("letters:others", "Kamerstuk 33340, nr. 35"),
    ("letters:unknown", "Kamerstuk 30995, nr. 103 en Kamerstuk 30995, nr. 105"),
    ("letters:longest-at-best", "11"),
    ("letters:promised-months", "6 maanden"),
    ("holes:all", "1"),
    ("holes:asked_of_area", "0"),
    ("filled:al3-arbeidsparticipatie.2022", "3"),
    ("own-filled:DHG", "1"),
    ("own-filled:GRO", "0"),
    ("own-asked:DHG", "0"),
    ("own-missing:GRO", "1"),
    ("area:DHG.mapping_confidence", "hoog"),
    ("verdict:contradicted", "1"),
    ("verdict:not_comparable", "0"),
    ("edition:made", "23 november 2026"),
    ("edition:version", "aaaaaaaaaaaa"),
    ("source:cbs-85318NED-wijk", "Kerncijfers wijken en buurten 2022"),
    ("source:cbs-85318NED-wijk.taken", "1 oktober 2026"),
    ("rule:floor", "90"),
    ("caveat:W101", "De grens is benaderd."),
    ("theme:meedoen", "Meedoen"),
    ("units:HRL", "2"),
]


@pytest.mark.parametrize(("fact_id", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_fact_has_one_text(fact_id: str, text: str) -> None:
    assert text_of(E, fact_id) == text
    assert agrees(fact(E, fact_id), E)


UNKNOWN = [
    "iets:anders",
    "programme:gemeenten",
    "period:1999",
    "region:GM9999",
    "indicator:onbekend",
    "indicator:crimes.rating",
    "unit:meter",
    "document:30995-103",
    "commitment:motie.date",
    "low:DHG.good-health.2020",
    "holes:zomaar",
    "verdict:maybe",
    "theme:meedoen.number",
    "source:cbs-85318NED-wijk.size",
    "caveat:W999",
    "units:XXX",
    "letters:first",
    "covered:net-participation",
]


@pytest.mark.parametrize("fact_id", UNKNOWN)
def test_an_unknown_fact_is_refused_by_its_id(fact_id: str) -> None:
    with pytest.raises(UnprovenClaim, match=fact_id.replace(".", r"\.")):
        text_of(E, fact_id)


def test_the_error_on_an_unknown_kind_names_the_kinds_that_exist() -> None:
    with pytest.raises(UnprovenClaim, match="caveat, commitment, count"):
        text_of(E, "iets:anders")


def test_a_count_may_be_said_in_letters_and_a_day_may_not_be_shortened() -> None:
    assert fact_in_letters(E, "programme:areas").text == "vier"
    assert agrees(Fact("programme:areas", "Vier"), E)
    assert not agrees(Fact("programme:started", "4 juli"), E)


def test_areas_are_counted_and_not_promised() -> None:
    fewer = with_programme(areas=E.programme.areas[:3])
    assert text_of(fewer, "programme:areas") == "3"
    assert not agrees(Fact("programme:areas", "4"), fewer)
