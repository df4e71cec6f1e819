"""The letter as static HTML: Dutch, without JavaScript, readable offline, by keyboard and by ear."""

from dataclasses import dataclass

from markupsafe import Markup

from wijkbewijs.report.letter import Chapter, Letter
from wijkbewijs.report.writers.links import Bundle, page_of
from wijkbewijs.report.writers.marks import ALL_MEASURED, legend
from wijkbewijs.report.writers.markup import Page, block_html, chapter_html
from wijkbewijs.report.writers.shell import rendered
from wijkbewijs.report.writers.tree import figures_in


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the bundle as the navigation names it."""

    href: str
    name: str


def html(letter: Letter, bundle: Bundle) -> str:
    """Return the page of a letter; charts and style stand in files beside it.

    Raises ValueError for a link to an anchor that the bundle does not have.
    """
    page = Page(page_of(letter.id), bundle)
    return rendered(
        "letter.html.j2",
        letter=letter,
        head=letter.letterhead,
        here=page.here,
        root="",
        documents=documents(bundle),
        lead=Markup("".join(block_html(block, page) for block in letter.lead)),  # noqa: S704 - escaped there
        body=Markup("".join(chapter_html(c, page) for c in letter.chapters)),  # noqa: S704 - escaped there
        contents=contents(letter),
        legend=legend(figures_in(letter)) if letter.letterhead is not None else (),
        all_measured=ALL_MEASURED,
    )


def contents(letter: Letter) -> tuple[Chapter, ...]:
    """Return the chapters for the table of contents: none for a brief, which is short."""
    return () if letter.letterhead is not None else letter.chapters


def documents(bundle: Bundle) -> tuple[Document, ...]:
    """Return the documents that every page leads to."""
    letters = (Document(page_of(name), name.capitalize()) for name, _ in bundle.letters)
    return (*letters, Document("bewijs/index.html", "Bewijs"), Document("cijfers.csv", "Cijfers (csv)"))
