"""What a publisher sent as one file: the only body of a take, often a zip in its own right."""

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle, unpacked

_WEB_PAGE = (b"<!doctype html", b"<html")


def only_body(content: bytes, name: str) -> bytes:
    """Return the one member of a take; BadSource when there are more or none, or when it is a web page."""
    bundle = unpacked(content, name)
    if len(bundle.names) != 1:
        raise BadSource(f"{name}: the take holds {len(bundle.names)} files, expected one. Take it again.")
    return file_body(bundle.read(bundle.names[0]), f"{name}: {bundle.names[0]}")


def inner_zip(content: bytes, name: str) -> Bundle:
    """Return the publisher's own zip, which came as the one member of a take; BadSource names both."""
    return unpacked(only_body(content, name), name)


def file_body(body: bytes, where: str) -> bytes:
    """Return `body` when it is a file; a publisher that moved one answers with a web page instead."""
    if body.lstrip()[:20].lower().startswith(_WEB_PAGE):
        raise BadSource(
            f"{where} is a web page, not the file. The publisher moved it: find its new address and "
            "correct the definition of the source."
        )
    return body
