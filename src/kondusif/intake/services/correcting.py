"""A wrong place or a wrong accused is put right. The account keeps its words; both values stay, sealed, with why."""

from dataclasses import dataclass, replace

from django.db import transaction

from kondusif.accounts.models import User
from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.intake.models import Correction, Report
from kondusif.intake.rules import REASON_LENGTH, Flag, Status
from kondusif.intake.selectors.corrections import Change, accused_before, correction_place
from kondusif.intake.services.desk import _change, _may_act, must_be_open
from kondusif.intake.services.leases import give_back
from kondusif.intake.services.receiving import Place, place_of
from kondusif.intake.told import Told, closed, place
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.vault.routing import Doorstep, doorstep
from kondusif.vault.rules import route
from kondusif.vault.services import give_to_units, take_from_units

PLACE = ("area_exact", "area_given", "place_words")
PERSON = ("accused_name", "accused_post", "accused_other", "accused_address")


@dataclass(frozen=True, slots=True)
class Accused:
    """Who is reported, as the correction has it."""

    name: str = ""
    post: str = ""
    other: str = ""
    address: str = ""
    unit: Unit | None = None
    is_head: bool = False


@transaction.atomic
def correct_place(actor: Actor, report: Report, *, area_code: str | None, place_words: str, reason: str) -> Report:
    """Put the place right; the kelurahan in clear follows, and who may read it. Audit: intake.report.corrected.

    Args:
        area_code: the place as chosen; empty where it is not known, None where the list was right.
    Raises:
        Refused: locked, decided, no reason, nothing changed, in other hands, or nobody would be left to read it.
        Stale: somebody changed the report since it was shown.
    """
    _may_correct(actor, report, reason)
    told = report.told
    where = Place(report.exact_area, told.area_given, not told.area_given)
    if area_code is not None:
        where = place_of(area_code)
    new = replace(told, area_exact=where.code, area_given=where.given, place_words=place_words.strip())
    before = _values(told, PLACE)
    flags = [flag for flag in report.flags if flag != Flag.UNKNOWN_AREA] + ([] if where.known else [Flag.UNKNOWN_AREA])
    _readers_follow(report, where.village, report.accused_unit, is_head=report.accused_is_head)
    _keep(report, Correction.What.PLACE, Change(before, _values(new, PLACE), reason.strip()), actor)
    _rewrite(report, new, area_code=where.village, flags=flags)
    record(actor, "intake.report.corrected", report, {"what": Correction.What.PLACE})
    return _let_go(actor, report)


@transaction.atomic
def correct_person(actor: Actor, report: Report, accused: Accused, *, reason: str) -> Report:
    """Put the accused right. A unit that the new line makes a party loses its key. Audit: intake.report.corrected.

    Raises:
        Refused: locked, decided, no reason, nothing changed, in other hands, or nobody would be left to read it.
        Stale: somebody changed the report since it was shown.
    """
    _may_correct(actor, report, reason)
    is_head = accused.is_head and accused.unit is not None
    new = replace(
        report.told, accused_name=accused.name.strip(), accused_post=accused.post.strip(),
        accused_other=accused.other.strip(), accused_address=accused.address.strip(),
    )  # fmt: skip
    before = _values(report.told, PERSON) | _unit_values(report.accused_unit, is_head=report.accused_is_head)
    after = _values(new, PERSON) | _unit_values(accused.unit, is_head=is_head)
    _readers_follow(report, report.area_code, accused.unit, is_head=is_head)
    _keep(report, Correction.What.PERSON, Change(before, after, reason.strip()), actor)
    _rewrite(report, new, accused_unit=accused.unit, accused_is_head=is_head)
    record(actor, "intake.report.corrected", report, {"what": Correction.What.PERSON})
    return _let_go(actor, report)


def _may_correct(actor: Actor, report: Report, reason: str) -> None:
    must_be_open(report)
    if report.decided:
        raise Refused("intake.decided_already")
    if len(reason.strip()) < REASON_LENGTH:
        raise Refused("intake.correction_reason", least=REASON_LENGTH)
    _may_act(actor, report)


def _values(told: Told, names: tuple[str, ...]) -> dict[str, str]:
    return {name: getattr(told, name) for name in names}


def _unit_values(unit: Unit | None, *, is_head: bool) -> dict[str, str]:
    return {
        "unit": unit.name if unit else "", "unit_key": unit.key if unit else "", "head": "1" if is_head else "",
    }  # fmt: skip


def _keep(report: Report, what: str, change: Change, actor: Actor) -> None:
    if change.before == change.after:
        raise Refused("intake.nothing_corrected")
    on = today()
    sealed = closed(report.key, change, place(report.ref, correction_place(what, on)))
    Correction.objects.create(
        report=report, what=what, sealed=sealed, corrected_on=on, corrected_by_id=actor.person_id
    )  # fmt: skip


def _rewrite(report: Report, new: Told, **clear: object) -> None:
    """The fields beside the account; its words, the hour and the evidence as told stay as the reporter gave them.

    It stands in the queue by itself from now on: it no longer tells quite the same as what it stood behind.
    """
    key = report.key
    content = closed(key, new, place(report.ref, "content"))
    _change(report, content=content, in_front=True, status=Status.REVIEW, **clear)
    report.open_with(key)


def _readers_follow(report: Report, area_code: str, unit: Unit | None, *, is_head: bool) -> None:
    """Who reads the report after the correction. Who became a party reads it no more, and who was one, not yet.

    A correction is the act of one person, so it never widens who reads against what the reporter said.

    Raises:
        Refused: nobody who verifies this place would be left.
    """
    step = doorstep(area_code)
    found = step.route(unit, is_head=is_head)
    wraps = report.content_key.wraps.filter(unit_key__isnull=False)
    holding = set(wraps.values_list("unit_key__unit_id", flat=True))
    readers = set(found.units) & holding | _never_parties(report, step, unit, is_head=is_head)
    if not readers:
        raise Refused("intake.correction_no_reader")
    may = route(holding | step.readers.keys(), unit.pk if unit else None, step.parents, is_head=is_head)
    give_to_units(report.content_key, report.key, [step.keys[one] for one in sorted(readers)])
    for data_key in (report.content_key, report.identity_key):
        take_from_units(data_key, holding - set(may.units) - readers)


def _never_parties(report: Report, step: Doorstep, new: Unit | None, *, is_head: bool) -> set[int]:
    """Units that verify this place and that no accused of this report concerns: as told, as corrected so far, or new.

    Those under an accused head read where the reporter insisted on it; a correction never gives it to them.
    """
    free = set(step.readers)
    stood = (report.accused_unit, report.accused_is_head)
    for unit, heads in [*accused_before(report), stood, (new, is_head)]:
        found = step.route(unit, is_head=heads)
        free &= set() if found.below else set(found.units)
    return free


def _let_go(actor: Actor, report: Report) -> Report:
    """Whoever made themselves a party by the correction holds the item no longer."""
    person = User.objects.filter(pk=actor.person_id, unit__isnull=False).first()
    readers = report.content_key.wraps.filter(unit_key__isnull=False).values_list("unit_key__unit_id", flat=True)
    if person and person.unit_id not in readers:
        give_back(actor, report)
    return report
