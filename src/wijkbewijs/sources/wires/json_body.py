"""JSON as publishers send it: read whole or not at all, and never more than memory can hold."""

import json
from typing import NoReturn

from wijkbewijs.kernel.errors import BadSource

MOST_BYTES = 200_000_000  # of one body, which takes up to 24 times that in memory; a page of CBS has 40 MB
_HALVES = (b"\\ud", b"\\uD")  # two such escapes make one character, one makes none
_SHOWN = 120


def json_of(content: bytes, where: str) -> object:
    """Return what stands in a body of JSON; `where` names it in errors.

    Raises BadSource for a body that is not whole, is nested too deep, is larger than a page ever is, or holds
    half a character or a constant such as NaN, which no JSON has.
    """
    check_size(content, where)
    try:
        found: object = json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
        if any(half in content for half in _HALVES):
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadSource(
            f"{where}: the answer is no whole JSON ({error}; it begins with {content[:_SHOWN]!r}). Take the "
            "source again; when it stays, its address in the definition is out of date."
        ) from error
    return found


def check_size(content: bytes, where: str) -> None:
    """Raise BadSource for a body that is larger than a page of any publisher."""
    if len(content) > MOST_BYTES:
        raise BadSource(
            f"{where}: the answer has {len(content):,} bytes, more than a page ever has. Look at what the "
            "server sends before you take it again."
        )


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
