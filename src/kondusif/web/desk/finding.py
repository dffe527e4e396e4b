"""What the desk's board says in words."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base.wording import count_word, number
from kondusif.intake.selectors.queue import Counted
from kondusif.web.desk.gathering import Line, Silence


def headline(rows: Iterable[Line], silent: Silence) -> str:
    """The finding of the board: new reports and the oldest of them, and how many kelurahan are silent."""
    said = []
    new = next(row for row in rows if row.key == "new")
    if new.count:
        said.append(_new(new))
    if silent.count:
        said.append(
            ngettext(
                "%(count)s kelurahan belum melapor hari ini", "%(count)s kelurahan belum melapor hari ini", silent.count
            )
            % {"count": count_word(silent.count)}
        )
    if not said:
        return _("Tidak ada laporan baru, dan semua kelurahan sudah melapor")
    return capfirst("; ".join(said))


def _new(row: Line) -> str:
    words = ngettext(
        "%(count)s laporan baru belum dilihat", "%(count)s laporan baru belum dilihat", row.count.number
    ) % {"count": in_words(row.count)}  # fmt: skip
    if not row.days:
        return words
    oldest = ngettext("yang tertua %(days)s hari", "yang tertua %(days)s hari", row.days) % {"days": number(row.days)}
    return f"{words}, {oldest}"


def in_words(count: Counted) -> str:
    """A count as it stands in a sentence; one that stopped says so."""
    if count.more:
        return _("lebih dari %(count)s") % {"count": number(count.number)}
    return count_word(count.number)
