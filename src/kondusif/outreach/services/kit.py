"""Every write to the content kit. What one drafts, another releases; a released piece that changes is a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.accounts.selectors import people_with
from kondusif.accounts.services.notices import tell
from kondusif.audit.services import record
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.outreach import kit_starters, kit_words
from kondusif.outreach.models import Piece
from kondusif.outreach.permissions import KIT_RELEASERS
from kondusif.outreach.rules import Language, PieceKind, PieceStatus
from kondusif.outreach.selectors.kept_rows import kept_texts
from kondusif.outreach.services.checks import person_of
from kondusif.stages import selectors as stages

MOST_TITLE = 120
MOST_NAMED = 5  # refused words that one sentence names


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes of a piece.

    Args:
        body: may hold blanks such as `{hari_pemungutan}`.
        basis: rules of the rulebook by id and other sources, parted by semicolons.
        group: a value of `Group` whom it is for, or empty.
    """

    kind: PieceKind
    language: Language
    title: str
    body: str
    basis: str = ""
    group: str = ""


@transaction.atomic
def draft_piece(actor: Actor, draft: Draft) -> Piece:
    """Write a new piece of the kit as a draft.

    Audit: outreach.piece.drafted. Permission: the desk.
    Raises:
        Refused: outreach.kit.* when the words may not stand in the kit, or by a machine.
    """
    person = person_of(actor)
    _check(draft)
    piece = Piece.objects.create(
        number=next_number("MAT", today()), drafted_by_id=person, drafted_on=today(), **_columns(draft)
    )
    record(actor, "outreach.piece.drafted", piece, facts={"kind": draft.kind, "language": draft.language})
    _tell_of(piece)
    return piece


@transaction.atomic
def change_piece(actor: Actor, piece: Piece, draft: Draft) -> Piece:
    """Change the words of a piece. Whatever it was, it is a draft again, and its last writer may not release it.

    Audit: outreach.piece.changed. Permission: the desk.
    Raises:
        Refused: as for `draft_piece`. Stale: somebody changed it since it was read.
    """
    person = person_of(actor)
    _check(draft)
    was = PieceStatus(piece.status)
    _move(
        piece, drafted_by_id=person, drafted_on=today(), released_by=None, released_on=None, withdrawn_because="",
        status=PieceStatus.DRAFT, **_columns(draft),
    )  # fmt: skip
    record(actor, "outreach.piece.changed", piece, facts={"was": was, "version": piece.version})
    _tell_of(piece)
    return piece


@transaction.atomic
def release_piece(actor: Actor, piece: Piece) -> Piece:
    """Release a draft that somebody else wrote last.

    Audit: outreach.piece.released. Permission: desk, leader or legal.
    Raises:
        Refused: outreach.kit.same_person, outreach.kit.not_a_draft, outreach.kit.no_basis, outreach.kit.blank_empty,
            outreach.kit.too_long_to_say, and as for `draft_piece`.
        Stale: somebody changed it since it was read.
    """
    person = person_of(actor)
    if piece.status != PieceStatus.DRAFT:
        raise Refused("outreach.kit.not_a_draft", number=piece.number)
    if piece.drafted_by_id == person:
        raise Refused("outreach.kit.same_person")
    _check(draft_of(piece))
    _check_release(piece)
    _move(piece, status=PieceStatus.RELEASED, released_by_id=person, released_on=today())
    record(actor, "outreach.piece.released", piece, facts={"version": piece.version})
    return piece


@transaction.atomic
def withdraw_piece(actor: Actor, piece: Piece, *, reason: str) -> Piece:
    """Take a released piece back, with the reason.

    Audit: outreach.piece.withdrawn. Permission: desk, leader or legal.
    Raises:
        Refused: outreach.kit.not_released, outreach.kit.no_reason. Stale: somebody changed it since it was read.
    """
    person_of(actor)
    if piece.status != PieceStatus.RELEASED:
        raise Refused("outreach.kit.not_released", number=piece.number)
    if not reason.strip():
        raise Refused("outreach.kit.no_reason")
    _move(piece, status=PieceStatus.WITHDRAWN, withdrawn_because=reason.strip())
    record(actor, "outreach.piece.withdrawn", piece, facts={"version": piece.version})
    return piece


