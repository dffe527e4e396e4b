"""What the desk of prevention says in words: the finding on top, why a visit is worth it, where a trend goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base.wording import count_word, number, percent, short_date
from kondusif.outreach.models import GROUPS
from kondusif.outreach.selectors.visits import Visit
from kondusif.web.prevention.gathering import Picture

POINT = 0.005  # half a percentage point: less is no change


def headline(of: Picture) -> str:
    """The finding of the page, a sentence with a number."""
    whole = of.coverage.city
    if not of.rows:
        return _("Daftar kelurahan belum dimuat")
    if whole.value is None:
        return _("Cakupan %(count)s kelurahan belum diketahui: daftar RT belum ada") % {"count": len(of.rows)}
    if not whole.touched:
        return _("Belum satu pun dari %(count)s RT terjangkau sesi yang terhitung") % {"count": number(whole.targets)}
    if len(of.first) == 1:
        (only,) = of.first
        return _("%(name)s rawan, cakupannya baru %(value)s") % {
            "name": only.name, "value": percent(only.place.value or 0)
        }  # fmt: skip
    if of.first:
        return ngettext(
            "%(count)s kelurahan paling rawan belum mencapai target %(target)s",
            "%(count)s kelurahan paling rawan belum mencapai target %(target)s",
            len(of.first),
        ) % {"count": count_word(len(of.first)).capitalize(), "target": percent(of.target)}
    said = {"value": percent(whole.value), "target": percent(of.target)}
    if whole.value < of.target:
        return _("Cakupan kota %(value)s, target %(target)s belum tercapai") % said
    return _("Cakupan kota %(value)s, target %(target)s tercapai") % said


def lead(of: Picture) -> str:
    """The figures under the finding: plain, weighted, and what is not known."""
    whole, weighted = of.coverage.city, of.coverage.weighted
    if whole.value is None or weighted is None:
        return _("Tanpa daftar RT tidak ada yang dapat dibagi. Muat daftarnya di halaman Wilayah.")
    said = [
        _("Cakupan kota %(plain)s; dibobot menurut kerawanan %(weighted)s.")
        % {"plain": percent(whole.value), "weighted": percent(weighted)}
    ]
    if weighted < whole.value - POINT:
        said.append(_("Tempat yang lebih rawan lebih sedikit terjangkau."))
    if of.unknown:
        said.append(
            ngettext(
                "%(count)s kelurahan belum punya daftar RT dan tidak ikut dihitung.",
                "%(count)s kelurahan belum punya daftar RT dan tidak ikut dihitung.",
                len(of.unknown),
            )
            % {"count": count_word(len(of.unknown)).capitalize()}
        )
    return " ".join(said)


def narrowed_to(of: Picture) -> str:
    """What the sessions were narrowed to, or nothing."""
    parts = []
    if of.programme:
        parts.append(_("program %(name)s") % {"name": of.programme.name})
    if of.group:
        parts.append(_("sasaran %(name)s") % {"name": str(GROUPS[of.group]).lower()})  # type: ignore[index]
    return _("Hanya sesi untuk %(what)s.") % {"what": " · ".join(parts)} if parts else ""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One of the next visits in words.

    Args:
        reasons: why there; places and figures, no report and no person.
        change: what a session there would change.
        planned: the session that stands planned there already, as `SOS-…, Kam, 14 Nov`; empty without one.
    """

    rw_code: str
    village_code: str
    title: str
    reasons: tuple[str, ...]
    change: str
    planned: str
    planned_number: str


def visit_lines(of: Picture, labels: Mapping[str, str], planned: Mapping[str, tuple[str, date]]) -> list[VisitLine]:
    """The next visits with their reasons.

    Args:
        labels: how lists name the RW.
        planned: by kelurahan, the next session that stands planned there.
    """
    lines = []
    for visit in of.visits:
        row = of.by_code[visit.village_code]
        next_one = planned.get(visit.village_code)
        lines.append(
            VisitLine(
                visit.rw_code, visit.village_code, f"{row.name}, {labels.get(visit.rw_code, visit.rw_code)}",
                (_unreached(visit, of), *row.risk.parts), _change(visit, row.name),
                f"{next_one[0]}, {short_date(next_one[1])}" if next_one else "", next_one[0] if next_one else "",
            )
        )  # fmt: skip
    return lines


def share_in_words(of: Picture) -> str:
    """How many of an RW's RT are expected to come, and whether that was learned."""
    if not of.visits:
        return ""
    share, measure = of.visits[0].share, of.coverage.measure
    if share.learned:
        return _("Dihitung bila %(share)s RT datang, rata-rata sesi di RW dalam %(days)s hari terakhir.") % {
            "share": percent(share.part), "days": measure.share_days
        }  # fmt: skip
    return _(
        "Dihitung dengan anggapan semua RT datang: belum ada %(count)s sesi di RW dalam %(days)s hari terakhir."
    ) % {"count": count_word(measure.share_sessions), "days": measure.share_days}


def trend_in_words(of: Picture) -> str:
    """Where coverage went over the weeks shown."""
    (_first_on, before), (_last_on, after) = of.weeks[0], of.weeks[-1]
    weeks = len(of.weeks) - 1
    if before is None or after is None:
        return _("Cakupan per pekan belum diketahui")
    points = number(abs(after - before) * 100, 0)
    if abs(after - before) < POINT:
        return _("Cakupan tetap %(value)s dalam %(weeks)s pekan") % {
            "value": percent(after), "weeks": count_word(weeks)
        }  # fmt: skip
    said = (
        _("Cakupan naik %(points)s poin dalam %(weeks)s pekan") if after > before
        else _("Cakupan turun %(points)s poin dalam %(weeks)s pekan")
    )  # fmt: skip
    return said % {"points": points, "weeks": count_word(weeks)}


def names_of_first(of: Picture) -> str:
    """The kelurahan to be visited first, for the title of a drawing."""
    names = ", ".join(row.name for row in of.first)
    if not names:
        return _("Tiap titik satu kelurahan. Tidak ada yang rawan dan di bawah target.")
    return _("Tiap titik satu kelurahan. Rawan dan di bawah target %(target)s: %(names)s.") % {
        "target": percent(of.target), "names": names
    }  # fmt: skip


def _unreached(visit: Visit, of: Picture) -> str:
    return capfirst(
        _("%(unreached)s dari %(targets)s RT belum terjangkau dalam %(days)s hari.")
        % {
            "unreached": count_word(visit.unreached),
            "targets": count_word(visit.targets),
            "days": of.coverage.measure.fresh_days,
        }
    )


def _change(visit: Visit, name: str) -> str:
    return _("Cakupan %(name)s %(before)s menjadi %(after)s; kota terbobot %(city_before)s menjadi %(city_after)s.") % {
        "name": name, "before": percent(visit.before), "after": percent(visit.after),
        "city_before": percent(visit.city_before, 1), "city_after": percent(visit.city_after, 1),
    }  # fmt: skip
