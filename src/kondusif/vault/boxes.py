"""The few cryptographic forms of the product, each a thin call into libsodium. Nothing here is ours but the layout.

Every blob starts with one byte that names its form, so that another algorithm can stand beside this one later.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead

Blob = bytes | memoryview  # what a binary column gives differs between the databases
V1 = b"\x01"
KEY_BYTES, SALT_BYTES = 32, 16
# Passphrases of officers: slower than a follow-up code, because people choose them and few of them are tried.
PHRASE_PASSES, PHRASE_MEMORY_KIB, PHRASE_LANES = 3, 64 * 1024, 1


class Broken(Exception):
    """The blob does not open with this key: the wrong key, another place than it was sealed for, or damaged bytes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An X25519 pair, each half 32 bytes."""

    private: bytes
    public: bytes


def new_key() -> bytes:
    """A random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_pair() -> Pair:
    """A random pair."""
    return _pair(PrivateKey.generate())


def pair_of(seed: bytes) -> Pair:
    """The pair that belongs to a secret of 32 bytes; the same secret always gives the same pair."""
    return _pair(PrivateKey.from_seed(seed))


def _pair(private: PrivateKey) -> Pair:
    return Pair(bytes(private), bytes(private.public_key))


def seal_to(public: Blob, data: Blob) -> bytes:
    """Seal for the holder of a private key; whoever sealed cannot open it again. Anonymous sealed box of libsodium."""
    return V1 + SealedBox(PublicKey(bytes(public))).encrypt(bytes(data))


def open_sealed(private: bytes, blob: Blob) -> bytes:
    """What was sealed to this private key.

    Raises:
        Broken: it was sealed to another key, or it is damaged.
    """
    return opener(private)(blob)


def opener(private: bytes) -> Callable[[Blob], bytes]:
    """The same for many blobs of one private key, whose public half is then computed once."""
    try:
        box = SealedBox(PrivateKey(bytes(private)))
    except (CryptoError, ValueError, TypeError) as error:
        raise Broken from error

    def opened(blob: Blob) -> bytes:
        try:
            return box.decrypt(_body(blob))
        except (CryptoError, ValueError, TypeError) as error:
            raise Broken from error

    return opened


def nest(outer: Blob, inner: Blob, data: bytes) -> bytes:
    """Seal to two public keys, one inside the other: it opens only when both agree, the outer one first."""
    return seal_to(outer, seal_to(inner, data))


def lock(key: bytes, data: bytes, place: str) -> bytes:
    """Encrypt under a key for one place (XChaCha20-Poly1305, random nonce).

    Args:
        place: where the blob lies, `kondusif|table|id|field`; a blob that is moved elsewhere does not open.
    """
    return V1 + bytes(Aead(key).encrypt(data, place.encode()))


def unlock(key: bytes, blob: Blob, place: str) -> bytes:
    """What was locked under a key for this place.

    Raises:
        Broken: another key, another place, or damaged bytes.
    """
    try:
        return Aead(key).decrypt(_body(blob), place.encode())
    except (CryptoError, ValueError, TypeError) as error:
        raise Broken from error


def _body(blob: Blob) -> bytes:
    whole = bytes(blob)
    if whole[:1] != V1:
        raise Broken
    return whole[1:]


def phrase_key(phrase: str, salt: Blob, passes: int, memory_kib: int, lanes: int) -> bytes:
    """The key that a passphrase gives with its salt (argon2id); slow on purpose."""
    return hash_secret_raw(phrase.encode(), bytes(salt), passes, memory_kib, lanes, KEY_BYTES, Type.ID)


def fingerprint(public: Blob) -> str:
    """Four groups of four signs that two people compare by voice before one gives the other a key."""
    digest = blake2b(bytes(public), digest_size=8, person=b"kondusif-sidik", encoder=RawEncoder).hex().upper()
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))


def spread(root: bytes, label: str) -> bytes:
    """A key of its own for one use, from a root secret (BLAKE2b keyed by the root, personal to the label).

    Args:
        label: at most 16 ASCII letters.
    """
    return blake2b(b"", digest_size=KEY_BYTES, key=root, person=label.encode(), encoder=RawEncoder)
