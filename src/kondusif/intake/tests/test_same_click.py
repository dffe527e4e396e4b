"""Two clicks at the same moment make one report, on both databases."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from kondusif.intake.codes import make_code
from kondusif.intake.models import Report
from kondusif.intake.tests.support import draft, receive
from kondusif.kernel.errors import Refused
from support.cast import Cast

CLICKS = 8
ALONE = """
import os, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kondusif.vault import boxes
from support.cast import cast_of, found_exercise
from support.keys import keys_of_the_cast
boxes.PHRASE_PASSES, boxes.PHRASE_MEMORY_KIB = 1, 8
keys_of_the_cast(cast_of(found_exercise()))
from kondusif.intake.tests.test_same_click import click_together
print(*click_together())
"""


def click_together() -> tuple[int, int, int]:
    """Send one form from many threads at once.

    Returns:
        How many receipts came, how many were the first one, how many reports stand.
    """
    code, mark, what = make_code(), "a" * 32, draft(area_code="", accused_unit="")

    def click(_n: int) -> bool | None:
        try:
            return receive(what, code=code, mark=mark).again
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as clicks:
        answers = list(clicks.map(click, range(CLICKS)))
    return len(answers), answers.count(False), Report.objects.count()


@pytest.mark.usefixtures("real_commits")
@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a PostgreSQL server")
def test_many_clicks_at_once_make_one_report_on_postgresql(keys: Cast) -> None:
    assert click_together() == (CLICKS, 1, 1)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite in a file of its own")
def test_many_clicks_at_once_make_one_report_on_sqlite(tmp_path: Path) -> None:
    # The suite's own database lies in memory, where threads do not queue as they do on a disk.
    import support

    paths = os.pathsep.join([str(Path(support.__file__).parent.parent)])
    environment = os.environ | {"KONDUSIF_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kondusif.config.settings"}
    environment.pop("KONDUSIF_DB", None)
    done = subprocess.run(
        [sys.executable, "-c", ALONE, paths], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split() == [str(CLICKS), "1", "1"], done.stderr[-2000:]


@pytest.mark.django_db
def test_the_same_form_with_other_content_is_refused(keys: Cast) -> None:
    receive(draft(area_code="", accused_unit=""), mark="b" * 32)
    with pytest.raises(Refused, match="sent_differently"):
        receive(draft(area_code="", accused_unit="", words="Lain."), mark="b" * 32)
    assert Report.objects.count() == 1
