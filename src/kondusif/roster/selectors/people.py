"""The list as BKPSDM reads it: people, units as a tree, who is away and who acts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import grants_of, people_with
from kondusif.institutions.models import Unit
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import contains
from kondusif.kernel.errors import NotAllowed
from kondusif.roster.models import Acting, Employee, Leave
from kondusif.roster.rules import Kind, Status, subtree


def keeper(user: User) -> User:
    """The person, if they keep the list: an admin whose unit, or whose grant's unit, is the personnel agency.

    A city whose personnel agency has no admin yet is kept running by the admin that it has.
    Raises:
        NotAllowed: anybody else; other admins too, once the agency has one of its own.
    """
    grants = [grant for grant in grants_of(user) if grant.role == Role.ADMIN and contains(grant.area_code, city().code)]
    agency = set(Unit.objects.filter(kind=UnitKind.PERSONNEL).values_list("pk", flat=True))
    homes = {user.unit_id, *(grant.unit_id for grant in grants)}
    admins = people_with(Role.ADMIN)
    if not grants or (not (homes & agency) and admins.filter(Q(unit_id__in=agency) | _granted_in(agency)).exists()):
        raise NotAllowed("roster.not_personnel")
    return user


def keeps(user: User) -> bool:
    """Whether this person keeps the list."""
    try:
        keeper(user)
    except NotAllowed:
        return False
    return True


def _granted_in(agency: set[int]) -> Q:
    return Q(grants__role=Role.ADMIN, grants__unit_id__in=agency)


def employees_visible_to(user: User) -> QuerySet[Employee]:
    """Everybody in the list, for whoever keeps it.

    Raises:
        NotAllowed: the reader does not keep the list.
    """
    keeper(user)
    return Employee.objects.select_related("unit")


def employee(nip: str) -> Employee | None:
    """The entry with a number, None where the list has none."""
    return Employee.objects.select_related("unit").filter(nip=nip).first()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows; empty means all who work."""

    kind: str = ""
    unit: str = ""
    presence: str = ""
    left: bool = False


def narrowed(rows: QuerySet[Employee], wanted: Wanted, on: date) -> QuerySet[Employee]:
    """The people of a list that somebody wants to see; a unit stands for everything below it.

    Args:
        wanted: `presence` is `leave` or `acting`, on the day.
    """
    rows = rows.filter(status=Status.LEFT if wanted.left else Status.ACTIVE)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.unit:
        root = Unit.objects.filter(key=wanted.unit).values_list("pk", flat=True).first()
        parents = list(Unit.objects.values_list("pk", "parent_id"))
        rows = rows.filter(unit_id__in=subtree(root, parents)) if root else rows.none()
    if wanted.presence == "leave":
        rows = rows.filter(pk__in=leaves_on(on).values("employee_id"))
    elif wanted.presence == "acting":
        rows = rows.filter(pk__in=acting_on(on).values("employee_id"))
    return rows


def leaves_on(on: date) -> QuerySet[Leave]:
    """Leave that runs on a day."""
    return Leave.objects.filter(starts_on__lte=on, ends_on__gte=on, withdrawn_on__isnull=True)


def acting_on(on: date) -> QuerySet[Acting]:
    """Acting posts that run on a day."""
    return Acting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who of some people is away and who acts, on a day."""

    leave: dict[int, Leave]
    acting: dict[int, Acting]


def presence_of(people: list[Employee], on: date) -> Presence:
    """Leave and acting posts of people on a day, in two reads."""
    keys = [row.pk for row in people]
    return Presence(
        {row.employee_id: row for row in leaves_on(on).filter(employee_id__in=keys)},
        {row.employee_id: row for row in acting_on(on).filter(employee_id__in=keys)},
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many people work, by kind, away and acting, and how many stand in a unit that the tree does not know."""

    total: int
    by_kind: dict[str, int]
    on_leave: int
    acting: int
    without_unit: int


def numbers(on: date) -> Numbers:
    """The counts that head the list."""
    working = Employee.objects.filter(status=Status.ACTIVE)
    by_kind = dict(working.order_by().values_list("kind").annotate(Count("pk")))
    return Numbers(
        sum(by_kind.values()), {kind: by_kind.get(kind, 0) for kind in Kind},
        leaves_on(on).filter(employee__status=Status.ACTIVE).values("employee_id").distinct().count(),
        acting_on(on).filter(employee__status=Status.ACTIVE).count(), working.filter(unit__isnull=True).count(),
    )  # fmt: skip


def leave_by(pk: int) -> Leave | None:
    """One leave by its key."""
    return Leave.objects.filter(pk=pk).first()


def acting_by(pk: int) -> Acting | None:
    """One acting post by its key."""
    return Acting.objects.filter(pk=pk).first()
