"""How long the coverage of a big city takes: 10,600 RT, 20,000 sessions, read from the database up to the three visits.

Bar: 0.3 s. Beside it, in the same run: the plain way of most tools, which reads every session with what it reached and
walks over them in Python.

Run: .venv/bin/python bench/outreach_coverage.py
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", "/tmp/kondusif-bench")

T = TypeVar("T")
VILLAGES, RWS, RTS, SESSIONS, BAR_S, ROUNDS = 177, 12, 5, 20_000, 0.3, 7
CITY, TODAY = "33.74", date(2024, 11, 13)
SEED = 20241113


def measure() -> list[dict[str, object]]:
    """Two rows: the coverage with everything that its page asks of it, and the weekly trend."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    codes = build()
    from kondusif.outreach.selectors.coverage import coverage, weekly
    from kondusif.outreach.selectors.visits import next_visits

    weights = {code: 1 + (number % 5) / 5 for number, code in enumerate(sorted({code[:13] for code in codes}))}

    def whole() -> float:
        found = coverage(TODAY, weights)
        assert found.by_district
        assert found.by_rw
        assert len(next_visits(found)) == 3
        assert found.city.value is not None
        return found.city.value

    seconds, value = timed(whole)
    plain_s, plain = timed(lambda: in_plain_python(codes), rounds=1)
    assert abs(value - plain) < 1e-9, (value, plain)
    trend_s, _weeks = timed(lambda: weekly(coverage(TODAY, weights)))
    return [
        {"name": "coverage of a big city, with the next visits", "rt": len(codes), "sessions": SESSIONS,
         "median_s": round(seconds, 3), "bar_s": BAR_S, "met": seconds <= BAR_S, "plain_python_s": round(plain_s, 2),
         "ratio": round(plain_s / seconds, 1)},
        {"name": "the same with the trend of eight weeks", "median_s": round(trend_s, 3)},
    ]  # fmt: skip


def timed(job: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """Median seconds, and what the job gave back."""
    took: list[float] = []
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = job()
        took.append(time.perf_counter() - begin)
    return statistics.median(took), answer


def build() -> list[str]:
    """A city with its RT, and its sessions of half a year; each reaches one to six RT of the RW where it is held."""
    from kondusif.accounts.models import User
    from kondusif.institutions.models import City
    from kondusif.kernel.areas import rt_code, rw_code
    from kondusif.outreach.models import Picture, Reach, Session
    from kondusif.territory.models import Area

    dice = random.Random(SEED)
    City.objects.get_or_create(id=1, defaults={"code": CITY, "name": "Kota besar", "government": "Pemerintah Kota"})
    person = User.objects.get_or_create(username="bench")[0]
    villages = [f"{CITY}.{district:02d}.{1000 + number}" for district in range(1, 17) for number in range(1, 13)]
    villages = villages[:VILLAGES]
    rws = [rw_code(village, number) for village in villages for number in range(1, RWS + 1)]
    rts = [rt_code(rw, number) for rw in rws for number in range(1, RTS + 1)]
    Area.objects.bulk_create(
        [Area(code=code, name=code, level=level, parent_code=code.rpartition(".")[0], edition="bench")
         for level, codes in (("village", villages), ("rw", rws), ("rt", rts)) for code in codes],
        ignore_conflicts=True,
    )  # fmt: skip
    sessions = []
    for number in range(SESSIONS):
        rw = dice.choice(rws)
        sessions.append(Session(
            number=f"SOS-{number}", status="held", topic="Netralitas", place="Balai RW", area_code=rw,
            village_code=rw[:13], held_on=TODAY - timedelta(days=dice.randrange(180)), attending=dice.randrange(1, 60),
            origin="field", written_by=person, recorded_by=person, changed_at=datetime.now(UTC),
        ))  # fmt: skip
    made = Session.objects.bulk_create(sessions, batch_size=1000)
    Reach.objects.bulk_create(
        [Reach(session=row, area_code=rt_code(row.area_code, number))
         for row in made for number in dice.sample(range(1, RTS + 1), dice.randint(1, RTS))],
        batch_size=2000,
    )  # fmt: skip
    Picture.objects.bulk_create(
        [Picture(session=row, kind="photo", name=f"{row.pk:032x}.jpg", sha256=f"{row.pk:064x}", width=1, height=1,
                 size=1, added_by=person, added_on=TODAY) for row in made if row.pk % 10],
        batch_size=2000,
    )  # fmt: skip
    return rts


def in_plain_python(codes: list[str]) -> float:
    """The same number, the plain way."""
    from kondusif.outreach.models import Session

    best = dict.fromkeys(codes, 0.0)
    for row in Session.objects.filter(status="held", held_on__lte=TODAY).prefetch_related("reached", "pictures"):
        if row.attending and row.place and list(row.pictures.all()) and row.held_on:
            age = (TODAY - row.held_on).days
            value = 1.0 if age <= 30 else 0.5 ** ((age - 30) / 30)
            for reach in row.reached.all():
                best[reach.area_code] = max(best[reach.area_code], value)
    return sum(best.values()) / len(best)


if __name__ == "__main__":
    for row in measure():
        print(row)
