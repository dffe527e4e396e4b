import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kondusif.institutions.models import Unit
from kondusif.vault.rules import SEATS, Purpose

PURPOSES = {
    Purpose.CONTENT: _("isi laporan"),
    Purpose.IDENTITY: _("identitas dan berkas asli"),
    Purpose.FILE: _("satu bukti yang diserahkan"),
}


class PersonKey(models.Model):
    """The key of one officer. The private half opens only with the officer's passphrase."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="person_keys")
    public = models.BinaryField()
    sealed = models.BinaryField()
    salt = models.BinaryField()
    passes = models.PositiveSmallIntegerField()
    memory_kib = models.PositiveIntegerField()
    lanes = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(_("dibuat"))
    retired_at = models.DateTimeField(_("berhenti dipakai"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(retired_at__isnull=True), name="vault_one_person_key")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.pk}"


class UnitKey(models.Model):
    """The key of a unit in one epoch. A new epoch begins when members change."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="unit_keys")
    epoch = models.PositiveIntegerField(_("masa kunci"))
    public = models.BinaryField()
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The first key of a city stands by itself; every later one is let in by somebody who holds a key that stands, so
    # that nobody can make a unit of their own and have reports sealed to it.
    approved_at = models.DateTimeField(_("diakui"), null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Not current any more: new reports use the next epoch. Retired: all was wrapped anew, no private half is left.
    current = models.BooleanField(_("dipakai"), default=True)
    retired_at = models.DateTimeField(_("berakhir"), null=True, blank=True)

    class Meta:
        ordering = ["unit", "-epoch"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "epoch"], name="vault_unit_epoch"),
            models.UniqueConstraint(fields=["unit"], condition=Q(current=True), name="vault_one_current_unit_key"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.epoch}"


class UnitKeyShare(models.Model):
    """The private half of a unit's key, sealed to one member."""

    unit_key = models.ForeignKey(UnitKey, models.CASCADE, related_name="shares")
    person_key = models.ForeignKey(PersonKey, models.CASCADE, related_name="shares")
    sealed = models.BinaryField()
    given_at = models.DateTimeField(_("diberikan"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_key", "person_key"], name="vault_one_share")]

    def __str__(self) -> str:
        return f"{self.unit_key_id} {self.person_key_id}"


class CustodianSeat(models.Model):
    """One of three seats outside the line of command. Two of the three open a name; one alone opens nothing."""

    seat = models.PositiveSmallIntegerField(_("kursi"))
    person_key = models.ForeignKey(PersonKey, models.PROTECT, related_name="seats")
    institution = models.CharField(_("lembaga"), max_length=160)
    taken_at = models.DateTimeField(_("sejak"))
    left_at = models.DateTimeField(_("sampai"), null=True, blank=True)

    class Meta:
        ordering = ["seat", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(left_at__isnull=True), name="vault_one_in_a_seat"),
            models.UniqueConstraint(
                fields=["person_key"], condition=Q(left_at__isnull=True), name="vault_one_seat_a_person"
            ),
            models.CheckConstraint(condition=Q(seat__gte=1, seat__lte=SEATS), name="vault_three_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.institution}"


class DataKey(models.Model):
    """A random key that locks one thing. It exists only inside its wraps; without them what it locked is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("mengunci"), max_length=10, choices=PURPOSES)
    made_on = models.DateField(_("dibuat"))
    destroyed_on = models.DateField(_("dimusnahkan"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Wrap(models.Model):
    """A data key sealed for one holder: a unit, a pair of custodians, or (all empty) the reporter."""

    data_key = models.ForeignKey(DataKey, models.CASCADE, related_name="wraps")
    unit_key = models.ForeignKey(UnitKey, models.PROTECT, null=True, blank=True, related_name="wraps")
    outer = models.ForeignKey(CustodianSeat, models.PROTECT, null=True, blank=True, related_name="+")
    inner = models.ForeignKey(CustodianSeat, models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outer__isnull=True, inner__isnull=True)
                | Q(unit_key__isnull=True, outer__isnull=False, inner__isnull=False),
                name="vault_wrap_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(outer__isnull=True) | ~Q(outer=models.F("inner")), name="vault_wrap_needs_two_custodians"
            ),
            models.UniqueConstraint(fields=["data_key", "unit_key"], name="vault_one_wrap_a_unit"),
            models.UniqueConstraint(fields=["data_key", "outer", "inner"], name="vault_one_wrap_a_pair"),
            models.UniqueConstraint(
                fields=["data_key"],
                condition=Q(unit_key__isnull=True, outer__isnull=True),
                name="vault_one_reporter_wrap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.data_key_id} {self.unit_key_id or ''}"


class KeySession(models.Model):
    """An officer's key while it is open. The row alone opens nothing: its other half lies in a cookie."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_key = models.ForeignKey(PersonKey, models.CASCADE, related_name="sessions")
    sign_in = models.CharField(max_length=64)
    sealed = models.BinaryField()
    opened_at = models.DateTimeField(_("dibuka"))
    used_at = models.DateTimeField(_("terakhir dipakai"))

    def __str__(self) -> str:
        return str(self.pk)


class RecoveryEnvelope(models.Model):
    """The private half of a unit's key under a code that stands only on paper, in a closed envelope in the safe."""

    unit_key = models.ForeignKey(UnitKey, models.CASCADE, related_name="envelopes")
    sealed = models.BinaryField()
    salt = models.BinaryField()
    made_at = models.DateTimeField(_("dicetak"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["unit_key"], name="vault_one_envelope_an_epoch")]

    def __str__(self) -> str:
        return f"{self.unit_key_id} {self.made_at:%Y-%m-%d}"


class Disclosure(models.Model):
    """A request to two of three custodians to open a reporter's name, from its reason to its end."""

    class State(models.TextChoices):
        ASKED = "asked", _("menunggu kustodian")
        RELEASED = "released", _("dibuka")
        REFUSED = "refused", _("ditolak")
        WITHDRAWN = "withdrawn", _("ditarik")

    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="disclosures")
    subject = models.CharField(_("nomor laporan"), max_length=60)
    unit_key = models.ForeignKey(UnitKey, models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("diminta"))
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.ASKED)
    ended_on = models.DateField(_("berakhir"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["data_key", "unit_key"], condition=Q(state="asked"), name="vault_one_open_disclosure"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class Agreement(models.Model):
    """What one custodian said to a request. The first one who agrees leaves the halves for the other two."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="agreements")
    seat = models.ForeignKey(CustodianSeat, models.PROTECT, related_name="agreements")
    agreed = models.BooleanField(_("setuju"))
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    said_on = models.DateField(_("tanggal"))
    halves = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "seat"], name="vault_one_word_a_custodian")]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.seat_id} {self.agreed}"
