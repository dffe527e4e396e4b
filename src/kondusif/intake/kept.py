"""Something was sent while the key was closed: what was typed waits on the page for the passphrase, nothing is lost."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kondusif.accounts.models import User
from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.vault.keyring import COOKIE, COOKIE_PATHS, Keyring, keyring_of, sign_in_of
from kondusif.vault.selectors import person_key_of
from kondusif.vault.services import unlock

PHRASE = "frasa_kunci"
# What somebody wrote by hand and reads again before it goes; everything else goes along unseen.
WRITTEN = ("words", "reason", "value_reason", "title", "summary", "what", "how", "action_taken")


class Unlocking:
    """The key behind one request, opened by a passphrase that came with the form where it did.

    Use: make one first of all, ask `keyring`, and give the answer through `done`.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.cookie, self.wrong = request, "", ""
        phrase = request.POST.get(PHRASE, "") if request.method == "POST" else ""
        if phrase and isinstance(request.user, User):
            try:
                self.cookie = unlock(request.user, phrase, sign_in_of(request))
                request.COOKIES[COOKIE] = self.cookie
            except Refused as refusal:
                self.wrong = sentence(refusal)

    @property
    def keyring(self) -> Keyring | None:
        return keyring_of(self.request)

    @property
    def must_wait(self) -> bool:
        """Whether something was sent that cannot be done before the key is open."""
        return self.request.method == "POST" and self.keyring is None

    def wait(self, *, subject: str, back: str) -> HttpResponse:
        """The page that keeps what was typed and asks for the passphrase."""
        sent = self.request.POST
        skipped = {PHRASE, "csrfmiddlewaretoken"}
        context = {
            "subject": subject, "back": back, "phrase": PHRASE, "wrong": self.wrong,
            "fields": [(name, value) for name, values in sent.lists() if name not in skipped for value in values],
            "written": [text for name in WRITTEN if (text := sent.get(name, "").strip())],
            "has_key": isinstance(self.request.user, User) and person_key_of(self.request.user) is not None,
        }  # fmt: skip
        return render(self.request, "intake/kept.html", context, status=422 if self.wrong else 409)

    def done(self, response: HttpResponse) -> HttpResponse:
        """The answer, with this browser's half of the key where it was opened on the way."""
        if self.cookie:
            keep = partial(response.set_cookie, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict")
            for name, path in COOKIE_PATHS.items():
                keep(name, self.cookie, path=path)
        return response
