"""The stage line as SVG drawn on the server: wide for the situation room, small for phones and the public home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.base import wording
from kondusif.rulebook.labels import said
from kondusif.stages import selectors
from kondusif.stages.lanes import Scale, bar, held, lanes_of, mark_line, words, words_last, written
from kondusif.stages.models import CityEvent
from kondusif.stages.rules import Calendar, Mark, Stage, Standing, day_of, standing

LEFT, WIDTH = 150, 1216
# The line starts with the month in which the candidates are fixed; a contest planned further ahead shows this much.
LONGEST_DAYS = 200
MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class StageLine:
    """Everything a page needs to show where a day stands in a contest."""

    contest: str
    name: str
    standing: Standing
    voting_on: date | None
    count: str
    now: str
    quiet: str
    sentence: str
    wide: SafeString
    small: SafeString
    quiet_period: bool
    unchecked: bool


def stage_line(on: date, calendar: Calendar | None = None) -> StageLine | None:
    """Where the day stands in the city's contest, in words and as drawings; None without a contest.

    Args:
        on: the city's date.
        calendar: another contest than the city's current one.
    """
    found = calendar or selectors.current_contest()
    if found is None:
        return None
    sentence = sentence_of(found, on)
    events = _events(found, on)
    return StageLine(
        contest=found.id, name=found.name, standing=standing(found, on), voting_on=found.voting_on,
        count=count_of(found, on),
        now=now_of(found, on), quiet=quiet_of(found), sentence=sentence,
        wide=wide_line(found, on, events, sentence), small=small_line(found, on, sentence),
        quiet_period=standing(found, on).quiet_period,
        unchecked=any(row.status not in ("checked", "in_force") for row in found.stages if row.mark),
    )  # fmt: skip


def count_of(calendar: Calendar, on: date) -> str:
    """The count to voting: "14 hari", "hari ini", or how many days have passed."""
    if calendar.voting_on is None:
        return ""
    days = (calendar.voting_on - on).days
    if days == 0:
        return _("Hari ini")
    return ngettext("%(count)s hari", "%(count)s hari", abs(days)) % {"count": wording.number(abs(days))}


def now_of(calendar: Calendar, on: date) -> str:
    """What runs today, in one phrase: "kampanye hari ke-50 dari 60"."""
    campaign = calendar.stage(calendar.campaign_stage)
    counted = day_of(campaign, on)
    if counted and campaign:
        return _("%(stage)s hari ke-%(day)s dari %(days)s") % {
            "stage": said(campaign, "label").lower(), "day": counted[0], "days": counted[1],
        }  # fmt: skip
    state = standing(calendar, on)
    if state.quiet_period:
        return _("masa tenang")
    if calendar.voting_on == on:
        return _("hari pemungutan suara")
    if calendar.over_from and on >= calendar.over_from:
        return _("tahapan selesai")
    return _running_words(calendar, on)


def _running_words(calendar: Calendar, on: date) -> str:
    """The drawn stage that runs today, else the next one that has a date."""
    drawn = [row for row in calendar.stages if row.mark and row.mark is not Mark.WINDOW and row.start]
    running = [row for row in drawn if row.start and row.start <= on <= (row.end or row.start)]
    if running:
        return said(running[-1], "label").lower()
    coming = sorted((row for row in drawn if row.start and row.start > on), key=lambda row: str(row.start))
    if coming and coming[0].start:
        return _("menuju %(stage)s, %(day)s") % {
            "stage": said(coming[0], "label").lower(), "day": wording.plain_date(coming[0].start),
        }  # fmt: skip
    return _("di luar tahapan")


def quiet_of(calendar: Calendar) -> str:
    """When the masa tenang is: "masa tenang, 24 sampai 26 November"."""
    stage = calendar.stage(calendar.quiet_stage)
    if stage is None or not stage.start or not stage.end:
        return ""
    return _("masa tenang, %(start)s sampai %(end)s") % {
        "start": wording.plain_date(stage.start) if stage.start.month != stage.end.month else stage.start.day,
        "end": wording.plain_date(stage.end),
    }


def day_month(day: date) -> str:
    """13 Nov."""
    return wording.short_date(day).split(", ", 1)[1]


def sentence_of(calendar: Calendar, on: date) -> str:
    """What the drawing says, for who cannot see it."""
    parts = [_("Hari ini %(day)s, %(now)s") % {"day": wording.plain_date(on), "now": now_of(calendar, on)}]
    if quiet := quiet_of(calendar):
        parts.append(quiet)
    if calendar.voting_on:
        parts.append(_("pemungutan suara %(day)s") % {"day": wording.plain_date(calendar.voting_on)})
    else:
        parts.append(_("tanggal pemungutan suara belum diisi"))
    return "; ".join(parts) + "."


def span_of(calendar: Calendar, on: date) -> tuple[date, date] | None:
    """The days that the wide line covers; None while the calendar has too few dates to draw."""
    if calendar.voting_on is None:
        return None
    last = calendar.over_from
    end = max(
        calendar.voting_on + timedelta(days=20), min(last, calendar.voting_on + timedelta(days=36)) if last else on
    )
    fixed = [row.fixed_on for row in calendar.fixings if row.fixed_on]
    start = min(fixed, default=calendar.voting_on - timedelta(days=70)).replace(day=1)
    if on < start and (end - on).days <= LONGEST_DAYS:
        start = on.replace(day=1)
    end = max(end, on + timedelta(days=7)) if (on - start).days <= LONGEST_DAYS else end
    return start, end


def wide_line(calendar: Calendar, on: date, events: Iterable[CityEvent], sentence: str) -> SafeString:
    """The line of the situation room: KPU stages, the ban on replacing officials, the city's agenda."""
    span = span_of(calendar, on)
    if span is None:
        return mark_safe("")
    scale = Scale(span[0], span[1], LEFT, WIDTH - 10)
    body = [words(_("Tahapan KPU"), 0, 53)]
    for row in calendar.stages:
        body += _stage(row, scale, calendar.voting_on)
    y = 66
    window = next((row for row in calendar.stages if row.mark is Mark.WINDOW and row.start), None)
    if window and window.start and window.start <= scale.end:
        body += _window(window, scale, y)
        y += 30
    placed = lanes_of(events, scale)
    if placed:
        body.append(words(_("Agenda kota"), 0, y + 17))
        for lane, event in placed:
            body += held(event, scale, y + lane * 30)
        y += 30 * (1 + max(lane for lane, _event in placed))
    body = words_last([*_months(scale, y), *body, *_today(on, scale, y)])
    return written(body, WIDTH, y + 26, sentence, "garis-tahap")


