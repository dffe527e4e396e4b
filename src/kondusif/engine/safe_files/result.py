"""What comes out of the cleaning: a safe copy, or a code that says why there is none."""

from dataclasses import dataclass

KINDS = ("jpeg", "png", "webp", "heic", "pdf", "docx", "xlsx")
SAFE_KINDS = ("jpeg", "png", "pdf")
CODES = (
    "unreadable",
    "bomb",
    "swollen",
    "moving",
    "locked",
    "too_long",
    "macro",
    "old_office",
    "two_kinds",
    "too_slow",
)

MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000
LONG_SIDE = 2560
MAX_PAGES = 40


@dataclass(frozen=True, slots=True)
class Safe:
    """Pixels drawn anew from a file, and nothing else that the file carried.

    Args:
        kind: what the file was, as decoded (one of KINDS).
        safe_kind: what the copy is (one of SAFE_KINDS).
        data: the copy.
        pages: sheets of the copy; 1 for a picture.
    """

    kind: str
    safe_kind: str
    data: bytes
    pages: int


class Unsafe(Exception):
    """There will be no safe copy.

    Args:
        code: one of CODES; the sentence for it is the caller's.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
