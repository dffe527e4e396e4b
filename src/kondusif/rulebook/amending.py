"""What a new edition changes, in words, and what it may not change because a closed case rests on it. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kondusif.kernel.errors import Refused
from kondusif.rulebook import schema
from kondusif.rulebook.book import Book
from kondusif.rulebook.documents import Fault
from kondusif.rulebook.schema_days import HolidayYear

# What a row says about itself or in other words; a change of it moves no date and judges nobody otherwise.
HARMLESS = {
    "status", "checked_by", "checked_on", "second_by", "second_on", "source", "read_on", "confidence", "doubts",
    "human_review", "also", "replaces", "reminders", "valid_to",
}  # fmt: skip
TERMS = ("sources", "events", "actors")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row: what it was and what it becomes, as plain values; None where there was or is nothing."""

    key: str
    field: str
    old: object
    new: object
    file: str
    line: int

    @property
    def harmless(self) -> bool:
        """Whether no date and no judgement can rest on it."""
        return self.field in HARMLESS or self.field.endswith("_en")

    def __str__(self) -> str:
        return f"{self.key}, {self.field}: {said(self.old)} -> {said(self.new)}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that comes or goes as a whole."""

    key: str
    title: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.key}: {self.title}" if self.title else self.key


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a new edition changes. `steps_changed` names the rules whose dates may move."""

    old_edition: str
    new_edition: str
    added: tuple[Moved, ...]
    removed: tuple[Moved, ...]
    changed: tuple[Change, ...]
    steps_changed: frozenset[str]

    def counts(self) -> dict[str, int]:
        """How many rows come, go and change."""
        changed = {one.key for one in self.changed}
        return {"added": len(self.added), "removed": len(self.removed), "changed": len(changed)}

    def in_words(self) -> list[str]:
        """The plan for the one who loads it, one line a change."""
        numbers = self.counts()
        head = (
            f"Edisi {self.old_edition} -> {self.new_edition}: {numbers['added']} baris ditambah, "
            f"{numbers['changed']} berubah, {numbers['removed']} hilang."
        )
        return [
            head,
            *(f"  + {one}" for one in self.added),
            *(f"  ~ {one}" for one in self.changed),
            *(f"  - {one}" for one in self.removed),
        ]


def number_of(edition: str) -> tuple[int, ...]:
    """An edition as numbers, so that 2026.11.10 comes after 2026.11.9."""
    return tuple(int(part) for part in edition.split("."))


def refuse_not_newer(old: Book, new: Book) -> None:
    """Refuse an edition that does not come after the one in force."""
    current, coming = old.edition.edition, new.edition.edition
    if number_of(coming) <= number_of(current):
        raise Refused("rulebook.edition.not_newer", edition=coming, current=current)


def plan(old: Book, new: Book) -> Plan:
    """Compare two editions row by row and field by field."""
    before, after = _things(old), _things(new)
    changed = [
        change for key in after if key in before for change in _changes(key, before[key], after[key], *_place(new, key))
    ]
    added = tuple(Moved(key, title_of(after[key]), *_place(new, key)) for key in after if key not in before)
    removed = tuple(Moved(key, title_of(before[key]), *_place(old, key)) for key in before if key not in after)
    touched = {one.key for one in changed if one.field == "valid_to" or not one.harmless}
    touched |= {one.key for one in (*added, *removed)}
    steps = {*_rules(old, touched, changed), *_rules(new, touched, changed)}
    return Plan(old.edition.edition, new.edition.edition, added, removed, tuple(changed), frozenset(steps))


def refusals(this: Plan, used: Collection[str], *, on: date | None = None) -> list[Fault]:
    """What the plan may not do: rewrite or lose a value that a closed case rests on.

    Such a row may only be closed (`valid_to`), with its new version beside it. A table of days off may gain days, and
    may give back days after `on`.

    Args:
        used: keys of rows.
        on: the city's date; without it no day may be given back.
    Returns:
        One fault per refused change, with file, line and sentence.
    """
    found = [
        Fault(one.file, one.line, f"{one.key} dipakai kasus yang sudah ditutup dan tidak boleh hilang; {_INSTEAD}")
        for one in this.removed
        if one.key in used
    ]
    for one in this.changed:
        if not one.harmless and _rests_on(one, used) and not _only_days_to_come(one, on):
            words = f"{one.key}, isian {one.field} dipakai kasus yang sudah ditutup dan tidak boleh berubah; {_INSTEAD}"
            found.append(Fault(one.file, one.line, words))
    return found


def lost(kept: Book, new: Book) -> list[Fault]:
    """What other parts of the product name by its id and the new edition no longer has.

    Pages, the self-check and letters speak of acts, regulations, procedures, offices and words of the shipped edition;
    a row that no longer holds is closed (`valid_to`), never taken out.
    """
    return [
        Fault(*_place(kept, f"{name}:{row_id}"), f"{name}:{row_id} hilang; bagian lain memakainya, {_CLOSE}")
        for name, rows in _NAMED_ELSEWHERE.items()
        for row_id in getattr(kept, rows)
        if row_id not in getattr(new, rows)
    ]


_NAMED_ELSEWHERE = {
    "act": "acts", "instrument": "instruments", "procedure": "procedures", "office": "offices", "sanction": "sanctions",
    "role": "roles", "event": "events", "actor": "actors",
}  # fmt: skip
_CLOSE = "jadi biarkan berdiri dan tutup dengan valid_to"
_INSTEAD = "tutup baris lama dengan valid_to dan tulis versi baru di sampingnya"


def _rests_on(one: Change, used: Collection[str]) -> bool:
    kind, _, row_id = one.key.partition(":")
    if kind == "procedure":
        return one.field == "days_off" and any(key.startswith(f"step:{row_id}.") for key in used)
    return one.key in used


def _only_days_to_come(one: Change, on: date | None) -> bool:
    """A day off that is announced late, or given back before it came."""
    if not one.key.startswith("year:") or not one.field.startswith("days "):
        return False
    return one.old is None or (on is not None and date.fromisoformat(one.field.removeprefix("days ")) > on)


def _things(book: Book) -> dict[str, Any]:
    """Every row of law, and beside them procedures without their steps, sources and words."""
    found: dict[str, Any] = dict(book.rows())
    found |= {f"procedure:{row_id}": row for row_id, row in book.procedures.items()}
    for name in TERMS:
        found |= {f"{name.removesuffix('s')}:{row_id}": row for row_id, row in getattr(book, name).items()}
    return found


def _place(book: Book, key: str) -> tuple[str, int]:
    return book.places.get(key, ("vocabulary.yaml" if key.startswith(("event:", "actor:")) else ".", 1))


def title_of(row: Any) -> str:
    """A few words by which a person knows the row."""
    for name in ("title", "short", "label", "text"):
        if text := getattr(row, name, None):
            return str(text)
    return str(getattr(row, "year", ""))


def _changes(key: str, old: Any, new: Any, file: str, line: int) -> Iterator[Change]:
    before, after = _fields(old), _fields(new)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield Change(key, name, before.get(name), after.get(name), file, line)


def _fields(row: Any) -> dict[str, object]:
    found: dict[str, object] = row.model_dump(mode="json", exclude={"steps"})
    if isinstance(row, HolidayYear):
        del found["days"]
        found |= {f"days {day.date}": f"{day.name} ({day.kind.value})" for day in row.days}
    return found


def _rules(book: Book, touched: Collection[str], changed: Collection[Change]) -> Iterator[str]:
    """The rules of a book whose dates may move: their own rows, their procedure's kinds of days, tables, offices."""
    rewritten = {one.key for one in changed if one.field == "days_off"}
    days = any(key.startswith("year:") for key in touched)
    for procedure in book.procedures.values():
        whole = f"procedure:{procedure.id}" in rewritten
        for step in procedure.steps:
            rule = f"{procedure.id}.{step.id}"
            own = any(key == f"step:{rule}" or key.startswith(f"step:{rule}@") for key in touched)
            if whole or own or (days and _counts_days_off(step)) or _asks_office(step, touched):
                yield rule


def _counts_days_off(step: schema.Step) -> bool:
    return schema.Counting.WORKING in step.counting or bool(step.office or step.arrives_at)


def _asks_office(step: schema.Step, touched: Collection[str]) -> bool:
    return any(f"office:{office}" in touched for office in (step.office, step.arrives_at) if office)


def said(value: object) -> str:
    """A plain value in one short line."""
    if value is None or value == []:
        return "kosong"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {said(one)}" for name, one in value.items() if one is not None)
    if isinstance(value, list):
        return "; ".join(map(said, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)
