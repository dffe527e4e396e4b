"""Pictures of sessions: drawn anew, small, on the disk before the record says so."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import partial

from django.db import transaction

from kondusif.audit.services import record
from kondusif.base import pictures as store
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.outreach.models import Correction, Picture, Session
from kondusif.outreach.rules import MOST_PICTURES, NewPicture, PictureKind
from kondusif.outreach.services.checks import person_of


def add_picture(actor: Actor, session: Session, kind: PictureKind, data: bytes, *, on: date | None = None) -> Session:
    """Add a photo, or a scanned attendance list, which may be a PDF of several pages; each page becomes a picture.

    The same picture a second time changes nothing. Audit: outreach.picture.added. Permission: desk, field.

    Raises:
        Refused: base.picture.*, too many pictures on one session, a PDF that is no attendance list.
    """
    person, day = person_of(actor), on or today()
    with drawn([NewPicture(kind, data)], day) as kept, transaction.atomic():
        added = keep_rows(session, kept, person, day)
        if added:
            record(actor, "outreach.picture.added", session, {"kind": str(kind), "pictures": added})
    return session


@transaction.atomic
def remove_picture(actor: Actor, picture: Picture, *, reason: str, on: date | None = None) -> Session:
    """Take a picture off a session and from the disk; its digest and the reason stay.

    Audit: outreach.picture.removed. Permission: desk, field.

    Raises:
        Refused: no reason.
    """
    person = person_of(actor)
    if not reason.strip():
        raise Refused("outreach.session.no_reason")
    session, name = picture.session, picture.name
    Correction.objects.create(
        session=session, field="picture", before=f"{picture.kind} {picture.sha256[:16]}", after="",
        reason=reason.strip(), by_id=person, on_date=on or today(), at=now(),
    )  # fmt: skip
    picture.delete()
    record(actor, "outreach.picture.removed", session, {"kind": picture.kind})
    transaction.on_commit(partial(store.drop, [name]))
    return session


Drawn = list[tuple[PictureKind, store.Kept]]
# Names brought to the disk within a larger transaction, which may still be undone.
_brought: ContextVar[list[str] | None] = ContextVar("brought", default=None)


@contextmanager
def tidied() -> Iterator[None]:
    """Around a transaction of several writes: when it is over, pictures that no row names are removed again.

    A write that stands for itself needs none of this; `drawn` sees to it.
    """
    names: list[str] = []
    token = _brought.set(names)
    try:
        yield
    finally:
        _brought.reset(token)
        _drop_unnamed(names)


@contextmanager
def drawn(new: Sequence[NewPicture], on: date) -> Iterator[Drawn]:
    """Pictures brought to the disk for the block; what the block does not name in a row at its end is removed again.

    Raises:
        Refused: one of them is too large or unreadable; none is left behind.
    """
    kept: Drawn = []
    try:
        for one in new:
            kept += [(one.kind, each) for each in _drawn_one(one, on)]
        yield kept
    except BaseException:
        store.drop(each.name for _kind, each in kept)
        raise
    names = [each.name for _kind, each in kept]
    if (brought := _brought.get()) is not None:
        brought += names
    _drop_unnamed(names)


def keep_rows(session: Session, kept: Drawn, person: int, on: date) -> int:
    """Name the drawn pictures on a session, a copy of one that it has already left out; how many were new.

    Raises:
        Refused: outreach.picture.too_many.
    """
    known = set(session.pictures.values_list("sha256", flat=True))
    fresh = {each.sha256: (kind, each) for kind, each in kept if each.sha256 not in known}
    if len(known) + len(fresh) > MOST_PICTURES:
        raise Refused("outreach.picture.too_many", most=MOST_PICTURES)
    Picture.objects.bulk_create(
        Picture(
            session=session, kind=kind, name=each.name, sha256=each.sha256, width=each.width, height=each.height,
            size=each.size, added_by_id=person, added_on=on,
        )
        for kind, each in fresh.values()
    )  # fmt: skip
    return len(fresh)


def _drop_unnamed(names: Sequence[str]) -> None:
    if names:
        named = set(Picture.objects.filter(name__in=names).values_list("name", flat=True))
        store.drop(name for name in names if name not in named)


def _drawn_one(new: NewPicture, on: date) -> list[store.Kept]:
    if not store.is_paper(new.data):
        return [store.keep(new.data, on)]
    if new.kind != PictureKind.ATTENDANCE_LIST:
        raise Refused("outreach.picture.only_list_is_paper")
    return store.keep_pages(new.data, on)
