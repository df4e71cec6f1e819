"""The words that everybody uses: span, dated value, region code, unit, figure, absence, error."""
