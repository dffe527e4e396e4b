"""Files that came with a request, as far as they came at all."""

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest

from kondusif.base.errors import sentence
from kondusif.base.pictures import MOST_BYTES
from kondusif.kernel.errors import Refused


def too_much(request: HttpRequest) -> bool:
    """Whether the body came without its files: over this size the upload handler lets them pass by."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def tell_if_too_much(request: HttpRequest, form: Form, field: str) -> bool:
    """Whether pictures came without their files; the form then says so beside the field and keeps what was typed."""
    if not too_much(request):
        return False
    form.errors.pop(field, None)
    form.add_error(field, sentence(pictures_too_large()))
    return True


def pictures_too_large() -> Refused:
    """The refusal of pictures over what is taken at once, in MB."""
    return Refused("base.picture.too_large", limit=MOST_BYTES // 2**20)
