"""How this room says why an entry was found, what a field is called, and what a value is."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kondusif.base.wording import plain_date
from kondusif.kernel.errors import BadSheet
from kondusif.roster.models import KINDS
from kondusif.roster.rules import Kind


class Reason(Protocol):
    """Why an entry was found, as the engine of names says it."""

    @property
    def kind(self) -> str: ...
    @property
    def asked(self) -> str: ...
    @property
    def found(self) -> str: ...


FIELDS = {
    "name": gettext_lazy("Nama"), "kind": gettext_lazy("Status"), "unit": gettext_lazy("Unit dalam susunan kota"),
    "unit_name": gettext_lazy("Unit kerja"), "post": gettext_lazy("Jabatan"), "rank": gettext_lazy("Golongan"),
    "area_code": gettext_lazy("Wilayah"), "since": gettext_lazy("TMT"), "until": gettext_lazy("Sampai"),
}  # fmt: skip

_SAID: dict[str, Callable[[], str]] = {
    "title_dropped": lambda: _("“%(asked)s” gelar atau sapaan, tidak dihitung"),
    "old_spelling": lambda: _("ejaan lama: %(asked)s = %(found)s"),
    "short_form": lambda: _("singkatan: %(asked)s = %(found)s"),
    "initial": lambda: _("inisial: %(asked)s = %(found)s"),
    "joined": lambda: _("ditulis serangkai atau terpisah: %(asked)s = %(found)s"),
    "swapped": lambda: _("urutan kata tertukar"),
    "typo": lambda: _("mirip: %(asked)s dan %(found)s"),
    "exact": lambda: _("nama sama"),
    "unit": lambda: _("unit cocok: %(found)s"),
    "area": lambda: _("wilayah cocok"),
    "missing_part": lambda: _("%(found)s tidak disebut dalam pencarian"),
    "extra_part": lambda: _("%(asked)s tidak ada pada nama pegawai"),
    "homonym": lambda: _("%(found)s pegawai bernama sama"),
}


def reason_words(reason: Reason) -> str:
    """Why an entry was found, in the words of the page; the bare words where the engine learned a new kind."""
    say = _SAID.get(reason.kind)
    told = say() if say else f"{reason.asked} = {reason.found}"
    facts = {"asked": _written(reason.asked), "found": _written(reason.found)}
    return told % facts if "%(" in told else told


def _written(word: str) -> str:
    """A word that the engine compares in capitals, as a name is written."""
    return word.title() if word.isupper() else word


def reasons_in_words(reasons: Iterable[Reason]) -> list[str]:
    """Every reason once, in its order."""
    return list(dict.fromkeys(reason_words(reason) for reason in reasons))


def field_words(name: str) -> str:
    """The name of a field of an employee."""
    return str(FIELDS.get(name, name))


def value_words(name: str, value: str) -> str:
    """A value of a preview as a person reads it."""
    if not value:
        return _("kosong")
    if name == "kind":
        return str(KINDS[Kind(value)])
    if name in ("since", "until"):
        return plain_date(date.fromisoformat(value))
    return value


def fault_words(fault: BadSheet) -> str:
    """A fault of a whole sheet with its line and column."""
    where = _("Baris %(line)s, kolom %(column)s") if fault.column else _("Baris %(line)s")
    return f"{where % {'line': fault.line, 'column': fault.column}}: {fault.problem}."
