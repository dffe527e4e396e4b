"""What a city adds to the shipped law: editions that it loaded, and the ticks of its lawyers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LoadedEdition(models.Model):
    """One edition of the rulebook as it was handed in, whole, so that its dates can be counted again for ever."""

    edition = models.CharField(_("edisi"), max_length=20, unique=True)
    digest = models.CharField(_("sidik isi"), max_length=64)
    files = models.JSONField(_("berkas"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dimuat oleh")
    )
    loaded_on = models.DateField(_("tanggal dimuat"))
    loaded_at = models.DateTimeField(_("saat dimuat"))

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.edition


class Tick(models.Model):
    """One person's statement that a row says what the official text says. It counts while the row stays as it was."""

    row_key = models.CharField(_("baris"), max_length=120)
    row_digest = models.CharField(_("sidik baris"), max_length=64)
    second = models.BooleanField(_("orang kedua"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diperiksa oleh"))
    on = models.DateField(_("tanggal diperiksa"))
    at = models.DateTimeField(_("saat diperiksa"))
    page_note = models.CharField(_("halaman naskah resmi"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(_("saat ditarik"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ditarik oleh"),
    )  # fmt: skip
    withdrawn_why = models.CharField(_("alasan ditarik"), max_length=300, blank=True)

    class Meta:
        ordering = ["row_key", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["row_key", "row_digest", "second"], condition=Q(withdrawn_at__isnull=True),
                name="rulebook_one_first_and_one_second_tick",
            ),
            models.UniqueConstraint(
                fields=["row_key", "row_digest", "by"], condition=Q(withdrawn_at__isnull=True),
                name="rulebook_two_persons_tick_a_row",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="rulebook_a_withdrawn_tick_names_who",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.row_key} {self.on}"
