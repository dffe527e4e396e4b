"""Files of a mail as evidence. What cannot be taken is named; nothing is dropped silently."""

import hashlib
from collections.abc import Sequence

from django.utils.translation import gettext as _

from kondusif.intake.evidence import MAX_FILES, MAX_TOTAL_BYTES, Evidence, examine, shown_name
from kondusif.kernel.errors import Refused

LONGEST = 500  # letters of what is said about the evidence


def evidence_of(files: Sequence[tuple[str, bytes]]) -> tuple[list[Evidence], str]:
    """The files that can be taken, and one line that names the others.

    Raises:
        Refused: no helper is free now (`base.cleaner.busy`); the mail waits for its turn.
    """
    taken: list[Evidence] = []
    left: list[str] = []
    seen: set[bytes] = set()
    size = 0
    for name, data in files:
        digest = hashlib.sha256(data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        if len(taken) == MAX_FILES or size + len(data) > MAX_TOTAL_BYTES:
            left.append(shown_name(name))
            continue
        try:
            taken.append(examine(name, data))
        except Refused as refusal:
            if refusal.code.startswith("base."):
                raise
            left.append(shown_name(name))
        else:
            size += len(data)
    if not left:
        return taken, ""
    said = _("Lampiran surat yang tidak dapat disimpan: %(names)s.") % {"names": ", ".join(left)}
    return taken, said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
