"""A flood of false reports with a true one in each hundred: none is lost, and every true one is found at the desk.

    python bench/haystack.py                             300 false ones, 3 true ones
    python bench/haystack.py --false 10000 --true 100    about a quarter of an hour
    python bench/haystack.py --database                  PostgreSQL
    python bench/haystack.py --buried                    one true report is taken out by force: must be noticed

The false ones are what a campaign against one person looks like: the same name, the same place, nearly the same words.
The true ones have words of their own and a photo. Afterwards the verifier signs in, opens the key and reads the whole
queue as a person does, page by page; then looks for the number of each true report, and opens it. Alike reports without
evidence of their own stand behind one of them; a true one has a line of its own in the queue.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harness.attacker import Insider
from harness.crowd import story
from harness.needles import TEXT_MARK
from harness.pages import Page
from harness.picture import photo, small
from harness.reckoning import Verdict, look, reckon
from harness.reporter import Reporter, Story, Told, learn, packed
from harness.site import Site, postgres_server, run, site

FALSE, TRUE, CLIENTS, SEED = 300, 3, 16, 20241127
UNBUNDLED_BAR = 0.95
PATIENCE_S, IMPATIENT_S = 180.0, 2.0
ACCUSED, PLACE = "Agus Santoso", "33.72.04.1010"
ALIKE = [
    "Dia membagikan kaus pasangan calon di kantor kelurahan pada jam kerja.",
    "dia membagi bagikan kaos paslon di kantor kelurahan waktu jam kerja",
    "Bagi-bagi kaus pasangan calon, di kantor kelurahan, pada jam kerja!",
]
QUEUE, DOOR_OF_KEYS = "/ruang/laporan/", "/ruang/kunci/buka/"
LINE = re.compile(r"/ruang/laporan/(LAP-[0-9-]+)/")
PHRASE = "import django; django.setup()\nfrom support.keys import PHRASE\nprint(PHRASE)"
BURY = r"""
import sys, django; django.setup()
from kondusif.intake.models import Report
Report.objects.get(locator=sys.argv[1]).delete()
"""
Row = dict[str, Any]


@dataclass
class Hay:
    """What was sent and what the desk found again.

    Args:
        needles: words that only one true report holds -> its code.
        opened: true reports that the way back opened; the same for the desk in `in_queue` (a line of its own),
            `by_number` (the search gives it and nothing else) and `read` (its words stand on the page).
        listed: how many different reports the pages held, with those behind others.
        invented: whether a report that nobody sent was "found"; it must not be.
    """

    verdict: Verdict = field(default_factory=Verdict)
    sent: int = 0
    needles: dict[str, str] = field(default_factory=dict)
    opened: int = 0
    listed: int = 0
    in_queue: int = 0
    by_number: int = 0
    read: int = 0
    invented: bool = False
    sent_s: float = 0.0

    @property
    def found(self) -> bool:
        """Nothing acknowledged is lost, every true report is found in every way, nothing invented is."""
        every = len(self.needles)
        unbundled = self.in_queue >= UNBUNDLED_BAR * every
        kept = self.verdict.whole and self.listed == self.verdict.kept >= self.verdict.acknowledged
        return kept and unbundled and {self.opened, self.by_number, self.read} == {every} and not self.invented


def false_story(number: int) -> Story:
    """One of a campaign: alike, and never quite the same."""
    told = {"area": PLACE, "accused_name": ACCUSED, "words": f"{ALIKE[number % len(ALIKE)]} ({number})"}
    return Story(story(f"{number}").fields | told)


def true_story(needle: str) -> Story:
    """One that must not drown."""
    plain = story(needle, picture=small())
    return Story(plain.fields, [(f"{needle}.jpg", photo(needle, small()), "image/jpeg")])


def send_all(place: Site, hay: Hay, false: int, true: int) -> list[Told]:
    """The false and the true in one random order, from several lines at once."""
    learned, first = learn(place.port, story("kisah-pertama"))
    assert first.acknowledged, first.said
    marks = [f"{TEXT_MARK}{number:05}" for number in range(true)]
    plan = [("", false_story(number)) for number in range(false)] + [(mark, true_story(mark)) for mark in marks]
    random.Random(SEED).shuffle(plan)
    own = threading.local()

    def send(job: tuple[str, Story]) -> Told:
        if not hasattr(own, "reporter"):
            own.reporter = Reporter(place.port, learned=learned, patience_s=PATIENCE_S, wait_at_most_s=IMPATIENT_S)
        told: Told = own.reporter.tell(job[1])
        return told

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(send, plan))
    hay.sent_s = time.perf_counter() - began
    hay.needles = {mark: told.code for (mark, _one), told in zip(plan, done, strict=True) if mark}
    hay.sent = len(done) + 1
    return [first, *done]


class Verifier(Insider):
    """At the desk, with the key open."""

    def open_key(self, phrase: str) -> None:
        page = Page(self.ask("GET", f"{DOOR_OF_KEYS}?next={QUEUE}").text)
        form = next(one for one in page.forms if "phrase" in one.fields)
        values = {name: one.value for name, one in form.fields.items()} | {"phrase": phrase}
        body, kind = packed(values, [], multipart=False)
        answer = self.ask("POST", DOOR_OF_KEYS, body, kind)
        if answer.status != 302:
            raise RuntimeError(f"the key did not open: {answer.status} {Page(answer.text).alerts}")

    def lines(self, query: str) -> set[str]:
        """The numbers that one page of the queue lists."""
        _before, _mark, rows = self.ask("GET", f"{QUEUE}?{query}").text.partition('<ol class="baris"')
        return set(LINE.findall(rows.partition("</ol>")[0]))  # the report beside the queue links to others

    def whole_queue(self, status: str) -> set[str]:
        """Every number that the pages list: read again until nothing new comes, for rows go behind others meanwhile."""
        seen: set[str] = set()
        while more := self._pages(status) - seen:
            seen |= more
        return seen

    def _pages(self, status: str) -> set[str]:
        seen: set[str] = set()
        for number in range(1, 10_000):
            more = self.lines(f"status={status}&urut=oldest&hal={number}") - seen
            if not more:
                break
            seen |= more
        return seen

    def reads(self, number: str, words: str) -> bool:
        """Whether the page of a report shows these words as its account."""
        answer = self.ask("GET", f"{QUEUE}{number}/?cari={quote(number)}")
        return answer.status == 200 and words in answer.text


def search_desk(place: Site, hay: Hay) -> None:
    """Read the queue as the verifier, and look for each true report in it."""
    numbers = {row[2]: row[1] for row in look(place)["rows"]}
    verifier = Verifier(place.port)
    if not verifier.sign_in("budi", "sandi-budi"):
        raise RuntimeError("the verifier could not sign in")
    verifier.open_key(run(place.env, PHRASE).strip())
    queue = verifier.whole_queue("open")
    hay.listed = len(verifier.whole_queue("all"))
    for needle, code in hay.needles.items():
        number = numbers.get(code[:5], "-")
        hay.in_queue += number in queue
        hay.by_number += verifier.lines(f"cari={number}") == {number}
        hay.read += verifier.reads(number, needle)
    last = max(numbers.values())
    never = f"{last[:-4]}9999"
    invented = f"{TEXT_MARK}99999"
    hay.invented = never in queue or bool(verifier.lines(f"cari={never}")) or verifier.reads(last, invented)


def drown(folder: Path, *, false: int, true: int, database: bool = False, buried: bool = False) -> Hay:
    """One whole run on a fresh exercise city. `buried`: a true report vanishes after it was acknowledged."""
    hay = Hay()
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server()) if database else None
        place = stack.enter_context(site(folder, server))
        before = look(place)
        told = send_all(place, hay, false, true)
        print(f"  {len(told)} sent in {hay.sent_s:.0f} s", file=sys.stderr, flush=True)
        if buried:
            run(place.env, BURY, next(iter(hay.needles.values()))[:5])
        true_codes = set(hay.needles.values())
        hay.verdict = reckon(place, before, told, [int(one.code in true_codes) for one in told])
        reporter = Reporter(place.port, patience_s=PATIENCE_S)
        hay.opened = sum(reporter.look_back(code) for code in hay.needles.values())
        search_desk(place, hay)
    return hay


def row_of(name: str, hay: Hay, seconds: float, *, buried: bool) -> Row:
    met = not hay.found and bool(hay.verdict.lost) if buried else hay.found
    return {
        "name": name, "sent": hay.sent, **hay.verdict.counts(), "true": len(hay.needles), "opened": hay.opened,
        "listed": hay.listed, "in_queue": hay.in_queue, "by_number": hay.by_number, "read_at_desk": hay.read,
        "per_s": round(hay.sent / hay.sent_s, 1), "whole_s": round(seconds, 1), "met": met,
    }  # fmt: skip


def one_run(name: str, **options: Any) -> Row:
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="kondusif-haystack-") as folder:
        hay = drown(Path(folder), **options)
    return row_of(name, hay, time.perf_counter() - began, buried=options.get("buried", False))


def measure() -> list[Row]:
    """Rows for `make bench`."""
    return [one_run("true reports found again in a flood of false ones", false=FALSE, true=TRUE)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--false", type=int, default=FALSE)
    parser.add_argument("--true", type=int, default=TRUE)
    parser.add_argument("--database", action="store_true", help="on PostgreSQL")
    parser.add_argument("--buried", action="store_true", help="take one true report out by force")
    row = one_run("haystack", **vars(parser.parse_args()))
    print(json.dumps(row))
    return 0 if row["met"] else 2


if __name__ == "__main__":
    sys.exit(main())
