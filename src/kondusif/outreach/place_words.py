"""A kelurahan that somebody typed, found among those that the form offers."""

from collections.abc import Sequence

from kondusif.kernel.errors import Refused
from kondusif.outreach.kept_out import fold
from kondusif.territory.selectors import Group

_PREFIXES = ("kelurahan ", "kel. ", "kel ", "desa ")


def village_named(typed: str, places: Sequence[Group]) -> str:
    """The code of the kelurahan that a text names: `Semanggi`, `kel. semanggi`, `Jebres, Jebres`, or a code.

    Raises:
        Refused: outreach.place.not_found, or outreach.place.several naming the ones that fit.
    """
    text = " ".join(typed.lower().split())
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix)
    name, _comma, district = text.partition(",")
    wanted, inside = fold(name), fold(district.replace("kecamatan", "").replace("kec.", ""))
    every = [(row, group) for group in places for row in group.choices if inside in fold(group.label)]
    for fits in (_same, _begins, _holds):
        found = [(row, group) for row, group in every if row.code == text or (wanted and fits(wanted, fold(row.label)))]
        if len(found) == 1:
            return found[0][0].code
        if found:
            names = "; ".join(f"{row.label}, {group.label}" for row, group in found[:6])
            raise Refused("outreach.place.several", names=names)
    raise Refused("outreach.place.not_found", typed=typed[:60])


def _same(wanted: str, name: str) -> bool:
    return wanted == name


def _begins(wanted: str, name: str) -> bool:
    return len(wanted) > 1 and name.startswith(wanted)


def _holds(wanted: str, name: str) -> bool:
    return len(wanted) > 2 and wanted in name
