"""Region codes of Statistics Netherlands (CBS), of the programme, and of a municipality's own wijken."""

import re
from enum import StrEnum
from functools import cache

COUNTRY = "NL"
PROGRAMME = "NPLV20"


class Level(StrEnum):
    """What kind of place a code names."""

    COUNTRY = "country"
    PROGRAMME = "programme"
    MUNICIPALITY = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    LOCAL = "local"
    AREA = "area"


# As published by CBS: GM + 4 digits; WK + 2 and BU + 4 more, letters where a city has 100 wijken (Amsterdam).
# A local code is `GM0599:carnisse`: a municipality's own wijk that has no CBS code.
_SHAPES = {
    Level.COUNTRY: re.compile(r"NL"),
    Level.PROGRAMME: re.compile(r"NPLV20"),
    Level.MUNICIPALITY: re.compile(r"GM\d{4}"),
    Level.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Level.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
    Level.LOCAL: re.compile(r"GM\d{4}:[a-z0-9-]+"),
    Level.AREA: re.compile(r"[A-Z]{3}"),
}


@cache
def level_of(code: str) -> Level:
    """Return the kind of place that `code` names; ValueError when it names none.

    >>> level_of("WK051833"), level_of("DHG")
    (<Level.WIJK: 'wijk'>, <Level.AREA: 'area'>)
    """
    for level, shape in _SHAPES.items():
        if shape.fullmatch(code):
            return level
    raise ValueError(
        f"{code!r} is no region code: expected NL, GM1234, WK123456, BU12345678, "
        "GM1234:name or three capitals of an area"
    )


def gemeente_of(code: str) -> str:
    """Return the municipality of a wijk, buurt or local wijk, read from the code itself.

    >>> gemeente_of("BU05183396"), gemeente_of("GM0599:carnisse")
    ('GM0518', 'GM0599')
    """
    level = level_of(code)
    if level in {Level.WIJK, Level.BUURT}:
        return f"GM{code[2:6]}"
    if level in {Level.LOCAL, Level.MUNICIPALITY}:
        return code[:6]
    raise ValueError(f"{code!r} ({level}) does not lie in one municipality by its code")
