"""One line of time for a case: a lane for each procedure, a row for each clock, and the same facts as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base import wording
from kondusif.cases import law
from kondusif.cases.clocks import StepClock
from kondusif.cases.models import Case, Pause
from kondusif.cases.rules import ClockState
from kondusif.stages.lanes import Scale, bar, mark_line, words, words_last, written

LEFT, WIDTH, ROW, TOP = 285, 840, 28, 34
LETTER = 6.4  # about the width of a letter at 13 px
LONGEST_LABEL, LONGEST_HEAD = 43, 40
AIR = 0.3  # of the days, for the dates that stand behind the last bar
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the list: a day, what it is, and in which procedure."""

    on: date
    what: str
    track: str
    note: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The drawing and its list."""

    drawing: SafeString
    facts: Sequence[Fact]
    sentence: str


def case_line(case: Case, clocks: Sequence[StepClock], on: date) -> CaseLine | None:
    """All clocks of a case on one line; None while nothing has happened that a procedure knows.

    Args:
        case: loaded through `case_with_everything`.
        on: the city's date.
    """
    tracks = [row.procedure for row in case.procedures.all()]
    if not clocks:
        return None
    sentence = sentence_of(case, clocks, len(tracks), on)
    return CaseLine(drawing_of(case, clocks, tracks, on, sentence), facts_of(case, clocks, on), sentence)


def sentence_of(case: Case, clocks: Sequence[StepClock], tracks: int, on: date) -> str:
    """What the drawing says, for who cannot see it."""
    running = sum(1 for clock in clocks if clock.runs and clock.row.due_on)
    late = sum(1 for clock in clocks if clock.state is ClockState.LATE)
    parts = [
        ngettext("Satu prosedur", "%(n)s prosedur", tracks) % {"n": tracks},
        ngettext("satu tenggat berjalan", "%(n)s tenggat berjalan", running) % {"n": running},
    ]
    if late:
        parts.append(ngettext("satu lewat semua hitungan", "%(n)s lewat semua hitungan", late) % {"n": late})
    return _("%(parts)s, pada %(day)s.") % {"parts": ", ".join(parts), "day": wording.long_date(on)}


def facts_of(case: Case, clocks: Sequence[StepClock], on: date) -> list[Fact]:
    """Everything that the drawing shows, by day."""
    found = [
        Fact(row.happened_on, law.event_label(row.event), _tracks_of(case, row.event), row.note)
        for row in case.standing_events
    ]
    for clock in clocks:
        found += _facts(clock, on)
    for pause in case.pauses.all():
        found += _pause_facts(pause)
    found.append(Fact(on, _("hari ini"), ""))
    return sorted(found, key=lambda fact: fact.on)


def _tracks_of(case: Case, event: str) -> str:
    names = [row.procedure for row in case.procedures.all() if law.starts_with(row.procedure, event)]
    return ", ".join(law.procedure_title(name) for name in names)


def _facts(clock: StepClock, on: date) -> Iterable[Fact]:
    row, track = clock.row, clock.procedure_title
    if row.due_on:
        safe = _("tanggal aman: %(step)s") if row.outer_on != row.due_on else _("batas: %(step)s")
        yield Fact(row.due_on, safe % {"step": clock.title}, track, ahead=row.due_on > on)
    if row.outer_on and row.outer_on != row.due_on:
        yield Fact(row.outer_on, _("batas luar: %(step)s") % {"step": clock.title}, track, ahead=row.outer_on > on)
    if clock.done:
        yield Fact(clock.done.done_on, _("selesai: %(step)s") % {"step": clock.title}, track, clock.done.note)


def _pause_facts(pause: Pause) -> Iterable[Fact]:
    step, track = law.step_title(pause.procedure, pause.step), law.procedure_title(pause.procedure)
    why = {"step": step, "why": law.pause_label(pause.reason)}
    yield Fact(pause.first, _("dijeda: %(step)s (%(why)s)") % why, track, pause.note)
    if pause.resumed_on:
        yield Fact(pause.resumed_on, _("dilanjutkan: %(step)s") % {"step": step}, track, pause.resume_note)


def drawing_of(
    case: Case, clocks: Sequence[StepClock], tracks: Sequence[str], on: date, sentence: str
) -> SafeString:  # fmt: skip
    """The line as SVG."""
    scale = scale_of(case, clocks, on)
    body: list[SafeString] = []
    y = TOP
    for track in tracks:
        body += _lane(case, track, scale, y)
        y += ROW
        for clock in (clock for clock in clocks if clock.procedure == track):
            body += _clock(case, clock, scale, y)
            y += ROW
        y += 8
    body = words_last([*_months(scale, y), *body, *_today(on, scale, y)])
    return written(body, WIDTH, y + 24, sentence, "garis-perkara")


def scale_of(case: Case, clocks: Sequence[StepClock], on: date) -> Scale:
    """From the first event to the last date that is known, with room behind it for words."""
    days = [on, *(row.happened_on for row in case.standing_events)]
    for clock in clocks:
        days += [day for day in (clock.row.due_on, clock.row.outer_on, clock.row.met_on) if day]
    first, last = min(days) - DAY, max(days) + DAY
    return Scale(first, last + timedelta(days=round(((last - first).days + 1) * AIR) + 1), LEFT, WIDTH - 10)


def _lane(case: Case, track: str, scale: Scale, y: int) -> list[SafeString]:
    """The head of a lane: the procedure's name, and a ring for each of its events."""
    found = [words(_short(law.procedure_title(track), LONGEST_HEAD), 0, y + 17, bold=True), _rule(y)]
    for row in case.standing_events:
        if law.starts_with(track, row.event):
            said = f"{law.event_label(row.event)}, {wording.short_date(row.happened_on)}"
            found.append(_ring(_middle(row.happened_on, scale), y + 13, said))
    return found


