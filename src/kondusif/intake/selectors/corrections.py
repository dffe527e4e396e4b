"""What was put right about a report, and what is proposed: both values, opened with its key."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.institutions.models import Unit
from kondusif.intake.models import AccusedProposal, Correction, Report
from kondusif.intake.rules import Kind
from kondusif.intake.told import opened, opened_words, place
from kondusif.territory.selectors import name_path
from kondusif.vault.routing import parents_of_units, readers_at
from kondusif.vault.rules import route

PLACE = ("area_exact", "area_given", "place_words")
PERSON = ("accused_name", "accused_post", "accused_other", "accused_address")


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
    agreed: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal of another accused as the desk reads it.

    Args:
        accused, is_head: the unit that would be accused, and whether its head.
        outdated: the accused or the place is no longer what the proposal began from.
    """

    row: AccusedProposal
    before: str
    after: str
    reason: str
    accused: Unit | None
    is_head: bool
    outdated: bool


def correction_place(what: str, on: date) -> str:
    """The place of a sealed correction within its report."""
    return f"correction/{what}/{on.isoformat()}"


def corrections_of(report: Report) -> list[Shown]:
    """Every correction of an opened report, oldest first; nothing while it is locked."""
    if report.locked:
        return []
    return [_shown(report, row) for row in report.corrections.select_related("corrected_by", "agreed_by")]


def proposal_place(on: date) -> str:
    """The place of a sealed proposal of another accused within its report."""
    return f"accused-proposal/{on.isoformat()}"


def newest_proposal(report: Report) -> AccusedProposal | None:
    """The last proposal about a report: if one waits, it is this one."""
    return report.accused_proposals.select_related("proposed_by", "answered_by").last()


def proposal_of(report: Report, row: AccusedProposal | None) -> Proposed | None:
    """The newest proposal of an opened report, where it waits for a second person."""
    if report.locked or row is None or row.state != AccusedProposal.State.WAITING:
        return None
    change = change_proposed(report, row)
    return Proposed(
        row, _person_words(change.before), _person_words(change.after), change.reason, unit_of(change.after),
        is_head=change.after["head"] == "1", outdated=change.before != values_now(report),
    )  # fmt: skip


def refusal_of(report: Report, row: AccusedProposal | None) -> tuple[AccusedProposal, str] | None:
    """The newest proposal of an opened report with why it was refused, where it was."""
    if report.locked or row is None or row.state != AccusedProposal.State.REFUSED:
        return None
    return row, opened_words(report.key, row.answer, place(report.ref, answer_place(row)))


def change_proposed(report: Report, row: AccusedProposal) -> Change:
    """What a proposal would change. The report must be open."""
    return Change(**opened(report.key, row.sealed, place(report.ref, proposal_place(row.proposed_on))))


def answer_place(row: AccusedProposal) -> str:
    """The place of the sealed reason of a refusal within its report."""
    return f"accused-proposal/answer/{row.pk}"


def values_now(report: Report) -> dict[str, str]:
    """Place and accused of an opened report as they stand: what a proposal begins from."""
    told = {name: getattr(report.told, name) for name in (*PLACE, *PERSON)}
    return told | unit_values(report.accused_unit, is_head=report.accused_is_head)


def unit_values(unit: Unit | None, *, is_head: bool) -> dict[str, str]:
    """An accused unit as it is sealed beside the words."""
    return {
        "unit": unit.name if unit else "", "unit_key": unit.key if unit else "", "head": "1" if is_head else "",
    }  # fmt: skip


def unit_of(values: dict[str, str]) -> Unit | None:
    """The unit that sealed values name."""
    return Unit.objects.filter(key=values["unit_key"]).first() if values["unit_key"] else None


def waiting_proposal(report: Report) -> AccusedProposal | None:
    """The proposal about a report that a second person has still to answer."""
    return report.accused_proposals.filter(state=AccusedProposal.State.WAITING).first()


def is_party_to(user: User, report: Report, row: AccusedProposal) -> bool:
    """Whether a proposal about an opened report would make a reader's unit a party, or would have made it one."""
    after = change_proposed(report, row).after
    holders = holders_of(report)
    return user.unit_id in holders - _free(holders, unit_of(after), is_head=after["head"] == "1")


def second_readers(report: Report, proposer: int, accused: Unit | None = None, *, is_head: bool = False) -> set[int]:
    """Accounts that may answer a proposal about a report: they verify its place and hold a key of it.

    Neither the proposer nor who typed the report in, and nobody whom the accused would concern.
    """
    readers = readers_at(report.area_code)
    free = _free(holders_of(report), accused, is_head=is_head)
    people = {person for unit in free for person in readers.get(unit, [])}
    return people - {proposer, report.typed_by_id}


def names_nobody(report: Report) -> bool:
    """Whether an opened report about neutrality names neither a unit of the city nor another agency."""
    return report.kind == Kind.NEUTRALITY and report.accused_unit_id is None and not report.accused_other.strip()


def holders_of(report: Report) -> set[int]:
    """The units that hold a key of a report."""
    wraps = report.content_key.wraps.filter(unit_key__isnull=False)
    return set(wraps.values_list("unit_key__unit_id", flat=True))


def _free(units: set[int], accused: Unit | None, *, is_head: bool) -> set[int]:
    """Of some units those that an accused does not concern, by the rule that keeps a new report from them."""
    return set(route(units, accused.pk if accused else None, parents_of_units(), is_head=is_head).units)


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
        row.corrected_by.full_name, row.agreed_by.full_name if row.agreed_by else "",
    )  # fmt: skip


def _place_words(values: dict[str, str]) -> str:
    where = name_path(values["area_exact"]) if values["area_exact"] else ""
    given = f"({values['area_given']})" if values["area_given"] else ""
    return " ".join(filter(None, [", ".join(filter(None, [values["place_words"], where])), given]))


def _person_words(values: dict[str, str]) -> str:
    head = f" ({_('pimpinan')})" if values["head"] else ""
    named = [values["accused_name"], values["accused_post"], values["unit"] + head]
    return ", ".join(filter(None, [*named, values["accused_other"], values["accused_address"]]))
