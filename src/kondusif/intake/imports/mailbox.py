"""Mails of a mailbox (mbox) or one mail (eml), as accounts: what was written, by whom, when, with which files.

Broken mails are named by their number and skipped; nothing that a mail holds is run, fetched or written to a disk.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date
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

MOST_MAILS = 150  # that nobody has kept yet; so many can be looked through at once
MOST_READ = 3000
LONGEST = 8000
_STUB = 4  # a form with less than a quarter of the letters of another does not tell the same
# Where a mail begins: the line with the day as mailboxes write it; or a line with a year, where heads of a mail follow.
# A sentence of an account ("From 3 to 5 November 2024 ...") is neither.
_ASCTIME = (
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]?\d \d\d:\d\d(?::\d\d)?"
    rb"(?: [+-]\d{4}| [A-Z]{2,5})? \d{4}"
)
_HEADS = (
    rb"(?:return-path|received|delivered-to|envelope-to|date|from|to|subject|message-id|mime-version|content-type|status|"
    rb"authentication-results|dkim-signature|x-[a-z0-9-]+|arc-[a-z-]+|reply-to|sender):"
)
_BEGIN = re.compile(
    rb"(?m)^From (?:[^\n]*" + _ASCTIME + rb"[^\n]*\n|[^\n]*\d{4}[^\n]*\n(?=" + rb"(?i:" + _HEADS + rb")))"
)
_LAID = re.compile(_ASCTIME.decode())
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_TORN = (
    errors.StartBoundaryNotFoundDefect, errors.NoBoundaryInMultipartDefect, errors.MultipartInvariantViolationDefect,
    errors.CloseBoundaryNotFoundDefect, errors.MissingHeaderBodySeparatorDefect,
    errors.InvalidMultipartContentTransferEncodingDefect,
)  # fmt: skip
# Of the text they cost the mail; of a file they cost that file.
_GARBLED = (errors.InvalidBase64LengthDefect, errors.InvalidBase64CharactersDefect)
# What the library itself falls over when a mail is damaged enough.
_ODD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, errors.MessageError)
_ANSWERS = re.compile(r"^\s*(re|bls|balas|jwb|sv|aw)\s*(\[\d+\])?\s*:", re.I)
_PASSES_ON = re.compile(r"^\s*(fwd?|tr|terusan|diteruskan)\s*:", re.I)
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
        words: subject and own text.
        apart: what was set apart from them: quoted history and signature.
        whole: subject and all of the text; empty where that is too long to be kept.
        name, address: of the sender, who is the reporter.
        sent_on: the day of the mail by its sender's clock, None where it names none.
        arrived_on: the day on which the office's mailbox took it, None where nothing tells it.
        files: name and content of each attachment; empty content where it was damaged on its way.
        origin: SHA-256 in hex of all that makes it this mail: the same in every export, of every mailbox.
        fault: why it cannot be taken; None for a good one.
        robot: why it is not proposed; None for a mail of a person.
    """

    number: int
    subject: str = ""
    words: str = ""
    apart: str = ""
    whole: str = ""
    name: str = ""
    address: str = ""
    sent_on: date | None = None
    arrived_on: date | None = None
    origin: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    fault: Fault | None = None
    robot: Robot | None = None


def looks_like_mail(raw: bytes) -> bool:
    """Whether a file begins like a mailbox, or with the headers of one mail."""
    return bool(_BEGIN.match(raw) or _HEADER.match(raw[:65536].replace(b"\r\n", b"\n")))


def read_mails(raw: bytes, zone: ZoneInfo) -> list[Mail]:
    """Every mail of a file.

    Args:
        zone: of the city; says on which day a mail was sent and came.
    Raises:
        Refused: there are more than can be read at once.
    """
    pieces = _pieces(raw)
    if len(pieces) > MOST_READ:
        raise Refused("intake.import.many_mails", count=len(pieces), limit=MOST_READ)
    seen: set[tuple[object, ...]] = set()
    found: list[Mail] = []
    for number, (line, piece) in enumerate(pieces, start=1):
        mail = read_mail(piece, number, zone, line=line)
        told = (mail.address, mail.sent_on, mail.whole, mail.words, *_digests(mail.files))
        again = told in seen
        seen.add(told)
        found.append(replace(mail, robot=Robot.TWICE) if again and not mail.fault else mail)
    return found


