"""Gateways of the city (SMS, chat): opened and closed by the admin, and what they deliver.

Messages are signed as the open specification Standard Webhooks says: HMAC-SHA-256 over `id.timestamp.body`. The
library of that name would bring an HTTP client into the core for one call of `hmac`, so the standard library does it.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.base.fields import clean_line, clean_text
from kondusif.institutions.selectors import city, today
from kondusif.intake.channels import gateway_channels
from kondusif.intake.codes import Code, drawn_code
from kondusif.intake.models import Gateway, GatewayMessage, Report
from kondusif.intake.rules import Draft, Kind, Reporter, Track, day_of_sending
from kondusif.intake.services.receiving import Entry, Receipt, receive_report
from kondusif.kernel.actor import PUBLIC_ACTOR, Actor
from kondusif.kernel.clock import now, zone_of
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes

PREFIX, SECRET_BYTES = "whsec_", 32  # the specification asks for 24 to 64 bytes
SKEW = timedelta(minutes=5)
LONGEST_ID, LONGEST_TEXT, LONGEST_NAME = 120, 8000, 120
LARGEST_BODY = 64 * 1024
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The three headers of a signed message."""

    message_id: str
    timestamp: str
    signatures: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a gateway is told.

    Args:
        code: the follow-up code; the same where this message came before, because the first answer may be lost.
        again: this message came before.
    """

    number: str
    code: str
    again: bool


def open_gateway(actor: Actor, *, key: str, name: str, channel: str) -> tuple[Gateway, str]:
    """Open a gateway with a secret of its own. A second click of the same form gives the first back.

    Audit: intake.gateway.opened. Permission: admin.

    Args:
        key: the random part of its address, one per form that was opened.
    Returns:
        The gateway and its secret, which is shown now and never again.
    Raises:
        Refused: the channel takes no gateway, an open gateway has this name, or the form opened another gateway before
            or one that is closed by now (`intake.gateway.old_form`).
    """
    if channel not in {one.key for one in gateway_channels()}:
        raise Refused("intake.gateway.channel")
    if known := Gateway.objects.filter(key=key).first():
        return _opened_before(actor, known, name, channel)
    if Gateway.objects.filter(name__iexact=name, closed_on__isnull=True).exists():
        raise Refused("intake.gateway.name_taken", name=name)
    secret = PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    try:
        with transaction.atomic():
            gateway = Gateway.objects.create(
                key=key, name=name, channel=channel, secret=boxes.lock(_key(), secret.encode(), _place(key)),
                made_on=today(), made_by_id=actor.person_id,
            )  # fmt: skip
            record(actor, "intake.gateway.opened", key, {"channel": channel})
    except IntegrityError:  # the other of two clicks was quicker
        return _opened_before(actor, Gateway.objects.get(key=key), name, channel)
    return gateway, secret


def _opened_before(actor: Actor, known: Gateway, name: str, channel: str) -> tuple[Gateway, str]:
    same = (known.made_by_id, known.name, known.channel) == (actor.user_id, name, channel)
    if known.closed_on or not same:
        raise Refused("intake.gateway.old_form")
    return known, _secret_of(known)


@transaction.atomic
def close_gateway(actor: Actor, gateway: Gateway) -> None:
    """Close a gateway for good; its address answers like an unknown one. Audit: intake.gateway.closed."""
    if Gateway.objects.filter(pk=gateway.pk, closed_on__isnull=True).update(closed_on=today()):
        record(actor, "intake.gateway.closed", gateway.key, {"channel": gateway.channel})


def signed_gateway(key: str, head: Letterhead, body: bytes) -> Gateway | None:
    """The open gateway of this address where the message is signed with its secret and fresh; None for all else.

    An unknown address costs the same work as a known one.
    """
    gateway = Gateway.objects.filter(key=key, closed_on__isnull=True).first()
    try:
        secret = _secret_of(gateway) if gateway else _DECOY
    except boxes.Broken:  # the key of the server is another one than when it was opened
        return None
    good = fits(secret, head, body)
    return gateway if good and _fresh(head) else None


def fits(secret: str, head: Letterhead, body: bytes) -> bool:
    """Whether one of the signatures is ours.

    Source: Standard Webhooks, section "Signature scheme": several signatures stand side by side while keys change.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        return False
    if not head.message_id or len(head.message_id) > LONGEST_ID or not head.message_id.isprintable():
        return False
    signed = f"{head.message_id}.{head.timestamp}.".encode() + body
    ours = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    found = [hmac.compare_digest(ours, one.encode()) for one in head.signatures.split(" ")[:20]]
    return any(found)


def _fresh(head: Letterhead) -> bool:
    if not (head.timestamp.isascii() and head.timestamp.isdigit() and len(head.timestamp) <= 12):
        return False
    return abs(now().timestamp() - int(head.timestamp)) <= SKEW.total_seconds()


