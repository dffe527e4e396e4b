"""How long the six papers of a session take: twelve photos, an attendance list of three pages, ten questions. Bar: 2 s.

Run: .venv/bin/python bench/spj.py
"""

import io
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
os.environ.setdefault("KONDUSIF_HOME", tempfile.mkdtemp(prefix="kondusif-bench-"))

ROUNDS = 10
BAR_SECONDS = 2.0
PHOTOS, SCANS, QUESTIONS, ATTENDING = 12, 3, 10, 120


def camera(seed: int) -> bytes:
    """A picture as large as a phone makes it, with as much detail as a crowd has."""
    from PIL import Image

    noise = random.Random(seed)
    small = Image.frombytes("RGB", (400, 300), noise.randbytes(400 * 300 * 3))
    out = io.BytesIO()
    small.resize((2400, 1800), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def full_session() -> object:
    """A recorded session with everything that the papers can show."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from kondusif.accounts.rules import Role
    from kondusif.accounts.selectors import actor_of
    from kondusif.kernel.clock import now
    from kondusif.outreach.rules import NewPicture, Origin, PictureKind
    from kondusif.outreach.services.recording import record_session
    from kondusif.outreach.tests.conftest import PLACES
    from kondusif.outreach.tests.factories import facts
    from kondusif.territory.models import Area, Edition
    from support.cast import SEMANGGI, found_exercise, person

    found_exercise()
    Edition.objects.create(name="bench", rows=len(PLACES), loaded_at=now())
    Area.objects.bulk_create(
        Area(code=code, name=name, level=level, parent_code=above, edition="bench")
        for code, name, level, above in PLACES
        if not Area.objects.filter(code=code).exists()
    )
    officer = person("citra", "Citra", Role.FIELD, "kel-semanggi", SEMANGGI)
    photos = [NewPicture(PictureKind.PHOTO, camera(number)) for number in range(PHOTOS)]
    scans = [NewPicture(PictureKind.ATTENDANCE_LIST, camera(100 + number)) for number in range(SCANS)]
    written = facts(
        attending=ATTENDING, notes="Pemateri menjelaskan tahapan dan larangan. " * 40,
        questions=[(f"Pertanyaan {n}?", "Jawaban. " * 12) for n in range(QUESTIONS)],
    )  # fmt: skip
    return record_session(actor_of(officer), written, key=uuid.uuid4(), origin=Origin.FIELD, pictures=photos + scans)


def timed(make: Callable[[], bytes], name: str) -> dict[str, object]:
    """First run (fonts are read, the template is parsed), the middle and the slowest of the others, in seconds."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        size = len(make())
        times.append(time.perf_counter() - start)
    return {
        "name": name, "pictures": PHOTOS + SCANS, "first_s": round(times[0], 3),
        "median_s": round(statistics.median(times[1:]), 3), "worst_s": round(max(times[1:]), 3), "bytes": size,
        "bar_s": BAR_SECONDS, "met": max(times) <= BAR_SECONDS,
    }  # fmt: skip


def measure() -> list[dict[str, object]]:
    """One row for the printed pack, one for the pack that an office can change."""
    import django

    django.setup()
    from kondusif.outreach import papers_made
    from kondusif.outreach.papers import Asked
    from kondusif.outreach.selectors.papers import signers_for
    from kondusif.outreach.selectors.sessions import session_view

    session = full_session()

    def made(write: Callable[..., bytes]) -> Callable[[], bytes]:
        def once() -> bytes:
            view = session_view(session)  # type: ignore[arg-type]
            signer = signers_for(view.session)[0]
            return write(view, Asked(signer=signer, address="https://kota.contoh/sosialisasi/SOS-3372-2024-0001/"))

        return once

    return [
        timed(made(papers_made.pack_pdf), "papers of a session as PDF"),
        timed(made(papers_made.pack_docx), "papers of a session as DOCX"),
    ]


if __name__ == "__main__":
    for row in measure():
        print(row)
