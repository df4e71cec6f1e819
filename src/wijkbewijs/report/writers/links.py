"""Where things stand in an output folder, so that pages find each other without a server."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers.tree import anchors_in

RECEIPTS = "bewijs"
CHARTS = "grafieken"
STYLE = "opmaak/stijl.css"
TYPEFACES = "opmaak/lettertypen"


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


def receipt_href(figure: Figure) -> str:
    """Return where the receipt of a figure stands, seen from the letters."""
    return f"{RECEIPTS}/{receipt_page(figure.region, figure.indicator)}#{figure.id}"
