"""A publisher that stands in for the real one: HTTP on this machine, with the faults that publishers have.

    with Replay({"/table": b"rows", "/zip": resumable(content)}) as replay:
        ... replay.base + "/table" ...

A route is bytes, an Answer, or a function from a Request to an Answer. A fault wraps a route and is a route
again: `times(2, reset_after(100, body), then=body)`. What was asked stands in `replay.requests`.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

_CHUNK = 16_384
_STEP_SECONDS = 0.02  # how often a slow body gives something


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: the path and query as they are meant (unquoted); header names in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered and how it is sent.

    After `cut` bytes the connection closes, by a reset when `reset`. `length` is what Content-Length says
    instead of the truth; `chunked` sends pieces without a length.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    reset: bool = False
    bytes_per_second: float | None = None
    length: int | None = None
    chunked: bool = False


Route = Callable[[Request], Answer]
Body = bytes | Answer | Route


def answered(body: Body, request: Request) -> Answer:
    """Return what a route answers to a request."""
    if isinstance(body, bytes):
        return Answer(body)
    return body if isinstance(body, Answer) else body(request)


# ------------------------------------------------------------------------------- faults: routes round routes


def status(code: int, text: str = "") -> Answer:
    """Answer with an error status and its text."""
    return Answer(text.encode(), code, {"Content-Type": "text/plain; charset=utf-8"})


def retry_after(seconds: float | str, code: int = 503) -> Answer:
    """Answer that it is too busy, with Retry-After in seconds or as a date."""
    return Answer(b"busy", code, {"Retry-After": str(seconds)})


def redirect(to: str, code: int = 302) -> Answer:
    """Lead to another address."""
    return Answer(b"", code, {"Location": to})


def times(n: int, fault: Body, then: Body) -> Route:
    """Answer as `fault` the first `n` times, and as `then` from there on."""
    asked = iter(range(n))

    def route(request: Request) -> Answer:
        return answered(then if next(asked, None) is None else fault, request)

    return route


def in_turn(*bodies: Body) -> Route:
    """Answer with each of `bodies` once, and with the last from there on."""
    waiting = list(bodies)

    def route(request: Request) -> Answer:
        return answered(waiting.pop(0) if len(waiting) > 1 else waiting[0], request)

    return route


def reset_after(n: int, body: Body) -> Route:
    """Send `n` bytes of the body and reset the connection."""
    return lambda request: replace(answered(body, request), cut=n, reset=True)


def truncated(n: int, body: Body) -> Route:
    """Promise the whole body, send `n` bytes and close."""
    return lambda request: replace(answered(body, request), cut=n)


def wrong_length(body: Body, by: int = 7) -> Route:
    """Promise `by` bytes more than there are."""
    return lambda request: _mislabelled(answered(body, request), by)


def slow(bytes_per_second: float, body: Body) -> Route:
    """Drip the body."""
    return lambda request: replace(answered(body, request), bytes_per_second=bytes_per_second)


def chunked(body: Body) -> Route:
    """Send the body in pieces, without saying how long it is."""
    return lambda request: replace(answered(body, request), chunked=True)


def resumable(content: bytes, etag: str = '"one"') -> Route:
    """Serve `content` whole, or from the byte that a Range asks for while its If-Range is this ETag."""

    def route(request: Request) -> Answer:
        start = _start(request, etag)
        headers = {"ETag": etag, "Accept-Ranges": "bytes"}
        if not start:
            return Answer(content, 200, headers)
        if start >= len(content):
            return Answer(b"", 416, headers)
        told = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return Answer(content[start:], 206, {**headers, "Content-Range": told})

    return route


def _mislabelled(answer: Answer, by: int) -> Answer:
    return replace(answer, length=len(answer.body) + by)


def _start(request: Request, etag: str) -> int:
    wanted = request.headers.get("range", "")
    if not wanted.startswith("bytes=") or request.headers.get("if-range", etag) != etag:
        return 0
    return int(wanted.removeprefix("bytes=").partition("-")[0])


# ------------------------------------------------------------------------------------------------ the server


class Replay:
    """A server on 127.0.0.1 with its own port for as long as the `with` lasts; `base` is its address.

    `routes` may be changed while it runs. A path that has no route is answered with 404.
    """

    def __init__(self, routes: Mapping[str, Body]) -> None:
        self.routes = dict(routes)
        self.requests: list[Request] = []
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Answer:
        """Return what the route of the request's path answers."""
        self.requests.append(request)
        body = self.routes.get(request.path)
        return status(404, "no such table") if body is None else answered(body, request)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._serve(with_body=True)

    def do_HEAD(self) -> None:
        self._serve(with_body=False)

    def log_message(self, *_: object) -> None:
        """Say nothing: the test says what it saw."""

    def _serve(self, *, with_body: bool) -> None:
        answer = self.server.replay.answer(_request(self))
        self.close_connection = True
        with suppress(OSError):  # the client went away: that is what some tests are about
            self._send_head(answer)
            if with_body:
                self._send_body(answer)

    def _send_head(self, answer: Answer) -> None:
        self.send_response(answer.status)
        length = len(answer.body) if answer.length is None else answer.length
        described = {"Transfer-Encoding": "chunked"} if answer.chunked else {"Content-Length": str(length)}
        for name, value in {**answer.headers, **described, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_body(self, answer: Answer) -> None:
        for piece in _pieces(answer, self.server.stopping):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if answer.chunked else piece)
            self.wfile.flush()
        if answer.chunked and answer.cut is None:
            self.wfile.write(b"0\r\n\r\n")
        if answer.reset:
            _reset(self.connection)


def _request(handler: BaseHTTPRequestHandler) -> Request:
    parts = urlsplit(handler.path)
    return Request(
        method=handler.command,
        path=unquote(parts.path),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in handler.headers.items()},
    )


def _pieces(answer: Answer, stopping: threading.Event) -> Iterator[bytes]:
    content = answer.body if answer.cut is None else answer.body[: answer.cut]
    pace = answer.bytes_per_second
    size = _CHUNK if pace is None else max(1, int(pace * _STEP_SECONDS))
    for start in range(0, len(content), size):
        piece = content[start : start + size]
        yield piece
        if pace is not None and stopping.wait(len(piece) / pace):
            return


def _reset(connection: socket.socket) -> None:
    """Close without a farewell: with no time to linger the kernel sends RST."""
    time.sleep(_STEP_SECONDS)  # what was sent should arrive before it
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
