"""A name in one record that another record must have."""

from collections.abc import Collection, Iterable

from wijkbewijs.kernel.errors import BadDefinition

_SHOWN = 12


def check_known(names: Iterable[str], known: Collection[str], *, what: str, where: str) -> None:
    """Raise BadDefinition for the first name that is not known, with the names that exist."""
    for name in names:
        if name not in known:
            raise BadDefinition(
                f"{where}: there is no {what} {name!r}. {_existing(known)} Correct the name or add it."
            )


def _existing(known: Collection[str]) -> str:
    if not known:
        return "None exist."
    shown = ", ".join(sorted(known)[:_SHOWN])
    return f"There are: {shown}{', ...' if len(known) > _SHOWN else '.'}"
