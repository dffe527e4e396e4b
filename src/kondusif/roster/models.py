from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Unit
from kondusif.roster.rules import About, ActingKind, Kind, LeaveKind, Status

PERSON = settings.AUTH_USER_MODEL

KINDS = {Kind.PNS: _("PNS"), Kind.PPPK: _("PPPK"), Kind.CONTRACT: _("Tenaga kontrak")}
STATUSES = {Status.ACTIVE: _("Bekerja"), Status.LEFT: _("Tidak lagi bekerja")}
LEAVE_KINDS = {
    LeaveKind.CLTN: _("Cuti di luar tanggungan negara (CLTN)"),
    LeaveKind.ANNUAL: _("Cuti tahunan"),
    LeaveKind.LONG: _("Cuti besar"),
    LeaveKind.SICK: _("Cuti sakit"),
    LeaveKind.MATERNITY: _("Cuti melahirkan"),
    LeaveKind.IMPORTANT: _("Cuti karena alasan penting"),
}
ACTING_KINDS = {
    ActingKind.PJ: _("Penjabat (Pj)"),
    ActingKind.PJS: _("Penjabat sementara (Pjs)"),
    ActingKind.PLT: _("Pelaksana tugas (Plt)"),
    ActingKind.PLH: _("Pelaksana harian (Plh)"),
}


ABOUT = {
    About.PEOPLE: _("pegawai"),
    About.LEAVE: _("cuti"),
    About.ACTING: _("penjabat dan pelaksana tugas"),
}


class RosterEdition(models.Model):
    """One sheet that landed: when, by whom, how many came, went and changed."""

    number = models.PositiveIntegerField(_("nomor"), unique=True)
    digest = models.CharField(_("sidik digital"), max_length=64)
    landed_at = models.DateTimeField(_("dimuat"))
    landed_on = models.DateField(_("tanggal"))
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField(_("baris"))
    joined = models.PositiveIntegerField(_("masuk"), default=0)
    left = models.PositiveIntegerField(_("keluar"), default=0)
    changed = models.PositiveIntegerField(_("berubah"), default=0)
    refused = models.PositiveIntegerField(_("baris tidak dimuat"), default=0)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Employee(models.Model):
    """Somebody who works, or worked, for the city. Facts of the personnel sheet, nothing about any report."""

    nip = models.CharField(_("NIP"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    kind = models.CharField(_("status pegawai"), max_length=10, choices=KINDS)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="employees")
    unit_name = models.CharField(_("unit kerja"), max_length=240, blank=True)
    post = models.CharField(_("jabatan"), max_length=240, blank=True)
    rank = models.CharField(_("golongan"), max_length=60, blank=True)
    area_code = models.CharField(_("kode wilayah"), max_length=30, blank=True)
    since = models.DateField(_("sejak"), null=True, blank=True)
    until = models.DateField(_("sampai"), null=True, blank=True)
    status = models.CharField(_("keadaan"), max_length=10, choices=STATUSES, default=Status.ACTIVE)
    left_on = models.DateField(_("keluar"), null=True, blank=True)
    edition = models.ForeignKey(RosterEdition, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name", "nip"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(nip=""), name="roster_somebody_has_a_key"),
            models.CheckConstraint(
                condition=models.Q(status=Status.ACTIVE, left_on__isnull=True)
                | models.Q(status=Status.LEFT, left_on__isnull=False),
                name="roster_who_left_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "name", "nip"], name="roster_by_name"),
            models.Index(fields=["unit", "status"], name="roster_by_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class Leave(models.Model):
    """Somebody is away, from one day to another (both included)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="leaves")
    kind = models.CharField(_("jenis cuti"), max_length=10, choices=LEAVE_KINDS)
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"))
    basis = models.CharField(_("dasar"), max_length=160)
    withdrawn_on = models.DateField(_("dibatalkan"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="roster_leave_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="roster_leave_span")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.kind}"


class Acting(models.Model):
    """Somebody holds a post for a while: Pj, Pjs, Plt or Plh, from one day to another (an open end is null)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="acting")
    kind = models.CharField(_("jenis"), max_length=10, choices=ACTING_KINDS)
    post = models.CharField(_("jabatan"), max_length=240)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("sejak"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=160)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="roster_acting_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="roster_acting_span")]

    def __str__(self) -> str:
        return f"{self.kind} {self.post}"


class LookUp(models.Model):
    """Somebody was looked up: by whom, when, why, where from and how many were found. Never whom."""

    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("pada"))
    on = models.DateField(_("tanggal"))
    reason = models.CharField(_("alasan"), max_length=300)
    source = models.CharField(_("asal"), max_length=60, blank=True)
    found = models.PositiveSmallIntegerField(_("ditemukan"))

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="roster_look_up_has_a_reason")]
        indexes = [models.Index(fields=["by", "on"], name="roster_look_ups_of")]

    def __str__(self) -> str:
        return f"{self.by_id} {self.at}"


class Sheet(models.Model):
    """A sheet of people, leave or acting posts that was read and waits for its decision; gone once it landed or a day
    later."""

    about = models.CharField(_("isi"), max_length=10, choices=ABOUT, default=About.PEOPLE)
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("dibaca"))
    digest = models.CharField(max_length=64)
    # The edition with which the preview was compared; 0 before the first.
    edition = models.PositiveIntegerField(default=0)
    content = models.BinaryField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"
