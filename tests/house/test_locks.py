"""What is installed is what was locked: pinned, hashed, in step with pyproject, and without an address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)
_TESTED = ["build", "spark", "test"]
_EXTRAS = {"report": [], "test": _TESTED, "check": [*_TESTED, "bench", "check"]}
LOCKS = list(_EXTRAS)


def _text(root: Path, lock: str) -> str:
    return (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def _pins(root: Path, lock: str) -> set[tuple[str, str, str]]:
    return {(m["name"], m["version"], m["marker"] or "") for m in _PIN.finditer(_text(root, lock))}


def _asked(root: Path, lock: str) -> list[Requirement]:
    """Return the requirements in `pyproject.toml` that `lock` must meet; extras name one another."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = _EXTRAS[lock]
    lists = [project["project"]["optional-dependencies"][extra] for extra in extras]
    lists += [project["project"]["dependencies"], project["dependency-groups"]["backend"]]
    requirements = [Requirement(text) for texts in lists for text in texts]
    return [requirement for requirement in requirements if requirement.name != "wijkbewijs"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_at_a_version_that_pyproject_allows(root: Path, lock: str) -> None:
    versions: dict[str, set[str]] = {}
    for name, version, _ in _pins(root, lock):
        versions.setdefault(name, set()).add(version)
    stale = [
        str(asked)
        for asked in _asked(root, lock)
        if not all(asked.specifier.contains(v) for v in versions.get(canonicalize_name(asked.name), {"0"}))
    ]
    assert stale == [], "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_a_hash(root: Path, lock: str) -> None:
    blocks = re.split(r"^(?=\S)", _text(root, lock), flags=re.MULTILINE)
    pins = [block for block in blocks if "==" in block.partition("\n")[0]]
    assert len(pins) == len(_pins(root, lock)) > 20
    assert [block.partition("\n")[0] for block in pins if "--hash=sha256:" not in block] == []


def test_a_larger_lock_holds_the_smaller_one(root: Path) -> None:
    assert _pins(root, "report") < _pins(root, "test") < _pins(root, "check")


def test_the_letter_installs_without_an_engine(root: Path) -> None:
    """The heavy parts are for who recomputes; `make report` must stay light."""
    heavy = {"duckdb", "httpx", "ibis-framework", "numpy", "pandas", "pyarrow", "pyspark", "scipy", "shapely"}
    assert not heavy & {name for name, _, _ in _pins(root, "report")}
