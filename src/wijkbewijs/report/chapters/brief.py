"""The letter to the House, as a concept: what is known, what is not, and what was asked and promised."""

from collections.abc import Iterator

from wijkbewijs.dossier.compose import commitment, free, stated
from wijkbewijs.dossier.dutch import day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.sentence import Link, Sentence, Words
from wijkbewijs.kernel.codes import PROGRAMME
from wijkbewijs.report.chapters.reach import beside_country, changes_of, is_baseline, of_programme, reach
from wijkbewijs.report.chapters.revisions import revisions_in_brief
from wijkbewijs.report.letter import Block, Chapter, Letter, Letterhead, Paragraph

CONCEPT = "CONCEPT · geen document van de Rijksoverheid"
PROGRAMME_NAME = "Nationaal Programma Leefbaarheid en Veiligheid"

# What a letter after the start says the change of, as far as the edition computed one.
SINCE_THE_START = (
    "inhabitants",
    "net-participation",
    "benefit-assistance",
    "income-lowest40",
    "woz-value",
    "owner-occupied",
)

# The functions in whose name the programme was offered on 4 July 2022, without the names of persons.
ALSO_ON_BEHALF_OF = (
    "de ministers van Onderwijs, Cultuur en Wetenschap, voor Primair en Voortgezet Onderwijs, van Sociale "
    "Zaken en Werkgelegenheid, voor Armoedebeleid, Participatie en Pensioenen, van Binnenlandse Zaken en "
    "Koninkrijksrelaties, van Justitie en Veiligheid en voor Rechtsbescherming, en de staatssecretaris van "
    "Volksgezondheid, Welzijn en Sport"
)


def brief(edition: Edition) -> Letter:
    """The brief of at most four pages, built from the edition alone."""
    return Letter(
        id="brief",
        title=_subject(edition),
        concept=CONCEPT,
        letterhead=_letterhead(edition),
        lead=(_paragraph(_what_this_is(edition), "lead"), _paragraph(_offered(edition))),
        chapters=tuple(_chapters(edition)),
        edition=edition.manifest.id,
        made_on=day(edition.manifest.made_on),
    )


def _kind(edition: Edition) -> str:
    return "Nulmeting" if is_baseline(edition) else "Stand"


def _subject(edition: Edition) -> str:
    return f"{_kind(edition)} {PROGRAMME_NAME}"


def _letterhead(edition: Edition) -> Letterhead:
    return Letterhead(
        sender=("Retouradres Postbus 20011, 2500 EA Den Haag",),
        addressee=(
            "Aan de voorzitter van de Tweede Kamer der Staten-Generaal",
            "Postbus 20018",
            "2500 EA Den Haag",
        ),
        directorate=("DG Volkshuisvesting en Bouwen",),
        kenmerk="",
        date_text=day(edition.manifest.made_on),
        subject=f"{_kind(edition)} van het {PROGRAMME_NAME}",
        salutation="Geachte voorzitter,",
        closing=("Hoogachtend,",),
        signature="De minister voor Volkshuisvesting en Ruimtelijke Ordening",
        enclosures=("Bijlage met cijfers, bewijzen en controle",),
    )


def _chapters(edition: Edition) -> Iterator[Chapter]:
    yield _chapter("over-wie", "Over wie het gaat", _who(edition))
    yield _chapter("meedoen", "Meedoen", _taking_part(edition))
    yield _chapter("fysiek", "Wonen en wijk", _housing(edition))
    if not is_baseline(edition):
        yield _chapter("sinds-de-start", "Sinds de start", _since_the_start(edition))
    yield _chapter("veiligheid", "Veiligheid", _safety(edition))
    yield _chapter("schotten", "Schotten tussen budgetten en regels die knellen", _partitions(edition))
    yield _chapter("mechelen", "Lessen uit Mechelen", _lessons(edition))
    yield _chapter("gepubliceerd", "Eerder gepubliceerde cijfers", _published(edition))
    if edition.revisions:
        yield _chapter("herzien", "Wat is er herzien", revisions_in_brief(edition))
    yield _chapter("onbekend", "Wat nog niet bekend is", _unknown(edition))
    yield _chapter("tot-slot", "Tot slot", _promise(edition))


def _chapter(chapter_id: str, title: str, sentences: Iterator[Sentence]) -> Chapter:
    blocks: tuple[Block, ...] = (_paragraph(sentences),)
    return Chapter(id=f"brief-{chapter_id}", title=title, blocks=blocks)


def _paragraph(sentences: Iterator[Sentence], style: str = "") -> Paragraph:
    return Paragraph(tuple(sentences), style)


def _what_this_is(edition: Edition) -> Iterator[Sentence]:
    yield reach(edition, "Deze brief", "hij")
    yield free("Wat het programma heeft bereikt, staat hier nog niet in.")
    if is_baseline(edition):
        yield free("Alleen voor Rotterdam-Zuid zijn er cijfers van na de start.")
    yield free("Elk getal leidt naar zijn bewijs in de bijlage.")


def _offered(edition: Edition) -> Iterator[Sentence]:
    paper = "nulmeting" if is_baseline(edition) else "brief"
    yield free(
        f"Hierbij bied ik u, mede namens {ALSO_ON_BEHALF_OF}, deze {paper} aan van het {PROGRAMME_NAME}."
    )


