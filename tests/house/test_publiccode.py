"""publiccode.yml holds what version 0.7 of that standard asks, in step with the package."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import wijkbewijs

_MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
]


@pytest.fixture(scope="module")
def described(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(root / "publiccode.yml")
    return loaded


def test_every_mandatory_key_is_there(described: dict[str, Any]) -> None:
    assert [key for key in _MANDATORY if not described.get(key)] == []
    assert described["publiccodeYmlVersion"] == "0.7"


def test_the_dutch_description_has_the_length_of_the_standard(described: dict[str, Any]) -> None:
    dutch = described["description"]["nl"]
    assert len(dutch["shortDescription"]) <= 150 <= len(dutch["longDescription"]) <= 10_000
    assert dutch["features"]


def test_version_and_licence_are_those_of_the_package(described: dict[str, Any], root: Path) -> None:
    assert described["softwareVersion"] == wijkbewijs.__version__
    assert (root / "LICENSES" / f"{described['legal']['license']}.txt").exists()
    assert (root / "LICENSE").read_bytes() == (root / "LICENSES" / "EUPL-1.2.txt").read_bytes()
