"""Answers the door's proof of work as a browser without script would, or with the solver's own library."""

import time
from collections.abc import Callable

from harness.pages import Form, Page

Wait = Callable[[float], object]


def solved(form: Form, page: Page, wait: Wait) -> dict[str, str]:
    """The fields that answer a challenge on the page; none where the page sets none."""
    return {}
