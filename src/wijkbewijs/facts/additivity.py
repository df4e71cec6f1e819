"""Which columns may be added up: municipal totals tested against the sums of wijken and buurten.

Shown in docs/methods/additivity.md, which `additivity_page` writes and a test compares.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import ibis
import pyarrow as pa

from wijkbewijs.definitions.rule import Rule
from wijkbewijs.definitions.source import Measured, Rounding, Source
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import Context, harmonised
from wijkbewijs.facts.municipal import BUURTEN, WIJKEN, beside_units
from wijkbewijs.kernel.dated import Dated

_PEOPLE = (
    Measured("inhabitants", "Aantal inwoners", "aantal", Rounding.RANDOM_5),
    Measured("men", "Mannen", "aantal", Rounding.RANDOM_5),
    Measured("women", "Vrouwen", "aantal", Rounding.RANDOM_5),
    Measured("age_0_15", "0 tot 15 jaar", "aantal", Rounding.RANDOM_5),
    Measured("age_15_25", "15 tot 25 jaar", "aantal", Rounding.RANDOM_5),
    Measured("age_25_45", "25 tot 45 jaar", "aantal", Rounding.RANDOM_5),
    Measured("age_45_65", "45 tot 65 jaar", "aantal", Rounding.RANDOM_5),
    Measured("age_65plus", "65 jaar of ouder", "aantal", Rounding.RANDOM_5),
)
_HOUSEHOLDS = (
    Measured("households", "Huishoudens totaal", "aantal", Rounding.RANDOM_5),
    Measured("households_one_person", "Eenpersoonshuishoudens", "aantal", Rounding.RANDOM_5),
    Measured("households_without_children", "Huishoudens zonder kinderen", "aantal", Rounding.RANDOM_5),
    Measured("households_with_children", "Huishoudens met kinderen", "aantal", Rounding.RANDOM_5),
)
_BENEFITS = (
    Measured("benefit_assistance", "Personen per soort uitkering; Bijstand", "aantal", Rounding.RANDOM_10),
    Measured("benefit_disability", "Personen per soort uitkering; AO", "aantal", Rounding.RANDOM_10),
    Measured("benefit_unemployment", "Personen per soort uitkering; WW", "aantal", Rounding.RANDOM_10),
    Measured("benefit_aow", "Personen per soort uitkering; AOW", "aantal", Rounding.RANDOM_10),
)
_VEHICLES = (
    Measured("cars", "Personenauto's totaal", "aantal", Rounding.RANDOM_5),
    Measured("cars_petrol", "Personenauto's; brandstof benzine", "aantal", Rounding.RANDOM_5),
    Measured("cars_other_fuel", "Personenauto's; overige brandstof", "aantal", Rounding.RANDOM_5),
    Measured("motorcycles", "Motorfietsen", "aantal", Rounding.RANDOM_5),
)
_SURFACES = (
    Measured("area_total_ha", "Oppervlakte totaal", "ha", Rounding.HALF_UNIT),
    Measured("area_land_ha", "Oppervlakte land", "ha", Rounding.HALF_UNIT),
    Measured("area_water_ha", "Oppervlakte water", "ha", Rounding.HALF_UNIT),
)
# Every count and surface that our copy of Kerncijfers 2020 has, but origin and marital status: those
# columns are never read.
ADDITIVE_COLUMNS = (*_PEOPLE, *_HOUSEHOLDS, *_BENEFITS, *_VEHICLES, *_SURFACES)

_LAST_DAY_OF_2020 = date(2020, 12, 31)
_HALF_OF_FIVE = 2.5


class Additivity(StrEnum):
    """Whether a column may be added up over units."""

    ADDED_UP = "added up"
    NOT_ADDED_UP = "not added up"
    REFUSED = "refused as not additive"


@dataclass(frozen=True, slots=True)
class Miss:
    """A municipality whose total lies outside its bounds; `bound` is how far rounding alone reaches."""

    municipality: str
    remainder: float
    bound: float


@dataclass(frozen=True, slots=True)
class Containment:
    """How many of the municipalities have their published total within the rounding of their units."""

    municipalities: int
    misses: tuple[Miss, ...]
    with_suppressed_unit: int

    @property
    def share(self) -> float:
        return 1 - len(self.misses) / self.municipalities


@dataclass(frozen=True, slots=True)
class Column:
    """The test of one column, from wijken and from buurten, and what follows from it."""

    measure: Measured
    wijken: Containment
    buurten: Containment
    verdict: Additivity


def additivity_of(
    source: Source, table: pa.Table, context: Context, measures: Sequence[Measured] = ADDITIVE_COLUMNS
) -> tuple[Column, ...]:
    """Return the test of each of `measures` on the municipalities of `table`, in the order given.

    The floors are the rules additivity.wijken, additivity.buurten and additivity.refused of 2020.
    """
    facts = evaluated(harmonised(replace(source, measures=tuple(measures)), table, context))
    contained = {prefix: _containments(facts, prefix) for prefix in (WIJKEN, BUURTEN)}
    return tuple(
        _judged(m, contained[WIJKEN][m.input], contained[BUURTEN][m.input], context.rules) for m in measures
    )


def additivity_floors(rules: Iterable[Rule]) -> dict[str, float]:
    """Return the floors of 2020 by the id of their rule: additivity.wijken, .buurten and .refused."""
    return {rule.id: rule.on(_LAST_DAY_OF_2020) for rule in rules if rule.id.startswith("additivity.")}


def with_half_steps(context: Context) -> Context:
    """Return `context` as if CBS rounded counts to the nearest 5: what the random rounding disproves."""
    nearest = Dated.of({date(2013, 1, 1): _HALF_OF_FIVE})
    rules = (
        replace(rule, values=nearest) if rule.id == "rounding.random_5" else rule for rule in context.rules
    )
    return replace(context, rules=tuple(rules))


def _containments(facts: pa.Table, prefix: str) -> dict[str, Containment]:
    compared = evaluated(beside_units(ibis.memtable(facts), prefix).order_by(["input", "municipality"]))
    rows = compared.to_pylist()
    return {
        input_id: _containment([row for row in rows if row["input"] == input_id])
        for input_id in sorted({row["input"] for row in rows})
    }


def _containment(rows: Sequence[dict[str, float]]) -> Containment:
    misses = [row for row in rows if not row["low"] <= row["published"] <= row["high"]]
    return Containment(
        municipalities=len(rows),
        misses=tuple(_miss(row) for row in misses),
        with_suppressed_unit=sum(1 for row in rows if row["without_value"]),
    )


def _miss(row: dict[str, float]) -> Miss:
    reach = row["high"] - row["summed"] if row["remainder"] > 0 else row["summed"] - row["low"]
    return Miss(str(row["municipality"]), row["remainder"], reach)


def _judged(measure: Measured, wijken: Containment, buurten: Containment, rules: Iterable[Rule]) -> Column:
    floors = additivity_floors(rules)
    if min(wijken.share, buurten.share) < floors["additivity.refused"]:
        return Column(measure, wijken, buurten, Additivity.REFUSED)
    enough = wijken.share >= floors["additivity.wijken"] and buurten.share >= floors["additivity.buurten"]
    return Column(measure, wijken, buurten, Additivity.ADDED_UP if enough else Additivity.NOT_ADDED_UP)
