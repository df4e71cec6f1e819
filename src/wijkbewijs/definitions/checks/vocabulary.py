"""The guard on words: no indicator, input or measure on origin, nationality, religion or marital status."""

import re
from collections.abc import Iterator

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition

# Beginnings of words, Dutch and English, as publishers write them in titles and column names.
STEMS = (
    *("herkomst", "afkomst", "migratie", "migrant", "nationalit", "geboorteland", "etnisch", "etnicit"),
    *("allocht", "autocht", "westers", "nietwesters", "marokk", "turk", "surina", "antill", "aruba"),
    *("religi", "godsdienst", "kerkelijk", "levensbeschouw", "islam", "moslim", "christen", "joods"),
    *("gehuwd", "ongehuwd", "gescheiden", "verweduw", "huwelijk", "burgerlijke staat", "burgerlijke_staat"),
    *("origin_", "country of birth", "country_of_birth", "migration", "ethnic", "marital"),
    *("married", "unmarried", "divorced", "widow"),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FORBIDDEN = re.compile(rf"(?<![^\W_])(?:{'|'.join(STEMS)}|origin\b)", re.IGNORECASE)


def forbidden_word(text: str) -> str | None:
    """Return the first word of `text` that names what is never measured here, or None.

    >>> forbidden_word("NietWestersTotaal_18"), forbidden_word("Huishoudens met kinderen")
    ('westers', None)
    """
    found = _FORBIDDEN.search(_CAMEL.sub(" ", text))
    return found.group().lower() if found else None


def check_vocabulary(loaded: Loaded) -> None:
    """Raise BadDefinition for a name of an indicator, input or measure that holds a forbidden word."""
    for where, text in _names(loaded):
        word = forbidden_word(text)
        if word is not None:
            raise BadDefinition(
                f"{where}: {word!r} in {text!r}. Origin, nationality, religion and marital status are never "
                "measured or used as a weight. Remove it."
            )


def _names(loaded: Loaded) -> Iterator[tuple[str, str]]:
    for indicator in loaded.indicators:
        where = f"indicators: {indicator.id}"
        weights = (indicator.per or "", indicator.per_alternative or "")
        for text in (indicator.id, indicator.title, indicator.question, indicator.of, *weights):
            yield where, text
    for own in loaded.own_indicators:
        for text in (own.id, own.title, own.question):
            yield f"own_indicators.yml: {own.id}", text
    for source in loaded.sources:
        for measured in source.measures:
            for text in (measured.input, measured.title, measured.group, measured.column):
                yield f"sources/{source.id}.yml", text
