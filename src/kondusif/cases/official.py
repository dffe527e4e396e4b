"""An official letter that came in: what it was, of whom, of which day, and the case that it opened."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Body
from kondusif.vault.models import DataKey


def number_key(number: str) -> str:
    """The number of a letter as it is compared: spaces and capitals do not count."""
    return "".join(number.split()).casefold()


class OfficialLetter(models.Model):
    """A letter of a body whose word binds us: it opens a case and cannot be dismissed; the clock runs from receipt."""

    kind = models.CharField(_("macam surat"), max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    number = models.CharField(_("nomor surat"), max_length=80)
    # What makes it this letter, whoever types it: see `number_key`.
    number_key = models.CharField(_("nomor tanpa spasi"), max_length=240, editable=False)
    year = models.PositiveSmallIntegerField(_("tahun surat"), editable=False)
    dated_on = models.DateField(_("tanggal surat"))
    received_on = models.DateField(_("diterima"))
    subject = models.CharField(_("perihal"), max_length=160)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="official_letters")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_on = models.DateField(_("dicatat"))
    scan_name = models.CharField(_("nama simpan pindaian"), max_length=32, blank=True)
    scan_key = models.ForeignKey(DataKey, models.PROTECT, null=True, blank=True, related_name="+")
    scan_secret = models.BinaryField(default=b"", blank=True)
    scan_sha256 = models.CharField(_("sidik digital pindaian"), max_length=64, blank=True)
    # The reply that the sender waits for, where the kind of letter asks for one.
    replied_on = models.DateField(_("dijawab"), null=True, blank=True)
    reply_number = models.CharField(_("nomor surat jawaban"), max_length=80, blank=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["body", "number_key", "year"], name="cases_letter_stands_once")]

    def __str__(self) -> str:
        return self.number
