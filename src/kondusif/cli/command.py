"""The shape of one command."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One verb of a noun.

    Args:
        help: one Indonesian sentence.
        configure: adds the arguments.
        run: does the work, prints, and returns the exit status (0 done, 2 refused or a fault found).
        needs_database: whether migrations, reference data and the exercise must stand first.
    """

    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    needs_database: bool = False
