"""What we mean: programme, indicators, sources and rules, as frozen records read from YAML and CSV.

The records need the standard library only; `definitions.load` also needs the YAML reader, and is imported by
its own name.
"""
