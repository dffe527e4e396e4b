import threading
import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from kondusif.base import lanes
from kondusif.base.lane_middleware import LaneMiddleware
from kondusif.base.lanes import Lanes, Recent, Turns, is_public


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Lanes:
    """One place, nobody may wait."""
    held = Lanes(public=Turns(1, 0, 0.01))
    monkeypatch.setattr(lanes, "lanes", held)
    return held


@pytest.mark.parametrize(
    "path", ["/", "/lapor/", "/en/lapor/", "/lapor/cek/", "/bolehkah/", "/api/v1/x/", "/ruang/", "//"]
)
def test_a_visitor_without_a_session_is_in_the_public_lane(path: str) -> None:
    assert is_public(path, signed_in=False)


@pytest.mark.parametrize(
    "path", ["/ruang/kejadian/nihil/", "/en/ruang/", "/akun/", "/masuk/", "/sehat/", "/static/a.css"]
)
def test_an_officer_is_not(path: str) -> None:
    assert not is_public(path, signed_in=True)


@pytest.mark.parametrize("path", ["/lapor/", "/en/lapor/cek/", "/"])
def test_a_session_buys_no_place_at_the_public_door(path: str) -> None:
    assert is_public(path, signed_in=True)


@pytest.mark.parametrize("path", ["/masuk/", "/en/masuk/", "/sehat/", "/static/kondusif/kondusif.css"])
def test_signing_in_styles_and_health_are_never_shed(path: str) -> None:
    assert not is_public(path, signed_in=False)


def test_who_comes_when_the_queue_is_full_is_refused_at_once() -> None:
    turns = Turns(running=1, waiting=0, patience=60)
    assert turns.enter()
    began = time.monotonic()
    assert not turns.enter()
    assert time.monotonic() - began < 30  # half of its patience: a busy machine may take a moment
    assert turns.refused.count() == 1


def test_patience_is_bounded() -> None:
    turns = Turns(running=1, waiting=1, patience=0.05)
    assert turns.enter()
    assert not turns.enter()
    assert turns.waits == 0


def test_a_place_that_is_given_back_goes_to_the_one_who_waits() -> None:
    turns = Turns(running=1, waiting=1, patience=120)
    assert turns.enter()
    got: list[bool] = []
    other = threading.Thread(target=lambda: got.append(turns.enter()))
    other.start()
    while not turns.waits:
        time.sleep(0.001)
    turns.leave()
    other.join(120)
    assert got == [True]


def test_never_more_run_than_there_are_places() -> None:
    turns, running, most, lock = Turns(running=3, waiting=50, patience=120), 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        assert turns.enter()
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.002)
        with lock:
            running -= 1
        turns.leave()

    threads = [threading.Thread(target=work) for _each in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    assert (running, most) == (0, 3)


def test_the_public_budget_leaves_threads_to_the_officers() -> None:
    assert lanes.RUNNING + lanes.WAITING + lanes.READ_OUT <= lanes.THREADS // 2


def test_only_the_last_minute_counts() -> None:
    at = [100.0]
    recent = Recent(clock=lambda: at[0])
    for second in range(90):
        at[0] = 100.0 + second
        recent.note()
    assert recent.count() == 60
    at[0] += 59
    assert recent.count() == 1
    at[0] += 1
    assert recent.count() == 0


def test_an_hour_is_counted_in_minutes_and_stays_small() -> None:
    at = [0.0]
    recent = Recent(3600, clock=lambda: at[0])
    for minute in range(200):
        at[0] = minute * 60.0
        recent.note()
    assert recent.count() == 60
    assert len(recent._each) <= 61


def _served(request: HttpRequest) -> HttpResponse:
    return HttpResponse("isi")


def test_who_is_refused_while_sending_may_send_to_the_end_and_hears_why(narrow: Lanes) -> None:
    """A line that is closed under a photo shows the browser's own error and never our page."""
    narrow.public.enter()
    request = RequestFactory().post("/lapor/", data=b"x" * 400_000, content_type="application/octet-stream")
    assert LaneMiddleware(_served)(request).status_code == 503
    assert request.read() == b""
    assert narrow.read_out.enter(), "the place to send to the end is free again"


def test_slow_senders_who_are_refused_take_only_their_few_threads(narrow: Lanes) -> None:
    narrow.public.enter()
    while narrow.read_out.enter():
        pass
    request = RequestFactory().post("/lapor/", data=b"x" * 400_000, content_type="application/octet-stream")
    assert LaneMiddleware(_served)(request).status_code == 503
    assert len(request.read()) == 400_000, "nobody waited for it"


def test_a_refused_visitor_gets_a_page_with_one_plain_sentence_and_no_database(narrow: Lanes) -> None:
    """No `db` mark: a query would fail this test."""
    narrow.public.enter()
    answer = LaneMiddleware(_served)(RequestFactory().get("/lapor/"))
    assert answer.status_code == 503
    assert answer["Retry-After"] == str(lanes.RETRY_AFTER)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "lalu muat ulang" in answer.content.decode()
    assert not answer.cookies


def test_a_refused_sender_hears_that_nothing_was_received(narrow: Lanes) -> None:
    narrow.public.enter()
    answer = LaneMiddleware(_served)(RequestFactory().post("/lapor/", {"words": "RAHASIA-KENARI"}))
    assert "belum diterima" in answer.content.decode()
    assert "tombol Kembali" in answer.content.decode()
    assert "RAHASIA-KENARI" not in answer.content.decode()


def test_an_officer_passes_while_the_public_lane_is_full(narrow: Lanes) -> None:
    narrow.public.enter()
    request = RequestFactory().get("/ruang/kejadian/nihil/")
    request.COOKIES["kondusif"] = "apa pun"
    assert LaneMiddleware(_served)(request).content == b"isi"


def test_a_place_is_given_back_even_after_a_crash(narrow: Lanes) -> None:
    def crash(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    for _time in range(3):
        with pytest.raises(RuntimeError):
            LaneMiddleware(crash)(RequestFactory().get("/lapor/"))
    assert LaneMiddleware(_served)(RequestFactory().get("/lapor/")).content == b"isi"


@pytest.mark.django_db
def test_the_whole_server_sheds_the_public_and_serves_the_sign_in(narrow: Lanes, client: Client, city: object) -> None:
    narrow.public.enter()
    assert client.get("/lapor/").status_code == 503
    assert client.get("/masuk/").status_code == 200
