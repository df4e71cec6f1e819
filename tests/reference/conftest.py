"""The shipped edition and the publishers' numbers, read once for all reference tests."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.reference.building import Build, build
from tests.reference.publishers import EDITION, Publishers, Shipped, read_publishers, read_shipped


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The shipped edition, read as anybody could read it."""
    return read_shipped()


@pytest.fixture(scope="session")
def publishers(snapshot: Path, shipped: Shipped) -> Publishers:
    """The publishers' files of the snapshot, read by tests/reference/recompute.py."""
    return read_publishers(shipped, snapshot)


@pytest.fixture(scope="session")
def rebuilt(snapshot: Path) -> Build:
    """The edition built once more from the snapshot, on the day on which the shipped one was made."""
    manifest = json.loads((EDITION / "manifest.json").read_bytes())
    return build(snapshot, date.fromisoformat(manifest["made_on"]))
