"""How far the planned sessions of each group were held. See docs/algorithms/coverage.md."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kondusif.kernel.areas import contains
from kondusif.outreach.models import Quota
from kondusif.outreach.rules import Group
from kondusif.outreach.selectors.coverage import counted_sessions


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group over the programmes that run on a day.

    Args:
        quota: sessions planned for it, over all places; 0 where none was set.
        held: counted sessions for it, each place at most its quota.
        beyond: counted sessions for it over and above the quota of their place, or in a place without one.
    """

    group: Group
    quota: int
    held: int
    beyond: int

    @property
    def part(self) -> float | None:
        """Held of the quota, 0 to 1; None where no quota was set."""
        return self.held / self.quota if self.quota else None


def by_group(on: date, *, programme: int | None = None) -> list[GroupRow]:
    """Every group on a day: quotas of the programmes running then, and what was held of them."""
    quotas = Quota.objects.filter(programme__starts_on__lte=on, programme__ends_on__gte=on, programme__closed_on=None)
    if programme is not None:
        quotas = quotas.filter(programme=programme)
    rows = list(quotas)
    filled, beyond = filled_quotas(rows, on, programme=programme)
    wanted: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for row in rows:
        wanted[row.group] += row.sessions
        held[row.group] += filled[row.pk]
    return [GroupRow(group, wanted[group], held[group], beyond[group]) for group in Group]


def filled_quotas(
    quotas: Iterable[Quota], on: date, *, programme: int | None = None
) -> tuple[Counter[int], Counter[str]]:
    """How much of each quota was held up to a day, by its key; and what was held for each group beyond every quota.

    A session fills one quota of its programme and group: the narrowest place that contains its own and has room.
    Sessions without a programme, or outside every quota, are beyond.
    """
    room: dict[tuple[int, str], list[Quota]] = {}
    for row in sorted(quotas, key=lambda row: -len(row.area_code)):
        room.setdefault((row.programme_id, row.group), []).append(row)
    filled: Counter[int] = Counter()
    beyond: Counter[str] = Counter()
    sessions = counted_sessions(on, programme=programme).filter(audiences__isnull=False).order_by("held_on", "pk")
    for own, area, group in sessions.values_list("programme_id", "area_code", "audiences__group"):
        fitting = (row for row in room.get((own, group), []) if contains(row.area_code, area))
        open_one = next((row for row in fitting if filled[row.pk] < row.sessions), None)
        if open_one is None:
            beyond[group] += 1
        else:
            filled[open_one.pk] += 1
    return filled, beyond
