"""Pages of the public door. Nothing here may see the cases, even indirectly."""
