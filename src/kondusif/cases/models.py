from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.cases import law
from kondusif.cases.official import OfficialLetter  # noqa: F401  (a table of this room)
from kondusif.cases.rules import Cause, Decider, Outcome, PartyRole, Status, as_moment
from kondusif.institutions.models import Unit
from kondusif.rulebook.schema import ActorKind

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
CAUSES = {
    Cause.AMENDMENT: _("Buku aturan berubah"),
    Cause.EVENT: _("Tanggal peristiwa dibetulkan"),
    Cause.PAUSE: _("Jeda atau lanjutan"),
    Cause.UNIT: _("Unit atau wilayah dibetulkan"),
    Cause.ZONE: _("Zona waktu kota berubah"),
    Cause.FIRST: _("Penghitungan pertama"),
}
SUBJECTS: dict[str, Promise | str] = {
    ActorKind.PNS: _("PNS"),
    ActorKind.PPPK: _("PPPK"),
    ActorKind.CONTRACT: _("Pegawai pemerintah non-ASN"),
    ActorKind.ASN_OFFICIAL: _("Pejabat ASN"),
    ActorKind.REGIONAL_OFFICIAL: _("Pejabat daerah"),
    ActorKind.HEAD_OF_REGION: _("Kepala daerah atau wakilnya"),
    ActorKind.POLITICAL_OFFICE: _("Pejabat politik lain"),
    ActorKind.VILLAGE: _("Kepala desa atau lurah"),
    ActorKind.NEIGHBOURHOOD: _("Pengurus RT atau RW"),
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
    # Kind of the examined person as the rulebook names it; empty while nobody knows.
    subject = models.CharField(_("kedudukan terperiksa"), max_length=30, choices=SUBJECTS, blank=True, default="")
    # Edition under which the clocks were computed last; empty for a case that is older than its stored clocks.
    clocks_edition = models.CharField(max_length=20, blank=True, default="")
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
    # By which official letter the day is known; where that letter's day is put right, so is this one.
    letter = models.ForeignKey("cases.OfficialLetter", models.PROTECT, null=True, blank=True, related_name="events")
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


class Deadline(models.Model):
    """One clock of a case as it was last computed. Pages read it; only `services.clocks` and the job write it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    procedure = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    started_on = models.DateField()
    started_time = models.TimeField(null=True, blank=True)
    due_on = models.DateField(_("tanggal aman"), null=True, blank=True)
    due_time = models.TimeField(null=True, blank=True)
    outer_on = models.DateField(_("batas luar"), null=True, blank=True)
    outer_time = models.TimeField(null=True, blank=True)
    office_by = models.CharField(_("jam kantor terakhir"), max_length=16, null=True, blank=True)
    edition = models.CharField(max_length=20)
    actor = models.CharField(max_length=60)
    # The pauses that the dates count with, as pairs of first and last day; with `edition` they bring the reading back.
    pauses = models.JSONField(default=list)
    paused_since = models.DateField(null=True, blank=True)
    pause_reason = models.CharField(max_length=60, blank=True)
    met_on = models.DateField(null=True, blank=True)
    # Why no date could be computed (code of a refusal); the last reading stays where there was one.
    fault = models.CharField(max_length=60, blank=True)
    running = models.BooleanField(default=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "procedure", "step", "event"], name="cases_clock_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(outer_on__gte=F("due_on")), name="cases_safe_before_outer"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(running=True), name="cases_running_by_due"),
            models.Index(fields=["running", "case", "due_on"], name="cases_running_of_case"),
        ]

    def __str__(self) -> str:
        return self.rule

    @property
    def rule(self) -> str:
        """The rule's id in the rulebook."""
        return f"{self.procedure}.{self.step}"

    @property
    def key(self) -> str:
        """What a form sends back: `procedure/step`."""
        return f"{self.procedure}/{self.step}"

    @property
    def start(self) -> date | datetime:
        return as_moment(self.started_on, self.started_time) or self.started_on

    @property
    def due(self) -> date | datetime | None:
        return as_moment(self.due_on, self.due_time)

    @property
    def outer(self) -> date | datetime | None:
        return as_moment(self.outer_on, self.outer_time)

    @property
    def checked(self) -> bool:
        """Whether the rule and the tables of days off behind the dates are in force; ticks come between writes."""
        return law.in_force(self.procedure, self.step, self.started_on, self.outer_on or self.started_on)

    @property
    def office_at(self) -> datetime | None:
        """The last office hour as a local moment."""
        return datetime.fromisoformat(self.office_by) if self.office_by else None


class Pause(models.Model):
    """A stretch of days that a clock does not count, for a reason that the law names."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="pauses")
    procedure = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    reason = models.CharField(_("alasan hukum"), max_length=60)
    first = models.DateField(_("dijeda sejak"))
    resumed_on = models.DateField(_("dilanjutkan"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    resume_note = models.CharField(_("catatan"), max_length=300, blank=True)
    paused_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    resumed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "procedure", "step"], condition=Q(resumed_on__isnull=True), name="cases_paused_once"
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gte=F("first")), name="cases_resumed_after_pause"
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def last(self) -> date | None:
        """The last day that does not count; None while the pause stands."""
        return self.resumed_on - timedelta(days=1) if self.resumed_on else None


class Recomputation(models.Model):
    """One walk over the clocks of all open cases, with how far it has come."""

    edition = models.CharField(_("edisi"), max_length=20)
    cause = models.CharField(_("sebab"), max_length=20, choices=CAUSES)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    last_case = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    started_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause"], condition=Q(ended_at__isnull=True), name="cases_one_walk_of_a_cause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.cause}"

    @property
    def share(self) -> float:
        """How much is done, 0..1."""
        return self.done / self.total if self.total else 1.0


class DeadlineMove(models.Model):
    """A date that moved: the old reading beside the new one. Moments are ISO 8601, with the hour where it counts."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="moves")
    run = models.ForeignKey(Recomputation, models.CASCADE, null=True, blank=True, related_name="moves")
    cause = models.CharField(_("sebab"), max_length=20, choices=CAUSES)
    old_started = models.CharField(max_length=16)
    old_due = models.CharField(max_length=16)
    old_outer = models.CharField(max_length=16)
    old_edition = models.CharField(max_length=20)
    old_pauses = models.JSONField(default=list)
    new_due = models.CharField(max_length=16, blank=True)
    new_outer = models.CharField(max_length=16, blank=True)
    new_edition = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.old_due} {self.new_due}"
