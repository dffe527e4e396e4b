"""Dates of the law: one with its reasons, 80,000 of them bare, and the same counts by a package that others maintain.

The peer is `holidays` (`get_nth_working_day`), which finds working days one by one over the same days off; both must
agree on every date. `make bench ARGS="explain_date"`, or run the file itself: `.venv/bin/python bench/explain_date.py`.
"""

import json
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

ROUNDS, LIMITS, PEER_LIMITS, SEED = 2000, 80_000, 4_000, 20240911
EXPLAIN_BAR_MS, LIMITS_BAR_S = 2.0, 10.0
FIRST, LAST = date(2022, 1, 3), date(2026, 6, 1)
Row = dict[str, object]


def measure() -> list[Row]:
    """One row for explanations, one for bare limits of every procedure, one for the peer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
    import django

    django.setup()
    return [*explanations(), *bare_limits(), against_holidays()]


def starts(number: int) -> list[date]:
    """The same days in every run."""
    draw = random.Random(SEED)
    return [FIRST + timedelta(days=draw.randrange((LAST - FIRST).days)) for _each in range(number)]


def explanations() -> list[Row]:
    """The heaviest step there is (two kinds of days, both first days, an office or a pause), in both languages."""
    from kondusif.rulebook import selectors
    from kondusif.rulebook.counting import Pause

    selectors.due_step("disiplin-pp94.in_force", "decision_received", date(2024, 12, 2))
    jobs: dict[str, Callable[[date], object]] = {
        "explain a date, two kinds of days": lambda day: selectors.due_step(
            "disiplin-pp94.in_force", "decision_received", day
        ).why_in("en"),
        "explain a date, with an office hour": lambda day: selectors.due_step(
            "bawaslu-pilkada.report", "known", datetime(day.year, day.month, day.day, 9, 30)  # noqa: DTZ001
        ).why_in("en"),
        "explain a date, after a pause of 30 days": lambda day: selectors.due_step(
            "disiplin-pp94.in_force", "decision_received", day,
            [Pause(day + timedelta(days=3), day + timedelta(days=32))],
        ).why_in("en"),
    }  # fmt: skip
    rows: list[Row] = []
    for name, job in jobs.items():
        runs = []
        for day in starts(ROUNDS):
            began = time.perf_counter()
            job(day)
            runs.append((time.perf_counter() - began) * 1000)
        median, p99 = statistics.median(runs), statistics.quantiles(runs, n=100)[98]
        met = median <= EXPLAIN_BAR_MS
        rows.append({"name": name, "median_ms": median, "p99_ms": p99, "bar_ms": EXPLAIN_BAR_MS, "met": met})
    return rows


def bare_limits() -> list[Row]:
    """80,000 clocks of the procedures as they come, office hours included, and none of them remembered."""
    from kondusif.rulebook import selectors

    wanted = [
        (one.id, event)
        for one in selectors.procedures()
        for event in selectors.events_of(one)
        if all((row.valid_from or FIRST) <= FIRST for row in one.steps if event in row.events)
    ]
    done, days = 0, starts(LIMITS)
    began = time.perf_counter()
    for turn, day in enumerate(days):
        procedure, event = wanted[turn % len(wanted)]
        done += len(selectors.dates(procedure, {event: day}))
        if done >= LIMITS:
            break
    took = time.perf_counter() - began
    return [
        {
            "name": "80,000 limits without reasons",
            "limits": done,
            "took_s": took,
            "per_s": done / took,
            "bar_s": LIMITS_BAR_S,
            "met": done >= LIMITS and took <= LIMITS_BAR_S,
        }
    ]


def against_holidays() -> Row:
    """Seven working days, first day counted and not, over the same days off; every date must agree."""
    import holidays

    from kondusif.rulebook import selectors
    from kondusif.rulebook.rules import limits

    step = selectors.step("disiplin-pp94.examination")
    table = selectors.holidays().days_off(selectors.procedure("disiplin-pp94").days_off)
    peer = holidays.country_holidays("ID", years=range(2022, 2028), categories=("public", "government"))
    days = starts(PEER_LIMITS)
    assert step.number is not None
    number, eve = step.number, timedelta(days=1)
    theirs, their_s = timed(lambda: [
        (peer.get_nth_working_day(day - eve, number), peer.get_nth_working_day(day, number)) for day in days
    ])  # fmt: skip
    ours, our_s = timed(lambda: [((found := limits(step, day, table)).due, found.outer) for day in days])
    if theirs != ours:
        wrong = [(day, one, other) for day, one, other in zip(days, ours, theirs, strict=True) if one != other]
        raise SystemExit(f"the peer counts otherwise: {wrong[:3]}")
    return {
        "name": "both readings of 7 working days",
        "limits": PEER_LIMITS,
        "ours_us": our_s / PEER_LIMITS * 1e6,
        "holidays_us": their_s / PEER_LIMITS * 1e6,
        "times_faster": their_s / our_s,
        "met": our_s < their_s,
    }


def timed(job: Callable[[], list[object]]) -> tuple[list[object], float]:
    began = time.perf_counter()
    found = job()
    return found, time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
