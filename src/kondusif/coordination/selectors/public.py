"""Declarations as everybody reads them: promises, institutions, how each promise stands. No official, no case.

Nothing here may know `kondusif.cases`, not even through others.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kondusif.base import wording
from kondusif.coordination.models import GROUNDS, SIGNER_KINDS, Declaration, Promise, Signatory
from kondusif.coordination.rules import Ground, SignerKind, State
from kondusif.coordination.selectors import states
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import contains
from kondusif.territory.selectors import name_paths


@dataclass(frozen=True, slots=True)
class PublicPromise:
    """A promise with how it stands, in a sentence."""

    order: int
    text: str
    owner: str
    seen_by: str
    until_on: date | None
    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PublicDeclaration:
    """A declaration as everybody reads it.

    Args:
        institutions: kind of institution and those of it that have signed, in the order of KPU numbers or names.
    """

    number: str
    kind: str
    title: str
    text: str
    held_on: date
    place: str
    area: str
    published_on: date
    promises: tuple[PublicPromise, ...]
    institutions: tuple[tuple[str, tuple[str, ...]], ...]
    kept: int
    not_kept: int

    @property
    def signed(self) -> int:
        """How many institutions have signed."""
        return sum(len(names) for _kind, names in self.institutions)

    @property
    def waiting(self) -> int:
        """How many promises nobody has judged as kept or not kept."""
        return len(self.promises) - self.kept - self.not_kept


def published() -> QuerySet[Declaration]:
    """What everybody may read, the newest event first."""
    return Declaration.objects.filter(published_on__isnull=False)


def search(text: str = "", kind: str = "") -> QuerySet[Declaration]:
    """Published declarations by words in title, place, promise or institution, and by kind."""
    rows = published()
    if words := " ".join(text.split())[:100]:
        promised = Promise.objects.filter(declaration=OuterRef("pk"), text__icontains=words)
        signing = Signatory.objects.filter(declaration=OuterRef("pk"), institution__icontains=words).exclude(way="")
        rows = rows.filter(Q(title__icontains=words) | Q(place__icontains=words) | Exists(promised) | Exists(signing))
    return rows.filter(kind=kind) if kind else rows


def shown(found: list[Declaration]) -> list[PublicDeclaration]:
    """Declarations with everything that everybody reads. Cost: six queries for any number of rows."""
    states.fill(found)
    areas = name_paths([row.area_code for row in found])
    return [_public(row, areas[row.area_code]) for row in found]


def newest(count: int = 3) -> list[PublicDeclaration]:
    """The newest declarations, for the first page."""
    return shown(list(published()[:count]))


def one(number: str) -> PublicDeclaration | None:
    """One published declaration, or None."""
    return next(iter(shown(list(published().filter(number=number)))), None)


def said_of(promise: Promise) -> str:
    """How a promise stands, in a sentence that names no person and no case."""
    check = states.newest_check(promise)
    if check is None:
        return _("Belum diperiksa.")
    day = wording.plain_date(check.on_date)
    if check.verdict == State.NOT_YET:
        return _("Belum waktunya dinilai, dilihat terakhir %(day)s.") % {"day": day}
    ground = GROUNDS[Ground(check.ground)]
    if check.verdict == State.KEPT:
        return _("Ditepati menurut pemeriksaan %(day)s, dasarnya %(ground)s.") % {"day": day, "ground": ground}
    return _("Dinilai tidak ditepati pada %(day)s, dasarnya %(ground)s.") % {"day": day, "ground": ground}


def _public(row: Declaration, area: str) -> PublicDeclaration:
    assert row.published_on is not None  # noqa: S101
    promises = list(row.promises.all())
    stand, here = states.tally(promises), city()
    return PublicDeclaration(
        number=row.number, kind=row.get_kind_display(), title=row.title, text=row.text, held_on=row.held_on,
        place=row.place, area=area if contains(here.code, row.area_code) and row.area_code != here.code else here.name,
        published_on=row.published_on, promises=tuple(_promise(one) for one in promises),
        institutions=_institutions(row), kept=stand[State.KEPT], not_kept=stand[State.NOT_KEPT],
    )  # fmt: skip


def _promise(promise: Promise) -> PublicPromise:
    return PublicPromise(
        promise.order, promise.text, promise.owner, promise.seen_by, promise.until_on,
        str(states.state_of(promise)), said_of(promise),
    )  # fmt: skip


def _institutions(row: Declaration) -> tuple[tuple[str, tuple[str, ...]], ...]:
    signed = [one for one in row.signatories.all() if one.way]
    grouped: dict[str, list[str]] = {}
    for one in states.in_order(signed):
        grouped.setdefault(one.kind, []).append(written(one))  # type: ignore[attr-defined, arg-type]
    return tuple((str(SIGNER_KINDS[SignerKind(kind)]), tuple(names)) for kind, names in grouped.items())


def written(signatory: Signatory) -> str:
    """An institution as it is shown: parties with their KPU number, candidates by office and number alone."""
    if signatory.kind == SignerKind.PARTY:
        return f"{signatory.ballot_number}. {signatory.institution}"
    return signatory.institution
