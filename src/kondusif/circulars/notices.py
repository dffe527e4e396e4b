"""What this room tells people: the number of a circular and how many are open. No name."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.accounts.notices import Facts
from kondusif.base.wording import number


def _reminder(facts: Facts) -> str:
    return _("Edaran %(number)s menunggu dibaca dan ditandatangani oleh Anda.") % {"number": facts["number"]}


def _unit_open(facts: Facts) -> str:
    count = int(facts["count"])
    return ngettext(
        "Edaran %(number)s: %(count)s orang di unit Anda belum menandatangani.",
        "Edaran %(number)s: %(count)s orang di unit Anda belum menandatangani.", count,
    ) % {"number": facts["number"], "count": number(count, 0)}  # fmt: skip


NOTICES: dict[str, Callable[[Facts], str]] = {
    "circulars.reminder": _reminder,
    "circulars.unit_open": _unit_open,
}
