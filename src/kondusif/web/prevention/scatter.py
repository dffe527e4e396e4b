"""Coverage against risk as SVG: one mark a kelurahan, the ground of those to be visited first, the target as a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kondusif.base.icons import ICONS
from kondusif.base.wording import number, percent
from kondusif.web.prevention.finding import names_of_first
from kondusif.web.prevention.gathering import Picture, VillageRow

LETTER = 7.0  # a letter is about so wide at 13 px
LINE = 16.0
MOST_NAMES = 14


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper of one drawing, in its own units, and what its edges mean.

    Args:
        low: coverage at the left edge, a share; the right edge is 1.
        high: weight at the upper edge; the lower edge is 1.
    """

    width: float
    height: float
    low: float
    high: float
    mark: float
    left: float = 40.0
    top: float = 26.0

    @property
    def right(self) -> float:
        return self.width - 12

    @property
    def foot(self) -> float:
        return self.height - 46

    def x(self, share: float) -> float:
        return self.left + (share - self.low) / (1 - self.low) * (self.right - self.left)

    def y(self, weight: float) -> float:
        return self.foot - (weight - 1) / (self.high - 1) * (self.foot - self.top)


def scatter(of: Picture, *, compact: bool = False) -> SafeString:
    """The drawing, for wide screens or for phones. Kelurahan without a list of RT cannot stand in it."""
    frame = _frame(of, compact)
    body = [_ground(of, frame, compact), _grid(frame), _target(of, frame), _axes(frame, compact)]
    rows = sorted(of.known, key=lambda row: (row.first, row.risk.weight))
    body += [_mark(row, of, frame) for row in rows]
    body += _names([row for row in reversed(rows) if _is_loud(row, of)], rows, of, frame)
    title_id = "sebar-kecil" if compact else "sebar"
    return format_html(
        '<svg class="grafik {}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>{}</svg>',
        "kecil-saja" if compact else "besar-saja", _n(frame.width), _n(frame.height), title_id, title_id,
        names_of_first(of), mark_safe("".join(body)),
    )  # fmt: skip


def _frame(of: Picture, compact: bool) -> Frame:
    least = min((row.place.value or 0.0 for row in of.known), default=0.0)
    low = max(-0.03, min(0.6, floor((min(least, of.target) - 0.04) * 10) / 10))
    heaviest = max((row.risk.weight for row in of.known), default=1.0)
    high = max(1.5, ceil((heaviest + 0.08) * 2) / 2)
    return Frame(360, 330, low, high, 12, left=30) if compact else Frame(760, 440, low, high, 16)


def _ground(of: Picture, frame: Frame, compact: bool) -> SafeString:
    if of.risk_line is None:
        return mark_safe("")
    said = _("Kunjungi dulu") if compact else _("Kunjungi dulu: rawan, di bawah target")
    return format_html(
        '<rect class="f-watch-muda" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="t t-watch" x="{}" y="{}">{}</text>',
        _n(frame.left), _n(frame.top), _n(frame.x(of.target) - frame.left),
        _n(max(0, frame.y(of.risk_line) - frame.top)), _n(frame.left + 8), _n(frame.top + 18), said,
    )  # fmt: skip


def _grid(frame: Frame) -> SafeString:
    step = 0.5 if frame.high <= 3 else 1.0
    marks = [1 + step * at for at in range(int((frame.high - 1) / step) + 1)]
    return format_html_join(
        "", '<path class="g" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
        ((_n(frame.left), _n(frame.y(mark)), _n(frame.right), _n(frame.left - 6), _n(frame.y(mark) + 4), number(mark))
         for mark in marks),
    )  # fmt: skip


def _target(of: Picture, frame: Frame) -> SafeString:
    x = frame.x(of.target)
    near = x > frame.right - 90
    return format_html(
        '<path class="s" d="M{} {}V{}" stroke-dasharray="4 3"/><text x="{}" y="{}" text-anchor="{}">{}</text>',
        _n(x), _n(frame.top), _n(frame.foot), _n(x - 6 if near else x + 6), _n(frame.top + 18),
        "end" if near else "start", _("target %(share)s") % {"share": percent(of.target)},
    )  # fmt: skip


