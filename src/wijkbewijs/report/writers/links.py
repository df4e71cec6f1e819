"""Where things stand in an output folder, so that pages find each other without a server."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers.tree import anchors_in

RECEIPTS = "bewijs"
FACTS = "feiten.html"
CHARTS = "grafieken"
STYLE = "opmaak/stijl.css"
TYPEFACES = "opmaak/lettertypen"

# Facts that need no proof: names and years, and texts that stand beside their own source.
SELF_EVIDENT = frozenset(
    {
        "area",
        "barrier",
        "caveat",
        "dashboard",
        "edition",
        "indicator",
        "lesson",
        "party",
        "period",
        "published",
        "region",
        "source",
        "stream",
        "theme",
        "unit",
    }
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What stands in one output folder: the letters (id and title) and the page of every anchor."""

    letters: tuple[tuple[str, str], ...]
    anchors: Mapping[str, str]

    @classmethod
    def of(cls, letters: Iterable[Letter]) -> "Bundle":
        """Return the bundle of `letters`; ValueError when two things in it have the same anchor."""
        listed = tuple(letters)
        anchors: dict[str, str] = {}
        for letter in listed:
            for anchor in anchors_in(letter):
                if anchor in anchors:
                    raise ValueError(f"{page_of(letter.id)}: the anchor #{anchor} occurs twice")
                anchors[anchor] = page_of(letter.id)
        return cls(tuple((letter.id, letter.title) for letter in listed), anchors)

    def href(self, target: str, here: str) -> str:
        """Return the address of `target` (an anchor of the bundle, a file or a web address) from page `here`.

        Raises ValueError for an anchor that no letter has: a dead link never leaves the workshop.
        """
        if not target.startswith("#"):
            return target
        page = self.anchors.get(target[1:])
        if page is None:
            raise ValueError(f"{here}: the link to {target} leads nowhere in this bundle")
        return target if page == here else f"{page}{target}"


def page_of(letter_id: str) -> str:
    """Return the file name of a letter as HTML."""
    return f"{letter_id}.html"


def receipt_page(region: str, indicator: str) -> str:
    """Return the file name of the receipts of one indicator in one region, inside the receipts' folder.

    >>> receipt_page("GM0599:carnisse", "inhabitants")
    'GM0599_carnisse-inhabitants.html'
    """
    return f"{region.replace(':', '_')}-{indicator}.html"


def is_proven(fact: Fact) -> bool:
    """Whether a fact is a number or a paper that the page of facts proves; a year or a name proves itself."""
    kind = fact.id.partition(":")[0]
    return kind not in SELF_EVIDENT and any(character.isdigit() for character in fact.text)


def fact_anchor(fact_id: str) -> str:
    """Return the anchor of a fact on its page: `count:own-filled` as `count-own-filled`."""
    return fact_id.replace(":", "-")


def fact_href(fact: Fact) -> str:
    """Return where a fact is proven, seen from the letters."""
    return f"{RECEIPTS}/{FACTS}#{fact_anchor(fact.id)}"


def receipt_href(figure: Figure) -> str:
    """Return where the receipt of a figure stands, seen from the letters."""
    return f"{RECEIPTS}/{receipt_page(figure.region, figure.indicator)}#{figure.id}"
