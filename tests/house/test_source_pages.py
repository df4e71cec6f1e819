"""Every source has its page in the manual, and the page is what its definition says today."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.house.manual import MANUAL, definitions
from tests.house.source_pages import LIST, PAGES, pages, write
from wijkbewijs.definitions.source import Source

DRAWN = pages(definitions())
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGES.iterdir())}
ASKED = ["van wie", "licentie", "hoe vaak nieuw", "hoe vers", "vragen over de cijfers"]


def flat(text: str) -> str:
    return " ".join(text.split())


def page_of(source: Source) -> str:
    """Return the one page that names a source, without its line ends."""
    (text,) = (text for name, text in DRAWN.items() if name != LIST and _is_about(source, text))
    return flat(text)


def _is_about(source: Source, text: str) -> bool:
    named = rf"^- \*\*naam in dit programma\*\*: `{source.id}`$|^\| [^|]+ \| `{source.id}` \|"
    return re.search(named, text, re.MULTILINE) is not None


def test_there_is_a_page_for_every_source_and_none_for_a_source_that_is_gone() -> None:
    assert set(TEXTS) == set(DRAWN), "run `python -m tests.house.manual`"


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_is_what_the_definition_says_today(name: str) -> None:
    assert TEXTS[name] == DRAWN[name], "run `python -m tests.house.manual`"


@pytest.mark.parametrize("source", definitions().sources, ids=lambda source: source.id)
def test_every_source_stands_on_one_page_with_its_traps_and_warnings(source: Source) -> None:
    text = page_of(source)
    warnings = [caveat.text for caveat in definitions().caveats if caveat.code in source.caveats]
    assert [words for words in (*source.traps, *warnings) if flat(words) not in text] == []
    assert [measure.title for measure in source.measures if measure.title not in text] == []


@pytest.mark.parametrize("name", sorted(set(DRAWN) - {LIST}))
def test_a_page_says_what_may_be_done_with_a_source_how_fresh_it_is_and_whom_to_ask(name: str) -> None:
    said = dict(re.findall(r"^- \*\*([^*]+)\*\*: (\S.*)$", DRAWN[name], re.MULTILINE))
    assert [question for question in ASKED if question not in said] == []
    assert "## Waar u op moet letten" in DRAWN[name]


def test_every_source_says_what_to_beware_of_and_whom_to_ask() -> None:
    assert [source.id for source in definitions().sources if not source.traps or not source.contact] == []


def test_every_page_is_reached_from_the_manual() -> None:
    assert f"]({PAGES.name}/{LIST})" in (MANUAL / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w-]+\.md)\)", DRAWN[LIST])
    assert sorted(linked) == sorted(set(DRAWN) - {LIST})


def test_a_changed_definition_changes_its_page() -> None:
    first, *rest = definitions().sources
    changed = replace(first, traps=(*first.traps, "Pas op voor de hond."))
    loaded = replace(definitions(), sources=(changed, *rest))
    assert [name for name, text in pages(loaded).items() if text != DRAWN[name]] == [f"{first.id}.md"]
    assert "- Pas op voor de hond." in pages(loaded)[f"{first.id}.md"]


def test_drawing_removes_the_page_of_a_source_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("# Weg\n", encoding="utf-8")
    write(definitions(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_what_can_be_wrapped_is_no_wider_than_the_rest_of_the_manual(name: str) -> None:
    assert [line for line in DRAWN[name].splitlines() if len(line) > 110 and line[0] not in "|#"] == []
