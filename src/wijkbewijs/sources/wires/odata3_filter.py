"""A filter on the dimensions of an OData v3 table: written as the server wants it, and held to its word.

The servers of CBS ignore some filters without a word, and answer a code with the wrong padding by no rows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources.wires.odata3_body import Row

_CLAUSE = re.compile(r"(?:startswith\((\w+), ?'([^']+)'\)|(\w+) eq '([^']+)')")


@dataclass(frozen=True, slots=True)
class Clause:
    """One dimension whose code is, or begins with, `code` (unpadded)."""

    dimension: str
    code: str
    is_whole: bool

    def holds(self, key: object) -> bool:
        """Whether a key as published, with its padding, satisfies the clause."""
        text = str(key).strip()
        return text == self.code if self.is_whole else text.startswith(self.code)


Filter = tuple[tuple[Clause, ...], ...]
"""Of each group at least one clause must hold."""


def parsed(query: str, table: str, dimensions: Sequence[str]) -> Filter:
    """Return the filter in `query`: clauses on `dimensions`, joined by `and`, or by `or` in parentheses.

    Raises BadDefinition for another form, and for a topic: a filter on one is answered with the
    10,000-record error.

    >>> parsed("startswith(Wijk,'BU0599') and (Jaar eq '2023JJ00' or Jaar eq '2024JJ00')", "T",
    ...        ["Wijk", "Jaar"])[0]
    (Clause(dimension='Wijk', code='BU0599', is_whole=False),)
    """
    groups = tuple(_alternatives(part, table) for part in query.split(" and ")) if query else ()
    for clause in (clause for group in groups for clause in group):
        if clause.dimension not in dimensions:
            raise BadDefinition(
                f"{table}: the filter names {clause.dimension!r}, which is no dimension of the table "
                f"({', '.join(dimensions)}). Filter on a dimension; a topic cannot be filtered."
            )
    return groups


def _alternatives(part: str, table: str) -> tuple[Clause, ...]:
    part = part.strip()
    inner = part[1:-1] if part.startswith("(") and part.endswith(")") else part
    return tuple(_clause(text.strip(), table) for text in inner.split(" or "))


def _clause(text: str, table: str) -> Clause:
    if not (match := _CLAUSE.fullmatch(text)):
        raise BadDefinition(
            f"{table}: {text!r} is no filter that we know. Write Dimension eq 'code' or "
            "startswith(Dimension,'code'), joined by `and`, or by `or` inside parentheses."
        )
    begins, start, equals, code = match.groups()
    return Clause(begins or equals, (start or code).strip(), is_whole=bool(equals))


def written(wanted: Filter, keys: Mapping[str, Sequence[str]], table: str) -> str:
    """Return the filter for the server: each whole code in the padding in which its dimension lists it.

    `keys` are the padded keys of each dimension. Raises BadDefinition for a code that no key has.
    """
    return " and ".join(_any_of([_written(c, keys[c.dimension], table) for c in group]) for group in wanted)


def _any_of(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"({' or '.join(clauses)})"


def _written(clause: Clause, keys: Sequence[str], table: str) -> str:
    key = next((key for key in keys if clause.holds(key)), None)
    if key is None:
        raise BadDefinition(
            f"{table}: no code of {clause.dimension} fits {clause.code!r} (there are {len(keys)}, "
            f"e.g. {keys[0] if keys else 'none'!r}). Correct the filter of the source."
        )
    if clause.is_whole:
        return f"{clause.dimension} eq '{key}'"
    return f"startswith({clause.dimension},'{clause.code}')"


def check_kept(wanted: Filter, rows: Iterable[Row], where: str) -> None:
    """Raise BadSource for a row that the filter should have kept out; `where` names table and measures."""
    for row in rows:
        for group in wanted:
            if not any(clause.holds(row.get(clause.dimension)) for clause in group):
                name = group[0].dimension
                raise BadSource(
                    f"{where}: the server ignored the filter on {name}: row {row.get('ID')} has "
                    f"{row.get(name)!r}. Take the table without a filter, or by startswith."
                )
