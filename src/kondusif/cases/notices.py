"""What this room tells people: number, step and date. Never a name, never the matter."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.accounts.notices import Facts
from kondusif.base.wording import long_date
from kondusif.cases import law
from kondusif.cases.letter_kinds import title_of


def said_limit(text: str) -> str:
    """A limit that a notice keeps as ISO 8601, in words; hours are the city's own."""
    if "T" not in text:
        return long_date(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return _("%(day)s pukul %(hour)s") % {"day": long_date(moment.date()), "hour": moment.strftime("%H.%M")}


def _reminder(facts: Facts) -> str:
    return _("%(number)s, %(step)s: jatuh tempo %(due)s.") % _words(facts)


def _escalation(facts: Facts) -> str:
    if facts["outer"] == facts["due"]:
        return _("%(number)s, %(step)s: batas %(due)s sudah lewat dan belum dicatat selesai.") % _words(facts)
    return _(
        "%(number)s, %(step)s: tanggal aman %(due)s sudah lewat dan belum dicatat selesai. Batas luarnya %(outer)s."
    ) % _words(facts)


def _handed_over(facts: Facts) -> str:
    count = facts["cases"]
    return ngettext(
        "%(count)s penanganan diserahkan kepada Anda.", "%(count)s penanganan diserahkan kepada Anda.", count
    ) % {"count": count}


def _evidence_left(facts: Facts) -> str:
    said = _("%(number)s kini ditangani unit lain. Serahkan lagi buktinya, agar unit itu dapat membukanya.")
    return said % {"number": facts["number"]}


def _letter(facts: Facts) -> str:
    words = {"number": facts["number"], "kind": title_of(facts["kind"]), "on": said_limit(facts["received"])}
    return _("Surat resmi diterima %(on)s: %(kind)s. Penanganannya %(number)s.") % words


def _letter_day(facts: Facts) -> str:
    said = _("%(number)s: tanggal terima surat resminya dibetulkan menjadi %(on)s. Tenggatnya dihitung ulang.")
    return said % {"number": facts["number"], "on": said_limit(facts["received"])}


def _words(facts: Facts) -> dict[str, str]:
    return {
        "number": facts["number"], "step": law.step_title(facts["procedure"], facts["step"]),
        "due": said_limit(facts["due"]), "outer": said_limit(facts["outer"]),
    }  # fmt: skip


NOTICES: dict[str, Callable[[Facts], str]] = {
    "cases.reminder": _reminder,
    "cases.escalation": _escalation,
    "cases.handed_over": _handed_over,
    "cases.evidence_left": _evidence_left,
    "cases.letter_received": _letter,
    "cases.letter_day": _letter_day,
}
