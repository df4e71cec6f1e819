"""The page docs/methods/additivity.md, written from the test itself so that it cannot go stale."""

from collections.abc import Mapping, Sequence

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Rounding
from wijkbewijs.facts.additivity import (
    ADDITIVE_COLUMNS,
    Additivity,
    Column,
    Containment,
    Miss,
    additivity_floors,
    additivity_of,
    with_half_steps,
)
from wijkbewijs.facts.harmonise import Context
from wijkbewijs.sources import cbs_data_properties, reader_of

KERNCIJFERS_2020 = "cbs-84799NED"
_NAME_COLUMN = "Gemeentenaam_1"
_SHOWN_OF_A_REFUSED_COLUMN = 5
_ROUNDING_WORDS = {
    Rounding.RANDOM_5: "random, to 5",
    Rounding.RANDOM_10: "random, to 10",
    Rounding.HALF_UNIT: "nearest unit",
}
_INTRODUCTION = """\
# Which columns may be added up

<!-- Written by `wijkbewijs.facts.additivity_page`; a test compares it with a fresh run. Do not edit. -->

An area is a sum of wijken or buurten. Whether a column of Kerncijfers wijken en buurten 2020 (CBS 84799NED,
edition of March 2021) can be added up is tested where the truth is known: for each of the
{municipalities} municipalities of 2020 the published total is compared with the sum over its units.

CBS rounds counts of a wijk or buurt randomly to a multiple of 5 (benefits: of 10), so one unit may be 4
(or 9) off on either side; surfaces are rounded to the nearest hectare. A municipality is *contained* when
its total lies between the sums of the lower and of the upper bounds. A unit without a value adds nothing:
neither to the sum nor to the bounds. A column is *added up* when at least {wijken} of the municipalities are
contained from their wijken and at least {buurten} from their buurten, *not added up* below that, and
*refused* below {refused}. The floors are rules (`definitions/rules/thresholds.yml`), and so are the widths
(`definitions/rules/rounding.yml`).

Columns on origin and on marital status are never read, so they are not here.
"""
_WHY_NOT_NEAREST = """\
## Why not half a step

Were the counts rounded to the nearest 5, one unit would be at most 2.5 off. That width contains the
published number of inhabitants of only {wijken} of the municipalities from their wijken, and {buurten} from
their buurten; the width of 4 contains {wijken_4} and {buurten_4}.
"""
_MISSES = """\
## The misses

The remainder is the published total minus the sum of the units; the bound is how far rounding alone reaches
on that side. A positive remainder beyond the bound are persons (or households, ...) that the municipality
counts but no unit has. It is shown as a one-sided term, with
caveat W310, under figures of areas in such a municipality. Of a refused column the five largest are named.
"""
_READING = """\
## What follows

- `cars` is refused, and so are both kinds of fuel: municipalities count cars that no wijk has, by far the
  most in Almere, Haarlemmermeer and Houten (our reading: fleets of companies). Their totals are themselves
  rounded to 5, which explains most misses of motorcycles: 5 where the bound is 4.
- `area_total_ha` and `area_water_ha` are refused: open water belongs to a municipality, not to a wijk. Land
  adds up everywhere. The surface of *one* wijk still shows whether it is the same place in another year.
- Benefits are rounded to 10 for municipalities and the country too, and left out for small units: in
  {suppressed_wijken} municipalities some wijk, in {suppressed_buurten} some buurt has no value.
"""


def additivity_page(loaded: Loaded, contents: Mapping[str, bytes]) -> str:
    """Return the page as Markdown, from the bytes of Kerncijfers 2020 and of its labels by source id."""
    source = next(source for source in loaded.sources if source.id == KERNCIJFERS_2020)
    lock = next(lock for lock in loaded.locks if lock.source == source.id)
    table = reader_of(source.reader)(contents[source.id])
    labels = cbs_data_properties.read(contents[source.labels])
    context = Context(lock.taken_on, tuple(loaded.rules), labels)
    names = dict(zip(table["code"].to_pylist(), table[_NAME_COLUMN].to_pylist(), strict=True))
    (nearest,) = additivity_of(source, table, with_half_steps(context), ADDITIVE_COLUMNS[:1])
    columns = additivity_of(source, table, context)
    return written(columns, nearest, names, additivity_floors(context.rules))


def written(
    columns: Sequence[Column], nearest: Column, names: Mapping[str, str], floors: Mapping[str, float]
) -> str:
    """Return the page of these tested columns; `names` gives a municipality's name by its code.

    `nearest` is inhabitants tested `with_half_steps`, `floors` what `additivity_floors` gives.
    """
    inhabitants = _of(columns, "inhabitants")
    assistance = _of(columns, "benefit_assistance")
    shares = {
        "wijken": _percent(nearest.wijken),
        "buurten": _percent(nearest.buurten),
        "wijken_4": _percent(inhabitants.wijken),
        "buurten_4": _percent(inhabitants.buurten),
    }
    suppressed = {
        "suppressed_wijken": assistance.wijken.with_suppressed_unit,
        "suppressed_buurten": assistance.buurten.with_suppressed_unit,
    }
    least = {rule_id.removeprefix("additivity."): f"{share * 100:g} %" for rule_id, share in floors.items()}
    missed = [column for column in columns if column.wijken.misses or column.buurten.misses]
    return "\n".join(
        [
            _INTRODUCTION.format(municipalities=inhabitants.wijken.municipalities, **least),
            _table(columns),
            _WHY_NOT_NEAREST.format(**shares),
            _MISSES,
            *(_misses(column, names) for column in missed),
            _READING.format(**suppressed),
        ]
    )


def _of(columns: Sequence[Column], input_id: str) -> Column:
    return next(column for column in columns if column.measure.input == input_id)


def _table(columns: Sequence[Column]) -> str:
    head = [
        "## The test",
        "",
        "| column | CBS title | rounding | from wijken | misses | from buurten | misses | verdict |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(_row(column) for column in columns), ""])


def _row(column: Column) -> str:
    cells = (
        f"`{column.measure.input}`",
        column.measure.title,
        _ROUNDING_WORDS[column.measure.rounding],
        _percent(column.wijken),
        str(len(column.wijken.misses)),
        _percent(column.buurten),
        str(len(column.buurten.misses)),
        f"**{column.verdict}**" if column.verdict is not Additivity.ADDED_UP else column.verdict.value,
    )
    return f"| {' | '.join(cells)} |"


def _percent(contained: Containment) -> str:
    return f"{contained.share * 100:.1f} %"


def _misses(column: Column, names: Mapping[str, str]) -> str:
    parts = [
        f"{label}: {_named(contained.misses, names, column.verdict)}."
        for label, contained in (("From wijken", column.wijken), ("From buurten", column.buurten))
        if contained.misses
    ]
    return f"**`{column.measure.input}` ({column.measure.title}).** {' '.join(parts)}\n"


def _named(misses: Sequence[Miss], names: Mapping[str, str], verdict: Additivity) -> str:
    largest = sorted(misses, key=lambda miss: (-abs(miss.remainder), miss.municipality))
    shown = largest[:_SHOWN_OF_A_REFUSED_COLUMN] if verdict is Additivity.REFUSED else largest
    words = ", ".join(f"{names[m.municipality]} {m.remainder:+,.0f} (bound {m.bound:,g})" for m in shown)
    left = len(largest) - len(shown)
    return f"{words}, and {left} more" if left else words
