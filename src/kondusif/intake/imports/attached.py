"""Files of a mail as evidence. What cannot be taken is named; nothing is dropped silently."""

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _

from kondusif.intake.evidence import (
    MAX_FILES,
    MAX_TOTAL_BYTES,
    Evidence,
    examine,
    must_have_room,
    only_original,
    shown_name,
)
from kondusif.kernel.errors import Refused

LONGEST = 500  # letters of what is said about the evidence


def evidence_of(files: Sequence[tuple[str, bytes]], *, shows_reporter: bool) -> tuple[list[Evidence], str]:
    """The files that can be taken, and one line about the others.

    Args:
        shows_reporter: they are kept with the identity alone, and so are their names.
    Raises:
        Refused: no helper is free now (`base.cleaner.busy`), or the disk is nearly full (`intake.file.no_room`); the
            mail waits for its turn.
    """
    if files:
        must_have_room()
    taken: list[Evidence] = []
    left: list[str] = []
    seen: set[bytes] = set()
    size = 0
    for name, data in files:
        if not data:  # empty, or damaged on its way
            left.append(shown_name(name))
            continue
        digest = hashlib.sha256(data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        if len(taken) == MAX_FILES or size + len(data) > MAX_TOTAL_BYTES:
            left.append(shown_name(name))
            continue
        try:
            one = examine(name, data)
            taken.append(only_original(one) if shows_reporter else one)
        except Refused as refusal:
            if refusal.code.startswith("base."):
                raise
            left.append(shown_name(name))
        else:
            size += len(data)
    if not left:
        return taken, ""
    if shows_reporter:
        return taken, _("Lampiran surat yang tidak dapat disimpan: %(count)s berkas.") % {"count": len(left)}
    said = _("Lampiran surat yang tidak dapat disimpan: %(names)s.") % {"names": ", ".join(left)}
    return taken, said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
