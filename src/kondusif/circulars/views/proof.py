"""The proof: who was asked, when, which version, counts by unit; persons only where the law lets them."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, has_role
from kondusif.audit.services import record
from kondusif.base.csv_answer import csv_answer
from kondusif.circulars.models import Circular
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import proof as read
from kondusif.circulars.selectors.standing import by_unit
from kondusif.circulars.services.keeping import names_go_on
from kondusif.circulars.views.carrying import readable, sent, signed_in, units_counted
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours

MOST_REMINDERS = 200


@require_safe
def proof(request: HttpRequest, number: str) -> HttpResponse:
    """One circular with everything that proves it, in counts."""
    user, circular, on = signed_in(request), _released(request, number), today()
    if circular.counted_on is not None:
        return render(request, "circulars/proof_counts.html", {
            "circular": circular, "counts": read.kept_counts(circular), "versions": read.version_rows(circular),
        })  # fmt: skip
    reminded = read.reminders(circular)
    return render(request, "circulars/proof.html", {
        "circular": circular, "proof": read.proof_of(circular, on), "reminders": reminded[:MOST_REMINDERS],
        "reminded": reminded.count(), "names_go_on": names_go_on(circular), "persons": has_role(user, Role.AUDITOR),
        "heads": has_role(user, Role.LEADER, Role.DESK, Role.ADMIN), "readership": circular.readership,
    })  # fmt: skip


@require_safe
def proof_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """Counts by unit as a sheet; when names are erased, the counts that were kept."""
    circular = _released(request, number)
    if circular.counted_on is not None:
        return csv_answer(read.kept_lines(circular), f"edaran-{circular.number}-hitungan")
    return csv_answer(read.unit_lines(by_unit(circular, today())), f"edaran-{circular.number}-unit")


@require_safe
def persons_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """Everybody who was ever asked, for the auditor; each download is in the trail.

    `?sesudah=5000` goes on behind line 5,000 of a download that broke off.
    """
    user, circular = signed_in(request), sent(request, number)
    given = request.GET.get("sesudah", "")
    after = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    with transaction.atomic():
        sheet = read.person_sheet(circular)
        facts = {"people": max(0, sheet.count - after), "after": after}
        record(actor_of(user), "circulars.persons.exported", circular, facts)
    return csv_answer(sheet.lines(after), f"edaran-{circular.number}-orang")


def _released(request: HttpRequest, number: str) -> Circular:
    """A circular that went out, for whoever reads the counts of the whole city."""
    circular = readable(request, number)
    if circular.state == State.DRAFT or units_counted(signed_in(request)) is not None:
        raise NotYours
    return circular
