"""Writes editions of the code list, and which code took the place of which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import is_area_code, level_of, parent_of
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.territory import rules, sheets
from kondusif.territory.models import Area, Edition
from kondusif.territory.rules import NATIONAL_LEVELS, Known, Plan, RefusedRow, SheetRow

DATA = Path(__file__).resolve().parent.parent / "data"
NATIONAL_FILE = DATA / "wilayah-2430-2025.csv.gz"
NATIONAL_EDITION = "Kepmendagri 300.2.2-2430 Tahun 2025"
NATIONAL_SOURCE = "idn-area-data 4.0.1, ODbL 1.0"
_BATCH = 5000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    edition: str
    added: int = 0
    changed: int = 0
    ended: int = 0
    restored: int = 0
    unchanged: int = 0
    refused: tuple[RefusedRow, ...] = field(default_factory=tuple)
    held: tuple[str, ...] = field(default_factory=tuple)

    def as_json(self) -> dict[str, object]:
        """The load as a document for other programs."""
        return {
            "edition": self.edition, "added": self.added, "changed": self.changed, "ended": self.ended,
            "restored": self.restored, "unchanged": self.unchanged, "held": list(self.held),
            "refused": [{"line": row.line, "text": row.text, "reason": row.reason} for row in self.refused],
        }  # fmt: skip


@transaction.atomic
def load_areas(
    actor: Actor, sheet: sheets.Sheet, edition: str, *, source: str = "", whole: bool | None = None
) -> Loaded:
    """Bring the register to a list of codes and names. Audit: territory.edition.loaded, if anything changed.

    Args:
        edition: the decree or file that the list rests on.
        whole: whether codes that the list leaves out have vanished; None lets the share of known codes decide.
    Returns:
        What was added, changed, ended and restored, and every refused row with its line and reason.
    Raises:
        Refused: the edition has no name.
    """
    name = rules.clean_name(edition)[:120]
    if not name:
        raise Refused("territory.edition.unnamed")
    plan = rules.plan_of(sheet.rows, _register(), sheet.mentioned, whole, [row.text for row in sheet.refused])
    changed = _write(plan, name)
    refused = tuple(sorted((*sheet.refused, *plan.refused), key=lambda row: row.line))
    loaded = Loaded(
        name, len(plan.added), len(plan.renamed) + len(plan.replaced), len(plan.ended), len(plan.restored),
        plan.unchanged, refused, tuple(plan.held),
    )  # fmt: skip
    if changed:
        _enter(actor, loaded, source, len(sheet.rows))
    return loaded


def load_national_list(actor: Actor) -> Loaded | None:
    """Load the list that ships with the product, once; None where it stands. Audit: territory.edition.loaded."""
    if Edition.objects.filter(name=NATIONAL_EDITION).exists():
        return None
    sheet = sheets.area_sheet(sheets.bytes_of(NATIONAL_FILE))
    return load_areas(actor, sheet, NATIONAL_EDITION, source=NATIONAL_SOURCE)


@transaction.atomic
def record_successor(actor: Actor, code: str, successor: str) -> Area:
    """Say which code took the place of a vanished one. Audit: territory.successor.recorded.

    Raises:
        Refused: one of the codes is unknown, or the first one is still in force.
    """
    found = {area.code: area for area in Area.objects.filter(code__in=[code, successor])}
    for asked in (code, successor):
        if asked not in found or not is_area_code(asked):
            raise Refused("territory.area.unknown", given=asked[:40])
    if found[code].lives:
        raise Refused("territory.area.still_lives", given=code)
    Area.objects.filter(code=code).update(successor_code=successor)
    record(actor, "territory.successor.recorded", code, {"successor": successor})
    found[code].successor_code = successor
    return found[code]


def _register() -> dict[str, Known]:
    columns = Area.objects.values_list("code", "name", "ended_in", "successor_code")
    return {code: Known(name, bool(ended), successor) for code, name, ended, successor in columns.iterator(10_000)}


def _write(plan: Plan, edition: str) -> bool:
    """Write the plan; tell whether anything moved."""
    upsert_areas(_area_of(row, edition) for row in (*plan.added, *plan.renamed, *plan.restored, *plan.replaced))
    for codes in _batches(plan.ended, 500):
        Area.objects.filter(code__in=codes).update(ended_in=edition)
    moved = bool(plan.added or plan.renamed or plan.restored or plan.replaced or plan.ended)
    if plan.whole:
        stale = Area.objects.filter(ended_in="", level__in=NATIONAL_LEVELS).exclude(edition=edition)
        stale = stale.exclude(code__in=plan.held) if plan.held else stale
        moved = bool(stale.update(edition=edition)) or moved
    return moved


def _enter(actor: Actor, loaded: Loaded, source: str, rows: int) -> None:
    """Remember the edition and put the load on the trail."""
    Edition.objects.update_or_create(
        name=loaded.edition, defaults={"source": source[:300], "loaded_at": now(), "rows": rows}
    )
    facts = {
        "added": loaded.added, "changed": loaded.changed, "ended": loaded.ended, "restored": loaded.restored,
        "refused": len(loaded.refused),
    }  # fmt: skip
    record(actor, "territory.edition.loaded", loaded.edition, facts)


def _area_of(row: SheetRow, edition: str) -> Area:
    return Area(
        code=row.code, name=row.name, level=level_of(row.code).value, parent_code=parent_of(row.code) or "",
        edition=edition, ended_in=edition if row.successor else "", successor_code=row.successor,
    )  # fmt: skip


def upsert_areas(areas: Iterable[Area]) -> None:
    """Write places in bulk; a known code is brought up to date."""
    for batch in _batches(areas, _BATCH):
        Area.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "level", "parent_code", "edition", "ended_in", "successor_code"],
        )


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    walk = iter(rows)
    while batch := list(islice(walk, size)):
        yield batch
