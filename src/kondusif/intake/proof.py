"""What a flood has to pay: a little work of the sender's device, or a little patience. Nothing on a calm day.

Under pressure a form brings either the answer to a challenge, found by the device while the reporter reads, or a slip
that is old enough. Both are signed, hold for one form only, and are spent once. Who waits instead of computing goes
through a gate of a bounded width, so that opening many forms at once gains nothing. No address is ever looked at.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from secrets import token_hex

import altcha
from django.utils.crypto import salted_hmac

from kondusif.base import lanes, tokens
from kondusif.base.fresh import fresh
from kondusif.base.lanes import Pressure, Recent
from kondusif.intake.selectors.floods import current_flood
from kondusif.intake.spent import SpentProof
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused

PURPOSE = "intake.proof"
SLIP, ANSWER = "bukti_slip", "bukti_kerja"
# As long as the form itself holds; a proof spent longer ago than this cannot come back, so its row may go.
HOLDS = timedelta(hours=6)
LONGEST = 4_000
ALGORITHM, BLOCK = "SCRYPT", 8


class Level(IntEnum):
    CALM, BUSY, FLOOD, STORM = range(4)


@dataclass(frozen=True, slots=True)
class Demand:
    """What one level asks for.

    Args:
        cost: scrypt's N; with blocks of eight, so many KiB of memory for each try.
        prefix: hexadecimal digits that the answer begins with; each makes it sixteen times longer.
        wait: seconds that do instead.
    """

    cost: int
    prefix: str
    wait: int


DEMANDS = {
    Level.BUSY: Demand(1024, "0", 20), Level.FLOOD: Demand(1024, "00", 60), Level.STORM: Demand(4096, "00", 120)
}  # fmt: skip
# In a minute. Twenty complete reports a second are 1,200: a city that sends so much is asked for nothing, also where
# one process has more than its half of them and takes the other to be alike.
ARRIVALS = ((2_400, Level.BUSY), (4_800, Level.FLOOD), (9_600, Level.STORM))
REFUSED = ((300, Level.BUSY), (1_200, Level.FLOOD), (6_000, Level.STORM))
WRONG_TRIES = ((100, Level.BUSY), (400, Level.FLOOD), (1_600, Level.STORM))  # in an hour, for look-ups
WAITED_A_MINUTE, WAITED_AT_ONCE = 300, 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form carries.

    Args:
        slip: says when the form was opened, signed.
        challenge: what the device computes on, as JSON; empty on a calm day.
        solved: an answer that the form brought already, which is not asked for again.
        wait: seconds until waiting alone is enough.
    """

    slip: str
    challenge: str = ""
    solved: str = ""
    wait: int = 0


