"""One exercise city for all walks: prepared and served by `kondusif up` itself, in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from support.browser import ARGUMENTS, PATIENCE_MS, Visitor, chromium, visiting
from support.once import exercise_city
from support.postgres import free_port

HERE = Path(__file__).parent
PREPARED_WITHIN_SECONDS = 240


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason="needs Chromium"))


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the exercise city is served. KONDUSIF_ORIGIN names one that runs already, for whoever writes a walk."""
    if running := os.environ.get("KONDUSIF_ORIGIN"):
        yield running
        return
    home, port = tmp_path_factory.mktemp("kota"), free_port()
    settings = {
        "KONDUSIF_HOME": str(home),
        "PORT": str(port),
        "KONDUSIF_DB": "",
        "KONDUSIF_DEMO": "1",
        "KONDUSIF_HOST": "",
    }
    exercise_city(home)
    log = home / "log.txt"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "kondusif", "up"], env=os.environ | settings, stdout=out, stderr=out,
            stdin=subprocess.DEVNULL, cwd=home,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, log)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(120)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PREPARED_WITHIN_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"`kondusif up` ended with {server.returncode}:\n{log.read_text()[-4000:]}")
        try:
            urllib.request.urlopen(address + "/sehat/", timeout=30)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if isinstance(error, urllib.error.HTTPError):
                return
            time.sleep(0.5)
    pytest.fail(f"no answer within {PREPARED_WITHIN_SECONDS} s:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The browser's driver keeps an event loop in this thread; later tests in the same process use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)  # its own patience is five seconds
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, origin: str) -> Iterator[Callable[..., Visitor]]:
    """Calls in another visitor: `visitor(width=360, script=False)`. All leave at the end, and their faults are told."""
    with ExitStack() as stack:
        opened: Callable[..., AbstractContextManager[Visitor]] = partial(visiting, browser, origin)

        def call_in(**how: object) -> Visitor:
            return stack.enter_context(opened(**how))

        yield call_in
