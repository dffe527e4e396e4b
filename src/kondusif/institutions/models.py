from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.rules import SHELTERED, UnitKind

UNIT_KINDS = {
    UnitKind.MAYOR: _("Wali Kota atau Bupati"),
    UnitKind.SECRETARY: _("Sekretariat Daerah"),
    UnitKind.INSPECTORATE: _("Inspektorat"),
    UnitKind.POLITICS: _("Badan Kesatuan Bangsa dan Politik"),
    UnitKind.PERSONNEL: _("Badan Kepegawaian"),
    UnitKind.AGENCY: _("Perangkat daerah"),
    UnitKind.DISTRICT: _("Kecamatan"),
    UnitKind.VILLAGE: _("Kelurahan"),
}
ZONES = {"WIB": "WIB", "WITA": "WITA", "WIT": "WIT"}


class City(models.Model):
    """The one city of this installation."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code = models.CharField(_("kode wilayah"), max_length=20)
    name = models.CharField(_("nama"), max_length=120)
    government = models.CharField(_("nama pemerintah"), max_length=160)
    zone = models.CharField(_("zona waktu"), max_length=4, choices=ZONES, default="WIB")
    contest = models.CharField(_("kontes"), max_length=60, blank=True)
    is_exercise = models.BooleanField(_("latihan"), default=False)
    exercise_on = models.DateField(_("tanggal latihan"), null=True, blank=True)
    office = models.CharField(_("kantor pengelola"), max_length=160, blank=True)
    address = models.TextField(_("alamat kantor"), blank=True)
    preferences = models.JSONField(_("pengaturan"), default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="institutions_one_city"),
            models.CheckConstraint(
                condition=models.Q(is_exercise=True) | models.Q(exercise_on__isnull=True),
                name="institutions_real_city_has_real_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of the city's government, with its head and its superior unit."""

    key = models.SlugField(_("kunci"), max_length=80, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    kind = models.CharField(_("jenis"), max_length=20, choices=UNIT_KINDS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    head_post = models.CharField(_("jabatan kepala"), max_length=160)
    head_name = models.CharField(_("nama kepala"), max_length=160, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        indexes = [models.Index(fields=["area_code"], name="institutions_unit_area")]

    def __str__(self) -> str:
        return self.name

    @property
    def sheltered(self) -> bool:
        """Whether a report against its head goes to Bawaslu alone by default."""
        return UnitKind(self.kind) in SHELTERED


class Body(models.Model):
    """A body outside the city's line of command, to which letters go."""

    key = models.SlugField(_("kunci"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=160)
    address = models.TextField(_("alamat"), blank=True)
    phone = models.CharField(_("telepon"), max_length=60, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    site = models.URLField(_("situs"), blank=True)
    takes = models.JSONField(_("menerima penerusan tentang"), default=list, blank=True)
    how = models.TextField(_("cara menyampaikan"), blank=True)
    # Id of the rule that says when this body answers somebody who is pressed; empty where none is known.
    answer_rule = models.CharField(_("aturan jangka waktu"), max_length=80, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """Where the count of one kind of public number stands in one year."""

    key = models.CharField(_("kunci"), max_length=40, primary_key=True)
    value = models.PositiveIntegerField(_("nilai"), default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
