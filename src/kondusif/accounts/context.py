"""What every page knows of its reader. Public pages without a session never touch the database for this."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.doors import door_of
from kondusif.accounts.rules import Passage, Role, passage
from kondusif.accounts.selectors import roles_of, unread_count

# The menu has at most seven entries; what waits for the reader stands beside the name.
MENU: tuple[tuple[str, str | Promise], ...] = (
    ("web:home", _("Situasi")),
    ("intake:list", _("Laporan masuk")),
    ("cases:list", _("Penanganan")),
    ("incidents:list", _("Kejadian")),
    ("territory:list", _("Wilayah")),
)
OWN: tuple[tuple[str, str | Promise], ...] = (("due:list", _("Tenggat")),)


def person(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `person` (user or None), `roles`, `nav` (the entries that stand), `own`
    (what waits for the reader, beside the name), `unread`.

    `unread` counts the person's notices only where a template asks for it, so a fragment costs nothing.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"person": None, "roles": frozenset(), "nav": [], "own": [], "unread": None}
    roles = roles_of(request.user)
    nav = _entries(request.path, roles, MENU)
    own = _entries(request.path, roles, OWN)
    return {
        "person": request.user,
        "roles": roles,
        "nav": nav,
        "own": own,
        "unread": partial(unread_count, request.user),
    }


def _entries(
    path: str, roles: frozenset[Role], wanted: tuple[tuple[str, str | Promise], ...]
) -> list[dict[str, object]]:
    """The entries whose page stands and whose door opens for these roles."""
    found: list[dict[str, object]] = []
    for name, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if passage(door_of(name), signed_in=True, roles=roles) is Passage.OPEN:
            here = path == url or (name != "web:home" and path.startswith(url))
            found.append({"label": label, "url": url, "current": here, "count": None})
    return found
