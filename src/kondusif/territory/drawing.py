"""Small parts that both kinds of map draw with: fills, shapes, text. Markup only, no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kondusif.base.icons import ICONS
from kondusif.base.templatetags.kondusif import SITUATION_WORDS

INK, INK_2, INK_3, LINE, PAPER = "#1b2527", "#47504f", "#5f6561", "#dbd5c8", "#faf8f4"
FILLS = {"calm": "#e5dfd2", "watch": "#d3a565", "tense": "#b5622f", "critical": "#6b1d17"}
FONT = "Kondusif Sans, Source Sans 3, sans-serif"
# Widths of letters in em, coarse: enough to keep a name inside its tile.
_NARROW, _WIDE = frozenset("iljtfrI.,'()- "), frozenset("mwMW")

Words = Mapping[str, str]
Href = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """One kelurahan to draw."""

    code: str
    name: str
    district: str
    word: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def loud(self) -> bool:
        """Whether the map must say its name and shape: everything that is neither calm nor without a statement."""
        return self.word not in ("", "calm")


@dataclass(frozen=True, slots=True)
class Pen:
    """What every shape of one map shares."""

    prefix: str
    href: Href | None
    labels: Mapping[str, str | Promise]

    def said(self, place: Place) -> str:
        """The place and its situation in words: "Semanggi, Pasar Kliwon: rawan"."""
        where = f"{place.name}, {place.district}"
        return f"{where}: {str(self.labels[place.word]).lower()}" if place.word else where

    def link(self, place: Place, inner: SafeString) -> SafeString:
        """The shape with its title, as a link where the map has links."""
        said = self.said(place)
        if self.href is None:
            return format_html("<g><title>{}</title>{}</g>", said, inner)
        return format_html(
            '<a href="{}" aria-label="{}"><title>{}</title>{}</a>', self.href(place.code), said, said, inner
        )

    def fill(self, word: str) -> str:
        """The paint of a situation; without a statement, plain paper."""
        if word == "silent":
            return f"url(#{self.prefix}-arsir)"
        return FILLS.get(word, FILLS["calm"])

    def hatch(self) -> SafeString:
        """The pattern of silence. It stands in the drawing because a style sheet would look for it in its own file."""
        return format_html(
            '<defs><pattern id="{}-arsir" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="6" height="6" fill="{}"/>'
            '<rect width="2" height="6" fill="#857f73"/></pattern></defs>',
            self.prefix, PAPER,
        )  # fmt: skip


def default_labels() -> dict[str, str | Promise]:
    """The product's own words for the five situations."""
    return dict(SITUATION_WORDS)


def shape(word: str, x: float, y: float, size: int = 16) -> SafeString:
    """The drawing that goes with a situation, at a point."""
    return format_html(
        '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 16 16" color="{}">{}</svg>',
        _n(x), _n(y), size, size, INK, mark_safe(ICONS[word]),
    )  # fmt: skip


def text(
    words: str, x: float, y: float, *, size: float = 12.5, weight: int = 400, fill: str = INK, anchor: str = "start",
    css: str = "",
) -> SafeString:  # fmt: skip
    """One line of writing."""
    return format_html(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}"{}>{}</text>',
        _n(x), _n(y), _n(size), weight, fill, anchor, mark_safe(f' class="{escape(css)}"' if css else ""), words,
    )  # fmt: skip


def width_of(words: str, size: float) -> float:
    """About how wide a line is when written."""
    ems = sum(
        0.3 if letter in _NARROW else 0.8 if letter in _WIDE else 0.6 if letter.isupper() else 0.51 for letter in words
    )
    return ems * size


def fitting(words: str, room: float, size: float, least: float = 10.5) -> float:
    """The letter size at which a line fits its room."""
    wide = width_of(words, size)
    return size if wide <= room else max(least, size * room / wide)


def framed(
    pen: Pen, width: float, height: float, title: str, css: str, body: list[SafeString], top: float = 0, left: float = 0
) -> SafeString:
    """The whole drawing with its title. A map of links is a group; one without is a picture."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" viewBox="{} {} {} {}" role="{}" '
        'aria-labelledby="{}-judul" font-family="{}"><title id="{}-judul">{}</title>{}{}</svg>',
        css, _n(left), _n(top), _n(width), _n(height), "img" if pen.href is None else "group", pen.prefix, FONT,
        pen.prefix, title, pen.hatch(), mark_safe("".join(body)),
    )  # fmt: skip


def sentence(places: list[Place], labels: Mapping[str, str | Promise]) -> str:
    """What the map shows, in words: how many places, which ones stand out, the rest."""
    loud = [place for place in places if place.loud]
    if not any(place.word for place in places):
        return _("Peta %(count)s kelurahan.") % {"count": len(places)}
    groups = [
        f"{', '.join(place.name for place in loud if place.word == word)} {str(labels[word]).lower()}"
        for word in ("critical", "tense", "watch", "silent")
        if any(place.word == word for place in loud)
    ]
    if len(loud) < len(places):
        groups.append(_("lainnya %(word)s") % {"word": str(labels["calm"]).lower()} if groups else _("semua aman"))
    return _("Peta keadaan %(count)s kelurahan: %(groups)s.") % {"count": len(places), "groups": "; ".join(groups)}


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


number = _n
