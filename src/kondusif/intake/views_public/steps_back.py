"""The two shapes of a step on the way back: a page that is shown, and a deed that is done and then shows one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from kondusif.intake.views_public.visit import Visit

Page = Callable[..., HttpResponse]  # (visit, *, notice="", status=200)
Deed = Callable[[Visit], HttpResponse]
Home = Callable[..., HttpResponse]  # (visit, *, done="")
Context = dict[str, Any]
