"""Files handed in at once: each is taken in on its own, so that a bad one costs no other."""

import time
from collections.abc import Iterable

from django.db import transaction

from kondusif.accounts.selectors import actor_of
from kondusif.audit.services import record
from kondusif.base.fields import clean_text
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.media.files import article_text, unpacked
from kondusif.media.models import Folder, FolderFile
from kondusif.media.rules import LONGEST_TEXT, FileState
from kondusif.media.services.articles import add_article


def take_files(actor: Actor, given: Iterable[tuple[str, bytes]], *, outlet: str = "") -> Folder:
    """Take files in and keep their words until they are read. Audit: media.folder.taken. Permission: desk, verifier.

    Args:
        given: name and bytes; a ZIP stands for the files in it.
    Returns:
        The folder, with a row for every file: waiting, or refused with its reason.
    Raises:
        Refused: media.files.none.
    """
    rows = [row for name, data in given for row in _rows(name[:120], data)]
    if not rows:
        raise Refused("media.files.none")
    with transaction.atomic():
        folder = Folder.objects.create(
            outlet=outlet.strip()[:120], added_by_id=actor.user_id, added_on=today(), added_at=now()
        )
        for row in rows:
            row.folder = folder
        FolderFile.objects.bulk_create(rows)
        record(actor, "media.folder.taken", f"map-{folder.pk}", {"files": len(rows)})
    return folder


def read_waiting(folder: Folder, *, seconds: float | None = None) -> int:
    """Read what waits in a folder, in the name of who handed it in; may run twice, or in two workers at once.

    Args:
        seconds: when to stop; without it everything is read.
    Returns:
        How many files still wait.
    """
    until = None if seconds is None else time.monotonic() + seconds
    waiting = folder.files.filter(state=FileState.WAITING)
    for pk in list(waiting.values_list("pk", flat=True)):
        if until is not None and time.monotonic() > until:
            break
        if one := waiting.filter(pk=pk).first():
            _read_one(folder, one)
    return waiting.count()


def _rows(name: str, data: bytes) -> list[FolderFile]:
    try:
        inside = list(unpacked(name, data))
    except Refused as error:
        return [_refused(name, error)]
    return [_row(inner[:120] or name, part) for inner, part in inside]


def _row(name: str, data: bytes) -> FolderFile:
    try:
        text = clean_text(article_text(data, name[:80]))
        if len(text) > LONGEST_TEXT:
            raise Refused("media.article.too_long", count=len(text), limit=LONGEST_TEXT)
    except Refused as error:
        return _refused(name, error)
    return FolderFile(name=name, text=text)


def _refused(name: str, error: Refused) -> FolderFile:
    return FolderFile(name=name, state=FileState.REFUSED, problem=error.code, problem_facts=error.facts)


def _read_one(folder: Folder, one: FolderFile) -> None:
    done: dict[str, object]
    try:
        article, is_new = add_article(_actor(folder), one.text, outlet=folder.outlet)
        done = {"state": FileState.ADDED if is_new else FileState.KNOWN, "article": article}
    except Refused as error:
        done = {"state": FileState.REFUSED, "problem": error.code, "problem_facts": error.facts}
    FolderFile.objects.filter(pk=one.pk, state=FileState.WAITING).update(text="", **done)


def _actor(folder: Folder) -> Actor:
    assert folder.added_by is not None  # noqa: S101  (a folder is handed in by a person)
    return actor_of(folder.added_by)
