from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kondusif.cases.rules import Decider, Outcome, PartyRole, Status
from kondusif.institutions.models import Unit

STATUSES = {Status.OPEN: _("Ditangani"), Status.CLOSING: _("Diusulkan ditutup"), Status.CLOSED: _("Ditutup")}
OUTCOMES = {
    Outcome.PROVEN: _("Dinyatakan terbukti"),
    Outcome.NOT_PROVEN: _("Dinyatakan tidak terbukti"),
    Outcome.HANDED_OVER: _("Diteruskan ke instansi lain"),
    Outcome.ENDED: _("Dihentikan dengan alasan"),
}
DECIDERS = {
    Decider.BAWASLU: _("Bawaslu"),
    Decider.OVERSIGHT: _("Lembaga pengawas ASN"),
    Decider.EXAMINERS: _("Tim Pemeriksa"),
    Decider.ETHICS_PANEL: _("Majelis Kode Etik"),
    Decider.COURT: _("Pengadilan"),
}
PARTY_ROLES = {
    PartyRole.EXAMINED: _("Terperiksa"),
    PartyRole.SUPERIOR: _("Atasan langsung"),
    PartyRole.EXAMINER: _("Anggota Tim Pemeriksa"),
    PartyRole.WITNESS: _("Saksi"),
}
PERSON = settings.AUTH_USER_MODEL


class Case(models.Model):
    """One alleged breach under handling."""

    number = models.CharField(_("nomor"), max_length=40, unique=True)
    title = models.CharField(_("judul"), max_length=160)
    summary = models.TextField(_("ringkasan dugaan"), blank=True)
    acts = models.JSONField(_("dugaan perbuatan"), default=list)
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit terperiksa"))
    report_number = models.CharField(_("nomor laporan"), max_length=40, blank=True)
    opened_on = models.DateField(_("dibuka"))
    opened_at = models.DateTimeField(auto_now_add=True)
    handler = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("penangan"))
    substitute = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pengganti")
    )
    status = models.CharField(_("status"), max_length=20, choices=STATUSES, default=Status.OPEN)
    outcome = models.CharField(_("hasil"), max_length=20, choices=OUTCOMES, blank=True)
    decider = models.CharField(_("yang memutuskan"), max_length=20, choices=DECIDERS, blank=True)
    decided_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    closing_reason = models.TextField(_("alasan penutupan"), blank=True)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    # Filled by `selectors.case_with_everything`: the events that stand, and the steps that are done.
    standing_events: list["Event"]
    done_steps: list["Step"]

    class Meta:
        ordering = ["-opened_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report_number"], condition=~Q(report_number=""), name="cases_one_case_per_report"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="cases_two_people_close"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED) | Q(approved_by__isnull=False, closed_on__isnull=False),
                name="cases_closed_means_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "area_code"], name="cases_status_area"),
            models.Index(fields=["area_code"], name="cases_area"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseProcedure(models.Model):
    """A procedure of the rulebook that the case follows, with the edition it was opened under."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="procedures")
    procedure = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "procedure"], name="cases_procedure_once")]

    def __str__(self) -> str:
        return self.procedure


class Event(models.Model):
    """Something that happened on a day and starts clocks. A corrected event stays, marked as replaced."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    event = models.CharField(max_length=60)
    happened_on = models.DateField(_("tanggal"))
    happened_at = models.TimeField(_("pukul"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "event"], condition=Q(replaced_at__isnull=True), name="cases_event_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.event


class Step(models.Model):
    """A duty of a procedure that was fulfilled on a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    procedure = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    done_on = models.DateField(_("selesai pada"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "procedure", "step"], name="cases_step_done_once"),
        ]

    def __str__(self) -> str:
        return self.step


class Party(models.Model):
    """A person in a case, by role. The reporter is never one of them."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    role = models.CharField(_("peran"), max_length=20, choices=PARTY_ROLES)
    name = models.CharField(_("nama"), max_length=160)
    post = models.CharField(_("jabatan"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """One item chosen for the case, under a label that the handler wrote."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="evidence")
    label = models.CharField(_("sebutan"), max_length=160)
    attachment = models.PositiveBigIntegerField(_("lampiran"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    chosen_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    chosen_on = models.DateField(_("dipilih"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "attachment"], name="cases_evidence_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def short_hash(self) -> str:
        """First and last groups of the digest, as pages show it."""
        return f"{self.sha256[:4]} {self.sha256[4:8]} … {self.sha256[-4:]}"
