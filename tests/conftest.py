"""What all tests share: the snapshot of the sources, and Hypothesis without a clock."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import need

ROOT = Path(__file__).parents[1]

# The same examples every run: a property that fails in CI fails on every desk.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """The publishers' files: the folder `WIJKBEWIJS_SNAPSHOT`, or `shared/data` beside the repository."""
    folder = Path(os.environ.get("WIJKBEWIJS_SNAPSHOT", ROOT.parent / "shared" / "data"))
    missing = [] if folder.is_dir() else ["the snapshot of the sources"]
    need(missing, why="Name its folder in WIJKBEWIJS_SNAPSHOT to recompute the figures.")
    return folder
