"""The table of commands: each is imported only when it is asked for, so that reading starts fast."""

from importlib import import_module
from types import ModuleType

COMMANDS = {
    "build": "wijkbewijs.cli.build",
    "check": "wijkbewijs.cli.check",
    "figures": "wijkbewijs.cli.figures",
    "receipt": "wijkbewijs.cli.receipt",
    "report": "wijkbewijs.cli.report",
    "verify": "wijkbewijs.cli.verify",
}

# What a receipt needs only when the publishers' files are at hand: it brings the engine along.
UNIT_VALUES = "wijkbewijs.cli.units"


def loaded(module: str) -> ModuleType:
    """Import a module of this table by name."""
    return import_module(module)
