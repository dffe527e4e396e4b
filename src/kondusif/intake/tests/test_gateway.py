"""Gateways: signed, fresh, once; and whoever does not hold the secret sees an address that does not exist."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import views_gateway
from kondusif.intake.codes import read_code
from kondusif.intake.models import Gateway, GatewayMessage, Report
from kondusif.intake.selectors import open_report, report_by_code
from kondusif.intake.services import gateways
from kondusif.intake.services.gateways import Letterhead, close_gateway, fits, open_gateway
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from support.cast import Cast
from support.keys import ring

pytestmark = pytest.mark.django_db
WORDS = "Lurah membagikan sembako bergambar pasangan calon di balai RW."
PHONE = "+62 812-0000-1111"
Send = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def calm() -> None:
    views_gateway._minute.clear()


@pytest.fixture
def opened(cast: Cast, places: None) -> tuple[Gateway, str]:
    return open_gateway(actor_of(cast.ani), key="uji-sms", name="SMS Aduan", channel="sms")


def signature(secret: str, message_id: str, at: int, body: bytes) -> str:
    """As the specification writes it down, apart from our own code."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return (
        "v1," + base64.b64encode(hmac.new(key, f"{message_id}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
    )


@pytest.fixture
def send(opened: tuple[Gateway, str], client: Client) -> Send:
    def post(
        told: Any = None,
        *,
        message_id: str = "msg_1",
        key: str = "uji-sms",
        late: int = 0,
        sign: str = "",
        raw: bytes = b"",
    ) -> HttpResponse:
        body = raw or json.dumps(told or {"text": WORDS, "from": PHONE}).encode()
        at = int(now().timestamp()) - late
        headers = {
            "webhook-id": message_id, "webhook-timestamp": str(at),
            "webhook-signature": sign or signature(opened[1], message_id, at, body),
        }  # fmt: skip
        return client.post(f"/api/v1/gerbang/{key}/", body, content_type="application/json", headers=headers)

    return post


def test_the_vector_of_the_open_specification_fits() -> None:
    head = Letterhead(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
        "v1a,bnVsbA== v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    )  # fmt: skip
    assert fits("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", head, b'{"test": 2432232314}')
    assert not fits("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", head, b'{"test": 2432232315}')


def test_a_signed_message_becomes_one_report_with_a_code_that_opens_it(send: Send, cast: Cast) -> None:
    answer = send({"text": WORDS, "from": PHONE, "sent_at": "2024-11-12T22:30:00+07:00", "area": "33.72.04.1010"})
    told = answer.json()
    report = Report.objects.get()
    assert (answer.status_code, told["number"], report.channel) == (200, report.number, "sms")
    assert told["code"] in told["reply"]
    assert (report.known_on, report.area_code, report.named) == (date(2024, 11, 12), "33.72.04.1010", True)
    found = report_by_code(told["code"])
    assert found is not None
    assert found.report.words == WORDS
    assert open_report(ring(cast.budi), report).words == WORDS


def test_no_phone_number_and_no_word_lies_in_clear(send: Send) -> None:
    send(message_id=f"{PHONE}@c.us")
    rows = [
        *Report.objects.values(),
        *GatewayMessage.objects.values(),
        *Entry.objects.values(),
        *Gateway.objects.values(),
    ]
    assert [part for part in (PHONE, "0000-1111", "sembako") if part in repr(rows)] == []


def test_the_same_message_again_gives_the_same_answer_because_the_first_may_be_lost(send: Send) -> None:
    first, again = send().json(), send()
    assert (again.status_code, again.json()) == (200, {**first, "again": True})
    assert Report.objects.count() == 1
    found = report_by_code(again.json()["code"])
    assert found is not None
    assert found.report.number == first["number"]


def test_another_message_has_another_code(send: Send) -> None:
    same = [send(message_id=name).json()["code"] for name in ("a", "b")]
    assert len({*same, send({"text": f"{WORDS} Lagi."}, message_id="c").json()["code"]}) == 3


def test_a_code_whose_place_is_taken_is_drawn_again_and_found_again(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, draw = str(send().json()["code"]), gateways.drawn_code
    monkeypatch.setattr(
        gateways, "drawn_code", lambda key, told: read_code(taken) if told[:5] == b"code0" else draw(key, told)
    )
    first = send({"text": f"{WORDS} Lagi."}, message_id="b").json()
    assert first["code"] != taken
    assert send({"text": f"{WORDS} Lagi."}, message_id="b").json()["code"] == first["code"]


@pytest.mark.parametrize("sent_at", [0, 4102444800, "1999-12-31", "2031-01-01T00:00:00+07:00"])
def test_a_wrong_clock_of_a_phone_costs_no_report_and_no_day(send: Send, sent_at: object) -> None:
    assert send({"text": WORDS, "sent_at": sent_at}).status_code == 200
    assert Report.objects.get().known_on == date(2024, 11, 13)


def test_the_same_id_with_another_body_is_a_conflict_and_keeps_nothing(send: Send) -> None:
    send()
    answer = send({"text": "Isi lain yang tidak pernah dikirim."})
    assert answer.status_code == 409
    assert Report.objects.count() == 1


def test_messages_out_of_order_each_stand_alone(send: Send) -> None:
    days = ["2024-11-12", "2024-11-09", "2024-11-11"]
    for number, day in enumerate(days):
        send({"text": f"{WORDS} Kejadian {number}.", "sent_at": day}, message_id=f"msg_{number}")
    assert [str(row.known_on) for row in Report.objects.order_by("pk")] == days


@pytest.mark.parametrize(
    "wrong",
    [
        {"sign": "v1,AAAA"}, {"sign": "v1,\u00e9"}, {"sign": "x"}, {"late": 301}, {"late": -420},
        {"key": "tidak-ada"}, {"message_id": "m" * 121},
    ],
    ids=["unsigned", "no ascii", "no scheme", "old", "from the future", "unknown", "endless id"],
)  # fmt: skip
def test_what_is_not_signed_fresh_and_known_is_answered_like_an_unknown_address(
    send: Send, client: Client, wrong: dict[str, Any]
) -> None:
    answer = send(**wrong)
    nowhere = client.post("/api/v1/tidak-ada/sama-sekali/", b"{}", content_type="application/json")
    assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert not Report.objects.exists()


def test_a_closed_gateway_is_answered_like_an_unknown_address(
    send: Send, opened: tuple[Gateway, str], cast: Cast
) -> None:
    close_gateway(actor_of(cast.ani), opened[0])
    assert send().status_code == 404
    assert Entry.objects.filter(action="intake.gateway.closed").count() == 1


def test_a_look_with_a_browser_finds_nothing(opened: tuple[Gateway, str], client: Client) -> None:
    assert client.get("/api/v1/gerbang/uji-sms/").status_code == 404


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"bukan json", 422), (b"[1]", 422), (b'{"text": ""}', 422), (b'{"text": 5}', 422), (b"\xff\xfe", 422),
        (b'{"text": "a", "kind": "lain"}', 422), (b'{"text": "a", "sent_at": "kemarin"}', 422),
        (b'{"text": "a", "sent_at": true}', 422), (b'{"text": "a", "sent_at": 1e99}', 422),
        (b'{"text": "a\\u0000"}', 422), (b"[" * 60_000, 422),
        (b'{"text": "' + b"a" * 8001 + b'"}', 422), (b'{"text": "' + b"a" * 70_000 + b'"}', 413),
    ],
)  # fmt: skip
def test_a_signed_body_that_cannot_be_read_gets_one_sentence(send: Send, raw: bytes, status: int) -> None:
    answer = send(raw=raw)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert not Report.objects.exists()


