"""Declarations as the office reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import in_scope, people_with, within
from kondusif.base import wording
from kondusif.coordination.models import WAYS, Declaration, Promise, Sheet, Signatory
from kondusif.coordination.permissions import LINKERS, READERS, WRITERS
from kondusif.coordination.rules import State, Verdict, Why
from kondusif.coordination.selectors import states
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import contains
from kondusif.stages.selectors import contests
from kondusif.territory.selectors import Group, name_path, name_paths, place_choices


@dataclass(frozen=True, slots=True)
class Line:
    """A declaration as a list shows it: how many promises stand how, how many institutions have signed."""

    declaration: Declaration
    place: str
    total: int
    kept: int
    not_kept: int
    open: int
    signed: int
    invited: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the heading of the list says."""

    declarations: int
    promises: int
    not_kept: int
    due: int


def declarations_visible_to(user: User) -> QuerySet[Declaration]:
    """The declarations inside the areas where a person may read them."""
    return within(Declaration.objects.all(), user, *READERS)


def declarations_writable_by(user: User) -> QuerySet[Declaration]:
    """The declarations that a person may change."""
    return within(Declaration.objects.all(), user, *WRITERS)


def promises_visible_to(user: User) -> QuerySet[Promise]:
    """The promises of the declarations that a person may read."""
    return Promise.objects.filter(declaration__in=declarations_visible_to(user).order_by())


def sheets_writable_by(user: User) -> QuerySet[Sheet]:
    """The photos of the declarations that a person may change."""
    return Sheet.objects.filter(declaration__in=declarations_writable_by(user).order_by()).select_related("declaration")


def sheets_visible_to(user: User) -> QuerySet[Sheet]:
    """The photos of the declarations that a person may read."""
    return Sheet.objects.filter(declaration__in=declarations_visible_to(user).order_by())


def signatories_writable_by(user: User, number: str) -> QuerySet[Signatory]:
    """The institutions of one declaration that a person may change."""
    rows = declarations_writable_by(user).filter(number=number).order_by()
    return Signatory.objects.filter(declaration__in=rows).select_related("declaration")


def filtered(rows: QuerySet[Declaration], chosen: Mapping[str, Any]) -> QuerySet[Declaration]:
    """Declarations that match what a reader chose; an empty choice leaves nothing out.

    Args:
        chosen: `text` in number, title, place, promise or institution; `kind`; `shown` yes or no; `state` of some
            promise; `area`; `since` and `until` of the day of the event.
    """
    if text := chosen.get("text"):
        promised = Promise.objects.filter(declaration=OuterRef("pk"), text__icontains=text)
        signing = Signatory.objects.filter(declaration=OuterRef("pk"), institution__icontains=text)
        named = Q(number__icontains=text) | Q(title__icontains=text) | Q(place__icontains=text)
        rows = rows.filter(named | Exists(promised) | Exists(signing))
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("shown"):
        rows = rows.filter(published_on__isnull=chosen["shown"] == "no")
    if state := chosen.get("state"):
        promises = Promise.objects.filter(declaration=OuterRef("pk")).annotate(stands=states.newest_verdict())
        wanted = {"stands__isnull": True} if state == State.UNCHECKED else {"stands": state}
        rows = rows.filter(Exists(promises.filter(**wanted)))
    if chosen.get("area"):
        rows = rows.filter(in_scope("area_code", [chosen["area"]]))
    if chosen.get("since"):
        rows = rows.filter(held_on__gte=chosen["since"])
    if chosen.get("until"):
        rows = rows.filter(held_on__lte=chosen["until"])
    return rows


def declarations_linkable_by(user: User) -> QuerySet[Declaration]:
    """The declarations whose promises a person may link with what breaks them."""
    return within(Declaration.objects.all(), user, *LINKERS)


def lines(found: list[Declaration]) -> list[Line]:
    """One page of declarations as lines. Cost: five queries for any number of rows."""
    states.fill(found)
    names = {**name_paths([row.area_code for row in found]), city().code: city().name}
    return [_line(row, names[row.area_code]) for row in found]


