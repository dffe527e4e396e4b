"""A messy name to the right entry of a roster: one normaliser, an index that is mapped, a calibrated score.

    build(table, folder)                 once for each edition of a roster
    Index.open(folder).match("Pak Moch. Soebardjo", unit="Kelurahan Jebres")

How it works and what it reaches: docs/algorithms/names.md.
"""

from kondusif.engine.names.build import check, plan
from kondusif.engine.names.index import Index, build
from kondusif.engine.names.normalise import Folded, normalise
from kondusif.engine.names.result import KINDS, Match, Plan, Reason, Settings
from kondusif.engine.names.words import line_of, reason_text

__all__ = [
    "KINDS", "Folded", "Index", "Match", "Plan", "Reason", "Settings", "build", "check", "line_of", "normalise", "plan",
    "reason_text",
]  # fmt: skip
