"""The shipped edition as plain files, read without our own code, beside the publishers' numbers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.reference.recompute import KEYS, Cells, cells_of, rows_of, value_of

EDITION = Path(__file__).parents[2] / "src/wijkbewijs/dossier/editions/2022-nulmeting"


@dataclass(frozen=True, slots=True)
class Shipped:
    """Definitions, and every figure joined with its receipt, as the files of the edition have them."""

    definitions: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, str]]

    def value(self, figure_id: str) -> float:
        return float(self.rows[figure_id]["value"])

    def indicator(self, figure_id: str) -> Mapping[str, Any]:
        wanted = self.rows[figure_id]["indicator"]
        return next(i for i in self.definitions["indicators"] if i["id"] == wanted)

    def with_value(self) -> list[str]:
        """The ids of the figures that have a value, sorted."""
        return sorted(i for i, row in self.rows.items() if not row["value"].startswith("absent:"))

    def unit_sets(self, division: str) -> list[Mapping[str, Any]]:
        sets: Sequence[Mapping[str, Any]] = self.definitions["programme"]["unit_sets"]
        return [s for s in sets if s["division"] == division]


@dataclass(frozen=True, slots=True)
class Publishers:
    """What the publishers printed, and the figures that follow from it by the receipts of the edition.

    `printed` are the regions that have a number, by input and year.
    """

    shipped: Shipped
    cells: Cells
    printed: Mapping[tuple[str, str], Sequence[str]]

    def again(self, figure_id: str) -> float:
        """The figure computed once more: over its units, or as the difference of its parts."""
        row = self.shipped.rows[figure_id]
        if row["parts"]:
            later, earlier = row["parts"].split()
            return self.again(later) - self.again(earlier)
        return value_of(self.shipped.indicator(figure_id), self.units(row), row["period"], self.cells)

    def units(self, row: Mapping[str, str]) -> Mapping[str, float]:
        """The units that a receipt names, with their shares."""
        place, _, division = row["units"].partition("/")
        sets = self.shipped.unit_sets(division)
        shares = {u["code"]: u.get("share", 1.0) for s in sets for u in s["units"]}
        own = [u["code"] for s in sets if place in {s["area"], "NPLV20"} for u in s["units"]]
        if own or not division:
            return {code: shares.get(code, 1.0) for code in own or [place]}
        kind = "GM0599:" if place == "GM0599" else "GM"
        printed = self.printed[row["of"], row["period"]]
        return {code: shares.get(code, 1.0) for code in printed if code.startswith(kind)}


def read_shipped() -> Shipped:
    """Read the shipped edition as anybody could: JSON and CSV."""
    rows: dict[str, dict[str, str]] = {}
    for path in sorted((*EDITION.glob("figures/*.csv"), *EDITION.glob("receipts/*.csv"))):
        for row in rows_of(path):
            rows.setdefault(row["id"], {}).update(row)
    return Shipped(json.loads((EDITION / "definitions.json").read_bytes()), rows)


def read_publishers(shipped: Shipped, snapshot: Path) -> Publishers:
    """Read every number of the snapshot that the definitions of the edition name."""
    sources = {source["id"]: source for source in shipped.definitions["sources"]}
    cells: Cells = {}
    for source in (source for source in sources.values() if source["reader"] in KEYS):
        labels = sources[source["labels"]]["snapshot"] if "labels" in source else None
        cells |= cells_of(source, snapshot / labels if labels else None, snapshot / source["snapshot"])
    printed: dict[tuple[str, str], list[str]] = {}
    for code, name, at in sorted(cells):
        printed.setdefault((name, at), []).append(code)
    return Publishers(shipped, cells, printed)
