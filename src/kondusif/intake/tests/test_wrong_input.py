"""Wrong input at the public door: one plain sentence, and nothing typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kondusif.base import lanes, tokens
from kondusif.base.lanes import Turns
from kondusif.intake import secrecy
from kondusif.intake.codes import read_code
from kondusif.intake.models import Report
from kondusif.intake.tests.door import kept_as
from kondusif.intake.tests.support import START, Pelapor, draft, fields_of, picture, receive
from kondusif.intake.views_public import stepper

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"


def test_an_empty_form_gets_one_sentence_a_field(pelapor: Pelapor) -> None:
    page = pelapor.press("2")
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count('class="pesan-salah"') == 3
    assert "Ada 3 hal yang perlu diperbaiki" in text


HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "bidi": "nama \u202egnak\u202c terbalik",
    "template": "{{ settings.SECRET_KEY }} {% now 'Y' %}",
    "quotes": "\"' onfocus=alert(1) autofocus x='",
}
TEXTS = [
    "words",
    "evidence_words",
    "place_words",
    "accused_name",
    "accused_post",
    "accused_other",
    "name",
    "address",
    "job",
]


@pytest.mark.parametrize("hostile", list(HOSTILE.values()), ids=list(HOSTILE))
def test_hostile_text_in_every_field_is_kept_as_text(pelapor: Pelapor, hostile: str) -> None:
    filled = dict.fromkeys(TEXTS, hostile)
    pelapor.press("2", **(Pelapor.EVENT | {k: v for k, v in filled.items() if k in Pelapor.EVENT}))
    pelapor.press(
        "3",
        **(
            Pelapor.PLACE
            | {k: v for k, v in filled.items() if k.startswith(("place", "accused"))}
            | {"accused_unit": "kel-semanggi"}
        ),
    )
    pelapor.press("4", **(Pelapor.PERSON | {"name": hostile, "address": hostile, "job": hostile}))
    page = pelapor.page.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page.split("<dl")[1]
    code = pelapor.code
    pelapor.press("kirim")
    assert kept_as(code).words == hostile.replace("\u202e", "").replace("\u202c", "")


@pytest.mark.parametrize(("bad", "sentence"), [("a\x00b", "karakter rusak"), ("a\ufffdb", "huruf yang rusak")])
@pytest.mark.parametrize("name", ["words", "evidence_words"])
def test_broken_characters_get_one_sentence_and_stay(pelapor: Pelapor, name: str, bad: str, sentence: str) -> None:
    page = pelapor.press("2", **(Pelapor.EVENT | {name: bad}))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.content.decode().count('class="pesan-salah"') == 1
    assert "9 November 2024" in page.content.decode()


def test_misencoded_bytes_get_one_sentence(pelapor: Pelapor) -> None:
    body = (
        b"langkah=1&ke=2&kind=neutrality&known_on=10/11/2024&words=caf%E9&tanda="
        + fields_of(pelapor.page)["tanda"].encode()
    )
    page = pelapor.client.post(START, body, content_type=URLENCODED)
    assert page.status_code == 422
    assert "huruf yang rusak" in page.content.decode()


def test_a_huge_text_is_refused_with_its_length_and_kept(pelapor: Pelapor) -> None:
    page = pelapor.press("2", **(Pelapor.EVENT | {"words": "x" * 200_000}))
    assert page.status_code == 422
    assert "200.000" in page.content.decode()
    assert len(fields_of(page)["words"]) == 200_000


def test_a_request_over_the_cap_gets_one_sentence(pelapor: Pelapor) -> None:
    page = pelapor.client.post(START, b"words=" + b"x" * (5 * 1024 * 1024), content_type=URLENCODED)
    assert page.status_code == 413
    assert "terlalu besar" in page.content.decode()


def test_files_over_the_cap_keep_everything_typed(pelapor: Pelapor, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    pelapor.walk(4)
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("besar.jpg", picture(size=(400, 400))))
    assert page.status_code == 422
    assert "terlalu besar" in page.content.decode()
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert not Report.objects.exists()


def test_a_damaged_body_gets_one_sentence(pelapor: Pelapor) -> None:
    page = pelapor.client.post(START, b"--x\r\nnonsense", content_type="multipart/form-data")
    assert page.status_code == 400
    assert "tidak terbaca" in page.content.decode()


@pytest.mark.parametrize("known_on", ["besok", "31/2/2024", "20 November 2024", "9 9 9", "1/1/0001"])
def test_a_date_that_cannot_be_meant_gets_a_sentence_and_stays(pelapor: Pelapor, known_on: str) -> None:
    page = pelapor.press("2", **(Pelapor.EVENT | {"known_on": known_on}))
    assert page.status_code == 422
    assert fields_of(page)["known_on"] == known_on


def test_a_choice_outside_the_list_gets_a_sentence(pelapor: Pelapor) -> None:
    assert pelapor.press("2", **(Pelapor.EVENT | {"kind": "drop table"})).status_code == 422


def test_the_wrong_last_group_is_told_and_nothing_is_sent(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim", echo="AAAA")
    assert page.status_code == 422
    assert "berbeda dari kelompok terakhir" in page.content.decode()
    assert not Report.objects.exists()


def test_an_expired_form_gives_everything_back_with_the_same_code(
    pelapor: Pelapor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pelapor.walk(4)
    code = pelapor.code
    monkeypatch.setattr(stepper, "MAX_AGE", -1)
    page = pelapor.press("kirim")
    assert page.status_code == 422
    assert "terlalu lama terbuka" in page.content.decode()
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert pelapor.code == code
    assert not Report.objects.exists()
    monkeypatch.undo()
    pelapor.press("kirim")
    assert Report.objects.count() == 1


def test_a_forged_form_gives_everything_back_with_a_fresh_code(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = pelapor.code
    page = pelapor.press("kirim", tanda="x" * 50)
    assert page.status_code == 422
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert pelapor.code != code
    assert not Report.objects.exists()


def test_a_token_of_another_purpose_does_not_pass(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    other = tokens.issue({"id": "a" * 32, "code": "x"}, "lain")
    assert pelapor.press("kirim", tanda=other).status_code == 422
    assert not Report.objects.exists()


def test_a_code_that_another_report_took_is_replaced_and_said(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = read_code(pelapor.code)
    receive(draft(), code=code)
    page = pelapor.press("kirim")
    assert page.status_code == 422
    assert "diganti dengan yang baru" in page.content.decode()
    assert pelapor.code != (code.text if code else "")
    assert pelapor.press("kirim").status_code == 200
    assert Report.objects.count() == 2


def test_many_at_once_are_asked_to_wait_and_lose_nothing(pelapor: Pelapor, monkeypatch: pytest.MonkeyPatch) -> None:
    pelapor.walk(4)
    monkeypatch.setattr(lanes, "slow_turns", Turns(running=1, waiting=0, patience=0.01))
    with secrecy.turn():
        page = pelapor.press("kirim")
    assert (page.status_code, page["Retry-After"]) == (503, "20")
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert not Report.objects.exists()
