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
Entry = tuple[str, str | Promise]
MENU: tuple[Entry, ...] = (
    ("web:home", _("Situasi")),
    ("intake:list intake:entered", _("Laporan masuk")),  # who types and does not verify lands on the own entries
    ("cases:list", _("Penanganan")),
    ("incidents:list", _("Kejadian")),
    ("prevention:coverage", _("Pencegahan")),
    ("coordination:list", _("Koordinasi")),
    ("territory:list", _("Wilayah")),
)
OWN: tuple[Entry, ...] = (("due:list", _("Tenggat")),)


def person(request: HttpRequest) -> dict[str, object]:
    """Context for every template: `person` (user or None), `roles`, `nav` (the entries that stand), `own`
    (what waits for the reader, beside the name), `unread`.

    `unread` counts the person's notices only where a template asks for it, so a fragment costs nothing.
    """
    # A request that was refused before the session was read (a wrong host) has no user at all.
    user = getattr(request, "user", None)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or user is None or not user.is_authenticated:
        return {"person": None, "roles": frozenset(), "nav": [], "own": [], "unread": None}
    roles = roles_of(user)
    nav = _entries(request.path, roles, MENU)
    own = _entries(request.path, roles, OWN)
    return {
        "person": user,
        "roles": roles,
        "nav": nav,
        "own": own,
        "unread": partial(unread_count, user),
    }


def _entries(path: str, roles: frozenset[Role], wanted: tuple[Entry, ...]) -> list[dict[str, object]]:
    """The entries whose page stands and whose door opens for these roles; of several doors the first that opens."""
    found: list[dict[str, object]] = []
    for names, label in wanted:
        open_doors = (name for name in names.split() if _stands_open(name, roles))
        if name := next(open_doors, None):
            url, root = reverse(name), reverse(names.split()[0])
            here = path == url or (name != "web:home" and path.startswith(root))
            found.append({"label": label, "url": url, "current": here, "count": None})
    return found


def _stands_open(name: str, roles: frozenset[Role]) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return passage(door_of(name), signed_in=True, roles=roles) is Passage.OPEN