def counts(user: User, on: date) -> Counts:
    """How much stands, is broken, and waits for a look, among what a person may read."""
    promises = promises_visible_to(user)
    broken = promises.annotate(stands=states.newest_verdict()).filter(stands=Verdict.NOT_KEPT)
    return Counts(
        declarations_visible_to(user).count(), promises.count(), broken.count(), len(states.due(promises, on))
    )


def due_promises(user: User | None, on: date, *, mine: bool = False) -> list[tuple[Promise, Why]]:
    """The promises to look at this week, the most pressing first.

    Args:
        user: None for the machine's own paper, which sees the whole city.
        mine: only those that this person looks at.
    """
    rows = promises_visible_to(user) if user else Promise.objects.all()
    return states.due(rows.filter(watcher=user) if mine and user else rows, on)


def watchers() -> list[tuple[int, str]]:
    """Who can be asked to look at a promise: whoever sits at the desk today."""
    return [(person.pk, person.full_name) for person in people_with(Role.DESK)]


def places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Places of a declaration: the city as a whole, or a kelurahan, grouped for a list."""
    here = city()
    whole = (_("Kota"), [(here.code, _("Seluruh %(city)s") % {"city": here.name})])
    groups: list[Group] = place_choices(here.code)
    return [whole, *((g.label, [(row.code, row.label) for row in g.choices]) for g in groups)]


def place_name(code: str) -> str:
    """Where a declaration belongs, in words."""
    here = city()
    return here.name if code == here.code or not contains(here.code, code) else name_path(code)


def contest_choices() -> list[tuple[str, str]]:
    """The contests that a declaration may belong to."""
    return [(row.id, row.name) for row in contests()]


def signatories_of(declaration: Declaration) -> list[Signatory]:
    """The institutions of a declaration in the order in which they are shown everywhere."""
    return states.in_order(declaration.signatories.select_related("sheet"))  # type: ignore[return-value]


def changes_of(declaration: Declaration) -> list[dict[str, object]]:
    """What was changed, newest first, with fields and values as the office says them."""
    people = dict(watchers())
    return [
        {"row": row, "label": _label(row.about, row.field), "before": _spoken(row.field, row.before, people),
         "after": _spoken(row.field, row.after, people)}
        for row in declaration.changes.select_related("by")
    ]  # fmt: skip


def _line(row: Declaration, place: str) -> Line:
    promises, signatories = list(row.promises.all()), list(row.signatories.all())
    stand = states.tally(promises)
    kept, not_kept = stand[State.KEPT], stand[State.NOT_KEPT]
    signed = sum(bool(one.way) for one in signatories)
    total = len(promises)
    return Line(row, place, total, kept, not_kept, total - kept - not_kept, signed, len(signatories))


def _label(about: str, field: str) -> str:
    if field == "way":
        return _("Tanda tangan %(who)s") % {"who": about}
    if field == "breach":
        return _("Tautan pada janji %(order)s") % {"order": about}
    if not about:
        return str(Declaration._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
    column = Promise._meta.get_field(field.removesuffix("_id"))
    return _("Janji %(order)s, %(what)s") % {"order": about, "what": column.verbose_name}  # type: ignore[union-attr]


def _spoken(field: str, value: str, people: dict[int, str]) -> str:
    if not value:
        return _("kosong")
    if field.endswith("_on"):
        return wording.plain_date(date.fromisoformat(value))
    if field == "watcher_id":
        return people.get(int(value), _("petugas lain"))
    if field == "area_code":
        return place_name(value)
    if field == "way":
        way, _space, day = value.partition(" ")
        known = {str(key): str(label) for key, label in WAYS.items()}
        return f"{known.get(way, way)}, {wording.plain_date(date.fromisoformat(day))}"
    model = Promise if field in {"owner", "seen_by"} else Declaration
    if field == "breach":
        return {"incident": _("Kejadian"), "case": _("Penanganan dugaan")}.get(value, value)
    return str(dict(model._meta.get_field(field).flatchoices).get(value, value))  # type: ignore[union-attr]
