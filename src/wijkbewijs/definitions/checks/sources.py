"""Sources, their locks, and the dated constants."""

import re

from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import Status

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CAVEAT = re.compile(r"W[1-5]\d{2}")


def check_sources(loaded: Loaded) -> None:
    """Raise BadDefinition for a source with unknown names, or a lock that locks nothing."""
    sources = {source.id for source in loaded.sources}
    caveats = {caveat.code for caveat in loaded.caveats}
    for source in loaded.sources:
        where = f"sources/{source.id}.yml"
        check_known(source.caveats, caveats, what="caveat", where=where)
        check_known([source.labels] if source.labels else [], sources, what="source", where=where)
        check_known(source.replaces, sources, what="source", where=where)
        _check_source(source, where)
    for lock in loaded.locks:
        where = f"sources/{lock.source}.lock.yml"
        check_known([lock.source], sources, what="source", where=where)
        _check_lock(lock, where)


def check_constants(loaded: Loaded) -> None:
    """Raise BadDefinition for a rule with a negative value or a caveat that is no code with a sentence."""
    for rule in loaded.rules:
        if any(value < 0 for _, value in rule.values.steps):
            raise BadDefinition(f"rules: {rule.id} has a value below 0. Give a bound or share of at least 0.")
    for caveat in loaded.caveats:
        if not _CAVEAT.fullmatch(caveat.code) or not caveat.text:
            raise BadDefinition(
                f"caveats: {caveat.code!r} must be a code from W100 to W599 with a sentence. Correct it."
            )


def _check_source(source: Source, where: str) -> None:
    if bool(source.snapshot) is bool(source.wire):
        raise BadDefinition(
            f"{where}: a source comes from a copy or from its publisher. Give either `snapshot` or `wire`."
        )
    if source.status is Status.SYNTHETIC:
        raise BadDefinition(f"{where}: a synthetic file is never a source. Use data of a publisher.")
    filled = [(measured.input, measured.periods) for measured in source.measures]
    double = [key for key in filled if filled.count(key) > 1]
    if double:
        raise BadDefinition(f"{where}: two measures fill the input {double[0][0]!r}. Keep one of them.")


def _check_lock(lock: Lock, where: str) -> None:
    if not _SHA256.fullmatch(lock.sha256) or lock.size <= 0:
        raise BadDefinition(
            f"{where}: a lock holds 64 hexadecimal digits and a size above 0. Let the machine write it again."
        )