def _clock(case: Case, clock: StepClock, scale: Scale, y: int) -> list[SafeString]:
    row = clock.row
    found = [words(_short(clock.title), 12, y + 17)]
    if not row.due_on:
        return [*found, *_without_limit(clock, scale, y)]
    last = row.outer_on or row.due_on
    found += bar(min(row.started_on, row.due_on), row.due_on, scale, y + 6, "f-laut-muda", "#c8d9d9", "", 14)
    found += bar(row.due_on + DAY, last, scale, y + 6, "f-tense", "#b5622f", "", 14)
    for pause in case.pauses.all():
        if (pause.procedure, pause.step) == (row.procedure, row.step):
            found.append(_gap(pause, min(last, scale.end), scale, y))
    found.append(mark_line(scale.at(row.due_on + DAY), y + 2, y + 24, "#1b2527", 2))
    if clock.done:
        found.append(_tick(_middle(clock.done.done_on, scale), y + 13, clock))
    return [*found, _said(_dates(clock), (min(row.started_on, row.due_on), max(last, row.met_on or last)), scale, y)]


def _without_limit(clock: StepClock, scale: Scale, y: int) -> list[SafeString]:
    """A duty for which the law names no number: where it began, or where it was done."""
    row = clock.row
    if clock.done:
        at = _middle(clock.done.done_on, scale)
        done = _("selesai %(day)s") % {"day": _day(row.met_on)}
        return [_tick(at, y + 13, clock), _said(done, (clock.done.done_on,) * 2, scale, y)]
    at = _middle(row.started_on, scale)
    said = _("belum dapat dihitung") if row.fault else _("tanpa batas hari")
    return [_ring(at, y + 13, said), _said(said, (row.started_on,) * 2, scale, y)]


