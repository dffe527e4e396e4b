from django.db import models
from django.utils.translation import gettext_lazy as _

CONTEST_KINDS = {"pilkada": _("Pilkada"), "pemilu": _("Pemilu")}


class LocalContest(models.Model):
    """A contest whose calendar is not shipped: a blank calendar that the city dates itself."""

    key = models.CharField(_("nama singkat"), max_length=60, primary_key=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=20, choices=CONTEST_KINDS)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        return self.key


class LocalStage(models.Model):
    """The city's own dates for one row of a blank calendar, with their basis."""

    contest = models.ForeignKey(LocalContest, models.CASCADE, related_name="stages")
    stage_id = models.CharField(_("tahap"), max_length=60)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("selesai"), null=True, blank=True)
    source = models.CharField(_("dasar"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "stage_id"], name="stages_one_row_per_stage"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                | models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True),
                name="stages_stage_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id} {self.stage_id}"


class CityEvent(models.Model):
    """One thing on the city's own agenda that the desk should see beside the stages."""

    name = models.CharField(_("kegiatan"), max_length=120)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    area_code = models.CharField(_("kode wilayah"), max_length=30, blank=True)

    class Meta:
        ordering = ["starts_on", "name"]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="stages_event_days")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="stages_event_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name
