"""The helpers that turn files into pixels: what they may do, what happens when one dies, and whose answer is whose."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from corpus import papers, pictures
from kondusif.base import cleaner, cleaner_child, cleaner_walls
from kondusif.base.cleaner import Helper, Pool
from kondusif.engine.safe_files import Safe, Unsafe
from kondusif.kernel.errors import Refused

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walls are those of Linux")


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2, patience=30)
    yield pool
    pool.end()


def coloured(shade: int) -> bytes:
    return pictures.saved(Image.new("RGB", (64, 48), (shade, shade, shade)), "PNG")


def shade_of(safe: Safe) -> int:
    import io

    with Image.open(io.BytesIO(safe.data)) as picture:
        value = picture.convert("L").getpixel((3, 3))
    assert isinstance(value, int)
    return value


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pid: int) -> bool:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


def in_a_fork(act: str) -> str:
    """What comes of an act in a process behind the walls of a fork."""
    code = (
        "import os, socket\nfrom pathlib import Path\n"
        "from kondusif.base import cleaner_child as c, cleaner_walls as w\n"
        "w.limit(); w.leave_network(); w.hide_memory(); w.close_files(c._readable())\n"
        f"try:\n    {act}\n    print('done')\nexcept Exception as error:\n    print(type(error).__name__)\n"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=99).stdout.strip()


# One file, one answer --------------------------------------------------------------------


def test_four_hundred_files_in_eight_threads_each_come_back_as_themselves(pool: Pool) -> None:
    shades = [number % 256 for number in range(400)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda shade: shade_of(pool.clean(coloured(shade))[0]), shades))
    assert found == shades
    assert len(pool.helpers()) == 2


def test_an_answer_under_another_mark_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    helper = Helper()
    monkeypatch.setattr(cleaner.secrets, "token_bytes", lambda size: b"a" * size)
    helper._write(cleaner_child.QUESTION.pack(b"b" * 16, 4) + b"file", time.monotonic() + 60)
    with pytest.raises(cleaner._Lost):
        helper.ask(coloured(3))
    helper.end()


@pytest.mark.parametrize(
    "head",
    [{}, {"code": 7}, {"code": "../../x"}, {"kind": "exe", "safe_kind": "jpeg", "pages": 1},
     {"kind": "pdf", "safe_kind": "html", "pages": 1}, {"kind": "pdf", "safe_kind": "pdf", "pages": 0},
     {"kind": "pdf", "safe_kind": "pdf", "pages": 41}, {"kind": "pdf", "safe_kind": "pdf", "pages": "1"},
     {"kind": ["pdf"], "safe_kind": "pdf", "pages": 1}],
)  # fmt: skip
def test_what_a_helper_may_not_say_is_a_refusal(head: dict[str, object]) -> None:
    with pytest.raises(Unsafe) as caught:
        cleaner._checked(head, b"copy")
    assert caught.value.code == "unreadable"


def test_a_file_that_kills_its_process_is_refused_and_the_next_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    helper = Helper()
    for killer in (papers.bombs()["a drawing that draws itself"], papers.bombs()["a drawing of 300 MB, packed twice"]):
        assert helper.ask(killer)[0]["code"] == "unreadable"
    assert helper.ask(coloured(9))[0]["kind"] == "png"
    helper.end()


# Time ----------------------------------------------------------------------------------


def test_a_file_that_takes_too_long_is_ended_and_refused() -> None:
    helper, bomb = Helper(), papers.bombs()["a drawing of 400,000 fields"]
    began = time.monotonic()
    assert helper.ask(bomb)[0]["code"] == "too_slow"
    assert time.monotonic() - began < cleaner_child.SECONDS + 20  # the machine may be busy besides
    assert helper.ask(coloured(9))[0]["kind"] == "png"
    helper.end()


def test_a_helper_that_falls_silent_is_ended_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(1)
    pool.warm_up()
    silent = pool.helpers()[0].process.pid
    os.kill(silent, signal.SIGSTOP)
    with monkeypatch.context() as patch:
        patch.setattr(cleaner, "FILE_SECONDS", 0.5)
        with pytest.raises(Unsafe):
            pool.clean(coloured(5))
    assert gone(silent)
    assert shade_of(pool.clean(coloured(5))[0]) == 5
    pool.end()


def test_who_waits_too_long_for_a_helper_hears_that_many_are_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    pool, working, done = Pool(1, patience=0.2), threading.Event(), threading.Event()

    def slow(self: Helper, data: bytes) -> tuple[Safe, cleaner.Cost]:
        working.set()
        done.wait(120)
        return Safe("png", "png", data, 1), cleaner.Cost(0, 0.0)

    monkeypatch.setattr(Helper, "clean", slow)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(pool.clean, b"x")
        working.wait(120)
        with pytest.raises(Refused, match="busy"):
            pool.clean(b"y")
        done.set()
        assert first.result()[0].data == b"x"
    pool.end()


def test_who_came_first_is_served_first_whoever_asks_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pool, served, first = Pool(1, patience=240), [], threading.Event()

    def work(self: Helper, data: bytes) -> tuple[Safe, cleaner.Cost]:
        served.append(data)
        first.wait(120)
        return Safe("png", "png", data, 1), cleaner.Cost(0, 0.0)

    monkeypatch.setattr(Helper, "clean", work)
    with ThreadPoolExecutor(5) as threads:
        for number in range(5):
            threads.submit(pool.clean, b"%d" % number)
            until = time.monotonic() + 120
            while len(served) + len(pool._waiting) <= number and time.monotonic() < until:
                time.sleep(0.01)
        first.set()
        pool.clean(b"late")
    assert served == [b"0", b"1", b"2", b"3", b"4", b"late"]
    pool.end()


def test_where_no_helper_can_be_started_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaner.sys, "executable", "/bin/false")
    pool = Pool(1)
    for _try in range(3):
        with pytest.raises(Refused, match="busy"):
            pool.clean(coloured(5))
    assert pool.helpers() == []


# Life and death -------------------------------------------------------------------------


def test_a_killed_helper_is_replaced_without_a_trace(pool: Pool) -> None:
    pool.warm_up()
    handles = len(os.listdir("/proc/self/fd"))
    for _round in range(5):
        for helper in pool.helpers():
            helper.process.kill()
            helper.process.wait()
        assert shade_of(pool.clean(coloured(7))[0]) == 7
    pool.warm_up()
    assert len(os.listdir("/proc/self/fd")) == handles
    assert len(pool.helpers()) == 2


def test_helpers_end_with_the_process_that_started_them() -> None:
    code = (
        "import os, signal\nfrom kondusif.base import cleaner\ncleaner.warm_up()\n"
        "print(*[helper.process.pid for helper in cleaner._pool.helpers()], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=99)
    pids = [int(word) for word in done.stdout.split()]
    assert pids
    assert all(gone(pid) for pid in pids)


def test_a_forked_server_gets_helpers_of_its_own() -> None:
    code = (
        "import os\nfrom kondusif.base import cleaner\nfrom corpus.pictures import saved, photo\n"
        "ours = cleaner._pool_here()\ncleaner.clean(saved(photo()))\nfork = os.fork()\n"
        "if not fork:\n    apart = cleaner._pool_here() is not ours and cleaner.clean(saved(photo())).pages == 1\n"
        "    cleaner._at_the_end()\n    os._exit(0 if apart else 3)\n"
        "status = os.waitpid(fork, 0)[1]\nprint(status, cleaner.clean(saved(photo())).pages)"
    )
    tests = str(Path(__file__).resolve().parents[4] / "tests")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=99, env=os.environ | {"PYTHONPATH": tests}
    )
    assert done.stdout.split() == ["0", "1"], done.stderr


def test_a_helper_knows_nothing_of_the_installation() -> None:
    helper = Helper()
    environment = Path(f"/proc/{helper.process.pid}/environ")
    try:
        said = environment.read_bytes()
    except PermissionError:  # its memory is hidden from everybody, which is more
        said = b""
    assert b"KONDUSIF" not in said
    assert b"DJANGO" not in said
    assert os.readlink(f"/proc/{os.getpid()}/cwd") != "/"
    helper.end()
    assert set(cleaner._ENVIRONMENT) == {
        "PYTHONPATH", "MALLOC_ARENA_MAX", "RAYON_NUM_THREADS", "LC_ALL", "GLIBC_TUNABLES",
    }  # fmt: skip


def test_a_helper_loads_no_django() -> None:
    code = "import sys, json, kondusif.base.cleaner_child\nprint(json.dumps([m for m in sys.modules if 'django' in m]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=99)
    assert json.loads(done.stdout) == []


# The walls ------------------------------------------------------------------------------


@LINUX
@pytest.mark.parametrize(
    "act",
    ["Path('/tmp/kondusif-wall').write_text('x')", "os.write(os.open('/dev/shm', os.O_TMPFILE | os.O_RDWR), b'x')",
     "bytearray(600_000_000)", "[os.dup(1) for number in range(100)]"],
    ids=["write a file", "write a nameless file", "take 600 MB", "open a hundred files"],
)  # fmt: skip
def test_behind_the_limits_nothing_is_written_and_little_is_taken(act: str) -> None:
    assert in_a_fork(act) in {"PermissionError", "OSError", "MemoryError"}
    assert not Path("/tmp/kondusif-wall").exists()


def walls_of_this_system() -> dict[str, object]:
    helper = Helper()
    try:
        return helper.walls
    finally:
        helper.end()


@LINUX
@pytest.mark.parametrize(
    "act",
    ["Path('/etc/passwd').read_text()", "os.listdir('/')", "os.execv('/bin/true', ['true'])",
     "os.mkdir('/tmp/kondusif-wall')",
     "Path('/proc/1/environ').read_bytes()"],
    ids=["read a file", "list a folder", "start a program", "make a folder", "look at a neighbour"],
)  # fmt: skip
def test_behind_the_walls_nothing_is_read_or_run(act: str) -> None:
    if not walls_of_this_system()["closed"]:
        pytest.skip("this kernel has no landlock")
    assert in_a_fork(act) == "PermissionError"


@LINUX
@pytest.mark.parametrize(
    "act", ["socket.create_connection(('127.0.0.1', {port}), 2)", "socket.getaddrinfo('localhost', 80)"]
)
def test_behind_the_walls_there_is_no_network(act: str) -> None:
    import socket

    if not walls_of_this_system()["apart"]:
        pytest.skip("this system gives no network of its own to a process without privileges")
    with socket.create_server(("127.0.0.1", 0)) as server:
        said = in_a_fork(act.format(port=server.getsockname()[1]))
    assert (
        said in {"OSError", "PermissionError", "ConnectionRefusedError", "gaierror", "TimeoutError"}
        or "localhost" in act
    )


@LINUX
def test_the_privileges_of_the_new_world_are_given_up() -> None:
    act = "assert 'CapEff:\\t0000000000000000' in open('/proc/self/status').read()"
    code = "from kondusif.base import cleaner_walls as w\nw.leave_network()\n" + act + "\nprint('done')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=99)
    assert done.stdout.strip() == "done", done.stderr


def test_the_limits_are_those_of_the_design() -> None:
    assert cleaner_walls.MAX_MEMORY_BYTES == 512 * 2**20
    assert cleaner_child.SECONDS == 10
