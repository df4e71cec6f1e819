"""Facts: what publishers counted, in our codes and units, with rounding bounds and provenance.

    table = build_facts(...)                 # facts.build: publishers' bytes -> the one long table
    facts = facts_of(table, regions)         # the rows of those regions, as frozen values
    fact = facts.row("WK051833", "inhabitants", "2020")   # FactRow, or None where no source has it

Exported here is what needs no engine. `facts.build`, `facts.store` and `facts.additivity` run Ibis on
DuckDB and are imported by their own name, so that the room `indicators` stays free of a database.
"""

from wijkbewijs.facts.rows import FactRow, Facts, facts_of

__all__ = ["FactRow", "Facts", "facts_of"]
