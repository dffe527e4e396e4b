"""Files that came with a request: one place says what was too much of them."""

import pytest
from django import forms
from django.test import RequestFactory

from kondusif.base.uploads import tell_if_too_much, too_much


class PhotoForm(forms.Form):
    """A form with one required photo."""

    photo = forms.FileField(error_messages={"required": "Pilih foto."})


@pytest.mark.parametrize(
    ("length", "left"), [("", False), ("0", False), ("1000", False), ("1001", True), ("-5", False), ("banyak", False)]
)
def test_a_body_over_the_limit_came_without_its_files_whatever_its_length_looks_like(
    settings: pytest.FixtureRequest, length: str, left: bool
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = length
    form = PhotoForm({}, {})
    assert (too_much(request), tell_if_too_much(request, form, "photo")) == (left, left)
    (said,) = form.errors["photo"]
    assert ("24 MB" in said) is left  # the real reason takes the place of "choose a photo"
