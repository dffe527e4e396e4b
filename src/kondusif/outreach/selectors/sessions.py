"""Sessions in a reader's scope: lists, one session, today's jobs, and which of them count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import in_scope, people_with, scopes_of, within
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, at_level, contained_in_any, contains, is_area_code, level_of
from kondusif.outreach.models import Correction, Picture, Programme, Question, Session
from kondusif.outreach.permissions import PRINTERS, READERS, WRITERS
from kondusif.outreach.rules import Lack, SessionStatus, lacks
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar
from kondusif.territory.selectors import Choice, Group, inside, living, name_path, name_paths, place_choices

PEOPLE = ("programme", "assigned_to", "recorded_by", "written_by")


@dataclass(frozen=True, slots=True)
class PartOfRw:
    """The RT of one RW from which somebody came; `whole` where the RW stands for itself, its RT being unknown."""

    code: str
    label: str
    parts: tuple[Choice, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class RwBoxes:
    """An RW as a form offers it: its RT, or the RW itself where no RT of it is known."""

    code: str
    label: str
    boxes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session as its page shows it."""

    session: Session
    place_path: str
    groups: tuple[str, ...]
    reached: tuple[PartOfRw, ...]
    reached_count: int
    questions: tuple[Question, ...]
    pictures: tuple[Picture, ...]
    corrections: tuple[Correction, ...]
    lacks: tuple[Lack, ...]

    @property
    def counts(self) -> bool:
        return not self.lacks


def sessions_visible_to(user: User) -> QuerySet[Session]:
    """Every session inside the areas where a person may read sessions, with its programme and people."""
    rows = Session.objects.select_related(*PEOPLE)
    if any(contains(scope, city().code) for scope in scopes_of(user, *READERS)):
        return rows
    return within(rows, user, *READERS)


def sessions_writable_by(user: User) -> QuerySet[Session]:
    """Every session inside the areas where a person may write sessions."""
    return within(Session.objects.select_related(*PEOPLE), user, *WRITERS)


def sessions_printable_by(user: User) -> QuerySet[Session]:
    """Every session whose papers a person may print: the treasurer's desk and the admin, the field in its own area."""
    return within(Session.objects.select_related(*PEOPLE, "assigned_to__unit"), user, *PRINTERS)


def may_write_in(user: User, code: str) -> bool:
    """Whether a person may write sessions held in a place."""
    return contained_in_any(scopes_of(user, *WRITERS), code)


def places_of(user: User, *roles: Role) -> list[Group]:
    """The kelurahan of the city where a person holds one of the roles, grouped by kecamatan."""
    scopes = scopes_of(user, *roles)
    found = []
    for group in place_choices(city().code):
        mine = tuple(
            row for row in group.choices if any(contains(s, row.code) or contains(row.code, s) for s in scopes)
        )
        if mine:
            found.append(Group(group.code, group.label, mine))
    return found


