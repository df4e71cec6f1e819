"""The shipped figures, computed again from the publishers' rows by code that shares nothing with ours."""

import random
from pathlib import Path

from tests.reference.publishers import Publishers

SEED = 20221123
KEPT_DECIMALS = 2  # an edition keeps two decimals more than it shows
ROUNDED_BEFORE = {"level": 1, "gap": 3, "change": 3, "gap_change": 7}  # half steps of rounding on the way


def wrong(publishers: Publishers, figure_ids: list[str]) -> list[tuple[str, float, float]]:
    """The figures that differ from what the source rows give, beyond the rounding of the edition."""
    found = []
    for figure_id in figure_ids:
        value, again = publishers.shipped.value(figure_id), publishers.again(figure_id)
        half_step = 0.5 * 10 ** -(publishers.shipped.indicator(figure_id)["decimals"] + KEPT_DECIMALS)
        measure = publishers.shipped.rows[figure_id]["measure"]
        if abs(again - value) > half_step * (ROUNDED_BEFORE[measure] + 1e-6):
            found.append((figure_id, value, again))
    return found


def test_200_random_figures_are_what_the_source_rows_give(publishers: Publishers) -> None:
    every = publishers.shipped.with_value()
    chosen = random.Random(SEED).sample(every, 200)  # noqa: S311 - a fixed sample, no secret
    assert wrong(publishers, chosen) == []


def test_and_so_is_every_other_one(publishers: Publishers) -> None:
    every = publishers.shipped.with_value()
    assert len(every) > 10_000
    assert wrong(publishers, every) == []


def test_the_independent_check_is_at_most_sixty_lines_and_imports_nothing_of_ours() -> None:
    source = (Path(__file__).parent / "recompute.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 60
    assert "import wijkbewijs" not in source
    assert "from wijkbewijs" not in source
