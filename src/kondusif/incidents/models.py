import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.incidents.chats import Chat, ChatDraft, ChatMark
from kondusif.incidents.rules import Kind, Severity, Source, Status, Word

__all__ = ["Assessment", "Change", "Chat", "ChatDraft", "ChatMark", "Incident", "NilReport"]

KINDS = {
    Kind.VIOLENCE: _("Kekerasan"),
    Kind.THREAT: _("Ancaman"),
    Kind.DAMAGE: _("Perusakan"),
    Kind.OBSTRUCTION: _("Penghalangan"),
    Kind.INTIMIDATION: _("Intimidasi"),
    Kind.OFFER: _("Pemberian atau janji uang dan barang"),
    Kind.FALSE_PROCEDURE: _("Kabar keliru tentang tata cara memilih"),
    Kind.DISASTER: _("Bencana atau gangguan logistik"),
}
SEVERITIES = {Severity.LIGHT: _("Ringan"), Severity.MEDIUM: _("Sedang"), Severity.HEAVY: _("Berat")}
STATUSES = {Status.OPEN: _("Terbuka"), Status.HANDLED: _("Ditangani"), Status.CLOSED: _("Selesai")}
SOURCES = {
    Source.FIELD: _("Petugas lapangan"),
    Source.REPORT: _("Laporan masuk"),
    Source.DESK: _("Catatan Desk"),
    Source.POLICE_LETTER: _("Surat kepolisian"),
}
WORD_LABELS = {
    Word.CALM: _("aman"),
    Word.WATCH: _("perlu perhatian"),
    Word.TENSE: _("rawan"),
    Word.CRITICAL: _("sangat rawan"),
    Word.SILENT: _("belum melapor"),
}
ASSESSED = {word: label for word, label in WORD_LABELS.items() if word is not Word.SILENT}


class Incident(models.Model):
    """Something that harmed or endangered the peace: what, where, when, how, and what was done. Never who."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("jenis gangguan"), max_length=20, choices=KINDS)
    severity = models.CharField(_("bobot"), max_length=10, choices=SEVERITIES)
    status = models.CharField(_("status"), max_length=10, choices=STATUSES, default=Status.OPEN)
    source = models.CharField(_("asal catatan"), max_length=20, choices=SOURCES)
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    village_code = models.CharField(_("kode kelurahan"), max_length=20, blank=True)
    place = models.CharField(_("tempat"), max_length=200)
    happened_on = models.DateField(_("tanggal kejadian"))
    happened_time = models.TimeField(_("jam kejadian"), null=True, blank=True)
    what = models.CharField(_("apa yang terjadi"), max_length=300)
    how = models.TextField(_("bagaimana"), max_length=4000)
    action_taken = models.TextField(_("tindakan yang diambil"), max_length=2000, blank=True)
    opinion = models.TextField(_("pendapat pencatat"), max_length=2000, blank=True)
    victims = models.PositiveIntegerField(_("jumlah korban"), null=True, blank=True)
    police_informed = models.BooleanField(_("sudah dilaporkan ke polisi"), default=False)
    report_number = models.CharField(_("nomor laporan"), max_length=30, null=True, blank=True, unique=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("dicatat"))
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_on = models.DateField(_("selesai"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-happened_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=list(Kind)), name="incidents_only_harms"),
            models.CheckConstraint(
                condition=models.Q(happened_on__lte=models.F("recorded_on")), name="incidents_recorded_after"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "happened_on"], name="incidents_open"),
            models.Index(fields=["-happened_on", "-number"], name="incidents_newest"),
            models.Index(fields=["area_code", "happened_on"], name="incidents_area"),
            models.Index(fields=["recorded_on", "village_code"], name="incidents_recorded"),
            models.Index(fields=["changed_at", "village_code"], name="incidents_changed"),
            models.Index(fields=["recorded_at"], name="incidents_recorded_at"),
        ]

    def __str__(self) -> str:
        return self.number


class Change(models.Model):
    """What was changed on an incident, with both values and the reason. Rows are only added."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=30)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(_("alasan"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_date = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.incident} {self.field}"


class NilReport(models.Model):
    """Laporan nihil: somebody of a kelurahan, or the desk on its behalf, says that nothing happened on a day."""

    area_code = models.CharField(_("kelurahan"), max_length=20)
    on_date = models.DateField(_("tanggal"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(_("dicatat Desk atas kabar kelurahan"), default=False)
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["-on_date", "area_code"]
        constraints = [
            models.UniqueConstraint(fields=["area_code", "on_date"], name="incidents_one_nil_report_a_day"),
        ]
        indexes = [models.Index(fields=["on_date", "area_code"], name="incidents_nil_day")]

    def __str__(self) -> str:
        return f"{self.area_code} {self.on_date}"


class Assessment(models.Model):
    """The word of a named person for a place or the city, with the reason and what was proposed at that moment."""

    area_code = models.CharField(_("wilayah"), max_length=20)
    word = models.CharField(_("penilaian"), max_length=10, choices=ASSESSED)
    proposed = models.CharField(_("usulan saat itu"), max_length=10, choices=ASSESSED)
    reason = models.TextField(_("alasan"), max_length=1000)
    on_date = models.DateField(_("tanggal"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.CheckConstraint(condition=models.Q(word__in=list(ASSESSED)), name="incidents_degrees")]
        indexes = [models.Index(fields=["area_code", "-at"], name="incidents_assessed")]

    def __str__(self) -> str:
        return f"{self.area_code} {self.word}"
