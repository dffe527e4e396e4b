from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """The public figures counted to the end of one week: only what everybody may see, never the counts behind it."""

    contest = models.CharField(_("kontes"), max_length=60)
    until = models.DateField(_("dihitung sampai"))
    tables = models.JSONField(_("tabel"))
    made_on = models.DateField(_("diterbitkan"))
    made_at = models.DateTimeField()
    trail_seq = models.PositiveBigIntegerField(_("catatan terakhir"))
    trail_hash = models.CharField(_("kode keutuhan catatan"), max_length=64)

    class Meta:
        ordering = ["-until"]
        constraints = [models.UniqueConstraint(fields=["contest", "until"], name="openness_one_edition_a_week")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.contest}/{self.until.isoformat()}"

    @property
    def trail_short(self) -> str:
        """Four groups of four digits, as printed on papers."""
        return " ".join(self.trail_hash[start : start + 4] for start in range(0, 16, 4))