def _stage(row: Stage, scale: Scale, voting_on: date | None) -> list[SafeString]:
    """One KPU row: a bar with its name, or a mark with a date above."""
    if not row.mark or row.mark is Mark.WINDOW or not row.start or not scale.shows(row.start, row.end or row.start):
        return []
    day = f"{said(row, 'label')}, {day_month(row.start)}"
    if row.mark is Mark.POINT:
        x = scale.at(row.start)
        anchor = "middle" if x > LEFT + 70 else "start"
        return [mark_line(x, 34, 62, "#1b2527", 2), words(day, x, 28, anchor=anchor, halo=True)]
    if row.mark is Mark.VOTE:
        x = scale.at(row.start)
        return [mark_line(x, 34, 62, "#1b2527", 5), words(day, x + 3, 28, bold=True, halo=True)]
    end = row.end or row.start
    if row.mark is Mark.QUIET:
        name = words(
            said(row, "label"), scale.at(end + timedelta(days=1)) - 6, 28, anchor="end", fill="#7d3810", halo=True
        )
        return [*bar(row.start, end, scale, 36, "f-tense", "#b5622f", ""), name]
    if row.mark is Mark.CAMPAIGN:
        label = _("%(name)s, %(days)s hari") % {"name": said(row, "label"), "days": row.days}
        return bar(row.start, end, scale, 36, "f-laut-muda", "#c8d9d9", label)
    # A count that starts on voting day itself is drawn two days later, so that the mark of that day stays legible.
    start = max(scale.start, row.start + timedelta(days=2) if row.start == voting_on else row.start)
    return bar(start, end, scale, 36, "f-mori", "#e5dfd2", said(row, "label"))


