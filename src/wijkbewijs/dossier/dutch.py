"""Numbers, days and lists as a Dutch reader writes them: the only room where a value becomes text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from wijkbewijs.kernel.figure import Figure, Measure
from wijkbewijs.kernel.units import Unit

LOCALE = "nl_NL"
MINUS = "−"
NBSP = "\u00a0"

# Taaladvies.net: numbers up to twenty may be written in letters in running text.
COUNT_WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien",
    "negentien", "twintig",
)  # fmt: skip


@cache  # a report shows most numbers many times
def number(value: float, decimals: int) -> str:
    """Return `value` with a decimal comma, points between thousands and exactly `decimals` decimals.

    Rounds half to even, like `kernel.canonical.number_text`; a negative value gets a real minus sign.

    >>> number(71120, 0), number(58.1, 1), number(-0.04, 1), number(-11.6, 1)
    ('71.120', '58,1', '0,0', '−11,6')
    """
    exact = Decimal(f"{value:.{decimals}f}")
    pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    text: str = format_decimal(abs(exact), format=pattern, locale=LOCALE)
    return f"{MINUS}{text}" if exact < 0 else text


def signed(value: float, decimals: int) -> str:
    """Return a difference with its sign; zero has none.

    >>> signed(2.3, 1), signed(-2.3, 1), signed(0.01, 1)
    ('+2,3', '−2,3', '0,0')
    """
    text = number(value, decimals)
    rises = value > 0 and any(digit in "123456789" for digit in text)
    return f"+{text}" if rises else text


def shown(figure: Figure, decimals: int) -> str:
    """Return the value of a figure as a part of a sentence or a table cell.

    A level gets its percent sign and no other unit; a gap or change its sign. Raises ValueError when the
    value is absent: an absence has its own words.
    """
    return value_shown(_present(figure), figure.measure, figure.unit, decimals)


def value_shown(value: float, measure: Measure, unit: Unit, decimals: int) -> str:
    """Return a value as `shown` does, without a figure around it.

    >>> value_shown(0.25, Measure.CHANGE, Unit.PERCENT, 1)
    '+0,2'
    """
    if measure is not Measure.LEVEL:
        return signed(value, decimals)
    text = number(value, decimals)
    return f"{text}{NBSP}%" if unit is Unit.PERCENT else text


def magnitude(figure: Figure, decimals: int) -> str:
    """Return a gap or change without sign, for a sentence whose word tells the direction."""
    return number(abs(_present(figure)), decimals)


def unit_words(figure: Figure) -> str:
    """Return the words after the shown value: '' for a level in percent, `procentpunt` for its gap."""
    if figure.measure is not Measure.LEVEL:
        return figure.unit.difference
    return "" if figure.unit is Unit.PERCENT else figure.unit.words


def with_unit(figure: Figure, decimals: int) -> str:
    """Return the value with its unit: `58,1 %`, `71.120 inwoners`, `198 duizend euro`, `62,3 per 1.000`."""
    words = unit_words(figure)
    return f"{shown(figure, decimals)} {words}" if words else shown(figure, decimals)


def day(moment: date) -> str:
    """Return a day in full.

    >>> day(date(2026, 11, 23))
    '23 november 2026'
    """
    text: str = format_date(moment, format="d MMMM y", locale=LOCALE)
    return text


def month(moment: date) -> str:
    """Return the month of a day: `november 2026`."""
    text: str = format_date(moment, format="MMMM y", locale=LOCALE)
    return text


def list_of(words: Sequence[str]) -> str:
    """Join words as a Dutch list.

    >>> list_of(["wonen", "werk", "veiligheid"]), list_of(["wonen"])
    ('wonen, werk en veiligheid', 'wonen')
    """
    text: str = format_list(list(words), style="standard", locale=LOCALE)
    return text


def count_word(count: int) -> str:
    """Return a count up to twenty in letters and above that in digits.

    >>> count_word(20), count_word(21), count_word(1)
    ('twintig', '21', 'één')
    """
    return COUNT_WORDS[count] if 0 <= count < len(COUNT_WORDS) else number(count, 0)


def counted(count: int, singular: str, plural: str) -> str:
    """Return a count in digits with its noun.

    >>> counted(1, "gebied", "gebieden"), counted(20, "gebied", "gebieden")
    ('1 gebied', '20 gebieden')
    """
    return f"{number(count, 0)} {singular if count == 1 else plural}"


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital; the Dutch ij is one letter.

    >>> capitalised("ijburg"), capitalised("de buurt")
    ('IJburg', 'De buurt')
    """
    return f"IJ{text[2:]}" if text.startswith("ij") else f"{text[:1].upper()}{text[1:]}"


def _present(figure: Figure) -> float:
    if figure.number is None:
        raise ValueError(f"{figure.id}: the value is absent ({figure.value}); show the reason instead")
    return figure.number
