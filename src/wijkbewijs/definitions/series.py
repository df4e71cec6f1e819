"""A series of tables: one definition for a table that a publisher issues anew each year.

The file is a source in which `{year}` and `{table}` stand where the tables differ, with two keys more:
`tables` (the table of each year) and, for some years, `replaces`. A measure whose `periods` leave out a year
is not in the table of that year.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from wijkbewijs.kernel.errors import BadDefinition

ENDING = ".series.yml"


def expanded(data: object, where: str) -> Iterator[dict[str, Any]]:
    """Yield the plain data of one source for each year of the series; BadDefinition when there is none."""
    if not isinstance(data, Mapping) or not isinstance(data.get("tables"), Mapping) or not data["tables"]:
        raise BadDefinition(f'{where}: a series needs `tables`, such as {{"2022": 85318NED}}.')
    replaces = data.get("replaces", {})
    if not isinstance(replaces, Mapping) or set(replaces) - set(data["tables"]):
        raise BadDefinition(f"{where}: `replaces` must name years of `tables`, each with a list of sources.")
    for year, table in data["tables"].items():
        rest = {key: value for key, value in data.items() if key not in {"tables", "replaces", "measures"}}
        source: dict[str, Any] = _filled(rest, {"{year}": str(year), "{table}": str(table)})
        source["measures"] = [m for m in data.get("measures", []) if _is_in(m, str(year))]
        source["measures"] = [{k: v for k, v in m.items() if k != "periods"} for m in source["measures"]]
        if year in replaces:
            source["replaces"] = replaces[year]
        yield source


def _is_in(measure: object, year: str) -> bool:
    if not isinstance(measure, Mapping):
        raise BadDefinition(
            f"a measure of a series is {measure!r}. Write it as `{{input: ..., title: ...}}`."
        )
    return not measure.get("periods") or year in measure["periods"]


def _filled(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - any plain data of YAML
    match value:
        case str():
            for word, text in words.items():
                value = value.replace(word, text)
            return value
        case Mapping():
            return {key: _filled(item, words) for key, item in value.items()}
        case list():
            return [_filled(item, words) for item in value]
        case _:
            return value
