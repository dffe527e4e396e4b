"""Notices in words. Each room says its own in `<room>/notices.py`: `NOTICES`, code -> facts -> one sentence.

The sentence is made when it is read, in the reader's language, from numbers, codes and dates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kondusif.accounts.models import Notice
from kondusif.base.wording import long_date
from kondusif.institutions.models import City

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as an e-mail holds it."""

    subject: str
    body: str


@cache
def catalogue() -> dict[str, Callable[[Facts], str]]:
    """Every notice of every installed room, by code."""
    found: dict[str, Callable[[Facts], str]] = {}
    for app in settings.INSTALLED_APPS:
        if app.startswith("kondusif.") and find_spec(f"{app}.notices"):
            found.update(import_module(f"{app}.notices").NOTICES)
    return found


def say(notice: Notice) -> str:
    """One notice as a sentence in the language of the moment."""
    return catalogue()[notice.code](notice.facts)


def as_mail(notice: Notice, place: City | None) -> Letter:
    """The e-mail of a notice, in Indonesian: the sentence and where to read on, no name and no matter."""
    with override("id"):
        exercise = bool(place and place.is_exercise)
        subject = _("Kondusif (latihan): pemberitahuan tenggat") if exercise else _("Kondusif: pemberitahuan tenggat")
        lines = [say(notice), "", _("Buka Kondusif di kantor Anda untuk membaca dan menindaklanjuti.")]
        if exercise:
            lines.insert(0, _("Ini latihan; tanggalnya tanggal latihan."))
        return Letter(subject, "\n".join(lines))


def _named_substitute(facts: Facts) -> str:
    first = long_date(date.fromisoformat(facts["first"]))
    if not facts["last"]:
        return _("Anda ditunjuk sebagai pengganti seorang rekan sejak %(first)s.") % {"first": first}
    last = long_date(date.fromisoformat(facts["last"]))
    return _("Anda ditunjuk sebagai pengganti seorang rekan, %(first)s sampai %(last)s.") % {
        "first": first, "last": last
    }  # fmt: skip


NOTICES: dict[str, Callable[[Facts], str]] = {"accounts.substitute.named": _named_substitute}
