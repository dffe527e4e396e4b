"""Fields of this room."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, clean_line


def plain(words: Mapping[Any, str | Promise]) -> dict[str, str | Promise]:
    return {str(key): text for key, text in words.items()}


class TextBox(CleanTextField):
    """Text that also refuses letters which arrived broken."""

    default_error_messages = {
        "broken": _("Ada huruf yang rusak dalam teks ini, tampak sebagai �. Ketik ulang bagian itu."),
    }

    def clean(self, value: object) -> str:
        text = super().clean(value)
        if "\ufffd" in text:
            raise ValidationError(self.error_messages["broken"], code="broken")
        return text


class AreaField(forms.ChoiceField):
    """A place from the list. A code that the list lacks is taken as well; it is filed under the nearest known place."""

    def to_python(self, value: Any) -> str:
        return clean_line(str(value or ""))

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 60


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one box. What they are is looked at when they are taken, not here."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if isinstance(file, UploadedFile)]
