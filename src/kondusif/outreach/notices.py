"""What this room tells people: the number of a piece, how many wait. No name and no words of a piece."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.accounts.notices import Facts
from kondusif.base.wording import number


def _piece_waits(facts: Facts) -> str:
    return _("Konsep materi %(number)s menunggu dibaca dan diterbitkan orang kedua.") % {"number": facts["number"]}


def _pieces_wait(facts: Facts) -> str:
    count = int(facts["count"])
    return ngettext(
        "%(count)s konsep materi menunggu dibaca dan diterbitkan orang kedua.",
        "%(count)s konsep materi menunggu dibaca dan diterbitkan orang kedua.", count,
    ) % {"count": number(count, 0)}  # fmt: skip


NOTICES: dict[str, Callable[[Facts], str]] = {
    "outreach.piece.waits": _piece_waits,
    "outreach.kit.waits": _pieces_wait,
}
