"""The map of a city as SVG, drawn on the server: real outlines where they were loaded, otherwise a grid of tiles."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from kondusif.kernel.areas import parent_of
from kondusif.territory.drawing import Href, Pen, Place, default_labels, sentence
from kondusif.territory.models import Area, Boundary
from kondusif.territory.outlines import Ring
from kondusif.territory.selectors import children, kelurahan_of
from kondusif.territory.shapes import shape_map
from kondusif.territory.tiles import LAYOUTS, tile_map

# Below this share of outlines the grid is the better map: a city with two outlines and fifty squares tells nothing.
ENOUGH_OUTLINES = 0.5


def render(
    city_code: str,
    words: Mapping[str, str] | None = None,
    href: Href | None = None,
    *,
    compact: bool = False,
    size: str = "",
    labels: Mapping[str, str | Promise] | None = None,
    tiles: bool = False,
) -> SafeString:
    """Draw every kelurahan of a city.

    Args:
        words: situation (calm, watch, tense, critical, silent) by kelurahan code. A kelurahan that is missing here is
            drawn as silent, never as calm; None draws a map that states nothing.
        href: where each shape leads, from its code; None draws a picture without links, for paper.
        compact: the drawing for phones (the same as `size="compact"`).
        size: `wide`, `compact` or `mini` (paper: tiles without names).
        labels: the city's own words for the five situations.
        tiles: draw the grid even where outlines were loaded.
    Returns:
        One `<svg>`; a page that shows it loads `{% room_css "territory" %}`.
    """
    chosen = size or ("compact" if compact else "wide")
    places = places_of(city_code, words)
    said = {**default_labels(), **(labels or {})}
    pen = Pen(f"peta-{chosen}", href, said)
    rings = {} if tiles else _rings(city_code)
    title = sentence(places, said)
    if places and len(rings) >= ENOUGH_OUTLINES * len(places):
        return shape_map(places, rings, pen, title, chosen)
    return tile_map(places, pen, title, chosen if chosen in LAYOUTS else "wide")


def has_outlines(city_code: str) -> bool:
    """Whether the map of a city shows real outlines; pages name their source below it."""
    count = kelurahan_of(city_code).count()
    return bool(count) and len(_rings(city_code)) >= ENOUGH_OUTLINES * count


def places_of(city_code: str, words: Mapping[str, str] | None) -> list[Place]:
    """Every kelurahan of a city with its situation, in the order of kecamatan and code."""
    districts = dict(children(city_code).values_list("code", "name"))
    return [_place(area, districts, words) for area in kelurahan_of(city_code)]


def _place(area: Area, districts: Mapping[str, str], words: Mapping[str, str] | None) -> Place:
    facts = getattr(area, "facts", None)
    return Place(
        code=area.code,
        name=area.name,
        district=districts.get(parent_of(area.code) or "", ""),
        word="" if words is None else str(words.get(area.code, "silent")),
        latitude=facts.latitude if facts else None,
        longitude=facts.longitude if facts else None,
    )


def _rings(city_code: str) -> dict[str, list[Ring]]:
    rows = Boundary.objects.filter(area__in=kelurahan_of(city_code)).values_list("area_id", "rings")
    return {code: [[(x, y) for x, y in ring] for ring in rings] for code, rings in rows}
