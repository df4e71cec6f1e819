"""The shipped edition and the report that is made of it, once for all journeys."""

from pathlib import Path

import pytest

from tests.commands import Outcome, run
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.shipped import SHIPPED


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The edition that ships in the package."""
    return read_edition(SHIPPED)


@pytest.fixture(scope="session")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """What `wijkbewijs report` said, and the folder in which everything was written."""
    desk = tmp_path_factory.mktemp("desk")
    outcome = run("report", "--out", desk / "out", "--home", desk / "home")
    return outcome, desk / "out" / SHIPPED.name


@pytest.fixture(scope="session")
def report(reporting: tuple[Outcome, Path]) -> Path:
    """The folder with the report."""
    outcome, folder = reporting
    assert outcome.code == 0, outcome.err
    return folder
