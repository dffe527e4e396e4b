"""The list of who has signed, held against a second, plain implementation on random histories."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.circulars.models import Addressee, PaperList, Version
from kondusif.circulars.rules import Count
from kondusif.circulars.selectors.standing import by_unit, count, open_people, unsigned
from kondusif.circulars.services import newcomers, signing
from kondusif.circulars.tests.reading import drafted, released, version_of
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import system_actor
from kondusif.roster.models import Employee, Leave, RosterEdition
from kondusif.roster.rules import Kind, LeaveKind, Status
from kondusif.roster.tests.factories import name_of, nip_of
from support.cast import TODAY, UNITS, Cast

pytestmark = pytest.mark.django_db
NIGHT = system_actor("edaran")
KEYS = [str(unit["key"]) for unit in UNITS]
PARENT = {str(unit["key"]): unit.get("parent") for unit in UNITS}


@dataclass
class Person:
    """Somebody as the plain implementation knows them."""

    unit: str | None
    works: bool = True
    away: bool = False
    asked: bool = False
    signed: list[int] = field(default_factory=list)


@dataclass
class World:
    """The same history kept twice: in the tables, and in plain lists that are searched from end to end."""

    desk: User
    first: Version
    edition: RosterEdition
    people: dict[int, Person] = field(default_factory=dict)
    versions: list[bool] = field(default_factory=list)
    made: int = 0

    def join(self, unit: int) -> None:
        key = [*KEYS, None][unit % (len(KEYS) + 1)]
        row = Employee.objects.create(
            nip=nip_of(self.made), name=name_of(self.made), kind=Kind.PNS, edition=self.edition,
            unit=Unit.objects.get(key=key) if key else None,
        )  # fmt: skip
        self.made += 1
        self.people[row.pk] = Person(key)

    def leave(self, who: int) -> None:
        if pk := self._one(who):
            self.people[pk].works = False
            Employee.objects.filter(pk=pk).update(status=Status.LEFT, left_on=TODAY)

    def come_back(self, who: int) -> None:
        if pk := self._one(who):
            self.people[pk].works = True
            Employee.objects.filter(pk=pk).update(status=Status.ACTIVE, left_on=None)

    def move(self, who: int) -> None:
        if pk := self._one(who):
            self.people[pk].unit = KEYS[who % len(KEYS)]
            Employee.objects.filter(pk=pk).update(unit=Unit.objects.get(key=KEYS[who % len(KEYS)]))

    def rest(self, who: int) -> None:
        if pk := self._one(who):
            self.people[pk].away = True
            Leave.objects.create(
                employee_id=pk, kind=LeaveKind.ANNUAL, starts_on=TODAY, ends_on=TODAY + timedelta(days=who), basis="1"
            )

    def release(self, again: int) -> None:
        if not any(one.works for one in self.people.values()):
            return
        number = len(self.versions) + 1
        version = self.first if number == 1 else version_of(self.first.circular, self.desk, number)
        released(version, self.desk, again=bool(again % 2), note="Ada yang baru.")
        self.versions.append(number == 1 or bool(again % 2))
        self.night(0)

    def night(self, _: int) -> None:
        newcomers.ask_newcomers(NIGHT, on=TODAY)
        if self.versions:
            for one in self.people.values():
                one.asked = one.asked or one.works

    def sign(self, who: int) -> None:
        pk = self._one(who)
        if pk is None or not self.versions or not self.people[pk].asked:
            return
        number = who // 2 % len(self.versions) + 1
        version = Version.objects.get(circular=self.first.circular, number=number)
        paper = PaperList.objects.create(
            version=version, unit=Unit.objects.get(key="setda"), picture="0.jpg", sha256=f"{who}", signed_on=TODAY,
            entered_by=self.desk, entered_at="2024-11-13T03:00:00Z",
        )  # fmt: skip
        addressee = Addressee.objects.get(circular=self.first.circular, employee_id=pk)
        signing.sign_many(actor_of(self.desk), version, [addressee], paper=paper, signed_on=TODAY)
        self.people[pk].signed.append(number)

    def _one(self, who: int) -> int | None:
        return sorted(self.people)[who % len(self.people)] if self.people else None

    # The plain implementation.
    def done(self, one: Person) -> bool:
        wanted = max((number for number, asks in enumerate(self.versions, start=1) if asks), default=None)
        return wanted is not None and any(number >= wanted for number in one.signed)

    def open_names(self, key: str | None) -> set[int]:
        return {pk for pk, one in self.people.items() if one.works and one.unit == key and not self.done(one)}

    def counted(self, inside: Callable[[str | None], bool]) -> Count:
        those = [one for one in self.people.values() if one.works and inside(one.unit)]
        return Count(
            len(those), sum(self.done(one) for one in those), sum(one.away and not self.done(one) for one in those)
        )


def is_below(key: str | None, top: str) -> bool:
    """Whether a unit is another one or stands below it."""
    while key is not None:
        if key == top:
            return True
        key = PARENT[key]  # type: ignore[assignment]
    return False


STEPS = st.lists(
    st.tuples(
        st.sampled_from([*["join"] * 3, "leave", "come_back", "move", "rest", "release", "night", "sign", "sign"]),
        st.integers(0, 40),
    ),
    min_size=4, max_size=30,
)  # fmt: skip


# Every history is undone at its end, so that the next one finds the same cast.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_list_is_what_a_plain_search_finds_after_any_history(cast: Cast, steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        edition = RosterEdition.objects.create(
            number=1, digest="0", landed_at="2024-11-01T00:00:00Z", landed_on=date(2024, 11, 1), rows=0
        )
        world = World(cast.intan, drafted(cast.intan), edition)
        for step, number in steps:
            getattr(world, step)(number)
        compare(world)
        transaction.set_rollback(True)


def compare(world: World) -> None:
    circular = world.first.circular
    circular.refresh_from_db()
    assert count(circular, TODAY) == world.counted(lambda _key: True)
    rows: dict[str | None, Any] = {row.unit.key if row.unit else None: row for row in by_unit(circular, TODAY)}
    for key in [*KEYS, None]:
        unit = Unit.objects.get(key=key) if key else None
        assert set(unsigned(circular, unit, TODAY).values_list("pk", flat=True)) == world.open_names(key)
        own = world.counted(lambda one, key=key: one == key)  # type: ignore[misc]
        every = own if key is None else world.counted(lambda one, key=key: is_below(one, key))  # type: ignore[misc]
        row = rows.get(key)
        assert (row.own if row else Count()) == own
        assert (row.all if row else Count()) == every
    assert open_people(circular, TODAY).count() == world.counted(lambda _key: True).open


def test_a_reader_of_one_branch_is_shown_that_branch_and_nothing_is_counted_beside_it(cast: Cast) -> None:
    edition = RosterEdition.objects.create(
        number=1, digest="0", landed_at="2024-11-01T00:00:00Z", landed_on=date(2024, 11, 1), rows=0
    )
    world = World(cast.intan, drafted(cast.intan), edition)
    for unit in range(len(KEYS) + 1):
        world.join(unit)
    world.release(1)
    branch = frozenset(Unit.objects.filter(key__in=["kec-pasar-kliwon", "kel-semanggi"]).values_list("pk", flat=True))
    circular = world.first.circular
    circular.refresh_from_db()
    rows = by_unit(circular, TODAY, branch)
    assert [(row.unit.key, row.depth, row.own.people, row.all.people) for row in rows if row.unit] == [
        ("kec-pasar-kliwon", 0, 1, 2), ("kel-semanggi", 1, 1, 1),
    ]  # fmt: skip
    assert count(circular, TODAY, branch).people == 2
    assert count(circular, TODAY).people == len(KEYS) + 1
