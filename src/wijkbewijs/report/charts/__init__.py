"""Charts as small, self-contained SVG: Vega-Altair specifications, drawn in one process by vl-convert."""

from wijkbewijs.report.charts.dot_map import dot_map
from wijkbewijs.report.charts.gaps import gaps
from wijkbewijs.report.charts.history import small_multiples
from wijkbewijs.report.charts.spread import spread
from wijkbewijs.report.charts.timeline import letters_timeline

__all__ = ["dot_map", "gaps", "letters_timeline", "small_multiples", "spread"]
