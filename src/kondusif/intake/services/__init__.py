"""Every write about reports, in four files: receiving, desk, way_back, pressure."""

from kondusif.intake.services.desk import (
    ask_custodians,
    decide,
    hand_over_evidence,
    judge,
    open_identity,
    send_message,
    settle,
)
from kondusif.intake.services.pressure import drop_notice, mark_answered, mark_handed_in, tell_outside
from kondusif.intake.services.receiving import Place, Receipt, flags_for, place_of, receive_report
from kondusif.intake.services.way_back import (
    add_evidence,
    erase_identity,
    give_identity,
    release_identity,
    withdraw_identity,
)

__all__ = [
    "Place",
    "Receipt",
    "add_evidence",
    "ask_custodians",
    "decide",
    "drop_notice",
    "erase_identity",
    "flags_for",
    "give_identity",
    "hand_over_evidence",
    "judge",
    "mark_answered",
    "mark_handed_in",
    "open_identity",
    "place_of",
    "receive_report",
    "release_identity",
    "send_message",
    "settle",
    "tell_outside",
    "withdraw_identity",
]
