"""The trail as people read it."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kondusif.audit.models import Entry
from kondusif.kernel.actor import PUBLIC_ACTOR


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its sentence."""

    entry: Entry
    sentence: object

    @property
    def actor(self) -> str:
        """Who acted, in words where it was nobody with an account."""
        kind, _colon, part = self.entry.actor.partition(":")
        if self.entry.actor == PUBLIC_ACTOR.ref:
            return _("Masyarakat")
        return _("Sistem (%(part)s)") % {"part": part} if part and kind == "sistem" else self.entry.actor

    @property
    def facts(self) -> list[tuple[str, object]]:
        said = {True: _("ya"), False: _("tidak")}
        facts = sorted(self.entry.facts.items())
        return [(name, said[value] if isinstance(value, bool) else value) for name, value in facts]


def entries() -> QuerySet[Entry]:
    """Every entry, newest first."""
    return Entry.objects.order_by("-seq")


@cache
def actions() -> dict[str, object]:
    """Every action that the rooms write, with its sentence."""
    found: dict[str, object] = {}
    for app in settings.INSTALLED_APPS:
        if app.startswith("kondusif.") and find_spec(f"{app}.permissions"):
            found.update(getattr(import_module(f"{app}.permissions"), "AUDIT_ACTIONS", {}))
    return found


def line(entry: Entry) -> Line:
    """An entry with the sentence of its action; an action of an older edition stands as it was written."""
    return Line(entry, actions().get(entry.action, entry.action))
