"""What a reader meets: the version that holds, what was signed before, and whether there is something to sign."""

from collections.abc import Iterable
from dataclasses import dataclass

from kondusif.circulars import edaran
from kondusif.circulars.models import Addressee, Circular, Signature, Version
from kondusif.circulars.rules import State, is_done
from kondusif.circulars.selectors.reading import latest, letter_of
from kondusif.engine.names.normalise import normalise
from kondusif.institutions.selectors import city
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee
from kondusif.roster.rules import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in front of one circular.

    Args:
        version: the one that holds now.
        signature: the last one of this person, None before the first.
        done: whether it counts.
        pages: how many pages of the signed letter there are to see.
        initials: of the name; a page that somebody else opens by mistake says no more.
    """

    addressee: Addressee
    circular: Circular
    version: Version
    signature: Signature | None
    done: bool
    pages: int
    initials: str

    @property
    def page_numbers(self) -> range:
        """Numbers of the pages of the signed letter."""
        return range(1, self.pages + 1)

    @property
    def kept_years(self) -> int:
        """How many years after the contest the name is kept."""
        return edaran.kept_years(city().preferences)

    @property
    def unit_name(self) -> str:
        """The unit as the tree calls it, else as the sheet does."""
        employee = self.addressee.employee
        return employee.unit.name if employee.unit else employee.unit_name


def one_asked(circular: Circular, pk: int) -> Addressee | None:
    """Somebody who is asked, with person and unit; None where the circular asks nobody of that key."""
    rows = Addressee.objects.select_related("circular", "employee__unit")
    return rows.filter(circular=circular, pk=pk).first()


def asked_keys(circular: Circular, people: Iterable[Employee]) -> dict[int, int]:
    """Key of a person -> key under which the circular asks them."""
    rows = Addressee.objects.filter(circular=circular, employee__in=[row.pk for row in people])
    return dict(rows.values_list("employee_id", "pk"))


def standing_of(addressee: Addressee) -> Standing:
    """Where somebody stands.

    Raises:
        Refused: circulars.link.unknown, nothing went out yet (a link was made by hand).
    """
    circular = addressee.circular
    version = latest(circular)
    if version is None:
        raise Refused("circulars.link.unknown")
    rows = Signature.objects.filter(addressee=addressee).select_related("version").order_by("-version__number")
    letter = letter_of(version)
    return Standing(
        addressee, circular, version, rows.first(), is_done(addressee.signed, circular.to_sign),
        len(letter.pages) if letter else 0, initials_of(addressee.employee.name),
    )  # fmt: skip


def check_open(standing: Standing) -> None:
    """Whether there is something left to read and sign.

    Raises:
        Refused: circulars.sign.closed, circulars.sign.left.
    """
    if standing.circular.state != State.SENT:
        raise Refused("circulars.sign.closed")
    if standing.addressee.employee.status != Status.ACTIVE:
        raise Refused("circulars.sign.left")


def initials_of(name: str) -> str:
    """`S. U.` for a name, titles left aside."""
    return " ".join(f"{word[0].upper()}." for word in normalise(name).words)
