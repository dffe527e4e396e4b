"""The reasons of a match in plain Indonesian, for the command line and files."""

from collections.abc import Iterable

from kondusif.engine.names.result import Reason

_TEXT = {
    "exact": "{found} sama",
    "title_dropped": "gelar atau sapaan dilepas: {asked}",
    "old_spelling": "ejaan lama: {asked} = {found}",
    "short_form": "{asked} = {found}",
    "initial": "huruf awal {asked} = {found}",
    "joined": "{asked} = {found} (digabung atau dipisah)",
    "swapped": "urutan kata bertukar",
    "typo": "hampir sama: {asked} = {found}",
    "missing_part": "{found} tidak disebut",
    "extra_part": "{asked} tidak ada di daftar",
    "unit": "unit cocok",
    "area": "wilayah cocok",
    "homonym": "{found} orang bernama sama",
}


def reason_text(reason: Reason) -> str:
    """One reason as a few words."""
    return _TEXT[reason.kind].format(asked=reason.asked, found=reason.found)


def line_of(reasons: Iterable[Reason]) -> str:
    """All reasons as one line, each said once."""
    return "; ".join(dict.fromkeys(reason_text(reason) for reason in reasons))
