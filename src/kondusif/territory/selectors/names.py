"""Places as an office writes them."""

from collections.abc import Iterable

from kondusif.base.fresh import fresh
from kondusif.kernel.areas import Level, ancestors, is_area_code, level_of
from kondusif.territory import rules
from kondusif.territory.models import Area


@fresh
def name_path(code: str) -> str:
    """A place as an office writes it: "RT 002/RW 007, Semanggi, Pasar Kliwon". Unknown parts appear as their code."""
    return name_paths([code])[code]


def name_paths(codes: Iterable[str]) -> dict[str, str]:
    """The same for many places in one query."""
    asked = list(dict.fromkeys(codes))
    wanted = {text for code in asked if is_area_code(code) for text in (*ancestors(code), code)}
    names = dict(Area.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: _written(code, names) for code in asked}


@fresh
def path_in_force(code: str) -> str | None:
    """The same for one place, or None where its code is unknown or no longer in force."""
    if not is_area_code(code):
        return None
    rows = Area.objects.filter(code__in=(*ancestors(code), code)).values_list("code", "name", "ended_in")
    found = {row[0]: row for row in rows}
    if code not in found or found[code][2]:
        return None
    return _written(code, {row[0]: row[1] for row in found.values()})


def _written(code: str, names: dict[str, str]) -> str:
    if not is_area_code(code):
        return code
    walk = [text for text in (*ancestors(code), code) if text in names]
    if code not in names:
        return ", ".join([code, rules.path_of(_labels(walk, names))]) if walk else code
    return rules.path_of(_labels(walk, names))


def _labels(codes: list[str], names: dict[str, str]) -> list[tuple[Level, str]]:
    return [(level_of(code), rules.short_label(code, names[code])) for code in codes]
