"""Plain Python that every room stands on: errors, area codes, working days, the clock, actors. No Django."""
