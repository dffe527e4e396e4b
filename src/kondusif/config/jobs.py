"""Where background work is kept: a SQLite file beside the database, or PostgreSQL where that is used."""

from pathlib import Path

from huey import Huey, SqliteHuey
from huey.contrib.sql_huey import SqlHuey


def queue(name: str = "kondusif", immediate: bool = False, **options: object) -> Huey:
    """The one queue of this installation. Called by huey with the settings of HUEY."""
    from django.conf import settings

    if immediate:
        from huey import MemoryHuey

        return MemoryHuey(name, immediate=True)
    url = _postgres_url()
    if url:
        return SqlHuey(name=name, database=url)
    path = Path(settings.HOME) / "antrean.sqlite3"
    return SqliteHuey(name=name, filename=str(path), fsync=True)


def _postgres_url() -> str:
    from kondusif.kernel.env import env_text

    return env_text("KONDUSIF_DB").replace("postgres://", "postgresql://", 1)
