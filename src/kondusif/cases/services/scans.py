"""The scan of an official letter: sealed to who handles its case, and passed on when other hands take the case."""

import json
from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.cases.letters import scan_place
from kondusif.cases.models import Case
from kondusif.cases.official import OfficialLetter
from kondusif.cases.scans import Held, handling_keys, held_scans, receiver_of, scans_left
from kondusif.cases.services.record import touch
from kondusif.intake.evidence import Evidence
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes, files
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import UnitKey
from kondusif.vault.rules import Purpose
from kondusif.vault.services import give_to_units, seal_for, take_from_units


def seal_scan(row: OfficialLetter, scan: Evidence, on: date) -> None:
    """Lay the safe copy down, sealed to the units of who handles the case and who stands in. Saves no letter.

    Args:
        on: the city's date.
    Raises:
        Refused: none of these units has a key.
    """
    keys = handling_keys(row.case)
    if not keys:
        raise Refused("cases.letter.unit_without_key", unit=receiver_of(row.case))
    sealing = seal_for(Purpose.FILE, on, units=keys.values())
    (kept,) = files.keep_all([scan.safe], on)
    note = json.dumps({"secret": kept.secret, "kind": scan.safe_kind, "pages": scan.pages}).encode()
    row.scan_name, row.scan_key = kept.name, sealing.save()
    row.scan_secret, row.scan_sha256 = boxes.lock(sealing.key, note, scan_place(kept.name)), scan.sha256


def scans_follow(actor: Actor, case: Case, keyring: Keyring | None) -> int:
    """Give the scans of a case to who handles it now and take them from everybody else. Returns how many went over.

    Audit: cases.scan.passed_on. The caller holds the transaction and has touched the case. What the keyring cannot
    open stays whole with whom it lies; nobody loses a scan that nobody else received.
    """
    keys = handling_keys(case)
    if case.handler.unit_id not in keys:
        return 0
    passed = [one.letter.pk for one in held_scans(case) if one.is_left and _pass(one, keys, keyring)]
    if passed:
        unit = case.handler.unit
        record(actor, "cases.scan.passed_on", case, {"letters": passed, "unit": unit.key if unit else ""})
    return len(passed)


@transaction.atomic
def pass_scans(actor: Actor, case: Case, keyring: Keyring) -> int:
    """A person of the former unit passes the scans of an open case on. Returns how many went over; a second click none.

    Audit: cases.scan.passed_on. Permission: cases:pass_scans.

    Raises:
        Refused: the case is closed, the handling unit has no key, or this keyring opens none of them.
        Stale: somebody changed the case meanwhile.
    """
    left = scans_left(case)
    if left is None:
        return 0
    touch(case)
    if case.handler.unit_id not in handling_keys(case):
        raise Refused("cases.scan.receiver_without_key", receiver=receiver_of(case), units=left.names)
    passed = scans_follow(actor, case, keyring)
    if not passed:
        raise Refused("cases.scan.elsewhere", units=left.names)
    return passed


def _pass(one: Held, keys: dict[int, UnitKey], keyring: Keyring | None) -> bool:
    letter = one.letter
    if letter.scan_key is None:
        return False
    if one.lacking:
        key = keyring.open(letter.scan_key_id) if keyring else None
        if key is None:
            return False
        give_to_units(letter.scan_key, key, [keys[unit] for unit in one.lacking if unit is not None])
    take_from_units(letter.scan_key, one.former)
    return True
