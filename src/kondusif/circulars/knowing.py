"""Whether what somebody types shows that the link is theirs. Pure."""

import hmac

from kondusif.engine.names.normalise import normalise

DIGITS = 4


def has_number(nip: str) -> bool:
    """Whether somebody has a NIP; contract staff have a key of ours, which they do not know."""
    return nip.isascii() and nip.isdigit()


def is_right(nip: str, name: str, typed: str) -> bool:
    """The last four digits of the NIP, spaces and dots allowed; without a NIP the whole name, titles left aside."""
    if has_number(nip):
        digits = "".join(sign for sign in typed if sign not in " .-")
        return hmac.compare_digest(digits.encode(), nip[-DIGITS:].encode())
    asked = normalise(typed).words
    return bool(asked) and asked == normalise(name).words
