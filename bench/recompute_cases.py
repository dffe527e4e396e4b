"""How long it takes to compute the clocks of 10,000 open cases anew, 8 clocks each, after a day off was announced late.

Bar: 10 s. Beside it, in the same run: each clock read, asked of the rulebook and written by itself, on a sample.

Run: .venv/bin/python bench/recompute_cases.py
"""

import os
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", "/tmp/kondusif-bench")

CASES, SAMPLE, BAR_SECONDS = 10_000, 500, 10.0
FIRST_DAY, DAYS = date(2024, 7, 1), 120
PROCEDURE = "disiplin-pp94"
# Events of that procedure which start eight clocks.
EVENTS = ("known", "summons", "exam_missed", "decision_set", "decision_received", "reply_requested")
CLOCKS = 8
ANNOUNCED = date(2024, 11, 29)


def measure() -> list[dict[str, object]]:
    """Three rows: the first computation, the walk after an amendment, and the same walk with nothing to move."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    cases = make_cases()
    from kondusif.cases.models import Deadline, DeadlineMove
    from kondusif.cases.recompute import run
    from kondusif.cases.rules import Cause
    from kondusif.kernel.actor import system_actor

    actor = system_actor("uji")
    first, _walk = timed(lambda: run(actor, Cause.FIRST))
    clocks = Deadline.objects.count()
    amended, walk = timed(lambda: run(actor, Cause.AMENDMENT, book_with_day_off(ANNOUNCED)))
    again, _walk = timed(lambda: run(actor, Cause.ZONE, book_with_day_off(ANNOUNCED)))
    each = peer()
    rows = [
        {"name": "clocks of open cases, first time", "clocks": clocks, "seconds_s": first},
        {
            "name": "clocks of open cases, after an amendment", "clocks": clocks, "moved": walk.moved,
            "seconds_s": amended, "bar_s": BAR_SECONDS, "met": amended <= BAR_SECONDS,
            "one_by_one_s": round(each * clocks, 1), "ratio": round(each * clocks / amended, 1),
        },
        {"name": "clocks of open cases, nothing to move", "clocks": clocks, "seconds_s": again},
    ]  # fmt: skip
    assert cases == CASES
    assert clocks == CASES * CLOCKS
    assert DeadlineMove.objects.count() == walk.moved
    return rows


def timed(job):  # type: ignore[no-untyped-def]
    """Seconds, and what the job gave back."""
    began = time.perf_counter()
    found = job()
    return round(time.perf_counter() - began, 2), found


def make_cases() -> int:
    """Open cases of one procedure in which every event has happened, so that all eight clocks run."""
    from kondusif.accounts.models import User
    from kondusif.cases.models import Case, CaseProcedure, Event
    from kondusif.institutions.services import found_city
    from kondusif.kernel.actor import system_actor
    from kondusif.rulebook import selectors as rulebook

    found_city(
        system_actor("uji"), code="33.72", name="Kota Surakarta", government="Pemerintah Kota Surakarta", zone="WIB",
        contest="pilkada-2024", is_exercise=True, exercise_on=date(2024, 11, 13), office="Badan", address="Surakarta",
    )  # fmt: skip
    person = User.objects.create(username="bench", full_name="Penangan Bench")
    rows = Case.objects.bulk_create(
        [
            Case(
                number=f"NET-3372-2024-{n:05}", title="Ukur", acts=[], area_code=f"33.72.0{1 + n % 5}",
                opened_on=FIRST_DAY + timedelta(days=n % DAYS), handler=person,
            )
            for n in range(CASES)
        ],
        batch_size=500,
    )  # fmt: skip
    CaseProcedure.objects.bulk_create(
        (CaseProcedure(case=case, procedure=PROCEDURE, edition=rulebook.edition()) for case in rows), batch_size=500
    )
    Event.objects.bulk_create(
        (
            Event(case=case, event=name, happened_on=case.opened_on + timedelta(days=3 * place), recorded_by=person)
            for case in rows
            for place, name in enumerate(EVENTS)
        ),
        batch_size=500,
    )
    return len(rows)


def book_with_day_off(day: date):  # type: ignore[no-untyped-def]
    """The shipped rulebook with one more shared day of leave, as a late decree would bring it."""
    from dataclasses import replace

    from kondusif.rulebook import loader
    from kondusif.rulebook.schema import DayOffKind

    book = loader.load()
    year = book.holiday_years[day.year]
    added = year.days[0].model_copy(update={"date": day, "name": "Cuti bersama", "kind": DayOffKind.SHARED_LEAVE})
    table = year.model_copy(update={"days": (*year.days, added)})
    edition = book.edition.model_copy(update={"edition": "2099.1.1"})
    return replace(book, edition=edition, holiday_years={**book.holiday_years, day.year: table})


def peer() -> float:
    """Seconds for one clock where each is read, asked of the rulebook by itself, and written."""
    from kondusif.cases.models import Deadline
    from kondusif.rulebook import selectors as rulebook

    keys = list(Deadline.objects.order_by("pk").values_list("pk", flat=True)[:SAMPLE])
    began = time.perf_counter()
    for key in keys:
        row = Deadline.objects.get(pk=key)
        found = rulebook.due_step(row.rule, row.event, row.start)
        row.due_on, row.outer_on, row.edition = found.due, found.outer, found.edition
        row.save()
    return (time.perf_counter() - began) / len(keys)


if __name__ == "__main__":
    print(measure())
