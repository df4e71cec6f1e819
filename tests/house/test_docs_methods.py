"""The pages on methods: every example is run, and every page says what it assumes and where it ends."""

import doctest
import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[2] / "docs" / "methods").glob("*.md"))
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WITH_EXAMPLES = {"areas.md", "editions.md", "intervals.md", "receipts.md", "vintages.md"}


def _ids(path: Path) -> str:
    return path.stem


def examples(page: Path) -> doctest.DocTest:
    """Return the Python blocks of a page as one test: a block knows the names of those before it."""
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(_BLOCK.findall(text))
    return doctest.DocTestParser().get_doctest(blocks, {}, page.name, str(page), 0)


@pytest.mark.parametrize("page", PAGES, ids=_ids)
def test_the_examples_of_a_method_give_what_the_page_says(page: Path) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    report: list[str] = []
    runner.run(examples(page), out=report.append)
    assert "".join(report) == ""


@pytest.mark.parametrize("name", sorted(_WITH_EXAMPLES))
def test_a_method_is_shown_on_a_worked_example(name: str) -> None:
    page = next(page for page in PAGES if page.name == name)
    assert len(examples(page).examples) >= 5


def test_an_example_that_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "wrong.md"
    page.write_text("```python\n>>> 1 + 1\n3\n\n```\n", encoding="utf-8")
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples(page), out=report.append)
    assert "Expected:\n    3" in "".join(report)


@pytest.mark.parametrize("page", [p for p in PAGES if p.name in _WITH_EXAMPLES], ids=_ids)
def test_a_method_says_where_it_ends(page: Path) -> None:
    assert "\n## Limits\n" in page.read_text(encoding="utf-8")
