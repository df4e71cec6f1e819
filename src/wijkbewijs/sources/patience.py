"""How long a publisher is waited for: time-outs, how often is tried again, and after how long."""

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset({429, 502, 503, 504})
BROKEN = 500
TOO_MANY = re.compile(r"more than 10[.,]?000 records")  # CBS says so with a 500: asking again never helps


@dataclass(frozen=True, slots=True)
class Patience:
    """Time-outs in seconds, tries for one body, and the clock: tests bring one that does not wait.

    `body_seconds` is what one body may take in all, waiting and trying again included; `answer_tries` is for
    an answer 500, which seldom becomes better.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    body_seconds: float = 1800.0
    tries: int = 6
    answer_tries: int = 3
    first_wait: float = 1.0
    most_wait: float = 120.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def tries_for(self, status: int, text: str) -> int:
        """Return how often an answer that is no body is worth asking for."""
        if status in BUSY:
            return self.tries
        return self.answer_tries if status == BROKEN and not TOO_MANY.search(text) else 1

    def wait(self, tried: int, headers: Mapping[str, str]) -> float:
        """Return the seconds before the next try: what the server asks, else twice as long each time.

        Between half of that time and all of it, by chance, so that many askers do not come back at once.
        """
        asked = seconds_asked(headers)
        if asked is not None:
            return min(asked, self.most_wait)
        whole = min(self.first_wait * 2.0 ** (tried - 1), self.most_wait)
        return whole * (1 + self.chance()) / 2


def seconds_asked(headers: Mapping[str, str]) -> float | None:
    """Return what Retry-After asks for, in seconds or as a day and time (RFC 9110); None when it does not.

    A moment is held against the server's own Date, so that its clock need not be ours.

    >>> seconds_asked({"retry-after": "120"}), seconds_asked({"retry-after": "soon"}), seconds_asked({})
    (120.0, None, None)
    >>> at = "Mon, 23 Nov 2026 08:30:00 GMT"
    >>> seconds_asked({"date": at, "retry-after": "Mon, 23 Nov 2026 08:30:05 GMT"})
    5.0
    """
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    then, now = _moment(told), _moment(headers.get("date", ""))
    return max((then - now).total_seconds(), 0.0) if then and now else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
