from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.kernel.areas import Level
from kondusif.territory.rules import level_word, short_label

LEVELS = {
    Level.PROVINCE: _("provinsi"),
    Level.CITY: _("kota atau kabupaten"),
    Level.DISTRICT: _("kecamatan"),
    Level.VILLAGE: _("kelurahan atau desa"),
    Level.RW: _("RW"),
    Level.RT: _("RT"),
}


class Edition(models.Model):
    """One list of codes that was loaded: what it rests on and what it changed."""

    name = models.CharField(_("nama"), max_length=120, unique=True)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    loaded_at = models.DateTimeField(_("dimuat"))
    rows = models.PositiveIntegerField(_("baris"))

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """One place with its code. A code that is no longer in force stays, marked with the edition that ended it."""

    code = models.CharField(_("kode"), max_length=21, primary_key=True)
    name = models.CharField(_("nama"), max_length=120)
    level = models.CharField(_("tingkat"), max_length=10, choices=LEVELS)
    parent_code = models.CharField(_("kode induk"), max_length=17, blank=True)
    edition = models.CharField(_("edisi"), max_length=120)
    ended_in = models.CharField(_("berakhir pada edisi"), max_length=120, blank=True)
    successor_code = models.CharField(_("kode pengganti"), max_length=21, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["parent_code", "ended_in"], name="territory_children")]

    def __str__(self) -> str:
        return self.label

    @property
    def number(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """How lists name it: RW and RT by number."""
        return short_label(self.code, self.name)

    @property
    def lives(self) -> bool:
        return not self.ended_in

    @property
    def level_name(self) -> str:
        """The office's own word for its level: kota or kabupaten, kelurahan or desa."""
        return level_word(self.code, self.name)


class AreaFacts(models.Model):
    """What is known of a place beyond its name; every value may be missing, and each kind names its source."""

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="facts")
    population = models.PositiveIntegerField(_("penduduk"), null=True, blank=True)
    tps = models.JSONField(_("TPS menurut kontes"), default=dict, blank=True)
    latitude = models.FloatField(_("lintang"), null=True, blank=True)
    longitude = models.FloatField(_("bujur"), null=True, blank=True)
    sources = models.JSONField(_("sumber"), default=dict, blank=True)

    class Meta:
        verbose_name_plural = "area facts"

    def __str__(self) -> str:
        return self.area_id


class Boundary(models.Model):
    """The outline of a place, simplified for drawing: rings of [longitude, latitude]."""

    area = models.OneToOneField(Area, models.CASCADE, primary_key=True, related_name="boundary")
    rings = models.JSONField(_("garis batas"))
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    loaded_at = models.DateTimeField(_("dimuat"))

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return self.area_id


class TpsCount(models.Model):
    """How many polling stations of a kelurahan show one of the indicators of vulnerable TPS, as the city entered it."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="tps_counts")
    contest = models.CharField(_("kontes"), max_length=60)
    indicator = models.CharField(_("indikator"), max_length=4)
    count = models.PositiveSmallIntegerField(_("jumlah TPS"))
    source = models.CharField(_("sumber"), max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_on = models.DateField(_("dicatat"))

    class Meta:
        ordering = ["area_id", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["area", "contest", "indicator"], name="territory_one_tps_count"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.indicator}"
