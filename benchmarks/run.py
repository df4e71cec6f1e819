"""`make bench`: every comparison in one run; prints a table and writes benchmarks/results.json."""

from pathlib import Path

from benchmarks import area_bounds, crosswalk, police_scale, reading
from benchmarks.measured import Result, written


def main() -> None:
    """Measure, print and write."""
    results = [area_bounds.run(), reading.run(), *crosswalk.run(), *police_scale.run()]
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
