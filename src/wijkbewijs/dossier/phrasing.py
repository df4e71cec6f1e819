"""Parts of a sentence about one figure: its value, its unit, its place, its year, and the whole level."""

from collections.abc import Sequence

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.dossier.dutch import magnitude, shown, unit_words
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import covered, fact, phrase_of
from wijkbewijs.dossier.lexicon import numbers_in
from wijkbewijs.dossier.sentence import Part, Shown, Words
from wijkbewijs.kernel.codes import PROGRAMME, Level, level_of
from wijkbewijs.kernel.figure import Figure, Measure, Status
from wijkbewijs.kernel.units import Unit

_BY = {
    Status.MODELLED: "volgens een rekenmodel ",
    Status.ESTIMATED: "naar schatting ",
    Status.REPORTED: "volgens eigen opgave ",
}


def said(edition: Edition, figure: Figure) -> list[Part]:
    """A level in words, without its full stop: by the phrase of its indicator, or by its title.

    `In 2022 werkte in Den Haag Zuidwest 53,2 % van de inwoners van 15 tot 75 jaar`, or
    `Nettoarbeidsparticipatie: in 2022 was dat in Den Haag Zuidwest 53,2 %`.
    """
    by = _BY.get(figure.status, "")
    middle = [Words(f" {by}"), *where(edition, figure), Words(" "), shown_part(edition, figure)]
    indicator = edition.indicator(figure.indicator)
    if indicator.phrase:
        return _phrased(edition, indicator, when(edition, figure), middle)
    count = figure.unit.additive
    head: list[Part] = [fact(edition, f"indicator:{indicator.id}"), Words(": "), *when(edition, figure)]
    unit = [] if count else unit_parts(edition, figure)
    return [*head, Words(" waren het er" if count else " was dat"), *middle, *unit]


def _phrased(
    edition: Edition, indicator: Indicator, year: Sequence[Part], middle: Sequence[Part]
) -> list[Part]:
    verb = fact(edition, f"indicator:{indicator.id}.verb")
    parts: list[Part] = [Words("In "), *year[1:], Words(" "), verb, *middle]
    if phrase_of(indicator)[1]:
        parts += [Words(" "), fact(edition, f"indicator:{indicator.id}.rest")]
    return parts


def shown_part(edition: Edition, figure: Figure, *, signed: bool = True) -> Shown:
    """A figure as it is shown; a difference without its sign where a word tells the direction."""
    decimals = edition.indicator(figure.indicator).decimals
    return Shown(figure, shown(figure, decimals) if signed else magnitude(figure, decimals))


def when(edition: Edition, figure: Figure) -> list[Part]:
    """`in 2022`."""
    return [Words("in "), fact(edition, f"period:{figure.period}")]


def where(edition: Edition, figure: Figure) -> list[Part]:
    """`in Nederland`, `in de gemeente Den Haag`, `in 17 focusgebieden samen`."""
    if figure.region != PROGRAMME:
        town = level_of(figure.region) is Level.MUNICIPALITY
        return [Words("in de gemeente " if town else "in "), fact(edition, f"region:{figure.region}")]
    count = len(covered(edition, figure.indicator, figure.period))
    if count == len(edition.programme.areas):
        return [Words("in de "), fact(edition, "programme:areas"), Words(" focusgebieden samen")]
    some = fact(edition, f"covered:{figure.indicator}.{figure.period}")
    return [Words("in "), some, Words(" focusgebieden samen")]


def unit_parts(edition: Edition, figure: Figure) -> list[Part]:
    """The unit after a value: words, or a fact where it holds a number (`per 1.000`, `duizend euro`)."""
    words = unit_words(figure)
    if not words or (figure.unit is Unit.INDEX and figure.measure is Measure.LEVEL):
        return []
    if numbers_in(words):
        field = "" if figure.measure is Measure.LEVEL else ".difference"
        return [Words(" "), fact(edition, f"unit:{figure.unit}{field}")]
    return [Words(f" {words}")]
