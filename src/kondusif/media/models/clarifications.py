from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Body, Unit
from kondusif.media.rules import ClarificationState, Subject

SUBJECTS = {
    Subject.VOTER_LIST: _("Daftar pemilih dan pindah memilih"),
    Subject.VOTING: _("Cara memilih di TPS"),
    Subject.COUNTING: _("Penghitungan dan rekapitulasi suara"),
    Subject.LOGISTICS: _("Surat suara dan perlengkapan"),
    Subject.COMPLAINT: _("Cara melapor dan mengadu"),
    Subject.CIVIL_REGISTRY: _("KTP, KK, dan kependudukan"),
    Subject.HEALTH: _("Layanan kesehatan"),
    Subject.SCHOOL: _("Layanan sekolah"),
    Subject.SOCIAL_AID: _("Penyaluran bantuan sosial"),
    Subject.UTILITIES: _("Air, listrik, sampah, dan jalan"),
    Subject.SAFETY: _("Bencana dan keadaan darurat"),
    Subject.OTHER_SERVICE: _("Layanan kota lainnya"),
}
STATES = {
    ClarificationState.DRAFT: _("draf"),
    ClarificationState.RELEASED: _("terbit"),
    ClarificationState.WITHDRAWN: _("ditarik"),
}


class Clarification(models.Model):
    """A claim about a procedure or a city service, and what its owner answers. Never about candidates or officials."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    subject = models.CharField(_("bidang"), max_length=20, choices=SUBJECTS)
    claim = models.CharField(_("klaim yang beredar"), max_length=600)
    answer = models.TextField(_("klarifikasi pemilik"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(_("sumber"), max_length=400)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=STATES, default=ClarificationState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) ^ models.Q(unit__isnull=True),
                name="media_clarification_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("drafted_by")),
                name="media_clarification_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="released") | models.Q(released_by__isnull=False),
                name="media_clarification_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="media_clarification_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("media:clarification", args=[self.number])

    @property
    def owner(self) -> str:
        """Who says so."""
        return str(self.body or self.unit or "")


class ClarificationLink(models.Model):
    """That a person found a clarification to fit an issue or statement of an article."""

    clarification = models.ForeignKey(Clarification, models.CASCADE, related_name="links")
    finding = models.ForeignKey("media.Finding", models.CASCADE, related_name="clarification_links")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clarification", "finding"], name="media_link_once")]

    def __str__(self) -> str:
        return f"{self.clarification} - {self.finding}"
