"""Every write about reports, each file one matter: receiving, desk, leases, way_back, pressure and the others."""

from kondusif.intake.services.bundles import join, put_in_front, split
from kondusif.intake.services.correcting import (
    approve_accused,
    correct_place,
    propose_accused,
    refuse_accused,
    withdraw_accused,
)
from kondusif.intake.services.desk import (
    ask_custodians,
    decide,
    hand_over_evidence,
    judge,
    open_identity,
    send_message,
    settle,
    take,
)
from kondusif.intake.services.entering import enter_report
from kondusif.intake.services.floods import (
    declare_flood,
    end_flood,
    give_back_batch,
    notice_burst,
    take_batch,
)
from kondusif.intake.services.forwarding import close_forwarding, mark_sent, record_answer
from kondusif.intake.services.leases import give_back, hold
from kondusif.intake.services.pressure import drop_notice, mark_answered, mark_handed_in, tell_outside
from kondusif.intake.services.receiving import Entry, Place, Receipt, flags_for, place_of, receive_report
from kondusif.intake.services.telling import end_with_case, mark_read, mark_told
from kondusif.intake.services.way_back import (
    add_evidence,
    erase_identity,
    give_identity,
    release_identity,
    withdraw_identity,
)

__all__ = [
    "Entry",
    "Place",
    "Receipt",
    "add_evidence",
    "approve_accused",
    "ask_custodians",
    "close_forwarding",
    "correct_place",
    "decide",
    "declare_flood",
    "drop_notice",
    "end_flood",
    "end_with_case",
    "enter_report",
    "erase_identity",
    "flags_for",
    "give_back",
    "give_back_batch",
    "give_identity",
    "hand_over_evidence",
    "hold",
    "join",
    "judge",
    "mark_answered",
    "mark_handed_in",
    "mark_read",
    "mark_sent",
    "mark_told",
    "notice_burst",
    "open_identity",
    "place_of",
    "propose_accused",
    "put_in_front",
    "receive_report",
    "record_answer",
    "refuse_accused",
    "release_identity",
    "send_message",
    "settle",
    "split",
    "take",
    "take_batch",
    "tell_outside",
    "withdraw_accused",
    "withdraw_identity",
]
