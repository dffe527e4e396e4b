"""The last group of the follow-up code, typed back before sending. Plain Python."""

from kondusif.kernel.signs import fold

ALIKE = {"0": "0Oo", "1": "1IiLl"}
BETWEEN = r"[\s.\-]*"


def typed_back(echo: str, group: str) -> bool:
    """Whether what was typed is the group: either case, look-alikes, spaces and dashes do not matter."""
    return fold(echo) == group


def pattern_of(group: str) -> str:
    """The same for the browser's own check, which runs without scripts."""
    letters = [f"[{ALIKE.get(sign, sign if sign.isdigit() else sign + sign.lower())}]" for sign in group]
    return BETWEEN + BETWEEN.join(letters) + BETWEEN
