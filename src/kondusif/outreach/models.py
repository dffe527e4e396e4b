import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.outreach.rules import (
    MOST_ATTENDING,
    Group,
    KeptOutKind,
    Language,
    Origin,
    PictureKind,
    PieceKind,
    PieceStatus,
    SessionStatus,
)

PERSON = settings.AUTH_USER_MODEL
GROUPS = {
    Group.RT_RW_HEADS: _("Ketua RT dan RW"),
    Group.RESIDENTS: _("Warga"),
    Group.SCHOOLS: _("Sekolah"),
    Group.ORGANISATIONS: _("Ormas dan pemuda"),
    Group.RELIGIOUS_LEADERS: _("Tokoh agama"),
    Group.FIRST_VOTERS: _("Pemilih pemula"),
    Group.CIVIL_SERVANTS: _("ASN (PNS dan PPPK)"),
    Group.SOCIAL_MEDIA: _("Pegiat media sosial"),
}
SESSION_STATUSES = {
    SessionStatus.PLANNED: _("Direncanakan"),
    SessionStatus.HELD: _("Terlaksana"),
    SessionStatus.CANCELLED: _("Dibatalkan"),
}
ORIGINS = {
    Origin.FIELD: _("Petugas lapangan"),
    Origin.DESK: _("Catatan Desk"),
    Origin.PAPER: _("Salinan dari kertas"),
}
PICTURE_KINDS = {
    PictureKind.PHOTO: _("Foto kegiatan"),
    PictureKind.ATTENDANCE_LIST: _("Pindaian daftar hadir"),
}
PIECE_KINDS = {
    PieceKind.POSTER: _("Poster"),
    PieceKind.CHAT_CARD: _("Kartu pesan"),
    PieceKind.SPOKEN: _("Naskah 90 detik"),
}
LANGUAGES = {Language.INDONESIAN: _("Bahasa Indonesia"), Language.JAVANESE: _("Basa Jawa")}
PIECE_STATUSES = {
    PieceStatus.DRAFT: _("Konsep"),
    PieceStatus.RELEASED: _("Terbit"),
    PieceStatus.WITHDRAWN: _("Ditarik"),
}
KEPT_OUT = {
    KeptOutKind.OFFICE_HOLDER: _("Pejabat"),
    KeptOutKind.CANDIDATE: _("Bakal calon atau calon"),
    KeptOutKind.KIN: _("Keluarga bakal calon atau calon"),
    KeptOutKind.SLOGAN: _("Slogan, tagar, atau nomor"),
}


class Programme(models.Model):
    """A plan of outreach: its basis, its days, whom it is for, how many sessions where."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    name = models.CharField(_("nama program"), max_length=160)
    purpose = models.TextField(_("maksud"), max_length=2000, blank=True)
    basis = models.CharField(_("dasar"), max_length=300, blank=True)
    contest = models.CharField(_("kontes"), max_length=60, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("selesai"))
    target_percent = models.PositiveSmallIntegerField(_("target cakupan (persen)"), default=80)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    created_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    created_on = models.DateField(_("dibuat"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="outreach_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(target_percent__gte=1, target_percent__lte=100), name="outreach_target_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many sessions for one group a programme plans in one place: a kelurahan, an RW or an RT."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="quotas")
    group = models.CharField(_("sasaran"), max_length=20, choices=GROUPS)
    area_code = models.CharField(_("wilayah"), max_length=30)
    sessions = models.PositiveSmallIntegerField(_("jumlah sesi"))

    class Meta:
        ordering = ["area_code", "group"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "area_code", "group"], name="outreach_one_quota"),
            models.CheckConstraint(condition=models.Q(sessions__gte=1), name="outreach_quota_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.area_code} {self.group}"


class Session(models.Model):
    """One meeting of outreach, first as a plan and then as what happened. Attendance is a count; no list of names."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="session_set")
    status = models.CharField(_("status"), max_length=10, choices=SESSION_STATUSES)
    topic = models.CharField(_("topik"), max_length=200)
    place = models.CharField(_("tempat"), max_length=200)
    area_code = models.CharField(_("wilayah"), max_length=30)
    village_code = models.CharField(_("kode kelurahan"), max_length=20)
    planned_on = models.DateField(_("direncanakan"), null=True, blank=True)
    planned_time = models.TimeField(_("pukul"), null=True, blank=True)
    held_on = models.DateField(_("dilaksanakan"), null=True, blank=True)
    held_time = models.TimeField(_("pukul dilaksanakan"), null=True, blank=True)
    leader_name = models.CharField(_("pemimpin sesi"), max_length=160, blank=True)
    leader_post = models.CharField(_("jabatan pemimpin sesi"), max_length=160, blank=True)
    attending = models.PositiveIntegerField(_("jumlah hadir"), null=True, blank=True)
    invited = models.CharField(_("yang diundang"), max_length=300, blank=True)
    notes = models.TextField(_("catatan jalannya sesi"), max_length=6000, blank=True)
    assigned_to = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(_("asal catatan"), max_length=10, choices=ORIGINS)
    cancelled_because = models.CharField(_("alasan dibatalkan"), max_length=300, blank=True)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_on = models.DateField(_("dicatat"), null=True, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-held_on", "-planned_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=SessionStatus.HELD)
                | models.Q(held_on__isnull=False, attending__isnull=False, recorded_by__isnull=False),
                name="outreach_held_says_when_and_how_many",
            ),
            models.CheckConstraint(
                condition=models.Q(attending__isnull=True) | models.Q(attending__lte=MOST_ATTENDING),
                name="outreach_attending_is_a_count",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "village_code", "held_on"], name="outreach_held"),
            models.Index(fields=["status", "planned_on"], name="outreach_planned"),
            models.Index(fields=["assigned_to", "status", "planned_on"], name="outreach_assigned"),
            models.Index(fields=["programme", "status"], name="outreach_of_programme"),
        ]

    def __str__(self) -> str:
        return self.number


