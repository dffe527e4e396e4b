"""Every write about accounts and grants."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kondusif.accounts.models import Grant, User
from kondusif.accounts.rules import Role
from kondusif.audit.services import record
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import is_area_code
from kondusif.kernel.errors import Refused


@transaction.atomic
def create_user(
    actor: Actor, *, username: str, full_name: str, password: str, unit: Unit | None = None, check: bool = True
) -> User:
    """Make an account. Audit: accounts.user.created. Permission: admin.

    Args:
        check: False only for the exercise, whose passwords are shown on the sign-in page.
    Raises:
        Refused: the name is taken or malformed, or the password is weak.
    """
    name = username.strip().lower()
    if not name or not name.replace("-", "").replace(".", "").isalnum() or not name.isascii():
        raise Refused("accounts.bad_username")
    if User.objects.filter(username__iexact=name).exists():
        raise Refused("accounts.username_taken", username=name)
    user = User(username=name, full_name=full_name.strip(), unit=unit)
    if check:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Refused("accounts.weak_password", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    record(actor, "accounts.user.created", f"akun:{name}")
    return user


@transaction.atomic
def grant_role(
    actor: Actor, user: User, *, role: Role, area_code: str, starts_on: date, ends_on: date | None = None,
    unit: Unit | None = None,
) -> Grant:  # fmt: skip
    """Give a person a role in an area. Audit: accounts.grant.given. Permission: admin.

    Raises:
        Refused: the area code is none, or the end lies before the start.
    """
    if not is_area_code(area_code):
        raise Refused("accounts.bad_area", code=area_code)
    if ends_on and ends_on < starts_on:
        raise Refused("accounts.ends_before_start")
    grant = Grant.objects.create(
        user=user, role=role, area_code=area_code, starts_on=starts_on, ends_on=ends_on, unit=unit
    )
    record(actor, "accounts.grant.given", f"akun:{user.username}", {"role": role, "area": area_code})
    return grant


@transaction.atomic
def move_to_unit(actor: Actor, user: User, unit: Unit | None) -> User:
    """Let a person work in another unit, or outside the city. Audit: accounts.user.moved. Permission: admin.

    Keys do not move along: the new unit's holders admit the person, the old unit renews its key.
    """
    if user.unit_id != (unit.pk if unit else None):
        user.unit = unit
        user.save(update_fields=["unit"])
        record(actor, "accounts.user.moved", f"akun:{user.username}", {"unit": unit.key if unit else ""})
    return user


@transaction.atomic
def end_grant(actor: Actor, grant: Grant, *, on: date) -> Grant:
    """Let a role end on a day. Audit: accounts.grant.ended. Permission: admin."""
    if on < grant.starts_on:
        raise Refused("accounts.ends_before_start")
    grant.ends_on = on
    grant.save(update_fields=["ends_on"])
    record(actor, "accounts.grant.ended", f"akun:{grant.user.username}", {"role": grant.role, "on": on.isoformat()})
    return grant
