"""Corrections of published values: each says what the source must still say, and ends when it does not."""

from dataclasses import dataclass
from datetime import date

# What facts.derived makes of a published input is corrected with it.
_DERIVED = {
    "inhabitants": ("persons_15plus",),
    "age_0_15": ("persons_15plus",),
    "age_0_15_pct": ("persons_15plus",),
    "age_15_25": ("persons_15_65",),
    "age_25_45": ("persons_15_65",),
    "age_45_65": ("persons_15_65",),
    "education_low": ("education_high_pct",),
    "education_middle": ("education_high_pct",),
    "education_high": ("education_high_pct",),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One value of one source that is known to be wrong, and what stands in its place.

    `region` is a code of the fact table, in the unit of the input. None as `expect` or `becomes` means that
    there is no figure: a zero that was written for an empty month becomes None. `why` is the Dutch sentence
    that readers see, `document` where it can be checked, `since` the day on which we made the correction.
    """

    id: str
    source: str
    region: str
    input: str
    period: str
    expect: float | None
    becomes: float | None
    why: str
    document: str
    since: date

    @property
    def inputs(self) -> tuple[str, ...]:
        """The input itself, and what is derived from it."""
        return (self.input, *_DERIVED.get(self.input, ()))

    def __post_init__(self) -> None:
        if self.expect == self.becomes:
            raise ValueError(f"{self.id}: expect and becomes are the same; remove the correction")
        if not (self.why and self.document):
            raise ValueError(f"{self.id}: a correction needs why and document; add them")
