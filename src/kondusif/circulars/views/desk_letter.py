"""The letter of a version: a draft to carry into the city's own system, and the signed one that comes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base import pictures
from kondusif.base.uploads import tell_if_too_much
from kondusif.circulars.forms.desk import LetterForm
from kondusif.circulars.letters_made import letter_docx, letter_pdf
from kondusif.circulars.selectors import reading
from kondusif.circulars.selectors.readership import describe
from kondusif.circulars.services.writing import keep_letter
from kondusif.circulars.views.carrying import readable, readable_version, signed_in, tell
from kondusif.circulars.views.desk import shown
from kondusif.kernel.errors import NotYours, Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def pdf(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The letter of a version as PDF."""
    found = readable_version(request, number, version)
    data = letter_pdf(found, describe(found.circular.readership))
    return _file(data, f"edaran-{number}-v{version}.pdf", "application/pdf")


@require_safe
def docx(request: HttpRequest, number: str, version: int) -> HttpResponse:
    """The letter of a version as a file that an office can change."""
    found = readable_version(request, number, version)
    data = letter_docx(found, describe(found.circular.readership))
    return _file(data, f"edaran-{number}-v{version}.docx", DOCX)


@require_POST
def signed_letter(request: HttpRequest, number: str) -> HttpResponse:
    """Take the signed letter of the version that holds."""
    circular = readable(request, number)
    version = get_or_not_yours(circular.versions.all(), pk=getattr(reading.latest(circular), "pk", None))
    form = LetterForm(request.POST, request.FILES)
    if not tell_if_too_much(request, form, "file") and form.is_valid():
        try:
            letter = keep_letter(actor_of(signed_in(request)), version, form.raw())
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Surat bertanda tangan disimpan, %(pages)s halaman.") % {
                "pages": len(letter.pages),
            })  # fmt: skip
            return redirect("circulars:version", number=number, version=version.number)
    return shown(request, circular, form)


@require_safe
def signed_page(request: HttpRequest, number: str, version: int, page: int) -> HttpResponse:
    """One page of the signed letter, as pixels."""
    letter = reading.letter_of(readable_version(request, number, version))
    if letter is None or not 1 <= page <= len(letter.pages):
        raise NotYours
    try:
        data = pictures.read(letter.pages[page - 1]["name"])
    except OSError as error:
        raise NotYours from error
    answer = _file(data, f"edaran-{number}-v{version}-{page}.jpg", "image/jpeg")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'{"attachment" if kind == DOCX else "inline"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
