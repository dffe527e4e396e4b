"""What every page knows of its reader. Public pages without a session never touch the database for this."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kondusif.accounts.doors import door_of
from kondusif.accounts.rules import Passage, passage
from kondusif.accounts.selectors import roles_of, unread_count


def person(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `person` (user or None), `roles`, `nav` (the entries that stand), `unread`.

    `unread` counts the person's notices only where a template asks for it, so a fragment costs nothing.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"person": None, "roles": frozenset(), "nav": [], "unread": None}
    roles = roles_of(request.user)
    entries = [
        ("web:home", _("Situasi")),
        ("intake:list", _("Laporan masuk")),
        ("cases:list", _("Penanganan")),
        ("due:list", _("Tenggat")),
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
    return {"person": request.user, "roles": roles, "nav": nav, "unread": partial(unread_count, request.user)}
