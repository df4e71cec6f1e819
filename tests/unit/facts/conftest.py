"""The real facts, built once for all tests of the room."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.facts.tables import TAKEN_ON
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.facts.build import build_facts
from wijkbewijs.sources import locked, snapshot_bytes, snapshot_contents
from wijkbewijs.sources.accepted import copies_only


@pytest.fixture(scope="session")
def loaded(snapshot: Path) -> Loaded:
    """The definitions, with the sources locked to the bytes of this snapshot."""
    definitions = copies_only(load_definitions())
    locks = tuple(locked(s, snapshot_bytes(snapshot, s), TAKEN_ON) for s in definitions.sources)
    return replace(definitions, locks=locks)


@pytest.fixture(scope="session")
def contents(snapshot: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """The bytes of every source by its id."""
    return snapshot_contents(snapshot, loaded.sources, loaded.locks)


@pytest.fixture(scope="session")
def real_facts(loaded: Loaded, contents: Mapping[str, bytes]) -> pa.Table:
    """The fact table of the whole snapshot."""
    return build_facts(loaded, contents)
