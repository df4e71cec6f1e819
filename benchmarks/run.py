"""`make bench`: every comparison in one run; prints a table and writes benchmarks/results.json."""

from pathlib import Path

from benchmarks import area_bounds, crosswalk, reading
from benchmarks.measured import Result, written


def main() -> None:
    """Measure, print and write."""
    results = [*(module.run() for module in (area_bounds, reading)), *crosswalk.run()]
    for result in results:
        print(_line(result))
    written(results, Path(__file__).parent / "results.json")


def _line(result: Result) -> str:
    return (
        f"{result.goal}: {result.task}\n"
        f"  ours {result.ours_s:.4f} s, {result.peer} {result.peer_version} {result.peer_s:.4f} s, "
        f"ratio {result.ratio:.1f}; outcome {result.objective_ours:.6f} against {result.objective_peer:.6f}"
    )


if __name__ == "__main__":
    main()
