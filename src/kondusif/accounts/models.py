from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Mail, Role, StandIn, Standing
from kondusif.institutions.models import Unit

ROLES = {
    Role.ADMIN: _("Admin"),
    Role.VERIFIER: _("Verifikator"),
    Role.HANDLER: _("Penangan"),
    Role.DESK: _("Desk"),
    Role.FIELD: _("Petugas lapangan"),
    Role.LEADER: _("Pimpinan"),
    Role.PARTNER: _("Mitra"),
    Role.CUSTODIAN: _("Kustodian"),
    Role.AUDITOR: _("Auditor"),
    Role.LEGAL: _("Bagian Hukum"),
}


MAIL = {
    Mail.OFF: _("Tidak dikirim"),
    Mail.WAITING: _("Menunggu dikirim"),
    Mail.SENDING: _("Sedang dikirim"),
    Mail.SENT: _("Terkirim"),
    Mail.FAILED: _("Gagal dikirim"),
}


class UserManager(BaseUserManager["User"]):
    """Accounts are made by services, not here; this only loads them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username or "")


class User(AbstractBaseUser):
    """A person with an account. There is no superuser: what an account may do stands in its grants."""

    username = models.CharField(_("nama pengguna"), max_length=60, unique=True)
    full_name = models.CharField(_("nama lengkap"), max_length=160)
    email = models.EmailField(_("surel"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="officers")
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()
    # Filled by the selector once per loaded user, so that one request reads the grants once.
    grants_read: "list[Grant] | None" = None

    def __str__(self) -> str:
        return self.full_name


class Grant(models.Model):
    """A role in an area (and perhaps for one unit), from one day to another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("peran"), max_length=20, choices=ROLES)
    area_code = models.CharField(_("kode wilayah"), max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "area_code", "starts_on"], name="accounts_one_grant_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_grant_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area_code}"

    def standing(self) -> Standing:
        """The grant as the rules read it."""
        return Standing(Role(self.role), self.area_code, self.starts_on, self.ends_on)


class Substitution(models.Model):
    """One person stands in for another, from one day to another (both included; an open end is null)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="stands_in_for_me", verbose_name=_("yang digantikan"))
    substitute = models.ForeignKey(User, models.CASCADE, related_name="stands_in", verbose_name=_("pengganti"))
    first = models.DateField(_("sejak"))
    last = models.DateField(_("sampai"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("substitute")), name="accounts_nobody_stands_in_for_oneself"
            ),
            models.CheckConstraint(
                condition=models.Q(last__isnull=True) | models.Q(last__gte=models.F("first")),
                name="accounts_substitution_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.substitute_id}"

    def stand_in(self) -> StandIn:
        """The substitution as the rules read it."""
        return StandIn(self.user_id, self.substitute_id, self.first, self.last)


class Notice(models.Model):
    """Something a person is told, once. It holds numbers, codes and dates; the sentence is made when it is read."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=160)
    # One person only may be told under this key, whoever comes first: an escalation is never told twice.
    alone = models.BooleanField(default=False)
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)
    mail = models.CharField(_("surel"), max_length=10, choices=MAIL, default=Mail.OFF)
    mail_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_one_notice_of_a_key"),
            models.UniqueConstraint(fields=["key"], condition=models.Q(alone=True), name="accounts_told_to_one_only"),
        ]
        indexes = [
            models.Index(fields=["user"], condition=models.Q(read_at__isnull=True), name="accounts_unread"),
            models.Index(fields=["mail"], condition=models.Q(mail=Mail.WAITING), name="accounts_mail_waits"),
        ]

    def __str__(self) -> str:
        return self.key


class CalendarKey(models.Model):
    """The private address of a person's calendar of due work. Only a digest is kept; the address is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    withdrawn_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(withdrawn_at__isnull=True), name="accounts_one_calendar_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
