"""Pages about keys: one's own, the unit's, the custodians', the city's."""
