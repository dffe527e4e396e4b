"""Who has an item in hand, what tells the same, when the desk is flooded: rows beside a report."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.intake.labels import OUTCOMES

PERSON = settings.AUTH_USER_MODEL


class Lease(models.Model):
    """An item in one verifier's hands, until an hour. A lease that has run out is nobody's, swept or not.

    A person has one item in hand, or the items of one batch.
    """

    report = models.OneToOneField("intake.Report", models.CASCADE, primary_key=True, related_name="lease")
    holder = models.ForeignKey(PERSON, models.PROTECT, related_name="leases")
    until_at = models.DateTimeField(_("sampai"))
    batch = models.UUIDField(_("berkas ambilan"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["holder", "until_at"], name="intake_lease_holder")]
        constraints = [
            models.UniqueConstraint(
                fields=["holder"], condition=models.Q(batch__isnull=True), name="intake_one_in_hand"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.report_id)


class Bundle(models.Model):
    """Reports that tell nearly the same, with the one that stands in front. Every report stays a report of its own."""

    head = models.OneToOneField("intake.Report", models.PROTECT, related_name="leads")
    made_on = models.DateField(_("dibuat"))

    def __str__(self) -> str:
        return str(self.head_id)


class Flood(models.Model):
    """A flood that a person declared: batches may be taken until it is ended.

    Where it began is kept as a key, because no hour of a report is; empty where it was declared before keys were.
    """

    declared_at = models.DateTimeField(_("dinyatakan"))
    first_report = models.PositiveBigIntegerField(_("laporan pertama"), null=True, blank=True)
    declared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=300)
    ended_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(ended_at__isnull=True), name="intake_one_flood_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.declared_at:%Y-%m-%d}"


class Burst(models.Model):
    """Many arrivals in a short time, as one fact: one notice goes out for it, however long it lasts."""

    began_at = models.DateTimeField(_("mulai"))
    last_at = models.DateTimeField(_("terakhir"))
    first_report = models.PositiveBigIntegerField(_("laporan pertama"))
    last_report = models.PositiveBigIntegerField(_("laporan terakhir"))
    calm_at = models.DateTimeField(_("reda"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"


class SecondLook(models.Model):
    """What a second verifier says of a decided report without seeing what the first said. It changes nothing."""

    report = models.OneToOneField("intake.Report", models.CASCADE, related_name="second_look")
    outcome = models.CharField(_("putusan"), max_length=12, choices=OUTCOMES)
    looked_on = models.DateField(_("dilihat"))
    looked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.report_id)
