"""Typing a report in for somebody: the same keeping as at the public door, by an officer who will never verify it."""

from collections.abc import Sequence
from datetime import date

from kondusif.institutions.selectors import today
from kondusif.intake.channels import typed_channels
from kondusif.intake.codes import Code
from kondusif.intake.evidence import Evidence
from kondusif.intake.rules import Draft
from kondusif.intake.services.receiving import Entry, Receipt, receive_report
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


def enter_report(
    actor: Actor, draft: Draft, *, channel: str, received_on: date, code: Code, submission: str,
    files: Sequence[Evidence] = (),
) -> Receipt:  # fmt: skip
    """Keep a report that an officer typed in. Audit: intake.report.received. Permission: desk or verifier.

    A second call with the same submission gives the first report back.

    Args:
        channel: one of those that are typed in.
        received_on: the day on which it came; the same day or earlier.
        code: the follow-up code, which goes to the reporter once the report is kept.
    Raises:
        Refused: no person types, another channel, a day to come, nobody may read it, no unit has a key, or the same
            form was kept before with other content.
    """
    if not actor.is_person:
        raise Refused("intake.entry.person")
    if channel not in {one.key for one in typed_channels()}:
        raise Refused("intake.entry.channel")
    if received_on > today():
        raise Refused("intake.entry.not_yet")
    entry = Entry(channel, actor.person_id, received_on)
    try:
        return receive_report(actor, draft, code=code, submission=submission, files=files, entry=entry)
    except Refused as refusal:
        raise _said_at_the_desk(refusal) from refusal


def _said_at_the_desk(refusal: Refused) -> Refused:
    """The same refusal in words for who types; the public sentences speak to the reporter."""
    if refusal.code == "intake.no_reader":
        return Refused("intake.entry.no_reader")
    if refusal.code == "intake.no_keys":
        return Refused("intake.entry.no_keys")
    if refusal.code == "intake.sent_differently":
        return Refused("intake.entry.kept_differently")
    return refusal
