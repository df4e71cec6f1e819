"""Content that went wrong on its way, or was made to: changes of valid bytes, by what kind of bytes they are.

`changed(samples)` draws one sample and changes it once to three times. A zip is changed in its members and in
its own headers, a table in its cells, columns and types, JSON in its tree, and any bytes as bytes.
"""

import datetime as dt
import io
import json
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

Draw = st.DrawFn
Part = tuple[str, bytes]

_TOKENS = (
    *(
        "",
        " ",
        ".",
        "x",
        "-",
        ",",
        ";",
        '"',
        "'",
        "\n",
        "\r\n",
        "\0",
        "\ufeff",
        "é",
        "\u202e",
        "null",
        "true",
    ),
    *("0", "-1", "-0", "1e999", "-1e999", "nan", "NaN", "Infinity", "inf", "9" * 400, "9" * 5_000, "1_000"),
    *("-99997", "-99999999", "1e-320", "0x10", "1,5", "٣", "2024", "2024JJ00", "2024**", "NL00", "GM0518"),
    *("WK051833", "BU05183396", "[" * 2_000, '{"a":' * 2_000, "<a>" * 2_000, "<!DOCTYPE a>", "&a;", "]]>"),
    *("\\ud800", "http://[", "http://h:99999/", "//", "?", "http://\x7f", "file:///etc/hosts", "../" * 50),
)
_BYTES = (*(token.encode() for token in _TOKENS), b"\xff", b"\xed\xa0\x80", b"PK\1\2", b"PAR1", b"\x1f\x8b")
_NUMBERS = (0, 1, -1, 10**18, 2**63, -(2**63), 10**400, 0.5, -1e308, float("nan"), float("inf"))
_VALUES = (*_TOKENS, *_NUMBERS, None, True, False, [], {}, [[]], [None], {"a": {}}, "\ud800")
_WORD = re.compile(rb"[^\s;,\"<>{}\[\]:=/]+")
_KEPT = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_HEADERS = (  # and where the two bytes of their fields are
    (b"PK\1\2", (8, 10, 16, 20, 24, 28, 42)),
    (b"PK\3\4", (6, 8, 14, 18, 22, 26)),
    (b"PK\5\6", (8, 12, 16)),
)
_MOST = 200_000  # bytes of a changed sample: growth by doubling ends here


