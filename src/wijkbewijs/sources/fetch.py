"""The only socket: one body of a publisher, asked for with patience, from no host that nobody declared."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import httpx

from wijkbewijs import __version__
from wijkbewijs.kernel.errors import BadSource, SourceMissing, WijkbewijsError
from wijkbewijs.sources.part import Arrived, Part
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.refusal import MOST_TEXT, Refused

T = TypeVar("T")
Heard = Callable[[int, int | None], None]
"""`heard(received, announced)` is called while a body arrives; `announced` is None where nobody says."""

AGENT = f"wijkbewijs/{__version__}"
_MOST_REDIRECTS = 5
_WHOLE, _REST, _NO_SUCH_REST = 200, 206, 416
_PORTS = {"https": 443, "http": 80}
_GZIP = 16 + zlib.MAX_WBITS
_IDENTITY = "identity"
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)


class Unreachable(WijkbewijsError):
    """No connection could be made at all: no network, no such host, or nobody who answers there."""

    exit_code = SourceMissing.exit_code


class _Damaged(Exception):
    """What arrived is not what was announced; it is worth asking again."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """A try that brought nothing: the error it ends in, how many tries it is worth, what the server said."""

    error: WijkbewijsError
    tries: int
    headers: Mapping[str, str] = field(default_factory=dict)


def _nobody(_received: int, _announced: int | None) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to the publishers: which `origins` it may ask, how patiently, and who hears what arrives.

    `silent` remembers the origins that could not be reached: those are tried only once more.
    """

    http: httpx.Client
    patience: Patience
    origins: frozenset[str] = frozenset()
    heard: Heard = _nobody
    silent: set[str] = field(default_factory=set)

    def body(self, address: str, part: Part, most_bytes: int) -> bytes:
        """Return the body at `address`, going on from what `part` has when the server can.

        Raises Unreachable, Refused (an error status) or SourceMissing (it broke off, or took too long) when
        it cannot be had, BadSource for a host that nobody declared or a body of more than `most_bytes`.
        """

        def received(answer: httpx.Response, in_time: _InTime) -> bytes:
            return _Arriving(part, most_bytes, self.heard).received(answer, in_time)

        content = self._patiently(address, lambda: _rest_of(part.arrived), received)
        part.drop()
        return content

    def told(self, address: str) -> Mapping[str, str]:
        """Return what the server tells about the body at `address` without taking it; errors as `body`."""
        return self._patiently(address, lambda: {"Range": "bytes=0-0"}, lambda answer, _: answer.headers)

    def _patiently(
        self,
        address: str,
        headers: Callable[[], Mapping[str, str]],
        read: "Callable[[httpx.Response, _InTime], T]",
    ) -> T:
        """Return what `read` makes of the answer, asking again for as long as that is worth it."""
        in_time = _InTime(self.patience, self.patience.now() + self.patience.body_seconds, address)
        place, tried = origin(address), 0
        while True:
            tried += 1
            outcome = self._tried(address, headers(), lambda answer: read(answer, in_time), in_time)
            if not isinstance(outcome, _Failed):
                return outcome
            wait = self.patience.wait(tried, outcome.headers)
            if tried >= outcome.tries or place in self.silent or in_time.left() <= wait:
                if isinstance(outcome.error, Unreachable):
                    self.silent.add(place)
                raise outcome.error
            self.patience.sleep(wait)

    def _tried(
        self,
        address: str,
        headers: Mapping[str, str],
        read: Callable[[httpx.Response], T],
        in_time: "_InTime",
    ) -> T | _Failed:
        try:
            with self._opened(address, headers) as answer:
                if answer.status_code in {_WHOLE, _REST, _NO_SUCH_REST}:
                    return read(answer)
                return self._refusal(address, answer, in_time)
        except _NOT_CONNECTED as error:
            return _Failed(
                Unreachable(
                    f"{address}: there is no connection ({error}). "
                    "Check the network and take again; until then the last take counts."
                ),
                self.patience.tries,
            )
        except (httpx.TransportError, httpx.DecodingError, _Damaged) as error:
            return _Failed(
                SourceMissing(
                    f"{address}: the body did not arrive whole ({error or type(error).__name__}). "
                    "Take again; what did arrive is kept."
                ),
                self.patience.tries,
            )

    @contextmanager
    def _opened(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Give the answer at `address`, or where it leads to."""
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_declared(address)
            with self.http.stream("GET", address, headers=dict(headers)) as answer:
                if not answer.has_redirect_location:
                    yield answer
                    return
                address = str(answer.url.join(answer.headers["location"]))
        raise BadSource(f"{address}: the publisher leads round in redirects. Correct `path` of the wire.")

    def _check_declared(self, address: str) -> None:
        if origin(address) not in self.origins:
            raise BadSource(
                f"{address}: this leads to {origin(address)}, and only {', '.join(sorted(self.origins))} may "
                "be asked. When the publisher moved, correct `base` of the wire in the source's definition."
            )

    def _refusal(self, address: str, answer: httpx.Response, in_time: "_InTime") -> _Failed:
        read = b""
        for piece in in_time(answer.iter_bytes()):
            read += piece
            if len(read) > 4 * MOST_TEXT:  # no character takes more than four bytes
                break
        text = read.decode(errors="replace")
        tries = self.patience.tries_for(answer.status_code, text)
        return _Failed(Refused(address, answer.status_code, text), tries, answer.headers)


@contextmanager
def open_line(patience: Patience) -> Iterator[Line]:
    """Give a line that may not ask anybody yet: `replace(line, origins=...)` says whom."""
    times = httpx.Timeout(patience.read_seconds, connect=patience.connect_seconds)
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"}
    with httpx.Client(timeout=times, headers=headers) as http:
        yield Line(http, patience)


def origin(address: str) -> str:
    """Return scheme, host and port of an address; BadSource when it is no address.

    >>> origin("https://opendata.cbs.nl/ODataFeed?x=1"), origin("http://me@127.0.0.1:81")
    ('https://opendata.cbs.nl:443', 'http://127.0.0.1:81')
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise BadSource(f"{address[:200]!r} is no address ({error}). Take the source again.") from error
    return f"{url.scheme}://{url.host}:{url.port or _PORTS.get(url.scheme, '')}"


@dataclass(frozen=True, slots=True)
class _InTime:
    """The moment by which a body must be there: also one that drips a byte a second ends."""

    patience: Patience
    deadline: float
    address: str

    def __call__(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if self.left() <= 0:
                raise SourceMissing(
                    f"{self.address}: the body was not there in {self.patience.body_seconds:.0f} seconds. "
                    "Take again at another time; what did arrive is kept."
                )
            yield piece

    def left(self) -> float:
        return self.deadline - self.patience.now()


@dataclass(frozen=True, slots=True)
class _Arriving:
    """One body on its way into `part`, of at most so many bytes."""

    part: Part
    most_bytes: int
    heard: Heard

    def received(self, answer: httpx.Response, in_time: _InTime) -> bytes:
        size, whole = self._begun(answer), _whole_size(answer)
        self._check_size(whole or 0, in_time.address)
        for size in self.part.grow(in_time(answer.iter_raw())):
            self._check_size(size, in_time.address)
            self.heard(size, whole)
        if whole is not None and size != whole:
            self.part.drop()
            raise _Damaged(f"{size:,} of {whole:,} bytes came")
        return self._decoded(_encoding(answer), in_time.address)

    def _begun(self, answer: httpx.Response) -> int:
        """Return how many bytes were there before this answer, which begins anew or goes on from them."""
        arrived = self.part.arrived
        if answer.status_code == _WHOLE:
            self.part.begin(_mark(answer), _encoding(answer))
            return 0
        if not _goes_on(answer, arrived):
            self.part.drop()
            raise _Damaged("the server went on with something else")
        return arrived.size

    def _decoded(self, encoding: str, address: str) -> bytes:
        raw = self.part.path.read_bytes()
        if encoding == _IDENTITY:
            return raw
        if encoding != "gzip":
            raise BadSource(f"{address}: the body is encoded as {encoding!r}, which was not asked for.")
        unpacking = zlib.decompressobj(_GZIP)
        try:
            content = unpacking.decompress(raw, self.most_bytes + 1)
        except zlib.error as error:
            self.part.drop()
            raise _Damaged(str(error)) from error
        self._check_size(len(content), address)
        if not unpacking.eof or unpacking.unused_data:
            self.part.drop()
            raise _Damaged("the body stops halfway, or goes on after its end")
        return content

    def _check_size(self, size: int, address: str) -> None:
        if size > self.most_bytes:
            self.part.drop()
            raise BadSource(
                f"{address}: this is more than the {self.most_bytes:,} bytes that the source may still "
                "bring. Raise `most_mb` of its wire when it really grew that much."
            )


def _rest_of(arrived: Arrived) -> dict[str, str]:
    if not arrived.size:
        return {}
    return {"Range": f"bytes={arrived.size}-", "If-Range": arrived.mark}


def _mark(answer: httpx.Response) -> str:
    """Return what names this edition of a body to the byte: a strong ETag, else the moment of its change."""
    etag: str = answer.headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        return etag
    modified: str = answer.headers.get("last-modified", "")
    return modified


def _encoding(answer: httpx.Response) -> str:
    told: str = answer.headers.get("content-encoding", _IDENTITY)
    return told.strip().lower()


def _goes_on(answer: httpx.Response, arrived: Arrived) -> bool:
    """Whether an answer 206 is what comes after the bytes that arrived."""
    told = _RANGE.fullmatch(answer.headers.get("content-range", ""))
    same = _mark(answer) in {"", arrived.mark} and _encoding(answer) == arrived.encoding
    return bool(same and arrived.size and told and int(told[1]) == arrived.size)


def _whole_size(answer: httpx.Response) -> int | None:
    """Return how many bytes the whole body has by the server's own word, None when it does not say."""
    told = _RANGE.fullmatch(answer.headers.get("content-range", ""))
    if told:
        return None if told[2] == "*" else int(told[2])
    length: str = answer.headers.get("content-length", "")
    return int(length) if length.isdecimal() else None
