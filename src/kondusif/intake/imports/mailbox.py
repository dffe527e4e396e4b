"""Mails of a mailbox (mbox) or one mail (eml), as accounts: what was written, by whom, when, with which files.

Broken mails are named by their number and skipped; nothing that a mail holds is run, fetched or written to a disk.
"""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from email import errors, policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kondusif.base.fields import clean_line, clean_text
from kondusif.intake.imports.html_text import text_of_html
from kondusif.intake.imports.quoted import own_words
from kondusif.kernel.errors import Refused

MOST_MAILS = 150
LONGEST = 8000
_STUB = 4  # a form with less than a quarter of the letters of another does not tell the same
_BEGIN = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n)|(?<=\n\r\n))From [^\n]*\d{4}[^\n]*\n")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_FATAL = (
    errors.StartBoundaryNotFoundDefect, errors.NoBoundaryInMultipartDefect, errors.MultipartInvariantViolationDefect,
    errors.CloseBoundaryNotFoundDefect, errors.MissingHeaderBodySeparatorDefect, errors.InvalidBase64LengthDefect,
    errors.InvalidBase64CharactersDefect, errors.InvalidMultipartContentTransferEncodingDefect,
)  # fmt: skip
# What the library itself falls over when a mail is damaged enough.
_ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, errors.MessageError)
_ROBOTS = re.compile(r"(mailer-daemon|postmaster|no-?reply|do-?not-?reply|tidak-?dibalas|notifikasi|newsletter)", re.I)


class Fault(StrEnum):
    """Why a mail cannot be taken."""

    BROKEN = "broken"
    EMPTY = "empty"
    NO_WORDS = "no_words"
    LONG = "long"


class Robot(StrEnum):
    """By what a mail looks as if no person had written it, or twice."""

    BOUNCE = "bounce"
    ANSWER = "answer"
    LIST = "list"
    SENDER = "sender"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail.

    Args:
        number: its place in the mailbox, from 1.
        words: subject and own text; quoted history and signature are gone.
        name, address: of the sender, who is the reporter.
        sent_on: the day of the mail, None where it names none.
        files: name and content of each attachment.
        fault: why it cannot be taken; None for a good one.
        robot: why it is not proposed; None for a mail of a person.
    """

    number: int
    subject: str = ""
    words: str = ""
    name: str = ""
    address: str = ""
    sent_on: date | None = None
    files: list[tuple[str, bytes]] = field(default_factory=list)
    fault: Fault | None = None
    robot: Robot | None = None


def looks_like_mail(raw: bytes) -> bool:
    """Whether a file begins like a mailbox, or with the headers of one mail."""
    return bool(_BEGIN.match(raw) or _HEADER.match(raw[:65536].replace(b"\r\n", b"\n")))


def read_mails(raw: bytes, zone: ZoneInfo) -> list[Mail]:
    """Every mail of a file.

    Args:
        zone: of the city; says on which day a mail was sent.
    Raises:
        Refused: there are more than can be looked through at once.
    """
    pieces = _pieces(raw)
    if len(pieces) > MOST_MAILS:
        raise Refused("intake.import.many_mails", count=len(pieces), limit=MOST_MAILS)
    seen: set[tuple[object, ...]] = set()
    found: list[Mail] = []
    for number, piece in enumerate(pieces, start=1):
        mail = read_mail(piece, number, zone)
        told = (mail.address, mail.words, *sorted(hashlib.sha256(data).digest() for _name, data in mail.files))
        again = told in seen
        seen.add(told)
        found.append(replace(mail, robot=Robot.TWICE) if again and not mail.fault else mail)
    return found


def _pieces(raw: bytes) -> list[bytes]:
    starts = list(_BEGIN.finditer(raw))
    if not starts or starts[0].start():
        return [raw]
    ends = [one.start() for one in starts[1:]] + [len(raw)]
    return [_ESCAPED.sub(rb"\1", raw[one.end() : end]) for one, end in zip(starts, ends, strict=True)]


def read_mail(raw: bytes, number: int, zone: ZoneInfo) -> Mail:
    """One mail; a damaged one comes back with its fault and nothing else."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        mail = _mail(message, number, zone)
        broken = any(isinstance(defect, _FATAL) for part in message.walk() for defect in part.defects)
    except _ODD:
        return Mail(number, fault=Fault.BROKEN)
    return Mail(number, subject=mail.subject, fault=Fault.BROKEN) if broken else mail


