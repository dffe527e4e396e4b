"""SIGKILL at random moments while reporters send: what was acknowledged must be kept, once, whole.

    python bench/kill.py                                25 kills of the server and the worker, 32 clients, SQLite
    python bench/kill.py --kills 200 --database         PostgreSQL; its server is killed as well
    python bench/kill.py --wrong                        a server that acknowledges before COMMIT: must lose some

Everything listens on this machine alone. Only processes started here are ended, by their numbers.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.crowd import Crowd, story
from harness.picture import small
from harness.reckoning import Verdict, look, reckon
from harness.reporter import Reporter, learn
from harness.site import BENCH, Postgres, Site, postgres_server, site

KILLS, CLIENTS, SEED, SAMPLE = 25, 32, 20241127, 50
MEDIAN_BAR_S, MAX_BAR_S = 3.0, 15.0
ALONE_S = 10.0  # what serves is started again by its parent; if that takes longer, the operator starts all of it
WAVES, JITTER_S, LULL_S = (1, 12), 0.7, 8.0
WRONG = [str(BENCH / "harness" / "wrong.py"), "early"]
Row = dict[str, Any]


@dataclass
class Kills:
    """What happened: whom each kill hit, and how long the server was gone after it.

    Args:
        stuck: how often what serves did not come back by itself (its parent gives up where it dies twice within
            seconds) and all was started anew, as a supervisor does.
    """

    whom: list[str] = field(default_factory=list)
    recovery_s: list[float] = field(default_factory=list)
    stuck: int = 0


def kill_some(place: Site, crowd: Crowd, kills: int, dice: random.Random, database: Postgres | None) -> Kills:
    """Kill, bring back, wait a random while, again."""
    targets = ["server", "server", "serving", "worker"] + (["database"] * 4 if database else [])
    done = Kills()
    for _kill in range(kills):
        wait_for_a_wave(crowd, dice)
        whom = dice.choice(targets)
        began = time.perf_counter()
        done.whom.append(whom)
        if whom == "server":
            place.kill("server")
            place.start()
        elif whom == "database" and database is not None:
            database.kill()
            database.start()
            place.wait()
        elif whom == "serving":
            place.kill("serving")
            done.stuck += not answers_alone(place)
        else:
            place.kill("worker")
            place.wait()
        done.recovery_s.append(time.perf_counter() - began)
        print(f"  {len(done.whom):3} {whom:9} {done.recovery_s[-1]:5.2f} s  {crowd.acknowledged} acknowledged",
              file=sys.stderr, flush=True)  # fmt: skip
    return done


def wait_for_a_wave(crowd: Crowd, dice: random.Random) -> None:
    """Until some more reports were acknowledged, so that others are on their way, and a random moment longer."""
    enough, until = crowd.acknowledged + dice.randint(*WAVES), time.perf_counter() + LULL_S
    while crowd.acknowledged < enough and time.perf_counter() < until:
        time.sleep(0.01)
    time.sleep(dice.uniform(0, JITTER_S))


def answers_alone(place: Site) -> bool:
    """Whether the door opens again by itself; if not, everything is started anew, as a supervisor does."""
    try:
        place.wait(ALONE_S)
    except RuntimeError:
        place.kill("server")
        place.start()
        return False
    return True


def hunt(
    folder: Path, *, kills: int, clients: int, seed: int, database: bool = False, wrong: bool = False
) -> tuple[Verdict, Kills, float]:
    """One whole run on a fresh exercise city."""
    dice = random.Random(seed)
    print(f"seed {seed}, {kills} kills, {clients} clients", file=sys.stderr)
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server()) if database else None
        place = stack.enter_context(site(folder, server, **({"program": WRONG} if wrong else {})))
        before = look(place)
        learned, first = learn(place.port, story("kisah-pertama", picture=small()))
        crowd = Crowd(place.port, clients, seed, learned)
        crowd.told.append(first)
        crowd.files.append(1)
        began = time.perf_counter()
        crowd.start()
        done = kill_some(place, crowd, kills, dice, server)
        if wrong:  # what still waits in the memory of the wrong server is lost with it
            place.kill("server")
            place.start()
        print(f"  ending, {crowd.acknowledged} acknowledged", file=sys.stderr, flush=True)
        crowd.end()
        print(f"  reckoning {len(crowd.told)} stories", file=sys.stderr, flush=True)
        seconds = time.perf_counter() - began
        verdict = reckon(place, before, crowd.told, crowd.files)
        if not wrong:
            open_some(place, verdict, [one.code for one in crowd.told if one.acknowledged], dice)
        stop_reasons(crowd)
    return verdict, done, seconds


def open_some(place: Site, verdict: Verdict, codes: list[str], dice: random.Random) -> None:
    """A sample of the acknowledged codes must open their reports."""
    reporter = Reporter(place.port, patience_s=60)
    for code in dice.sample(codes, min(SAMPLE, len(codes))):
        if reporter.look_back(code):
            verdict.opened += 1
        else:
            verdict.shut.append(code)


def stop_reasons(crowd: Crowd) -> None:
    """Say on the side why stories were given up; none of them was acknowledged."""
    for reason in sorted({one.said for one in crowd.told if not one.acknowledged}):
        print(f"  given up: {reason}", file=sys.stderr)


def row_of(name: str, verdict: Verdict, done: Kills, seconds: float, *, wrong: bool) -> Row:
    met = bool(verdict.lost) if wrong else verdict.whole
    median, longest = statistics.median(done.recovery_s), max(done.recovery_s)
    if not wrong:
        met = met and median <= MEDIAN_BAR_S and longest <= MAX_BAR_S
    return {
        "name": name, "kills": len(done.whom), **verdict.counts(), "median_s": round(median, 2),
        "median_bar_s": MEDIAN_BAR_S, "max_s": round(longest, 2), "max_bar_s": MAX_BAR_S, "started_by_hand": done.stuck,
        "whole_s": round(seconds, 1), "met": met,
    }  # fmt: skip


def one_run(name: str, **options: Any) -> Row:
    with tempfile.TemporaryDirectory(prefix="kondusif-kill-") as folder:
        verdict, done, seconds = hunt(Path(folder), **options)
    return row_of(name, verdict, done, seconds, wrong=options.get("wrong", False))


def measure() -> list[Row]:
    """Rows for `make bench`: the right server, and the wrong one, which must be found out."""
    few = {"clients": CLIENTS, "seed": SEED}
    return [
        one_run("kills under 32 clients, SQLite", kills=KILLS, **few),
        one_run("the same, acknowledged before COMMIT (must lose)", kills=5, wrong=True, **few),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--database", action="store_true", help="on PostgreSQL, killing it as well")
    parser.add_argument("--wrong", action="store_true", help="a server that acknowledges before COMMIT")
    row = one_run("kills", **vars(parser.parse_args()))
    print(json.dumps(row))
    return 0 if row["met"] else 2


if __name__ == "__main__":
    sys.exit(main())
