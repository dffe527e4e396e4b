"""One's own key: made, opened, closed, its passphrase changed, begun anew."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes, forms, phrases, selectors, services
from kondusif.vault.keyring import keyring_of, sign_in_of
from kondusif.vault.views.page import person, safe_next, with_cookie, without_cookie

# Where the sentence of a refusal stands in a form; everything else stands above it.
FIELD_OF = {"vault.phrase.wrong": "old", "vault.password.wrong": "password"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What stands for me: my key, its fingerprint, which units' keys it opens."""
    user = person(request)
    key = selectors.person_key_of(user)
    context = {
        "key": key, "fingerprint": boxes.fingerprint(key.public) if key else "", "open": keyring_of(request),
        "shares": selectors.shares_of(user), "seat": selectors.seat_of(user),
        "helpers": selectors.holding_colleagues(user),
    }  # fmt: skip
    return render(request, "vault/home.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def make(request: HttpRequest) -> HttpResponse:
    """Make one's first key, and open it."""
    user = person(request)
    if selectors.person_key_of(user):
        return redirect("vault:home")
    form = forms.NewPhraseForm(request.POST or None) if request.method == "POST" else None
    if form and form.is_valid():
        phrase = form.cleaned_data["phrase"]
        try:
            services.make_person_key(user, phrase)
        except Refused as error:
            say(form, error)
        else:
            return unlocked(request, phrase, _("Kunci Anda dibuat dan terbuka."))
    return asked(request, "vault/make.html", form or forms.NewPhraseForm(), failed=bool(form))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def change(request: HttpRequest) -> HttpResponse:
    """Another passphrase for the same key."""
    user = person(request)
    if selectors.person_key_of(user) is None:
        return redirect("vault:make")
    form = forms.ChangePhraseForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        phrase = form.cleaned_data["phrase"]
        try:
            services.change_phrase(user, form.cleaned_data["old"], phrase)
        except Refused as error:
            say(form, error)
        else:
            return unlocked(request, phrase, _("Frasa kunci Anda diganti. Kuncinya tetap sama."))
    return asked(request, "vault/phrase.html", form or forms.ChangePhraseForm(), failed=bool(form))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def replace(request: HttpRequest) -> HttpResponse:
    """Begin anew after a forgotten passphrase; the page says what is lost and who can give it back."""
    user = person(request)
    if selectors.person_key_of(user) is None:
        return redirect("vault:make")
    form = forms.ReplaceForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        phrase = form.cleaned_data["phrase"]
        try:
            services.confirm_sign_in(user, form.cleaned_data["password"])
            services.replace_person_key(user, phrase)
        except Refused as error:
            say(form, error)
        else:
            return unlocked(request, phrase, _("Kunci baru dibuat. Minta bagian kunci unit kepada rekan Anda."))
    lost = {"shares": selectors.shares_of(user), "seat": selectors.seat_of(user),
            "helpers": selectors.holding_colleagues(user), "envelope": selectors.has_envelope(user.unit)}  # fmt: skip
    return asked(request, "vault/replace.html", form or forms.ReplaceForm(), failed=bool(form), **lost)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def unlock(request: HttpRequest) -> HttpResponse:
    """Open one's key for this sign-in and go on where one came from."""
    user, status = person(request), 200
    sent = request.POST if request.method == "POST" else None
    onward = safe_next((sent or request.GET).get("next", ""))
    if selectors.person_key_of(user) is None:
        return redirect("vault:make")
    form = forms.UnlockForm(sent) if sent is not None else forms.UnlockForm(initial={"next": onward})
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                cookie = services.unlock(user, form.cleaned_data["phrase"], sign_in_of(request))
                return with_cookie(redirect(onward), cookie)
            except Refused as error:
                form.add_error("phrase", sentence(error))
                status = 429 if error.code == "vault.phrase.too_many" else 422
    return render(request, "vault/unlock.html", {"form": form, "onward": onward}, status=status)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Close one's key in every browser."""
    services.lock_up(person(request))
    messages.success(request, _("Kunci Anda ditutup."))
    return without_cookie(redirect("vault:home"))


def unlocked(request: HttpRequest, phrase: str, said: str) -> HttpResponse:
    """After a new passphrase the key is open at once."""
    cookie = services.unlock(person(request), phrase, sign_in_of(request))
    messages.success(request, said)
    return with_cookie(redirect("vault:home"), cookie)


def asked(request: HttpRequest, template: str, form: BaseForm, *, failed: bool, **more: object) -> HttpResponse:
    """A form for a new passphrase; with `?usul=1` a proposal stands in it, and stays while the form is corrected."""
    proposal = ""
    if failed:
        proposal = getattr(form, "cleaned_data", {}).get("proposal", "")
    elif "usul" in request.GET:
        proposal = phrases.propose()
        form.initial["proposal"] = proposal
    context = {"form": form, "proposal": proposal, **more}
    return render(request, template, context, status=422 if failed else 200)


def say(form: BaseForm, error: Refused) -> None:
    """The sentence of a refusal, beside the box that it is about."""
    place = FIELD_OF.get(error.code, "phrase" if error.code.startswith("vault.phrase.") else None)
    form.add_error(place if place in form.fields else None, sentence(error))
