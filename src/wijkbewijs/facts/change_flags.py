"""CBS's change flags: what it says, each year, about every wijk and buurt compared with the year before."""

import re
from collections.abc import Iterable, Iterator

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource

# "Indelingswijziging wijken en buurten" as a title, as a key of OData or of PDOK, and as the map has it.
_NAMES = ("indelingswijzigingwijkenenbuurten", "indwbi")
_FLAGS = ("1", "2", "3")
_NO_FLAG = ("", ".")


def change_flags(table: pa.Table, year: str) -> dict[tuple[str, str], str]:
    """Return the flag of each unit by (code, `year`); a unit without one is left out: it is not known.

    `table` is what a reader of Kerncijfers gives, wide or long. "1" is code and boundary as in the year
    before (the name may differ), "2" another code for the same boundary, "3" another boundary. Raises
    BadSource for a table without flags, or with something else in their place.
    """
    flags = {}
    for code, cell in _cells(table):
        flag = _flag(cell)
        if flag in _FLAGS:
            flags[code, year] = flag
        elif flag not in _NO_FLAG:
            raise BadSource(
                f"Kerncijfers {year}: the change flag of {code} is {flag!r}, expected 1, 2, 3 or nothing. "
                "Look up what the publisher means by it before you use this year."
            )
    if not flags:
        raise BadSource(
            f"Kerncijfers {year}: no unit has a change flag. Take the table of CBS that has them."
        )
    return flags


def _cells(table: pa.Table) -> Iterator[tuple[str, object]]:
    if "title" in table.column_names:
        rows: Iterable[dict[str, object]] = table.select(["code", "title", "value"]).to_pylist()
        yield from ((str(row["code"]), row["value"]) for row in rows if _is_flag(str(row["title"])))
        return
    for name in table.column_names:
        if _is_flag(name):
            yield from zip(table["code"].to_pylist(), table[name].to_pylist(), strict=True)


def _is_flag(name: str) -> bool:
    return re.sub(r"[^a-z]", "", name.lower()) in _NAMES


def _flag(cell: object) -> str:
    """The flag as text: publishers write it as 1, 1.0 or "1"."""
    text = "" if cell is None else str(cell).strip()
    return text.removesuffix(".0")
