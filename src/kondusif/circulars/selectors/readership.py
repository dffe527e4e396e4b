"""Whom a circular asks: the saved query over the roster, counted and in words."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kondusif.circulars.models import Readership
from kondusif.circulars.rules import State
from kondusif.institutions.models import Unit
from kondusif.roster.models import KINDS, Employee
from kondusif.roster.rules import Kind, Status, subtree

MOST_UNITS_NAMED = 3


def people_of(readership: Readership, on: date) -> QuerySet[Employee]:
    """The people of a readership who work for the city on a day.

    Cost: one read of the tree of units where the readership names units, none otherwise.
    """
    return people_matching(
        [unit.pk for unit in readership.units.all()], readership.kinds, readership.posts, on
    )  # fmt: skip


def people_matching(units: Sequence[int], kinds: Iterable[str], posts: Iterable[str], on: date) -> QuerySet[Employee]:
    """The people whom a query finds that is not saved yet. Empty parts narrow nothing.

    Args:
        units: keys of rows; each stands for itself and everything below it.
        posts: words; one of them stands in the post.
        on: whoever begins later is not asked yet.
    """
    rows = Employee.objects.filter(status=Status.ACTIVE).exclude(since__gt=on)
    if units:
        parents = list(Unit.objects.order_by().values_list("pk", "parent_id"))
        rows = rows.filter(unit_id__in=frozenset().union(*(subtree(unit, parents) for unit in units)))
    if kept := sorted(kinds):
        rows = rows.filter(kind__in=kept)
    wanted = Q()
    for word in posts:
        wanted |= Q(post__icontains=word)
    return rows.filter(wanted)


def people_asked_for(keys: Iterable[str], kinds: Iterable[str], posts: Iterable[str], on: date) -> QuerySet[Employee]:
    """The same, with units by the keys that a form sends."""
    units = list(Unit.objects.filter(key__in=set(keys)).values_list("pk", flat=True))
    return people_matching(units, kinds, posts, on)


def describe(readership: Readership) -> str:
    """The query in words, for example `PNS dan PPPK, di Dinas Pendidikan dan unit di bawahnya`."""
    return described([unit.name for unit in readership.units.all()], readership.kinds, readership.posts)


def described(units: Sequence[str], kinds: Iterable[str], posts: Iterable[str]) -> str:
    """A query in words that is not saved yet."""
    kept = set(kinds)
    said = [_listed([str(name) for kind, name in KINDS.items() if kind in kept])] if kept else [_("Semua pegawai")]
    if units:
        named, more = units[:MOST_UNITS_NAMED], len(units) - MOST_UNITS_NAMED
        names = _listed(named) if more <= 0 else _("%(names)s dan %(more)s unit lain") % {
            "names": ", ".join(named), "more": more,
        }  # fmt: skip
        said.append(_("di %(names)s, dengan unit di bawahnya") % {"names": names})
    if words := list(posts):
        said.append(_("jabatan memuat %(words)s") % {"words": _listed([f"“{word}”" for word in words], _("atau"))})
    return ", ".join(said)


def _listed(words: Sequence[str], link: str = "") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link or _('dan')} {words[-1]}"


def readerships() -> QuerySet[Readership]:
    """Every saved query, by name."""
    return Readership.objects.prefetch_related("units").select_related("made_by")


def is_sent(readership: Readership) -> bool:
    """Whether a circular that went out asks these people; such a query no longer changes."""
    return readership.circulars.exclude(state=State.DRAFT).exists()


def every_kind() -> list[tuple[str, object]]:
    """Kinds of staff as choices."""
    return [(kind.value, KINDS[kind]) for kind in Kind]
