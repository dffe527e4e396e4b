"""The rulebook as one value: rows by id, versions of a row by their span, and the keys under which rows are known."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import TypeVar

from kondusif.rulebook import facts, schema, schema_days

AnyRow = schema.Row | schema_days.HolidayYear
T = TypeVar("T")
R = TypeVar("R", bound=schema.Row)
TICKS = {"status", "checked_by", "checked_on", "second_by", "second_on"}


@dataclass(frozen=True, eq=False)
class Book:
    """The whole rulebook. Rows by id; `places` finds a row's file and line again for a fault.

    `acts` holds the newest row of every id, `act_versions` all of them, the oldest first. A procedure lists every
    version of its steps itself.
    """

    edition: schema.Edition
    digest: str
    sources: Mapping[str, schema.Source]
    instruments: Mapping[str, schema.Instrument]
    sanctions: Mapping[str, schema.SanctionLevel]
    acts: Mapping[str, schema.Act]
    procedures: Mapping[str, schema.Procedure]
    holiday_years: Mapping[int, schema_days.HolidayYear]
    offices: Mapping[str, schema_days.Office]
    events: Mapping[str, schema.Term]
    actors: Mapping[str, schema.Term]
    tests: facts.NormTests
    places: Mapping[str, tuple[str, int]] = field(repr=False, default_factory=dict)
    act_versions: Mapping[str, tuple[schema.Act, ...]] = field(default_factory=dict)
    pause_reasons: Mapping[str, schema.PauseReason] = field(default_factory=dict)
    roles: Mapping[str, schema.OfficeRole] = field(default_factory=dict)

    def rows(self) -> Mapping[str, AnyRow]:
        """Every row of law under its key (`act:SKB-D-1`, `step:disiplin-pp94.examination`, `year:2024`).

        The oldest version of an act or step has the plain key; a later one adds `@<valid_from>`.
        """
        return self._rows

    @cached_property
    def _rows(self) -> Mapping[str, AnyRow]:
        found: dict[str, AnyRow] = {}
        for acts in self.act_versions.values():
            found |= keyed("act:", acts)
        for procedure in self.procedures.values():
            for steps in versions_by_id(procedure.steps).values():
                found |= keyed(f"step:{procedure.id}.", steps)
        plain: dict[str, Mapping[str, schema.Row]] = {
            "sanction": self.sanctions,
            "instrument": self.instruments,
            "office": self.offices,
            "pause": self.pause_reasons,
            "role": self.roles,
        }
        for kind, rows in plain.items():
            found |= {f"{kind}:{row_id}": row for row_id, row in rows.items()}
        found |= {f"year:{year}": row for year, row in self.holiday_years.items()}
        return MappingProxyType(found)

    def with_rows(self, changed: Mapping[str, AnyRow]) -> "Book":
        """The same book with other rows under some of its keys (ticks laid over, a row tried out).

        Args:
            changed: row by key; the keys must stand in `rows()`.
        """
        if not changed:
            return self
        rows = {**self.rows(), **changed}
        versions = {
            row_id: tuple(_as(schema.Act, rows[key]) for key in keyed("act:", old))
            for row_id, old in self.act_versions.items()
        }
        return replace(
            self,
            act_versions=versions,
            acts={row_id: old[-1] for row_id, old in versions.items()},
            procedures={row_id: _with_steps(old, rows) for row_id, old in self.procedures.items()},
            sanctions=_swapped("sanction", self.sanctions, rows),
            instruments=_swapped("instrument", self.instruments, rows),
            offices=_swapped("office", self.offices, rows),
            pause_reasons=_swapped("pause", self.pause_reasons, rows),
            roles=_swapped("role", self.roles, rows),
            holiday_years={year: _as(schema_days.HolidayYear, rows[f"year:{year}"]) for year in self.holiday_years},
        )


def keyed(prefix: str, versions: Sequence[R]) -> dict[str, R]:
    """The versions of one id under their row keys, the oldest first."""
    return {f"{prefix}{row.id}{'' if place == 0 else f'@{row.valid_from}'}": row for place, row in enumerate(versions)}


def versions_by_id(rows: Iterable[R]) -> dict[str, tuple[R, ...]]:
    """Rows grouped by id in the order in which the ids first appear, each group with its oldest version first."""
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return {row_id: tuple(sorted(group, key=begins)) for row_id, group in found.items()}


def begins(row: schema.Span) -> date:
    """The first day of a span; an open beginning sorts before every day."""
    return row.valid_from or date.min


def ends(row: schema.Span) -> date:
    """The last day of a span; an open end sorts after every day."""
    return row.valid_to or date.max


def holder_on(role: schema.OfficeRole, day: date) -> schema.Holder | None:
    """Who filled a role on a day; a holder without a body says in words that nobody is known to. None: not covered."""
    return next((one for one in role.holders if one.valid_on(day)), None)


def row_digest(row: AnyRow) -> str:
    """A fingerprint of what a row says, without its ticks: a tick counts only while this stays the same.

    A field left at its default does not enter, so a field that the schema gains later changes no fingerprint.
    """
    content = row.model_dump(mode="json", exclude=TICKS, exclude_defaults=True)
    kind = type(row).__name__
    return sha256(json.dumps([kind, content], sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _with_steps(old: schema.Procedure, rows: Mapping[str, AnyRow]) -> schema.Procedure:
    keys = {
        id(step): key
        for versions in versions_by_id(old.steps).values()
        for key, step in keyed(f"step:{old.id}.", versions).items()
    }
    return old.model_copy(update={"steps": tuple(rows[keys[id(step)]] for step in old.steps)})


def _swapped(kind: str, old: Mapping[str, R], rows: Mapping[str, AnyRow]) -> dict[str, R]:
    return {row_id: _as(type(was), rows[f"{kind}:{row_id}"]) for row_id, was in old.items()}


def _as(shape: type[T], row: AnyRow) -> T:
    if not isinstance(row, shape):
        raise TypeError(f"a {type(row).__name__} cannot stand in the place of a {shape.__name__}")
    return row
