"""Periods as CBS writes them: one code a year, quarter, month or week, in every version of OData."""

import re

_PERIOD = re.compile(r"(\d{4})(JJ|KW|MM)(\d\d)")


def period_of(code: str) -> str:
    """Return a period code of CBS as ours; weeks and other periods stay as published.

    >>> [period_of(code) for code in ("2024JJ00", "2024MM01", "2024KW01", "2024W101")]
    ['2024', '2024-01', '2024-K1', '2024W101']
    """
    if not (match := _PERIOD.fullmatch(code)):
        return code
    year, kind, number = match.groups()
    return {"JJ": year, "KW": f"{year}-K{int(number)}", "MM": f"{year}-{number}"}[kind]
