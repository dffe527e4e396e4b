"""The reading page with everything that a phone loads for it weighs at most 100 kB."""

import gzip
import random
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from kondusif.circulars.models import Version
from kondusif.circulars.selectors.links import link_of
from kondusif.circulars.tests.reading import asked, drafted, people, released
from kondusif.circulars.words import MOST_POINT, MOST_POINTS, MOST_TEXT
from support.cast import Cast

pytestmark = pytest.mark.django_db
BAR, HEADERS = 100_000, 700  # bytes; more headers than any answer of the product carries
CONSONANTS, VOWELS = "bcdfghjklmnprstw", "aeiou"


def words(length: int, lot: random.Random) -> str:
    """A text of syllables, which packs worse than any real one."""
    found = ""
    while len(found) < length:
        found += "".join(lot.choice(CONSONANTS) + lot.choice(VOWELS) for _each in range(lot.randint(1, 4))) + " "
    return found[:length].strip()


def loaded(page: str) -> dict[str, bytes]:
    """Every file that the page asks for, and what its styles ask for in turn."""
    named = [name.removeprefix("/static/") for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)]
    files = {name: Path(str(finders.find(name))).read_bytes() for name in named}
    for name, data in [*files.items()]:
        if name.endswith(".css"):
            for inner in re.findall(r"url\(['\"]?([^)'\"]+)", data.decode()):
                if not inner.startswith(("data:", "#")):
                    path = Path(name).parent / inner
                    files[str(path)] = Path(str(finders.find(str(path)))).read_bytes()
    return files


def weight(client: Client, path: str) -> int:
    """Bytes on the wire for a first visit: text packed as the server packs it, fonts and pictures as they are."""
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    files = loaded(gzip.decompress(answer.content).decode())
    assert any(name.endswith(".woff2") for name in files)
    assert any(name.endswith(".css") for name in files)
    assert not any(name.endswith(".js") for name in files)
    packed = {name: data if name.endswith(".woff2") else gzip.compress(data, 6) for name, data in files.items()}
    return len(answer.content) + sum(map(len, packed.values())) + HEADERS * (len(packed) + 1)


@pytest.mark.parametrize("richest", [False, True])
def test_the_reading_page_weighs_at_most_100_kb(client: Client, cast: Cast, richest: bool) -> None:
    (employee,) = people(cast.ani, {})
    version = drafted(cast.intan)
    if richest:
        lot = random.Random(7)
        texts = {name: words(MOST_TEXT, lot) for name in ("basis", "opening", "closing")}
        points = [words(MOST_POINT, lot) for _each in range(MOST_POINTS)]
        Version.objects.filter(pk=version.pk).update(points=points, **texts)
        version.refresh_from_db()
    path = link_of(asked(released(version, cast.intan).circular, employee))
    for page in (path, f"{path}pertanyaan/"):
        found = weight(client, page)
        assert found <= BAR, f"{page[-12:]} weighs {found}"
