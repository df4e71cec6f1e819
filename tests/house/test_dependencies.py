"""The package uses what it declares, and the letter needs nothing heavy."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# What the extra `build` brings, by the names under which it is imported.
_HEAVY = ["duckdb", "ibis", "numpy", "openpyxl", "pandas", "pyarrow", "ruamel", "shapely", "sqlglot"]
_WITHOUT = f"""
import sys
for name in {_HEAVY}:
    sys.modules[name] = None  # an import of it fails, as on a machine without the extra
sys.argv = ["wijkbewijs", *sys.argv[1:]]
from wijkbewijs.cli.main import main
main()
"""


def _declared(root: Path) -> set[str]:
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    return {canonicalize_name(Requirement(text).name) for text in texts}


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield "ruamel.yaml" if node.module.startswith("ruamel.") else node.module.partition(".")[0]


def test_every_imported_package_is_declared(root: Path) -> None:
    homes = {**packages_distributions(), "ruamel.yaml": ["ruamel.yaml"]}
    modules = (path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    names = {name for text in modules for name in _imported(text)} - sys.stdlib_module_names - {"wijkbewijs"}
    assert "click" in names
    used = {name: {canonicalize_name(home) for home in homes.get(name, [name])} for name in names}
    assert {name: homes for name, homes in used.items() if not homes & _declared(root)} == {}


@pytest.mark.parametrize("words", ["", "report", "verify", "check", "figures", "receipt"])
def test_reading_an_edition_needs_no_engine(words: str) -> None:
    """Imports stand at the top of a module, so asking for help already meets all of them."""
    command = [sys.executable, "-c", _WITHOUT, *words.split(), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
