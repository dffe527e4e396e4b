"""Why a place has its word, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base.wording import count_word, number
from kondusif.incidents.models import SEVERITIES, WORD_LABELS
from kondusif.incidents.rules import Proposal, Severity, Thresholds, Word


def silence_of(silent: int, total: int) -> str:
    """Why nothing can be said of the city."""
    return ngettext(
        "%(silent)s dari %(total)s kelurahan belum melapor hari ini, jadi kota belum dapat disebut aman.",
        "%(silent)s dari %(total)s kelurahan belum melapor hari ini, jadi kota belum dapat disebut aman.",
        silent,
    ) % {"silent": number(silent), "total": number(total)}


def reasons_of(proposal: Proposal, measure: Thresholds) -> tuple[str, ...]:
    """What the proposed word rests on: the open incidents, and the points against the threshold."""
    days = measure.window_days
    total = sum(proposal.counts.values())
    if not total:
        return (_("Tidak ada kejadian terbuka dalam %(days)s hari terakhir.") % {"days": days},)
    sorts = ", ".join(
        f"{proposal.counts[severity]} {str(SEVERITIES[severity]).lower()}"
        for severity in reversed(Severity)
        if proposal.counts.get(severity)
    )
    first = ngettext(
        "%(count)s kejadian terbuka dalam %(days)s hari terakhir (%(sorts)s).",
        "%(count)s kejadian terbuka dalam %(days)s hari terakhir (%(sorts)s).",
        total,
    ) % {"count": count_word(total).capitalize(), "days": days, "sorts": sorts}
    if proposal.word is Word.CALM:
        return (first, _("Nilai %(points)s, di bawah ambang pertama.") % {"points": number(proposal.points)})
    return (
        first,
        _("Nilai %(points)s, ambang %(word)s %(needed)s.")
        % {"points": number(proposal.points), "word": WORD_LABELS[proposal.word], "needed": number(proposal.needed)},
    )