def _digests(files: list[tuple[str, bytes]]) -> list[str]:
    return sorted(hashlib.sha256(data).hexdigest() for _name, data in files)


def _pieces(raw: bytes) -> list[tuple[str, bytes]]:
    """Each mail with the line over it; a file without such lines is one mail."""
    starts = list(_BEGIN.finditer(raw))
    if not starts or starts[0].start():
        return [("", raw)]
    ends = [one.start() for one in starts[1:]] + [len(raw)]
    return [
        (one[0].split(b"\n")[0].decode("ascii", "replace"), _ESCAPED.sub(rb"\1", raw[one.end() : end]))
        for one, end in zip(starts, ends, strict=True)
    ]


def read_mail(raw: bytes, number: int, zone: ZoneInfo, *, line: str = "") -> Mail:
    """One mail; a damaged one comes back with its fault and nothing else.

    Args:
        line: the one over it in its mailbox, with the day on which it came.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        mail = _mail(message, number, zone, line)
        broken = any(_spoils(part) for part in message.walk())
    except _ODD:
        return Mail(number, fault=Fault.BROKEN)
    return Mail(number, subject=mail.subject, fault=Fault.BROKEN) if broken else mail


def _spoils(part: Message) -> bool:
    """Whether the words of a mail cannot be trusted for what is wrong with this part."""
    bad = _TORN if _is_file(part) else (*_TORN, *_GARBLED)
    return any(isinstance(defect, bad) for defect in part.defects)


def _mail(message: EmailMessage, number: int, zone: ZoneInfo, line: str) -> Mail:
    if not any(message.get(name) for name in ("From", "Subject", "Date")):
        return Mail(number, fault=Fault.BROKEN)
    subject = clean_line(str(message.get("Subject") or ""))[:300]
    body, files = _body(message)
    text = clean_text(body)
    own = own_words(text, answers=_answers(message, subject))
    words, whole = ("\n\n".join(part for part in (subject, one) if part) for one in (own.words, text))
    name, address = parseaddr(str(message.get("From") or ""))
    told = [str(message.get(head) or "").strip() for head in ("Message-ID", "From", "Date")]
    origin = json.dumps([*told, whole, *_digests(files)])
    return Mail(
        number, subject, words, own.apart, whole if len(whole) <= LONGEST else "", clean_line(name)[:160],
        clean_line(address)[:160], _day(str(message.get("Date") or ""), zone), _arrived(message, line, zone),
        hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest(), files, _fault(own.words, words, files),
        _robot(message, address),
    )  # fmt: skip


def _answers(message: EmailMessage, subject: str) -> bool:
    """Whether a mail answers another one. What passes another on has it for its matter."""
    if _PASSES_ON.match(subject):
        return False
    return bool(message.get("In-Reply-To") or message.get("References") or _ANSWERS.match(subject))


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
    if _is_file(part):
        return _Texts([], [(clean_line(str(part.get_filename() or "")), _file(part))])
    return _Texts([text_of_html(_decoded(part)) if kind == "text/html" else _decoded(part)], [])


def _one_of(forms: list[_Texts]) -> list[str]:
    """Of several forms of the same text the plainest, which comes first; unless it is only a note that there is
    another ("open this mail in a browser")."""
    most = max((one.signs for one in forms), default=0)
    return next((one.pieces for one in forms if one.signs and one.signs * _STUB >= most), [])


def _is_file(part: Message) -> bool:
    """Whether a part is a file and no text; what holds other parts is neither."""
    if part.get_content_maintype() == "multipart":
        return False
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    return bool(named) or part.get_content_maintype() != "text"


def _file(part: Message) -> bytes:
    """What a file holds; nothing where it lost letters on its way."""
    data = _content(part)
    return b"" if any(isinstance(defect, errors.InvalidBase64LengthDefect) for defect in part.defects) else data


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


def _day(said: str, zone: ZoneInfo) -> date | None:
    """The day in the city's zone; a time without a zone is one of Greenwich, as mail has it."""
    try:
        at = parsedate_to_datetime(said)
    except _ODD:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone).date()


def _arrived(message: EmailMessage, line: str, zone: ZoneInfo) -> date | None:
    """The day on which the last server on the way, which is the office's own, took a mail; else when it was laid into
    its mailbox. The sender writes neither."""
    received = str((message.get_all("Received") or [""])[0])
    laid = _LAID.search(line)
    return _day(received.rpartition(";")[2], zone) or (_day(laid[0], zone) if laid else None)


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
