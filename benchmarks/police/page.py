"""What docs/methods/scale.md says of time, memory and the size from which to switch, from measurements."""

from collections.abc import Sequence

from benchmarks.police.task import Measurement

_START, _END = "<!-- measured -->", "<!-- end -->"
_LAPTOP_MB, _LIMIT_MB = 8192, 1024
_HEAD = "| million rows | engine | seconds | processor seconds | peak MB |\n|---:|---|---:|---:|---:|\n"


def page_with(page: str, found: Sequence[Measurement]) -> str:
    """Return `page` with the table of these measurements, and what follows from it, between its two marks."""
    before, _, rest = page.partition(_START)
    after = rest.partition(_END)[2]
    return f"{before}{_START}\n{_table(found)}\n{_switch(found)}{_END}{after}"


def extrapolated(found: Sequence[Measurement]) -> list[Measurement]:
    """Return, at the largest size, the engines that were not run there: on their line."""
    most = max(found, key=lambda one: one.rows)
    names = sorted({one.engine for one in found} - {one.engine for one in found if one.rows == most.rows})
    return [_on_line(*_largest_two(found, name), most) for name in names]


def _largest_two(found: Sequence[Measurement], engine: str) -> tuple[Measurement, Measurement]:
    mine = [one for one in found if one.engine == engine and not one.extrapolated]
    small, large = sorted(mine, key=lambda one: one.rows)[-2:]
    return small, large


def _on_line(small: Measurement, large: Measurement, most: Measurement) -> Measurement:
    ahead = (most.rows - large.rows) / 1e6
    numbers = {
        name: getattr(large, name) + ahead * _a_million(small, large, name)
        for name in ("seconds", "cpu_seconds", "peak_mb")
    }
    return Measurement(large.engine, most.rows, most.groups, crimes=most.crimes, extrapolated=True, **numbers)


def _a_million(small: Measurement, large: Measurement, name: str) -> float:
    """Return what a further million rows costs, on the line through two measurements."""
    return (getattr(large, name) - getattr(small, name)) / (large.rows - small.rows) * 1e6


def _table(found: Sequence[Measurement]) -> str:
    return _HEAD + "".join(_line(one) for one in sorted(found, key=lambda one: (one.rows, one.engine)))


def _line(one: Measurement) -> str:
    engine = f"{one.engine} (extrapolated)" if one.extrapolated else one.engine
    numbers = f"{one.seconds:.1f} | {one.cpu_seconds:.1f} | {one.peak_mb:,.0f}"
    return f"| {one.rows / 1e6:.1f} | {engine} | {numbers} |\n"


def _switch(found: Sequence[Measurement]) -> str:
    pandas = _passes(found, "pandas", _LAPTOP_MB)
    filtered = _passes(found, "pandas, filtered", _LAPTOP_MB)
    return (
        f"- **From pandas to DuckDB**: DuckDB is faster than both ways in pandas {_ahead_from(found)}. On "
        f"its line pandas passes 8 GB at {pandas} million rows, filtered at {filtered} (extrapolated).\n"
        f"- **From DuckDB to Spark**: {_spark(found)}\n"
        f"- **Memory of DuckDB**: on its line it passes 1 GB at {_passes(found, 'duckdb', _LIMIT_MB)} "
        "million rows (extrapolated).\n"
    )


def _ahead_from(found: Sequence[Measurement]) -> str:
    run = [one for one in found if not one.extrapolated]
    ours = {one.rows: one.seconds for one in run if one.engine == "duckdb"}
    behind = [one.rows for one in run if one.engine.startswith("pandas") and one.seconds <= ours[one.rows]]
    return f"above {max(behind) / 1e6:.0f} million rows" if behind else "at every size measured"


def _passes(found: Sequence[Measurement], engine: str, limit_mb: float) -> str:
    small, large = _largest_two(found, engine)
    return f"{large.rows / 1e6 + (limit_mb - large.peak_mb) / _a_million(small, large, 'peak_mb'):.0f}"


def _spark(found: Sequence[Measurement]) -> str:
    ours, spark = (_largest_two(found, engine) for engine in ("duckdb", "spark"))
    ours_more, spark_more = (_a_million(*pair, "seconds") for pair in (ours, spark))
    behind = spark[1].seconds - ours[1].seconds
    words = (
        f"at {ours[1].rows / 1e6:.0f} million rows Spark takes {spark[1].seconds / ours[1].seconds:.1f} "
        f"times as long; a further million rows costs DuckDB {ours_more:.3f} s and Spark {spark_more:.3f} s, "
        "so on this machine "
    )
    if spark_more >= ours_more:
        return f"{words}no size makes Spark the faster one."
    meet = ours[1].rows / 1e6 + behind / (ours_more - spark_more)
    return f"{words}Spark would be faster from {meet:.0f} million rows (extrapolated)."
