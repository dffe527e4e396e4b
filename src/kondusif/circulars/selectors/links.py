"""Personal links: who stands behind one, and when it no longer opens anything."""

from datetime import timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from kondusif.base import tokens
from kondusif.circulars import edaran
from kondusif.circulars.models import Addressee
from kondusif.institutions.selectors import city
from kondusif.kernel.errors import Refused

PURPOSE = "circulars.link"


def link_of(addressee: Addressee) -> str:
    """The path of a fresh personal link, in the city's language; it holds from now for as long as the city lets it.

    Printed again, it is another path to the same page; earlier ones hold too, until the secret changes.
    """
    token = tokens.issue({"a": addressee.pk, "s": addressee.secret}, PURPOSE)
    with translation.override("id"):
        return reverse("circulars_public:read", args=[token])


def addressee_of(token: str) -> Addressee:
    """Who stands behind a link, with circular, person and unit.

    Raises:
        Refused: circulars.link.unknown (not from here, or the names are erased), circulars.link.expired,
            circulars.link.renewed (a newer link was made, or this one was killed).
    """
    holds = timedelta(days=edaran.link_days(city().preferences))
    try:
        facts = tokens.read(token, PURPOSE, holds)
    except Refused as refusal:
        late = refusal.code == "base.token.expired"
        raise Refused("circulars.link.expired" if late else "circulars.link.unknown") from refusal
    rows = Addressee.objects.select_related("circular", "employee__unit")
    found = rows.filter(pk=str(facts.get("a", ""))).first() if str(facts.get("a", "")).isdigit() else None
    if found is None:
        raise Refused("circulars.link.unknown")
    if not constant_time_compare(found.secret, str(facts.get("s", ""))):
        raise Refused("circulars.link.renewed")
    return found
