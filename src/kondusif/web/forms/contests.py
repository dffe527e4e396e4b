"""Contests as a list offers them."""

from django.utils.translation import gettext_lazy as _

from kondusif.stages.models import CONTEST_KINDS
from kondusif.stages.selectors import contests

NO_CONTEST, BLANK = "", "kosong-"


def contest_choices(*, blank: bool) -> list[tuple[str, object]]:
    """Contests to choose from, with the honest last choice: none yet."""
    known: list[tuple[str, object]] = [(row.id, row.name) for row in contests()]
    opened = [(f"{BLANK}{kind}", _("Kalender kosong %(kind)s, diisi sendiri") % {"kind": label})
              for kind, label in CONTEST_KINDS.items()]  # fmt: skip
    return [*known, *(opened if blank else []), (NO_CONTEST, _("Belum ada kontes"))]
