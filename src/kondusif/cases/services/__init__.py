"""Every write about cases: opening, the record of what happened, closing by two."""

from kondusif.cases.services.closing import approve_closing, propose_closing, return_closing
from kondusif.cases.services.letter_corrections import add_scan, correct_letter
from kondusif.cases.services.letters import note_scan_read, receive_letter, record_reply
from kondusif.cases.services.opening import hand_evidence, open_case
from kondusif.cases.services.pauses import pause_clock, resume_clock
from kondusif.cases.services.record import add_party, choose_evidence, record_event, record_step, write_summary
from kondusif.cases.services.scans import pass_scans
from kondusif.cases.services.tracks import add_procedure, correct_examined

__all__ = [
    "add_party",
    "add_procedure",
    "add_scan",
    "approve_closing",
    "choose_evidence",
    "correct_examined",
    "correct_letter",
    "hand_evidence",
    "note_scan_read",
    "open_case",
    "pass_scans",
    "pause_clock",
    "propose_closing",
    "receive_letter",
    "record_event",
    "record_reply",
    "record_step",
    "resume_clock",
    "return_closing",
    "write_summary",
]
