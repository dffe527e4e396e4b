"""The two loads of the flood, each for a process of its own: reporters at a fixed rate, officers tap after tap."""

import json
import threading
import time
from http.client import HTTPException
from typing import Any

from harness.attacker import Insider
from harness.crowd import story
from harness.picture import drawn
from harness.reporter import Reporter, Told, packed

PATIENCE_S, THREADS_AT_MOST = 30.0, 300
NIL = "/ruang/kejadian/nihil/"


def reporters(port: int, rate: float, seconds: float, learned: dict[str, str], out: Any, start_at: float) -> None:
    """In a process of its own: start a report every 1/rate seconds, each in a thread, and hand over what came of it."""
    base, threads = drawn(), []

    def one(number: int) -> None:
        # Each has a line of its own, as people have: the kernel deals lines out to the two processes, not requests.
        reporter = Reporter(port, learned=learned, seed=number, patience_s=PATIENCE_S)
        out.put(reporter.tell(story(f"banjir-{number}", picture=base)))
        reporter.line.close()

    time.sleep(max(0.0, start_at - time.time()))
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, began + number / rate - time.perf_counter()))
        threads = [thread for thread in threads if thread.is_alive()]
        if len(threads) >= THREADS_AT_MOST:
            out.put(Told(said="the bench itself has no room for more at once"))
            continue
        thread = threading.Thread(target=one, args=(number,), daemon=True)
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S + 30)
    out.put(None)


def officers(port: int, count: int, seconds: float, out: Any, start_at: float) -> None:
    """In a process of its own: so many officers tap "nothing to report", again as soon as they are answered."""
    taps: list[float] = []
    faults: list[str] = []
    people = []
    for number in range(count):
        insider = Insider(port)
        if not insider.sign_in(f"petugas{number}", f"sandi-petugas{number}"):
            faults.append(f"petugas{number} could not sign in")
        people.append(insider)
    out.put("ready")

    def tap(insider: Insider, number: int, areas: list[str]) -> None:
        token = insider.cookies.get("kondusif_tanda", "")
        body, kind = packed({"csrfmiddlewaretoken": token, "area": areas[number % len(areas)]}, [], multipart=False)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                answer = insider.ask("POST", NIL, body, kind)
            except (OSError, HTTPException) as error:
                faults.append(type(error).__name__)
                continue
            if answer.status in {302, 303}:
                taps.append(time.perf_counter() - began)
            else:
                faults.append(str(answer.status))

    areas = json.loads(out.get())
    for insider in people:
        insider.ask("GET", NIL)
    time.sleep(max(0.0, start_at - time.time()))
    threads = [threading.Thread(target=tap, args=(one, n, areas), daemon=True) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 60)
    out.put((taps, faults))
