"""Pages of this room: runs, review, texts."""