def _who(edition: Edition) -> Iterator[Sentence]:
    yield stated(
        "Het programma richt zich op ",
        fact(edition, "programme:areas"),
        " focusgebieden in ",
        fact(edition, "programme:municipalities"),
        " gemeenten.",
    )
    yield of_programme(edition, "inhabitants", "inwoners")
    yield free("De grenzen van de gebieden zijn niet openbaar; wij rekenen met een eigen voorstel.")


def _taking_part(edition: Edition) -> Iterator[Sentence]:
    yield beside_country(edition, "net-participation", "werk")
    yield beside_country(edition, "benefit-assistance", "bijstand")
    yield beside_country(edition, "income-lowest40", "lage inkomens")
    yield of_programme(edition, "good-health", "gezondheid")
    yield free(
        "Gezondheidscijfers per wijk zijn modelschattingen; een verschil met Nederland volgt daar niet uit."
    )


def _housing(edition: Edition) -> Iterator[Sentence]:
    yield beside_country(edition, "woz-value", "de waarde van woningen")
    yield beside_country(edition, "owner-occupied", "koopwoningen")
    yield free("De Leefbaarometer en de cijfers over energie zitten nog niet in deze editie.")


def _since_the_start(edition: Edition) -> Iterator[Sentence]:
    found = [s for indicator in SINCE_THE_START for s in changes_of(edition, PROGRAMME, indicator)]
    yield from found or [free("Voor de gebieden samen is geen jaar van na de start te vergelijken.")]
    yield free("Wat het programma daaraan deed, zeggen deze cijfers niet: een verschil is geen gevolg.")


def _safety(edition: Edition) -> Iterator[Sentence]:
    counted = tuple(changes_of(edition, "RTM", "crimes"))
    if not counted:
        yield free("Voor veiligheid heeft deze editie geen cijfers per gebied.")
        return
    yield free("Voor veiligheid heeft deze editie geen cijfers per gebied, behalve voor Rotterdam-Zuid.")
    yield from counted
    yield free("Waardoor dat komt, zeggen deze cijfers niet: een telling is geen oorzaak.")
    yield free("Het deel over Rotterdam-Zuid laat zien hoe elk gebied er straks uitziet.")


def _partitions(edition: Edition) -> Iterator[Sentence]:
    yield commitment(edition, "motie-ceder")
    yield stated(
        "In openbare bronnen vonden wij ",
        fact(edition, "count:streams"),
        " geldstromen en ",
        fact(edition, "count:barriers"),
        " knelpunten en doorbraken.",
    )
    yield free("Per geldstroom staat in de bijlage wie betaalt, voor welke jaren en met welke regels.")
    yield free("Bedragen per gebied zijn niet openbaar; wat een schot kost, is dus nog niet te berekenen.")


def _lessons(edition: Edition) -> Iterator[Sentence]:
    yield commitment(edition, "motie-boulakjar")
    yield stated(
        "De bijlage noemt ",
        fact(edition, "count:lessons"),
        " lessen uit Mechelen, Rotterdam-Zuid en onderzoek, met een meetbare vorm waar de bron die geeft.",
    )
    yield free("Welke gebieden een les hebben overgenomen, is nog niet vastgelegd.")


def _published(edition: Edition) -> Iterator[Sentence]:
    yield stated(
        "Wij legden ",
        fact(edition, "count:published"),
        " eerder gepubliceerde uitspraken naast open cijfers.",
    )
    yield stated(
        "Daarvan zijn er ",
        fact(edition, "verdict:supported"),
        " bevestigd, ",
        fact(edition, "verdict:not_comparable"),
        " niet te vergelijken, ",
        fact(edition, "verdict:not_checkable"),
        " niet te controleren en ",
        fact(edition, "verdict:contradicted"),
        " tegengesproken.",
    )
    yield free("Een uitspraak die niet te vergelijken is, is daarmee niet onwaar.")


def _unknown(edition: Edition) -> Iterator[Sentence]:
    yield stated(
        "Het programma noemde zelf ",
        fact(edition, "count:own-indicators"),
        " indicatoren en vragen; op ",
        fact(edition, "count:own-asked-of-area"),
        " daarvan kan alleen een gebied antwoord geven.",
    )
    yield stated(
        "Met open cijfers zijn er ",
        fact(edition, "count:own-filled"),
        " gevuld, voor alle gebieden of voor enkele.",
    )
    yield Sentence(
        (
            Words("De bijlage toont per indicator, jaar en gebied "),
            Link("wat ontbreekt", "#wat-wij-niet-weten"),
            Words(", en welke bron dat zou vullen."),
        )
    )


def _promise(edition: Edition) -> Iterator[Sentence]:
    yield commitment(edition, "S10")
    yield stated(
        "Van de brieven die wij kennen, waren de tussenpozen ", fact(edition, "letters:gaps"), " maanden."
    )
    yield stated(
        "Wie ook ",
        fact(edition, "letters:others"),
        " meetelt, komt op ",
        fact(edition, "letters:gaps-with-others"),
        " maanden.",
    )
    yield stated(
        "De inhoud van ",
        fact(edition, "letters:unknown"),
        " en van stukken na ",
        fact(edition, "programme:checked-until"),
        " kennen wij niet.",
    )
    yield free(
        "De plek waar iemand opgroeit, hoort niet te bepalen hoe het leven verloopt; daar meten wij aan."
    )
