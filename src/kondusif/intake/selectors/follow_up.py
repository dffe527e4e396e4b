"""What the holder of a code reads beside the account: who can read it, what lies there, who asked for the name."""

from dataclasses import dataclass
from datetime import date

from kondusif.institutions.models import Unit
from kondusif.intake.models import Attachment, Report
from kondusif.intake.told import Person
from kondusif.vault import boxes
from kondusif.vault.models import Disclosure
from kondusif.vault.selectors import disclosures_about
from kondusif.vault.services import open_for_reporter


def reading_units(report: Report) -> list[str]:
    """Names of the units that hold a key to the account."""
    rows = Unit.objects.filter(unit_keys__wraps__data_key=report.content_key_id)
    return list(rows.order_by("order", "name").values_list("name", flat=True).distinct())


def units_with_the_name(report: Report) -> list[str]:
    """Names of the units that hold a key to the identity: by the reporter's release, or by two custodians."""
    rows = Unit.objects.filter(unit_keys__wraps__data_key=report.identity_key_id)
    return list(rows.order_by("order", "name").values_list("name", flat=True).distinct())


def custodians_hold(report: Report) -> bool:
    """Whether pairs of custodians could open the identity together."""
    return report.identity_key.wraps.filter(outer__isnull=False).exists()


def own_person(report: Report, private: bytes) -> Person | None:
    """Who the reporter said to be, opened with the reporter's own key; None after it was erased."""
    key = open_for_reporter(report.identity_key, private)
    if key is None or not report.identity:
        return None
    try:
        return report.person(key)
    except boxes.Broken:
        return None


def evidence_list(report: Report) -> list[Attachment]:
    """The files of an opened report in their order, with the names that the reporter's device gave them."""
    rows = list(Attachment.objects.filter(report=report))
    for row in rows:
        row.report = report  # the opened one, so that the names answer
    return rows


@dataclass(frozen=True, slots=True)
class Word:
    """What one custodian said, by the seat's institution; the person is not named."""

    institution: str
    agreed: bool
    said_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to open the name, as the reporter reads it from the moment of asking."""

    unit: str
    reason: str
    asked_on: date
    state: str
    state_words: str
    ended_on: date | None
    words: tuple[Word, ...]


def requests_for_the_name(report: Report) -> list[Asked]:
    """Every request to the custodians to open this identity, newest first."""
    rows = disclosures_about(report.identity_key_id).select_related("unit_key__unit")
    return [_asked(row) for row in rows]


def _asked(row: Disclosure) -> Asked:
    said = tuple(Word(one.seat.institution, one.agreed, one.said_on) for one in row.agreements.all())
    return Asked(
        row.unit_key.unit.name, row.reason, row.asked_on, row.state, row.get_state_display(), row.ended_on, said
    )  # fmt: skip
