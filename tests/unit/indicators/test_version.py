"""An edition says which arithmetic made it: every module of the room that computes counts."""

from pathlib import Path

from wijkbewijs import indicators
from wijkbewijs.indicators import version
from wijkbewijs.indicators.version import formula_hash

ROOM = Path(indicators.__file__).parent


def test_every_module_that_computes_is_part_of_the_identity_of_the_arithmetic() -> None:
    modules = {path.name for path in ROOM.glob("*.py")} - {"__init__.py", "version.py"}
    assert set(version._MODULES) == modules  # noqa: SLF001 - the list is the claim


def test_the_identity_is_a_hash_and_the_same_each_time() -> None:
    assert formula_hash() == formula_hash()
    assert len(formula_hash()) == 64
