"""Everything drawn for the page of coverage, once for each picture: the scatter, the map with its legend, the weeks."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kondusif.territory import map as maps
from kondusif.web.prevention.gathering import Picture, VillageRow
from kondusif.web.prevention.lines import bar_with_target, weeks_line
from kondusif.web.prevention.scatter import scatter

LABELS: dict[str, str | Promise] = {
    "calm": _("Setengah target atau lebih"),
    "watch": _("Kurang dari setengah target"),
    "tense": _("Kunjungi dulu"),
    "critical": _("Kunjungi dulu"),
    "silent": _("Daftar RT belum ada"),
}
LEGEND = ("calm", "watch", "tense", "silent")


@dataclass(frozen=True, slots=True)
class Drawings:
    """What the page shows as pictures. `legend`: word, label, how many kelurahan."""

    scatter_wide: SafeString
    scatter_small: SafeString
    map_wide: SafeString
    map_small: SafeString
    outlined: bool
    legend: tuple[tuple[str, str | Promise, int], ...]
    weeks_wide: SafeString
    weeks_small: SafeString


@lru_cache(maxsize=8)
def drawings(of: Picture) -> Drawings:
    """The drawings of a picture; a picture is kept until the next write, and so are they."""
    words = {row.code: word_of(row, of.target) for row in of.rows}
    code = of.coverage.city_code
    wide = maps.render(code, words, _link, labels=LABELS)
    return Drawings(
        scatter(of), scatter(of, compact=True),
        wide, maps.render(code, words, _link, labels=LABELS, compact=True),
        "denah" in wide,  # the class of a map with outlines
        tuple((word, LABELS[word], sum(own == word for own in words.values())) for word in LEGEND),
        weeks_line(of.weeks, of.target), weeks_line(of.weeks, of.target, compact=True),
    )  # fmt: skip


def word_of(row: VillageRow, target: float) -> str:
    """Which paint of the map a kelurahan gets; a kelurahan without a list is hatched and never painted as reached."""
    if row.place.value is None:
        return "silent"
    if row.first:
        return "tense"
    return "calm" if row.place.value >= target / 2 else "watch"


def bar(share: float | None, target: float | None) -> SafeString:
    """The bar of a share; none where nothing is known."""
    return SafeString("") if share is None else bar_with_target(share, target)


def _link(code: str) -> str:
    return reverse("prevention:place", args=[code])
