"""A chat that somebody pasted or exported, taken apart into drafts. Names and numbers are gone before that."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.incidents.chat_words import opened
from kondusif.incidents.rules import Kind
from kondusif.kernel.areas import Level, at_level

PERSON = settings.AUTH_USER_MODEL


class Chat(models.Model):
    """One chat that was brought in: how much it had, not what it said."""

    digest = models.CharField(_("sidik naskah"), max_length=64, unique=True)
    lines = models.PositiveIntegerField(_("baris"))
    messages = models.PositiveIntegerField(_("pesan"))
    skipped = models.JSONField(_("yang dilewati"), default=dict)
    brought_on = models.DateField(_("dibawa masuk"))
    brought_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    until_on = models.DateField(_("dihapus setelah"))

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)


class ChatMark(models.Model):
    """A keyed digest of a message that was offered as a draft: an overlapping export offers only what is new.

    It outlives the chat, because tomorrow's export of the same group holds all of today's again.
    """

    mark = models.CharField(max_length=32, unique=True)
    until_on = models.DateField(_("dihapus setelah"), db_index=True)

    def __str__(self) -> str:
        return str(self.pk)


class ChatDraft(models.Model):
    """A proposed record out of a chat. A person confirms or drops it; nothing becomes a record by itself."""

    class Sort(models.TextChoices):
        INCIDENT = "incident", _("kejadian")
        NIL = "nil", _("laporan nihil")
        QUESTION = "question", _("pertanyaan")
        REPORT = "report", _("dugaan pelanggaran")

    class State(models.TextChoices):
        OPEN = "open", _("belum diperiksa")
        TAKEN = "taken", _("dicatat")
        DROPPED = "dropped", _("dibuang")

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="drafts")
    order = models.PositiveIntegerField(_("urutan"))
    sort = models.CharField(_("macam"), max_length=10, choices=Sort)
    # Sealed: see `chat_words`. Empty once the draft is recorded.
    words = models.TextField(_("isi tanpa nama"))
    said_on = models.DateField(_("tanggal"), null=True, blank=True)
    said_time = models.TimeField(_("pukul"), null=True, blank=True)
    area_code = models.CharField(_("kode wilayah"), max_length=30, blank=True)
    kind = models.CharField(_("jenis gangguan"), max_length=20, choices=[(one, one) for one in Kind], blank=True)
    why = models.JSONField(_("alasan usulan"), default=list)
    # Of the messages behind it. Where nobody examines the draft, they are forgotten with it and offered again.
    marks = models.JSONField(_("sidik pesan"), default=list)
    state = models.CharField(_("keadaan"), max_length=8, choices=State, default=State.OPEN)
    reference = models.CharField(_("menjadi"), max_length=40, blank=True)
    done_on = models.DateField(_("diperiksa"), null=True, blank=True)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["chat", "order"], name="incidents_draft_order")]

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.order}"

    @property
    def told(self) -> str:
        """The words, without names and numbers."""
        return opened(self.words)

    @property
    def village_code(self) -> str:
        """The kelurahan that was read out of the words; empty where none was, or only a kecamatan."""
        return at_level(self.area_code, Level.VILLAGE) or "" if self.area_code else ""

    def as_incident(self) -> dict[str, object]:
        """What the form of an incident shows first; the recorder writes it anew."""
        told = self.told
        return {
            "kind": self.kind, "village": self.village_code, "happened_on": self.said_on,
            "happened_time": self.said_time, "what": " ".join(told.split("\n")[0].split())[:300], "how": told,
        }  # fmt: skip

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
