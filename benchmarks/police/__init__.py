"""The national police table, drawn, and one module for each engine that sums it; see police_scale.py."""
