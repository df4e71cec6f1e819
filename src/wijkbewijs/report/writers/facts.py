"""The page that proves what is counted besides figures: numbers of areas, papers, streams, verdicts."""

from collections.abc import Iterable, Sequence

from wijkbewijs.dossier.dutch import day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers.html import documents
from wijkbewijs.report.writers.links import FACTS, Bundle, fact_anchor, is_proven
from wijkbewijs.report.writers.shell import rendered
from wijkbewijs.report.writers.tree import blocks_in, parts_of

# Where a kind of fact comes from, and the chapter of the bijlage that shows what was counted.
ORIGINS = {
    "commitment": (
        "Staat in het stuk waarin het is toegezegd of gevraagd.",
        "toezeggingen",
    ),
    "count": ("Geteld in de definities van deze editie.", "wat-is-gemeld"),
    "coverage": ("Deel van het gewicht waarvoor de bron een cijfer heeft; staat bij het cijfer.", "gebieden"),
    "covered": ("Aantal gebieden met een cijfer voor deze indicator en dit jaar.", "themas"),
    "document": ("Staat in de lijst van stukken van de Tweede Kamer.", "kamerstukken"),
    "filled": ("Aantal gebieden met een cijfer voor deze eigen indicator en dit jaar.", "wat-wij-niet-weten"),
    "high": ("Bovenkant van de marge; staat in het bewijs van het cijfer.", "gebieden"),
    "holes": ("Aantal leegtes in de eigen lijst van het programma.", "wat-wij-niet-weten"),
    "letters": ("Berekend uit de dagen van de stukken die wij kennen.", "kamerstukken"),
    "low": ("Onderkant van de marge; staat in het bewijs van het cijfer.", "gebieden"),
    "own-asked": ("Aantal eigen indicatoren waarop alleen het gebied kan antwoorden.", "wat-wij-niet-weten"),
    "own-filled": ("Aantal eigen indicatoren met een cijfer voor het gebied.", "wat-wij-niet-weten"),
    "own-missing": ("Aantal eigen indicatoren waarvan de bron nog ontbreekt.", "wat-wij-niet-weten"),
    "programme": ("Staat in de definities van het programma.", "focusgebieden"),
    "revised": ("Geteld in de herzieningen van deze editie.", "herzien"),
    "rule": ("Een vaste waarde met haar herkomst.", "bronnen"),
    "units": ("Geteld in de wijken en buurten van het gebied.", "focusgebieden"),
    "verdict": ("Aantal gepubliceerde uitspraken met dit oordeel.", "gepubliceerde-cijfers"),
    "was": ("Stond in de vorige editie; haar controlegetal staat in de controlebijlage.", "herzien"),
}


def facts_page(letters: Sequence[Letter], edition: Edition, bundle: Bundle, concept: str) -> str:
    """Return the page with every proven fact of the letters: what is said, and where it comes from."""
    return rendered(
        "facts.html.j2",
        documents=documents(bundle),
        here=FACTS,
        root="../",
        concept=concept,
        edition=edition,
        made_on=day(edition.manifest.made_on),
        rows=[_row(fact_id, text, bundle) for fact_id, text in sorted(_said(letters).items())],
    )


def _said(letters: Iterable[Letter]) -> dict[str, str]:
    parts = (part for letter in letters for block in blocks_in(letter) for part in parts_of(block))
    return {part.id: part.text for part in parts if isinstance(part, Fact) and is_proven(part)}


def _row(fact_id: str, text: str, bundle: Bundle) -> tuple[str, str, str, str, str]:
    words, chapter = ORIGINS[fact_id.partition(":")[0]]
    href = f"../{bundle.href(f'#{chapter}', '')}" if chapter in bundle.anchors else ""
    return fact_anchor(fact_id), fact_id, text, words, href