@st.composite
def changed(draw: Draw, samples: Sequence[bytes]) -> bytes:
    """Draw one of `samples` and change it."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 3))):
        content = _once(draw, content, samples)[:_MOST]
    return content


def _once(draw: Draw, content: bytes, samples: Sequence[bytes]) -> bytes:
    ways = _ways(content)
    if draw(st.integers(0, 5)) and ways:
        return draw(st.sampled_from(ways))(draw, content)
    return draw(st.sampled_from([_flipped, _cut, _without, _inserted, _doubled]))(draw, content) or draw(
        st.sampled_from(samples)
    )


def _ways(content: bytes) -> Sequence[Callable[[Draw, bytes], bytes]]:
    """Return the changes that fit the kind of `content`."""
    start = content.lstrip()[:1]
    if content.startswith(b"PK"):
        return (_member, _member, _member, _archive, _header)
    if content.startswith(b"PAR1"):
        return (_column, _column, _columns)
    if start in {b"{", b"["}:
        return (_tree, _tree, _tree, _token)
    return (_token, _token, _lines, _encoded)


# --------------------------------------------------------------------------------------------- bytes as bytes


def _place(draw: Draw, content: bytes) -> int:
    return draw(st.integers(0, max(len(content) - 1, 0)))


def _flipped(draw: Draw, content: bytes) -> bytes:
    found = bytearray(content or b"\0")
    found[_place(draw, found)] ^= 1 << draw(st.integers(0, 7))
    return bytes(found)


def _cut(draw: Draw, content: bytes) -> bytes:
    return content[: _place(draw, content)]


def _without(draw: Draw, content: bytes) -> bytes:
    start = _place(draw, content)
    return content[:start] + content[start + draw(st.integers(1, 64)) :]


def _inserted(draw: Draw, content: bytes) -> bytes:
    start = _place(draw, content)
    return content[:start] + draw(st.sampled_from(_BYTES)) + content[start + draw(st.integers(0, 2)) :]


def _doubled(draw: Draw, content: bytes) -> bytes:
    start, end = sorted((_place(draw, content), _place(draw, content)))
    return content[:end] + content[start:end] + content[end:]


# ------------------------------------------------------------------------------------------------------- text


def _token(draw: Draw, content: bytes) -> bytes:
    """Put something else in the place of one cell, word or number."""
    words = list(_WORD.finditer(content))
    if not words:
        return _inserted(draw, content)
    word = draw(st.sampled_from(words))
    other = draw(st.sampled_from([*_BYTES, draw(st.sampled_from(words))[0]]))
    return content[: word.start()] + other + content[word.end() :]


def _lines(draw: Draw, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b"\n"]
    at, other = _place(draw, lines), _place(draw, lines)
    kind = draw(st.sampled_from(["again", "gone", "swapped", "columns"]))
    if kind == "again":
        lines.insert(other, lines[at])
    elif kind == "gone":
        del lines[at]
    elif kind == "swapped":
        lines[at], lines[other] = lines[other], lines[at]
    else:
        separator = draw(st.sampled_from([b",", b";"]))
        lines = [separator.join(reversed(line.split(separator))) for line in lines]
    return b"".join(lines)


def _encoded(draw: Draw, content: bytes) -> bytes:
    text = content.decode(errors="replace")
    encoding = draw(st.sampled_from(["utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-7"]))
    return text.encode(encoding, errors="replace")


# ------------------------------------------------------------------------------------------------------- JSON


def _tree(draw: Draw, content: bytes) -> bytes:
    """Change one place in a tree of JSON."""
    try:
        tree = json.loads(content)
        places = list(_places(tree))
    except (ValueError, RecursionError):
        return _token(draw, content)
    if not places:
        return json.dumps(draw(st.sampled_from(_VALUES))).encode()
    holder, key = draw(st.sampled_from(places))
    other, other_key = draw(st.sampled_from(places))
    kind = draw(st.sampled_from(["value", "value", "gone", "swapped", "renamed"]))
    if kind == "value":
        holder[key] = draw(st.sampled_from(_VALUES))
    elif kind == "gone":
        del holder[key]
    elif kind == "swapped":
        holder[key] = json.loads(json.dumps(other[other_key]))
    elif isinstance(holder, dict):
        holder[str(draw(st.sampled_from([other_key, *_TOKENS])))] = holder.pop(key)
    else:
        holder.insert(key, json.loads(json.dumps(holder[key])))
    return json.dumps(tree).encode()


def _places(tree: object) -> list[tuple]:
    """Return every place in a tree as what holds it and its key there."""
    found, waiting = [], [tree]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


# ------------------------------------------------------------------------------------------------------ zips


def _parts(content: bytes) -> list[Part]:
    """Return the members of a zip; none when it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
            if sum(member.file_size for member in found) > 10 * _MOST:
                return []
            return [(member.filename, archive.read(member)) for member in found]
    except Exception:  # noqa: BLE001 - whatever is wrong with this zip, it was made to be wrong
        return []


def _zipped(parts: Sequence[Part], kept: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kept) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name: that is the point
        for name, body in parts:
            archive.writestr(zipfile.ZipInfo(name or "-"), body, kept)
    return out.getvalue()


def _member(draw: Draw, content: bytes) -> bytes:
    """Change one member by what it is."""
    if not (parts := _parts(content)):
        return _header(draw, content)
    at = _place(draw, parts)
    parts[at] = (parts[at][0], _once(draw, parts[at][1], [body for _, body in parts])[:_MOST])
    return _zipped(parts)


def _archive(draw: Draw, content: bytes) -> bytes:
    """Change which members there are, how they are called and how they are kept."""
    if not (parts := _parts(content)):
        return _header(draw, content)
    at, other = _place(draw, parts), _place(draw, parts)
    (name, body), (other_name, other_body) = parts[at], parts[other]
    kind = draw(st.sampled_from(["gone", "swapped", "twice", "renamed", "nested", "kept", "order"]))
    if kind == "gone":
        del parts[at]
    elif kind == "swapped":
        parts[at], parts[other] = (name, other_body), (other_name, body)
    elif kind == "twice":
        parts.append((draw(st.sampled_from([name, f"{name.partition('/')[0]}/99999.json"])), other_body))
    elif kind == "renamed":
        parts[at] = (
            draw(st.sampled_from([f"x/{name}", "../x", "x/", name.upper(), "\ufeff", *_TOKENS[:18]])),
            body,
        )
    elif kind == "nested":
        parts[at] = (name, content)
    elif kind == "order":
        parts.reverse()
    return _zipped(parts, draw(st.sampled_from(_KEPT)) if kind == "kept" else zipfile.ZIP_DEFLATED)


