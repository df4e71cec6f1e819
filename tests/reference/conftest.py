"""The shipped edition as plain files, read without our own code, beside the publishers' numbers."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.reference.recompute import KEYS, Cells, cells_of, value_of

EDITION = Path(__file__).parents[2] / "src/wijkbewijs/dossier/editions/2022-nulmeting"


@dataclass(frozen=True, slots=True)
class Shipped:
    """Definitions, and every figure joined with its receipt, as the files of the edition have them."""

    definitions: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, str]]

    def indicator(self, row: Mapping[str, str]) -> Mapping[str, Any]:
        return next(i for i in self.definitions["indicators"] if i["id"] == row["indicator"])


@dataclass(frozen=True, slots=True)
class Publishers:
    """What the publishers printed, and the figures that follow from it by the receipts of the edition."""

    shipped: Shipped
    cells: Cells

    def again(self, figure_id: str) -> float:
        """The figure computed once more: over its units, or as the difference of its parts."""
        row = self.shipped.rows[figure_id]
        if row["parts"]:
            later, earlier = row["parts"].split()
            return self.again(later) - self.again(earlier)
        return value_of(self.shipped.indicator(row), self.units(row), row["period"], self.cells)

    def units(self, row: Mapping[str, str]) -> Mapping[str, float]:
        """The units that a receipt names, with their shares."""
        place, _, division = row["units"].partition("/")
        sets = [s for s in self.shipped.definitions["programme"]["unit_sets"] if s["division"] == division]
        shares = {u["code"]: u.get("share", 1.0) for s in sets for u in s["units"]}
        own = [u["code"] for s in sets if place in {s["area"], "NPLV20"} for u in s["units"]]
        if own or not division:
            return {code: shares.get(code, 1.0) for code in own or [place]}
        printed = {code for code, name, at in self.cells if (name, at) == (row["of"], row["period"])}
        kind = "GM0599:" if place == "GM0599" else "GM"
        return {code: shares.get(code, 1.0) for code in sorted(printed) if code.startswith(kind)}


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The shipped edition, read as anybody could read it."""
    rows: dict[str, dict[str, str]] = {}
    for path in sorted((*EDITION.glob("figures/*.csv"), *EDITION.glob("receipts/*.csv"))):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            rows.setdefault(row["id"], {}).update(row)
    return Shipped(json.loads((EDITION / "definitions.json").read_bytes()), rows)


@pytest.fixture(scope="session")
def publishers(snapshot: Path, shipped: Shipped) -> Publishers:
    """The publishers' files of the snapshot, read by tests/reference/recompute.py."""
    sources = {source["id"]: source for source in shipped.definitions["sources"]}
    cells: Cells = {}
    for source in (source for source in sources.values() if source["reader"] in KEYS):
        labels = sources[source["labels"]]["snapshot"] if "labels" in source else None
        cells |= cells_of(source, snapshot / labels if labels else None, snapshot / source["snapshot"])
    return Publishers(shipped, cells)
