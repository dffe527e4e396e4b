"""The reader of a bench: persons of a roster letter for letter, and nothing else."""

from pathlib import Path

from kondusif.engine.mentions import PersonIndex, Screen


def open_persons(index: str) -> Screen:
    """Open it in a process; found there by name."""
    return Screen(PersonIndex.open(Path(index)), institutions=False)