def _mail(message: EmailMessage, number: int, zone: ZoneInfo) -> Mail:
    if not any(message.get(name) for name in ("From", "Subject", "Date")):
        return Mail(number, fault=Fault.BROKEN)
    subject = clean_line(str(message.get("Subject") or ""))[:300]
    body, files = _body(message)
    text = own_words(clean_text(body))
    words = "\n\n".join(part for part in (subject, text) if part)
    name, address = parseaddr(str(message.get("From") or ""))
    return Mail(
        number, subject, words, clean_line(name)[:160], clean_line(address)[:160], _day(message, zone), files,
        _fault(text, words, files), _robot(message, address),
    )  # fmt: skip


def _fault(text: str, words: str, files: list[tuple[str, bytes]]) -> Fault | None:
    if not text:
        return Fault.NO_WORDS if files else Fault.EMPTY
    return Fault.LONG if len(words) > LONGEST else None


def _body(message: Message) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of a mail in its order, and everything else that it carries."""
    found = _texts(message)
    files = [(name or f"lampiran-{at}", data) for at, (name, data) in enumerate(found.files, start=1)]
    return "\n\n".join(piece for piece in found.pieces if piece.strip()), files


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a part holds: its text, piece by piece, and its files."""

    pieces: list[str]
    files: list[tuple[str, bytes]]

    @property
    def signs(self) -> int:
        return sum(sign.isalnum() for piece in self.pieces for sign in piece)


def _texts(part: Message) -> _Texts:
    kind = part.get_content_type()
    if kind != "message/rfc822" and part.is_multipart():
        parts = [_texts(one) for one in part.get_payload()]  # type: ignore[arg-type]
        files = [file for one in parts for file in one.files]
        if kind == "multipart/alternative":
            return _Texts(_one_of(parts), files)
        return _Texts([piece for one in parts for piece in one.pieces], files)
    name = clean_line(str(part.get_filename() or ""))
    if name or part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
        return _Texts([], [(name, _content(part))])
    return _Texts([text_of_html(_decoded(part)) if kind == "text/html" else _decoded(part)], [])


def _one_of(forms: list[_Texts]) -> list[str]:
    """Of several forms of the same text the plainest, which comes first; unless it is only a note that there is
    another ("open this mail in a browser")."""
    most = max((one.signs for one in forms), default=0)
    return next((one.pieces for one in forms if one.signs and one.signs * _STUB >= most), [])


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return b""
    return bytes(part.get_payload(decode=True) or b"")


def _decoded(part: Message) -> str:
    raw = _content(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _day(message: EmailMessage, zone: ZoneInfo) -> date | None:
    try:
        at = parsedate_to_datetime(str(message.get("Date") or ""))
    except _ODD:
        return None
    return (at.astimezone(zone) if at.tzinfo else at).date()


def _robot(message: EmailMessage, address: str) -> Robot | None:
    told = {name.lower(): str(value).strip().lower() for name, value in message.items()}
    if message.get_content_type() == "multipart/report" or told.get("return-path") == "<>":
        return Robot.BOUNCE
    if told.get("auto-submitted", "no") != "no" or "x-autoreply" in told or "x-autorespond" in told:
        return Robot.ANSWER
    precedence = told.get("precedence", "")
    if precedence in ("bulk", "list", "junk") or "list-id" in told or "list-unsubscribe" in told:
        return Robot.LIST
    if precedence == "auto_reply":
        return Robot.ANSWER
    return Robot.SENDER if _ROBOTS.search(address) else None
