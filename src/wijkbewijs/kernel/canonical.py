"""Canonical bytes: the same values always give the same file, on every machine."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return UTF-8 CSV with a comma, LF line ends and quotes only where needed (RFC 4180 otherwise)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def json_bytes(value: object) -> bytes:
    """Return UTF-8 JSON with sorted keys, two spaces of indent and a final newline."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def number_text(value: float, decimals: int) -> str:
    """Return `value` rounded half to even at `decimals`, without a trailing zero or a negative zero.

    >>> number_text(71120.0, 0), number_text(58.10, 2), number_text(-0.001, 1)
    ('71120', '58.1', '0')
    """
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
