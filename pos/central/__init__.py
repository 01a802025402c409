"""The reference centre: another program, which knows neither services nor ports."""
