"""Pages of signing: the list of institutions, the tablet, the sheet of paper."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.base import pictures
from kondusif.base.uploads import pictures_too_large, too_much
from kondusif.coordination import forms
from kondusif.coordination.models import Declaration, Sheet, Signatory
from kondusif.coordination.rules import read_list
from kondusif.coordination.selectors import lists
from kondusif.coordination.services import signing as services
from kondusif.coordination.views.shared import signed_in, tell, writable
from kondusif.kernel.errors import NotYours, Refused


@require_http_methods(["GET", "POST"])
def signatories(request: HttpRequest, number: str) -> HttpResponse:
    """The institutions that are to sign; more are added by list."""
    user = signed_in(request)
    declaration = writable(user, number)
    form = forms.SignatoriesForm(request.POST or None)
    if form.is_bound and form.is_valid():
        written = form.cleaned_data
        try:
            named = read_list(written["kind"], written["names"])
            added = services.add_signatories(actor_of(user), declaration, named, office=written["office"])
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("%(count)s lembaga ditambahkan.") % {"count": len(added)})
            return redirect("coordination:signatories", number=number)
    return render(request, "coordination/signatories.html", {
        "declaration": declaration, "form": form, "signatories": lists.signatories_of(declaration),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_POST
def remove_signatory(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take away an institution that has not signed."""
    user = signed_in(request)
    services.remove_signatory(actor_of(user), signatory_of(user, number, key))
    return redirect("coordination:signatories", number=number)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The page that is handed over: the whole text, the name, the box to sign in. It leads nowhere else."""
    user = signed_in(request)
    signatory = signatory_of(user, number, key)
    waiting = [row for row in lists.signatories_of(signatory.declaration) if not row.way and row.pk != signatory.pk]
    first = {"name": signatory.signer_name, "post": signatory.signer_post}
    form = forms.SignForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        written = form.cleaned_data
        signer = services.Signer(written["name"], written["post"])
        try:
            services.sign_on_tablet(actor_of(user), signatory, signer, written["strokes"])
        except Refused as error:
            tell(form, error)
        else:
            said = {"institution": signatory.institution}
            messages.success(request, _("Tanda tangan %(institution)s tersimpan.") % said)
            if waiting:
                return redirect("coordination:sign", number=number, key=waiting[0].pk)
            return redirect("coordination:show", number=number)
    return render(request, "coordination/sign.html", {
        "declaration": signatory.declaration, "signatory": signatory, "form": form, "left": len(waiting),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """Who signed on a sheet of paper, with its photo."""
    user = signed_in(request)
    declaration = writable(user, number)
    waiting = [row for row in lists.signatories_of(declaration) if not row.way]
    sheets = [
        (row.pk, _("Lembar %(place)s, %(sha)s") % {"place": place, "sha": row.sha256[:8]})
        for place, row in enumerate(declaration.sheets.all(), start=1)
    ]
    first = {"signed_on": declaration.held_on}
    form = forms.PaperForm(request.POST or None, request.FILES or None, sheets=sheets, initial=first)
    chosen = forms.signers_in(request.POST, [row.pk for row in waiting])
    if form.is_bound and form.is_valid() and kept_on_paper(request, user, declaration, form, chosen):
        messages.success(request, _("%(count)s tanda tangan di kertas tersimpan.") % {"count": len(chosen)})
        return redirect("coordination:show", number=number)
    rows = [{"row": row, "chosen": row.pk in chosen, "typed": chosen.get(row.pk, ("", ""))} for row in waiting]
    return render(request, "coordination/paper.html", {
        "declaration": declaration, "form": form, "rows": rows,
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw_signature(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Take a signature back, with the reason."""
    user = signed_in(request)
    signatory = signatory_of(user, number, key)
    form = forms.ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_signature(actor_of(user), signatory, reason=form.cleaned_data["reason"])
        except Refused as error:
            tell(form, error)
        else:
            return redirect("coordination:signatories", number=number)
    context = {
        "form": form, "declaration": signatory.declaration, "button": _("Batalkan tanda tangan"),
        "title": _("Batalkan tanda tangan %(institution)s") % {"institution": signatory.institution},
    }  # fmt: skip
    return render(request, "coordination/reason.html", context, status=422 if form.is_bound else 200)


@require_GET
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """The photo of a signed sheet, for the office alone."""
    return HttpResponse(bytes_of(get_or_not_yours(lists.sheets_visible_to(signed_in(request)), pk=key)), "image/jpeg")


@require_POST
def remove_sheet(request: HttpRequest, key: int) -> HttpResponse:
    """Take away a photo on which no signature rests."""
    user = signed_in(request)
    found = get_or_not_yours(lists.sheets_writable_by(user), pk=key)
    services.remove_sheet(actor_of(user), found)
    return redirect("coordination:show", number=found.declaration.number)


def signatory_of(user: User, number: str, key: int) -> Signatory:
    """An institution of a declaration that the person may change."""
    return get_or_not_yours(lists.signatories_writable_by(user, number), pk=key)


def bytes_of(found: Sheet) -> bytes:
    """The photo from the disk.

    Raises:
        NotYours: the file is gone.
    """
    try:
        return pictures.read(found.name)
    except OSError as error:
        raise NotYours from error


def kept_on_paper(
    request: HttpRequest,
    user: User,
    declaration: Declaration,
    form: forms.PaperForm,
    chosen: dict[int, tuple[str, str]],
) -> bool:
    """Whether the sheet and its signatures were kept; where a rule says no, the form carries the sentence."""
    signers = {key: services.Signer(*words) for key, words in chosen.items()}
    try:
        if not signers:
            raise Refused("coordination.sign.nobody")
        sheet = photographed(request, user, declaration, form)
        services.sign_on_paper(
            actor_of(user), declaration, signers, sheet=sheet, signed_on=form.cleaned_data["signed_on"]
        )
    except Refused as error:
        tell(form, error)
        return False
    return True


def photographed(request: HttpRequest, user: User, declaration: Declaration, form: forms.PaperForm) -> Sheet:
    """The sheet that was chosen, or a new one from the photo that was sent.

    Raises:
        Refused: there is no photo, it is too large, or it cannot be read.
    """
    if key := form.cleaned_data.get("sheet"):
        return get_or_not_yours(lists.sheets_visible_to(user).filter(declaration=declaration), pk=key)
    photo = form.cleaned_data.get("photo")
    if not isinstance(photo, UploadedFile):
        if too_much(request):
            raise pictures_too_large()
        raise Refused("coordination.sheet.none")
    return services.add_sheet(actor_of(user), declaration, photo.read())
