"""Every shared read of this room. A run whose day has passed shows its counts and no proposal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.institutions.selectors import today
from kondusif.screening.models import Draft, Proposal, Run, Tally, TextReading
from kondusif.screening.permissions import READERS, REVIEWERS, TAKERS
from kondusif.screening.rules import JUDGED, Kind, Precision, Verdict

Verdicts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in the list.

    Args:
        judged: how many proposals have a verdict.
        kinds: (kind, how many proposals), those with none left out.
    """

    run: Run
    judged: int
    kinds: list[tuple[str, int]]
    gone: bool

    @property
    def left(self) -> int:
        return 0 if self.gone else self.run.total - self.judged


@dataclass(frozen=True, slots=True)
class PrecisionLine:
    """How right one kind of proposal was in one edition of the engine."""

    edition: str
    kind: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a reviewer asked for."""

    kind: str = ""
    verdict: str = ""
    ref: str = ""
    text: str = ""

    @property
    def any(self) -> bool:
        return bool(self.kind or self.verdict or self.ref or self.text)


def runs_visible_to(user: User) -> QuerySet[Run]:
    """Every run for those who may know of them; none for others."""
    return Run.objects.select_related("taken_in_by") if has_role(user, *READERS) else Run.objects.none()


def drafts_of(user: User) -> QuerySet[Draft]:
    """What somebody handed in and has not confirmed; nobody else sees it."""
    return Draft.objects.filter(given_by=user) if has_role(user, *TAKERS) else Draft.objects.none()


def readings_visible_to(user: User) -> QuerySet[TextReading]:
    """Which texts were read and why: an auditor sees every reading, a reviewer the own ones."""
    rows = TextReading.objects.select_related("read_by")
    return rows if has_role(user, Role.AUDITOR) else rows.filter(read_by=user)


def run_lines(runs: Sequence[Run]) -> list[RunLine]:
    """Runs with how far their review has come, in one query for all."""
    judged = Counter(
        dict(
            Proposal.objects.filter(run__in=[run.pk for run in runs], verdict__in=JUDGED)
            .values_list("run")
            .annotate(n=Count("pk"))
            .order_by()
        )
    )
    on = today()
    return [
        RunLine(
            run, _kept(run) if run.erased_on else judged[run.pk],
            [(kind, run.counts[kind]) for kind in Kind if run.counts.get(kind)], run.until_on < on,
        )
        for run in runs
    ]  # fmt: skip


def proposals_of(run: Run, user: User) -> QuerySet[Proposal]:
    """The proposals of a run while they may be kept; none for who does not review."""
    if run.until_on < today() or not has_role(user, *REVIEWERS):
        return Proposal.objects.none()
    return run.proposals.select_related("judged_by", "run")


def narrowed(rows: QuerySet[Proposal], to: Narrowed) -> QuerySet[Proposal]:
    """Part of a run's proposals; what is empty does not narrow."""
    if to.kind:
        rows = rows.filter(kind=to.kind)
    if to.verdict:
        rows = rows.filter(verdict=to.verdict)
    if to.ref:
        rows = rows.filter(ref=to.ref)
    if to.text:
        rows = rows.filter(Q(quote__icontains=to.text) | Q(text_id=to.text))
    return rows


def alike(proposal: Proposal) -> QuerySet[Proposal]:
    """The open proposals of the same run with the same quote, kind and reference."""
    return Proposal.objects.filter(
        run_id=proposal.run_id, kind=proposal.kind, ref=proposal.ref, quote=proposal.quote, verdict=Verdict.OPEN
    )


def refs_of(rows: QuerySet[Proposal]) -> list[tuple[str, str, int]]:
    """(kind, reference, how many), the most frequent first, for a list to choose from."""
    found = rows.order_by().values_list("kind", "ref").annotate(n=Count("pk")).order_by("-n", "kind", "ref")[:100]
    return [(kind, ref, number) for kind, ref, number in found]


def verdicts_of(run: Run) -> Verdicts:
    """How many proposals of each kind have each verdict."""
    if run.erased_on:
        return dict(run.verdicts)
    found: Verdicts = {}
    for kind, verdict, number in run.proposals.order_by().values_list("kind", "verdict").annotate(n=Count("pk")):
        found.setdefault(kind, {})[verdict] = number
    return found


def precision_by_kind() -> list[PrecisionLine]:
    """How often proposals were taken up, by edition of the engine and kind: runs, runs that are gone, and tallies.

    Cost: three queries, whatever the number of runs.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    rows = Proposal.objects.filter(verdict__in=JUDGED).order_by().values_list("run__edition", "kind", "verdict")
    _add(found, ((e, k, v, n) for e, k, v, n in rows.annotate(n=Count("pk"))))
    for edition, kept in Run.objects.exclude(erased_on=None).order_by().values_list("edition", "verdicts"):
        _add(found, ((edition, kind, verdict, n) for kind, by in kept.items() for verdict, n in by.items()))
    counted = Tally.objects.order_by().values_list("edition", "kind", "verdict").annotate(n=Sum("number"))
    _add(found, ((e, k, v, n) for e, k, v, n in counted))
    return [
        PrecisionLine(edition, kind, Precision(seen[Verdict.TAKEN], seen[Verdict.REJECTED]))
        for (edition, kind), seen in sorted(found.items(), key=_in_order)
        if seen[Verdict.TAKEN] + seen[Verdict.REJECTED]
    ]


def _add(found: dict[tuple[str, str], Counter[str]], rows: Iterable[tuple[str, str, str, int]]) -> None:
    for edition, kind, verdict, number in rows:
        found.setdefault((edition, kind), Counter())[verdict] += number


def _in_order(one: tuple[tuple[str, str], Counter[str]]) -> tuple[list[int], int]:
    """Editions backwards, the newest name first; kinds in their order."""
    (edition, kind), _seen = one
    return [-ord(sign) for sign in edition], list(Kind).index(Kind(kind))


def _kept(run: Run) -> int:
    by_kind: Mapping[str, Mapping[str, int]] = run.verdicts
    return sum(number for by in by_kind.values() for verdict, number in by.items() if verdict in JUDGED)
