"""What people make of proposals. Every change goes into the trail; nothing becomes a case."""

from datetime import date

from django.db import transaction
from django.db.models import F

from kondusif.audit.services import record
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.screening.models import Proposal, Tally
from kondusif.screening.rules import JUDGED, Kind, Reason, Verdict, needs_words
from kondusif.screening.selectors import alike
from kondusif.screening.services.runs import only_a_person


@transaction.atomic
def judge(actor: Actor, proposal: Proposal, verdict: str, reason: str = "", *, words: str = "") -> Proposal:
    """Take a proposal up, or reject it with a reason. Audit: screening.proposal.judged. Permission: verifier, handler.

    Args:
        reason: a `Reason`, for a rejection only.
        words: said beside the reason; demanded where the reason is another one.
    Raises:
        Refused: a system actor, no verdict, a rejection without its reason.
        Stale: somebody judged it since it was shown.
    """
    said = _verdict(actor, proposal, verdict, reason, words)
    unchanged = Proposal.objects.filter(pk=proposal.pk, verdict=Verdict.OPEN)
    if not unchanged.update(**said):
        raise Stale("screening.judged_already")
    record(actor, "screening.proposal.judged", proposal, _facts(proposal, verdict, said["reason"]))
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def judge_alike(actor: Actor, proposal: Proposal, verdict: str, reason: str = "", *, words: str = "") -> int:
    """The same verdict for every open proposal of the run with the same quote, kind and reference.

    Audit: screening.proposals.judged. Permission: verifier, handler.

    Returns:
        How many were judged.
    Raises:
        Refused: as `judge`.
        Stale: somebody judged them all since they were shown.
    """
    said = _verdict(actor, proposal, verdict, reason, words)
    count = alike(proposal).update(**said)
    if not count:
        raise Stale("screening.judged_already")
    record(actor, "screening.proposals.judged", proposal, _facts(proposal, verdict, said["reason"]) | {"count": count})
    return count


@transaction.atomic
def reopen(actor: Actor, proposal: Proposal) -> Proposal:
    """Take a verdict back; the trail keeps it. Audit: screening.proposal.reopened. Permission: verifier, handler.

    Raises:
        Refused: a system actor.
        Stale: it is open already.
    """
    only_a_person(actor)
    before, why = proposal.verdict, proposal.reason
    changed = Proposal.objects.filter(pk=proposal.pk, verdict=before, verdict__in=JUDGED).update(
        verdict=Verdict.OPEN, reason="", words="", used_in="", judged_by=None, judged_at=None
    )
    if not changed:
        raise Stale("screening.judged_already")
    record(actor, "screening.proposal.reopened", proposal, _facts(proposal, before, why))
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def note_use(actor: Actor, proposal: Proposal, words: str) -> Proposal:
    """Say where a proposal that was taken up has been used. Audit: screening.proposal.used.

    Permission: verifier, handler.

    Raises:
        Refused: a system actor, or a proposal that nobody took up.
    """
    only_a_person(actor)
    if proposal.verdict != Verdict.TAKEN:
        raise Refused("screening.use.not_taken")
    proposal.used_in = " ".join(words.split())[:200]
    proposal.save(update_fields=["used_in"])
    record(actor, "screening.proposal.used", proposal, {"run": proposal.run.number})
    return proposal


@transaction.atomic
def tally(
    actor: Actor, kind: str, verdict: str, *, edition: str, before: str = Verdict.OPEN, on: date | None = None
) -> None:
    """Count a verdict where nothing else may be kept of what it was about. Audit: screening.verdict.tallied.

    Permission: verifier, handler. A verdict that changes nothing writes nothing.

    Args:
        verdict: `open` takes the earlier verdict back.
        before: the verdict that was counted for the same proposal so far.
        on: the day under which it was counted, the city's date unless said.
    Raises:
        Refused: a system actor, or a word that is no kind or verdict.
    """
    only_a_person(actor)
    if kind not in set(Kind) or not {verdict, before} <= set(Verdict):
        raise Refused("screening.not_a_verdict")
    if verdict == before:
        return
    day = on or today()
    if before != Verdict.OPEN:
        Tally.objects.filter(kind=kind, verdict=before, edition=edition, day=day, number__gt=0).update(
            number=F("number") - 1
        )
    if verdict != Verdict.OPEN:
        row, _new = Tally.objects.get_or_create(kind=kind, verdict=verdict, edition=edition, day=day)
        Tally.objects.filter(pk=row.pk).update(number=F("number") + 1)
    record(actor, "screening.verdict.tallied", kind, {"verdict": verdict, "before": before})


def _verdict(actor: Actor, proposal: Proposal, verdict: str, reason: str, words: str) -> dict[str, object]:
    only_a_person(actor)
    if verdict not in JUDGED:
        raise Refused("screening.not_a_verdict")
    if proposal.run.until_on < today():
        raise Refused("screening.run.past")
    why = reason if verdict == Verdict.REJECTED else ""
    if verdict == Verdict.REJECTED and why not in set(Reason):
        raise Refused("screening.reason.missing")
    if needs_words(verdict, why, words):
        raise Refused("screening.reason.words")
    return {
        "verdict": verdict, "reason": why, "words": " ".join(words.split())[:300], "judged_by_id": actor.person_id,
        "judged_at": now(),
    }  # fmt: skip


def _facts(proposal: Proposal, verdict: str, reason: object) -> dict[str, object]:
    return {"run": proposal.run.number, "kind": proposal.kind, "verdict": verdict, "reason": reason}
