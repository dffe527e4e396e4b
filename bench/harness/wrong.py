"""A deliberately wrong server, so that a harness can show that it would notice. It is never shipped.

    python bench/harness/wrong.py early up    says "received" first and keeps the report later, from a queue in memory
    python bench/harness/wrong.py copy up     also keeps every form that is sent in plain text, in a file of the home

All else is the product's own command.
"""

import io
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]
SENDING = b'name="ke"\r\n\r\nkirim'
BEHIND_S = 0.02


def early(app: App) -> App:
    """The page that acknowledges is made in a transaction that is rolled back; the real one waits in memory."""
    from django.core.signals import request_started
    from django.db import close_old_connections, transaction

    request_started.disconnect(close_old_connections)  # it would end the transaction around the first answer
    waiting: queue.Queue[tuple[Environ, bytes]] = queue.Queue()
    transaction.Atomic._ensure_durability = False

    def keep_later() -> None:
        while True:
            environ, body = waiting.get()
            time.sleep(BEHIND_S)
            answer = app(environ | {"wsgi.input": io.BytesIO(body)}, lambda *_words: None)
            b"".join(answer)

    started = threading.Lock()
    state = {"running": False}

    def wrapped(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        body = taken(environ)
        if SENDING not in body:
            return app(environ | {"wsgi.input": io.BytesIO(body)}, start_response)
        with started:
            if not state["running"]:
                threading.Thread(target=keep_later, daemon=True).start()
                state["running"] = True
        said: list[Any] = []
        with transaction.atomic():
            answer = b"".join(app(environ | {"wsgi.input": io.BytesIO(body)}, lambda *words: said.extend(words)))
            transaction.set_rollback(True)
        if str(said[0]).startswith("20"):
            waiting.put((dict(environ), body))
        start_response(*said)
        return [answer]

    return wrapped


def copy(app: App) -> App:
    """Every form that is sent also lies in a file, as it came."""

    def wrapped(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        body = taken(environ)
        if SENDING in body:
            with Path(os.environ["KONDUSIF_HOME"], "salinan.dat").open("ab") as file:
                file.write(body)
        return app(environ | {"wsgi.input": io.BytesIO(body)}, start_response)

    return wrapped


def taken(environ: Environ) -> bytes:
    """The body of a request; empty for one that is not sent to the door."""
    if environ["REQUEST_METHOD"] != "POST":
        return b""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return bytes(environ["wsgi.input"].read(length))


FAULTS: dict[str, Callable[[App], App]] = {"early": early, "copy": copy}


def main(words: list[str]) -> int:
    from django.core import wsgi

    from kondusif.cli.main import main as product

    right = wsgi.get_wsgi_application
    # What serves is forked from this process, so it finds the wrong application where it looks for the right one.
    wsgi.get_wsgi_application = lambda: FAULTS[words[0]](right())
    return product(words[1:])


if __name__ == "__main__":
    sys.path.pop(0)  # this folder: its modules are found as `harness.x` only
    sys.exit(main(sys.argv[1:]))
