"""A result of a screening comes in: looked at first, then taken in with its manifest."""

import hashlib
import json
from datetime import timedelta

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.screening.manifests import manifest_of
from kondusif.screening.models import Draft, Proposal, Run
from kondusif.screening.rules import EXERCISE_DAYS, Kind, Manifest, Row, counts_of
from kondusif.screening.sheets import rows_of

BATCH = 1_000


def examined(result: bytes, manifest: bytes) -> tuple[Manifest, list[Row]]:
    """A result that may be taken in: whole, matching its manifest, of a kind that is allowed, and new.

    Raises:
        Refused: `screening.manifest.*`, `screening.result.*` or `screening.run.*`, the first thing that is wrong.
    """
    said = manifest_of(manifest)
    digest = hashlib.sha256(result).hexdigest()
    if said.result != digest:
        raise Refused("screening.run.other_file")
    if said.until_on and said.until_on < today():
        raise Refused("screening.run.past")
    if taken := Run.objects.filter(digest=digest).first():
        raise Refused("screening.run.twice", number=taken.number)
    rows = rows_of(result)
    if not rows:
        raise Refused("screening.result.empty")
    if not said.exercise and any(row.kind == Kind.PERSON for row in rows):
        raise Refused("screening.run.persons")
    return said, rows


def offer(actor: Actor, result: bytes, manifest: bytes, *, name: str) -> Draft:
    """Keep a result until somebody has looked at its first rows. Audit: screening.draft.offered. Permission: verifier.

    Args:
        name: what the file is called.
    Raises:
        Refused: as `examined`; a system actor.
    """
    only_a_person(actor)
    examined(result, manifest)
    with transaction.atomic():
        draft = Draft.objects.create(
            manifest=json.loads(manifest), result=result, name=name[:120], given_by_id=actor.person_id, given_at=now()
        )
        record(actor, "screening.draft.offered", draft, {"bytes": len(result)})
    return draft


def land(actor: Actor, draft: Draft) -> Run:
    """Take in what was looked at. Audit: screening.run.taken_in. Permission: verifier.

    Raises:
        Refused: as `take_in`.
    """
    only_a_person(actor)
    said, rows = examined(bytes(draft.result), draft.manifest_bytes)
    return _written(actor, said, rows, draft)


@transaction.atomic
def discard(actor: Actor, draft: Draft) -> None:
    """Throw away what was looked at. Audit: screening.draft.discarded. Permission: verifier."""
    record(actor, "screening.draft.discarded", draft)
    draft.delete()


def take_in(actor: Actor, result_file: bytes, manifest: bytes) -> Run:
    """Take a result in: its proposals wait for reviewers, and nothing else comes of them. Permission: verifier.

    Audit: screening.run.taken_in.

    Args:
        result_file: the bytes of `--out`.
        manifest: the bytes of the manifest beside it.
    Raises:
        Refused: as `examined`; a system actor; the same result taken in a moment ago.
    """
    only_a_person(actor)
    said, rows = examined(result_file, manifest)  # before the transaction: others wait for its end
    return _written(actor, said, rows)


@transaction.atomic
def _written(actor: Actor, said: Manifest, rows: list[Row], draft: Draft | None = None) -> Run:
    on = today()
    try:
        with transaction.atomic():
            run = Run.objects.create(
                number=next_number("PNY", on), purpose=said.purpose, basis=said.basis, exercise=said.exercise,
                until_on=said.until_on or on + timedelta(EXERCISE_DAYS), edition=said.edition, made_by=said.made_by,
                digest=said.result, inputs=said.inputs, counts=counts_of(rows), taken_in_by_id=actor.person_id,
                taken_in_on=on,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("screening.run.twice", number=Run.objects.get(digest=said.result).number) from error
    Proposal.objects.bulk_create((_proposal(run, row) for row in rows), batch_size=BATCH)
    record(actor, "screening.run.taken_in", run, {"rows": len(rows), "exercise": said.exercise})
    if draft:
        draft.delete()
    return run


def only_a_person(actor: Actor) -> None:
    """A machine may propose; it takes nothing in and decides nothing.

    Raises:
        Refused: the actor is no person.
    """
    if not actor.is_person:
        raise Refused("screening.person_decides")


def _proposal(run: Run, row: Row) -> Proposal:
    return Proposal(
        run=run, text_id=row.text_id, start=row.start, end=row.end, kind=row.kind, ref=row.ref, score=row.score,
        quote=row.quote,
    )  # fmt: skip
