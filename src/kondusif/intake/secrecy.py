"""How a follow-up code is kept: only as a slow hash, with a salt of its own and a pepper outside the database.

Argon2id with 19 MiB, two passes and one lane; the pepper comes from the installation's secret key. The slow hash runs
under a semaphore, so that many guesses never take the machine from the officers. libsodium computes it, in half the
time of the reference code and to the same bytes. The root is spread by BLAKE2b with labels: into the verifier, the
reporter's own key pair, and the key of the digest.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac
from nacl.pwhash.argon2id import kdf as slow_hash

from kondusif.base import lanes
from kondusif.engine.similar import signature
from kondusif.intake.codes import Code
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes

PASSES, MEMORY_KIB, LANES, ROOT_BYTES, SALT_BYTES = 2, 19 * 1024, 1, 32, 16  # one lane is what libsodium knows


def new_salt() -> str:
    """A fresh salt for one report, as hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


@dataclass(frozen=True, slots=True)
class Root:
    """What a code gives with a report's salt.

    Args:
        verifier: SHA-256 of a value that only the code gives; this is stored.
        private, public: the reporter's own X25519 pair; only the public half is stored.
        digest_key: keys the digest of what was sent.
    """

    verifier: str
    private: bytes = field(repr=False)
    public: bytes
    digest_key: bytes = field(repr=False)

    def fits(self, verifier: str) -> bool:
        """Whether this is the code that was stored; the comparison tells nothing by its time."""
        return hmac.compare_digest(self.verifier, verifier)

    def digest(self, *parts: bytes) -> str:
        """A keyed digest of what was sent: tells a second click from other content, and nothing without the code."""
        mac = hmac.new(self.digest_key, digestmod=hashlib.sha256)
        for part in parts:
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()


def root_of(code: Code, salt: str, *, officer: bool = False) -> Root:
    """Everything that a code gives. Slow on purpose.

    Args:
        officer: somebody signed in asks, who never stands in the queue of the public.
    Raises:
        Refused: too many are waiting (`intake.busy`).
    """
    seasoned = hmac.new(_pepper(), bytes.fromhex(salt), hashlib.sha256).digest()[:SALT_BYTES]
    with nullcontext() if officer else turn():
        root = slow_hash(ROOT_BYTES, code.secret.encode(), seasoned, PASSES, MEMORY_KIB * 1024)
    pair = boxes.pair_of(boxes.spread(root, "kondusif-seed"))
    shown = boxes.spread(root, "kondusif-verify")
    return Root(hashlib.sha256(shown).hexdigest(), pair.private, pair.public, boxes.spread(root, "kondusif-digest"))


def decoy_salt(locator: str) -> str:
    """A salt for a locator that nobody has, always the same one, so that an unknown code costs the same work."""
    return hmac.new(_pepper(), b"decoy" + locator.encode(), hashlib.sha256).hexdigest()[: 2 * SALT_BYTES]


@contextmanager
def turn() -> Iterator[None]:
    """One of the few places for slow work of the public lane.

    Raises:
        Refused: too many wait already, or nobody came out in time (`intake.busy`).
    """
    if not lanes.slow_turns.enter():
        raise Refused("intake.busy")
    try:
        yield
    finally:
        lanes.slow_turns.leave()


def likeness_of(words: str) -> bytes:
    """The keyed signature of an account, by which near-duplicates are found unread; nothing where it has no words.

    Who holds the key of the server can test a guess against it, so it is dropped when the report is decided.
    """
    return signature(words, _key("likeness"))


def _key(label: str) -> bytes:
    return salted_hmac(f"kondusif.intake.{label}.v1", label, algorithm="sha256").digest()


def _pepper() -> bytes:
    return _key("pepper")