class Gate:
    """So many in a minute, with a small store for what comes at once. Who was let in once passes again."""

    def __init__(self, a_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most, self._clock = a_minute / 60, float(at_once), clock
        self._left, self._at = self._most, clock()
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def passes(self, name: str) -> bool:
        with self._lock:
            if name in self._known:
                return True
            at = self._clock()
            self._left = min(self._most, self._left + (at - self._at) * self._rate)
            self._at = at
            if self._left < 1:
                return False
            self._left -= 1
            self._known[name] = None
            if len(self._known) > 4_096:
                self._known.popitem(last=False)
            return True

    def next_in(self) -> int:
        """Seconds after which it is worth trying again."""
        return max(1, round(self._most / self._rate / 2))


wrong_tries = Recent(3600)
_gate = Gate(WAITED_A_MINUTE // lanes.PROCESSES, WAITED_AT_ONCE // lanes.PROCESSES)


def level_of(pressure: Pressure) -> Level:
    """What the pressure of the last minute calls for."""
    return max(_reached(ARRIVALS, pressure.arrivals), _reached(REFUSED, pressure.refused))


def _reached(steps: tuple[tuple[int, Level], ...], count: int) -> Level:
    return max((level for least, level in steps if count > least), default=Level.CALM)


def level_now(*, look_up: bool = False) -> Level:
    """What is asked for now; of a look-up also for the wrong tries of the last hour, of a report also while somebody
    says that the desk is flooded: what fills the desk need not fill the door."""
    level = level_of(lanes.lanes.pressure())
    if look_up:
        return max(level, _reached(WRONG_TRIES, wrong_tries_now()))
    return Level.BUSY if level < Level.BUSY and flood_declared() else level


@fresh
def flood_declared() -> bool:
    """Whether a flood is declared now. A serving process asks the database every two seconds, however many come."""
    return current_flood() is not None


def wrong_tries_now() -> int:
    """Codes of the last hour that fitted nothing, on the whole server."""
    return wrong_tries.count() * lanes.PROCESSES


def ask(submission: str, post: Mapping[str, object] | None = None, *, look_up: bool = False) -> Asked:
    """What a form carries when it is shown: always a slip, and a challenge where the pressure calls for one.

    Args:
        submission: the mark of the form; a look-up has none and gets one of its own.
        post: what the same form brought before; its slip keeps its age, its answer its worth.
    """
    holder = _holder(submission, look_up=look_up)
    slip = _slip(post, holder)
    if slip is None or (look_up and _used(slip.nonce, holder, look_up=True)):  # a send keeps the slip of its own form
        slip = _Slip(token_hex(16), int(now().timestamp()))
    level = level_now(look_up=look_up)
    token = tokens.issue({"n": slip.nonce, "at": slip.at, "h": holder}, PURPOSE)
    if level is Level.CALM:
        return Asked(token)
    wait = max(0, DEMANDS[level].wait - slip.age)
    answer = str((post or {}).get(ANSWER, ""))
    if answer and _answers(answer, holder, level) and not _used(_nonce_in(answer), holder, look_up=look_up):
        return Asked(token, solved=answer, wait=wait)
    return Asked(token, challenge=_challenge(holder, level), wait=wait)


def check(post: Mapping[str, object], submission: str, *, look_up: bool = False) -> str:
    """What the form brings is enough for now. Called before anything slow.

    Returns:
        The nonce to spend inside the transaction that keeps what was sent; empty where nothing was asked.

    Raises:
        Refused: `intake.proof_missing` (an answer that does not fit, or no slip), `intake.proof_wait` (not yet; with
            `seconds`), `intake.proof_spent` (another form used it).
    """
    lanes.lanes.arrivals.note()
    level = level_now(look_up=look_up)
    if level is Level.CALM:
        return ""
    holder = _holder(submission, look_up=look_up)
    answer = str(post.get(ANSWER, ""))
    nonce = _nonce_in(answer) if answer and _answers(answer, holder, level) else _waited(post, holder, level)
    if _used(nonce, holder, look_up=look_up):
        raise Refused("intake.proof_spent")
    return nonce


def spend(nonce: str, submission: str, *, look_up: bool = False) -> None:
    """Spend a proof, inside the caller's transaction. The same form again finds its own row and goes on.

    Raises:
        Refused: another form was faster (`intake.proof_spent`); a look-up is never answered twice for one proof.
    """
    if not nonce:
        return
    holder = _holder(submission, look_up=look_up)
    row, made = SpentProof.objects.get_or_create(
        nonce=nonce, defaults={"holder": holder, "spent_on": now().date()}
    )  # fmt: skip
    if not made and (look_up or row.holder != holder):
        raise Refused("intake.proof_spent")


def check_look_up(post: Mapping[str, object]) -> None:
    """The same for a look-up with a code, which keeps nothing and so spends at once.

    Raises:
        Refused: as `check`.
    """
    spend(check(post, "", look_up=True), "", look_up=True)


def sweep_spent() -> int:
    """Drop the proofs of the day before yesterday and earlier; none of them could be shown again."""
    gone, _each = SpentProof.objects.filter(spent_on__lt=now().date() - timedelta(days=1)).delete()
    return gone


@dataclass(frozen=True, slots=True)
class _Slip:
    nonce: str
    at: int

    @property
    def age(self) -> int:
        return max(0, int(now().timestamp()) - self.at)


def _slip(post: Mapping[str, object] | None, holder: str) -> _Slip | None:
    try:
        facts = tokens.read((post or {}).get(SLIP, ""), PURPOSE, HOLDS)
    except Refused:
        return None
    at = facts.get("at")
    return _Slip(str(facts.get("n", "")), at) if facts.get("h") == holder and isinstance(at, int) else None


def _waited(post: Mapping[str, object], holder: str, level: Level) -> str:
    slip, wait = _slip(post, holder), DEMANDS[level].wait
    if slip is None:
        raise Refused("intake.proof_missing", seconds=wait)
    if slip.age < wait:
        raise Refused("intake.proof_wait", seconds=wait - slip.age)
    if not _gate.passes(slip.nonce):
        raise Refused("intake.proof_wait", seconds=_gate.next_in())
    return slip.nonce


def _challenge(holder: str, level: Level) -> str:
    demand = DEMANDS[level]
    made = altcha.create_challenge(
        ALGORITHM, demand.cost, memory_cost=BLOCK, parallelism=1, key_prefix=demand.prefix, hmac_secret=_secret(),
        expires_at=now() + HOLDS, data={"h": holder, "level": int(level)},
    )  # fmt: skip
    return json.dumps(made.to_dict())


def _answers(answer: str, holder: str, level: Level) -> bool:
    """Whether an answer is right, for this form, and was hard enough: one level less is forgiven, as levels move."""
    if len(answer) > LONGEST:
        return False
    try:
        payload = altcha.Payload.from_base64(answer)
        data = payload.challenge.parameters.data or {}
        if data.get("h") != holder or int(data.get("level", 0)) < level - 1:
            return False
        return bool(altcha.verify_solution(payload, _secret()).verified)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return False


def _nonce_in(answer: str) -> str:
    return str(altcha.Payload.from_base64(answer).challenge.parameters.nonce)[:64]


def _used(nonce: str, holder: str, *, look_up: bool) -> bool:
    """Whether a proof is worth nothing any more: a look-up is answered once, a report is kept once for its own form."""
    rows = SpentProof.objects.filter(nonce=nonce)
    return (rows if look_up else rows.exclude(holder=holder)).exists()


def _holder(submission: str, *, look_up: bool) -> str:
    label = "look_up" if look_up else "send"
    return salted_hmac(f"kondusif.intake.proof.{label}", submission, algorithm="sha256").hexdigest()


def _secret() -> str:
    return salted_hmac("kondusif.intake.proof.v1", "challenge", algorithm="sha256").hexdigest()
