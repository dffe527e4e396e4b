"""Every write of this room, in four files: runs, verdicts, texts, retention."""

from kondusif.screening.services.retention import erase_expired, sweep_drafts
from kondusif.screening.services.runs import discard, land, offer, take_in
from kondusif.screening.services.texts import Suggestion, read_text, suggest
from kondusif.screening.services.verdicts import judge, judge_alike, note_use, reopen, tally

__all__ = [
    "Suggestion", "discard", "erase_expired", "judge", "judge_alike", "land", "note_use", "offer", "read_text",
    "reopen", "suggest", "sweep_drafts", "take_in", "tally",
]  # fmt: skip
