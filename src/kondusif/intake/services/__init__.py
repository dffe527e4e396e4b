"""Every write about reports, in three files: receiving, desk, way_back."""

from kondusif.intake.services.desk import (
    ask_custodians,
    decide,
    hand_over_evidence,
    judge,
    open_identity,
    send_message,
    settle,
)
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
    "erase_identity",
    "flags_for",
    "give_identity",
    "hand_over_evidence",
    "judge",
    "open_identity",
    "place_of",
    "receive_report",
    "release_identity",
    "send_message",
    "settle",
    "withdraw_identity",
]
