"""Compares the reader with the facts of press articles that were kept out of the writing (`held_out.yaml`).

The texts are not in the repository: they are looked for in the folder that KONDUSIF_PRESS names, `<name>.txt` each.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kondusif.engine.reading import Gazetteer, Reading, read

PRESS = Path(os.environ.get("KONDUSIF_PRESS", "/nonexistent"))
TRUTH: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("held_out.yaml").read_text("utf-8"))
FIELDS = ("date", "day", "place", "contest", "stage", "institutions", "activities", "issues", "speakers")


@dataclass(slots=True)
class Tally:
    """Right, said and true of one field."""

    right: int = 0
    said: int = 0
    true: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def names(half: str) -> list[str]:
    """The articles of a half whose texts are here."""
    return [name for name, row in TRUTH.items() if row["half"] == half and (PRESS / f"{name}.txt").is_file()]


def measured(half: str, gazetteer: Gazetteer, tell: Callable[[str], None] = lambda _line: None) -> dict[str, Tally]:
    """Every field of every article of a half.

    Args:
        half: dev or test.
        tell: told each difference in a line of its own.
    """
    tallies = {field: Tally() for field in FIELDS}
    for name in names(half):
        text, truth = (PRESS / f"{name}.txt").read_text("utf-8"), TRUTH[name]
        reading = read(text, gazetteer)
        later = read(text, gazetteer, on=truth["published"]) if truth["published"] else None
        for field in FIELDS:
            said, true = _both(field, reading, later, truth)
            right = _count(tallies[field], said, true, truth, field)
            if right < max(len(said), len(true)):
                tell(f"{name:16} {field:12} said {said} true {true}")
    return tallies


def _both(field: str, reading: Reading, later: Reading | None, truth: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """What the reader says and what is true, each as a list."""
    if field == "date":
        return _some(reading.date), _accepted(truth["date"])
    if field == "day":
        return (_some(later.date), _accepted(truth["day"])) if later else ([], [])
    if field == "place":
        main = [place.ref for place in reading.places[:1]]
        return ([], []) if "any_place" in truth["maybe"] else (main, _some(truth["place"]))
    if field == "contest":
        return ([], []) if "any_contest" in truth["maybe"] else (_some(reading.contest), _some(truth["contest"]))
    if field == "stage":
        return ([], []) if reading.stage in truth["stage"] and None in truth["stage"] else (
            _some(reading.stage), [stage for stage in truth["stage"] if stage])  # fmt: skip
    if field == "speakers":
        return list({s.speaker: s.role or "-" for s in reading.statements if s.speaker}.values()), truth["speakers"]
    return [found.ref for found in getattr(reading, field)], truth[field]


def _some(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _accepted(value: Any) -> list[date]:
    return value if isinstance(value, list) else _some(value)


def _count(tally: Tally, said: list[Any], true: list[Any], truth: dict[str, Any], field: str) -> int:
    """Add one article to a tally; the number of right ones."""
    if field == "speakers":
        doubtful = truth.get("maybe_speakers", [])
        said = [role for role in said if not any(same_post(role, one) for one in doubtful)]
        right = sum(1 for one in true if any(same_post(role, one) for role in said))
        tally.true += len(true)
    elif field in {"date", "day", "stage"}:
        right = int(bool(said) and said[0] in true)
        tally.true += int(bool(true))
    else:
        said = [one for one in said if one not in truth["maybe"]]
        right = len(set(said) & set(true))
        tally.true += len(true)
    tally.right += right
    tally.said += len(said)
    return right


def same_post(found: str, true: str) -> bool:
    """Whether two wordings name one post: the same words, brackets aside, at most two more or one less."""
    has = _words(found)
    for wording in true.split("|"):
        asked = _words(wording)
        if (asked <= has and len(has - asked) <= 2) or (has <= asked and len(asked - has) <= 1 and len(has) > 1):
            return True
    return False


def _words(post: str) -> set[str]:
    low = re.sub(r"\([^)]{1,10}\)", " ", post.lower()).replace("walikota", "wali kota")
    short = {"pj": "penjabat", "sekda": "sekretaris daerah"}
    return set(" ".join(short.get(word, word) for word in re.findall(r"[\w/]+", low)).split())


def rows(half: str, tallies: dict[str, Tally]) -> Iterable[dict[str, object]]:
    """A printable row a field."""
    for field, tally in tallies.items():
        yield {
            "name": f"{half} {field}", "articles": len(names(half)), "precision": round(tally.precision, 3),
            "recall": round(tally.recall, 3), "right": tally.right, "said": tally.said, "true": tally.true,
        }  # fmt: skip
