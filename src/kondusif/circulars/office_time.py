"""Whether the city's offices are open: nobody is reminded outside working hours."""

from datetime import datetime

from kondusif.kernel.days import TableTooShort
from kondusif.rulebook import hours
from kondusif.rulebook import selectors as rulebook

OFFICE = "pemerintah-kota"


def is_open(local: datetime) -> bool:
    """Whether the city's offices are open at a moment of the city's own date and time, by the hours of the rulebook.

    Where the hours or the days off of that year are not known, they are taken as open.
    """
    office = rulebook.book().offices.get(OFFICE)
    if office is None:
        return True
    try:
        return hours.is_open(office, local.replace(tzinfo=None), rulebook.holidays().days_off(office.closed_on))
    except TableTooShort:
        return True
