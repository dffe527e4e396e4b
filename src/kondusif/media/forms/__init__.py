"""Shape and parsing of what people type in this room. No rule is decided here."""