def _window(row: Stage, scale: Scale, y: int) -> list[SafeString]:
    start = row.start or scale.start
    label = _("sejak %(day)s") % {"day": wording.plain_date(start)}
    label = f"{label}, {said(row, 'note')}" if row.note and row.end is None else label
    painted = bar(max(start, scale.start), min(row.end or scale.end, scale.end), scale, y, "f-mori", "#e5dfd2", label)
    return [words(said(row, "label"), 0, y + 17), *painted]


def _months(scale: Scale, bottom: int) -> list[SafeString]:
    """A hairline and a name for each month that begins on the line."""
    found = []
    for first in scale.months():
        x = scale.at(first)
        found.append(mark_line(x, 32, bottom, "#dbd5c8", 1, "g"))
        if x < WIDTH - 60:
            found.append(words(wording.plain_date(first).split(" ")[1], x + 5, bottom + 18))
    return found


def _today(on: date, scale: Scale, bottom: int) -> list[SafeString]:
    """The mark of today, with its date on a line of its own so that it never runs into another label."""
    if not scale.shows(on, on):
        return []
    x = scale.at(on) + scale.day / 2
    day = f"{_('Hari ini')}, {day_month(on)}"
    anchor = "end" if x > WIDTH - 120 else "start" if x < LEFT + 80 else "middle"
    return [
        mark_line(x, 16, bottom, "#0e4a4f", 2.5),
        words(day, x, 11, bold=True, anchor=anchor, fill="#0e4a4f"),
    ]


def small_line(calendar: Calendar, on: date, sentence: str) -> SafeString:
    """The line of a phone: the campaign filled up to today, the masa tenang, the voting day."""
    campaign, quiet = calendar.stage(calendar.campaign_stage), calendar.stage(calendar.quiet_stage)
    if not (campaign and campaign.start and campaign.end and calendar.voting_on):
        return mark_safe("")
    scale = Scale(campaign.start, calendar.voting_on, 0, 348)
    done = min(max(on, campaign.start), campaign.end + timedelta(days=1))
    body = bar(campaign.start, campaign.end, scale, 6, "f-mori", "#e5dfd2", "", 12)
    if on >= campaign.start:
        body += bar(campaign.start, min(done, campaign.end), scale, 6, "f-laut", "#0e4a4f", "", 12)
    if quiet and quiet.start and quiet.end:
        body += bar(quiet.start, quiet.end, scale, 6, "f-tense", "#b5622f", "", 12)
    vote = scale.at(calendar.voting_on)
    body.append(format_html('<rect class="f-tinta" x="{}" y="2" width="6" height="20" fill="#1b2527"/>', f"{vote:.1f}"))
    body += _small_words(calendar, on, scale, campaign.start)
    return written(body, 360, 44, sentence, "garis-tahap-kecil")


def _small_words(calendar: Calendar, on: date, scale: Scale, start: date) -> list[SafeString]:
    voting = calendar.voting_on or scale.end
    ends = [
        words(f"{day_month(start)}", 0, 38),
        words(f"{day_month(voting)}", 360, 38, anchor="end"),
    ]
    if not start <= on <= voting:
        return ends
    x = scale.at(on) + scale.day / 2
    today = words(_("hari ini"), min(max(x, 22), 338), 38, bold=True, anchor="middle")
    if x < 76:
        return [today, ends[1]]
    return [ends[0], today] if x > 284 else [*ends, today]


def _events(calendar: Calendar, on: date) -> list[CityEvent]:
    span = span_of(calendar, on)
    return list(selectors.city_events(*span)[:MOST_EVENTS]) if span else []
