"""Files of reports: held sealed between the preview and the decision, then landed row by row, each once.

The file lies sealed under a random key that only the page carries; after an hour, or when all is kept, it is gone.
Rows land in portions, so that a thousand slow hashes hold up nobody; what was kept stays kept, and whoever goes on
later doubles nothing: the mark of a row comes from the digest of its file and its number, the mark of a mail from the
mail itself, because a mailbox is brought in again with what came since.
The follow-up codes come from a seed that only the page carries, so that they can be shown together at the end.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from kondusif.audit.services import record
from kondusif.base import tokens
from kondusif.base.wording import plain_date
from kondusif.institutions.selectors import today
from kondusif.intake.codes import Code, drawn_code
from kondusif.intake.evidence import Evidence
from kondusif.intake.imports import Form
from kondusif.intake.models import Import, Report
from kondusif.intake.rules import Draft
from kondusif.intake.services.receiving import Entry, receive_report
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.vault import files as vault_files
from kondusif.vault.boxes import Broken

LARGEST = 20 * 1024 * 1024
HOUR = timedelta(hours=1)
SECONDS = 6.0  # of work in one answer
PURPOSE = "intake.import"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A file that waits for its decision, as the page carries it. Sealed in the page, bound to one person.

    Args:
        name, secret: of the sealed file; empty once all is kept.
        digest: keyed, of the whole file.
        seed: the follow-up codes come from it.
        who: the person who brought it.
        form: sheet or mail.
        at: how many rows are behind us.
        last: number of the last row.
        picks: of a mailbox, the mails that were ticked and what was chosen for them.
        marks: of a mailbox, number and mark of each mail that can be ticked; later of those that were.
        taken, refused: how many so far.
    """

    name: str
    secret: str
    digest: str
    seed: str
    who: int
    form: str
    at: int = 0
    last: int = 0
    picks: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    taken: int = 0
    refused: int = 0

    def token(self) -> str:
        """The same for the page; the hour begins again."""
        return tokens.hide(asdict(self), PURPOSE)


@dataclass(frozen=True, slots=True)
class Item:
    """One row or mail on its way.

    Args:
        number: of its row.
        mark: the same in every run; see `mark_of_row` and `mark_of_mail`.
        draft: None where something is wrong with it; then it is counted as refused.
        received_on: the day on which it came to the office; None for today.
        channel: by which way it came; empty for the way of the file.
        files: makes its evidence when its turn comes, with what is said of files that could not be taken.
    """

    number: int
    mark: str
    draft: Draft | None
    received_on: date | None = None
    channel: str = ""
    files: Callable[[], tuple[Sequence[Evidence], str]] | None = None


@dataclass(frozen=True, slots=True)
class Landed:
    """A kept row: its number in the file, its report, and the code where it is ours to show."""

    line: int
    number: str
    code: Code | None


def hold_file(actor: Actor, raw: bytes, form: str) -> Held:
    """Seal a file until somebody decides; nothing of it is kept.

    Raises:
        Refused: it is too large, or the same file was brought in before.
    """
    if len(raw) > LARGEST:
        raise Refused("intake.import.huge", limit=LARGEST // 2**20)
    digest = salted_hmac("kondusif.intake.import.v1", raw, algorithm="sha256").hexdigest()
    _check_new(digest)
    (kept,) = vault_files.keep_all([raw], today())
    folder = _waiting()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / kept.name).touch(mode=0o600)
    return Held(kept.name, kept.secret, digest, secrets.token_hex(32), actor.person_id, form)


def _check_new(digest: str) -> None:
    """Let nothing in again of which every row is kept. What was kept in part may come again: no row lands twice."""
    if known := Import.objects.filter(digest=digest).first():
        raise Refused("intake.import.known", on=plain_date(known.brought_on))


def held_of(actor: Actor, token: object) -> Held:
    """The file behind a page.

    Raises:
        Refused: the page is older than an hour, somebody else's, or not ours (`intake.import.gone`).
    """
    try:
        facts = tokens.reveal(token, PURPOSE, HOUR)
    except Refused:
        raise Refused("intake.import.gone") from None
    held = Held(**facts)  # type: ignore[arg-type]
    if held.who != actor.user_id:
        raise Refused("intake.import.gone")
    return held


def content_of(held: Held) -> bytes:
    """The file itself, in memory.

    Raises:
        Refused: it was dropped, or its hour is over.
    """
    try:
        if not is_there(held):
            raise Refused("intake.import.gone")
        return vault_files.read(held.name, held.secret)
    except Broken:
        raise Refused("intake.import.gone") from None


def is_there(held: Held) -> bool:
    """Whether a file still waits for its decision, or for the rest of its rows."""
    mark = _waiting() / held.name
    return bool(held.name) and mark.exists() and now() - _touched(mark) <= HOUR


def drop_file(held: Held) -> None:
    """The file goes; nothing happens where it is gone."""
    if held.name:
        vault_files.drop([held.name])
        (_waiting() / held.name).unlink(missing_ok=True)


def sweep_held() -> int:
    """Files whose hour is over go; the pages that could open them are void already. Returns how many."""
    gone = [mark for mark in _waiting().glob("?" * 32) if now() - _touched(mark) > HOUR]
    for mark in gone:
        vault_files.drop([mark.name])
        mark.unlink(missing_ok=True)
    return len(gone)


