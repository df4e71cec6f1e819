"""The shipped figures, computed again from the publishers' rows by code that shares nothing with ours."""

import random
from pathlib import Path

from tests.reference.conftest import Publishers

SEED = 20221123
SHOWN_DECIMALS = 2  # an edition keeps two decimals more than it shows


def wrong(publishers: Publishers, figure_ids: list[str]) -> list[tuple[str, str, float]]:
    """The figures that differ from what the source rows give, beyond the rounding of the edition."""
    found = []
    for figure_id in figure_ids:
        row = publishers.shipped.rows[figure_id]
        again = publishers.again(figure_id)
        step = 10 ** -(publishers.shipped.indicator(row)["decimals"] + SHOWN_DECIMALS)
        allowed = {"level": 0.51, "gap": 1.51, "change": 1.51, "gap_change": 3.51}[row["measure"]]
        if abs(again - float(row["value"])) > allowed * step:
            found.append((figure_id, row["value"], again))
    return found


def with_value(publishers: Publishers, measure: str = "") -> list[str]:
    rows = publishers.shipped.rows.items()
    return sorted(
        i for i, r in rows if not r["value"].startswith("absent:") and measure in {"", r["measure"]}
    )


def test_200_random_figures_are_what_the_source_rows_give(publishers: Publishers) -> None:
    chosen = random.Random(SEED).sample(with_value(publishers), 200)  # noqa: S311 - a fixed sample, no secret
    assert wrong(publishers, chosen) == []


def test_every_level_is_what_the_source_rows_give(publishers: Publishers) -> None:
    levels = with_value(publishers, "level")
    assert len(levels) > 3_000
    assert wrong(publishers, levels) == []


def test_the_independent_check_is_at_most_sixty_lines_and_imports_nothing_of_ours() -> None:
    source = (Path(__file__).parent / "recompute.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 60
    assert "import wijkbewijs" not in source
    assert "from wijkbewijs" not in source
