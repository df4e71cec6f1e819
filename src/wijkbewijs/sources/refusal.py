"""An answer that is no body: the publisher's server said no, and with which words."""

from wijkbewijs.kernel.errors import SourceMissing, WijkbewijsError

MOST_TEXT = 2_000  # characters of an answer that are kept to explain it


class Refused(WijkbewijsError):
    """The server answered with an error status; a protocol may fall back on another address."""

    exit_code = SourceMissing.exit_code

    def __init__(self, address: str, status: int, text: str) -> None:
        """Keep `status` (HTTP) and the beginning of the answer, `text`."""
        self.status = status
        self.text = text[:MOST_TEXT]
        first = next(iter(self.text.split("\n")), "").strip()
        super().__init__(
            f"{address}: the server answered {status} ({first[:200] or 'no text'}). "
            "Try again later; when it stays, the address in the definition of the source is out of date."
        )
