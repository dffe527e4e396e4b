"""What was put right about a report: both values, opened with its key."""

from dataclasses import dataclass
from datetime import date

from kondusif.institutions.models import Unit
from kondusif.intake.models import Correction, Report
from kondusif.intake.told import opened, place
from kondusif.territory.selectors import name_path


@dataclass(frozen=True, slots=True)
class Change:
    """Both values of a correction and its reason, as they are sealed."""

    before: dict[str, str]
    after: dict[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One correction as the desk reads it."""

    what: str
    what_words: str
    before: str
    after: str
    reason: str
    on: date
    by: str


def correction_place(what: str, on: date) -> str:
    """The place of a sealed correction within its report."""
    return f"correction/{what}/{on.isoformat()}"


def corrections_of(report: Report) -> list[Shown]:
    """Every correction of an opened report, oldest first; nothing while it is locked."""
    if report.locked:
        return []
    return [_shown(report, row) for row in report.corrections.select_related("corrected_by")]


def accused_before(report: Report) -> list[tuple[Unit | None, bool]]:
    """Each unit that stood as the accused of an opened report before a correction, and whether as its head.

    Corrections from before units were kept by key name them; a name that several units have means all of them.
    """
    found: list[tuple[Unit | None, bool]] = []
    for row in report.corrections.filter(what=Correction.What.PERSON):
        was = _change_of(report, row).before
        named = {"key": was["unit_key"]} if was.get("unit_key") else {"name": was["unit"]}
        found += [(unit, was["head"] == "1") for unit in Unit.objects.filter(**named)]
    return found


def _change_of(report: Report, row: Correction) -> Change:
    sealed_at = place(report.ref, correction_place(row.what, row.corrected_on))
    return Change(**opened(report.key, row.sealed, sealed_at))


def _shown(report: Report, row: Correction) -> Shown:
    change = _change_of(report, row)
    words = _place_words if row.what == Correction.What.PLACE else _person_words
    return Shown(
        row.what, row.get_what_display(), words(change.before), words(change.after), change.reason, row.corrected_on,
        row.corrected_by.full_name,
    )  # fmt: skip


def _place_words(values: dict[str, str]) -> str:
    where = name_path(values["area_exact"]) if values["area_exact"] else ""
    given = f"({values['area_given']})" if values["area_given"] else ""
    return " ".join(filter(None, [", ".join(filter(None, [values["place_words"], where])), given]))


def _person_words(values: dict[str, str]) -> str:
    names = ("accused_name", "accused_post", "unit", "accused_other", "accused_address")
    return ", ".join(filter(None, (values[name] for name in names)))
