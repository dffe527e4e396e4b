"""What the phone keeps: one document and one script, without a cookie, renewed with law, city and language."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from kondusif.advice import offline
from kondusif.advice.table import subjects
from kondusif.institutions.models import City

pytestmark = pytest.mark.django_db


def test_the_document_holds_table_rows_norms_calendar_and_offices(client: Client, city: City) -> None:
    answer = client.get("/bolehkah/data.json")
    found = json.loads(answer.content)
    assert not answer.cookies
    assert set(found["subjects"]) == set(subjects())
    assert found["edition"]
    assert found["stale_after_days"] > 0
    cited = {one[0] for versions in found["acts"].values() for row in versions for one in row["basis"]}
    assert cited <= set(found["instruments"])
    named = {key for one in found["subjects"].values() for line in one["situations"] for key in line.get("rows", [])}
    assert named <= set(found["acts"])


def test_the_keeper_names_its_own_files_alone_and_may_not_reach_further(client: Client, city: City) -> None:
    answer = client.get("/bolehkah/penjaga.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert not answer.cookies
    assert "Service-Worker-Allowed" not in answer
    assert 'const SHELL = "/bolehkah/"' in script
    for other in ("/lapor", "/masuk", "/ruang", "/aturan"):
        assert other not in script
    assert 'const SHELL = "/en/bolehkah/"' in client.get("/en/bolehkah/penjaga.js").content.decode()


def test_another_contest_or_another_language_is_another_version(city: City) -> None:
    before = offline.digest("id")
    assert before == offline.digest("id") != offline.digest("en")
    city.contest = "" if city.contest else "pilkada-2024"
    city.save()
    assert offline.digest("id") != before


def test_scripts_say_nothing_of_their_own_and_keep_nothing() -> None:

    for name in offline.SCRIPTS:
        script = Path(str(finders.find(name))).read_text()
        for tool in ("localStorage", "sessionStorage", "indexedDB", "cookie", "XMLHttpRequest", "sendBeacon", "eval("):
            assert tool not in script
        assert script.count("fetch(") <= 1
