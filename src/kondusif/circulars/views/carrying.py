"""What the pages of this room share: who reads, which circular, which people, where a refusal is shown."""

from datetime import date

from django import forms as django_forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import get_or_not_yours, has_role
from kondusif.base.errors import sentence
from kondusif.circulars.models import Circular, Version
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import reading
from kondusif.circulars.selectors.unit_lists import present, units_seen_by
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import KondusifError, NotYours, Refused
from kondusif.roster.models import Employee

FIELD_OF = {
    "circulars.write.no_title": "title",
    "circulars.write.no_points": "points",
    "circulars.write.many_points": "points",
    "circulars.write.pledge": "pledge",
    "circulars.write.act_unknown": "acts",
    "circulars.release.no_number": "letter_number",
    "circulars.release.in_future": "letter_on",
    "circulars.release.no_note": "change_note",
    "circulars.readership.no_name": "name",
    "circulars.readership.twin": "name",
    "circulars.letter.not_pdf": "file",
    "base.picture.too_large": "file",
    "base.picture.unreadable": "file",
    "base.picture.too_many_pages": "file",
}


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return request.user


def readable(request: HttpRequest, number: str) -> Circular:
    """One circular that the reader may see; anybody else is told that there is none."""
    return get_or_not_yours(reading.circulars_visible_to(signed_in(request)), number=number)


def readable_version(request: HttpRequest, number: str, version: int) -> Version:
    """One version that the reader may see."""
    rows = reading.versions_visible_to(signed_in(request), readable(request, number))
    return get_or_not_yours(rows.select_related("circular__readership"), number=version)


def units_counted(user: User) -> frozenset[int] | None:
    """The units whose counts somebody reads: all (None) for the desk and whoever checks it, else their own."""
    if has_role(user, Role.DESK, Role.LEGAL, Role.ADMIN, Role.AUDITOR, Role.PARTNER):
        return None
    return units_seen_by(user, today())


def sent(request: HttpRequest, number: str) -> Circular:
    """A circular that went out and still has names.

    Raises:
        NotYours: there is none, or it is a draft.
        Refused: circulars.counted, only its counts are left.
    """
    circular = readable(request, number)
    if circular.state == State.DRAFT:
        raise NotYours
    if circular.counted_on is not None:
        raise Refused("circulars.counted", number=circular.number)
    return circular


def narrowed(rows: QuerySet[Employee], given: dict[str, object], on: date) -> QuerySet[Employee]:
    """The people of a list that somebody wants to see."""
    if words := str(given.get("cari") or ""):
        rows = rows.filter(Q(name__icontains=words) | Q(post__icontains=words))
    return present(rows, on) if given.get("hadir") else rows


def tell(form: django_forms.Form, error: KondusifError) -> None:
    """Put the sentence of a refusal where the person can mend it."""
    field = FIELD_OF.get(error.code)
    form.add_error(field if field in form.fields else None, sentence(error))
