"""The table of commands: each is imported only when it is asked for, so that reading starts fast."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from wijkbewijs.kernel.errors import BadUsage

COMMANDS = {
    "build": "wijkbewijs.cli.build",
    "changes": "wijkbewijs.cli.changes",
    "check": "wijkbewijs.cli.check",
    "figures": "wijkbewijs.cli.figures",
    "receipt": "wijkbewijs.cli.receipt",
    "report": "wijkbewijs.cli.report",
    "take": "wijkbewijs.cli.take",
    "verify": "wijkbewijs.cli.verify",
}

# What a receipt needs only when the publishers' files are at hand: it brings the engine along.
UNIT_VALUES = "wijkbewijs.cli.units"

ENGINE = ("duckdb", "filelock", "httpx", "ibis", "pyarrow", "ruamel", "shapely")
_NEED_THE_ENGINE = {COMMANDS["build"], COMMANDS["changes"], COMMANDS["take"], UNIT_VALUES}


def loaded(module: str) -> ModuleType:
    """Import a module of this table; BadUsage when it needs the engine and that is not installed."""
    if module in _NEED_THE_ENGINE and not engine_present():
        raise BadUsage(
            "computing from the sources needs packages that reading an edition does not. "
            "Install the extra `build`, for instance by `make test` in a checkout."
        )
    return import_module(module)


def engine_present() -> bool:
    """Whether the packages that compute from the sources are installed."""
    return all(find_spec(name) is not None for name in ENGINE)
