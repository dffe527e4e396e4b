"""The reckoning: what the database and the disk hold, against what reporters were told and what they tried."""

import json
from dataclasses import dataclass, field
from typing import Any

from harness.reporter import Told
from harness.site import Site, run

# Only names of columns that a report must have: its number, its mark, its place under the code. Words are not read.
LOOK = r"""
import json, re, sys, django; django.setup()
from collections import Counter
from kondusif.audit.models import Entry
from kondusif.audit.selectors import verify
from kondusif.intake import models
try:
    from kondusif.vault.files import path_of
except ImportError:
    from kondusif.intake.evidence import path_of
NAME = re.compile(r"[0-9a-f]{32}")
def missing(row):
    names = [value for key, value in row.items() if key not in {"sha256"} and isinstance(value, str)
             and NAME.fullmatch(value)]
    return [name for name in names if not path_of(name).is_file() or path_of(name).stat().st_size == 0]
rows = [list(row) for row in models.Report.objects.order_by("pk").values_list("pk", "number", "locator", "submission")]
files = Counter(models.Attachment.objects.values_list("report_id", flat=True))
named = [name for row in models.Attachment.objects.values() for name in
         [value for value in row.values() if isinstance(value, str) and NAME.fullmatch(value)]]
print(json.dumps({
    "rows": rows, "files": {str(key): count for key, count in files.items()},
    "absent": [name for row in models.Attachment.objects.values() for name in missing(row)],
    "named": len(named), "broken": verify().broken,
    "entries": Counter(Entry.objects.filter(action="intake.report.received").values_list("subject", flat=True)),
}))
"""


@dataclass
class Verdict:
    """What a harness found. Every list must be empty, except where the server is a deliberately wrong one."""

    acknowledged: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    without_entry: list[str] = field(default_factory=list)
    without_file: list[str] = field(default_factory=list)
    entry_without_report: list[str] = field(default_factory=list)
    trail_broken: object = None
    opened: int = 0
    shut: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Nothing lost, nothing twice, nothing half."""
        faults = (
            self.lost, self.doubled, self.strange, self.gaps, self.without_entry, self.without_file,
            self.entry_without_report, self.shut,
        )  # fmt: skip
        return not any(faults) and self.trail_broken is None

    def counts(self) -> dict[str, Any]:
        """The figures for a table."""
        return {
            "acked": self.acknowledged, "lost": len(self.lost), "duplicates": len(self.doubled) + len(self.strange),
            "gaps": len(self.gaps), "without_entry": len(self.without_entry) + len(self.entry_without_report),
            "without_file": len(self.without_file), "opened_by_code": self.opened, "shut": len(self.shut),
        }  # fmt: skip


def look(place: Site) -> dict[str, Any]:
    """What is kept now."""
    seen: dict[str, Any] = json.loads(run(place.env, LOOK))
    return seen


def reckon(place: Site, before: dict[str, Any], told: list[Told], files_each: list[int]) -> Verdict:
    """Compare. `before` is the look before the first story; `files_each` how many files each story had."""
    seen = look(place)
    old = {row[0] for row in before["rows"]}
    rows = [row for row in seen["rows"] if row[0] not in old]
    by_locator: dict[str, list[list[Any]]] = {}
    for row in rows:
        by_locator.setdefault(row[2], []).append(row)
    verdict = Verdict(acknowledged=sum(one.acknowledged for one in told), kept=len(rows))
    verdict.trail_broken = seen["broken"]
    known = set()
    for one, count in zip(told, files_each, strict=True):
        known |= {code[:5] for code in one.codes}
        mine = [row for code in one.codes for row in by_locator.get(code[:5], [])]
        if len(mine) > 1:
            verdict.doubled.append(one.code)
        if one.acknowledged and not by_locator.get(one.code[:5]):
            verdict.lost.append(one.code)
        verdict.without_file += [row[1] for row in mine if seen["files"].get(str(row[0]), 0) != count]
    verdict.strange = [row[1] for row in rows if row[2] not in known]
    marks = [row[3] for row in rows]
    verdict.doubled += [mark for mark in set(marks) if marks.count(mark) > 1]
    verdict.gaps = holes([row[1] for row in seen["rows"]])
    verdict.without_entry = [row[1] for row in rows if seen["entries"].get(row[1], 0) != 1]
    numbers = {row[1] for row in seen["rows"]}
    verdict.entry_without_report = [number for number in seen["entries"] if number not in numbers]
    verdict.without_file += seen["absent"]
    return verdict


def holes(numbers: list[str]) -> list[str]:
    """Numbers that are missing between the first and the last of each series, and those given twice."""
    series: dict[str, list[int]] = {}
    for number in numbers:
        head, _dash, last = number.rpartition("-")
        series.setdefault(head, []).append(int(last))
    found = []
    for head, given in series.items():
        found += [f"{head}-{n:04}" for n in range(1, max(given) + 1) if n not in set(given)]
        found += [f"{head}-{n:04}" for n in set(given) if given.count(n) > 1]
    return found
