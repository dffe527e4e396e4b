"""What every page knows of its reader. Public pages without a session never touch the database for this."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kondusif.accounts.doors import door_of
from kondusif.accounts.rules import Passage, passage
from kondusif.accounts.selectors import roles_of


def person(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `person` (user or None), `roles`, `nav` (the seven entries that stand)."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"person": None, "roles": frozenset(), "nav": []}
    roles = roles_of(request.user)
    entries = [
        ("web:home", _("Situasi")),
        ("intake:list", _("Laporan masuk")),
        ("cases:list", _("Penanganan")),
        ("incidents:list", _("Kejadian")),
        ("territory:list", _("Wilayah")),
    ]
    nav = []
    for name, label in entries:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if passage(door_of(name), signed_in=True, roles=roles) is Passage.OPEN:
            here = request.path == url or (name != "web:home" and request.path.startswith(url))
            nav.append({"label": label, "url": url, "current": here, "count": None})
    return {"person": request.user, "roles": roles, "nav": nav}
