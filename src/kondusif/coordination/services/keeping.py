"""What every write of this room does: hold the version, keep both values."""

from datetime import date

from django.db.models import F

from kondusif.coordination.models import Change, Declaration
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale


def person(actor: Actor) -> int:
    """The key of the person who acts.

    Raises:
        Refused: the machine or the public acts.
    """
    if not actor.is_person or actor.user_id is None:
        raise Refused("coordination.not_a_person")
    return actor.user_id


def touch(declaration: Declaration, **values: object) -> None:
    """Write columns of a declaration, if nobody was faster.

    Raises:
        Stale: somebody else changed it since it was shown.
    """
    unchanged = Declaration.objects.filter(pk=declaration.pk, version=declaration.version)
    if not unchanged.update(version=F("version") + 1, **values):
        raise Stale
    declaration.version += 1
    for name, value in values.items():
        setattr(declaration, name, value)


def keep_both(
    actor: Actor, declaration: Declaration, field: str, before: object, after: object, *,
    reason: str, on: date, about: str = "",
) -> None:  # fmt: skip
    """Write down what a value was and what it became.

    Args:
        about: the promise or the institution that it belongs to; empty for the declaration itself.
    """
    Change.objects.create(
        declaration=declaration, about=about, field=field, before=said(before), after=said(after),
        reason=reason.strip(), by_id=person(actor), on_date=on, at=now(),
    )  # fmt: skip


def said(value: object) -> str:
    """A value as a row of history holds it."""
    return "" if value is None else str(value)
