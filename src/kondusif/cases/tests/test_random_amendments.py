"""One case through random events, pauses and amendments: the table says the law, and history can be read back."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.accounts.selectors import actor_of
from kondusif.cases import recompute
from kondusif.cases.models import Case, Deadline, DeadlineMove
from kondusif.cases.reckoning import moment_from, stretches
from kondusif.cases.rules import Cause
from kondusif.cases.services import pause_clock, record_event, resume_clock
from kondusif.cases.tests.editions import book_of, with_number, with_shared_leave
from kondusif.cases.tests.factories import a_case
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.book import Book
from support.cast import Cast

MACHINE = system_actor("uji")
FAR = date(2025, 3, 3)
FIRST = date(2024, 11, 4)
STARTS = ("summons", "exam_missed", "decision_set", "decision_received", "reply_requested")
PAUSED = "disiplin-pp94/in_force"


@cache
def shapes() -> tuple[Book, ...]:
    """The law as it is, and as three amendments would make it."""
    return (
        rulebook.book(),
        book_of(with_number("disiplin-pp94", "examination", 10)),
        book_of(with_number("disiplin-pp94", "in_force", 21)),
        book_of(with_shared_leave("2024-11-19")),
    )


@dataclass
class Law:
    """The editions that came to be in this run, the last one in force."""

    known: dict[str, Book] = field(default_factory=dict)
    last: Book = field(default_factory=lambda: shapes()[0])

    def amend(self, shape: Book) -> None:
        name = f"2031.1.{len(self.known)}"
        self.last = replace(shape, edition=shape.edition.model_copy(update={"edition": name}))
        self.known[name] = self.last


ACTS = st.one_of(
    st.tuples(st.just("event"), st.sampled_from(STARTS), st.integers(0, 40)),
    st.tuples(st.just("amend"), st.integers(0, 3), st.none()),
    st.tuples(st.just("pause"), st.integers(0, 30), st.none()),
    st.tuples(st.just("resume"), st.integers(0, 40), st.none()),
)


def act(law: Law, cast: Cast, case: Case, what: tuple) -> None:  # type: ignore[type-arg]
    hana, (kind, first, second) = actor_of(cast.hana), what
    if kind == "amend":
        law.amend(shapes()[first])
        recompute.run(MACHINE, Cause.AMENDMENT, law.last)
        return
    try:
        if kind == "event":
            record_event(hana, case, event=first, happened_on=FIRST + timedelta(days=second), on=FAR)
        elif kind == "pause":
            first_day = FIRST + timedelta(days=first)
            pause_clock(hana, case, key=PAUSED, reason="administrative-remedy", first=first_day, on=FAR)
        else:
            resume_clock(hana, case, key=PAUSED, resumed_on=FIRST + timedelta(days=first), on=FAR)
    except Refused:
        pass


def the_table_says_the_law(law: Law, case: Case) -> None:
    rows = {(row.step, row.event): row for row in Deadline.objects.filter(case=case)}
    events = {row.event: row.start for row in rows.values()}
    pauses = {row.step: stretches(row.pauses) for row in rows.values()}
    asked = rulebook.dates("disiplin-pp94", events, pauses, of=law.last)
    said = {(one.step.id, one.event): (one.limits.due, one.limits.outer) for one in asked}
    assert {key: (row.due, row.outer) for key, row in rows.items()} == said
    assert {row.edition for row in rows.values()} == {law.last.edition.edition}


def history_can_be_read_back(law: Law, case: Case) -> None:
    """Each move begins where the one before it ended, and its old dates come again from its old edition."""
    for row in Deadline.objects.filter(case=case):
        moves = list(DeadlineMove.objects.filter(deadline=row).order_by("pk"))
        ends = [(move.old_due, move.old_outer) for move in moves[1:]]
        assert [(move.new_due, move.new_outer) for move in moves[:-1]] == ends
        if moves:
            assert moment_from(moves[-1].new_due) == row.due
        for move in moves:
            start = moment_from(move.old_started)
            assert start is not None
            asked = rulebook.dates(
                "disiplin-pp94", {row.event: start}, {row.step: stretches(move.old_pauses)},
                of=law.known[move.old_edition],
            )  # fmt: skip
            found = next(one.limits for one in asked if one.step.id == row.step)
            assert (found.due, found.outer) == (moment_from(move.old_due), moment_from(move.old_outer))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=2, max_size=9))
def test_the_table_says_the_law_through_random_amendments(cast: Cast, acts: list[tuple]) -> None:  # type: ignore[type-arg]
    law = Law()
    law.amend(shapes()[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebook, "book", lambda: law.last)
        case = a_case(cast)
        for what in acts:
            act(law, cast, case, what)
            case.refresh_from_db()
            the_table_says_the_law(law, case)
        history_can_be_read_back(law, case)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(STARTS))
def test_the_order_of_the_record_never_changes_the_dates(cast: Cast, order: list[str]) -> None:
    days = {name: FIRST + timedelta(days=3 * at) for at, name in enumerate(STARTS)}
    found = []
    for names in (STARTS, order):
        case = a_case(cast)
        for name in names:
            record_event(actor_of(cast.hana), case, event=name, happened_on=days[name], on=FAR)
        found.append({(row.step, row.event): (row.due, row.outer) for row in case.deadlines.all()})
    assert found[0] == found[1]
