"""One reason for several reports of a bundle: which are offered, which were chosen, and what became of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kondusif.accounts.models import User
from kondusif.base.errors import sentence
from kondusif.intake.alike import Matter, what_keeps
from kondusif.intake.alike_labels import KEEPS
from kondusif.intake.models import Lease, Report
from kondusif.intake.selectors import leases_of, open_reports
from kondusif.intake.selectors.bundles import Standing, behind_it, fellows_of, matter_of, standing_among, undecided
from kondusif.intake.selectors.second_looks import blind_among
from kondusif.intake.services.bundles import end_together
from kondusif.intake.views.opening import person
from kondusif.kernel.errors import Refused
from kondusif.territory.selectors import name_paths
from kondusif.vault.keyring import Keyring

BEHIND, FIELD, NAMED = "belakang", "seikat", 5
MOST_TOGETHER = 100  # of what stands behind, by one tick; what is left comes to the front and is decided after
MOST_BESIDE = 50  # of the others, each by a tick of its own


@dataclass(frozen=True, slots=True)
class Fellow:
    """Another report beside the opened one: what is the same of it in clear, and what keeps it in the queue.

    `lease` is whose hands it is in; `blind` that the reader may still look a second time at what was decided.
    """

    report: Report
    place: str
    same: list[str]
    keeps: list[str]
    lease: Lease | None
    blind: bool


def fellow_rows(
    user: User, keyring: Keyring | None, report: Report, others: Sequence[Report]
) -> list[Fellow]:  # fmt: skip
    """Others beside a report, opened where the keyring opens them. What keeps one is told of the own bundle alone."""
    open_reports(keyring, others)
    bundled = [one for one in others if one.bundle_id and one.bundle_id == report.bundle_id]
    standing = standing_among([report, *bundled]) if bundled else {}
    places = name_paths(one.village_code or one.area_code for one in others)
    held, here = leases_of(one.pk for one in others), matter_of(report)
    blind = blind_among(user, others)
    return [
        Fellow(
            one, places[one.village_code or one.area_code].split(",")[0], _same(matter_of(one), here),
            _keeps(one, standing[one.pk], standing[report.pk]) if one.pk in standing else [], held.get(one.pk),
            one.pk in blind,
        )
        for one in others
    ]  # fmt: skip


def _same(matter: Matter, here: Matter) -> list[str]:
    said = [
        (_("tempat sama"), matter.area_code == here.area_code),
        (_("unit sama"), matter.unit is not None and matter.unit == here.unit),
        (_("hari sama"), matter.happened_on is not None and matter.happened_on == here.happened_on),
    ]
    return [words for words, holds in said if holds]


def _keeps(one: Report, standing: Standing, own: Standing) -> list[str]:
    if one.decided or not one.in_front:
        return []
    return [str(KEEPS[reason]) for reason in what_keeps(standing.facts, own.facts)]


def together_panel(user: User, keyring: Keyring | None, report: Report, ticked: Sequence[str] = ()) -> dict[str, Any]:
    """What may be decided with the same reason: one tick for what stands behind, one each for the others."""
    behind, others = behind_it(user, report), _others(user, report)
    if not report.bundle_id:
        return {}
    total, shown = behind.count(), others[:MOST_BESIDE]
    return {
        "behind": fellow_rows(user, keyring, report, list(behind[:NAMED])), "behind_total": total,
        "together_total": min(total, MOST_TOGETHER), "beside_it": fellow_rows(user, keyring, report, list(shown)),
        "beside_more": max(0, others.count() - MOST_BESIDE), "ticked": ticked,
    }  # fmt: skip


def chosen_fellows(request: HttpRequest, keyring: Keyring | None, report: Report) -> Sequence[Report]:
    """What was ticked of the bundle, opened where the key opens it. Ask before the report itself is decided.

    Raises:
        Refused: more are named than the page offers (`base.ticks.too_many`).
    """
    wanted, user = {one for one in request.POST.getlist(FIELD) if one.isprintable()}, person(request)
    if len(named := wanted - {BEHIND}) > MOST_BESIDE:
        raise Refused("base.ticks.too_many", limit=MOST_BESIDE)
    behind = list(behind_it(user, report)[:MOST_TOGETHER]) if BEHIND in wanted else []
    others = list(_others(user, report).filter(number__in=named))
    return open_reports(keyring, [*others, *behind])


def end_alike(request: HttpRequest, chosen: Sequence[Report], end: Callable[[Report], object]) -> None:
    """Decide what was ticked, each by its own call, and say which stayed and why."""
    if not chosen:
        return
    found = end_together(chosen, end)
    if total := len(found.done):
        said = ngettext(
            "Putusan yang sama tercatat untuk %(total)s laporan seikat.",
            "Putusan yang sama tercatat untuk %(total)s laporan seikat.", total,
        )  # fmt: skip
        messages.success(request, said % {"total": total})
    for number, error in found.stayed[:NAMED]:
        facts = {"number": number, "why": sentence(error)}
        messages.warning(request, _("%(number)s belum diputus. %(why)s") % facts)
    if (more := len(found.stayed) - NAMED) > 0:
        messages.warning(request, _("%(total)s laporan lain juga belum diputus.") % {"total": more})


def _others(user: User, report: Report) -> QuerySet[Report]:
    """The undecided ones of the bundle that do not stand behind this matter."""
    return undecided(fellows_of(user, report)).exclude(pk__in=behind_it(user, report).values("pk"))