@transaction.atomic
def load_starters(actor: Actor) -> Sequence[Piece]:
    """Take the texts that come with the product as drafts of the person who loads them; none twice, none released.

    Audit: outreach.kit.loaded, one entry for all. Permission: the desk.
    Returns:
        The new drafts; empty when every one stands already.
    Raises:
        Refused: by a machine.
    """
    person, on, contest = person_of(actor), today(), stages.current_contest()
    standing = set(Piece.objects.values_list("kind", "language", "title"))
    fitting = kit_starters.starters(contest.kind if contest else "")
    wanted = [row for row in fitting if (row.kind, row.language, row.title) not in standing]
    found = [
        Piece.objects.create(
            number=next_number("MAT", on), drafted_by_id=person, drafted_on=on, kind=row.kind, language=row.language,
            title=row.title, body=row.body, basis=row.basis, group=row.group,
        )
        for row in wanted
    ]  # fmt: skip
    if found:
        record(actor, "outreach.kit.loaded", found[0], facts={"pieces": len(found), "last": found[-1].number})
        for other in _others(person):
            facts = {"count": len(found)}
            key = f"outreach.kit.{found[0].number}"
            tell(other, key=key, code="outreach.kit.waits", facts=facts, url=reverse("outreach:kit"))
    return found


def draft_of(piece: Piece) -> Draft:
    """The words of a piece as they stand."""
    return Draft(
        PieceKind(piece.kind), Language(piece.language), piece.title, piece.body, piece.basis, piece.group
    )  # fmt: skip


def _check(draft: Draft) -> None:
    """Refuse words that the kit may not hold, whatever happens to them later."""
    if not draft.title.strip():
        raise Refused("outreach.kit.no_title")
    if len(draft.title) > MOST_TITLE:
        raise Refused("outreach.kit.title_too_long", most=MOST_TITLE, given=len(draft.title))
    if not draft.body.strip():
        raise Refused("outreach.kit.no_body")
    most = kit_words.MOST_LETTERS[draft.kind]
    if len(draft.body) > most:
        raise Refused("outreach.kit.too_long", most=most, given=len(draft.body))
    found = kit_words.found_in(f"{draft.title}\n{draft.body}\n{draft.basis}", kept_texts(today()))
    if found:
        said = "; ".join(f"“{one.quote}” ({one.why})" for one in found[:MOST_NAMED])
        raise Refused("outreach.kit.kept_out", found=said)
    unknown = [name for name in kit_words.blanks_in(f"{draft.title}\n{draft.body}") if name not in kit_words.BLANKS]
    if unknown:
        raise Refused("outreach.kit.blank_unknown", given=unknown[0])
    kit_words.check_basis(draft.basis)


def _check_release(piece: Piece) -> None:
    """Refuse what is no finished piece: without a basis, with an empty blank, or too long to be said."""
    facts = kit_words.facts_for(city(), Language(piece.language), lambda path: path)
    if not kit_words.sources_of(piece.basis, piece.body, facts, today()):
        raise Refused("outreach.kit.no_basis")
    empty = [name for name in kit_words.blanks_in(f"{piece.title}\n{piece.body}") if name not in facts]
    if empty:
        raise Refused("outreach.kit.blank_empty", given=empty[0], about=kit_words.BLANKS[empty[0]])
    seconds = kit_words.seconds_of(kit_words.filled(piece.body, facts))
    if piece.kind == PieceKind.SPOKEN and seconds > kit_words.MOST_SECONDS:
        raise Refused("outreach.kit.too_long_to_say", seconds=seconds, most=kit_words.MOST_SECONDS)


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "kind": draft.kind, "language": draft.language, "title": draft.title.strip(), "body": draft.body.strip(),
        "basis": draft.basis.strip(), "group": draft.group,
    }  # fmt: skip


def _move(piece: Piece, **columns: object) -> None:
    """Write a piece only if nobody has written it since it was read."""
    held = Piece.objects.filter(pk=piece.pk, version=piece.version)
    if not held.update(version=F("version") + 1, **columns):
        raise Stale
    piece.refresh_from_db()


def _tell_of(piece: Piece) -> None:
    """Let those who may release it know that a draft waits; its writer may not."""
    for other in _others(piece.drafted_by_id):
        tell(
            other, key=f"outreach.piece.{piece.number}.{piece.version}", code="outreach.piece.waits",
            facts={"number": piece.number}, url=reverse("outreach:piece", args=[piece.number]),
        )  # fmt: skip


def _others(writer: int) -> list[User]:
    people = {one.pk: one for role in KIT_RELEASERS for one in people_with(role)}
    return [one for key, one in people.items() if key != writer]
