"""Beside a decision that another body is the right one: which body the table proposes, and why."""

from typing import Any

from django.http import HttpRequest

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.institutions.selectors import bodies
from kondusif.intake.addresses import Proposal, addresses, proposals
from kondusif.intake.models import Report
from kondusif.intake.views.opening import person


def addressing(request: HttpRequest, report: Report) -> dict[str, Any]:
    """The proposals for an opened report, the whole table, and whether this reader may add a body to the list."""
    known = list(bodies())
    return {
        "proposed": proposals_for(report), "table": [(row, row.body_of(known)) for row in addresses()],
        "may_add_body": has_role(person(request), Role.ADMIN),
    }  # fmt: skip


def proposed_body(report: Report) -> str:
    """The body to choose beforehand: only where what is said of the accused points to one row alone. A word of the
    account may as well be the place (`in front of the police station`)."""
    found = proposals_for(report)
    return found[0].body.key if len(found) == 1 and found[0].accused and found[0].body else ""


def proposals_for(report: Report) -> list[Proposal]:
    """What the table proposes for an opened report."""
    unit = report.accused_unit.name if report.accused_unit else ""
    accused = "\n".join((report.accused_post, report.accused_other, report.accused_name, unit))
    return proposals(accused, report.words, bodies())
