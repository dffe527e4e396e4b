"""What a page says, without what is drawn anew each time."""

import re

# A mark against forgery, a sealed slip: long, and of letters and figures alone.
_DRAWN = re.compile(r'value="[\w=:.+/-]{24,}"')


def without_tokens(page: str) -> str:
    """A page whose drawn values are gone, so that a short name is looked for in its words: among the thousands of signs
    of its tokens any four letters stand sooner or later."""
    return _DRAWN.sub("", page)
