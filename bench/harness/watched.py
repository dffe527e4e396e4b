"""The product's own server, which also writes down in what order it synced, committed and answered. Never shipped.

python bench/harness/watched.py up      one line of JSON in HOME/urutan.jsonl for each report that is sent
"""

import io
import json
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SYNC, COMMIT, ANSWER = "sync", "commit", "answer"
_seen: dict[int, list[str]] = {}


def note(event: str) -> None:
    """In the order of one thread, and only while that thread takes a report."""
    mine = _seen.get(threading.get_ident())
    if mine is not None:
        mine.append(event)


def patch() -> None:
    """Listen where a file is brought to the disk and where a transaction ends."""
    from django.db.backends.base.base import BaseDatabaseWrapper

    sync, commit = os.fsync, BaseDatabaseWrapper._commit

    def synced(handle: int) -> None:
        sync(handle)
        note(SYNC)

    def committed(self: Any) -> Any:
        done = commit(self)
        note(COMMIT)
        return done

    os.fsync = synced
    BaseDatabaseWrapper._commit = committed


def watched(app: Any) -> Any:
    from harness.wrong import SENDING, taken

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = taken(environ)
        environ = environ | {"wsgi.input": io.BytesIO(body)}
        if SENDING not in body:
            return app(environ, start_response)
        events = _seen[threading.get_ident()] = []

        def answering(status: str, *rest: Any) -> Any:
            events.append(f"{ANSWER} {status[:3]}")
            return start_response(status, *rest)

        try:
            answer = b"".join(app(environ, answering))
        finally:
            del _seen[threading.get_ident()]
        with Path(os.environ["KONDUSIF_HOME"], "urutan.jsonl").open("a") as file:
            file.write(json.dumps(events) + "\n")
        return [answer]

    return wrapped


def main(words: list[str]) -> int:
    from django.core import wsgi

    from kondusif.cli.main import main as product

    right = wsgi.get_wsgi_application
    patch()
    wsgi.get_wsgi_application = lambda: watched(right())
    return product(words)


if __name__ == "__main__":
    sys.path.pop(0)  # this folder: its modules are found as `harness.x` only
    sys.exit(main(sys.argv[1:]))
