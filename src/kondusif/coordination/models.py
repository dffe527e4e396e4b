import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.coordination.rules import (
    BreachKind,
    DeclarationKind,
    Ground,
    Office,
    SignedBy,
    SignerKind,
    State,
    Verdict,
)
from kondusif.kernel.clock import now

PERSON = settings.AUTH_USER_MODEL
DECLARATION_KINDS = {
    DeclarationKind.PEACE: _("Deklarasi damai"),
    DeclarationKind.PLEDGE: _("Ikrar"),
    DeclarationKind.NEUTRALITY: _("Ikrar netralitas"),
    DeclarationKind.OTHER: _("Kesepakatan lain"),
}
SIGNER_KINDS = {
    SignerKind.GOVERNMENT: _("Pemerintah"),
    SignerKind.KPU: _("KPU"),
    SignerKind.BAWASLU: _("Bawaslu"),
    SignerKind.POLICE: _("Kepolisian"),
    SignerKind.MILITARY: _("TNI"),
    SignerKind.FKUB: _("FKUB dan tokoh agama"),
    SignerKind.PARTY: _("Partai politik"),
    SignerKind.CANDIDATE: _("Pasangan calon"),
    SignerKind.ORGANISATION: _("Ormas"),
    SignerKind.OTHER: _("Lembaga lain"),
}
WAYS = {SignedBy.TABLET: _("Di layar"), SignedBy.PAPER: _("Di kertas")}
VERDICTS = {
    Verdict.KEPT: _("Ditepati"),
    Verdict.NOT_YET: _("Belum waktunya dinilai"),
    Verdict.NOT_KEPT: _("Tidak ditepati"),
}
STATES = {State.UNCHECKED: _("Belum diperiksa"), **{State(verdict): label for verdict, label in VERDICTS.items()}}
GROUNDS = {
    Ground.SEEN: _("pengamatan petugas di tempat umum"),
    Ground.DOCUMENT: _("dokumen atau pengumuman resmi"),
    Ground.STATEMENT: _("pernyataan lembaga yang menandatangani"),
    Ground.AUTHORITY: _("keputusan badan yang berwenang"),
}
BREACH_KINDS = {BreachKind.INCIDENT: _("Kejadian"), BreachKind.CASE: _("Penanganan dugaan")}
OFFICES = {
    Office.MAYOR: _("Pasangan calon wali kota"),
    Office.REGENT: _("Pasangan calon bupati"),
    Office.GOVERNOR: _("Pasangan calon gubernur"),
    Office.PRESIDENT: _("Pasangan calon presiden"),
    Office.SENATOR: _("Calon anggota DPD"),
}


class Declaration(models.Model):
    """A declaration or pledge: its text as it was read out, when and where, before whom."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=DECLARATION_KINDS)
    title = models.CharField(_("judul"), max_length=200)
    text = models.TextField(_("naskah"), max_length=8000)
    contest = models.CharField(_("kontes"), max_length=60, blank=True)
    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=200)
    area_code = models.CharField(_("wilayah"), max_length=30)
    # Title, day and place as they are compared: one event has one text, however it is written.
    event = models.CharField(max_length=64, editable=False)
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_on = models.DateField(_("dicatat"))
    published_on = models.DateField(_("tampil untuk umum sejak"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-held_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_on__lte=models.F("recorded_on")), name="coordination_recorded_after"
            ),
            models.UniqueConstraint(fields=["event"], name="coordination_one_text_an_event"),
        ]

    def __str__(self) -> str:
        return self.title


class Promise(models.Model):
    """One promise of a declaration, with who answers for it and how anybody can see whether it is kept."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="promises")
    order = models.PositiveSmallIntegerField(_("urutan"))
    text = models.CharField(_("janji"), max_length=600)
    owner = models.CharField(_("penanggung jawab"), max_length=160)
    seen_by = models.CharField(_("cara melihat ditepati"), max_length=400)
    until_on = models.DateField(_("sampai"), null=True, blank=True)
    look_on = models.DateField(_("dilihat lagi"), null=True, blank=True)
    watcher = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("yang melihat")
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["declaration", "order"], name="coordination_one_place")]
        indexes = [models.Index(fields=["look_on"], name="coordination_look")]

    def __str__(self) -> str:
        return self.text


class Check(models.Model):
    """What a named person found when looking at a promise. Rows are only added; the newest one stands."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="checks")
    verdict = models.CharField(_("temuan"), max_length=10, choices=VERDICTS)
    ground = models.CharField(_("dasar"), max_length=10, choices=GROUNDS, blank=True)
    note = models.CharField(_("yang terlihat"), max_length=600)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    on_date = models.DateField(_("tanggal"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.NOT_YET) | ~models.Q(ground=""),
                name="coordination_verdict_has_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.verdict}"


class Sheet(models.Model):
    """A picture of the signed paper, or of the event; drawn anew, no file that anybody sent is kept."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="sheets")
    name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_on = models.DateField(_("ditambahkan"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["declaration", "sha256"], name="coordination_one_copy")]

    def __str__(self) -> str:
        return f"{self.declaration} {self.sha256[:8]}"


class Signatory(models.Model):
    """An institution that signs, and the official who signs for it."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="signatories")
    kind = models.CharField(_("jenis lembaga"), max_length=12, choices=SIGNER_KINDS)
    institution = models.CharField(_("lembaga"), max_length=160)
    ballot_number = models.PositiveSmallIntegerField(_("nomor urut KPU"), null=True, blank=True)
    signer_name = models.CharField(_("nama penanda tangan"), max_length=160, blank=True)
    signer_post = models.CharField(_("jabatan"), max_length=160, blank=True)
    way = models.CharField(_("cara"), max_length=6, choices=WAYS, blank=True)
    signed_on = models.DateField(_("ditandatangani"), null=True, blank=True)
    strokes = models.JSONField(_("goresan"), default=list, blank=True)
    sheet = models.ForeignKey(
        Sheet, models.PROTECT, null=True, blank=True, related_name="signatories", verbose_name=_("lembar")
    )
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "institution"], name="coordination_signs_once"),
            models.CheckConstraint(
                condition=models.Q(way="", signed_on__isnull=True)
                | (~models.Q(way="") & models.Q(signed_on__isnull=False)),
                name="coordination_signed_says_how",
            ),
            models.CheckConstraint(
                condition=~models.Q(way=SignedBy.PAPER) | models.Q(sheet__isnull=False),
                name="coordination_paper_has_its_sheet",
            ),
            models.UniqueConstraint(
                fields=["declaration", "ballot_number"],
                condition=models.Q(kind=SignerKind.PARTY),
                name="coordination_party_number_once",
            ),
        ]

    def __str__(self) -> str:
        return self.institution


class Breach(models.Model):
    """An incident or a case, after its decision, that breaks a promise: linked by a named person with a reason."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="breaches")
    kind = models.CharField(_("jenis"), max_length=10, choices=BREACH_KINDS)
    number = models.CharField(_("nomor catatan"), max_length=30)
    reason = models.CharField(_("alasan"), max_length=600)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    on_date = models.DateField(_("ditautkan"))
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["promise", "number"], name="coordination_breach_once")]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.number}"


class Change(models.Model):
    """What was changed on a declaration or one of its promises, both values and the reason. Rows are only added."""

    declaration = models.ForeignKey(Declaration, models.CASCADE, related_name="changes")
    about = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=30)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(_("alasan"), max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    on_date = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.declaration_id} {self.field}"
