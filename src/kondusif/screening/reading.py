"""The engine in memory: one text in, spans out; nothing is written anywhere."""

import shutil
import tempfile
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.db.models import Q

from kondusif.engine import mentions
from kondusif.engine.mentions import ActLexicon, PersonIndex, Places, Screen
from kondusif.institutions.selectors import city
from kondusif.kernel.areas import Level, ancestors
from kondusif.roster.selectors.editions import known_rows, latest_edition
from kondusif.roster.selectors.finding import index_of
from kondusif.roster.selectors.people import employee
from kondusif.screening.rules import Kind
from kondusif.territory.selectors import editions, living

_lock = threading.Lock()
_persons: dict[tuple[int, str], PersonIndex] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """One span of a text with what it may mean.

    Args:
        name, note: for persons, as the roster has them: the name; the post and the unit.
    """

    kind: str
    ref: str
    start: int
    end: int
    score: float
    quote: str
    name: str = ""
    note: str = ""


def edition() -> str:
    """Which lexicons and which programme read, as the manifest of a run says it."""
    return mentions.edition()


def read_in_memory(text: str, *, area: str, persons: bool) -> list[Found]:
    """What a text may name, in its order.

    Args:
        area: code of the place where the text is at home.
        persons: whether the roster is looked into; it costs its index once in a process.
    """
    screen = Screen(acts=ActLexicon.load(), places=_places())
    if persons and (held := latest_edition()):
        index = _persons_of(held.number, str(held.landed_at))
        screen = Screen(index, screen.acts, screen.places, names=index_of(held))
    found = screen.read_one(text, wilayah=area or city().code)
    return [_found(one) for one in found]


def _found(one: mentions.Proposal) -> Found:
    name, note = "", ""
    if one.kind == Kind.PERSON and (entry := employee(one.ref)):
        name = entry.name
        note = " · ".join(part for part in (entry.post, entry.unit.name if entry.unit else entry.unit_name) if part)
    return Found(one.kind, one.ref, one.start, one.end, one.score, one.quote, name or one.quote, note)


def _places() -> Places:
    """Provinces, cities and regencies of the country, and the parts of our own province."""
    newest = editions().first()
    province = ancestors(city().code)[0] if ancestors(city().code) else city().code
    return _places_of(province, newest.pk if newest else 0, living().count())


@lru_cache(maxsize=2)
def _places_of(province: str, _edition: int, _count: int) -> Places:
    wide = Q(level__in=(Level.PROVINCE, Level.CITY))
    own = Q(code__startswith=f"{province}.", level__in=(Level.DISTRICT, Level.VILLAGE))
    return Places.from_rows(living().filter(wide | own).order_by("code").values_list("code", "name"))


def _persons_of(number: int, landed: str) -> PersonIndex:
    """The index of an edition's whole names, mapped from a folder that is gone as soon as it is mapped."""
    key = (number, landed)
    with _lock:
        if key not in _persons:
            folder = Path(tempfile.mkdtemp(prefix=".nama-", dir=settings.HOME))
            try:
                opened = PersonIndex.build(_table(), folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            _persons.clear()
            _persons[key] = opened
        return _persons[key]


def _table() -> pa.Table:
    known, _left = known_rows()
    rows = sorted(known.values(), key=lambda row: row.nip)
    return pa.table({
        "nip": pa.array([row.nip for row in rows], pa.string()),
        "nama": pa.array([row.name for row in rows], pa.string()),
        "wilayah": pa.array([row.area_code for row in rows], pa.string()),
    })  # fmt: skip