def counted(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Only the sessions that count: held, with place, day, somebody who came, and one picture as evidence.

    Source: `rules.counts`, which says the same of one session.
    """
    evidence = Exists(Picture.objects.filter(session=OuterRef("pk")))
    held = rows.filter(status=SessionStatus.HELD, held_on__isnull=False, attending__gte=1)
    return held.exclude(place="").filter(evidence)


def filtered(rows: QuerySet[Session], chosen: Mapping[str, Any]) -> QuerySet[Session]:
    """Sessions that match what a reader chose; an empty choice leaves nothing out.

    Args:
        chosen: status, programme (number), group, area (code), assigned (username), counts (`ya`, `belum`), text,
            since and until (days on which a session was held, or is planned where it was not).
    """
    if chosen.get("status"):
        rows = rows.filter(status=chosen["status"])
    if chosen.get("programme"):
        rows = rows.filter(programme__number=chosen["programme"])
    if chosen.get("group"):
        rows = rows.filter(audiences__group=chosen["group"])
    if chosen.get("area"):
        rows = rows.filter(in_scope("area_code", [chosen["area"]]))
    if chosen.get("assigned"):
        rows = rows.filter(assigned_to__username=chosen["assigned"])
    if chosen.get("text"):
        said = chosen["text"]
        rows = rows.filter(Q(topic__icontains=said) | Q(place__icontains=said) | Q(number__icontains=said))
    if chosen.get("since"):
        rows = rows.filter(Q(held_on__gte=chosen["since"]) | Q(held_on__isnull=True, planned_on__gte=chosen["since"]))
    if chosen.get("until"):
        rows = rows.filter(Q(held_on__lte=chosen["until"]) | Q(held_on__isnull=True, planned_on__lte=chosen["until"]))
    if chosen.get("counts") == "ya":
        rows = counted(rows)
    elif chosen.get("counts") == "belum":
        held = rows.filter(status=SessionStatus.HELD)
        rows = held.exclude(pk__in=counted(held).order_by().values("pk"))
    return rows.order_by(Coalesce("held_on", "planned_on").desc(), "-number")


def with_evidence(rows: QuerySet[Session]) -> QuerySet[Session]:
    """The rows with `picture_count` and `reach_count`, for a list that says what is missing."""
    return rows.annotate(
        picture_count=Count("pictures", distinct=True), reach_count=Count("reached", distinct=True)
    ).prefetch_related("audiences")


def lacks_of(session: Session, pictures: int) -> tuple[Lack, ...]:
    """What one session still lacks before it counts."""
    return lacks(
        session.status, place=session.place, held_on=session.held_on, attending=session.attending, pictures=pictures
    )


def jobs_of(user: User, on: date) -> list[Session]:
    """Sessions planned for today or earlier that wait to be recorded by a person, the oldest first.

    Those are the ones given to the person, and those given to nobody in the areas where the person is an officer.
    """
    mine = Q(assigned_to=user)
    here = Q(assigned_to__isnull=True) & in_scope("area_code", scopes_of(user, Role.FIELD))
    rows = Session.objects.select_related(*PEOPLE).prefetch_related("audiences")
    waiting = rows.filter(mine | here, status=SessionStatus.PLANNED, planned_on__lte=on)
    return list(waiting.order_by("planned_on", "planned_time", "number"))


def session_view(session: Session) -> SessionView:
    """Everything that the page of one session shows."""
    pictures = tuple(session.pictures.all())
    codes = list(session.reached.values_list("area_code", flat=True))
    return SessionView(
        session=session,
        place_path=name_path(session.area_code),
        groups=tuple(session.audiences.order_by("group").values_list("group", flat=True)),
        reached=by_rw(codes),
        reached_count=len(codes),
        questions=tuple(session.questions.all()),
        pictures=pictures,
        corrections=tuple(session.corrections.select_related("by")),
        lacks=lacks_of(session, len(pictures)),
    )


def by_rw(codes: list[str]) -> tuple[PartOfRw, ...]:
    """Codes of RT, gathered by their RW; a code of an RW stands for itself."""
    heads = sorted({at_level(code, Level.RW) or code for code in codes})
    names = name_paths(heads)
    return tuple(
        PartOfRw(
            head, ", ".join(names[head].split(", ")[:2]),
            tuple(Choice(code, f"RT {code[-3:]}") for code in sorted(codes) if code != head and contains(head, code)),
            whole=head in codes,
        )
        for head in heads
    )  # fmt: skip


def rt_boxes(village_code: str) -> tuple[RwBoxes, ...]:
    """What a form offers to mark as reached in a kelurahan: the RT of each RW, or the RW itself where it has none."""
    if not is_area_code(village_code) or level_of(village_code) is not Level.VILLAGE:
        return ()
    rows = list(inside(village_code).filter(level__in=[Level.RW, Level.RT]).order_by("code"))
    parts: dict[str, list[Choice]] = {}
    for row in rows:
        if row.level == Level.RT:
            parts.setdefault(row.parent_code, []).append(Choice(row.code, row.label))
    return tuple(
        RwBoxes(row.code, row.label, tuple(parts.get(row.code) or [Choice(row.code, row.label)]))
        for row in rows
        if row.level == Level.RW
    )


def living_codes(codes: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the codes are in force, and which of those have parts that are in force."""
    found = frozenset(living().filter(code__in=codes).values_list("code", flat=True))
    parents = frozenset(living().filter(parent_code__in=found).values_list("parent_code", flat=True))
    return found, parents


def officers_for(code: str) -> list[User]:
    """People who may be given a session in a place: its field officers, then the desk."""
    people: dict[int, User] = {}
    for role in (Role.FIELD, Role.DESK):
        for one in people_with(role):
            if contained_in_any(scopes_of(one, role), code):
                people.setdefault(one.pk, one)
    return list(people.values())


def officers_of(places: list[Group]) -> list[User]:
    """Everybody who may be given a session in one of the kelurahan."""
    codes = [row.code for group in places for row in group.choices]
    people: dict[int, User] = {}
    for role in (Role.FIELD, Role.DESK):
        for one in people_with(role):
            scopes = scopes_of(one, role)
            if any(contained_in_any(scopes, code) for code in codes):
                people.setdefault(one.pk, one)
    return list(people.values())


def programme_numbered(number: str) -> Programme | None:
    """The programme of that number, or None."""
    return Programme.objects.filter(number=number).first()


def inside_village(code: str, village: str) -> bool:
    """Whether a place lies in a kelurahan."""
    return contains(village, code)


def session_counts(rows: QuerySet[Session], on: date) -> dict[str, int]:
    """Held sessions, how many of them count, plans to come and plans whose day has passed."""
    held = rows.filter(status=SessionStatus.HELD).order_by()
    planned = rows.filter(status=SessionStatus.PLANNED).order_by()
    total, full = held.count(), counted(held).count()
    return {
        "held": total, "counted": full, "short": total - full, "planned": planned.filter(planned_on__gte=on).count(),
        "overdue": planned.filter(planned_on__lt=on).count(),
    }  # fmt: skip


def campaign_runs(on: date, contest: str = "") -> bool:
    """Whether a day lies between the first day of the campaign and voting day, both included.

    Args:
        contest: the contest of a programme; empty for the city's current one.
    """
    found = stages.calendar(contest) if contest else stages.current_contest()
    if found is None:
        return False
    first, last = _campaign(found)
    return first is not None and first <= on and (last is None or on <= last)


def _campaign(calendar: Calendar) -> tuple[date | None, date | None]:
    begin = calendar.stage(calendar.campaign_stage)
    return (begin.start if begin else None), calendar.voting_on or (begin.end if begin else None)
