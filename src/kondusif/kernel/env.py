"""Typed readers of the environment. They refuse a bad value instead of guessing."""

import os
import re
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlparse

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+", re.ASCII)
SENDER = re.compile(rf"(?:[^<>@\r\n]{{1,80}}<(?P<inside>{ADDRESS.pattern})>|(?P<bare>{ADDRESS.pattern}))", re.ASCII)


class BadSetting(ValueError):
    """A variable holds something that cannot be meant."""


def env_text(name: str, default: str = "") -> str:
    """A plain text variable."""
    return os.environ.get(name, default).strip()


def env_flag(name: str, default: bool) -> bool:
    """A switch: 1/0, ya/tidak, true/false.

    Raises:
        BadSetting: any other word.
    """
    raw = env_text(name).lower()
    if not raw:
        return default
    if raw in {"1", "true", "ya", "yes", "on"}:
        return True
    if raw in {"0", "false", "tidak", "no", "off"}:
        return False
    raise BadSetting(f"{name}={raw!r}: isi 1 atau 0")


def env_int(name: str, default: int, least: int | None = None, most: int | None = None) -> int:
    """A whole number, inside its bounds where it has some.

    Raises:
        BadSetting: not a number, or out of bounds.
    """
    raw = env_text(name)
    if not raw:
        return default
    try:
        number = int(raw)
    except ValueError as error:
        raise BadSetting(f"{name}={raw!r}: isi bilangan bulat") from error
    if (least is not None and number < least) or (most is not None and number > most):
        raise BadSetting(f"{name}={raw!r}: isi bilangan dari {least} sampai {most}")
    return number


def env_list(name: str, default: list[str]) -> list[str]:
    """Words parted by commas."""
    raw = env_text(name)
    return [word.strip() for word in raw.split(",") if word.strip()] if raw else default


def kept_secret(name: str, folder: Path) -> str:
    """A secret from the environment, or one made once and kept in a file that only the owner reads."""
    if given := env_text(name):
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name.lower()}.secret"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def database(url: str, home: Path) -> dict[str, object]:
    """Django's database settings: SQLite in the home folder, or the PostgreSQL behind a URL.

    Raises:
        BadSetting: the URL is not a PostgreSQL URL.
    """
    if not url:
        return {
            "ENGINE": "kondusif.base.sqlite",
            "NAME": str(home / "kondusif.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was acknowledged is on the disk. Sorting and temporary tables never touch a file.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA temp_store=MEMORY;",
            },
            # One connection for each thread of the server, kept: opening one anew costs as much as a short request.
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": None},
        }
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting("KONDUSIF_DB: isi postgresql://pengguna:sandi@host:port/nama")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # What a session may ask for by itself; the rest stands in the server's own file (docs/ops/settings.md).
        "OPTIONS": {"options": "-c log_parameter_max_length_on_error=0"},
    }


def host_name(text: str) -> str:
    """The one name, or IP address, by which the office network knows this server; empty means this machine alone.

    Raises:
        BadSetting: a URL, a port, a wildcard, or signs that no name has.
    """
    if not text:
        return ""
    name = text.lower().removesuffix(".")
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    labels = name.split(".")
    if len(name) > 253 or labels[-1].isdigit() or not all(LABEL.fullmatch(label) for label in labels):
        raise BadSetting(
            f"KONDUSIF_HOST={text!r}: isi satu nama atau alamat IP saja, tanpa https:// dan tanpa porta, "
            "misalnya kondusif.kota.example"
        )
    return name


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes e-mail, and who it is from. `on` is False where none is set; then nothing is ever sent.

    Args:
        tls_from_start: `smtps`, TLS from the first byte.
        tls_by_command: STARTTLS, demanded wherever a password would otherwise cross the network readable.
    """

    on: bool = False
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls_from_start: bool = False
    tls_by_command: bool = False
    sender: str = ""

    def __repr__(self) -> str:
        """Without user and password, whatever prints it."""
        return f"Mail(on={self.on})"


def mail(url: str, sender: str) -> Mail:
    """E-mail settings behind `smtp[s]://user:password@host:port` and a sender's address.

    Raises:
        BadSetting: a URL or a sender that cannot be meant. The sentence never repeats the URL, which holds a password.
    """
    if not url:
        return Mail()
    wanted = BadSetting(
        "KONDUSIF_SMTP_URL: isi smtp://pengguna:sandi@peladen:587 atau smtps://pengguna:sandi@peladen:465"
    )
    try:
        parts = urlparse(url)
        port = parts.port
    except ValueError:
        raise wanted from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise wanted
    if bool(parts.username) != bool(parts.password):
        raise BadSetting("KONDUSIF_SMTP_URL: isi pengguna dan sandi bersama-sama, atau tidak keduanya")
    if not SENDER.fullmatch(sender):
        raise BadSetting("KONDUSIF_SMTP_FROM: isi alamat pengirim, misalnya kondusif@kota.example")
    from_start, user = parts.scheme == "smtps", unquote(parts.username or "")
    return Mail(
        True, host_of_mail(parts.hostname), port or (465 if from_start else 587 if user else 25), user,
        unquote(parts.password or ""), from_start, bool(user) and not from_start, sender,
    )  # fmt: skip


def host_of_mail(text: str) -> str:
    """The name of the mail server.

    Raises:
        BadSetting: signs that no name has.
    """
    try:
        return host_name(text)
    except BadSetting:
        raise BadSetting("KONDUSIF_SMTP_URL: nama peladen surat tidak dapat dibaca") from None
