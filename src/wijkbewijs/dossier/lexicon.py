"""Dutch words that say more than words: numbers, directions, comparisons, approximations, negations.

The lists are closed and strict on purpose: a writer rephrases a refused word, a reader cannot undo an
unproven one. Tested row by row in tests/spec.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Axis(StrEnum):
    """What a word of direction says, and so what can prove it.

    SIZE by a comparison or a change, CHANGE by a change only, WORTH by either when the indicator has a better
    direction; BEYOND (extremes, multiples, speed, equality) by no kind of claim yet.
    """

    SIZE = "size"
    CHANGE = "change"
    WORTH = "worth"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Turn:
    """A word of direction in a text; `rises` is None where the word has no opposite here."""

    word: str
    axis: Axis
    rises: bool | None


# Word that rises (or is better) / its opposite.
_PAIRS = {
    Axis.SIZE: """
        hoger/lager hogere/lagere meer/minder groter/kleiner grotere/kleinere boven/onder vaker/zeldener
        talrijker/schaarser
    """,
    Axis.CHANGE: """
        gestegen/gedaald stijgt/daalt stijgen/dalen steeg/daalde stegen/daalden stijging/daling
        stijgend/dalend stijgende/dalende toegenomen/afgenomen toename/afname toenemen/afnemen
        toeneemt/afneemt toenam/afnam toenamen/afnamen toenemend/afnemend toenemende/afnemende
        gegroeid/gekrompen groeit/krimpt groeien/krimpen groeide/kromp groeiden/krompen groei/krimp
        groeiend/krimpend groeiende/krimpende verhoogd/verlaagd verhoogt/verlaagt verhogen/verlagen
        verhoogde/verlaagde verhoging/verlaging vermeerderd/verminderd vermeerdert/vermindert
        vermeerderen/verminderen vermeerdering/vermindering vergroot/verkleind vergroten/verkleinen
        vergroting/verkleining opgelopen/teruggelopen oploopt/terugloopt oplopen/teruglopen
        opliep/terugliep omhoog/omlaag
    """,
    Axis.WORTH: """
        beter/slechter betere/slechtere verbeterd/verslechterd verbetert/verslechtert
        verbeteren/verslechteren verbeterde/verslechterde verbeterden/verslechterden
        verbetering/verslechtering verbeteringen/verslechteringen vooruit/achteruit
        vooruitgang/achteruitgang vooruitgegaan/achteruitgegaan vooruitgaat/achteruitgaat
        gunstiger/ongunstiger gunstigere/ongunstigere voorsprong/achterstand voorsprongen/achterstanden
    """,
    Axis.BEYOND: """
        hoogst/laagst hoogste/laagste meest/minst meeste/minste grootst/kleinst grootste/kleinste
        best/slechtst beste/slechtste dubbel/half dubbele/halve verdubbeld/gehalveerd
        verdubbelt/halveert verdubbelde/halveerde verdubbeling/halvering sneller/langzamer
        snellere/langzamere versneld/vertraagd versnelt/vertraagt versnelling/vertraging verder/dichterbij
        langer/korter langere/kortere sterker/zwakker sterkere/zwakkere rijker/armer rijkere/armere
        veiliger/onveiliger veiligere/onveiligere gezonder/ongezonder gezondere/ongezondere
        ingelopen/achtergebleven inlopen/achterblijven
    """,
}  # fmt: skip

_WITHOUT_OPPOSITE = (
    "evenveel", "even hoog", "even laag", "even groot", "even vaak", "onveranderd", "stabiel",
    "gelijkgebleven", "gelijk gebleven", "gelijk aan", "keer zo", "maal zo", "zoveel als", "zo veel als",
    "verschilt", "verschilde", "verschilden", "anders dan", "koploper", "hekkensluiter",
)  # fmt: skip

# Separable verbs: "nam in dat jaar toe"; the particle closes its clause.
_SEPARABLE = (
    (r"neemt|nemen|nam|namen", "toe", "af"),
    (r"loopt|lopen|liep|liepen", "op", "terug"),
)

_NEUTRAL = (
    "onder meer", "onder andere", "onder leiding", "niet meer", "nooit meer", "niet langer",
    "meer informatie", "meer weten", "meer over",
)  # fmt: skip

_CARDINALS = (
    "nul|een|één|eén|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    "zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|"
    "honderd|duizend|miljoen|miljard"
)
_NUMERAL = re.compile(
    rf"(?:{_CARDINALS})(?:(?:en|ën)?(?:{_CARDINALS}))*"
    r"(?:maal|tal|tallen|voud|voudige?|jarige?|jaarlijkse?|ën|derde|kwart)?"
)
_OTHER_NUMBERS = frozenset({
    "honderden", "duizenden", "miljoenen", "miljarden", "dozijn", "dozijnen", "helft", "kwart",
    "driekwart", "anderhalf", "anderhalve",
})  # fmt: skip
# "een" is an article far more often than a number, and so is what is built on it ("eenmaal").
_ARTICLES = frozenset({"een", "eenmaal"})
_FRACTION = re.compile(r"\been (?:derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|honderdste)\b")
_MONTHS = frozenset({
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
})  # fmt: skip

_APPROXIMATIONS = frozenset({
    "ruim", "bijna", "circa", "ongeveer", "zo'n", "rond", "rondom", "krap", "slechts", "liefst", "maar",
    "al", "minstens", "hoogstens", "tenminste", "hooguit", "amper", "nauwelijks", "vrijwel", "haast",
})  # fmt: skip
_NEGATIONS = frozenset({"niet", "geen", "nooit", "noch", "evenmin", "nauwelijks", "amper", "zonder"})

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_COMPARATIVE = re.compile(r"\b(?!ander\b)([^\W\d_]+er) dan\b", re.IGNORECASE)


def numbers_in(text: str) -> tuple[str, ...]:
    """Return what in `text` is a number: digits, number words, fractions and months.

    >>> numbers_in("een wijk met twee scholen"), numbers_in("in mei 2022"), numbers_in("een derde deel")
    (('twee',), ('2022', 'mei'), ('een derde',))
    """
    lowered = text.lower()
    digits = re.findall(r"\d[\d.,]*", text) + [c for c in text if c.isnumeric() and not c.isdecimal()]
    words = [token for token in _TOKEN.findall(lowered) if _is_number(token)]
    return (*digits, *words, *_FRACTION.findall(lowered))


def turns_in(text: str) -> tuple[Turn, ...]:
    """Return the words of direction or comparison in `text`, each with what it says.

    >>> [turn.word for turn in turns_in("Dat is lager dan in het land, onder meer door de bouw.")]
    ['lager']
    """
    lowered = _without_neutral(text.lower())
    found = [Turn(word, *_TURNS[word]) for word in _WORD.findall(lowered)]
    found += [Turn(match.group(0), Axis.CHANGE, rises) for match, rises in _separated(lowered)]
    known = {turn.word for turn in found}
    found += [
        Turn(f"{word} dan", Axis.BEYOND, None) for word in _COMPARATIVE.findall(lowered) if word not in known
    ]
    return tuple(found)


def opposite(text: str) -> str:
    """Return `text` with every word of direction turned into its opposite.

    >>> opposite("Meer mensen werkten; het aandeel nam toe.")
    'Minder mensen werkten; het aandeel nam af.'
    """
    turned = _PAIRED.sub(lambda match: _like(match.group(0), _OPPOSITE[match.group(0).lower()]), text)
    for pattern, rising, falling in _SEPARABLE_PATTERNS:
        turned = pattern.sub(lambda match: _other(match, rising, falling), turned)  # noqa: B023 - used at once
    return turned


def approximates(text: str) -> bool:
    """Whether a text ends in a word that makes the number after it more or less than it is.

    >>> approximates("dat waren er ruim "), approximates("dat waren er ")
    (True, False)
    """
    tokens = _TOKEN.findall(text.lower())
    return bool(tokens) and tokens[-1] in _APPROXIMATIONS and not text.rstrip().endswith((".", ":", ";"))


def negations_in(text: str) -> tuple[str, ...]:
    """Return the words that turn a sentence around: `niet hoger` is no direction.

    >>> negations_in("Dat is niet hoger.")
    ('niet',)
    """
    return tuple(token for token in _TOKEN.findall(text.lower()) if token in _NEGATIONS)


def _is_number(token: str) -> bool:
    if token in _ARTICLES:
        return False
    return bool(_NUMERAL.fullmatch(token)) or token in _OTHER_NUMBERS or token in _MONTHS


def _without_neutral(lowered: str) -> str:
    for phrase in _NEUTRAL:
        lowered = lowered.replace(phrase, " " * len(phrase))
    return lowered


def _pairs() -> Iterator[tuple[Axis, str, str]]:
    for axis, words in _PAIRS.items():
        for pair in words.split():
            rising, falling = pair.split("/")
            yield axis, rising, falling


def _separated(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    for pattern, rising, _falling in _SEPARABLE_PATTERNS:
        for match in pattern.finditer(text):
            yield match, match.group("particle").lower() == rising


def _other(match: re.Match[str], rising: str, falling: str) -> str:
    particle = falling if match.group("particle").lower() == rising else rising
    return f"{match.group('clause')}{particle}"


def _like(model: str, word: str) -> str:
    return f"{word[0].upper()}{word[1:]}" if model[0].isupper() else word


_OPPOSITE = {word: other for _, a, b in _pairs() for word, other in ((a, b), (b, a))}
_TURNS: dict[str, tuple[Axis, bool | None]] = {
    **{rising: (axis, True) for axis, rising, _ in _pairs()},
    **{falling: (axis, False) for axis, _, falling in _pairs()},
    **dict.fromkeys(_WITHOUT_OPPOSITE, (Axis.BEYOND, None)),
}


def _any_of(words: Iterator[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


_WORD = _any_of(iter(_TURNS))
_PAIRED = _any_of(iter(_OPPOSITE))
_SEPARABLE_PATTERNS = tuple(
    (
        re.compile(
            rf"(?P<clause>\b(?:{verbs})\b[^.;:!?]*?\b)(?P<particle>{rising}|{falling})(?=\s*(?:[.,;:!?]|$|en\b))",
            re.IGNORECASE,
        ),
        rising,
        falling,
    )
    for verbs, rising, falling in _SEPARABLE
)
