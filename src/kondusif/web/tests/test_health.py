from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from kondusif.web import heartbeat, jobs


@pytest.fixture
def home(settings, tmp_path) -> None:
    """An empty data folder."""
    settings.HOME = tmp_path


@pytest.mark.usefixtures("home", "db")
def test_health_says_honestly_that_no_worker_was_ever_seen(client: Client) -> None:
    answer = client.get("/sehat/")
    body = answer.json()
    assert answer.status_code == 200
    assert body["database"]["ok"] is True
    assert body["worker"] == {"ok": False, "status": "tidak jalan", "seen_at": None}
    assert {"disk", "version"} <= set(body)


@pytest.mark.usefixtures("home", "db")
def test_a_beat_is_a_sign_of_life_and_an_old_one_is_not(client: Client) -> None:
    jobs.beat.call_local()
    assert client.get("/sehat/").json()["worker"]["status"] == "jalan"
    old = datetime.now(UTC) - heartbeat.FRESH - timedelta(seconds=1)
    heartbeat.path().write_text(old.isoformat())
    assert client.get("/sehat/").json()["worker"]["status"] == "tidak jalan"


@pytest.mark.usefixtures("home", "db")
def test_a_damaged_beat_is_no_sign_of_life(client: Client) -> None:
    heartbeat.path().write_text("kemarin")
    assert client.get("/sehat/").json()["worker"]["ok"] is False


@pytest.mark.usefixtures("home", "db")
def test_health_sets_no_cookie_and_has_no_language(client: Client) -> None:
    assert not client.get("/sehat/").cookies
    with pytest.raises(Resolver404):
        resolve("/en/sehat/")
