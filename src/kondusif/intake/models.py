from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Body, Unit
from kondusif.intake.labels import KINDS, OUTCOMES, STATUSES, TRACKS, VALUES
from kondusif.intake.rules import Status, Value, headline
from kondusif.kernel.areas import Level, at_level


class Report(models.Model):
    """What somebody reported. Its words are read by verifiers only and go no further."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=KINDS)
    track = models.CharField(_("jalur"), max_length=10, choices=TRACKS)
    flags = models.JSONField(_("alasan sebagai informasi"), default=list, blank=True)

    words = models.TextField(_("uraian"))
    happened_on = models.DateField(_("tanggal kejadian"), null=True, blank=True)
    happened_time = models.TimeField(_("jam kejadian"), null=True, blank=True)
    known_on = models.DateField(_("tanggal diketahui"), null=True, blank=True)
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    area_given = models.CharField(_("wilayah seperti diisi"), max_length=60, blank=True)
    place_words = models.CharField(_("tempat"), max_length=300, blank=True)
    evidence_words = models.CharField(_("bukti menurut pelapor"), max_length=500, blank=True)
    accused_name = models.CharField(_("nama yang dilaporkan"), max_length=160, blank=True)
    accused_post = models.CharField(_("jabatan yang dilaporkan"), max_length=160, blank=True)
    accused_address = models.CharField(_("alamat yang dilaporkan"), max_length=300, blank=True)
    accused_other = models.CharField(_("instansi lain"), max_length=160, blank=True)
    accused_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    accused_is_head = models.BooleanField(_("pimpinan unit"), default=False)

    status = models.CharField(_("status"), max_length=10, choices=STATUSES, default=Status.NEW)
    value = models.CharField(_("nilai informasi"), max_length=12, choices=VALUES, default=Value.UNKNOWN)
    value_reason = models.CharField(_("alasan nilai"), max_length=500, blank=True)
    outcome = models.CharField(_("putusan"), max_length=12, choices=OUTCOMES, blank=True)
    reason = models.TextField(_("alasan putusan"), blank=True)
    reference = models.CharField(_("nomor tindak lanjut"), max_length=30, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("diputus"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    received_on = models.DateField(_("diterima"))
    received_at = models.DateTimeField(_("diterima pada"))
    submission = models.CharField(_("tanda kiriman"), max_length=64, unique=True)
    digest = models.CharField(_("sidik isi kiriman"), max_length=64)
    locator = models.CharField(_("penunjuk kode"), max_length=5, unique=True)
    salt = models.CharField(max_length=32)
    verifier = models.CharField(max_length=64)

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["status", "received_on"], name="intake_by_status"),
            models.Index(fields=["area_code"], name="intake_by_area"),
            models.Index(fields=["received_at"], name="intake_by_arrival"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=Status.DECIDED) ^ models.Q(outcome=""), name="intake_decided_has_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def headline(self) -> str:
        return headline(self.words)

    @property
    def short_number(self) -> str:
        head, *_rest, last = self.number.split("-")
        return f"{head}-{last}"

    @property
    def decided(self) -> bool:
        return self.status == Status.DECIDED

    @property
    def village_code(self) -> str:
        """The kelurahan of the place, or an empty string where only a wider area is known."""
        return at_level(self.area_code, Level.VILLAGE) or ""


class Identity(models.Model):
    """Who reported, in a table of its own. It is opened by a verifier with a reason, and every opening is kept."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="identity")
    name = models.CharField(_("nama"), max_length=160, blank=True)
    address = models.CharField(_("alamat"), max_length=300, blank=True)
    phone = models.CharField(_("telepon"), max_length=60, blank=True)
    email = models.CharField(_("surel"), max_length=160, blank=True)

    class Meta:
        verbose_name_plural = "identities"

    def __str__(self) -> str:
        return self.report.number


class IdentityOpening(models.Model):
    """One look at a reporter's name, with its reason; the reporter reads it beside the status."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="openings")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField(_("dibuka"))
    reason = models.CharField(_("alasan"), max_length=500)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.report.number} {self.opened_on}"


class Attachment(models.Model):
    """One piece of evidence as it came, and the copy that is safe to open."""

    class Kind(models.TextChoices):
        JPEG = "jpeg", _("foto JPEG")
        PNG = "png", _("gambar PNG")
        WEBP = "webp", _("gambar WebP")
        PDF = "pdf", _("dokumen PDF")

    class State(models.TextChoices):
        RAW = "raw", _("sedang dibersihkan")
        CLEAN = "clean", _("siap dibuka")
        BROKEN = "broken", _("tidak dapat dibersihkan")

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    order = models.PositiveSmallIntegerField(_("urutan"))
    kind = models.CharField(_("jenis"), max_length=5, choices=Kind)
    state = models.CharField(_("keadaan"), max_length=6, choices=State, default=State.RAW)
    original_name = models.CharField(_("nama berkas asal"), max_length=200, blank=True)
    key = models.CharField(_("nama simpan"), max_length=32, unique=True)
    size = models.PositiveIntegerField(_("ukuran"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    clean_key = models.CharField(_("nama simpan salinan"), max_length=32, blank=True)
    clean_size = models.PositiveIntegerField(_("ukuran salinan"), default=0)
    clean_sha256 = models.CharField(_("sidik digital salinan"), max_length=64, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="intake_evidence_order")]

    def __str__(self) -> str:
        return f"{self.report.number}/{self.order}"

    @property
    def public_label(self) -> str:
        """What it is called outside the desk: no name that a reporter gave."""
        return f"{_('Bukti')} {self.order} ({self.get_kind_display()})"


class Message(models.Model):
    """A message between a reporter and the desk. The desk's side shows no officer's name."""

    class Side(models.TextChoices):
        REPORTER = "reporter", _("Pelapor")
        DESK = "desk", _("Verifikator")

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    side = models.CharField(_("dari"), max_length=10, choices=Side)
    words = models.TextField(_("isi"))
    sent_on = models.DateField(_("tanggal"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report.number} {self.side} {self.sent_on}"
