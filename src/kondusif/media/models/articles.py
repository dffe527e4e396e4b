from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kondusif.media.rules import Kind, Move, Origin, ReadField, Verdict

KINDS = {
    Kind.PLACE: _("Tempat"),
    Kind.INSTITUTION: _("Lembaga"),
    Kind.ACTIVITY: _("Kegiatan"),
    Kind.ISSUE: _("Isu"),
    Kind.STATEMENT: _("Pernyataan"),
}
ORIGINS = {Origin.MACHINE: _("mesin"), Origin.OFFICER: _("petugas")}
VERDICTS = {Verdict.PROPOSED: _("belum diperiksa"), Verdict.KEPT: _("dipertahankan"), Verdict.REMOVED: _("dihapus")}
MOVES = {Move.JOINED: _("digabung"), Move.SPLIT: _("dipisah")}
FIELDS = {ReadField.DATE: _("Tanggal berita"), ReadField.MAIN_PLACE: _("Tempat utama")}


class Story(models.Model):
    """The same story told by several articles: one item with its variants. The first article names it."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    opened_on = models.DateField(_("dibuka"))
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.number


class Article(models.Model):
    """A text of the press, as it was pasted or dropped, with what the reader made of it. Never a case by itself."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    title = models.CharField(_("judul"), max_length=300)
    outlet = models.CharField(_("media"), max_length=120, blank=True)
    text = models.TextField(_("teks berita"))
    published_on = models.DateField(_("tanggal berita"), null=True, blank=True)
    # What the machine read, kept beside what an officer says: `published_on` and `main_place` are the ones in force.
    read_on = models.DateField(_("tanggal menurut mesin"), null=True, blank=True)
    read_place = models.CharField(_("tempat menurut mesin"), max_length=30, blank=True)
    main_place = models.CharField(_("tempat utama"), max_length=30, blank=True)
    contest = models.CharField(_("pemilihan"), max_length=60, blank=True)
    stage = models.CharField(_("tahap"), max_length=60, blank=True)
    lexicon = models.JSONField(_("edisi kamus"), default=dict)
    story = models.ForeignKey(
        Story, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("cerita")
    )
    signature = models.BinaryField(editable=False, default=b"")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_on = models.DateField(_("ditambahkan"))
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["added_on"], name="media_added_on"),
            models.Index(fields=["added_at"], name="media_added_at"),
            models.Index(fields=["published_on"], name="media_published"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("media:show", args=[self.number])


class StoryMove(models.Model):
    """An article put into a story or taken out of it, by whom and why. Nothing is deleted: an undone move says when."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="moves")
    article = models.ForeignKey(Article, models.PROTECT, related_name="story_moves")
    kind = models.CharField(max_length=10, choices=MOVES)
    origin = models.CharField(max_length=10, choices=ORIGINS)
    score = models.FloatField(null=True)
    # "copy" (the same words) or "event" (the same day, place and activity)
    reason = models.CharField(_("alasan"), max_length=20, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["moved_at", "pk"]
        indexes = [models.Index(fields=["article", "kind"], name="media_move_article")]

    def __str__(self) -> str:
        return f"{self.article}: {self.kind} {self.story}"


class Finding(models.Model):
    """One thing that an article says, with its words. `value` is a code or an id; a statement has a name and a role."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="findings")
    kind = models.CharField(_("jenis"), max_length=12, choices=KINDS)
    value = models.CharField(_("temuan"), max_length=60, blank=True)
    name = models.CharField(_("nama"), max_length=200, blank=True)
    role = models.CharField(_("jabatan"), max_length=300, blank=True)
    quote = models.TextField(_("kutipan"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    origin = models.CharField(_("asal"), max_length=10, choices=ORIGINS)
    verdict = models.CharField(_("putusan"), max_length=10, choices=VERDICTS, default=Verdict.PROPOSED)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="media_finding_has_words"),
            models.UniqueConstraint(fields=["article", "kind", "value", "start", "end"], name="media_finding_once"),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="media_finding_value")]

    def __str__(self) -> str:
        return f"{self.article} {self.kind} {self.value}"


class Correction(models.Model):
    """What an officer says of the date or the main place of an article, beside what the machine read."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    field = models.CharField(_("bagian"), max_length=12, choices=FIELDS)
    machine_value = models.CharField(_("menurut mesin"), max_length=30, blank=True)
    officer_value = models.CharField(_("menurut petugas"), max_length=30, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["article", "field"]
        constraints = [models.UniqueConstraint(fields=["article", "field"], name="media_correction_once")]

    def __str__(self) -> str:
        return f"{self.article} {self.field}"