def _axes(frame: Frame, compact: bool) -> SafeString:
    span = 1 - frame.low
    step = 0.1 if span <= 0.4 else 0.25 if span > 0.8 else 0.2
    first = ceil(frame.low / step - 1e-9) * step
    shares = [share for at in range(9) if (share := first + step * at) <= 1 + 1e-9]
    marks = format_html_join(
        "", '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((_n(min(frame.x(share), frame.right - 14)), _n(frame.foot + 18),
          percent(share) if share > 0.99 else number(share * 100, 0)) for share in shares),
    )  # fmt: skip
    below = _("Cakupan, persen RT") if compact else _("Cakupan sosialisasi, persen RT yang terjangkau")
    return format_html(
        '<path class="s" d="M{} {}H{}"/>{}<text x="0" y="13">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        _n(frame.left), _n(frame.foot), _n(frame.right), marks, _("Bobot kerawanan"), _n(frame.right),
        _n(frame.foot + 38), below,
    )  # fmt: skip


def _is_loud(row: VillageRow, of: Picture) -> bool:
    return of.risk_line is not None and row.risk.weight >= of.risk_line


def _spot(row: VillageRow, frame: Frame) -> tuple[float, float]:
    return frame.x(row.place.value or 0.0), frame.y(row.risk.weight)


def _mark(row: VillageRow, of: Picture, frame: Frame) -> SafeString:
    """A triangle where to visit first, a diamond for others at risk, else a dot; dashed where no word came today."""
    x, y = _spot(row, frame)
    said = _("%(name)s: bobot %(weight)s, cakupan %(share)s") % {
        "name": row.name, "weight": number(row.risk.weight, 2), "share": percent(row.place.value or 0)
    }  # fmt: skip
    if _is_loud(row, of):
        return format_html(
            '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 16 16"><title>{}</title>{}</svg>',
            _n(x - frame.mark / 2), _n(y - frame.mark / 2), frame.mark, frame.mark, said,
            mark_safe(ICONS["tense" if row.first else "watch"]),
        )  # fmt: skip
    dashed = mark_safe(' stroke-dasharray="3 2"') if row.silent else ""
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"{}><title>{}</title></circle>',
        "titik-diam" if row.silent else "titik-tempat", _n(x), _n(y), _n(frame.mark * 0.28), dashed, said,
    )  # fmt: skip


def _names(loud: Sequence[VillageRow], every: Iterable[VillageRow], of: Picture, frame: Frame) -> list[SafeString]:
    """The names of the kelurahan at risk, the heaviest first, each where it hits nothing; the rest keep their title."""
    half = frame.mark / 2
    taken = [(x - half, y - half, x + half, y + half) for x, y in (_spot(row, frame) for row in every)]
    if of.risk_line is not None:
        taken.append((frame.left, frame.top, frame.left + LETTER * 22, frame.top + 22))
    goal = frame.x(of.target)
    taken.append((goal - LETTER * 13, frame.top, goal + LETTER * 13, frame.top + 22))
    drawn: list[SafeString] = []
    for row in sorted(loud, key=lambda row: (not row.first, -row.risk.weight))[:MOST_NAMES]:
        x, y = _spot(row, frame)
        wide = LETTER * len(row.name)
        for left, line, anchor in (
            (x + half + 4, y + 4, "start"), (x - half - 4 - wide, y + 4, "end"),
            (x - wide / 2, y - half - 5, "middle"), (x - wide / 2, y + half + 13, "middle"),
        ):  # fmt: skip
            box = (left, line - 11, left + wide, line + 3)
            inside = box[0] >= frame.left and box[2] <= frame.width and box[3] < frame.foot
            if inside and all(box[0] > b[2] or box[2] < b[0] or box[1] > b[3] or box[3] < b[1] for b in taken):
                taken.append(box)
                at = {"start": left, "end": left + wide, "middle": x}[anchor]
                drawn.append(
                    format_html(
                        '<text class="t" x="{}" y="{}" text-anchor="{}">{}</text>', _n(at), _n(line), anchor, row.name
                    )
                )
                break
    return drawn


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
