"""Finding an entry by a messy name: the question taken apart, the index asked, the entries loaded.

The index is a folder under the installation's home, made once for an edition. Two processes may make it at the same
moment: each builds aside and renames, the second takes what the first left.
"""

import os
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from django.conf import settings

from kondusif.engine import names
from kondusif.engine.names.asking import taken_apart
from kondusif.kernel.areas import contains
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee, RosterEdition
from kondusif.roster.rules import bare_name
from kondusif.roster.selectors.editions import latest_edition
from kondusif.roster.selectors.reading import places
from kondusif.roster.wording import reasons_in_words

if TYPE_CHECKING:
    from kondusif.engine.names import Index, Match, Reason

_ASIDE, _ASIDE_SECONDS = ".baru-", 3600
_lock = threading.Lock()
_held: dict[str, "Index"] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One likely entry.

    Args:
        score: 0..1 as the engine calibrates it; of this look-up only, kept nowhere.
        homonym: another entry found bears the same name; unit and area tell them apart.
    """

    employee: Employee
    score: float
    reasons: tuple["Reason", ...]
    homonym: bool

    @property
    def words(self) -> list[str]:
        """The reasons in the words of the page."""
        return reasons_in_words(self.reasons)


def find(query: str, *, unit: str = "", area: str = "", top: int = 5) -> list[Candidate]:
    """Likely entries for one written name, best first; none where nothing is likely or no list is loaded.

    Args:
        query: as people write it, the unit and the place included.
        unit: key of a unit, area: area code; where given they count more than what the question says.
    Raises:
        Refused: roster.look_up.no_name.
    """
    city_units = places()
    asked = taken_apart(query, city_units)
    if not asked.name:
        raise Refused("roster.look_up.no_name")
    edition = latest_edition()
    if edition is None:
        return []
    named = {place.key: place for place in city_units.every}.get(unit) or asked.unit
    where = area or (named.area_code if named else "")
    found = index_of(edition).match(asked.name, unit=named.name if named else asked.place, area=where, top=top)
    return _candidates(found, where)


def _candidates(matches: list["Match"], where: str) -> list[Candidate]:
    rows = Employee.objects.select_related("unit").in_bulk([match.nip for match in matches], field_name="nip")
    found = [(match, rows[match.nip]) for match in matches if match.nip in rows]
    bearers: dict[str, int] = {}
    for _match, row in found:
        bearers[bare_name(row.name)] = bearers.get(bare_name(row.name), 0) + 1
    return [
        Candidate(
            row, match.score, tuple(reason for reason in match.reasons if _speaks(reason.kind, where, row)),
            bearers[bare_name(row.name)] > 1 or any(reason.kind == "homonym" for reason in match.reasons),
        )
        for match, row in found
    ]  # fmt: skip


def _speaks(kind: str, where: str, row: Employee) -> bool:
    """An agency of the whole city lies in no kelurahan: its area does not speak for it."""
    return kind != "area" or contains(where, row.area_code)


def index_of(edition: RosterEdition) -> "Index":
    """The index of an edition, opened once in a process and made where it does not stand."""
    # The count is in it because entries are erased in their time; what is mapped still holds their names.
    key = f"{edition.number}-{edition.landed_at:%Y%m%d%H%M%S%f}-{Employee.objects.count()}"
    with _lock:
        if key not in _held:
            opened = _opened(folder() / key, None)
            _held.clear()
            _held[key] = opened
        return _held[key]


def folder() -> Path:
    """Where indexes of the roster lie."""
    return Path(settings.HOME) / "index" / "roster"


def _opened(home: Path, table: pa.Table | None) -> "Index":
    if home.is_dir():
        try:
            return names.Index.open(home)
        except (Refused, OSError):
            shutil.rmtree(home, ignore_errors=True)  # another version's, or torn: it is made anew
    home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=home.parent))
    try:
        names.build(_table() if table is None else table, aside)
        aside.chmod(0o700)
        with suppress(OSError):  # the other process was first; what it made is the same
            os.rename(aside, home)
        return names.Index.open(home)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        _clean(home)


def _table() -> pa.Table:
    rows = Employee.objects.order_by("pk").values_list("nip", "name", "unit__name", "unit_name", "area_code")
    told = [(nip, name, unit or written, area) for nip, name, unit, written, area in rows.iterator(chunk_size=5000)]
    columns = list(zip(*told, strict=True)) or [(), (), (), ()]
    return pa.table(
        {
            name: pa.array(values, pa.string())
            for name, values in zip(("nip", "nama", "unit", "wilayah"), columns, strict=True)
        }
    )


def _clean(keep: Path) -> None:
    """Indexes of older editions go, and what a build left behind that died an hour ago."""
    for other in keep.parent.iterdir():
        if other == keep:
            continue
        with suppress(OSError):
            if not other.name.startswith(_ASIDE) or now().timestamp() - other.stat().st_mtime > _ASIDE_SECONDS:
                shutil.rmtree(other, ignore_errors=True)
