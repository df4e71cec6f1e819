"""Which modules pytest looks into for examples: not those of an extra that is not installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("pyspark") else ["src/wijkbewijs/facts/spark.py"]
