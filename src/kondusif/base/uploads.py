"""Files that came with a request, as far as they came at all."""

from django.conf import settings
from django.http import HttpRequest


def too_much(request: HttpRequest) -> bool:
    """Whether the body came without its files: over this size the upload handler lets them pass by."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
