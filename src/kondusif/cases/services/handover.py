"""An officer who leaves hands all open work to one colleague, in one step; nothing is lost."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import override

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.accounts.services import replace_person, tell
from kondusif.audit.services import record
from kondusif.cases.handed import cases_against, givers_of, handed_elsewhere
from kondusif.cases.models import Case
from kondusif.cases.rules import Status
from kondusif.cases.scans import scans_left
from kondusif.cases.selectors import cases_writable_by
from kondusif.cases.services.record import touch
from kondusif.cases.services.scans import scans_follow
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.vault.keyring import Keyring

NAMED = 20


@dataclass(frozen=True, slots=True)
class Handed:
    """What went over, counted before and after.

    Args:
        before, after: open cases in the leaver's hands before, and of those in the receiver's hands after.
        stood_in: substitutions of others that now lead to the receiver, or ended.
        scans_left: cases of which a letter's scan still lies with a former unit, which has to pass it on.
        evidence_left: cases of which evidence still lies with a former unit; who gave it there is told to give it anew.
    """

    before: int
    after: int
    stood_in: int
    scans_left: int = 0
    evidence_left: int = 0


def open_work_of(user: User) -> QuerySet[Case]:
    """The open cases that a person handles or is the substitute of."""
    return Case.objects.exclude(status=Status.CLOSED).filter(Q(handler=user) | Q(substitute=user))


@transaction.atomic
def hand_over(
    actor: Actor, leaver: User, receiver: User, *, on: date, keyring: Keyring | None = None
) -> Handed:  # fmt: skip
    """Give everything open that a person handles or stands in for to a colleague. Audit: cases.work.handed_over.

    Permission: the person, or admin.

    Args:
        keyring: of the actor, where it is open: the scans of letters that it opens go along.
        on: the city's date; the substitutions of the person end before it.
    Raises:
        Refused: nobody to give to, nothing to give, or a case that the receiver may not work on (their own line of
            command, another area); then nothing moves.
        Stale: somebody changed one of the cases meanwhile; then nothing moves.
    """
    if actor.user_id != leaver.pk and not _is_admin(actor):
        raise Refused("cases.handover.not_yours")
    if leaver.pk == receiver.pk:
        raise Refused("cases.handover.same")
    if not receiver.is_active or not has_role(receiver, Role.HANDLER):
        raise Refused("cases.handover.no_role")
    cases = list(open_work_of(leaver).order_by("pk"))
    open_ones = open_work_of(leaver).order_by().values("pk")
    allowed = set(cases_writable_by(receiver).filter(pk__in=open_ones).values_list("pk", flat=True))
    against = cases_against(receiver, (case.number for case in cases))
    barred = [case.number for case in cases if case.pk not in allowed or case.number in against]
    if barred:
        raise Refused("cases.handover.conflict", count=len(barred), numbers=", ".join(barred[:NAMED]))
    for case in cases:
        touch(case, **_new_hands(case, leaver, receiver))
        scans_follow(actor, case, keyring)
    stood_in = replace_person(leaver, receiver, on=on)
    if not cases and not stood_in:
        raise Refused("cases.handover.nothing")
    arrived = open_work_of(receiver).filter(pk__in=[case.pk for case in cases]).count()
    handed = Handed(
        len(cases), arrived, stood_in, sum(1 for case in cases if scans_left(case)),
        sum(1 for case in cases if _ask_for_evidence(case)),
    )  # fmt: skip
    if handed.after != handed.before or open_work_of(leaver).exists():
        raise Stale
    with override("id"):
        url = reverse("due:list")
    key = f"serah:{leaver.pk}:{now().isoformat()}"
    tell(receiver, key=key, code="cases.handed_over", url=url, facts={"cases": handed.after})
    record(
        actor, "cases.work.handed_over", f"akun:{leaver.username}",
        {"to": receiver.username, "before": handed.before, "after": handed.after, "stood_in": stood_in,
         "numbers": [case.number for case in cases]},
    )  # fmt: skip
    return handed


def _ask_for_evidence(case: Case) -> bool:
    """Ask for the evidence that lies with a unit which handles its case no longer. Returns whether any does."""
    left = handed_elsewhere(case)
    for row in left:
        report = row.attachment.report.number
        with override("id"):
            url = f"{reverse('cases:hand_over', args=[case.number])}?laporan={report}"
        key = f"bukti:{report}:{case.handler_id}:{case.version}"
        for person in givers_of(row):
            tell(person, key=key, code="cases.evidence_left", url=url, facts={"number": case.number})
    return bool(left)


def _is_admin(actor: Actor) -> bool:
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id is not None else None
    return user is not None and has_role(user, Role.ADMIN)


def _new_hands(case: Case, leaver: User, receiver: User) -> dict[str, object]:
    """Who handles and who stands in afterwards; nobody stands in for themself."""
    handler = receiver.pk if case.handler_id == leaver.pk else case.handler_id
    substitute = receiver.pk if case.substitute_id == leaver.pk else case.substitute_id
    return {"handler_id": handler, "substitute_id": None if substitute == handler else substitute}
