"""Wijkbewijs: indicator, goal, measure, euro, rule and commitment joined to the sentence that uses them."""

__version__ = "0.1.0"
