"""The budgets of the house that ruff does not hold: lengths, arguments, inheritance and names.

Each function takes the modules of a package as {dotted name: text} and returns what is over budget, as
sentences. Complexity (C901) and imports inside a function (PLC0415) are held by ruff.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

MODULE_LINES = 400
FUNCTION_LINES = 40
ARGUMENTS = 6
INHERITANCE = 2
NO_NOUNS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools"})

T = TypeVar("T", bound=ast.AST)
Modules = Mapping[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules_of(package: Path) -> dict[str, str]:
    """Return the text of every module in `package` by its dotted name below it."""
    return {
        ".".join(path.relative_to(package).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def long_modules(modules: Modules) -> list[str]:
    lengths = {name: len(text.splitlines()) for name, text in modules.items()}
    return [f"{name} has {lines} lines" for name, lines in lengths.items() if lines > MODULE_LINES]


def long_functions(modules: Modules) -> list[str]:
    lengths = {where: _lines(function) for where, function in _functions(modules)}
    return [f"{where} has {lines} lines" for where, lines in lengths.items() if lines > FUNCTION_LINES]


def crowded_functions(modules: Modules) -> list[str]:
    """A click command is excepted: its arguments are the options of the command line."""
    counts = {where: _arguments(f) for where, f in _functions(modules) if not _is_click_command(f)}
    return [f"{where} takes {count} arguments" for where, count in counts.items() if count > ARGUMENTS]


def deep_classes(modules: Modules) -> list[str]:
    """At most two classes of our own above one another; the classes of others do not count."""
    bases = {node.name: _base_names(node) for _, node in _nodes(modules, ast.ClassDef)}
    depths = {name: _depth(name, bases) for name in bases}
    return [f"{name} is {depth} classes deep" for name, depth in depths.items() if depth > INHERITANCE]


def vague_names(modules: Modules) -> list[str]:
    return [
        f"{name} is no noun" for name in modules if NO_NOUNS & {part.strip("_") for part in name.split(".")}
    ]


def _nodes(modules: Modules, kind: type[T]) -> Iterator[tuple[str, T]]:
    for module, text in modules.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, kind):
                yield module, node


def _functions(modules: Modules) -> Iterator[tuple[str, Function]]:
    for module, node in _nodes(modules, ast.AST):
        if isinstance(node, Function):
            yield f"{module}.{node.name} (line {node.lineno})", node


def _lines(function: Function) -> int:
    """Lines from `def` to the end, less the docstring."""
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def _arguments(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


def _is_click_command(function: Function) -> bool:
    return any(_dotted(decorator).endswith((".command", ".group")) for decorator in function.decorator_list)


def _dotted(decorator: ast.expr) -> str:
    return ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)


def _base_names(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(base).split("[")[0].rpartition(".")[2] for base in node.bases]


def _depth(name: str, bases: Mapping[str, list[str]]) -> int:
    return 1 + max((_depth(base, bases) for base in bases[name] if base in bases), default=0)
