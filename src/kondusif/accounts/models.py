from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import Role, Standing
from kondusif.institutions.models import Unit

ROLES = {
    Role.ADMIN: _("Admin"),
    Role.VERIFIER: _("Verifikator"),
    Role.HANDLER: _("Penangan"),
    Role.DESK: _("Desk"),
    Role.FIELD: _("Petugas lapangan"),
    Role.LEADER: _("Pimpinan"),
    Role.PARTNER: _("Mitra"),
    Role.CUSTODIAN: _("Pemegang kunci"),
    Role.AUDITOR: _("Auditor"),
    Role.LEGAL: _("Bagian Hukum"),
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
