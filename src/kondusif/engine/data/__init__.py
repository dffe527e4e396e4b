"""Lexicons of the engine, as YAML; each names its edition."""
