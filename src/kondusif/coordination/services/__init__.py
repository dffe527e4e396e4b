"""Every write about declarations, one module per subject."""
