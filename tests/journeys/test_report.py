"""`wijkbewijs report` writes what others rely on, and ends with what was made and what to do next."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.commands import Outcome
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.report.letters import letters
from wijkbewijs.report.pictures import Pictures
from wijkbewijs.report.writers.tree import sentences_in

RELIED_ON = (
    *("brief.html", "brief.pdf", "brief.docx", "bijlage.html", "bijlage.pdf"),
    *("cijfers.csv", "cijfers.json", "manifest.json", "bewijs/index.html"),
)


@pytest.mark.parametrize("name", RELIED_ON)
def test_the_folder_holds_the_files_that_others_rely_on(report: Path, name: str) -> None:
    assert (report / name).stat().st_size > 0


def test_the_folder_is_named_after_the_edition_and_nothing_lies_beside_it(report: Path) -> None:
    assert report.name == "2022-nulmeting"
    assert [path.name for path in report.parent.iterdir()] == ["2022-nulmeting"]


def test_the_csv_has_a_row_for_every_figure_with_its_id_first(report: Path, edition: Edition) -> None:
    lines = (report / "cijfers.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    assert lines[0].startswith("id,area,indicator,period,value,")
    assert {row["id"] for row in rows} == set(edition.figures)
    assert [row["value"] for row in rows if row["id"] == "DHG.inhabitants.2020"] == ["71120"]


def test_the_json_says_the_same_and_names_the_edition(report: Path, edition: Edition) -> None:
    said = json.loads((report / "cijfers.json").read_text("utf-8"))
    assert (said["edition"], said["hash"]) == (edition.manifest.id, edition.hash)
    assert len(said["figures"]) == len(edition.figures)


def test_every_figure_on_every_page_leads_to_a_receipt_that_is_there(report: Path) -> None:
    anchors: dict[str, set[str]] = {}
    for page in (report / "bewijs").glob("*.html"):
        anchors[page.name] = set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))
    linked = re.compile(r'<a class="proof" href="(?:bewijs/)?([^"#]+)#([^"]+)"[^>]*><data class="figure')
    seen = 0
    for name in ("brief.html", "bijlage.html"):
        page = (report / name).read_text("utf-8")
        links = linked.findall(page)
        assert len(links) == page.count('<data class="figure')
        assert [link for link in links if link[1] not in anchors.get(link[0], set())] == []
        seen += len(links)
    assert seen > 2_000


def test_no_page_asks_anything_of_the_network(report: Path) -> None:
    loaded = re.compile(r'<(?:img|script|link|iframe|source)\b[^>]*(?:src|href)="(?:https?:)?//')
    pages = [report / "brief.html", report / "bijlage.html", *(report / "bewijs").glob("DHG-*.html")]
    assert [page.name for page in pages if loaded.search(page.read_text("utf-8"))] == []


def test_the_last_words_are_what_was_made_and_what_to_do_next(
    reporting: tuple[Outcome, Path], edition: Edition
) -> None:
    outcome, folder = reporting
    said = outcome.out.replace(".", "")
    assert all(str(folder / name).replace(".", "") in said for name in RELIED_ON[:6])
    assert f"20 gebieden, {len(edition.definitions.indicators)} indicatoren" in said
    assert f"{len(edition.figures)} cijfers, 0 zonder bewijs" in said
    assert "leegtes in de eigen lijst van het programma: " in said
    assert re.search(r"gepubliceerde uitspraken: \d+ bevestigd, \d+ niet te vergelijken, ", said)
    assert outcome.out.splitlines()[-1] == f"Volgende stap: wijkbewijs verify {folder}"


def test_both_documents_are_proven_to_their_last_sentence(edition: Edition) -> None:
    """The controlebijlage too, which is made after the check."""
    documents = letters(edition, Pictures())
    spoken = [sentence for document in documents for sentence in sentences_in(document)]
    assert check_all(spoken, edition) == ()
