"""A flood at the desk: declared by a person, batches while it holds, and one notice for a burst of arrivals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import yaml
from django.db import IntegrityError, transaction

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, people_with
from kondusif.accounts.services.notices import tell
from kondusif.audit.services import record
from kondusif.intake.models import AccusedProposal, Burst, Flood, Lease, Report
from kondusif.intake.rules import REASON_LENGTH
from kondusif.intake.selectors.floods import batch_of, current_burst, current_flood, first_since, newest_arrival
from kondusif.intake.selectors.queue import WAITING
from kondusif.intake.services.leases import BATCH, hold
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused

MOST = 25  # design.md 7: a batch
FILE = Path(__file__).resolve().parents[1] / "data" / "lonjakan.yaml"
# A burst of the night belongs to the flood that somebody declares in the morning.
LATELY = timedelta(hours=24)
TOLD = (Role.DESK, Role.VERIFIER)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When arrivals are a burst, and when it is over.

    Args:
        per_minute: more arrivals than this in a minute.
        calm: so long without such a minute.
    """

    per_minute: int
    calm: timedelta


@cache
def thresholds() -> Thresholds:
    """What `data/lonjakan.yaml` says."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Thresholds(int(told["per_minute"]), timedelta(minutes=int(told["calm_minutes"])))


@transaction.atomic
def declare_flood(actor: Actor, *, reason: str) -> Flood:
    """Say that the desk is flooded: batches may be taken until it is ended. Audit: intake.flood.declared.

    Raises:
        Refused: no person says so, the reason is too short, or a flood is declared already.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.reason_too_short", least=REASON_LENGTH)
    try:
        with transaction.atomic():
            flood = Flood.objects.create(
                declared_at=(moment := now()), declared_by_id=actor.person_id, reason=reason.strip(),
                first_report=first_since(moment - LATELY),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("intake.flood_declared") from None
    record(actor, "intake.flood.declared", _name(flood))
    return flood


@transaction.atomic
def end_flood(actor: Actor) -> Flood:
    """Say that the flood is over: from now on one item at a time. A running batch dies within its five minutes.

    Audit: intake.flood.ended.

    Raises:
        Refused: no person says so, or no flood is declared.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    flood = current_flood()
    ended = flood and Flood.objects.filter(pk=flood.pk, ended_at__isnull=True).update(
        ended_at=now(), ended_by_id=actor.person_id
    )
    if flood is None or not ended:
        raise Refused("intake.no_flood")
    record(actor, "intake.flood.ended", _name(flood))
    flood.refresh_from_db()
    return flood


def _name(flood: Flood) -> str:
    return f"lonjakan:{flood.pk}"


@transaction.atomic
def take_batch(actor: Actor, reports: Sequence[Report]) -> UUID:
    """Take up to 25 items for five minutes while a flood is declared. Who was faster keeps what they took; nobody has
    two batches at once.

    Audit: intake.batch.taken (how many; which ones stands with the decisions).

    Args:
        reports: what this person may verify, in the order of the queue.
    Raises:
        Refused: no person acts, no flood is declared, their batch still runs, or nothing of it was free.
    """
    if not actor.is_person:
        raise Refused("intake.person_decides")
    if current_flood() is None:
        raise Refused("intake.no_flood")
    holder = User.objects.select_for_update().get(pk=actor.person_id)  # two clicks come one after the other
    if batch_of(holder) is not None:
        raise Refused("intake.batch_running")
    undecided = Report.objects.filter(pk__in=[report.pk for report in reports], status__in=WAITING)
    # What waits for an answer about its accused cannot be decided, so it is in nobody's batch.
    undecided = undecided.exclude(accused_proposals__state=AccusedProposal.State.WAITING)
    keys = set(undecided.exclude(typed_by=holder).values_list("pk", flat=True))
    batch, taken = uuid4(), 0
    for report in reports:
        if taken == MOST:
            break
        if report.pk not in keys:
            continue
        try:
            hold(actor, report, span=BATCH, batch=batch)
        except Refused:
            continue
        taken += 1
    if not taken:
        raise Refused("intake.nothing_free")
    record(actor, "intake.batch.taken", f"berkas:{batch}", {"items": taken})
    return batch


def give_back_batch(actor: Actor, batch: UUID) -> int:
    """Let go of what is left of a batch. Gives back how many that were."""
    return Lease.objects.filter(holder_id=actor.user_id, batch=batch).delete()[0]


@dataclass(slots=True)
class Look:
    """When arrivals were looked at last, and what was the newest then. In memory: no hour of a report is kept."""

    at: datetime | None = None
    newest: int = 0


def notice_burst(actor: Actor, last: Look) -> Burst | None:
    """Compare arrivals with the last look, and tell the desk and the verifiers of this city once for a burst.

    A burst goes on while minutes above the threshold come closer together than the calm; the next one after that has a
    notice of its own. Audit: intake.burst.noticed, once for a burst.

    Args:
        last: what this process saw a minute ago; changed to what it sees now. A fresh one only looks.
    Returns:
        The burst that runs, or None.
    """
    before, moment, newest = Look(last.at, last.newest), now(), newest_arrival()
    last.at, last.newest = moment, newest
    burst = current_burst()
    if burst and moment - burst.last_at >= thresholds().calm:
        Burst.objects.filter(pk=burst.pk).update(calm_at=moment)
        burst = None
    if not _too_many(before, moment):
        return burst
    if burst:
        Burst.objects.filter(pk=burst.pk).update(last_at=moment, last_report=newest)
        return burst
    return _begin(actor, moment, before.newest + 1, newest)


def _too_many(before: Look, moment: datetime) -> bool:
    if before.at is None:
        return False
    minutes = max(1.0, (moment - before.at).total_seconds() / 60)
    most = int(thresholds().per_minute * minutes)
    # What the desk types in or brings in from a file is no burst at the door.
    return Report.objects.filter(pk__gt=before.newest, typed_by=None).order_by("pk")[: most + 1].count() > most


@transaction.atomic
def _begin(actor: Actor, moment: datetime, first: int, newest: int) -> Burst:
    burst = Burst.objects.create(began_at=moment, last_at=moment, first_report=first, last_report=newest)
    facts = {"per_minute": thresholds().per_minute}
    people = {one.pk: one for role in TOLD for one in people_with(role) if has_role(one, *TOLD)}  # of this city
    for one in people.values():
        tell(one, key=f"intake/burst/{burst.pk}", code="intake.burst", facts=facts)
    record(actor, "intake.burst.noticed", f"lonjakan-kiriman:{burst.pk}", facts | {"told": len(people)})
    return burst
