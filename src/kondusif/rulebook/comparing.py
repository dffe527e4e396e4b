"""What differs between two books: rows added, removed, and changed field by field. Pure.

Serves the page that sets two editions side by side and the plan of a load (`amending`): one way to say what changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kondusif.rulebook import schema
from kondusif.rulebook.book import TICKS, Book

# What the book says of a row, as JSON knows it.
Plain = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row that says something else. Values as JSON knows them; None where the field is empty."""

    field: str
    old: object
    new: object

    @property
    def is_tick(self) -> bool:
        """Whether only the checking of the row changed, not what it says."""
        return self.field in TICKS


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that stands in both books and says something else."""

    key: str
    changes: tuple[Change, ...]

    @property
    def in_substance(self) -> bool:
        """Whether the law itself reads differently, and not only its ticks."""
        return any(not change.is_tick for change in self.changes)


@dataclass(frozen=True, slots=True)
class Plan:
    """The way from one book to another.

    Args:
        added, removed: row keys, in the order of the book that has them.
        changed: rows in both.
        steps_changed: rule ids (`<procedure>.<step>`) whose dates may come out differently, by step or procedure.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    steps_changed: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether both books say the same."""
        return not (self.added or self.removed or self.changed)

    def of(self, key: str) -> tuple[Change, ...]:
        """What changed in one row; nothing for a row that is the same, new or gone."""
        return next((row.changes for row in self.changed if row.key == key), ())


@lru_cache(maxsize=16)
def plan(old: Book, new: Book) -> Plan:
    """What differs between two books.

    Args:
        old, new: two editions, or one edition before and after its ticks. Besides the rows of law, the procedures'
            own fields (`procedure:...`), sources, events and actors are compared.
    """
    before, after = _everything(old), _everything(new)
    changed = tuple(
        ChangedRow(key, found) for key in after if key in before and (found := _changes(before[key], after[key]))
    )
    added = tuple(key for key in after if key not in before)
    removed = tuple(key for key in before if key not in after)
    touched = {*added, *removed, *(row.key for row in changed if row.in_substance)}
    return Plan(added, removed, changed, frozenset(_rules(old, touched) | _rules(new, touched)))


def _everything(book: Book) -> dict[str, Plain]:
    found: dict[str, Plain] = {key: row.model_dump(mode="json") for key, row in book.rows().items()}
    for procedure in book.procedures.values():
        found[f"procedure:{procedure.id}"] = procedure.model_dump(mode="json", exclude={"steps"})
    tables: dict[str, Mapping[str, schema.Model]] = {
        "source": book.sources, "event": book.events, "actor": book.actors,
    }  # fmt: skip
    for kind, rows in tables.items():
        found |= {f"{kind}:{row_id}": row.model_dump(mode="json") for row_id, row in rows.items()}
    return found


def _changes(old: Plain, new: Plain) -> tuple[Change, ...]:
    fields = dict.fromkeys((*old, *new))
    return tuple(Change(field, old.get(field), new.get(field)) for field in fields if old.get(field) != new.get(field))


def _rules(book: Book, touched: set[str]) -> set[str]:
    """The rules of a book whose own row, procedure, office or pauses are among the touched keys."""
    return {
        f"{procedure.id}.{step.id}"
        for procedure in book.procedures.values()
        for step in procedure.steps
        if touched & _leans_on(procedure, step)
    }


def _leans_on(procedure: schema.Procedure, step: schema.Step) -> set[str]:
    key = f"step:{procedure.id}.{step.id}"
    offices = {f"office:{one}" for one in (step.office, step.arrives_at) if one}
    return {key, f"{key}@{step.valid_from}", f"procedure:{procedure.id}", *offices}
