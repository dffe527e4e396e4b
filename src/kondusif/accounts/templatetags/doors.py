"""`{% if url|opens:roles %}`: whether a link leads anywhere for this reader."""

from django import template

from kondusif.accounts import doors
from kondusif.accounts.rules import Role

register = template.Library()


@register.filter
def opens(url: str, roles: frozenset[Role]) -> bool:
    """Whether the page behind a path lets the reader in; `roles` stands in every context."""
    return bool(url) and doors.opens(url, roles or frozenset())