def deliver(gateway: Gateway, message_id: str, body: bytes) -> Delivered:
    """Keep one signed message as a report, once. Audit: intake.report.received (channel, never a number or a word).

    Raises:
        Refused: the body cannot be read, it has no text, the same id came with another body
            (`intake.gateway.other_body`), or the report is refused by itself.
    """
    secret = _secret_of(gateway).encode()
    digest = hmac.new(secret, body, hashlib.sha256).hexdigest()
    # Some gateways make the id out of the sender's number, so it lies here keyed.
    mark = hmac.new(secret, b"mark" + message_id.encode(), hashlib.sha256).hexdigest()
    # Drawn and not kept: whoever asks again must hold the very message, as the gateway does.
    codes = [drawn_code(secret, b"code%d" % turn + message_id.encode() + b"." + body) for turn in range(_TRIES)]
    if known := _delivered(gateway, mark, digest):
        return _with_code(known, codes)
    draft = draft_of(body)

    def note() -> None:
        GatewayMessage.objects.create(gateway=gateway, message_id=mark, digest=digest, received_on=today())

    try:
        receipt, code = _received(draft, codes, mark, note, gateway.channel)
    except (IntegrityError, Refused):
        # The same message came twice at the same moment, and the other one was kept.
        if known := _delivered(gateway, mark, digest):
            return _with_code(known, codes)
        raise
    GatewayMessage.objects.filter(gateway=gateway, message_id=mark).update(report=receipt.report)
    return Delivered(receipt.report.number, str(code), again=receipt.again)


def _received(
    draft: Draft, codes: list[Code], mark: str, note: Callable[[], None], channel: str
) -> tuple[Receipt, Code]:  # fmt: skip
    """Kept under the first code whose place no other report has."""
    for code in codes:
        try:
            entry = Entry(channel)
            return receive_report(PUBLIC_ACTOR, draft, code=code, submission=mark, also=note, entry=entry), code
        except Refused as refusal:
            if refusal.code != "intake.code_taken" or code is codes[-1]:
                raise
    raise AssertionError("the last code ends above")


def _with_code(known: Delivered, codes: list[Code]) -> Delivered:
    locator = Report.objects.filter(number=known.number).values_list("locator", flat=True).first()
    code = next((str(one) for one in codes if one.locator == locator), "")
    return replace(known, code=code)


def _delivered(gateway: Gateway, mark: str, digest: str) -> Delivered | None:
    """What became of a message that came before."""
    known = GatewayMessage.objects.filter(gateway=gateway, message_id=mark).first()
    if known is None:
        return None
    if not hmac.compare_digest(known.digest, digest):
        raise Refused("intake.gateway.other_body")
    # Where the server stopped right after COMMIT the row does not name its report yet; the mark does.
    number = Report.objects.filter(submission=mark).values_list("number", flat=True).first()
    return Delivered(number or "", "", again=True)


def draft_of(body: bytes) -> Draft:
    """The report that the body of a message tells.

    Raises:
        Refused: it is no JSON of the agreed form (`intake.gateway.body`, with the name of the part).
    """
    try:
        told = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise Refused("intake.gateway.not_json") from None
    if not isinstance(told, dict):
        raise Refused("intake.gateway.not_json")
    words = clean_text(_text(told, "text"))
    if not words:
        raise Refused("intake.gateway.part", part="text")
    if len(words) > LONGEST_TEXT:
        raise Refused("intake.gateway.too_long", limit=LONGEST_TEXT)
    kind = _text(told, "kind") or Kind.NEUTRALITY
    if kind not in set(Kind):
        raise Refused("intake.gateway.part", part="kind")
    return Draft(
        kind=Kind(kind), track=Track.CITY, words=words, known_on=_day(told), area_code=_text(told, "area")[:60],
        reporter=_reporter(clean_line(_text(told, "from"))[:160]),
    )  # fmt: skip


def _text(told: dict[str, object], part: str) -> str:
    value = told.get(part)
    if value is None:
        return ""
    if not isinstance(value, str) or "\x00" in value:
        raise Refused("intake.gateway.part", part=part)
    return value.encode("utf-8", "replace").decode()


def _reporter(sender: str) -> Reporter:
    return Reporter(email=sender) if "@" in sender else Reporter(phone=sender)


def _day(told: dict[str, object]) -> date:
    """The day of the message in the city; where the clock of its sender cannot be right, today."""
    value = told.get("sent_at")
    if value is None or value == "":
        return today()
    try:
        if isinstance(value, bool):
            raise ValueError  # JSON's true is a number to Python
        at = datetime.fromtimestamp(value, UTC) if isinstance(value, int) else datetime.fromisoformat(str(value))
        zone = zone_of(city().zone)
        on = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        raise Refused("intake.gateway.part", part="sent_at") from None
    return day_of_sending(on, today())


_DECOY = PREFIX + base64.b64encode(bytes(SECRET_BYTES)).decode()


def _secret_of(gateway: Gateway) -> str:
    return boxes.unlock(_key(), gateway.secret, _place(gateway.key)).decode()


def _place(key: str) -> str:
    return f"kondusif|intake.gateway|{key}|secret"


def _key() -> bytes:
    """From the secret file, which is neither in the database nor in a backup of it."""
    return hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"gerbang").digest()
