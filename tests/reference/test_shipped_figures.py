"""The shipped figures, computed again from the publishers' rows by code that shares nothing with ours."""

import csv
import json
import random
from pathlib import Path

import pytest

from tests.reference.recompute import Cells, cells, value

EDITION = Path(__file__).parents[2] / "src/wijkbewijs/dossier/editions/2022-nulmeting"
DEFINITIONS = json.loads((EDITION / "definitions.json").read_bytes())
INDICATORS = {indicator["id"]: indicator for indicator in DEFINITIONS["indicators"]}


@pytest.fixture(scope="module")
def published(snapshot: Path) -> Cells:
    return cells(DEFINITIONS, snapshot)


def units_of(figure: dict[str, str], receipt: dict[str, str], found: Cells) -> list[tuple[str, float]]:
    """The units that a receipt names, with their shares."""
    region, (place, _, division) = figure["region"], receipt["units"].partition("/")
    if not division:
        return [(place, 1.0)]
    sets = [s for s in DEFINITIONS["programme"]["unit_sets"] if s["division"] == division]
    if region in {s["area"] for s in sets} or region == "NPLV20":
        chosen = [s for s in sets if region in {"NPLV20", s["area"]}]
        return [(u["code"], u.get("share", 1.0)) for s in chosen for u in s["units"]]
    shares = {u["code"]: u.get("share", 1.0) for s in sets for u in s["units"]}
    prefix = "GM0599:" if region == "GM0599" else "GM"
    codes = {
        code
        for code, name, period in found
        if (name, period) == (receipt["of"], figure["period"])
        and code.startswith(prefix)
        and (":" in code) == (":" in prefix)
    }
    return [(code, shares.get(code, 1.0)) for code in sorted(codes)]


def shipped() -> list[tuple[dict[str, str], dict[str, str]]]:
    """Every level with a value, beside its receipt."""
    found = []
    for path in sorted((EDITION / "figures").glob("*.csv")):
        figures = csv.DictReader(path.open(encoding="utf-8"))
        receipts = csv.DictReader((EDITION / "receipts" / path.name).open(encoding="utf-8"))
        found += [
            (f, r)
            for f, r in zip(figures, receipts, strict=True)
            if f["measure"] == "level" and not f["value"].startswith("absent:")
        ]
    return found


def test_200_random_figures_are_what_the_source_rows_give(published: Cells) -> None:
    chosen = random.Random(20221123).sample(shipped(), 200)  # noqa: S311 - a fixed sample, no secret
    wrong = []
    for figure, receipt in chosen:
        indicator = INDICATORS[figure["indicator"]]
        units = units_of(figure, receipt, published)
        again = value(indicator, units, figure["period"], published)
        if abs(again - float(figure["value"])) > 0.51 * 10 ** -(indicator["decimals"] + 2):
            wrong.append((figure["id"], figure["value"], again))
    assert not wrong


def test_the_independent_check_is_at_most_sixty_lines_and_imports_nothing_of_ours() -> None:
    source = (Path(__file__).parent / "recompute.py").read_text(encoding="utf-8")
    code_lines = [line for line in source.splitlines() if line.strip()]
    assert len(code_lines) <= 60
    assert "import wijkbewijs" not in source
    assert "from wijkbewijs" not in source
