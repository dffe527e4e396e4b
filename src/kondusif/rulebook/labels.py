"""Words for what a row says about itself, in the language of the moment."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kondusif.rulebook import selectors
from kondusif.rulebook.schema import (
    Confidence,
    Counting,
    DayOffKind,
    Phase,
    SanctionRange,
    Status,
    Step,
    Track,
    Unit,
)
from kondusif.rulebook.schema_days import Weekday, WeeklyHours

TRACKS: dict[str, Promise | str] = {
    Track.ETHICS: _("kode etik"),
    Track.DISCIPLINE: _("disiplin"),
    Track.CRIME: _("pidana"),
    Track.ADMINISTRATION: _("administrasi"),
}
PHASES: dict[str, Promise | str] = {
    Phase.WOULD_BE: _("bakal calon (sebelum penetapan)"),
    Phase.CANDIDATE: _("calon (sejak penetapan)"),
    Phase.OVER: _("sesudah tahapan selesai"),
}
SHORT_PHASES: dict[str, Promise | str] = {
    Phase.WOULD_BE: _("bakal calon"),
    Phase.CANDIDATE: _("calon"),
    Phase.OVER: _("sesudah tahapan"),
}
EVERY_PHASE = _("tidak dibatasi tahap")
STATUSES: dict[str, Promise | str] = {
    Status.DRAFT: _("belum diperiksa"),
    Status.CHECKED: _("diperiksa satu orang, belum berlaku"),
    Status.IN_FORCE: _("sudah diperiksa dan berlaku"),
    Status.SUPERSEDED: _("sudah diganti aturan lain"),
}
CONFIDENCES: dict[str, Promise | str] = {
    Confidence.PRIMARY: _("halaman naskah resmi dibaca"),
    Confidence.FAITHFUL: _("salinan yang setia dibaca"),
    Confidence.PRESS: _("dibaca dari pemberitaan"),
    Confidence.MEMORY: _("dari ingatan, naskah belum dibaca"),
    Confidence.INFERENCE: _("simpulan, tidak tertulis demikian"),
}
DAY_OFF_KINDS: dict[str, Promise | str] = {
    DayOffKind.NATIONAL: _("libur nasional"),
    DayOffKind.SHARED_LEAVE: _("cuti bersama"),
    DayOffKind.VOTING_DAY: _("hari pemungutan suara"),
    DayOffKind.LOCAL: _("libur daerah"),
}
COUNTS: dict[str, Promise | str] = {
    Counting.CALENDAR: _("%(number)s hari kalender"),
    Counting.WORKING: _("%(number)s hari kerja"),
    Counting.HOURS: _("%(number)s jam"),
}

WEEKDAYS: dict[str, Promise | str] = {
    Weekday.MONDAY: _("Senin"),
    Weekday.TUESDAY: _("Selasa"),
    Weekday.WEDNESDAY: _("Rabu"),
    Weekday.THURSDAY: _("Kamis"),
    Weekday.FRIDAY: _("Jumat"),
    Weekday.SATURDAY: _("Sabtu"),
    Weekday.SUNDAY: _("Minggu"),
}


def said(row: object, name: str) -> str:
    """A text of a row in the reader's language where the row has it, otherwise as written in Indonesian."""
    other = getattr(row, f"{name}_en", None) if (get_language() or "id").startswith("en") else None
    return str(other or getattr(row, name))


def sanction_words(span: SanctionRange | None) -> str:
    """`disiplin sedang sampai disiplin berat`, or that the row names none."""
    if span is None:
        return str(_("tidak disebut"))
    levels = selectors.book().sanctions
    low, high = said(levels[span.min], "label"), said(levels[span.max], "label")
    return low if span.min == span.max else str(_("%(low)s sampai %(high)s") % {"low": low, "high": high})


def count_words(step: Step) -> str:
    """`7 hari kalender`; for two kinds of days both; for no number that there is none."""
    if step.number is None:
        return str(_("tidak ada angka dalam aturan"))
    if step.unit is Unit.MONTHS:
        return str(_("%(number)s bulan") % {"number": step.number})
    ways = [str(COUNTS[way]) % {"number": step.number} for way in step.counting]
    return str(_(" atau ")).join(ways)


def week_words(week: WeeklyHours) -> str:
    """`Senin sampai Kamis, 08.00 sampai 16.00`."""
    first, last = WEEKDAYS[week.days[0]], WEEKDAYS[week.days[-1]]
    days = str(first) if len(week.days) == 1 else str(_("%(low)s sampai %(high)s") % {"low": first, "high": last})
    hours = _("%(opens)s sampai %(closes)s") % {"opens": f"{week.opens:%H.%M}", "closes": f"{week.closes:%H.%M}"}
    return f"{days}, {hours}"
