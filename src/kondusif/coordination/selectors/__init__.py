"""Every shared read about declarations, one module per reader."""
