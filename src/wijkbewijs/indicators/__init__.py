"""From facts to figures: formulas with error arithmetic, computed for every region that is asked for."""
