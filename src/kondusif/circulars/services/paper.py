"""A list signed on paper at a unit: its photo, and whose signatures stand on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kondusif.base import pictures
from kondusif.circulars.models import Addressee, PaperList, Version
from kondusif.circulars.selectors.unit_lists import UnitList, listed
from kondusif.circulars.services.checks import person_of
from kondusif.circulars.services.signing import sign_many
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Entered:
    """A list that was entered, how many signatures are new and how many stood already."""

    paper: PaperList
    new: int
    known: int


def enter_paper(
    actor: Actor, version: Version, which: UnitList, data: bytes, employees: Collection[int], *, signed_on: date,
    on: date | None = None,
) -> Entered:  # fmt: skip
    """Enter a signed list: the picture is drawn anew before the record says so.

    Audit: circulars.paper.entered, one entry for the list. Permission: the head of the unit, or the whole city's.

    Args:
        which: the list of the unit; only its people can be ticked.
        data: a photo, or a PDF of one page.
        employees: keys of those whose signature stands on it.
        signed_on: the day written on the list.
    Raises:
        Refused: circulars.paper.nobody, .not_listed, .twice, .many_pages, .no_unit; base.picture.*; circulars.sign.*.
    """
    person, day = person_of(actor), on or today()
    if which.unit is None:
        raise Refused("circulars.paper.no_unit")
    addressees = _ticked(version, which, employees, day)
    kept = _kept(data, day)
    try:
        with transaction.atomic():
            before = PaperList.objects.filter(version=version, sha256=kept.sha256).select_related("unit").first()
            if before is not None:
                raise Refused("circulars.paper.twice", unit=before.unit.name)
            paper = PaperList.objects.create(
                version=version, unit=which.unit, picture=kept.name, sha256=kept.sha256, signed_on=signed_on,
                entered_by_id=person, entered_at=now(),
            )  # fmt: skip
            new = sign_many(actor, version, addressees, paper=paper, signed_on=signed_on, on=day)
    except BaseException:
        pictures.drop([kept.name])
        raise
    return Entered(paper, new, len(addressees) - new)


def _ticked(version: Version, which: UnitList, employees: Collection[int], on: date) -> list[Addressee]:
    wanted = set(employees)
    if not wanted:
        raise Refused("circulars.paper.nobody")
    inside = listed(version.circular, which, on).order_by().filter(pk__in=wanted).values("pk")
    rows = list(Addressee.objects.filter(circular=version.circular_id, employee__in=inside))
    if len(rows) != len(wanted):
        raise Refused("circulars.paper.not_listed", count=len(wanted) - len(rows))
    return rows


def _kept(data: bytes, on: date) -> pictures.Kept:
    if not pictures.is_paper(data):
        return pictures.keep(data, on)
    pages = pictures.keep_pages(data, on)
    if len(pages) > 1:
        pictures.drop(one.name for one in pages)
        raise Refused("circulars.paper.many_pages", pages=len(pages))
    return pages[0]
