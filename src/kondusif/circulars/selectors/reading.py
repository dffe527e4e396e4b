"""Circulars and their versions as staff read them."""

import hashlib
import json
from dataclasses import asdict, fields
from typing import Any

from django.db.models import QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role
from kondusif.circulars.models import Circular, SignedLetter, Version
from kondusif.circulars.permissions import READERS
from kondusif.circulars.rules import State
from kondusif.circulars.words import Words

# Those who also see what is not released yet; the others read what went out.
DRAFT_READERS = (Role.DESK, Role.LEGAL, Role.ADMIN)


def sees_drafts(user: User) -> bool:
    """Whether somebody reads drafts."""
    return has_role(user, *DRAFT_READERS)


def circulars_visible_to(user: User) -> QuerySet[Circular]:
    """The circulars that somebody may read: all for those who write and check them, else those that went out."""
    rows = Circular.objects.select_related("readership", "made_by").prefetch_related("readership__units")
    if not has_role(user, *READERS):
        return rows.none()
    return rows if sees_drafts(user) else rows.exclude(state=State.DRAFT)


def versions_visible_to(user: User, circular: Circular) -> QuerySet[Version]:
    """The versions of a circular that somebody may read, the newest first."""
    rows = circular.versions.select_related("written_by", "released_by", "signed_letter").order_by("-number")
    return rows if sees_drafts(user) else rows.filter(released_at__isnull=False)


def released(circular: Circular) -> list[Version]:
    """The versions that went out, the first one first."""
    return list(circular.versions.filter(released_at__isnull=False).order_by("number"))


def latest(circular: Circular) -> Version | None:
    """The version that holds, None before the first is released."""
    return circular.versions.filter(released_at__isnull=False).order_by("-number").first()


def draft_of(circular: Circular) -> Version | None:
    """The version that is being written, None where none is."""
    return circular.versions.filter(released_at__isnull=True).first()


def counting_version(circular: Circular) -> Version:
    """The version whose signature counts.

    Raises:
        Version.DoesNotExist: nothing is released yet.
    """
    return circular.versions.get(number=circular.to_sign)


def before(version: Version) -> Version | None:
    """The version that went out before this one."""
    return version.circular.versions.filter(number__lt=version.number).order_by("-number").first()


def letter_of(version: Version) -> SignedLetter | None:
    """The signed letter of a version, None where it has not come back."""
    return SignedLetter.objects.filter(version=version).first()


def words_of(version: Version) -> Words:
    """The words of a version as they stand."""
    values = {one.name: getattr(version, one.name) for one in fields(Words)}
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Words(**told)


def mark_of(version: Version) -> str:
    """A short digest of a draft, by which a form knows that nobody changed it meanwhile."""
    circular = version.circular
    told = [circular.title, circular.readership_id, asdict(words_of(version))]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
