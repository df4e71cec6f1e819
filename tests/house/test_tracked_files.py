"""The repository names no machine and no package registry: it works wherever it is cloned."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import need

# Written in pieces, so that this file does not name what it forbids.
_HOSTS = [("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("deb", "debian", "org")]
_OPTIONS = [("--", "index-url"), ("--extra-", "index-url"), ('"resolved"', ': "')]
_REGISTRY = re.compile("|".join([*(r"\.".join(host) for host in _HOSTS), *("".join(o) for o in _OPTIONS)]))
_FOLDERS = ["home", "opt", "root", "srv", "tmp", "Users", "work"]
_MACHINE = re.compile(rf"(?<![\w.:/-])/(?:{'|'.join(_FOLDERS)})/\w")


def _findings(text: str, pattern: re.Pattern[str]) -> list[str]:
    return [f"line {n}: {line[:80]}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Return every text file that is tracked or will be, by its path."""
    missing = [] if shutil.which("git") and (root / ".git").exists() else ["a git checkout"]
    need(missing, why="Only git knows which files belong to the project.")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listed.splitlines()]
    contents = {path: path.read_bytes() for path in paths if path.is_file()}
    return {
        str(path.relative_to(root)): content.decode("utf-8", errors="replace")
        for path, content in contents.items()
        if b"\0" not in content
    }


@pytest.mark.parametrize("pattern", [_REGISTRY, _MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_machine(texts: dict[str, str], pattern: re.Pattern[str]) -> None:
    found = {name: lines for name, text in texts.items() if (lines := _findings(text, pattern))}
    assert "pyproject.toml" in texts
    assert found == {}


@pytest.mark.parametrize(
    ("pattern", "masked"),
    [
        (_REGISTRY, "https://pypi@.org/simple"),
        (_REGISTRY, "--extra-@index-url=x"),
        (_REGISTRY, '"resolved"@: "https://example.org/y.tgz"'),
        (_MACHINE, "path = /home@/someone/wijkbewijs"),
        (_MACHINE, '"/tmp@/x"'),
    ],
)
def test_an_address_that_is_planted_on_purpose_is_found(pattern: re.Pattern[str], masked: str) -> None:
    line = masked.replace("@", "")
    assert _findings(masked, pattern) == []
    assert _findings(line, pattern) == [f"line 1: {line}"]


@pytest.mark.parametrize(
    "line", ["https://www.cbs.nl/home/x", "#!/usr/bin/env bash", "docs/homework/x", "out/tmp/x"]
)
def test_an_ordinary_path_or_address_is_no_machine(line: str) -> None:
    assert _findings(line, _MACHINE) == []
