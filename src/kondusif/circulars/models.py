from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.circulars.rules import Channel, State, Way
from kondusif.institutions.models import Unit
from kondusif.roster.models import Employee

PERSON = settings.AUTH_USER_MODEL

STATES = {State.DRAFT: _("konsep"), State.SENT: _("beredar"), State.CLOSED: _("ditutup")}
WAYS = {Way.LINK: _("tautan pribadi"), Way.DESK: _("meja unit"), Way.PAPER: _("daftar kertas")}
CHANNELS = {Channel.PRINT: _("dicetak"), Channel.NOTICE: _("pemberitahuan"), Channel.COPY: _("pesan disalin")}


class Readership(models.Model):
    """A saved query over the roster: units (with those below), kinds of staff, words in a post. Empty is all."""

    name = models.CharField(_("nama"), max_length=120, unique=True)
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("unit"))
    kinds = models.JSONField(_("status pegawai"), default=list, blank=True)
    posts = models.JSONField(_("kata dalam jabatan"), default=list, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_on = models.DateField(_("dibuat"))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Circular(models.Model):
    """A circular (surat edaran) with its pledge, from the first draft until its counts alone are kept."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    title = models.CharField(_("judul"), max_length=200)
    readership = models.ForeignKey(Readership, models.PROTECT, related_name="circulars", verbose_name=_("sasaran"))
    contest = models.CharField(_("kontes"), max_length=60)
    state = models.CharField(_("keadaan"), max_length=10, choices=STATES, default=State.DRAFT)
    # The version that counts as signed; 0 before the first is released. Kept here so that lists are quick.
    to_sign = models.PositiveSmallIntegerField(_("versi yang ditandatangani"), default=0)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_on = models.DateField(_("dibuat"))
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    counted_on = models.DateField(_("tinggal hitungan sejak"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT, to_sign=0) | ~models.Q(state=State.DRAFT),
                name="circulars_a_draft_asks_nobody",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Version(models.Model):
    """One wording of a circular. A released one never changes; a further one says what is new."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versi"))
    subject = models.CharField(_("perihal"), max_length=200)
    basis = models.TextField(_("dasar"), blank=True)
    opening = models.TextField(_("pembuka"))
    points = models.JSONField(_("butir edaran"), default=list)
    closing = models.TextField(_("penutup"), blank=True)
    pledge = models.JSONField(_("butir pakta"), default=list)
    # Ids of rulebook acts about which may be asked; the law on the day of reading gives the answer.
    acts = models.JSONField(_("bahan pertanyaan"), default=list)
    asks_again = models.BooleanField(_("minta tanda tangan lagi"), default=True)
    change_note = models.CharField(_("yang berubah"), max_length=500, blank=True)
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    letter_on = models.DateField(_("tanggal surat"), null=True, blank=True)
    signer_post = models.CharField(_("jabatan penanda tangan"), max_length=160, blank=True)
    signer_name = models.CharField(_("nama penanda tangan"), max_length=160, blank=True)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(_("beredar"), null=True, blank=True)
    released_on = models.DateField(_("beredar"), null=True, blank=True)

    class Meta:
        ordering = ["circular", "number"]
        constraints = [
            models.UniqueConstraint(fields=["circular", "number"], name="circulars_one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["circular"], condition=models.Q(released_at__isnull=True), name="circulars_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True) | ~models.Q(letter_number=""),
                name="circulars_released_with_a_letter_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circular_id} v{self.number}"


class SignedLetter(models.Model):
    """The signed PDF that came back from the city's own system: its pages drawn anew; the file itself is not kept."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="signed_letter")
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    pages = models.JSONField(default=list)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_on = models.DateField(_("ditambahkan"))

    def __str__(self) -> str:
        return f"{self.version_id} {self.sha256[:8]}"


class Addressee(models.Model):
    """Somebody is asked to read and sign. What was answered is kept nowhere."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="addressees")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("diminta"))
    # A new one makes every older link worthless.
    secret = models.CharField(max_length=24)
    misses = models.PositiveSmallIntegerField(_("salah NIP"), default=0)
    # The highest version that was signed; 0 for none. Written by the one service that writes signatures.
    signed = models.PositiveSmallIntegerField(_("versi yang ditandatangani"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "employee"], name="circulars_asked_once")]
        indexes = [models.Index(fields=["circular", "signed"], name="circulars_not_done")]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.employee_id}"


class PaperList(models.Model):
    """A list signed on paper at a unit, with its photo; somebody typed in whose signatures stand on it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="paper_lists")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    picture = models.CharField(max_length=40)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    signed_on = models.DateField(_("ditandatangani"))
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("dimasukkan"))

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.unit_id}"


class Signature(models.Model):
    """Somebody signed a version, on a day, in one of three ways."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="signatures")
    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    way = models.CharField(_("cara"), max_length=10, choices=WAYS)
    signed_on = models.DateField(_("ditandatangani"))
    signed_at = models.DateTimeField(_("dicatat"))
    witness = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.ForeignKey(PaperList, models.PROTECT, null=True, blank=True, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["addressee", "version"], name="circulars_signed_once"),
            models.CheckConstraint(
                condition=models.Q(way=Way.PAPER, paper__isnull=False)
                | models.Q(way=Way.DESK, witness__isnull=False, paper__isnull=True)
                | models.Q(way=Way.LINK, witness__isnull=True, paper__isnull=True),
                name="circulars_a_way_has_its_witness",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.version_id}"


class Reminder(models.Model):
    """Those of a unit who had not signed were reminded: when, by whom, how, how many."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(_("cara"), max_length=10, choices=CHANNELS)
    people = models.PositiveIntegerField(_("orang"))
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("pada"))
    on_date = models.DateField(_("tanggal"))

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.on_date}"


class KeptCount(models.Model):
    """What stays when the names are erased: how many of a unit were asked and how many signed a version."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="kept_counts")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.PositiveIntegerField(_("diminta"))
    signed = models.PositiveIntegerField(_("menandatangani"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "unit"], name="circulars_one_count"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(unit__isnull=True), name="circulars_one_count_without_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.unit_id}"