def test_a_minute_has_a_quota_for_each_gateway(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views_gateway, "A_MINUTE", 2 * views_gateway.lanes.PROCESSES)
    send(message_id="a")
    send({"text": WORDS}, message_id="b")
    answer = send({"text": WORDS}, message_id="c")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert Report.objects.count() == 2


def test_the_secret_is_shown_once_and_lies_sealed(client: Client, cast: Cast) -> None:
    client.force_login(cast.ani)
    slip = client.get("/ruang/laporan/gerbang/").context["form"].initial["slip"]
    sent = {"name": "SMS Aduan", "channel": "sms", "slip": slip}
    page = client.post("/ruang/laporan/gerbang/", sent)
    secret, gateway = page.context["secret"], Gateway.objects.get()
    assert secret.startswith("whsec_")
    assert secret in page.content.decode()
    assert secret[6:].encode() not in bytes(gateway.secret)
    assert secret not in client.get("/ruang/laporan/gerbang/").content.decode()
    assert client.post("/ruang/laporan/gerbang/", sent).context["secret"] == secret  # a second click, the same form
    assert Gateway.objects.count() == 1


def test_a_second_gateway_of_the_same_name_is_refused(cast: Cast, opened: tuple[Gateway, str]) -> None:
    with pytest.raises(Refused, match="name_taken"):
        open_gateway(actor_of(cast.ani), key="lain", name="sms aduan", channel="chat")
    with pytest.raises(Refused, match=r"gateway\.channel"):
        open_gateway(actor_of(cast.ani), key="lain", name="Lain", channel="letter")


def test_the_admin_closes_a_gateway_and_sees_what_it_delivered(send: Send, client: Client, cast: Cast) -> None:
    send()
    client.force_login(cast.ani)
    page = client.get("/ruang/laporan/gerbang/")
    ((row, _name, _at),) = page.context["rows"]
    assert (row.count, row.last_on) == (1, date(2024, 11, 13))
    assert client.post("/ruang/laporan/gerbang/uji-sms/tutup/").status_code == 302
    assert Gateway.objects.get().closed_on == date(2024, 11, 13)


@pytest.mark.parametrize("other", [{}, {"name": "SMS Lain"}, {"name": "Obrolan", "channel": "chat"}])
def test_the_form_of_another_or_closed_gateway_is_refused_in_words_and_sent_again_on_purpose(
    client: Client, cast: Cast, other: dict[str, str]
) -> None:
    client.force_login(cast.ani)
    page = client.get("/ruang/laporan/gerbang/")
    sent = {"name": "SMS Aduan", "channel": "sms", "slip": page.context["form"].initial["slip"]}
    first = client.post("/ruang/laporan/gerbang/", sent).context["gateway"]
    if not other:
        client.post(f"/ruang/laporan/gerbang/{first.key}/tutup/")
    back = client.post("/ruang/laporan/gerbang/", sent | other)
    assert back.status_code == 422
    assert "Formulir ini sudah membuka sebuah gerbang" in back.content.decode()
    typed = back.context["form"].data
    assert typed["name"] == (sent | other)["name"]
    again = client.post("/ruang/laporan/gerbang/", sent | other | {"slip": typed["slip"]})
    assert again.context["gateway"].pk != first.pk
