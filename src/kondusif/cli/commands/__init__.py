"""One module a noun; each has `COMMANDS`, verb -> Command."""
