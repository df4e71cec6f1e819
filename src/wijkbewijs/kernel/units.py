"""Units of measurement: the closed list that an indicator may use, with their Dutch wording."""

from enum import StrEnum


class Unit(StrEnum):
    """A unit; the value is what definitions and editions write.

    >>> Unit("percent").difference
    'procentpunt'
    """

    PERSONS = "persons"
    HOUSEHOLDS = "households"
    DWELLINGS = "dwellings"
    CRIMES = "crimes"
    PERCENT = "percent"
    PER_1000 = "per_1000"
    PER_HOUSEHOLD = "per_household"
    PERSONS_PER_HOUSEHOLD = "persons_per_household"
    EURO_THOUSAND = "euro_thousand"
    INDEX = "index"
    KM = "km"
    PER_KM2 = "per_km2"
    SCORE = "score"

    @property
    def words(self) -> str:
        """The unit after a number, in Dutch."""
        return _WORDS[self]

    @property
    def difference(self) -> str:
        """The unit of a difference between two such figures: percentages differ by percentage points."""
        return _DIFFERENCES.get(self, self.words)

    @property
    def additive(self) -> bool:
        """Whether areas are summed (counts) instead of weighted (shares and means)."""
        return self in {Unit.PERSONS, Unit.HOUSEHOLDS, Unit.DWELLINGS, Unit.CRIMES}


_WORDS = {
    Unit.PERSONS: "inwoners",
    Unit.HOUSEHOLDS: "huishoudens",
    Unit.DWELLINGS: "woningen",
    Unit.CRIMES: "misdrijven",
    Unit.PERCENT: "%",
    Unit.PER_1000: "per 1.000",
    Unit.PER_HOUSEHOLD: "per huishouden",
    Unit.PERSONS_PER_HOUSEHOLD: "personen per huishouden",
    Unit.EURO_THOUSAND: "duizend euro",
    Unit.INDEX: "(index)",
    Unit.KM: "km",
    Unit.PER_KM2: "per km²",
    Unit.SCORE: "punten",
}

_DIFFERENCES = {Unit.PERCENT: "procentpunt", Unit.INDEX: "punten"}
