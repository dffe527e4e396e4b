import uuid
from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Body, Unit
from kondusif.intake.channels import WEB
from kondusif.intake.desk_queue import Bundle, Burst, Flood, Lease, SecondLook
from kondusif.intake.desk_records import (
    AccusedProposal,
    Correction,
    Forwarding,
    ForwardingAnswer,
    Gateway,
    GatewayMessage,
    Import,
)
from kondusif.intake.labels import KINDS, OUTCOMES, STATUSES, TRACKS, VALUES
from kondusif.intake.pressed import Pressure
from kondusif.intake.rules import Kind, Status, Track, Value, headline
from kondusif.intake.spent import SpentProof
from kondusif.intake.told import FileNote, Person, Told, closed, closed_words, opened, opened_words, place, time_of
from kondusif.kernel.areas import Level, at_level
from kondusif.vault.models import DataKey

__all__ = [
    "AccusedProposal", "Attachment", "Bundle", "Burst", "Correction", "Flood", "Forwarding", "ForwardingAnswer",
    "Gateway", "GatewayMessage", "HandedOver", "IdentityOpening", "Import", "Lease", "Message", "Pressure", "Report",
    "SecondLook", "SpentProof",
]  # fmt: skip


class Report(models.Model):
    """What somebody reported. Its words lie sealed; in clear stands only what clocks, routing and counting need.

    An opened report answers `words`, `accused_name` and the like; a locked one answers with empty text.
    """

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("nomor"), max_length=30, unique=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=KINDS)
    track = models.CharField(_("jalur"), max_length=10, choices=TRACKS)
    flags = models.JSONField(_("alasan sebagai informasi"), default=list, blank=True)
    happened_on = models.DateField(_("tanggal kejadian"), null=True, blank=True)
    known_on = models.DateField(_("tanggal diketahui"), null=True, blank=True)
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    accused_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    accused_is_head = models.BooleanField(_("pimpinan unit"), default=False)

    content_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    content = models.BinaryField(_("isi tersegel"))
    identity_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    identity = models.BinaryField(_("identitas tersegel"), default=b"")
    named = models.BooleanField(_("menyebut nama"), default=False)
    released_on = models.DateField(_("identitas dibuka pelapor"), null=True, blank=True)
    erased_on = models.DateField(_("identitas dihapus pelapor"), null=True, blank=True)

    status = models.CharField(_("status"), max_length=10, choices=STATUSES, default=Status.NEW)
    value = models.CharField(_("nilai informasi"), max_length=12, choices=VALUES, default=Value.UNKNOWN)
    value_note = models.BinaryField(_("alasan nilai, tersegel"), default=b"")
    outcome = models.CharField(_("putusan"), max_length=12, choices=OUTCOMES, blank=True)
    outcome_note = models.BinaryField(_("alasan putusan, tersegel"), default=b"")
    line_note = models.BinaryField(_("terlapor menurut pemutus, tersegel"), default=b"")
    reference = models.CharField(_("nomor tindak lanjut"), max_length=30, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("diputus"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    # By which way it came, and who typed it in where an officer did: that person never verifies it.
    channel = models.CharField(_("saluran"), max_length=12, default=WEB)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # What tells the same stands behind one of them. The signature is keyed and goes when the report is decided.
    signature = models.BinaryField(_("sidik kemiripan"), default=b"", blank=True)
    bundle = models.ForeignKey(Bundle, models.SET_NULL, null=True, blank=True, related_name="reports")
    likeness = models.PositiveSmallIntegerField(_("kemiripan, persen"), null=True, blank=True)
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    apart = models.BooleanField(_("dipisahkan oleh orang"), default=False)
    in_front = models.BooleanField(_("tampil di antrean"), default=True)
    taken_on = models.DateField(_("pertama diambil"), null=True, blank=True)
    told_on = models.DateField(_("pelapor diberi tahu"), null=True, blank=True)
    told_way = models.CharField(_("cara memberi tahu"), max_length=12, blank=True)
    # Once its case has ended the reporter is told again; when the decision was told stays here.
    ending = models.CharField(_("akhir penanganan"), max_length=12, blank=True)
    ended_on = models.DateField(_("penanganan selesai"), null=True, blank=True)
    told_first_on = models.DateField(_("pelapor pertama diberi tahu"), null=True, blank=True)

    # A day and no hour: the order of arrival is the order of the rows, the exact time lies with the identity.
    received_on = models.DateField(_("diterima"))
    submission = models.CharField(_("tanda kiriman"), max_length=64, unique=True)
    digest = models.CharField(_("sidik isi kiriman"), max_length=64)
    locator = models.CharField(_("penunjuk kode"), max_length=5, unique=True)
    salt = models.CharField(max_length=32)
    verifier = models.CharField(max_length=64)
    reporter_key = models.BinaryField(_("kunci umum pelapor"), default=b"")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["status", "received_on"], name="intake_by_status"),
            models.Index(fields=["area_code"], name="intake_by_area"),
            models.Index(fields=["received_on"], name="intake_by_day"),
            # The first page of the queue: what can still reach Bawaslu, then the rest, each in its order.
            models.Index(
                fields=["kind", "known_on", "id"],
                name="intake_queue",
                condition=models.Q(in_front=True, status__in=[Status.NEW, Status.REVIEW]),
            ),
            # Named reporters who may still be reminded of Bawaslu, the nearest first.
            models.Index(
                fields=["kind", "known_on", "id"],
                name="intake_to_remind",
                condition=models.Q(
                    kind=Kind.NEUTRALITY, track=Track.BOTH, named=True, status__in=[Status.NEW, Status.REVIEW]
                ),
            ),
            models.Index(fields=["ended_on"], name="intake_case_ended", condition=models.Q(ended_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=Status.DECIDED) ^ models.Q(outcome=""), name="intake_decided_has_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(typed_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("typed_by")),
                name="intake_typist_never_decides",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    # What is sealed ----------------------------------------------------------

    _key: bytes | None = None
    _told: Told | None = None

    @property
    def locked(self) -> bool:
        """Whether nobody has opened this report in this request."""
        return self._key is None

    def open_with(self, key: bytes) -> "Report":
        """Open with the content key; from now on the words answer.

        Raises:
            Broken: it is the key of another report.
        """
        self._told = Told(**opened(key, self.content, place(self.ref, "content")))
        self._key = key
        return self

    def close_up(self, key: bytes, told: Told) -> None:
        """Seal an account under the content key, and keep it open here."""
        self.content = closed(key, told, place(self.ref, "content"))
        self._key, self._told = key, told

    def note(self, name: str, words: str) -> bytes:
        """Words for `value_note`, `outcome_note` or `line_note`, sealed. The report must be open."""
        return closed_words(self.key, words, place(self.ref, name))

    @property
    def key(self) -> bytes:
        """The content key of an open report."""
        if self._key is None:
            raise ValueError("the report is locked")
        return self._key

    @property
    def told(self) -> Told:
        """The account, empty while the report is locked."""
        return self._told or Told()

    words = property(lambda self: self.told.words)
    place_words = property(lambda self: self.told.place_words)
    evidence_words = property(lambda self: self.told.evidence_words)
    accused_name = property(lambda self: self.told.accused_name)
    accused_post = property(lambda self: self.told.accused_post)
    accused_address = property(lambda self: self.told.accused_address)
    accused_other = property(lambda self: self.told.accused_other)
    area_given = property(lambda self: self.told.area_given)

    @property
    def happened_time(self) -> time | None:
        return time_of(self.told.happened_time)

    @property
    def exact_area(self) -> str:
        """The place down to the RT where the report is open, else the kelurahan."""
        return self.told.area_exact or self.area_code

    @property
    def value_reason(self) -> str:
        return opened_words(self._key, self.value_note, place(self.ref, "value_note"))

    @property
    def reason(self) -> str:
        return opened_words(self._key, self.outcome_note, place(self.ref, "outcome_note"))

    @property
    def line_said(self) -> str:
        """Whom the decider said it accuses: a `Line`, and after a colon the key of the unit; empty where the report
        names one itself."""
        return opened_words(self._key, self.line_note, place(self.ref, "line_note"))

    def person(self, key: bytes) -> Person:
        """Who reported, with the identity key.

        Raises:
            Broken: it is the key of another report, or the identity was erased.
        """
        return Person(**opened(key, self.identity, place(self.ref, "identity")))

    # In clear ----------------------------------------------------------------

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
    """One piece of evidence: the original, sealed with the identity, and the safe copy, sealed with the content."""

    class Kind(models.TextChoices):
        JPEG = "jpeg", _("foto JPEG")
        PNG = "png", _("gambar PNG")
        WEBP = "webp", _("gambar WebP")
        HEIC = "heic", _("foto HEIC")
        PDF = "pdf", _("dokumen PDF")
        DOCX = "docx", _("dokumen Word")
        XLSX = "xlsx", _("lembar Excel")

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    order = models.PositiveSmallIntegerField(_("urutan"))
    kind = models.CharField(_("jenis"), max_length=5, choices=Kind)
    safe_kind = models.CharField(_("jenis salinan"), max_length=5)
    pages = models.PositiveSmallIntegerField(_("halaman"), default=1)
    size = models.PositiveIntegerField(_("ukuran"))
    added_on = models.DateField(_("ditambahkan"))
    safe_name = models.CharField(_("nama simpan salinan"), max_length=32, unique=True)
    original_name = models.CharField(_("nama simpan asli"), max_length=32, blank=True)
    note = models.BinaryField(_("keterangan tersegel"))
    original_note = models.BinaryField(_("kunci asli tersegel"), default=b"")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="intake_evidence_order")]

    def __str__(self) -> str:
        return f"{self.report.number}/{self.order}"

    def file_note(self, key: bytes) -> FileNote:
        """What is known of the file, with the content key of its report."""
        return FileNote(**opened(key, self.note, place(self.report.ref, f"file/{self.order}")))

    @property
    def device_name(self) -> str:
        """What the reporter's device called it; empty while the report is locked."""
        return "" if self.report.locked else self.file_note(self.report.key).name

    @property
    def public_label(self) -> str:
        """What it is called outside the desk: no name that a reporter gave."""
        return f"{_('Bukti')} {self.order} ({self.get_kind_display()})"


class HandedOver(models.Model):
    """A safe copy that a verifier gave to the unit that handles the case: that file alone, under a key of its own."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="handed")
    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    secret = models.BinaryField()
    sha256 = models.CharField(_("sidik digital asli"), max_length=64)
    safe_sha256 = models.CharField(_("sidik digital salinan"), max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    handed_on = models.DateField(_("diserahkan"))
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.attachment_id)


class Message(models.Model):
    """A message between a reporter and the desk, sealed like the account. The desk's side shows no officer's name."""

    class Side(models.TextChoices):
        REPORTER = "reporter", _("Pelapor")
        DESK = "desk", _("Verifikator")

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    side = models.CharField(_("dari"), max_length=10, choices=Side)
    sealed = models.BinaryField(_("isi tersegel"))
    sent_on = models.DateField(_("tanggal"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.report.number} {self.side} {self.sent_on}"

    @property
    def words(self) -> str:
        """The message; empty while its report is locked."""
        return opened_words(self.report._key, self.sealed, place(self.report.ref, f"message/{self.submission}"))

    @staticmethod
    def closed(report: Report, words: str, submission: str) -> bytes:
        """Words for a message of an open report, sealed."""
        return closed_words(report.key, words, place(report.ref, f"message/{submission}"))
