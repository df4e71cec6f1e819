"""Decisions are short and can be found: numbered without a gap, at most forty lines, with a date."""

import re
from pathlib import Path

import pytest

_PARTS = ["## Why", "## Decision", "## Consequences"]


def _decisions(root: Path) -> list[Path]:
    return sorted((root / "docs" / "adr").glob("*.md"))


def test_decisions_are_numbered_without_a_gap(root: Path) -> None:
    numbers = [int(path.name[:4]) for path in _decisions(root)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 4


@pytest.mark.parametrize("part", _PARTS)
def test_a_decision_says_why_what_and_what_follows(root: Path, part: str) -> None:
    texts = {path.name: path.read_text(encoding="utf-8").splitlines() for path in _decisions(root)}
    lacking = [name for name, lines in texts.items() if part not in lines]
    assert lacking == []


def test_a_decision_is_short_and_dated(root: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in _decisions(root)}
    assert [name for name, text in texts.items() if len(text.splitlines()) > 40] == []
    assert [
        name
        for name, text in texts.items()
        if not re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)
    ] == []
