"""Where the sealed scans of a case's letters lie: with the units that handle it, or still with a former one."""

from dataclasses import dataclass

from kondusif.accounts.models import User
from kondusif.cases.models import Case
from kondusif.cases.official import OfficialLetter
from kondusif.institutions.models import Unit
from kondusif.vault.models import UnitKey
from kondusif.vault.selectors import unit_key_of


@dataclass(frozen=True, slots=True)
class Held:
    """One sealed scan.

    Args:
        units: whose keys open it.
        lacking: the handling units that ought to and cannot; None stands for a handler of no unit.
        former: those that can and ought not to any more.
    """

    letter: OfficialLetter
    units: set[int]
    lacking: set[int | None]
    former: set[int]

    @property
    def is_left(self) -> bool:
        """Whether somebody who can open it still has to pass it on."""
        return bool(self.units) and bool(self.lacking or self.former)


@dataclass(frozen=True, slots=True)
class Left:
    """The scans of a case that were not passed on yet.

    Args:
        holders: whose keys open them; only people of these units can pass them on.
        receiver: who cannot open them yet; empty where the handling unit can.
    """

    holders: dict[int, str]
    receiver: str

    @property
    def names(self) -> str:
        return ", ".join(self.holders.values())

    def may_pass(self, user: User) -> bool:
        """Whether a reader belongs to a unit that can open them."""
        return user.unit_id in self.holders


def handling_keys(case: Case) -> dict[int, UnitKey]:
    """Unit -> its acknowledged key, of who handles a case and who stands in."""
    found = (unit_key_of(one.unit_id) for one in _hands(case))
    return {key.unit_id: key for key in found if key and key.approved_at}


def receiver_of(case: Case) -> str:
    """Who handles a case, by unit where there is one."""
    return case.handler.unit.name if case.handler.unit else case.handler.full_name


def held_scans(case: Case) -> list[Held]:
    """The sealed scans of a case, each with who opens it."""
    letters = list(case.official_letters.exclude(scan_name="").select_related("scan_key"))
    if not letters:
        return []
    rows = case.official_letters.filter(scan_key__wraps__unit_key__isnull=False)
    opens: dict[int, set[int]] = {}
    for letter, unit in rows.order_by().values_list("pk", "scan_key__wraps__unit_key__unit_id"):
        opens.setdefault(letter, set()).add(unit)
    ought = {case.handler.unit_id, *handling_keys(case)}
    kept = {one.unit_id for one in _hands(case)}
    return [
        Held(one, units := opens.get(one.pk, set()), ought - units, {unit for unit in units if unit not in kept})
        for one in letters
    ]


def scans_left(case: Case) -> Left | None:
    """What of a case's scans still waits to be passed on; None where nothing does."""
    left = [one for one in held_scans(case) if one.is_left]
    if not left:
        return None
    units = set().union(*(one.former or one.units for one in left))
    holders = dict(Unit.objects.filter(pk__in=units).order_by("name").values_list("pk", "name"))
    return Left(holders, receiver_of(case) if any(one.lacking for one in left) else "")


def _hands(case: Case) -> list[User]:
    return [one for one in (case.handler, case.substitute) if one]
