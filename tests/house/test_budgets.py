"""The house stays small enough to hold in the head; every budget is seen to say no."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import budgets
from tests.house.budgets import Modules

Budget = Callable[[Modules], list[str]]
BUDGETS: list[Budget] = [
    budgets.long_modules,
    budgets.long_functions,
    budgets.crowded_functions,
    budgets.deep_classes,
    budgets.vague_names,
]

_LONG_MODULE = "x = 1\n" * 401
_LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
_CROWDED = "def f(a, b, c, d, *, e, g, h): ..."
_DEEP = "class A: ...\nclass B(A): ...\nclass C(B): ..."


@pytest.mark.parametrize("budget", BUDGETS)
def test_the_house_keeps_within_its_budget(budget: Budget, root: Path) -> None:
    modules = budgets.modules_of(root / "src" / "wijkbewijs")
    assert "kernel.figure" in modules
    assert budget(modules) == []


@pytest.mark.parametrize(
    ("budget", "modules", "sentence"),
    [
        (budgets.long_modules, {"facts.build": _LONG_MODULE}, "facts.build has 401 lines"),
        (budgets.long_functions, {"facts.build": _LONG_FUNCTION}, "facts.build.f (line 1) has 41 lines"),
        (budgets.crowded_functions, {"facts.build": _CROWDED}, "facts.build.f (line 1) takes 7 arguments"),
        (budgets.deep_classes, {"facts.build": _DEEP}, "C is 3 classes deep"),
        (budgets.vague_names, {"facts.utils": ""}, "facts.utils is no noun"),
    ],
)
def test_a_budget_that_is_broken_on_purpose_says_so(budget: Budget, modules: Modules, sentence: str) -> None:
    assert budget(modules) == [sentence]


@pytest.mark.parametrize(
    ("budget", "text"),
    [
        (budgets.long_modules, _LONG_MODULE.removeprefix("x = 1\n")),
        (budgets.long_functions, 'def f():\n    """What it is.\n\n    More.\n    """\n' + "    x = 1\n" * 39),
        (budgets.crowded_functions, f"@click.command('build')\n{_CROWDED}"),
        (budgets.deep_classes, "class A(Exception): ...\nclass B(A): ..."),
    ],
)
def test_what_just_fits_is_let_through(budget: Budget, text: str) -> None:
    assert budget({"cli.build": text}) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("C901", "def f(x):\n" + "".join(f"    if x == {n}:\n        g()\n" for n in range(8))),
        ("PLC0415", "def f():\n    import json\n    return json\n"),
        ("PLR0917", "def f(a, b, c, d, e, g, h):\n    return a\n"),
    ],
)
def test_ruff_holds_the_budgets_that_are_left_to_it(rule: str, text: str, root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        rule,
        "--stdin-filename",
        "src/wijkbewijs/x.py",
        "-",
    ]
    done = subprocess.run(command, input=text, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert rule in done.stdout