def _said(text: str, days: tuple[date, date], scale: Scale, y: int) -> SafeString:
    """Words behind a bar, or before it where the sheet ends."""
    x = scale.at(days[1] + DAY) + 8
    if x + len(text) * LETTER <= WIDTH:
        return words(text, x, y + 17, halo=True)
    before = scale.at(days[0]) - 8
    fits = before - len(text) * LETTER >= LEFT
    return words(text, before if fits else WIDTH, y + 17, anchor="end", halo=True)


def _dates(clock: StepClock) -> str:
    """The dates behind a bar, with the state where it is not simply running."""
    row = clock.row
    said = _day(row.due_on) + (f" / {_day(row.outer_on)}" if row.outer_on != row.due_on else "")
    return f"{said}, {STATE_WORDS[clock.state]()}" if clock.state in STATE_WORDS else said


STATE_WORDS = {
    ClockState.PAUSED: lambda: _("dijeda"),
    ClockState.BEYOND_SAFE: lambda: _("lewat tanggal aman"),
    ClockState.LATE: lambda: _("lewat"),
    ClockState.MET: lambda: _("selesai"),
    ClockState.MET_BEYOND_SAFE: lambda: _("selesai sesudah tanggal aman"),
    ClockState.MET_LATE: lambda: _("selesai, lewat"),
    ClockState.BEGUN: lambda: _("berlaku"),
}


def _day(day: date | None) -> str:
    """13 Nov."""
    return wording.short_date(day).split(", ", 1)[1] if day else ""


def _short(text: str, longest: int = LONGEST_LABEL) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _middle(day: date, scale: Scale) -> float:
    return scale.at(day) + scale.day / 2


def _rule(y: int) -> SafeString:
    return format_html('<path class="g" d="M0 {}H{}" stroke="#dbd5c8" stroke-width="1"/>', y + 25, WIDTH)


def _ring(x: float, y: float, said: str) -> SafeString:
    """An event, with its name for who points at it."""
    return format_html(
        '<circle cx="{}" cy="{}" r="5" fill="#faf8f4" stroke="#1b2527" stroke-width="2"><title>{}</title></circle>',
        f"{x:.1f}", y, said,
    )  # fmt: skip


def _tick(x: float, y: float, clock: StepClock) -> SafeString:
    return format_html(
        '<path d="M{} {}l4 4 7-9" fill="none" stroke="#0e4a4f" stroke-width="2.5"><title>{}</title></path>',
        f"{x - 5:.1f}", y, STATE_WORDS[clock.state]() if clock.state in STATE_WORDS else "",
    )  # fmt: skip


def _gap(pause: Pause, end: date, scale: Scale, y: int) -> SafeString:
    """The days that do not count, drawn as paper with a dashed edge."""
    last = pause.last or end
    x, right = scale.at(pause.first), scale.at(max(last, pause.first) + DAY)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="18" fill="#faf8f4" stroke="#47504f" stroke-dasharray="3 3">'
        "<title>{}</title></rect>",
        f"{x:.1f}", y + 4, f"{right - x:.1f}", f"{_('dijeda')}: {law.pause_label(pause.reason)}",
    )  # fmt: skip


def _months(scale: Scale, bottom: int) -> list[SafeString]:
    found = []
    for first in scale.months():
        x = scale.at(first)
        found.append(mark_line(x, TOP - 6, bottom, "#dbd5c8", 1, "g"))
        if x < WIDTH - 80:
            found.append(words(wording.plain_date(first).split(" ", 1)[1], x + 5, bottom + 18))
    return found


def _today(on: date, scale: Scale, bottom: int) -> list[SafeString]:
    if not scale.shows(on, on):
        return [mark_safe("")]
    x = _middle(on, scale)
    said = f"{_('Hari ini')}, {_day(on)}"
    return [
        mark_line(x, 18, bottom, "#0e4a4f", 2.5),
        words(said, x, 13, bold=True, anchor="middle" if x < WIDTH - 90 else "end", fill="#0e4a4f"),
    ]
