"""Codes that fit no report: each is counted, the count makes the next tries dearer, and the admins are told once.

Nobody is ever locked out, and nothing is kept of who tried: the count is one number for the city, in memory.
"""

from django.db import transaction

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, people_with
from kondusif.accounts.services.notices import tell
from kondusif.audit.services import record
from kondusif.intake import proof
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now

ACTOR = system_actor("penjaga")
TOLD_FROM = proof.WRONG_TRIES[0][0]


def note_wrong_try() -> None:
    """A code fitted nothing. With the hundredth in an hour the admins are told, once an hour. Audit:
    intake.guessing.noticed."""
    before = proof.wrong_tries_now()
    proof.wrong_tries.note()
    if before <= TOLD_FROM < proof.wrong_tries_now():
        _tell()


@transaction.atomic
def _tell() -> None:
    hour = f"{now():%Y-%m-%dT%H}"
    facts = {"count": TOLD_FROM}
    admins = [one for one in people_with(Role.ADMIN) if has_role(one, Role.ADMIN)]  # of this city
    told = [tell(one, key=f"intake/guessing/{hour}", code="intake.guessing", facts=facts) for one in admins]
    if any(told):
        record(ACTOR, "intake.guessing.noticed", f"kota:{hour}", facts)
