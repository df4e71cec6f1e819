import re
from pathlib import Path

import pytest

from wijkbewijs.dossier import binding, evidence, wording
from wijkbewijs.dossier.fact import KINDS
from wijkbewijs.dossier.finding import CHECKS


@pytest.fixture
def manual(root: Path) -> str:
    return (root / "docs" / "methods" / "claims.md").read_text(encoding="utf-8")


def test_every_check_stands_in_the_manual_as_it_is(manual: str) -> None:
    assert dict(re.findall(r"^\| (C\d{3}) \| (.+) \|$", manual, re.MULTILINE)) == CHECKS


def test_every_kind_of_fact_stands_in_the_manual(manual: str) -> None:
    kinds = manual.partition("## Kinds of facts")[2]
    assert tuple(re.findall(r"^\| ([a-z-]+) \| `", kinds, re.MULTILINE)) == KINDS


def test_every_check_that_is_listed_is_made_somewhere() -> None:
    code = "".join(Path(module.__file__).read_text() for module in (binding, evidence, wording))
    assert {code_ for code_ in CHECKS if f'"{code_}"' in code} == set(CHECKS)
