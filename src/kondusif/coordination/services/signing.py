"""Who signs, and the signature itself: lines drawn on a tablet, or the photo of a sheet of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import override

from kondusif.audit.services import record
from kondusif.base import pictures
from kondusif.coordination import strokes as ink
from kondusif.coordination.models import OFFICES, Declaration, Sheet, Signatory
from kondusif.coordination.rules import MOST_SIGNATORIES, Named, Office, SignedBy, SignerKind, check_number, same_words
from kondusif.coordination.services.keeping import keep_both, person, touch
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Signer:
    """The official who signs for an institution."""

    name: str
    post: str = ""


@transaction.atomic
def add_signatories(
    actor: Actor, declaration: Declaration, named: Sequence[Named], *, office: Office = Office.MAYOR
) -> list[Signatory]:
    """Add institutions that are to sign. Audit: coordination.signatories.added. Permission: desk.

    Args:
        office: what candidates stand for; they are written as office and number, never by name.
    Raises:
        Refused: none, too many, one that stands already, or a number missing or where none belongs.
        Stale: somebody else changed the declaration at the same moment.
    """
    recorder = person(actor)
    if not named:
        raise Refused("coordination.signatory.empty_list")
    standing = list(declaration.signatories.all())
    if len(standing) + len(named) > MOST_SIGNATORIES:
        raise Refused("coordination.signatory.too_many", limit=MOST_SIGNATORIES)
    known = {same_words(row.institution) for row in standing}
    numbers = {row.ballot_number for row in standing if row.kind == SignerKind.PARTY}
    made = []
    for row in named:
        check_number(row.kind, row.ballot_number)
        name = row.institution.strip()
        if row.kind is SignerKind.CANDIDATE:
            name = candidate(office, row.ballot_number or 0)
        if not name or len(name) > 160:
            raise Refused("coordination.signatory.no_name")
        if same_words(name) in known:
            raise Refused("coordination.signatory.twice", institution=name)
        if row.kind is SignerKind.PARTY and row.ballot_number in numbers:
            raise Refused("coordination.signatory.number_taken", ballot=row.ballot_number)
        known.add(same_words(name))
        numbers |= {row.ballot_number} if row.kind is SignerKind.PARTY else set()
        made.append(
            Signatory(
                declaration=declaration,
                kind=row.kind,
                institution=name,
                ballot_number=row.ballot_number,
                recorded_by_id=recorder,
            )
        )
    touch(declaration)
    kept = Signatory.objects.bulk_create(made)
    record(actor, "coordination.signatories.added", declaration, {"added": len(kept)})
    return kept


@transaction.atomic
def remove_signatory(actor: Actor, signatory: Signatory) -> None:
    """Take away an institution that has not signed. Audit: coordination.signatory.removed. Permission: desk.

    Raises:
        Refused: it has signed; the signature is taken back first, with a reason.
    """
    person(actor)
    if not Signatory.objects.filter(pk=signatory.pk, way="").delete()[0]:
        raise Refused("coordination.signatory.has_signed", institution=signatory.institution)
    record(actor, "coordination.signatory.removed", signatory.declaration, {"kind": signatory.kind})


@transaction.atomic
def sign_on_tablet(
    actor: Actor, signatory: Signatory, signer: Signer, lines: str, *, on: date | None = None
) -> Signatory:
    """Keep a signature that was drawn on a screen. Audit: coordination.signature.taken. Permission: desk.

    Args:
        lines: the strokes as the page sent them; read with distrust.
    Raises:
        Refused: no name, no signature in the lines, or the institution has signed.
    """
    person(actor)
    if not signer.name.strip():
        raise Refused("coordination.sign.no_name")
    drawn = [[list(point) for point in stroke] for stroke in ink.read(lines)]
    _sign(signatory, SignedBy.TABLET, signer, on or today(), strokes=drawn)
    record(actor, "coordination.signature.taken", signatory.declaration, {"kind": signatory.kind, "way": "tablet"})
    return signatory


@transaction.atomic
def sign_on_paper(
    actor: Actor, declaration: Declaration, signers: Mapping[int, Signer], *, sheet: Sheet, signed_on: date,
    on: date | None = None,
) -> list[Signatory]:  # fmt: skip
    """Say who signed on a sheet of paper whose photo is kept. Audit: coordination.signature.taken. Permission: desk.

    Args:
        signers: key of a signatory -> the official; a name may be empty, the sheet shows it.
    Raises:
        Refused: nobody was chosen, the day lies before the declaration or ahead, or one of them has signed.
    """
    person(actor)
    day = on or today()
    if not signers:
        raise Refused("coordination.sign.nobody")
    if sheet.declaration_id != declaration.pk:
        raise Refused("coordination.sheet.other")
    if not declaration.held_on <= signed_on <= day:
        raise Refused("coordination.sign.day")
    rows = list(declaration.signatories.filter(pk__in=list(signers)))
    if len(rows) != len(signers):
        raise Refused("coordination.signatory.unknown")
    for row in rows:
        _sign(row, SignedBy.PAPER, signers[row.pk], signed_on, sheet=sheet)
    record(actor, "coordination.signature.taken", declaration, {"signed": len(rows), "way": "paper"})
    return rows


@transaction.atomic
def withdraw_signature(actor: Actor, signatory: Signatory, *, reason: str, on: date | None = None) -> Signatory:
    """Take a signature back; that it stood, how and since when is kept. Audit: coordination.signature.withdrawn.

    Permission: desk.

    Raises:
        Refused: there is none, or no reason was given.
    """
    person(actor)
    if not reason.strip():
        raise Refused("coordination.reason.missing")
    before = f"{signatory.way} {signatory.signed_on}"
    signed = Signatory.objects.filter(pk=signatory.pk).exclude(way="")
    if not signed.update(way="", signed_on=None, strokes=[], sheet=None):
        raise Refused("coordination.sign.none", institution=signatory.institution)
    keep_both(
        actor, signatory.declaration, "way", before, "", reason=reason, on=on or today(),
        about=signatory.institution[:40],
    )  # fmt: skip
    record(actor, "coordination.signature.withdrawn", signatory.declaration, {"kind": signatory.kind})
    return Signatory.objects.get(pk=signatory.pk)


def add_sheet(actor: Actor, declaration: Declaration, data: bytes, *, on: date | None = None) -> Sheet:
    """Keep the photo of a signed sheet, drawn anew; the same picture twice gives the first one back.

    Audit: coordination.sheet.added. Permission: desk.

    Raises:
        Refused: base.picture.too_large, base.picture.unreadable; nothing is kept then.
    """
    keeper, day = person(actor), on or today()
    kept = pictures.keep(data, day)
    try:
        with transaction.atomic():
            sheet = Sheet.objects.create(
                declaration=declaration, name=kept.name, sha256=kept.sha256, width=kept.width, height=kept.height,
                size=kept.size, added_by_id=keeper, added_on=day,
            )  # fmt: skip
            record(actor, "coordination.sheet.added", declaration, {"sha256": kept.sha256[:8]})
    except IntegrityError:
        pictures.drop([kept.name])
        return Sheet.objects.get(declaration=declaration, sha256=kept.sha256)
    except BaseException:
        pictures.drop([kept.name])
        raise
    return sheet


@transaction.atomic
def remove_sheet(actor: Actor, sheet: Sheet) -> None:
    """Take away a photo on which no signature rests. Audit: coordination.sheet.removed. Permission: desk.

    Raises:
        Refused: somebody signed on it.
    """
    person(actor)
    if sheet.signatories.exists():
        raise Refused("coordination.sheet.in_use")
    record(actor, "coordination.sheet.removed", sheet.declaration, {"sha256": sheet.sha256[:8]})
    sheet.delete()
    transaction.on_commit(partial(pictures.drop, [sheet.name]))


def candidate(office: Office, ballot_number: int) -> str:
    """How candidates are written: what they stand for and their KPU number."""
    with override("id"):
        return f"{OFFICES[office]} nomor urut {ballot_number}"


def _sign(
    signatory: Signatory, way: SignedBy, signer: Signer, signed_on: date, *, strokes: object = (),
    sheet: Sheet | None = None,
) -> None:  # fmt: skip
    waiting = Signatory.objects.filter(pk=signatory.pk, way="")
    name, post = signer.name.strip() or signatory.signer_name, signer.post.strip() or signatory.signer_post
    if not waiting.update(
        way=way, signed_on=signed_on, strokes=list(strokes) if isinstance(strokes, list) else [], sheet=sheet,
        signer_name=name, signer_post=post,
    ):  # fmt: skip
        raise Refused("coordination.signatory.has_signed", institution=signatory.institution)
    touch(Declaration.objects.get(pk=signatory.declaration_id))
    signatory.refresh_from_db()
