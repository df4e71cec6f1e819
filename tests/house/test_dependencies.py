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

# What the extras `build` and `spark` bring, by the names under which it is imported.
_HEAVY = [
    "duckdb",
    "filelock",
    "httpx",
    "ibis",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "pyspark",
    "ruamel",
    "scipy",
    "shapely",
    "sqlglot",
]
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
    extras = project["optional-dependencies"]
    texts = [*project["dependencies"], *extras["build"], *extras["spark"]]
    return {canonicalize_name(Requirement(text).name) for text in texts}


def _modules(text: str) -> Iterator[str]:
    """Yield every module that may be meant by the imports of a text: `from a import b` may mean `a.b`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def _imported(text: str) -> Iterator[str]:
    for module in _modules(text):
        yield "ruamel.yaml" if module.startswith("ruamel.") else module.partition(".")[0]


def test_every_imported_package_is_declared(root: Path) -> None:
    homes = {**packages_distributions(), "ruamel.yaml": ["ruamel.yaml"]}
    modules = (path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    names = {name for text in modules for name in _imported(text)} - sys.stdlib_module_names - {"wijkbewijs"}
    assert "click" in names
    used = {name: {canonicalize_name(home) for home in homes.get(name, [name])} for name in names}
    assert {name: homes for name, homes in used.items() if not homes & _declared(root)} == {}


def test_spark_stays_behind_one_module_that_nobody_needs(root: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py")}
    assert {name for name, text in texts.items() if "pyspark" in _imported(text)} == {"spark"}
    assert {name for name, text in texts.items() if "wijkbewijs.facts.spark" in _modules(text)} == set()


@pytest.mark.parametrize("words", ["", "report", "verify", "check", "figures", "receipt"])
def test_reading_an_edition_needs_no_engine(words: str) -> None:
    """Imports stand at the top of a module, so asking for help already meets all of them."""
    command = [sys.executable, "-c", _WITHOUT, *words.split(), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
