"""Signs that people write down and type back: Crockford's alphabet, no letter that looks like a digit. Plain Python."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FOLD = str.maketrans("ILO", "110")


def fold(text: str) -> str:
    """What was typed, as the alphabet knows it: upper case, look-alikes folded, everything else than letters and
    digits dropped."""
    return "".join(c for c in text.upper().translate(_FOLD) if c.isascii() and c.isalnum())
