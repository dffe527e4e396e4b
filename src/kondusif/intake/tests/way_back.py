"""Somebody who comes back with a code, with a browser that runs no script and keeps no cookie."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kondusif.intake.codes import Code
from kondusif.intake.tests.support import BACK, fields_of


class Returning:
    """The page in hand, and what is pressed on it."""

    def __init__(self, code: Code | str, **typed: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.page: HttpResponse = self.client.get(BACK)
        self.enter(code, **typed)

    def enter(self, code: Code | str, **typed: str) -> HttpResponse:
        """Type the code into the page in hand."""
        self.page = self.client.post(BACK, fields_of(self.page) | {"code": str(code)} | typed)
        return self.page

    def press(self, button: str, *files: tuple[str, bytes], **filled: Any) -> HttpResponse:
        """Fill in fields of the page in hand and press a button."""
        chosen: dict[str, Any] = {"evidence": [SimpleUploadedFile(*one) for one in files]} if files else {}
        self.page = self.client.post(BACK, fields_of(self.page) | filled | chosen | {"ke": button})
        return self.page

    @property
    def text(self) -> str:
        return self.page.content.decode()
