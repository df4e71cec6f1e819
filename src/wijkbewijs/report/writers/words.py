"""A receipt in plain Dutch: what a figure is, how it was made, and how sure it is."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import assert_never

from wijkbewijs.definitions.indicator import Better, Indicator
from wijkbewijs.definitions.programme import Boundary, UnitSet
from wijkbewijs.dossier.dutch import capitalised, number, shown, signed, unit_words
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt
from wijkbewijs.report.writers.marks import absence_mark, interval_mark

# Inputs that we derive ourselves; the others have the title that their source gives them.
DERIVED = {
    "persons_15plus": "inwoners van 15 jaar en ouder",
    "persons_15_65": "inwoners van 15 tot 65 jaar",
}
BETTER = {
    Better.HIGHER: "Hoger is beter voor bewoners.",
    Better.LOWER: "Lager is beter voor bewoners.",
    Better.NONE: "Dit cijfer beschrijft alleen; hoger is niet beter of slechter.",
}

BOUNDARIES = {
    Boundary.OFFICIAL: "De grens is officieel.",
    Boundary.PROPOSED: "De grens is ons voorstel en niet door de gemeente bevestigd.",
    Boundary.APPROXIMATED: "De grens is benaderd: deze wijken en buurten vallen niet samen met het gebied.",
}


def input_titles(edition: Edition) -> Mapping[str, str]:
    """Return the title of every input, by its id."""
    measured = {m.input: m.title for source in edition.definitions.sources for m in source.measures}
    return {name: _lowered(title) for name, title in {**measured, **DERIVED}.items()}


def label(figure: Figure, edition: Edition) -> str:
    """Return the name of a figure among those of its indicator and region: `2020, verschil met Nederland`."""
    period = figure.period.replace("-", "–")
    match figure.measure:
        case Measure.LEVEL:
            return period
        case Measure.GAP:
            return f"{period}, verschil met {edition.region_name(figure.against)}"
        case Measure.CHANGE:
            return f"{period}, verandering"
        case Measure.GAP_CHANGE:
            return f"{period}, verandering van het verschil met {edition.region_name(figure.against)}"
        case _:
            assert_never(figure.measure)


def shown_text(figure: Figure, decimals: int) -> str:
    """Return the value as letters show it, without its unit; empty when it is absent."""
    return "" if figure.number is None else shown(figure, decimals)


def unit_or_reason(figure: Figure) -> str:
    """Return the unit of a value, or in a word or two why there is none."""
    return absence_mark(figure.value).name if isinstance(figure.value, Absent) else unit_words(figure)


def after_value(figure: Figure) -> str:
    """Return what follows the value where there is room: its unit, or why there is none in a sentence."""
    if isinstance(figure.value, Absent):
        mark = absence_mark(figure.value)
        return f"{mark.name}. {mark.meaning}"
    return unit_words(figure)


def range_text(figure: Figure, decimals: int) -> str:
    """Return the margin as `57,61 tot 58,65`, with one decimal more than the value; empty without one."""
    if figure.low is None or figure.high is None:
        return ""
    written = number if figure.measure is Measure.LEVEL else signed
    places = decimals + 1 if decimals else 0
    return f"{written(figure.low, places)} tot {written(figure.high, places)}"


def margin_words(figure: Figure, decimals: int) -> str:
    """Return the margin with what it covers, in words: one kind is never said as another."""
    mark = interval_mark(figure.interval_kind)
    extent = range_text(figure, decimals)
    if figure.interval_kind is IntervalKind.EXACT or not extent:
        return f"{capitalised(mark.name)}. {mark.meaning}"
    return f"{extent} ({mark.name}). {mark.meaning}"


def formula_words(receipt: Receipt, indicator: Indicator, titles: Mapping[str, str]) -> str:
    """Return the arithmetic in a sentence.

    Raises ValueError for a formula that has no sentence here.
    """
    of, per = (titles.get(name, name) for name in (receipt.of, receipt.per))
    if receipt.formula != "difference" and receipt.unit_count == "1":
        return f"Het cijfer van één plek, zoals de bron het geeft of eruit volgt: {of}."
    match receipt.formula:
        case "sum":
            return f"Alle delen van het gebied zijn opgeteld: {of}."
        case "ratio":
            times = f", keer {number(indicator.scale, 0)}" if indicator.scale != 1 else ""
            return f"Opgeteld over het gebied: {of}, gedeeld door {per}{times}."
        case "weighted_mean":
            return f"Gemiddelde over de delen van het gebied: {of}, elk deel gewogen met {per}."
        case "difference":
            return "Het eerste van de twee cijfers hieronder, min het tweede."
        case _:
            raise ValueError(f"{receipt.id}: the formula {receipt.formula!r} has no words; add them here")


def alternative_words(
    figure: Figure, receipt: Receipt, indicator: Indicator, titles: Mapping[str, str]
) -> str:
    """Return what the other defensible weight would give, and how much that differs; empty without one."""
    if not receipt.alternative or figure.number is None:
        return ""
    places = indicator.decimals + 1
    other = float(receipt.alternative)
    weight = titles.get(receipt.alternative_input, receipt.alternative_input)
    effect = signed(other - figure.number, places)
    return f"Gewogen met {weight}: {number(other, places)} (verschil {effect})."


def unallocated_words(receipt: Receipt) -> str:
    """Return the one-sided terms of the margin in words; empty without one."""
    said = []
    if receipt.unallocated:
        count = amount(receipt.unallocated)
        said.append(
            f"De gemeente telt er {count} die bij geen wijk horen; de bovenkant van de marge telt ze mee."
        )
    if receipt.unallocated_per:
        count = amount(receipt.unallocated_per)
        said.append(
            f"In de noemer telt de gemeente er {count} die bij geen wijk horen; de onderkant van de marge "
            "rekent met hen."
        )
    return " ".join(said)


def buurten_words(receipt: Receipt) -> str:
    """Return the second sum, over buurten instead of wijken; empty where there is none."""
    if not receipt.buurten:
        return ""
    return f"Opgeteld over de buurten is het {amount(receipt.buurten)}; het cijfer zelf telt de wijken."


def amounts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """Yield the numbers that went into the value, each with its name."""
    names = {"weighted_mean": ("Waarde × gewicht, samen", "Gewicht, samen"), "sum": ("Som", "")}
    above, below = names.get(receipt.formula, ("Teller", "Noemer"))
    if receipt.numerator:
        yield above, amount(receipt.numerator)
    if receipt.denominator:
        yield below, amount(receipt.denominator)


@cache
def coverage_words(coverage: float) -> str:
    """Return the share (0..1) of the area that the source has a value for."""
    share = coverage * 100
    return f"{number(share, 0 if share in {0, 100} else 1)} % van het gebied heeft een cijfer."


def count_words(receipt: Receipt) -> str:
    """Return of how many units a figure was made whose list does not stand on the page; empty for one."""
    return f"{number(float(receipt.unit_count), 0)} delen" if receipt.unit_count not in {"", "0", "1"} else ""


@cache
def share_text(share: float) -> str:
    """Return how much of a unit counts: `100 %`, `50 %`."""
    return f"{number(share * 100, 0)} %"


def boundary_words(unit_set: UnitSet | None) -> str:
    """Return how sure the boundary of an area is and why these units; empty for several areas together."""
    if unit_set is None:
        return ""
    return f"{BOUNDARIES[unit_set.status]} Gekozen op grond van: {unit_set.basis}."


def amount(text: str) -> str:
    """Return a number that a receipt holds as text, in Dutch: `41309.25` as `41.309,25`."""
    if not text:
        return ""
    places = len(text.partition(".")[2])
    return number(float(text), places)


def _lowered(title: str) -> str:
    """Return a title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"
