"""Taking a report from the public. Nothing is acknowledged before COMMIT; nothing touches the disk unsealed."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.base.prepared import Prepared
from kondusif.institutions.models import Unit
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.intake import rules, secrecy
from kondusif.intake.channels import WEB
from kondusif.intake.codes import Code
from kondusif.intake.evidence import Evidence
from kondusif.intake.models import Attachment, Report
from kondusif.intake.rules import Draft, Flag, Track
from kondusif.intake.secrecy import Root
from kondusif.intake.selectors import contest_on
from kondusif.intake.told import FileNote, Person, Told, closed, place
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, at_level, contains, is_area_code
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import KondusifError, Refused
from kondusif.territory.selectors import lives, nearest_known
from kondusif.vault import files as vault_files
from kondusif.vault.files import Kept
from kondusif.vault.models import UnitKey
from kondusif.vault.routing import doorstep, still_in_use
from kondusif.vault.rules import Purpose
from kondusif.vault.services import seal_for
from kondusif.vault.services.sealing import Sealing, save_all


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a report is kept. `again` says that it was kept before, by an earlier click."""

    report: Report
    again: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """How a report came.

    Args:
        channel: a key of the table of channels.
        typed_by: the officer who typed it in, who will never verify it; None where the public sent it.
        received_on: the day on which the paper came, where it is typed in later; None for today.
    """

    channel: str = WEB
    typed_by: int | None = None
    received_on: date | None = None

    @property
    def by_officer(self) -> bool:
        return self.typed_by is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report belongs: the code it is filed under, what was given, and whether that is a place of the city."""

    code: str
    given: str
    known: bool

    @property
    def village(self) -> str:
        """What is kept in clear: the kelurahan, or the wider place where no kelurahan is known."""
        return at_level(self.code, Level.VILLAGE) or self.code


def place_of(area_code: str) -> Place:
    """File a place under its own code, else under the nearest known wider one, else under the city."""
    here = city().code
    if not area_code:
        return Place(here, "", True)
    if is_area_code(area_code) and contains(here, area_code) and lives(area_code):
        return Place(area_code, "", True)
    near = nearest_known(area_code)
    code = near.code if near and contains(here, near.code) else here
    return Place(code, area_code[:60], False)


def flags_for(draft: Draft, where: Place, on: date) -> list[Flag]:
    """Why a draft would be taken as information only.

    Args:
        where: `place_of` its code.
    """
    return rules.flags_of(
        happened_on=draft.happened_on,
        today=on,
        in_contest=draft.happened_on is None or contest_on(draft.happened_on) is not None,
        known_area=where.known,
    )


@dataclass
class Parcel:
    """A report on its way to the database: everything sealed, nothing written."""

    report: Report
    content: Sealing
    identity: Sealing
    units: list[UnitKey]
    attachments: list[Attachment] = field(default_factory=list)


_sent = Prepared(lambda submission: Report.objects.filter(submission=submission).order_by().values_list("pk"))


def receive_report(
    actor: Actor, draft: Draft, *, code: Code, submission: str, files: Sequence[Evidence] = (),
    also: Callable[[], None] | None = None, entry: Entry = Entry(),
) -> Receipt:  # fmt: skip
    """Keep a report that the public sent, with its evidence, in one transaction. Audit: intake.report.received.

    The files lie on the disk before COMMIT; a second call with the same submission gives the first report back.

    Args:
        code: the follow-up code that the reporter has seen; only its slow hash is kept.
        submission: the mark of the form, one per form that was opened.
        also: one more write of the same transaction, before the others (the proof of work is spent with the report).
        entry: by which way it came, and who typed it in.
    Raises:
        Refused: Bawaslu alone (nothing may be kept); no unit has a key; every unit that verifies stands in the
            accused's line; the same form was sent before with other content; the code is taken; too many are waiting.
    """
    if draft.track is Track.BAWASLU:
        raise Refused("intake.bawaslu_only")
    if known := _kept_before(submission, code, draft, files, entry):
        return Receipt(known, again=True)
    for last in (False, False, True):
        try:
            return Receipt(_received(actor, draft, code, submission, files, also, entry), again=False)
        except _KeysMoved:
            if last:
                raise Refused("intake.busy") from None
        except IntegrityError:
            if known := _kept_before(submission, code, draft, files, entry):
                return Receipt(known, again=True)
            if Report.objects.filter(locator=code.locator).exists():
                raise Refused("intake.code_taken") from None
            raise
    raise AssertionError("three tries end above")


class _KeysMoved(Exception):
    """A unit began a new epoch between sealing and writing: what was sealed would open for nobody."""


def _received(
    actor: Actor, draft: Draft, code: Code, submission: str, files: Sequence[Evidence],
    also: Callable[[], None] | None, entry: Entry,
) -> Report:  # fmt: skip
    unit = Unit.objects.filter(key=draft.accused_unit).first() if draft.accused_unit else None
    parcel, root = _sealed(draft, place_of(draft.area_code), unit, code, submission, entry)
    parcel.report.digest = root.digest(*_parts(draft, files))
    parcel.report.channel, parcel.report.typed_by_id = entry.channel, entry.typed_by
    parcel.report.received_on = entry.received_on or parcel.report.received_on
    parcel.report.signature = secrecy.likeness_of(draft.words)
    kept = _lay_down(parcel, files)
    try:
        with transaction.atomic():
            if also:
                also()
            if not still_in_use(parcel.units):
                raise _KeysMoved
            _write(actor, parcel, len(files))
    except (_KeysMoved, IntegrityError, KondusifError):
        # Nothing was written for certain. Where the database itself fails, COMMIT may have happened unheard: then the
        # files stay, and what has no row is swept later.
        vault_files.drop(one.name for one in kept)
        raise
    return parcel.report


def _parts(draft: Draft, files: Sequence[Evidence]) -> list[bytes]:
    told = json.dumps(asdict(draft), sort_keys=True, default=str, ensure_ascii=False)
    return [told.encode(), *(one.data for one in files)]


def _kept_before(
    submission: str, code: Code, draft: Draft, files: Sequence[Evidence], entry: Entry
) -> Report | None:  # fmt: skip
    if not _sent(submission):
        return None
    known = Report.objects.get(submission=submission)
    root = secrecy.root_of(code, known.salt, officer=entry.by_officer)
    if not root.fits(known.verifier) or known.digest != root.digest(*_parts(draft, files)):
        raise Refused("intake.sent_differently")
    came = (known.channel, entry.received_on and known.received_on)
    if entry.by_officer and came != (entry.channel, entry.received_on):
        raise Refused("intake.sent_differently")
    return known


def _sealed(
    draft: Draft, where: Place, unit: Unit | None, code: Code, submission: str, entry: Entry
) -> tuple[Parcel, Root]:  # fmt: skip
    """The report with everything sealed for its holders, before anything is written."""
    on, step = today(), doorstep(where.village)
    if step.closed:
        raise Refused("intake.no_keys")
    route = step.route(unit, is_head=draft.accused_is_head)
    if not route.units:
        raise Refused("intake.no_reader")
    salt = secrecy.new_salt()
    root = secrecy.root_of(code, salt, officer=entry.by_officer)
    units = step.keys_of(route)
    content = seal_for(Purpose.CONTENT, on, units=units, reporter=root.public)
    identity = seal_for(Purpose.IDENTITY, on, reporter=root.public, custodians=step.custodians)
    report = Report(
        kind=draft.kind, track=draft.track, flags=flags_for(draft, where, on), happened_on=draft.happened_on,
        known_on=draft.known_on, area_code=where.village, accused_unit=unit,
        accused_is_head=draft.accused_is_head and unit is not None, received_on=on, submission=submission,
        locator=code.locator, salt=salt, verifier=root.verifier, reporter_key=root.public,
        named=draft.reporter.given,
    )  # fmt: skip
    report.close_up(content.key, _told(draft, where))
    report.identity = closed(identity.key, _person(draft), place(report.ref, "identity"))
    return Parcel(report, content, identity, units), root


def _told(draft: Draft, where: Place) -> Told:
    return Told(
        words=draft.words, happened_time=draft.happened_time.isoformat() if draft.happened_time else "",
        place_words=draft.place_words, evidence_words=draft.evidence_words, accused_name=draft.accused_name,
        accused_post=draft.accused_post, accused_address=draft.accused_address, accused_other=draft.accused_other,
        area_exact=where.code, area_given=where.given,
    )  # fmt: skip


def _person(draft: Draft) -> Person:
    who = draft.reporter
    return Person(who.name, who.address, who.phone, who.email, now().isoformat(timespec="seconds"))


def _lay_down(parcel: Parcel, files: Sequence[Evidence]) -> list[Kept]:
    """Seal the files and bring them to the disk; the rows that name them come with the report."""
    kept, rows = lay_down(parcel.report, files, parcel.content.key, parcel.identity.key, first=1)
    parcel.attachments = rows
    return kept


def lay_down(
    report: Report, files: Sequence[Evidence], content_key: bytes, identity_key: bytes | None, *, first: int
) -> tuple[list[Kept], list[Attachment]]:
    """Seal files of a report and bring them to the disk, before anything names them.

    A file without a safe copy shows who reports: then even the name that the device gave it goes with the identity.

    Args:
        identity_key: locks the originals; without it only the safe copies are kept.
        first: order of the first file.
    Returns:
        What was written (to drop where the transaction fails), and the rows to save.
    """
    on = today()
    copies = [one.safe for one in files if one.safe_kind]
    kept = vault_files.keep_all(copies + ([one.data for one in files] if identity_key else []), on)
    safes, originals = iter(kept[: len(copies)]), iter(kept[len(copies) :])
    rows = []
    for order, one in enumerate(files, first):
        safe, digest = next(safes) if one.safe_kind else None, one.sha256
        note = FileNote(one.name if safe else "", safe.secret if safe else "", digest, one.safe_sha256)
        row = Attachment(
            report=report, order=order, kind=one.kind, safe_kind=one.safe_kind, pages=one.pages, size=len(one.data),
            added_on=on, safe_name=safe.name if safe else secrets.token_hex(16),  # of no file
            note=closed(content_key, note, place(report.ref, f"file/{order}")),
        )  # fmt: skip
        if identity_key:
            original = next(originals)
            paper = FileNote(one.name, original.secret, digest, "")
            row.original_name = original.name
            row.original_note = closed(identity_key, paper, place(report.ref, f"original/{order}"))
        rows.append(row)
    return kept, rows


def _write(actor: Actor, parcel: Parcel, files: int) -> None:
    report = parcel.report
    report.content_key, report.identity_key = save_all(parcel.content, parcel.identity)
    report.number = next_number("LAP", report.received_on)  # last of all that waits for others
    report.save()
    Attachment.objects.bulk_create(parcel.attachments)
    facts = {"kind": report.kind, "track": report.track, "files": files, "channel": report.channel}
    record(actor, "intake.report.received", report, facts, at=day_without_hour(today()))


def day_without_hour(on: date) -> datetime:
    """The start of a day in the city's zone: what the trail keeps where the hour would tell who it was."""
    return datetime.combine(on, time(), zone_of(city().zone))
