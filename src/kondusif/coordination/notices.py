"""What this room tells people: the number of a declaration, the place of a promise in it, a date. No name, no words."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from kondusif.accounts.notices import Facts
from kondusif.base.wording import long_date


def _given(facts: Facts) -> str:
    words = {"number": facts["number"], "order": facts["order"]}
    if not facts["on"]:
        return _("Anda ditunjuk melihat janji %(order)s dari %(number)s.") % words
    day = long_date(date.fromisoformat(facts["on"]))
    return _("Anda ditunjuk melihat janji %(order)s dari %(number)s pada %(day)s.") % {**words, "day": day}


def _due(facts: Facts) -> str:
    return _("%(number)s, janji %(order)s: dilihat %(day)s.") % {
        "number": facts["number"], "order": facts["order"], "day": long_date(date.fromisoformat(facts["on"])),
    }  # fmt: skip


NOTICES: dict[str, Callable[[Facts], str]] = {
    "coordination.watch.given": _given,
    "coordination.watch.due": _due,
}
