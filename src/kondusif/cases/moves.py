"""Dates that moved: for one clock with the old reasons, and for one walk as a list."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, within
from kondusif.cases import law
from kondusif.cases.clocks import explained
from kondusif.cases.models import DeadlineMove, Recomputation
from kondusif.cases.permissions import MOVE_READERS, READERS
from kondusif.cases.reckoning import moment_from
from kondusif.cases.selectors import units_under
from kondusif.rulebook.counting import Moment, moment_of
from kondusif.rulebook.rules import Due

PER_PAGE = 100
EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True)
class OldReading:
    """What a clock said before it moved.

    Args:
        move: with its clock and case.
        on: the city's date.
    """

    move: DeadlineMove
    on: date

    @property
    def number(self) -> str:
        return self.move.deadline.case.number

    @property
    def step(self) -> str:
        return law.step_title(self.move.deadline.procedure, self.move.deadline.step)

    @property
    def procedure(self) -> str:
        return law.procedure_title(self.move.deadline.procedure)

    @property
    def rule(self) -> str:
        return self.move.deadline.rule

    @property
    def event(self) -> str:
        return law.event_label(self.move.deadline.event)

    @property
    def started(self) -> Moment | None:
        return moment_from(self.move.old_started)

    @property
    def due(self) -> Moment | None:
        return moment_from(self.move.old_due)

    @property
    def outer(self) -> Moment | None:
        return moment_from(self.move.old_outer)

    @property
    def new_due(self) -> Moment | None:
        return moment_from(self.move.new_due)

    @property
    def new_outer(self) -> Moment | None:
        return moment_from(self.move.new_outer)

    @property
    def direction(self) -> str:
        """Whether the safe date came earlier or later; empty where only the outer one moved or no date is left."""
        if not (self.due and self.new_due) or self.due == self.new_due:
            return ""
        return EARLIER if moment_of(self.new_due) < moment_of(self.due) else LATER

    @cached_property
    def limit(self) -> Due | None:
        """The old reasons, brought back from the edition of the old reading."""
        row = self.move.deadline
        return explained(
            row, self.started or row.start, self.move.old_edition, self.move.old_pauses, self.on
        )  # fmt: skip


def moves_visible_to(user: User) -> QuerySet[DeadlineMove]:
    """Dates that moved, in the reader's area; who amends the law sees those of the whole area as well."""
    rows = DeadlineMove.objects.select_related("deadline__case")
    rows = within(rows, user, *MOVE_READERS, field="deadline__case__area_code")
    if has_role(user, Role.LEADER, Role.AUDITOR, Role.LEGAL):
        return rows
    return rows.exclude(deadline__case__unit_id__in=units_under(user))


def opens_cases(user: User) -> bool:
    """Whether the numbers lead anywhere for this reader."""
    return has_role(user, *READERS)


def walks() -> QuerySet[Recomputation]:
    """Every walk over the clocks, the latest first; those of a database's first use moved nothing and say nothing."""
    return Recomputation.objects.order_by("-pk")


def walk_shown(pk: str) -> Recomputation | None:
    """The walk that a reader chose, else the latest one that moved something, else the latest."""
    chosen = walks().filter(pk=pk).first() if pk.isdecimal() and len(pk) < 12 else None
    return chosen or walks().filter(moved__gt=0).first() or walks().first()


def moves_of(
    user: User, walk: Recomputation | None, on: date, *, rule: str = "", direction: str = "", page: str = ""
) -> "Page[OldReading]":  # fmt: skip
    """One page of the dates that a walk moved, those that came earlier first.

    Args:
        rule: a rule id; empty for all.
        direction: `earlier` or `later` for the safe date; anything else shows both.
    """
    rows = moves_visible_to(user).filter(run=walk) if walk else moves_visible_to(user).none()
    if "." in rule:
        procedure, step = rule.split(".", 1)
        rows = rows.filter(deadline__procedure=procedure, deadline__step=step)
    if direction == EARLIER:
        rows = rows.filter(new_due__lt=F("old_due"))
    elif direction == LATER:
        rows = rows.filter(new_due__gt=F("old_due"))
    ordered = rows.order_by("new_due", "deadline__case__number", "pk")
    found: Any = Paginator(ordered, PER_PAGE).get_page(page or 1)
    found.object_list = [OldReading(move, on) for move in found.object_list]
    return cast("Page[OldReading]", found)


def rules_moved(user: User, walk: Recomputation | None) -> list[tuple[str, str]]:
    """The rules whose dates a walk moved, for the filter."""
    rows = moves_visible_to(user).filter(run=walk) if walk else moves_visible_to(user).none()
    pairs = rows.order_by("deadline__procedure", "deadline__step").values_list("deadline__procedure", "deadline__step")
    return [(f"{procedure}.{step}", law.step_title(procedure, step)) for procedure, step in pairs.distinct()]