def keep_some(actor: Actor, held: Held, items: Iterable[Item], *, channel: str, seconds: float = SECONDS) -> Held:
    """Keep rows for a few seconds, each as a report of its own that this person typed in.

    Audit: intake.report.received, one for each row. What was kept by an earlier run is counted and not kept again.

    Args:
        items: every row of the file, in order; those behind `held.at` are passed over.
    Returns:
        How far it came; `at` counts the rows that are behind.
    Raises:
        Refused: the city is closed for reports, or the server is busy or its disk nearly full before a single row was
            kept.
    """
    end, before = time.monotonic() + seconds, held.at
    items = list(items)
    known = kept_of(item.mark for item in items)
    for place, item in enumerate(items):
        if place < before:
            continue
        if held.at > before and time.monotonic() > end:
            break
        try:
            held = _kept(actor, held, item, known, channel)
        except Refused as refusal:
            if refusal.code in STOPS and held.at > before:
                break  # the next answer goes on where this one stopped
            raise
    if held.name:
        (_waiting() / held.name).touch()
    return held


STOPS = frozenset({"intake.busy", "base.cleaner.busy", "intake.file.no_room"})
# What says something of one row and not of the city.
_OF_THE_ROW = frozenset({"intake.no_reader", "intake.bawaslu_only"})


def _kept(actor: Actor, held: Held, item: Item, known: set[str], channel: str) -> Held:
    if item.mark in known:
        return replace(held, at=held.at + 1, taken=held.taken + 1)
    if item.draft is None:
        return replace(held, at=held.at + 1, refused=held.refused + 1)
    files, said = item.files() if item.files else ((), "")
    draft = replace(item.draft, evidence_words=said) if said else item.draft
    try:
        _received(actor, held, item, draft, files, Entry(item.channel or channel, actor.person_id, item.received_on))
    except Refused as refusal:
        if refusal.code == "intake.sent_differently":  # another page of the same file was quicker
            return replace(held, at=held.at + 1, taken=held.taken + 1)
        if refusal.code not in _OF_THE_ROW:
            raise
        return replace(held, at=held.at + 1, refused=held.refused + 1)
    return replace(held, at=held.at + 1, taken=held.taken + 1)


def _received(
    actor: Actor, held: Held, item: Item, draft: Draft, files: Sequence[Evidence], entry: Entry
) -> None:  # fmt: skip
    for attempt in range(_TRIES):
        try:
            code = _code(held.seed, item.number, attempt)
            receive_report(actor, draft, code=code, submission=item.mark, files=files, entry=entry)
        except Refused as refusal:
            if refusal.code != "intake.code_taken" or attempt == _TRIES - 1:
                raise
        else:
            return


def finish(actor: Actor, held: Held, *, channel: str) -> Held:
    """Everything is kept: note that this file came, and drop it. Audit: intake.reports.imported, counts only."""
    try:
        with transaction.atomic():
            row = Import.objects.create(
                digest=_digest_of(held), channel=channel, taken=held.taken, refused=held.refused, brought_on=today(),
                brought_by_id=actor.person_id,
            )  # fmt: skip
            facts = {"channel": channel, "taken": held.taken, "refused": held.refused}
            record(actor, "intake.reports.imported", f"IMPOR-{row.pk}", facts)
    except IntegrityError:
        pass  # another page of the same file was quicker; nothing came twice
    drop_file(held)
    return replace(held, name="", secret="")


def _digest_of(held: Held) -> str:
    """Of the whole file where every row of it is kept; otherwise also of what was kept."""
    if not held.refused:
        return held.digest
    part = f"{held.digest}|{held.picks}|{held.taken}"
    return salted_hmac("kondusif.intake.import-part.v1", part, algorithm="sha256").hexdigest()


def codes_of(held: Held) -> list[Landed]:
    """The kept rows with their numbers, and the codes of those that this page brought."""
    marks = {mark: int(line) for line, mark in held.marks.items()}
    if held.form == Form.SHEET:
        marks = {mark_of_row(held.digest, line): line for line in range(held.last + 1)}
    found: list[Landed] = []
    for part in _parts(list(marks), 500):
        rows = Report.objects.filter(submission__in=part).values_list("submission", "number", "locator")
        found += [Landed(marks[mark], number, _code_of(held.seed, marks[mark], loc)) for mark, number, loc in rows]
    return sorted(found, key=lambda one: one.line)


def _code_of(seed: str, line: int, locator: str) -> Code | None:
    codes = (_code(seed, line, attempt) for attempt in range(_TRIES))
    return next((code for code in codes if code.locator == locator), None)


def _code(seed: str, line: int, attempt: int) -> Code:
    return drawn_code(bytes.fromhex(seed), f"{line}|{attempt}".encode())


def mark_of_row(digest: str, line: int) -> str:
    """The mark of one row of one file: the same in every run."""
    return salted_hmac("kondusif.intake.import-row.v1", f"{digest}|{line}", algorithm="sha256").hexdigest()


def mark_of_mail(origin: str) -> str:
    """The mark of one mail, whichever mailbox it comes in. Keyed: a copy of the database tells nobody whose mail is in.

    Args:
        origin: `Mail.origin`.
    """
    return salted_hmac("kondusif.intake.import-mail.v1", origin, algorithm="sha256").hexdigest()


def kept_of(marks: Iterable[str]) -> set[str]:
    """Those of these marks of which a report is kept."""
    return {
        mark
        for part in _parts(list(marks), 500)
        for mark in Report.objects.filter(submission__in=part).values_list("submission", flat=True)
    }


def _parts(marks: Sequence[str], size: int) -> list[Sequence[str]]:
    return [marks[start : start + size] for start in range(0, len(marks), size)]


def _waiting() -> Path:
    """Empty files that name the sealed ones and, by the time of their last touch, say how long they wait."""
    return Path(settings.HOME) / "impor"


def _touched(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return datetime.fromtimestamp(0, UTC)
