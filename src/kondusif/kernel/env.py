"""Typed readers of the environment. They refuse a bad value instead of guessing."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlparse


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


def env_int(name: str, default: int) -> int:
    """A whole number.

    Raises:
        BadSetting: not a number.
    """
    raw = env_text(name)
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        raise BadSetting(f"{name}={raw!r}: isi bilangan bulat") from error


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
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "kondusif.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
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
    }
