"""Every import contract is kept by the house, and is seen to break once on purpose."""

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.house.contracts import House, contracts, copied

DOWN = "Imports point down"
SOCKET = "Only sources.fetch reaches the network"
PUBLISHERS = "Publishers do not know each other"
DJANGO = "The figures' rooms do not know Django"
PURE = "Kernel and indicators touch neither network nor database"
CYCLES = "No cycles at any depth"


@pytest.fixture
def package(root: Path) -> Path:
    return root / "src" / "wijkbewijs"


@pytest.fixture
def house(package: Path, root: Path, tmp_path: Path) -> House:
    return copied(package, root / "pyproject.toml", tmp_path)


@pytest.fixture
def written(root: Path) -> dict[str, dict[str, Any]]:
    return {contract["name"]: contract for contract in contracts(root / "pyproject.toml")}


def test_the_house_keeps_every_contract(house: House) -> None:
    assert house.broken() == []


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("definitions.rule", "import wijkbewijs.dossier.sentence", DOWN),
        ("attic.__init__", "", DOWN),
        ("dossier.sentence", "import httpx", SOCKET),
        ("facts.rows", "import socket", SOCKET),
        ("sources.rivm_health", "import wijkbewijs.sources.gemeente_panel", PUBLISHERS),
        ("definitions.rule", "import django", DJANGO),
        ("facts.rows", "from django.db import models", DJANGO),
        ("kernel.units", "import sqlite3", PURE),
        ("indicators.formulas", "import duckdb", PURE),
        ("kernel.units", "import wijkbewijs.kernel.figure", CYCLES),
    ],
)
def test_a_contract_that_is_broken_on_purpose_says_so(
    house: House, module: str, line: str, broken: str
) -> None:
    house.add(module, line)
    assert broken in house.broken()


def test_every_contract_is_seen_to_break(written: dict[str, dict[str, Any]]) -> None:
    assert set(written) == {DOWN, SOCKET, PUBLISHERS, DJANGO, PURE, CYCLES}


def test_a_database_behind_a_door_is_still_a_database(house: House) -> None:
    house.add("facts.cellar", "import duckdb")
    house.add("indicators.formulas", "import wijkbewijs.facts.cellar")
    assert PURE in house.broken()


def test_fetch_may_open_the_socket_when_it_comes(house: House) -> None:
    house.add("sources.fetch", "import httpx")
    assert SOCKET not in house.broken()


def test_every_publisher_stands_in_its_contract(package: Path, written: dict[str, dict[str, Any]]) -> None:
    publishers = {
        f"wijkbewijs.sources.{path.stem}"
        for path in (package / "sources").glob("*.py")
        if {"NAME", "read"} <= _public_names(path)
    }
    assert set(written[PUBLISHERS]["modules"]) == publishers


@pytest.mark.parametrize(
    ("contract", "rooms"),
    [
        (DJANGO, {"kernel", "definitions", "sources", "facts", "indicators", "analysis"}),
        (PURE, {"kernel", "indicators", "analysis"}),
    ],
)
def test_a_room_joins_its_contracts_on_the_day_it_is_built(
    package: Path, written: dict[str, dict[str, Any]], contract: str, rooms: set[str]
) -> None:
    built = {f"wijkbewijs.{room}" for room in rooms if (package / room).is_dir()}
    assert set(written[contract]["source_modules"]) == built


def test_only_a_room_that_is_not_built_stands_in_parentheses(
    package: Path, written: dict[str, dict[str, Any]]
) -> None:
    rooms = [room.strip() for layer in written[DOWN]["layers"] for room in layer.split("|")]
    optional = {room.strip("()") for room in rooms if room.startswith("(")}
    assert optional == {room.strip("()") for room in rooms if not (package / room.strip("()")).is_dir()}


def _public_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {ast.unparse(target) for target in node.targets}
        elif isinstance(node, ast.AnnAssign):
            names.add(ast.unparse(node.target))
    return names
