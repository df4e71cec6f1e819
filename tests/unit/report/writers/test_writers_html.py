"""The pages: correct without a style sheet, whole without a server, and every number linked to its proof."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from wijkbewijs.dossier.dutch import shown
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Link, Sentence, Words
from wijkbewijs.report.letter import Chapter, Letter, Paragraph
from wijkbewijs.report.writers.bundle import charts_in
from wijkbewijs.report.writers.html import html
from wijkbewijs.report.writers.links import Bundle
from wijkbewijs.report.writers.tree import figures_in

CONCEPT = "CONCEPT – geen document van de Rijksoverheid"
EMPTY = {"meta", "link", "br", "img", "col"}


@dataclass
class Node:
    """An element with its attributes, its children and the text directly and indirectly in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *tags: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag in tags]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Tree(HTMLParser):
    """Builds the tree and insists that every element that opens is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {})
        self.open = [self.root]
        self.feed(text)
        assert self.open == [self.root], f"not closed: {[node.tag for node in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.text += data


def read(path: Path) -> Node:
    return Tree(path.read_text(encoding="utf-8")).root


@pytest.fixture(scope="module")
def pages(written: Path) -> dict[str, Node]:
    return {path.relative_to(written).as_posix(): read(path) for path in sorted(written.rglob("*.html"))}


@pytest.fixture(scope="module")
def letters(pages: dict[str, Node]) -> list[Node]:
    return [pages["brief.html"], pages["bijlage.html"]]


def test_every_page_is_dutch_and_has_a_title_and_one_first_heading(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        assert page.all("html")[0].get("lang") == "nl", name
        assert page.all("title")[0].text, name
        assert len(page.all("h1")) == 1, name


def test_no_page_skips_a_heading_level(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_every_page_says_concept_at_its_head_and_foot(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        assert CONCEPT in page.all("header")[0].text, name
        assert CONCEPT in page.all("footer")[0].text, name


def test_the_printed_page_says_concept_on_every_sheet(written: Path) -> None:
    style = (written / "opmaak" / "stijl.css").read_text(encoding="utf-8")
    assert f'content: "{CONCEPT}"' in style[style.index("@page") :]


def test_every_page_has_landmarks_and_a_skip_link_that_leads_to_its_text(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        assert Counter(node.tag for node in page.all("header", "main", "footer")) == {
            "header": 1, "main": 1, "footer": 1,
        }, name  # fmt: skip
        skip = page.all("a")[0]
        assert skip.get("href") == f"#{page.all('main')[0].get('id')}", name
        assert all(node.get("aria-label") for node in page.all("nav")), name


def test_no_page_needs_a_script_or_another_machine(pages: dict[str, Node], written: Path) -> None:
    for name, page in pages.items():
        assert not page.all("script", "iframe", "style"), name
        fetched = [node.get("src") for node in page.all("img")]
        fetched += [node.get("href") for node in page.all("link")]
        assert not [address for address in fetched if "//" in address], name
    assert "//" not in re.sub(
        r"/\*.*?\*/", "", (written / "opmaak" / "stijl.css").read_text(), flags=re.DOTALL
    )


def test_no_id_occurs_twice_on_a_page(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        counts = Counter(node.get("id") for node in page.walk() if node.get("id"))
        assert max(counts.values()) == 1, name


def test_every_link_inside_the_folder_leads_somewhere(pages: dict[str, Node], written: Path) -> None:
    ids = {name: {node.get("id") for node in page.walk()} for name, page in pages.items()}
    for name, page in pages.items():
        for address in [node.get("href") for node in page.all("a", "link") if "//" not in node.get("href")]:
            path, _, anchor = address.partition("#")
            target = (written / name).parent / path if path else written / name
            assert target.resolve().is_file(), f"{name}: {address}"
            if anchor:
                assert anchor in ids[target.resolve().relative_to(written.resolve()).as_posix()], address


def test_every_picture_is_there_and_has_dutch_words(
    letters: list[Node], annex: Letter, written: Path
) -> None:
    pictures = [node for page in letters for node in page.all("img")]
    assert [node.get("src") for node in pictures] == list(charts_in((annex,)))
    assert all((written / node.get("src")).is_file() and node.get("alt") for node in pictures)
    assert [(node.get("width"), node.get("height")) for node in pictures] == [("604", "300")]
    assert [node.get("id") for node in letters[1].walk() if "figuur" in node.get("id")] == [
        "figuur-gezondheid",
        "figuur-gezondheid-tabel",
        "figuur-gezondheid-tabel-bijschrift",
    ]
    for figure in [node for page in letters for node in page.all("figure")]:
        assert figure.all("figcaption")[0].text


def test_every_number_of_a_letter_is_data_inside_a_link_to_its_receipt(
    letters: list[Node], brief: Letter, annex: Letter
) -> None:
    for page, letter in zip(letters, (brief, annex), strict=True):
        links = [
            node
            for node in page.all("a")
            if node.get("class") == "proof" and node.children[0].get("class") == "figure"
        ]
        found = [link.children[0] for link in links]
        assert [node.get("data-id") for node in found] == [figure.id for figure in figures_in(letter)]
        assert all(
            link.get("href").endswith(f"#{link.children[0].get('data-id')}")
            and link.get("href").startswith("bewijs/")
            for link in links
        )


def test_the_value_that_a_machine_reads_is_the_value_of_the_edition(
    pages: dict[str, Node], edition: Edition
) -> None:
    found = [node for page in pages.values() for node in page.all("data") if node.get("data-id")]
    assert {node.get("data-id") for node in found} == set(edition.figures)
    for node in found:
        figure = edition.figures[node.get("data-id")]
        expected = f"absent:{figure.value}" if figure.number is None else figure.number
        assert node.get("value") == expected or float(node.get("value")) == expected
        if figure.number is not None:
            assert node.text == shown(figure, edition.indicator(figure.indicator).decimals)


def test_the_ways_in_which_numbers_came_to_be_differ_in_look_and_in_words(pages: dict[str, Node]) -> None:
    brief = pages["brief.html"]
    looks = {node.get("data-look") for node in brief.all("data") if node.get("class") == "figure"}
    assert looks == {"measured", "modelled", "reported", "estimated", "absent"}
    said = {node.text for node in brief.all("span") if node.get("class") == "unseen"}
    assert {" (modelcijfer)", " (opgave)", " (schatting)", " (modelcijfer, grens benaderd)"} <= said
    meanings = " ".join(node.text for node in brief.all("dl") if "legend-list" in node.get("class"))
    assert all(word in meanings for word in ("m modelcijfer", "o opgave", "s schatting", "· afgeschermd"))


def test_a_number_that_was_counted_links_to_where_it_comes_from(pages: dict[str, Node]) -> None:
    facts = [link for link in pages["brief.html"].all("a") if link.text == "30995-107"]
    assert {link.get("href") for link in facts} == {"bewijs/feiten.html#document-30995-107"}
    row = next(node for node in pages["bewijs/feiten.html"].walk() if node.get("id") == "document-30995-107")
    assert "lijst van stukken van de Tweede Kamer" in row.text


def test_an_absent_value_shows_a_sign_and_says_its_reason(pages: dict[str, Node]) -> None:
    absent = [
        link for link in pages["brief.html"].all("a") if link.get("href").endswith("#ROO.good-health.2016")
    ]
    assert {(link.text, link.get("aria-label")) for link in absent} == {("·", "afgeschermd")}


def test_every_table_has_a_caption_and_heads_with_a_scope(pages: dict[str, Node]) -> None:
    tables = [(name, table) for name, page in pages.items() for table in page.all("table")]
    assert len(tables) > len(pages) / 2
    for name, table in tables:
        assert table.all("caption")[0].text, name
        assert {node.get("scope") for node in table.all("thead")[0].all("th")} == {"col"}, name
        for row in table.all("tbody")[0].all("tr"):
            assert (row.children[0].tag, row.children[0].get("scope")) == ("th", "row"), name


def test_every_table_stands_in_a_named_region_that_the_keyboard_can_scroll(pages: dict[str, Node]) -> None:
    for name, page in pages.items():
        ids = {node.get("id") for node in page.all("caption")}
        regions = [node for node in page.walk() if node.get("role") == "region"]
        assert len(regions) == len(page.all("table")), name
        assert all(node.get("tabindex") == "0" and node.get("aria-labelledby") in ids for node in regions)


def test_a_table_names_below_it_the_signs_that_it_uses(pages: dict[str, Node]) -> None:
    notes = [node for node in pages["bijlage.html"].walk() if node.get("class") == "table-notes"]
    assert "m modelcijfer" in notes[0].text
    assert "≈ grens benaderd" in notes[0].text
    assert "· afgeschermd" in notes[0].text
    assert "opgave" not in notes[0].text


def test_the_annex_has_a_table_of_contents_with_every_area(pages: dict[str, Node], edition: Edition) -> None:
    contents = next(node for node in pages["bijlage.html"].all("nav") if node.get("aria-label") == "Inhoud")
    hrefs = {node.get("href") for node in contents.all("a")}
    assert {f"#gebied-{area.id}" for area in edition.programme.areas} <= hrefs
    assert not [node for node in pages["brief.html"].all("nav") if node.get("aria-label") == "Inhoud"]


def test_a_claim_carries_its_kind_for_who_checks_the_page(pages: dict[str, Node]) -> None:
    claims = [node for node in pages["brief.html"].all("span") if node.get("data-claim")]
    assert claims
    assert {(node.get("data-claim"), node.get("data-direction")) for node in claims} == {("level", "none")}


def test_text_is_shown_as_it_is_and_never_read_as_markup(pages: dict[str, Node]) -> None:
    assert 'Een <b> & een "#teken" met *ster*, $ en @label, \\ en _streep_ en nadruk.' in (
        pages["brief.html"].all("main")[0].text
    )
    assert not pages["brief.html"].all("main")[0].all("p")[-1].all("b")


def test_the_letter_has_the_parts_of_a_letter_and_an_empty_kenmerk(pages: dict[str, Node]) -> None:
    text = re.sub(r"\s+", " ", pages["brief.html"].all("main")[0].text)
    parts = (
        "Aan de voorzitter van de Tweede Kamer", "Directie Wonen", "Kenmerk Bijlagen2", "Datum23 november",
        "BetreftNulmeting", "Geachte voorzitter,", "Met vriendelijke groet,", "De minister van Wonen,",
        "Controlebijlage",
    )  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_the_brief_and_the_style_sheet_stay_light(written: Path) -> None:
    assert (written / "brief.html").stat().st_size <= 100_000
    assert (written / "opmaak" / "stijl.css").stat().st_size <= 25_000


def test_a_link_to_an_anchor_that_no_letter_has_is_refused(brief: Letter) -> None:
    lost = Paragraph((Sentence((Words("Zie "), Link("hier", "#nergens"))),))
    broken = replace(brief, chapters=(Chapter("los", "Los", (lost,)),), lead=())
    with pytest.raises(ValueError, match="#nergens leads nowhere"):
        html(broken, Bundle.of([broken]))


def test_two_things_with_the_same_anchor_are_refused(brief: Letter) -> None:
    twice = replace(brief, chapters=(Chapter("deel", "Een"), Chapter("deel", "Twee")))
    with pytest.raises(ValueError, match="#deel occurs twice"):
        Bundle.of([twice])
