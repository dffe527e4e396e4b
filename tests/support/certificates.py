"""Certificates made on the spot: a small authority, and what it signs."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

NOW = datetime.now(UTC).replace(microsecond=0)
YEAR = timedelta(days=365)


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass(frozen=True)
class Authority:
    """A city's own authority."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def authority() -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = named("Otoritas Latihan")
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(NOW - YEAR).not_valid_after(NOW + 5 * YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return Authority(key, made)


@dataclass(frozen=True)
class Pair:
    """The two files that a server takes."""

    certificate: Path
    key: Path


def pair(
    folder: Path, by: Authority, names: tuple[str, ...] = ("kondusif.kota.example",), *,
    begins: datetime = NOW - timedelta(days=1), ends: datetime = NOW + YEAR,
    usage: ObjectIdentifier | None = ExtendedKeyUsageOID.SERVER_AUTH, bits: int = 0, password: bytes = b"",
    form: PrivateFormat = PrivateFormat.PKCS8,
) -> Pair:  # fmt: skip
    """A signed certificate and its key, in PEM. ECDSA unless a length in bits asks for RSA."""
    key: CertificateIssuerPrivateKeyTypes = (
        rsa.generate_private_key(65537, bits) if bits else ec.generate_private_key(ec.SECP256R1())
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(named("kondusif")).issuer_name(by.certificate.subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False)
    )  # fmt: skip
    if names:
        built = built.add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
    if usage:
        built = built.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    made = Pair(folder / "cert.pem", folder / "key.pem")
    made.certificate.write_bytes(built.sign(by.key, hashes.SHA256()).public_bytes(Encoding.PEM) + by.pem())
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    made.key.write_bytes(key.private_bytes(Encoding.PEM, form, sealed))
    made.key.chmod(0o600)
    return made


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
