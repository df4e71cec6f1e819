"""Recompute shipped figures from the publishers' rows: plain Python, nothing of the project's own code."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq

Cells = dict[tuple[str, str, str], float]
KEYS = {  # how each kind of file names region, period and what is measured; None: one column a measure
    "rotterdam_police": ("wijk_slug", "year", "offence_code", "count"),
    "rotterdam_cbs": ("wijk_slug", "year", "key", "value"),
    "rotterdam_wijkprofiel": ("wijk_slug", "year", "domain", "index"),
}


def cells(definitions: dict, data: Path) -> Cells:
    """Every published value by region, input and period."""
    found: Cells = {}
    for source in definitions["sources"]:
        path, labels = data / source["snapshot"], {}
        if "labels" in source:
            of = next(s for s in definitions["sources"] if s["id"] == source["labels"])
            listed = pq.read_table(data / of["snapshot"]).to_pylist()
            labels = {(r["Title"], r["Unit"]): r["Key"] for r in listed if r["Type"] == "Topic"}
        for m in source.get("measures", ()):
            column = m.get("column") or labels[m["title"], m["unit"]]
            for row in rows(path, source["reader"], column):
                found[code(row[0]), m["input"], str(row[1] or source["division"])] = float(row[2])
    for (region, name, period), n in list(found.items()):  # the two derived weights
        if name == "inhabitants" and (young := found.get((region, "age_0_15", period))) is not None:
            found[region, "persons_15plus", period] = n - young
            ages = (found[region, a, period] for a in ("age_15_25", "age_25_45", "age_45_65"))
            found[region, "persons_15_65", period] = sum(ages)
        if name == "inhabitants" and (pct := found.get((region, "age_0_15_pct", period))) is not None:
            found[region, "persons_15plus", period] = n * (1 - pct / 100)
    return found


def rows(path: Path, reader: str, column: str) -> list[tuple]:
    if path.suffix == ".csv":
        region, year, kind, value = KEYS[reader]
        listed = csv.DictReader(path.open(encoding="utf-8"))
        kept = (r for r in listed if r[kind] == column and r.get("level", "index") == "index" and r[value])
        return [(f"GM0599:{r[region]}", r[year], r[value]) for r in kept]
    listed = pq.read_table(path).to_pylist()
    region = "gemeentecode" if reader == "gemeente_panel" else "code"
    adults = (r for r in listed if r.get("leeftijd", "18+") == "18+" and r[column] is not None)
    return [(r[region], r.get("jaar"), round(r[column], 4)) for r in adults if r[column] == r[column]]


def code(text: str) -> str:
    return "NL" if text.strip() in {"NL00", "NL01"} else text.strip()


def value(indicator: dict, units: list[tuple[str, float]], period: str, found: Cells) -> float:
    """The figure over its units: a sum, a ratio of sums, or a mean weighed by the named denominator."""
    of = [(found.get((u, indicator["of"], period)), share, u) for u, share in units]
    if indicator["formula"] == "sum":
        return sum(v * share for v, share, _ in of)
    at = indicator.get("per_period", period)
    weigh = [(v, s * found.get((u, indicator["per"], at), 1.0), s) for v, s, u in of if v is not None]
    top = sum(v * (s if indicator["formula"] == "ratio" else w) for v, w, s in weigh)
    return top / sum(w for _, w, _ in weigh) * indicator.get("scale", 1)