class Audience(models.Model):
    """One group that a session is or was for."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="audiences")
    group = models.CharField(_("sasaran"), max_length=20, choices=GROUPS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "group"], name="outreach_one_audience")]
        indexes = [models.Index(fields=["group", "session"], name="outreach_group")]

    def __str__(self) -> str:
        return f"{self.session} {self.group}"


class Reach(models.Model):
    """One RT from which somebody came to a session. An RW stands here only where the city has no list of its RT."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="reached")
    area_code = models.CharField(_("RT"), max_length=30)

    class Meta:
        ordering = ["area_code"]
        constraints = [models.UniqueConstraint(fields=["session", "area_code"], name="outreach_one_reach")]
        indexes = [models.Index(fields=["area_code", "session"], name="outreach_reached")]

    def __str__(self) -> str:
        return f"{self.session} {self.area_code}"


class Question(models.Model):
    """What was asked at a session and what was answered; never who asked."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="questions")
    text = models.CharField(_("pertanyaan"), max_length=500)
    answer = models.CharField(_("jawaban"), max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Picture(models.Model):
    """A picture of a session, drawn anew and made small: no file that anybody sent is kept."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="pictures")
    kind = models.CharField(_("jenis"), max_length=20, choices=PICTURE_KINDS)
    name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_on = models.DateField(_("ditambahkan"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "sha256"], name="outreach_one_copy")]

    def __str__(self) -> str:
        return f"{self.session} {self.sha256[:8]}"


class Correction(models.Model):
    """What was changed on a session after it was recorded, with both values and the reason. Rows are only added."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="corrections")
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
        return f"{self.session} {self.field}"


class Piece(models.Model):
    """One piece of the content kit: words in our own drawing, drafted by one person and released by another."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=PIECE_KINDS)
    language = models.CharField(_("bahasa"), max_length=2, choices=LANGUAGES)
    title = models.CharField(_("judul"), max_length=120)
    body = models.TextField(_("isi"), max_length=2000)
    basis = models.CharField(_("dasar"), max_length=400, blank=True)
    group = models.CharField(_("sasaran"), max_length=20, choices=GROUPS, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=PIECE_STATUSES, default=PieceStatus.DRAFT)
    drafted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    drafted_on = models.DateField(_("disusun"))
    released_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    released_on = models.DateField(_("terbit"), null=True, blank=True)
    withdrawn_because = models.CharField(_("alasan ditarik"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-released_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("drafted_by")),
                name="outreach_two_people_release",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=PieceStatus.RELEASED) | models.Q(released_by__isnull=False),
                name="outreach_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class KeptOut(models.Model):
    """A name, slogan or number that may not stand in the kit; its bearer may not lead a session in the campaign."""

    kind = models.CharField(_("jenis"), max_length=20, choices=KEPT_OUT)
    text = models.CharField(_("nama atau tulisan"), max_length=160)
    source = models.CharField(_("dasar"), max_length=200)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_on = models.DateField(_("dicatat"))
    ended_on = models.DateField(_("tidak berlaku sejak"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "text"]
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="outreach_kept_out_once")]

    def __str__(self) -> str:
        return self.text
