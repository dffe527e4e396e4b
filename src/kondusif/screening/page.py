"""What the pages of this room show: proposals with their names, and the verdict that comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kondusif.screening.labels import Named, names_of
from kondusif.screening.models import Proposal
from kondusif.screening.rules import Kind, Row, Verdict
from kondusif.screening.selectors import Narrowed, alike

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal with what its reference is called."""

    proposal: Proposal
    named: Named


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of a result that has not landed."""

    row: Row
    named: Named


def shown(proposals: Iterable[Proposal]) -> list[Shown]:
    listed = list(proposals)
    names = names_of((one.kind, one.ref) for one in listed)
    return [Shown(one, names[one.kind, one.ref]) for one in listed]


def samples(rows: Sequence[Row]) -> list[Sample]:
    names = names_of((row.kind, row.ref) for row in rows)
    return [Sample(row, names[row.kind, row.ref]) for row in rows]


def page_of(rows: QuerySet[Proposal], number: object) -> Page[Proposal]:
    return Paginator(rows, PAGE).get_page(str(number or 1))


def chosen_of(rows: QuerySet[Proposal], page: Page[Proposal], wanted: str) -> Proposal | None:
    """The proposal that is read beside the list: the one asked for, else the first open one of the page."""
    if wanted.isdigit() and len(wanted) < 16 and (found := rows.filter(pk=int(wanted)).first()):
        return found
    listed = list(page.object_list)
    return next((one for one in listed if one.verdict == Verdict.OPEN), listed[0] if listed else None)


def judged_before(rows: QuerySet[Proposal], wanted: str) -> Proposal | None:
    """The proposal that was judged a moment ago, so that the verdict can be taken back at once."""
    if not wanted.isdigit() or len(wanted) > 15:
        return None
    return rows.filter(pk=int(wanted)).exclude(verdict=Verdict.OPEN).first()


def next_open(rows: QuerySet[Proposal], after: int) -> int | None:
    """Key of the next open proposal, from the beginning again at the end."""
    keys = rows.filter(verdict=Verdict.OPEN).order_by("pk").values_list("pk", flat=True)
    return keys.filter(pk__gt=after).first() or keys.first()


def alike_count(proposal: Proposal) -> int:
    """How many open proposals one verdict could settle at once, this one included."""
    return alike(proposal).count() if proposal.verdict == Verdict.OPEN else 0


def query_of(to: Narrowed) -> str:
    """The filters for a link."""
    asked = {"jenis": to.kind, "putusan": to.verdict, "rujukan": to.ref, "cari": to.text}
    return urlencode({name: value for name, value in asked.items() if value})


def ref_choices(found: Iterable[tuple[str, str, int]]) -> list[tuple[str, object]]:
    """References to choose from, each with its name and how often it stands in the run."""
    rows = list(found)
    names = names_of((kind, ref) for kind, ref, _number in rows)
    return [(ref, f"{_short(str(names[kind, ref].name), kind, ref)} ({number})") for kind, ref, number in rows]


def _short(name: str, kind: str, ref: str) -> str:
    if kind == Kind.ACT:
        return f"{ref}: {name[:60]}{'…' if len(name) > 60 else ''}"
    return name
