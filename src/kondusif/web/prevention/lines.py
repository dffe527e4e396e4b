"""Small drawings of shares: a bar with the target as a tick, and the weeks as a line."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kondusif.base.wording import percent, short_date


def bar_with_target(share: float, target: float | None) -> SafeString:
    """A bar beside its number; the number is the text, so the drawing is hidden from a reader of the screen."""
    tick = (
        format_html('<rect class="batas" x="{}" width="1.6" height="16"/>', _n(min(max(target * 100 - 0.8, 0), 98.4)))
        if target is not None else ""
    )  # fmt: skip
    return format_html(
        '<svg class="capai-batang" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 16">'
        '<rect class="dasar" y="3" width="100" height="10"/><rect class="isi" y="3" width="{}" height="10"/>{}</svg>',
        _n(max(0.0, min(1.0, share)) * 100), tick,
    )  # fmt: skip


def weeks_line(weeks: Sequence[tuple[date, float | None]], target: float, *, compact: bool = False) -> SafeString:
    """Coverage week by week, the last value in words beside its point; empty where nothing is known."""
    known = [(day, value) for day, value in weeks if value is not None]
    if len(known) < 2:
        return mark_safe("")
    left, top, foot = 8.0, 14.0, 128.0
    width = 340.0 if compact else 640.0
    right, name = width - 84, "pekan-kecil" if compact else "pekan"
    ceiling = max(target, max(value for _day, value in known)) * 1.08
    step = (right - left) / (len(known) - 1)
    spots = [(left + step * at, foot - value / ceiling * (foot - top)) for at, (_day, value) in enumerate(known)]
    line = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in spots)
    goal = foot - target / ceiling * (foot - top)
    dots = format_html_join(
        "", '<circle class="f-laut" cx="{}" cy="{}" r="{}"><title>{}: {}</title></circle>',
        ((_n(x), _n(y), "4.5" if at == len(spots) - 1 else "3", short_date(day), percent(value))
         for at, ((x, y), (day, value)) in enumerate(zip(spots, known, strict=True))),
    )  # fmt: skip
    (first_day, _first), (last_day, last) = known[0], known[-1]
    return format_html(
        '<svg class="grafik {}" viewBox="0 0 {} 152" role="img" aria-labelledby="{}"><title id="{}">{}</title>'
        '<path class="g" d="M{} {}H{}"/><path class="s" d="M{} {}H{}" stroke-dasharray="4 3"/>'
        '<text x="{}" y="{}">{}</text><path class="garis-laut" d="{}"/>{}'
        '<text class="t" x="{}" y="{}">{}</text><text x="{}" y="147">{}</text>'
        '<text x="{}" y="147" text-anchor="end">{}</text></svg>',
        "kecil-saja" if compact else "besar-saja", _n(width), name, name, _("Cakupan kota tiap pekan"),
        _n(left), _n(foot), _n(right), _n(left), _n(goal), _n(right),
        _n(right + 8), _n(goal + 4), _("target %(share)s") % {"share": percent(target)}, line, dots,
        _n(spots[-1][0] + 10), _n(_apart(spots[-1][1] + 4, goal + 4)), percent(last), _n(left), short_date(first_day),
        _n(right), short_date(last_day),
    )  # fmt: skip


def _apart(line: float, other: float) -> float:
    """A line of writing, moved so that it does not lie on another."""
    if abs(line - other) >= 15:
        return line
    return other + 15 if line >= other else other - 15


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
