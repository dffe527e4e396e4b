"""Which algorithms are in use: every room lists its own in `<room>/algorithms.py`; here they become one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from platform import python_version
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.db.models import BinaryField, Count
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm, Quantum

QUANTUM = {
    Quantum.BREAKS: _("memecahkannya"),
    Quantum.HALVES: _("melemahkan, tidak memecahkan"),
    Quantum.NOTHING: _("tidak berpengaruh"),
}
# What a city with greater need would have, and this product has not.
UNMET = [
    _("Modul perangkat keras (HSM): kunci dibuka di memori server ini, dan siapa yang menguasai server yang sedang "
      "berjalan dapat melihatnya pada saat itu."),
    _("Penerima yang tahan komputer kuantum: tanda v1 memberi tempat bagi bentuk v2 di sampingnya."),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An algorithm with the version of its library that is installed here, and what a quantum computer does to it."""

    algorithm: Algorithm
    version: str
    quantum: object


@dataclass(frozen=True, slots=True)
class Blobs:
    """How many blobs of one column carry each mark; `other` have none that is known."""

    label: object
    first: int
    other: int


def algorithms() -> list[Row]:
    """Every algorithm of every installed room, those that a quantum computer would break first."""
    order = list(Quantum)
    rows = [row for module in _catalogues() for row in module.ALGORITHMS]
    rows.sort(key=lambda row: order.index(row.quantum))
    return [Row(row, version_of(row.library), QUANTUM[row.quantum]) for row in rows]


def unmet() -> list[object]:
    """What is not met, said plainly."""
    return list(UNMET)


def blobs() -> list[Blobs]:
    """Counts of blobs by the byte that they begin with, for every column that a room names."""
    return [_counted(place, label) for place, label in columns().items()]


def columns() -> dict[str, object]:
    """Every column that holds blobs (`app.Model.field`), with what lies in it."""
    found: dict[str, object] = {}
    for module in _catalogues():
        found.update(getattr(module, "BLOBS", {}))
    return found


def files_in_use() -> set[str]:
    """The names of the sealed files that some row still holds, from every column that a room names in `FILES`."""
    found: set[str] = set()
    for place in (one for module in _catalogues() for one in getattr(module, "FILES", ())):
        model, field = place.rsplit(".", 1)
        found.update(apps.get_model(model)._default_manager.values_list(field, flat=True))
    return found - {""}


def version_of(library: str) -> str:
    """The installed version of a distribution."""
    try:
        return python_version() if library == "Python" else version(library)
    except PackageNotFoundError:
        return ""


def _counted(place: str, label: object) -> Blobs:
    model, field = place.rsplit(".", 1)
    rows = apps.get_model(model)._default_manager.annotate(mark=Substr(field, 1, 1, output_field=BinaryField()))
    counts = {bytes(mark or b""): n for mark, n in rows.order_by().values_list("mark").annotate(n=Count("pk"))}
    first = counts.pop(b"\x01", 0)
    counts.pop(b"", None)  # emptied on purpose: retired, opened, erased
    return Blobs(label, first, sum(counts.values()))


@cache
def _catalogues() -> tuple[ModuleType, ...]:
    return tuple(_modules())


def _modules() -> Iterator[ModuleType]:
    for app in settings.INSTALLED_APPS:
        if app.startswith("kondusif.") and find_spec(f"{app}.algorithms"):
            yield import_module(f"{app}.algorithms")
