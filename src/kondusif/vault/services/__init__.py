"""Every write about keys, in five files: people, units, recovery, custodians, sealing."""

from kondusif.vault.services.custodians import (
    answer_disclosure,
    ask_disclosure,
    leave_seat,
    seat_custodian,
    withdraw_disclosure,
)
from kondusif.vault.services.people import (
    change_phrase,
    confirm_sign_in,
    keyring_by_phrase,
    lock_up,
    make_person_key,
    replace_person_key,
    unlock,
)
from kondusif.vault.services.recovery import make_envelope, open_envelope
from kondusif.vault.services.sealing import destroy, give_to_units, open_for_reporter, seal_for, take_from_units
from kondusif.vault.services.units import acknowledge, admit, found_unit_key, renew, wrap_anew

__all__ = [
    "acknowledge",
    "admit",
    "answer_disclosure",
    "ask_disclosure",
    "change_phrase",
    "confirm_sign_in",
    "destroy",
    "found_unit_key",
    "give_to_units",
    "keyring_by_phrase",
    "leave_seat",
    "lock_up",
    "make_envelope",
    "make_person_key",
    "open_envelope",
    "open_for_reporter",
    "renew",
    "replace_person_key",
    "seal_for",
    "seat_custodian",
    "take_from_units",
    "unlock",
    "withdraw_disclosure",
    "wrap_anew",
]
