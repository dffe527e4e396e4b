"""Reminding those of a unit who have not signed: in the product where they have an account, else on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kondusif.accounts.services import tell
from kondusif.audit.services import record
from kondusif.circulars.models import Circular, Reminder
from kondusif.circulars.office_time import is_open
from kondusif.circulars.rules import Channel, State
from kondusif.circulars.selectors.accounts_of import accounts_of, leaders_of
from kondusif.circulars.selectors.links import link_of
from kondusif.circulars.selectors.unit_lists import UnitList, addressees_of, askable, open_in, present
from kondusif.circulars.services.checks import person_of
from kondusif.institutions.selectors import local_now
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee

LONGEST_URL = 200


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many people were reminded: inside the product, by a copied message, and those left to paper."""

    told: int = 0
    copied: int = 0
    printed: int = 0


@transaction.atomic
def remind(
    actor: Actor, circular: Circular, which: UnitList, *, channel: Channel = Channel.NOTICE,
    local: datetime | None = None,
) -> Reminded:  # fmt: skip
    """Remind everybody of a list who was asked, has not signed and is not on leave.

    Audit: circulars.unit.reminded, one entry. Permission: the head of the unit, or whoever sees the whole city.

    Args:
        which: the list of a unit (`selectors.unit_lists.list_of`).
        channel: `notice` tells whoever has an account and counts the others as printed; `copy` says that the message
            was passed on by hand; `print` that slips went out.
        local: the city's date with the time of day; None for now.
    Raises:
        Refused: circulars.remind.shut outside working hours, circulars.remind.already for a second time that day,
            circulars.remind.nobody, circulars.closed.
    """
    person, moment = person_of(actor), local or local_now()
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    if circular.state != State.SENT:
        raise Refused("circulars.closed", number=circular.number)
    if not is_open(moment):
        raise Refused("circulars.remind.shut")
    on = moment.date()
    if circular.reminders.filter(unit=which.unit, on_date=on, channel__in=_alike(channel)).exists():
        raise Refused("circulars.remind.already")
    people = _reachable(circular, which, moment)
    if not people:
        raise Refused("circulars.remind.nobody")
    told, known = _tell(circular, people, moment) if channel == Channel.NOTICE else (0, 0)
    _tell_leaders(actor, circular, which, len(people), moment)
    counts = {Channel.NOTICE: told, Channel.PRINT: 0, Channel.COPY: 0}
    counts[Channel.PRINT if channel == Channel.NOTICE else channel] += len(people) - told - known
    Reminder.objects.bulk_create(
        Reminder(circular=circular, unit=which.unit, channel=way, people=many, by_id=person, at=now(), on_date=on)
        for way, many in counts.items() if many
    )  # fmt: skip
    facts = {str(way): many for way, many in counts.items() if many}
    record(actor, "circulars.unit.reminded", circular, {"unit": which.unit.key if which.unit else "", **facts})
    return Reminded(counts[Channel.NOTICE], counts[Channel.COPY], counts[Channel.PRINT])


def _alike(channel: Channel) -> list[Channel]:
    """The channels of which one a day is enough; a message may follow a notice, two notices may not."""
    return [Channel.COPY] if channel == Channel.COPY else [Channel.NOTICE, Channel.PRINT]


def _reachable(circular: Circular, which: UnitList, moment: datetime) -> list[Employee]:
    """Those asked and open, without who is on leave."""
    on = moment.date()
    return list(present(askable(circular, open_in(circular, which, on)), on))


def _tell(circular: Circular, people: Sequence[Employee], moment: datetime) -> tuple[int, int]:
    """A notice for everybody who has an account; how many got one, and how many had it that day from another list."""
    accounts, told = accounts_of(people), 0
    key = f"edaran:{circular.number}/{circular.to_sign}/{moment.date()}"
    for row in addressees_of(circular, [one for one in people if one.pk in accounts]):
        url = link_of(row)
        made = tell(
            accounts[row.employee_id], key=key, code="circulars.reminder", facts={"number": circular.number},
            url=url if len(url) <= LONGEST_URL else "",
        )  # fmt: skip
        told += made is not None
    return told, len(accounts) - told


def _tell_leaders(actor: Actor, circular: Circular, which: UnitList, many: int, moment: datetime) -> None:
    """Whoever leads the unit hears how many are open, unless they reminded themselves."""
    for user in leaders_of(which.unit, moment.date()):
        if user.pk != actor.user_id:
            tell(
                user, key=f"edaran-unit:{circular.number}/{which.unit.key if which.unit else ''}/{moment.date()}",
                code="circulars.unit_open", facts={"number": circular.number, "count": many},
            )  # fmt: skip
