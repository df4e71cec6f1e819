"""One comparison: both sides in turn, several times, medians, and the proof that they agree."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Result:
    """A row of results.json: seconds are medians, `ratio` is how many times the peer takes our time.

    `objective_*` are what both sides computed; memory in MB where it was measured, else null.
    """

    goal: str
    task: str
    ours_s: float
    peer: str
    peer_version: str
    peer_s: float
    ratio: float
    objective_ours: float
    objective_peer: float
    ours_mb: float | None = None
    peer_mb: float | None = None
    extrapolated: bool = False


def in_turn(ours: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float, float, float]:
    """Run both in turn and return (our seconds, peer seconds, our outcome, peer outcome)."""
    times: tuple[list[float], list[float]] = ([], [])
    outcomes = [0.0, 0.0]
    for _ in range(ROUNDS):
        for side, task in enumerate((ours, peer)):
            start = perf_counter()
            outcomes[side] = task()
            times[side].append(perf_counter() - start)
    return median(times[0]), median(times[1]), outcomes[0], outcomes[1]


def written(results: list[Result], path: Path) -> None:
    """Write the results as JSON, newest run only."""
    path.write_text(json.dumps([asdict(result) for result in results], indent=2) + "\n", encoding="utf-8")
