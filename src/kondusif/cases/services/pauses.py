"""A clock stands still for a reason that the law names, and goes on."""

from datetime import date

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.base.wording import long_date
from kondusif.cases import law
from kondusif.cases.clocks import StepClock, clocks_of
from kondusif.cases.models import Case, Pause
from kondusif.cases.rules import Cause, fault_of_pause, fault_of_resuming
from kondusif.cases.selectors import whole
from kondusif.cases.services.clocks import rewrite
from kondusif.cases.services.record import touch
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@transaction.atomic
def pause_clock(
    actor: Actor, case: Case, *, key: str, reason: str, first: date, on: date, note: str = ""
) -> Pause:  # fmt: skip
    """Stop a running clock for a legal reason. Audit: cases.clock.paused. Permission: cases:pause.

    Args:
        key: `procedure/step` as the page offered it.
        reason: id of a reason that the step's row names.
        first: the first day that does not count, up to the city's date `on`.
    Raises:
        Refused: the step has no such reason, does not run, is met, or the day cannot be.
    """
    clock = _clock(case, key, on)
    if not law.pause_reasons(clock.row.procedure, clock.row.step, clock.started_on):
        raise Refused("cases.pause.no_reasons", step=clock.title)
    if reason not in law.pause_reasons(clock.row.procedure, clock.row.step, clock.started_on):
        raise Refused("cases.pause.wrong_reason")
    earlier = list(Pause.objects.filter(case=case, procedure=clock.row.procedure, step=clock.row.step))
    fault = fault_of_pause(
        first, on=on, started_on=clock.started_on, outer=clock.row.outer_on, met=clock.row.met_on is not None,
        earlier=[(row.first, row.resumed_on) for row in earlier],
    )  # fmt: skip
    if fault:
        raise Refused(fault, step=clock.title, event_on=long_date(clock.started_on))
    touch(case)
    try:
        with transaction.atomic():
            pause = Pause.objects.create(
                case=case, procedure=clock.row.procedure, step=clock.row.step, reason=reason, first=first, note=note,
                paused_by_id=actor.person_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("cases.pause.overlaps", step=clock.title) from error
    rewrite(case, Cause.PAUSE)
    record(actor, "cases.clock.paused", case, {"step": key, "reason": reason, "first": first.isoformat()})
    return pause


@transaction.atomic
def resume_clock(actor: Actor, case: Case, *, key: str, resumed_on: date, on: date, note: str = "") -> Pause:
    """Let a paused clock go on. Audit: cases.clock.resumed. Permission: cases:resume.

    Args:
        resumed_on: the first day that counts again, between the pause and the city's date `on`.
    Raises:
        Refused: the clock is not paused, or the day cannot be.
    """
    clock = _clock(case, key, on)
    pause = Pause.objects.filter(
        case=case, procedure=clock.row.procedure, step=clock.row.step, resumed_on__isnull=True
    ).first()
    fault = fault_of_resuming(resumed_on, on=on, paused_since=pause.first if pause else None)
    if pause is None or fault:
        since = long_date(pause.first) if pause else ""
        raise Refused(fault or "cases.pause.not_paused", step=clock.title, since=since)
    touch(case)
    pause.resumed_on, pause.resumed_by_id, pause.resume_note = resumed_on, actor.person_id, note
    pause.save(update_fields=["resumed_on", "resumed_by", "resume_note"])
    rewrite(case, Cause.PAUSE)
    record(actor, "cases.clock.resumed", case, {"step": key, "resumed_on": resumed_on.isoformat()})
    return pause


def _clock(case: Case, key: str, on: date) -> StepClock:
    clock = next((clock for clock in clocks_of(whole(case), on) if clock.key == key), None)
    if clock is None:
        raise Refused("cases.unknown_step")
    return clock
