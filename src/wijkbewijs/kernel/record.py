"""Frozen records from plain data and back: strict, so that a misspelt key is found where it stands."""

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from wijkbewijs.kernel.dated import Dated
from wijkbewijs.kernel.errors import BadDefinition

T = TypeVar("T")

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def structured(cls: type[T], data: object, where: str) -> T:
    """Return `data` (mappings, lists, scalars) as the frozen record `cls`.

    `where` names file and place for the error. Raises BadDefinition for an unknown or missing key (with
    the keys that exist) and for a value of the wrong type; nothing is guessed.
    """
    record: T = _structured(cls, data, where)
    return record


def plain(value: object) -> Any:
    """Return a record as mappings, lists and scalars that JSON can hold; empty defaults are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Dated):
        return {since.isoformat(): plain(v) for since, v in value.steps}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: plain(getattr(value, f.name))
            for f in fields(value)
            if f.default is MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, Mapping):
        return {key: plain(v) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def _structured(kind: Any, data: object, where: str) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(kind, data, where)
    if origin is tuple:
        return _tuple(get_args(kind), data, where)
    if origin is Dated:
        return _dated(get_args(kind)[0], data, where)
    if is_dataclass(kind):
        return _record(kind, data, where)
    return _scalar(kind, data, where)


def _optional(kind: Any, data: object, where: str) -> Any:
    if data is None:
        return None
    (inner,) = (k for k in get_args(kind) if k is not type(None))
    return _structured(inner, data, where)


def _tuple(kinds: tuple[Any, ...], data: object, where: str) -> tuple[Any, ...]:
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise BadDefinition(f"{where}: expected a list, found {data!r}. Write it as `[a, b]`.")
    if kinds[-1] is Ellipsis:
        return tuple(_structured(kinds[0], item, f"{where}[{i}]") for i, item in enumerate(data))
    if len(kinds) != len(data):
        raise BadDefinition(f"{where}: expected {len(kinds)} values, found {len(data)}.")
    return tuple(
        _structured(k, item, f"{where}[{i}]") for i, (k, item) in enumerate(zip(kinds, data, strict=True))
    )


def _dated(kind: Any, data: object, where: str) -> Dated[Any]:
    if not isinstance(data, Mapping) or not data:
        raise BadDefinition(f"{where}: expected days with values, such as `2019-01-01: 5`.")
    steps = {
        _scalar(date, day, where): _structured(kind, value, f"{where}.{day}") for day, value in data.items()
    }
    return Dated.of(steps)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _record(cls: Any, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise BadDefinition(f"{where}: expected keys with values for {cls.__name__}, found {data!r}.")
    known = {f.name: f for f in fields(cls)}
    unknown = [key for key in data if key not in known]
    if unknown:
        raise BadDefinition(
            f"{where}: unknown key {unknown[0]!r} in {cls.__name__}. "
            f"The keys are: {', '.join(known)}. Correct or remove it."
        )
    missing = [
        name
        for name, f in known.items()
        if name not in data and f.default is MISSING and f.default_factory is MISSING
    ]
    if missing:
        raise BadDefinition(f"{where}: {cls.__name__} lacks the key {missing[0]!r}. Add it.")
    hints = _hints(cls)
    values = {name: _structured(hints[name], data[name], f"{where}.{name}") for name in data}
    try:
        return cls(**values)
    except ValueError as error:
        raise BadDefinition(f"{where}: {error}") from error


def _scalar(kind: Any, data: object, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind, data, where)
    if kind is date:
        return _date(data, where)
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is float and isinstance(data, float) and (data != data or data in {float("inf"), -float("inf")}):  # noqa: PLR0124 - NaN is the only value unequal to itself
        raise BadDefinition(f"{where}: {data} is no number. Leave the key out or name the absence.")
    if type(data) is not kind:
        raise BadDefinition(f"{where}: expected {kind.__name__}, found {type(data).__name__} {data!r}.")
    return data


def _enum(kind: type[Enum], data: object, where: str) -> Enum:
    try:
        return kind(data)
    except ValueError:
        values = ", ".join(str(member.value) for member in kind)
        raise BadDefinition(f"{where}: {data!r} is not one of {values}.") from None


def _date(data: object, where: str) -> date:
    if type(data) is date:
        return data
    if not isinstance(data, str) or not _ISO_DAY.fullmatch(data):
        raise BadDefinition(f"{where}: {data!r} is no date; write it as 2026-11-23.")
    try:
        return date.fromisoformat(data)
    except ValueError:
        raise BadDefinition(f"{where}: {data!r} is no day of the calendar. Correct it.") from None
