"""Recompute figures from the publishers' rows: plain Python that shares nothing with our own code."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

KEYS = {  # the columns of region and year and, in long files, of what is measured and its value
    "cbs_typed_dataset": ("WijkenEnBuurten", ""), "kwb_map": ("code", ""),
    "gemeente_panel": ("gemeentecode", "jaar"), "rivm_health": ("code", "jaar"),
    "rotterdam_police": ("wijk_slug", "year", "offence_code", "count"),
    "rotterdam_cbs": ("wijk_slug", "year", "key", "value"),
    "rotterdam_wijkprofiel": ("wijk_slug", "year", "domain", "index"),
}  # fmt: skip
NOTHING = -99990  # CBS's maps write this or less where they have no figure
Plain = Mapping[str, Any]
Cells = dict[tuple[str, str, str], float]


def rows_of(path: Path) -> Iterator[Plain]:
    if path.suffix == ".csv":
        yield from csv.DictReader(io.StringIO(path.read_text("utf-8")))
    else:
        yield from (row for batch in pq.ParquetFile(path).iter_batches(1000) for row in batch.to_pylist())


def cells_of(source: Plain, labels: Path | None, path: Path) -> Cells:
    """Every published number of a source by region, input and year."""
    (region, year, *long), found = KEYS[source["reader"]], {}
    keys = {row["Title"]: row["Key"] for row in rows_of(labels)} if labels else {}
    names = {m.get("column") or keys[m["title"]]: m["input"] for m in source["measures"]}
    for row in (row for row in rows_of(path) if row.get("leeftijd", "18+") == "18+"):
        place, at = row[region].strip(), str(row[year]) if year else source["division"]
        code = f"GM0599:{place}" if long else "NL" if place.startswith("NL") else place
        for column, cell in [(row[long[0]], row[long[1]])] if long else row.items():
            if column in names and cell not in {None, ""} and float(cell) > NOTHING:
                found[code, names[column], at] = round(float(cell), 4)
    for (code, name, at), people in list(found.items()):  # the weights that nobody publishes
        if name == "inhabitants" and (code, "age_0_15", at) in found:
            found[code, "persons_15plus", at] = people - found[code, "age_0_15", at]
            ages = [found.get((code, age, at), 0) for age in ("age_15_25", "age_25_45", "age_45_65")]
            found[code, "persons_15_65", at] = sum(ages)
        elif name == "inhabitants" and (code, "age_0_15_pct", at) in found:
            found[code, "persons_15plus", at] = people * (1 - found[code, "age_0_15_pct", at] / 100)
    return found


def value_of(indicator: Plain, units: Mapping[str, float], at: str, cells: Cells) -> float:
    """A sum, a ratio of sums, or a mean weighed by the denominator that the indicator names."""
    known = [(cells[unit, indicator["of"], at], share, unit) for unit, share in units.items()
             if (unit, indicator["of"], at) in cells]  # fmt: skip
    if indicator["formula"] == "sum":
        return sum(value * share for value, share, _ in known)
    weigh = [s * cells[unit, indicator["per"], indicator.get("per_period", at)] for _, s, unit in known]
    factors = weigh if indicator["formula"] == "weighted_mean" else [share for _, share, _ in known]
    top = sum(value * factor for (value, _, _), factor in zip(known, factors, strict=True))
    return top / sum(weigh) * indicator.get("scale", 1)
