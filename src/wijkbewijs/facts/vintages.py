"""Vintages: what was known on each day. A history only grows, and holds a row for whatever changed.

Explained in docs/methods/vintages.md. Tables on disk: `facts.store`.
"""

from collections.abc import Sequence
from datetime import date

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.schema import COLUMNS, FACTS, HISTORY, KEYS
from wijkbewijs.kernel.errors import BadSource, BadUsage

_PLACE = "place"
_ORDER = [(key, "ascending") for key in KEYS]


def recorded(history: pa.Table | None, facts: pa.Table, known_on: date) -> pa.Table:
    """Return `history` (`facts.schema.HISTORY`) with the rows appended that tell what `facts` changed.

    A row is appended for each fact that is new or differs in any column from what was known on that day,
    and one with `gone` for each that is no longer there; no row is ever taken away. What is recorded
    later on the same day is that day's answer. Raises BadUsage when something was recorded after
    `known_on`, BadSource when a fact stands in `facts` twice.
    """
    fresh = _once(facts.cast(FACTS))
    if history is None:
        return _dated(fresh, known_on, gone=False)
    _check_not_earlier(history, known_on)
    known = as_known(history, known_on)
    changed = _dated(_missing(fresh, known, COLUMNS), known_on, gone=False)
    gone = _dated(_missing(known, fresh, KEYS), known_on, gone=True)
    return pa.concat_tables([history, changed, gone])


def as_known(history: pa.Table, day: date) -> pa.Table:
    """Return the fact table (`facts.schema.FACTS`, sorted by KEYS) as it was known at the end of `day`.

    It equals the table that was recorded last on or before that day; before the first it has no rows.
    """
    until = history.filter(pc.less_equal(history["known_on"], pa.scalar(day, pa.date32())))
    rows = ibis.memtable(_placed(until.select(KEYS)))
    # Rows are appended in the order of time, so that the last one of a fact is what was known.
    last = rows.group_by(list(KEYS)).agg(place=rows[_PLACE].max())
    answer = until.take(evaluated(last.order_by(list(KEYS)))[_PLACE])
    return answer.filter(pc.invert(answer["gone"])).select(COLUMNS).cast(FACTS)


def _once(facts: pa.Table) -> pa.Table:
    twice = facts.num_rows - facts.select(KEYS).group_by(list(KEYS)).aggregate([]).num_rows
    if twice:
        raise BadSource(f"facts: {twice} rows stand there twice (region, input, period). Keep one of each.")
    return facts


def _check_not_earlier(history: pa.Table, known_on: date) -> None:
    latest = pc.max(history["known_on"]).as_py()
    if latest is not None and known_on < latest:
        raise BadUsage(
            f"facts were already recorded on {latest}, so {known_on} is too early. "
            "What was known does not change afterwards: record on that day or later."
        )


def _missing(rows: pa.Table, others: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Return the rows for which `others` has none with the same values (null is a value) in `columns`."""
    left, right = ibis.memtable(_placed(rows.select(columns))), ibis.memtable(others.select(columns))
    alike = [left[name].identical_to(right[name]) for name in columns]
    return rows.take(evaluated(left.anti_join(right, alike).select(_PLACE))[_PLACE])


def _placed(rows: pa.Table) -> pa.Table:
    return rows.append_column(_PLACE, pa.arange(0, rows.num_rows))


def _dated(facts: pa.Table, known_on: date, *, gone: bool) -> pa.Table:
    rows = facts.sort_by(_ORDER)
    days = pa.repeat(pa.scalar(known_on, pa.date32()), rows.num_rows)
    marks = pa.repeat(pa.scalar(gone), rows.num_rows)
    return rows.append_column("known_on", days).append_column("gone", marks).cast(HISTORY)
