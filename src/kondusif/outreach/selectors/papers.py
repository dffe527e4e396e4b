"""Who may sign the papers of a session, and the facts that they rest on."""

from dataclasses import dataclass

from kondusif.institutions.models import Unit
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.selectors import units
from kondusif.kernel.areas import ancestors
from kondusif.outreach.models import Session


@dataclass(frozen=True, slots=True)
class Signer:
    """A post whose holder may sign, with the name as the tree of units knows it."""

    key: str
    post: str
    name: str
    unit: str


def signers_for(session: Session) -> list[Signer]:
    """The heads of Kesbangpol, of the kelurahan and of its kecamatan, in that order; then the secretariat."""
    near = {session.village_code, *ancestors(session.village_code)}
    wanted = (UnitKind.POLITICS, UnitKind.VILLAGE, UnitKind.DISTRICT, UnitKind.SECRETARY)
    found = [row for row in units() if UnitKind(row.kind) in wanted and (row.area_code in near)]
    found.sort(key=lambda row: wanted.index(UnitKind(row.kind)))
    return [Signer(row.key, _post(row), row.head_name, row.name) for row in found]


def _post(unit: Unit) -> str:
    """The post with its place, once: `Lurah Semanggi`, `Kepala Badan Kesatuan Bangsa dan Politik`."""
    if UnitKind(unit.kind) is UnitKind.SECRETARY:
        return unit.head_post
    place = unit.name
    for word in ("Kelurahan ", "Desa ", "Kecamatan ", *(("Badan ",) if unit.head_post.endswith("Badan") else ())):
        place = place.removeprefix(word)
    return unit.head_post if place in unit.head_post else f"{unit.head_post} {place}"
