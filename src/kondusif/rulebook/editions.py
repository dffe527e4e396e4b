"""Which edition of the law is in force in this city: the shipped one or a newer one that was loaded, with its ticks.

Kept in the process and asked again every two seconds, and at once after a write of this process (`forget`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Max

from kondusif.kernel.errors import Refused
from kondusif.rulebook import loader
from kondusif.rulebook.amending import number_of
from kondusif.rulebook.book import Book
from kondusif.rulebook.ticking import Ticked, with_ticks

if TYPE_CHECKING:
    from kondusif.rulebook.models import LoadedEdition

FRESH_SECONDS = 2.0
TABLES = {"rulebook_loadededition", "rulebook_tick"}
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One known edition, for a list. `loaded_on` is None for the shipped one."""

    edition: str
    digest: str
    shipped: bool
    in_force: bool
    loaded_by: str
    loaded_on: date | None
    loaded_at: datetime | None
    note: str


@dataclass(slots=True)
class _Held:
    book: Book
    stamp: Stamp
    until: float


class _Memory:
    """What this process knows; `tables` is set once they have been seen to stand."""

    asks: bool = True
    held: _Held | None = None
    tables: bool = False
    lock = Lock()


@lru_cache(maxsize=1)
def shipped() -> Book:
    """The rulebook that came with the product."""
    return loader.load()


def in_force() -> Book:
    """The edition in force now, with its ticks."""
    if not _Memory.asks:
        return shipped()
    held = _Memory.held
    if held is not None and monotonic() < held.until:
        return held.book
    with _Memory.lock:
        return _asked()


def forget(*, whole_transaction: bool = False) -> None:
    """Ask the database again at the next reading.

    Args:
        whole_transaction: once more when the write that stands open has been committed.
    """
    _Memory.asks, _Memory.held = True, None
    _laid_over.cache_clear()
    if whole_transaction:
        transaction.on_commit(forget)


def hold_shipped() -> None:
    """Stay with the shipped edition without asking, until a write of this process; for tests without editions."""
    _Memory.asks = False


def book_of(edition: str) -> Book:
    """An edition that this city has or had, for an old reading. Raises Refused for an unknown one."""
    current = in_force()
    if current.edition.edition == edition:
        return current
    return _laid_over(edition, _stamp() if tables_stand() else ())


def files_of(edition: str | None = None) -> dict[str, str]:
    """The texts of an edition by name, the one in force unless another is named. Raises Refused for an unknown one."""
    from kondusif.rulebook.models import LoadedEdition

    wanted = edition or in_force().edition.edition
    if wanted == shipped().edition.edition:
        return loader.files_of()
    book_of(wanted)
    return dict(LoadedEdition.objects.get(edition=wanted).files)


def known_editions() -> list[EditionLine]:
    """Every edition that can be read again, the newest first."""
    now, ours = in_force().edition.edition, shipped()
    found = {
        ours.edition.edition: EditionLine(
            ours.edition.edition, ours.digest, True, ours.edition.edition == now, "", None, None, ""
        )
    }
    for row in _rows():
        found.setdefault(
            row.edition,
            EditionLine(
                row.edition, row.digest, False, row.edition == now, str(row.loaded_by or ""), row.loaded_on,
                row.loaded_at, row.note,
            ),
        )  # fmt: skip
    return sorted(found.values(), key=lambda line: number_of(line.edition), reverse=True)


def standing_ticks() -> list[Ticked]:
    """The ticks that were not withdrawn, in the order in which they were given."""
    from kondusif.rulebook.models import Tick

    rows = Tick.objects.filter(withdrawn_at__isnull=True).select_related("by").order_by("at", "pk")
    return [Ticked(row.row_key, row.row_digest, row.by.full_name or row.by.username, row.on) for row in rows]


def ticked(book: Book) -> Book:
    """A book that is not loaded yet as it would stand here: a tick stays on a row that says the same."""
    return with_ticks(book, standing_ticks()) if tables_stand() else book


def tables_stand() -> bool:
    """Whether the tables of this room can be asked; before the first migration they cannot."""
    if not _Memory.tables and apps.models_ready:
        name = str(connection.settings_dict["NAME"])
        if connection.vendor == "sqlite" and not connection.in_atomic_block and _absent(name):
            return False
        try:
            _Memory.tables = set(connection.introspection.table_names()) >= TABLES
        except DatabaseError:
            return False
    return _Memory.tables


def _absent(name: str) -> bool:
    return not name.startswith("file:") and name != ":memory:" and not Path(name).is_file()


def _asked() -> Book:
    held = _Memory.held
    if held is not None and monotonic() < held.until:  # another thread has just asked
        return held.book
    stamp = _stamp() if tables_stand() else ()
    book = held.book if held is not None and held.stamp == stamp else _laid_over(_newest(stamp), stamp)
    _Memory.held = _Held(book, stamp, monotonic() + FRESH_SECONDS)
    return book


def _newest(stamp: Stamp) -> str:
    from kondusif.rulebook.models import LoadedEdition

    loaded = LoadedEdition.objects.values_list("edition", flat=True) if stamp else ()
    return max([shipped().edition.edition, *loaded], key=number_of)


def _stamp() -> Stamp:
    from kondusif.rulebook.models import LoadedEdition, Tick

    ticks = Tick.objects.aggregate(last=Max("pk"), given=Count("pk"), gone=Count("withdrawn_at"))
    return (LoadedEdition.objects.count(), *ticks.values())


@lru_cache(maxsize=8)
def _laid_over(edition: str, stamp: Stamp) -> Book:
    return with_ticks(_read(edition), standing_ticks() if stamp else [])


def _read(edition: str) -> Book:
    from kondusif.rulebook.models import LoadedEdition

    if edition == shipped().edition.edition:
        return shipped()
    found = LoadedEdition.objects.filter(edition=edition) if tables_stand() else LoadedEdition.objects.none()
    digest = found.values_list("digest", flat=True).first()
    if digest is None:
        known = ", ".join(line.edition for line in known_editions())
        raise Refused("rulebook.edition.unknown", edition=edition[:40], known=known)
    return _parsed(edition, digest)


@lru_cache(maxsize=8)
def _parsed(edition: str, _digest: str) -> Book:
    """Read once in a process; a digest never changes its content."""
    from kondusif.rulebook.models import LoadedEdition

    return loader.load_files(LoadedEdition.objects.get(edition=edition).files)


def _rows() -> "Sequence[LoadedEdition]":
    from kondusif.rulebook.models import LoadedEdition as Stored

    return list(Stored.objects.select_related("loaded_by").defer("files")) if tables_stand() else []
