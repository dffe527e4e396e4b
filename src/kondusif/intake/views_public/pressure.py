"""Saya ditekan karena melapor: a notice to a body outside the city, its letter, and its clock."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from kondusif.base import wording
from kondusif.institutions.selectors import today
from kondusif.intake import secrecy, services
from kondusif.intake.forms.follow_up import DayForm, PressureForm
from kondusif.intake.labels import KINDS
from kondusif.intake.models import Report
from kondusif.intake.pressure_letter import pressure_letter
from kondusif.intake.rules import Kind
from kondusif.intake.selectors.follow_up import own_person
from kondusif.intake.selectors.pressure import Told, bodies_outside, notice_of, seat_of
from kondusif.intake.views_public.steps_back import Deed, Home, Page
from kondusif.intake.views_public.visit import Visit


def tell_page(visit: Visit, *, form: PressureForm | None = None, notice: str = "", status: int = 200) -> HttpResponse:
    """To whom, what happened, and how far the letter goes."""
    bodies = bodies_outside()
    shown = form or _form(visit, bound=False)
    context = {
        "form": shown, "token": visit.slip(), "notice": notice, "bodies": bodies, "report": visit.report,
        "own": own_person(visit.report, visit.private), "custodians": [one.name for one in bodies if seat_of(one)],
    }  # fmt: skip
    return render(visit.request, "intake_public/pressure.html", context, status=status)


def _form(visit: Visit, *, bound: bool) -> PressureForm:
    bodies = bodies_outside()
    lists: dict[str, Any] = {
        "bodies": [(body.key, body.name) for body in bodies],
        "hints": {body.key: " · ".join(filter(None, [body.address, body.phone, body.site])) for body in bodies},
    }
    return PressureForm(visit.request.POST, **lists) if bound else PressureForm(
        initial=visit.typed(*PressureForm.base_fields), **lists
    )  # fmt: skip


def told_page(visit: Visit, told: Told, *, status: int = 200) -> HttpResponse:
    """The notice is kept: the letter, and what to do with it."""
    context = {"told": told, "token": visit.slip(), "report": visit.report}
    return render(visit.request, "intake_public/pressure_told.html", context, status=status)


def tell(visit: Visit) -> HttpResponse:
    """Keep the notice, once however often it is pressed."""
    form = _form(visit, bound=True)
    if not form.is_valid():
        return tell_page(visit, form=form, status=422)
    given, report = form.cleaned_data, visit.report
    body = next(one for one in bodies_outside() if one.key == given["body"])
    row = services.tell_outside(
        report, visit.private, body=body, told=given["told"], submission=visit.mark,
        person=own_person(report, visit.private) if given["with_name"] else None,
        status=_standing(report) if given["with_status"] else "",
    )  # fmt: skip
    return told_page(visit, notice_of(visit.private, row, today()))


def letter(visit: Visit) -> HttpResponse:
    """The letter as PDF. Nothing of it is kept."""
    told = notice_of(visit.private, visit.request.POST.get("surat"), today())
    notice, report = told.notice, visit.report
    person = own_person(report, visit.private) if notice.with_name else None
    with secrecy.turn():
        paper = pressure_letter(notice, told.body, person, _status(report) if notice.with_status else [])
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{notice.reference.lower()}.pdf"'
    return response


@override("id")
def _standing(report: Report) -> str:
    """How the report stands, for somebody else to read."""
    told = [report.get_status_display(), report.get_outcome_display(), report.body.name if report.body else ""]
    return ", ".join(word for word in told if word)


@override("id")
def _status(report: Report) -> list[tuple[str, str]]:
    return [
        (_("Tentang"), str(KINDS[Kind(report.kind)])), (_("Diterima kota"), wording.plain_date(report.received_on)),
        (_("Keadaan"), _standing(report)),
    ]  # fmt: skip


def deeds(home: Home) -> dict[str, Deed]:
    """The deeds of this file that come back to the page."""

    def dated(visit: Visit, done: str) -> HttpResponse:
        told = notice_of(visit.private, visit.request.POST.get("surat"), today())
        since = told.handed_on if done == "answered" else told.told_on
        form = DayForm(visit.request.POST, today=today(), since=since)
        if not form.is_valid():
            return home(visit, notice=" ".join(str(one) for one in form.errors["on"]), status=422)
        mark = services.mark_answered if done == "answered" else services.mark_handed_in
        mark(visit.report, visit.private, told.row, form.cleaned_data["on"])
        return home(visit, done=done)

    def handed_in(visit: Visit) -> HttpResponse:
        return dated(visit, "handed")

    def answered(visit: Visit) -> HttpResponse:
        return dated(visit, "answered")

    def drop(visit: Visit) -> HttpResponse:
        services.drop_notice(visit.private, visit.request.POST.get("surat"))
        return home(visit, done="dropped")

    return {
        "tekanan-simpan": tell, "tekanan-surat": letter, "tekanan-serah": handed_in, "tekanan-jawab": answered,
        "tekanan-hapus": drop,
    }  # fmt: skip


PAGES: dict[str, Page] = {"tekanan": tell_page, "tekanan-simpan": tell_page}
