"""What the desk keeps beside a report: where it was forwarded, how it came, what was corrected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Body

PERSON = settings.AUTH_USER_MODEL


class Forwarding(models.Model):
    """A report that went to another body: to whom, when, by whom, what they answered. They need no account for it."""

    class Way(models.TextChoices):
        LETTER = "letter", _("surat")
        IN_PERSON = "in_person", _("diantar langsung")
        SRIKANDI = "srikandi", _("SRIKANDI")
        EMAIL = "email", _("surel")

    class Answer(models.TextChoices):
        RECEIVED = "received", _("diterima")
        TAKEN_UP = "taken_up", _("ditindaklanjuti")
        ENDED = "ended", _("selesai di sana")
        RETURNED = "returned", _("dikembalikan kepada kita")

    report = models.ForeignKey("intake.Report", models.CASCADE, related_name="forwardings")
    outcome = models.CharField(_("putusan"), max_length=12)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.CharField(_("tujuan"), max_length=200)
    decided_on = models.DateField(_("diputus"))
    # The report's sealed summary as it went out: a report that comes back loses its own.
    summary = models.BinaryField(_("ringkasan tersegel"), default=b"", blank=True)
    sent_on = models.DateField(_("dikirim"), null=True, blank=True)
    sent_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(_("cara kirim"), max_length=10, choices=Way, blank=True)
    letter_number = models.CharField(_("nomor surat"), max_length=80, blank=True)
    # The newest of `answers`, by which lists are drawn.
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(_("dijawab"), null=True, blank=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    close_note = models.CharField(_("alasan menutup"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["closed_on", "sent_on"], name="intake_forward_open")]

    def __str__(self) -> str:
        return f"{self.report.number} {self.addressee}"


class ForwardingAnswer(models.Model):
    """One thing that another body answered about a forwarding, as it was noted. A later one takes nothing from it."""

    forwarding = models.ForeignKey(Forwarding, models.CASCADE, related_name="answers")
    answer = models.CharField(_("jawaban"), max_length=10, choices=Forwarding.Answer)
    answered_on = models.DateField(_("dijawab"))
    number = models.CharField(_("nomor surat jawaban"), max_length=80, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    noted_on = models.DateField(_("dicatat"))
    # Empty for what was noted before this was kept.
    noted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["answered_on", "pk"]

    def __str__(self) -> str:
        return f"{self.forwarding_id} {self.answer}"


class Gateway(models.Model):
    """A gateway of the city (SMS, chat) that may post reports. Its secret is sealed under the key of the server."""

    key = models.SlugField(_("kunci alamat"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    channel = models.CharField(_("saluran"), max_length=12)
    secret = models.BinaryField(_("rahasia tersegel"))
    made_on = models.DateField(_("dibuat"))
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.key


class GatewayMessage(models.Model):
    """One message that a gateway delivered, by its own id: the same id is never kept twice."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="messages")
    message_id = models.CharField(_("tanda pesan"), max_length=120)
    digest = models.CharField(_("sidik isi"), max_length=64)
    report = models.ForeignKey("intake.Report", models.CASCADE, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("diterima"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "message_id"], name="intake_gateway_once")]

    def __str__(self) -> str:
        return self.message_id


class Import(models.Model):
    """One file of reports that somebody brought in. The file itself is not kept, only its keyed digest."""

    digest = models.CharField(_("sidik berkas"), max_length=64, unique=True)
    channel = models.CharField(_("saluran"), max_length=12)
    taken = models.PositiveIntegerField(_("diterima"))
    refused = models.PositiveIntegerField(_("ditolak"))
    brought_on = models.DateField(_("dibawa masuk"))
    brought_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Correction(models.Model):
    """A place or an accused unit that was put right. Both values stay, sealed like the account."""

    class What(models.TextChoices):
        PLACE = "place", _("tempat")
        PERSON = "person", _("terlapor")

    report = models.ForeignKey("intake.Report", models.CASCADE, related_name="corrections")
    what = models.CharField(_("yang dibetulkan"), max_length=8, choices=What)
    sealed = models.BinaryField(_("nilai lama dan baru, tersegel"))
    corrected_on = models.DateField(_("dibetulkan"))
    corrected_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    # Who agreed: never empty for an accused, but for those that one person put right before a second was asked.
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("corrected_by")), name="intake_two_people_correct"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report.number} {self.what}"


class AccusedProposal(models.Model):
    """Another accused for a report, as one verifier proposes it and another answers. Its words lie sealed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu orang kedua")
        APPROVED = "approved", _("disetujui")
        REFUSED = "refused", _("ditolak")
        WITHDRAWN = "withdrawn", _("ditarik")

    report = models.ForeignKey("intake.Report", models.CASCADE, related_name="accused_proposals")
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    sealed = models.BinaryField(_("nilai lama dan baru, tersegel"))
    answer = models.BinaryField(_("alasan penolakan, tersegel"), default=b"", blank=True)
    proposed_on = models.DateField(_("diusulkan"))
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("dijawab"), null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(state="waiting"), name="intake_one_accused_proposal_waits"
            ),
            # Who proposed may take it back and do nothing else with it.
            models.CheckConstraint(
                condition=Q(state="waiting", answered_by__isnull=True, answered_on__isnull=True)
                | Q(state="withdrawn", answered_by=F("proposed_by"), answered_on__isnull=False)
                | Q(state__in=["approved", "refused"], answered_by__isnull=False, answered_on__isnull=False)
                & ~Q(answered_by=F("proposed_by")),
                name="intake_two_people_change_accused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.number} {self.state}"
