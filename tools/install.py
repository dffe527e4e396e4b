"""Installs the locked requirements and the package into .venv, once per change.

Plain Python, so old that it can still refuse an older one in one sentence:

    python3 tools/install.py core|dev|bench

A stamp in .venv holds the digest of what was installed; when nothing changed this ends in a blink. `bench` holds all
of `dev`, and `dev` all of `core`.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
# Each holds all of the one before it.
LOCKS = {"core": "requirements.lock", "dev": "requirements-dev.lock", "bench": "requirements-bench.lock"}
LEAST = (3, 11)


def main(wanted):
    if sys.version_info < LEAST:
        sys.exit("Kondusif perlu Python 3.11 atau lebih baru; %s adalah %s." % (sys.executable, sys.version.split()[0]))
    digest = digest_of("pyproject.toml", LOCKS[wanted], *interpreter())
    if up_to_date(wanted, digest):
        return
    make_venv()
    say("Memasang paket (%s) ..." % LOCKS[wanted])
    pip("install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCKS[wanted])
    pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
    write_stamp(wanted, digest)


def interpreter():
    """What a change of the machine's Python changes."""
    return [sys.version.encode()]


def digest_of(*parts):
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            with open(os.path.join(ROOT, part), "rb") as file:
                part = file.read()
        whole.update(part)
    return whole.hexdigest()


def stamp(name):
    return os.path.join(VENV, ".kondusif-" + name)


def up_to_date(wanted, digest):
    if not os.path.exists(os.path.join(VENV, "bin", "kondusif")):
        return False
    if holds(wanted, digest):
        return True
    # A larger set contains the smaller: `make up` after `make test` installs nothing.
    larger = list(LOCKS)[list(LOCKS).index(wanted) + 1 :]
    return any(holds(name, digest_of("pyproject.toml", LOCKS[name], *interpreter())) for name in larger)


def holds(name, digest):
    try:
        with open(stamp(name)) as file:
            return file.read() == digest
    except OSError:
        return False


def write_stamp(name, digest):
    with open(stamp(name), "w") as file:
        file.write(digest)


def make_venv():
    if os.path.exists(python()) and subprocess.call([python(), "-c", ""]) == 0:
        return
    say("Membuat .venv ...")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]):
        sys.exit(
            "Python ini tidak dapat membuat lingkungan sendiri; pasang modul venv-nya (di Debian: paket python3-venv)."
        )


def python():
    return os.path.join(VENV, "bin", "python")


def pip(*words):
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    if subprocess.call([python(), "-m", "pip", words[0], *quiet, *words[1:]], cwd=ROOT):
        sys.exit("Pemasangan gagal; pesan pip ada di atas. Ulangi setelah jaringan tersambung.")


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("python3 tools/install.py core|dev|bench")
    main(sys.argv[1])
