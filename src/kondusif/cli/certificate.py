"""The certificate for the office network, looked at before the first visitor meets its fault."""

import os
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID

from kondusif.base.wording import plain_date
from kondusif.kernel.errors import Refused

CERTIFICATE, KEY = "KONDUSIF_TLS_CERT", "KONDUSIF_TLS_KEY"
SERVERS = {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
# Beyond what the owner may do and the owner's group may read.
TOO_OPEN = 0o027
NEAR_ITS_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Looked:
    """A certificate that will do, with what its owner should still hear about it."""

    names: tuple[str, ...]
    ends: datetime
    notes: tuple[Refused, ...]


def looked_at(certificate: Path, key: Path, host: str, at: datetime) -> Looked:
    """The pair of files, or the first fault that would keep a browser away.

    Args:
        certificate: PEM, the server's own certificate first, then its chain.
        key: PEM, without a password.
        host: the name or the IP address that visitors type.
        at: the moment of the start, aware.
    Raises:
        Refused: one code for each fault; its sentence says what to do.
    """
    for name, path in ((CERTIFICATE, certificate), (KEY, key)):
        if not path.is_file() or not os.access(path, os.R_OK):
            raise Refused("cli.tls.missing_file", name=name, path=str(path))
    chain = chain_in(certificate)
    own = chain[0]
    must_match(chain, key)
    must_stand(own, at)
    names = names_of(own)
    if not names:
        raise Refused("cli.tls.no_names", host=host)
    if not any(covers(name, host) for name in names):
        raise Refused("cli.tls.other_host", host=host, names=", ".join(names[:8]))
    if not is_for_servers(own):
        raise Refused("cli.tls.not_for_servers", path=str(certificate))
    must_load(certificate, key)
    return Looked(names, own.not_valid_after_utc, tuple(notes(own, key, at)))


def chain_in(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file, in their order."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise Refused("cli.tls.not_a_certificate", path=str(path)) from None


def public_half(path: Path) -> bytes:
    """The public key that belongs to the private key of a PEM file."""
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except TypeError:
        raise Refused("cli.tls.key_has_password", path=str(path)) from None
    except (ValueError, UnsupportedAlgorithm):
        raise Refused("cli.tls.not_a_key", path=str(path)) from None
    return private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def must_match(chain: list[x509.Certificate], key: Path) -> None:
    """The key belongs to the first certificate."""
    own = public_half(key)
    fits = [one.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) == own for one in chain]
    if not any(fits):
        raise Refused("cli.tls.other_key")
    if not fits[0]:
        raise Refused("cli.tls.own_is_not_first")


def must_stand(own: x509.Certificate, at: datetime) -> None:
    """The moment lies inside the certificate's validity."""
    if at > own.not_valid_after_utc:
        raise Refused("cli.tls.ended", on=plain_date(own.not_valid_after_utc.date()))
    if at < own.not_valid_before_utc:
        raise Refused("cli.tls.not_yet", on=plain_date(own.not_valid_before_utc.date()))


def names_of(own: x509.Certificate) -> tuple[str, ...]:
    """The names and addresses that it vouches for. The common name is no such name for any browser of today."""
    try:
        found = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = [str(address) for address in found.get_values_for_type(x509.IPAddress)]
    return (*found.get_values_for_type(x509.DNSName), *addresses)


def covers(name: str, host: str) -> bool:
    """Whether a name of a certificate stands for a host. A star stands for one whole label, the first (RFC 6125)."""
    if (wanted := address_in(host)) or address_in(name):
        return wanted == address_in(name)
    ours, theirs = host.lower().split("."), name.lower().rstrip(".").split(".")
    if theirs[0] == "*" and len(theirs) > 2:
        return len(ours) == len(theirs) and ours[1:] == theirs[1:]
    return ours == theirs


def address_in(text: str) -> str:
    """The IP address that a text writes, in its one usual form; empty for a name."""
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


def is_for_servers(own: x509.Certificate) -> bool:
    """Whether it may be used by a server; one that says nothing may."""
    try:
        usage = own.extensions.get_extension_for_oid(ExtensionOID.EXTENDED_KEY_USAGE).value
    except x509.ExtensionNotFound:
        return True
    return isinstance(usage, x509.ExtendedKeyUsage) and bool(SERVERS & set(usage))


def must_load(certificate: Path, key: Path) -> None:
    """The TLS library takes both; it refuses keys that are too short, and old signatures."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (ssl.SSLError, OSError) as error:
        raise Refused("cli.tls.not_taken", reason=getattr(error, "reason", None) or type(error).__name__) from None


def notes(own: x509.Certificate, key: Path, at: datetime) -> list[Refused]:
    """What does not keep anybody away today and should be put right."""
    found = []
    if key.stat().st_mode & TOO_OPEN:
        found.append(Refused("cli.tls.key_is_open", path=str(key)))
    if own.not_valid_after_utc - at < NEAR_ITS_END:
        found.append(Refused("cli.tls.ends_soon", on=plain_date(own.not_valid_after_utc.date())))
    return found
