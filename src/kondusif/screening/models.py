import json

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kondusif.screening.rules import Kind, Reason, Verdict

KINDS = {
    Kind.PERSON: _("Orang"),
    Kind.ACT: _("Perbuatan"),
    Kind.PLACE: _("Tempat"),
    Kind.INSTITUTION: _("Lembaga"),
}
VERDICTS = {Verdict.OPEN: _("belum diperiksa"), Verdict.TAKEN: _("diambil"), Verdict.REJECTED: _("ditolak")}
REASONS = {
    Reason.NEGATED: _("larangan, bantahan, atau kutipan"),
    Reason.OTHER_ONE: _("orang, tempat, atau lembaga lain"),
    Reason.OTHER_MEANING: _("kata itu berarti lain di sini"),
    Reason.TOO_LITTLE: _("kalimatnya terlalu sedikit untuk dinilai"),
    Reason.OTHER: _("alasan lain"),
}


class Run(models.Model):
    """A result of a screening that was taken in. Its proposals go when the day in the manifest has passed."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    purpose = models.CharField(_("tujuan"), max_length=300)
    basis = models.CharField(_("dasar"), max_length=300)
    exercise = models.BooleanField(_("latihan"))
    until_on = models.DateField(_("disimpan sampai"))
    edition = models.CharField(_("edisi mesin"), max_length=80)
    made_by = models.CharField(_("dibuat oleh"), max_length=120, blank=True)
    digest = models.CharField(_("sidik digital hasil"), max_length=64, unique=True)
    inputs = models.JSONField(_("sidik digital masukan"), default=dict)
    counts = models.JSONField(_("jumlah menurut jenis"), default=dict)
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_in_on = models.DateField(_("diterima"))
    erased_on = models.DateField(_("usulan dihapus"), null=True, blank=True)
    # What was decided, kind by kind and verdict by verdict, once the proposals are gone.
    verdicts = models.JSONField(_("jumlah putusan"), default=dict, blank=True)

    class Meta:
        ordering = ["-taken_in_on", "-pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("screening:show", args=[self.number])

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class Proposal(models.Model):
    """One span of a text with what it may mean, and what a reviewer made of it. Never a case by itself."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="proposals")
    text_id = models.CharField(_("naskah"), max_length=120)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(_("jenis"), max_length=12, choices=KINDS)
    ref = models.CharField(_("rujukan"), max_length=60)
    score = models.FloatField(_("nilai kemiripan"))
    quote = models.TextField(_("kutipan"))
    verdict = models.CharField(_("putusan"), max_length=10, choices=VERDICTS, default=Verdict.OPEN)
    reason = models.CharField(_("alasan"), max_length=16, choices=REASONS, blank=True)
    words = models.CharField(_("keterangan"), max_length=300, blank=True)
    used_in = models.CharField(_("dipakai di"), max_length=200, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "text_id", "start", "end", "kind", "ref"], name="screening_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="screening_has_words"),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.OPEN, judged_by__isnull=True)
                | (~models.Q(verdict=Verdict.OPEN) & models.Q(judged_by__isnull=False)),
                name="screening_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.REJECTED) ^ models.Q(reason=""), name="screening_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["run", "verdict", "kind"], name="screening_by_verdict"),
            models.Index(fields=["run", "kind", "ref"], name="screening_by_ref"),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.pk}"


class Draft(models.Model):
    """A result that somebody handed in and has not confirmed yet; swept after a day."""

    manifest = models.JSONField()
    result = models.BinaryField()
    name = models.CharField(max_length=120)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def manifest_bytes(self) -> bytes:
        return json.dumps(self.manifest).encode()


class TextReading(models.Model):
    """That a text was read, why and by whom. Neither the text nor anything that was found in it."""

    number = models.CharField(_("nomor"), max_length=30, unique=True)
    reason = models.CharField(_("alasan"), max_length=300)
    source = models.CharField(_("asal naskah"), max_length=30, blank=True)  # number of a report; empty: pasted
    length = models.PositiveIntegerField(_("panjang naskah"))  # 0 for a report: it is sealed
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_on = models.DateField(_("dibaca"))

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number


class Tally(models.Model):
    """How many proposals of a kind were taken up or rejected on a day, where nothing else of them may be kept."""

    kind = models.CharField(_("jenis"), max_length=12, choices=KINDS)
    verdict = models.CharField(_("putusan"), max_length=10, choices=VERDICTS)
    edition = models.CharField(_("edisi mesin"), max_length=80)
    day = models.DateField(_("hari"))
    number = models.PositiveIntegerField(_("jumlah"), default=0)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "verdict", "edition", "day"], name="screening_tally_once"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=[Verdict.TAKEN, Verdict.REJECTED]), name="screening_tally_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.verdict}"
