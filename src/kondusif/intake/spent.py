"""What a proof of work, or of waiting, has been spent on. One row for a day; then it is swept.

A row names nobody: the nonce is random, and whose form it served is kept as a keyed digest only.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpentProof(models.Model):
    """One proof that passed. A second form that brings the same proof is refused by the key itself."""

    nonce = models.CharField(_("tanda bukti kerja"), max_length=64, primary_key=True)
    holder = models.CharField(_("sidik kiriman"), max_length=64)
    spent_on = models.DateField(_("dipakai pada"), db_index=True)

    def __str__(self) -> str:
        return self.nonce
