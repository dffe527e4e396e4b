"""What a sheet of leave changes, on invented sheets, against the plainest way to say it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kondusif.roster.absences import AbsenceRow, Compared, Noted, Person, compared, slot_of_leave, slot_of_task

FIRST = date(2024, 9, 1)
PEOPLE = {f"{key}": Person(key, "Sri Lestari", True) for key in (1, 2, 3)}
TAKEN = "bertemu dengan %s"


@st.composite
def sheets(draw: st.DrawFn) -> list[AbsenceRow]:
    """A few rows about three people, often meeting each other."""
    rows = []
    for line in range(2, 2 + draw(st.integers(0, 8))):
        start = FIRST + timedelta(days=draw(st.integers(0, 12)))
        last = start + timedelta(days=draw(st.integers(0, 6)))
        rows.append(
            AbsenceRow(
                line, draw(st.sampled_from("123")), "", draw(st.sampled_from(["cltn", "sick"])), start, last, "SK"
            )
        )
    return rows


def applied(noted: list[Noted], found: Compared) -> list[Noted]:
    """What stands after a sheet has landed, as the service writes it: an older leave withdrawn, the new one added."""
    replaced = {step.before.pk for step in found.changed if step.before}
    kept = [replace(one, withdrawn=one.withdrawn or one.pk in replaced) for one in noted]
    steps = (*found.new, *found.changed)
    return kept + [
        Noted(100 + len(kept) + at, step.person.pk, step.row.kind, step.row.starts_on, step.row.ends_on, step.row.basis)
        for at, step in enumerate(steps)
    ]


def days(one: Noted | AbsenceRow) -> set[date]:
    assert one.ends_on is not None
    return {one.starts_on + timedelta(days=day) for day in range((one.ends_on - one.starts_on).days + 1)}


@given(sheets(), sheets())
@settings(max_examples=300, deadline=None)
def test_nobody_is_ever_away_twice_on_a_day_and_a_sheet_lands_once(
    one: list[AbsenceRow], two: list[AbsenceRow]
) -> None:
    noted: list[Noted] = []
    for rows in (one, two):
        found = compared(rows, PEOPLE, noted, slot_of_leave, TAKEN)
        noted = applied(noted, found)
        standing = [row for row in noted if not row.withdrawn]
        for a, b in combinations(standing, 2):
            assert a.person != b.person or not days(a) & days(b)
        told = len(found.new) + len(found.changed) + found.same + len(found.bad)
        counted_once = sum("dihitung sekali" in words for _line, words in found.doubts)
        assert told + counted_once == len(rows), "every row becomes something"
        again = compared(rows, PEOPLE, noted, slot_of_leave, TAKEN)
        assert not again.moves


@given(sheets())
@settings(max_examples=200, deadline=None)
def test_two_rows_of_one_person_that_share_a_day_are_both_refused_unless_they_say_the_same(
    rows: list[AbsenceRow],
) -> None:
    bad = {row.line for row, _problems in compared(rows, PEOPLE, [], slot_of_leave, TAKEN).bad}
    expected = set()
    for a, b in combinations(rows, 2):
        same = (a.kind, a.starts_on, a.ends_on, a.basis) == (b.kind, b.starts_on, b.ends_on, b.basis)
        if a.key == b.key and days(a) & days(b) and not same:
            expected |= {a.line, b.line}
    copies = {
        row.line
        for row in rows
        if any(other.line < row.line and replace(other, line=0) == replace(row, line=0) for other in rows)
    }
    assert bad - copies == expected - copies


def test_a_day_to_day_deputy_and_an_acting_head_of_one_post_do_not_meet() -> None:
    plt = AbsenceRow(2, "1", "", "plt", FIRST, None, "SK", "Lurah", "kel-semanggi")
    plh = replace(plt, line=3, key="2", kind="plh", ends_on=FIRST)
    found = compared([plt, plh], PEOPLE, [], slot_of_task, TAKEN)
    assert [step.row.line for step in found.new] == [2, 3]


def test_rows_that_refuse_each_other_leave_what_they_speak_of_in_its_place() -> None:
    """A third row may not take days of a leave that two others failed to change."""
    stands = Noted(1, 1, "cltn", FIRST, FIRST + timedelta(days=30), "SK")
    a, b = (
        AbsenceRow(line, "1", "", "cltn", FIRST, FIRST + timedelta(days=last), "SK") for line, last in ((2, 9), (3, 11))
    )
    third = AbsenceRow(4, "1", "", "sick", FIRST + timedelta(days=20), FIRST + timedelta(days=25), "SK")
    found = compared([a, b, third], PEOPLE, [stands], slot_of_leave, TAKEN)
    assert not found.moves
    assert [row.line for row, _problems in found.bad] == [2, 3, 4]
