"""Evidence at the desk: the safe copy to look at, and the file as it came where the name is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base.errors import sentence
from kondusif.intake import services
from kondusif.intake.forms.desk import OriginalForm
from kondusif.intake.models import Attachment, Report
from kondusif.intake.selectors import identity_open_to, open_attachment, open_original
from kondusif.intake.shown import shown
from kondusif.intake.views.opening import opened, person
from kondusif.kernel.errors import NotYours, Refused
from kondusif.vault.keyring import Keyring

ORIGINAL_SUFFIXES = {
    "jpeg": ".jpg", "png": ".png", "webp": ".webp", "heic": ".heic", "pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx",
}  # fmt: skip


@require_safe
@opened
def evidence_file(request: HttpRequest, report: Report, keyring: Keyring, *, order: int) -> HttpResponse:
    """The safe copy of one piece of evidence, to look at."""
    item = _item(report, order)
    return shown(open_attachment(report, item), f"{report.number}-bukti-{order}")


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def original(request: HttpRequest, report: Report, keyring: Keyring, *, order: int) -> HttpResponse:
    """The file as it came, with a warning and a reason that the reporter reads."""
    item = _item(report, order)
    if not identity_open_to(keyring, report) or not item.original_name:
        raise NotYours
    form = OriginalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = _("Berkas asli bukti %(order)s. %(reason)s") % {"order": order, "reason": form.cleaned_data["reason"]}
        try:
            services.open_identity(actor_of(person(request)), report, keyring, reason=reason[:500])
        except Refused as refusal:
            form.add_error("reason", sentence(refusal))
        else:
            return _as_it_came(report, item, open_original(keyring, report, item))
    context = {"report": report, "item": item, "note": item.file_note(report.key), "form": form}
    return render(request, "intake/original.html", context, status=422 if form.errors else 200)


def _as_it_came(report: Report, item: Attachment, content: bytes | None) -> HttpResponse:
    if content is None:
        raise Refused("intake.file.gone")
    response = HttpResponse(content, content_type="application/octet-stream")
    name = f"{report.number}-bukti-{item.order}-asli{ORIGINAL_SUFFIXES[item.kind]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _item(report: Report, order: int) -> Attachment:
    item = get_or_not_yours(report.attachments.all(), order=order)
    item.report = report
    return item
