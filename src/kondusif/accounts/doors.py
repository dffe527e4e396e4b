"""The table of doors: every URL, API call and command, and who may pass.

Each room lists its own doors in its `permissions.py`; here they become one table. A test walks the resolver and the
commands, and fails on a door that is missing here or that leads nowhere.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from kondusif.accounts.rules import Door, Passage, Role, passage


@cache
def doors() -> dict[str, Door]:
    """Every door by name.

    Raises:
        ValueError: two rooms claim the same door.
    """
    table: dict[str, Door] = {}
    for app in (*settings.INSTALLED_APPS, "kondusif.cli"):
        if not app.startswith("kondusif.") or not find_spec(f"{app}.permissions"):
            continue
        for name, door in getattr(import_module(f"{app}.permissions"), "DOORS", {}).items():
            if table.get(name, door) != door:
                raise ValueError(f"two rooms keep the door {name}")
            table[name] = door
    return table


def opens(url: str, roles: frozenset[Role]) -> bool:
    """Whether a page of ours lets in somebody who holds these roles; a link is drawn only where it does.

    Args:
        url: a path on this server, with or without a query and a fragment.
        roles: what the reader holds today; none for somebody who is not signed in.
    """
    try:
        name = resolve(urlsplit(url).path).view_name
    except Resolver404:
        return False
    return passage(door_of(name), signed_in=bool(roles), roles=roles) is Passage.OPEN


def door_of(name: str) -> Door | None:
    """The door behind a URL name, or None."""
    return doors().get(name)
