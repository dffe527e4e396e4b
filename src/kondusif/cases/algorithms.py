"""What this room seals; its algorithms are the vault's."""

from django.utils.translation import gettext_lazy as _

from kondusif.kernel.algorithms import Algorithm

ALGORITHMS: list[Algorithm] = []

# Columns that name sealed files; what none of them names is swept.
FILES = ("cases.OfficialLetter.scan_name",)
# Columns whose first byte names the form of what lies in them.
BLOBS = {"cases.OfficialLetter.scan_secret": _("kunci pindaian surat resmi")}