def _header(draw: Draw, content: bytes) -> bytes:
    """Let a header of the zip lie: about sizes, checksum, compression or where its member is."""
    mark, fields = draw(st.sampled_from(_HEADERS))
    places = [at for at in range(len(content)) if content.startswith(mark, at)]
    if not places:
        return _flipped(draw, content)
    start = draw(st.sampled_from(places)) + draw(st.sampled_from(fields))
    value = draw(st.sampled_from([0, 1, 2, 8, 9, 12, 14, 0xFFFF]) | st.integers(0, 0xFFFF))
    return content[:start] + struct.pack("<H", value) + content[start + 2 :]


# ---------------------------------------------------------------------------------------------------- Parquet


def _table(content: bytes) -> pa.Table | None:
    try:
        return pq.read_table(io.BytesIO(content))
    except Exception:  # noqa: BLE001 - whatever is wrong with this table, it was made to be wrong
        return None


def _column(draw: Draw, content: bytes) -> bytes:
    """Give one column another type, or other values."""
    table = _table(content)
    if table is None or not table.num_columns:
        return _flipped(draw, content)
    at = draw(st.integers(0, table.num_columns - 1))
    repeated = [draw(st.sampled_from(_CELLS))] * table.num_rows
    kept = table.column(at).to_pylist()
    with_one = [*kept[1:], draw(st.sampled_from(_CELLS))][: table.num_rows]
    for values in draw(st.sampled_from([(repeated, kept), (with_one, repeated)])):
        try:
            return _written(table.set_column(at, table.column_names[at], pa.array(values)))
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            continue
    return content


_CELLS = (
    *(None, "", " ", "18+", "NEE", "Topic", "GM0014", "nan", True, 1, -1, 2**62, -99997, 10, 0.5, -1e308),
    *(float("nan"), float("inf"), b"\xff", [1], ["a"], [], {"a": 1}, Decimal("1.5"), dt.date(2024, 1, 1)),
    *(dt.datetime(2024, 1, 1), dt.timedelta(1), dt.time(1)),  # noqa: DTZ001 - a cell without a zone
)


def _columns(draw: Draw, content: bytes) -> bytes:
    """Change which columns and rows there are, and how texts are kept."""
    table = _table(content)
    if table is None or not table.num_columns:
        return _flipped(draw, content)
    at, other = (draw(st.integers(0, table.num_columns - 1)) for _ in range(2))
    kind = draw(st.sampled_from(["gone", "renamed", "twice", "rows", "no rows", "swapped", "type"]))
    names = list(table.column_names)
    if kind == "gone":
        return _written(table.remove_column(at))
    if kind in {"rows", "no rows"}:
        return _written(pa.concat_tables([table, table]) if kind == "rows" else table.slice(0, 0))
    if kind == "twice":
        return _written(table.append_column(names[at], table.column(other)))
    if kind == "type":
        return _cast(draw, table, at)
    names[at], names[other] = (names[other], names[at]) if kind == "swapped" else ("\u202e", names[other])
    return _written(table.rename_columns(names))


def _cast(draw: Draw, table: pa.Table, at: int) -> bytes:
    kinds = (pa.large_string(), pa.binary(), pa.float32(), pa.int8(), pa.uint64(), pa.decimal128(30, 2))
    kind = draw(st.sampled_from([*kinds, pa.null(), pa.float16(), pa.bool_(), pa.string_view()]))
    try:
        return _written(table.set_column(at, table.column_names[at], table.column(at).cast(kind)))
    except (pa.ArrowException, ValueError):  # that column cannot become of that kind
        return _written(table.set_column(at, table.column_names[at], pa.nulls(table.num_rows)))


def _written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    try:
        pq.write_table(table, out)
    except (pa.ArrowException, ValueError):  # there are types that Parquet does not have
        pq.write_table(pa.table({"code": ["GM0014"]}), out := io.BytesIO())
    return out.getvalue()
