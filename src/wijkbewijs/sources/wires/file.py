"""A wire that is one file: the bundle has one member, named like the file."""

import pyarrow as pa

from wijkbewijs.definitions.source import Wire
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description

_NO_LABELS = pa.schema(
    {"key": pa.string(), "title": pa.string(), "unit": pa.string(), "groups": pa.list_(pa.string())}
).empty_table()


def describe(wire: Wire, base: str, get: Get) -> None:
    """Ask for nothing: a file has no bodies that describe it."""


def ask(wire: Wire, base: str, get: Get) -> None:
    """Ask for the file."""
    get(wire.path.rpartition("/")[2], f"{base}/{wire.path.lstrip('/')}")


def described(bundle: Bundle) -> Description:  # noqa: ARG001 - as every protocol
    """Return a description that says nothing: what a file holds is for its reader to see."""
    return Description(title="", modified="", licence="", dimensions=(), labels=_NO_LABELS)
