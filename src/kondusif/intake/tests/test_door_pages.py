"""The pages before sending: the safety word, the code typed back, the closed city, nothing kept of what is unsent."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from kondusif.intake import safety
from kondusif.intake.echo import pattern_of, typed_back
from kondusif.intake.models import Report
from kondusif.intake.safety import Circle
from kondusif.intake.tests.door import kept_as
from kondusif.intake.tests.support import START, Pelapor, fields_of, picture
from kondusif.kernel.signs import ALPHABET
from kondusif.vault.models import UnitKey

pytestmark = pytest.mark.django_db
CANARY = "kenari-belum-terkirim-52"


def shown(pelapor: Pelapor) -> str:
    return html.unescape(pelapor.page.content.decode())


# The safety word -----------------------------------------------------------------


@pytest.mark.parametrize("circle", list(Circle))
def test_the_answer_brings_its_advice_before_sending(pelapor: Pelapor, circle: Circle) -> None:
    pelapor.walk(4, known_by=circle)
    advice = safety.ADVICE[circle]
    page = shown(pelapor)
    assert str(advice.title) in page
    assert all(str(point) in page for point in advice.points)
    assert page.index(str(advice.title)) < page.index('value="kirim">Kirim')
    assert not Report.objects.exists()


def test_without_an_answer_each_circle_has_one_sentence(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    assert all(str(short) in shown(pelapor) for short in safety.every_short())


def test_an_answer_that_is_none_of_them_is_refused_in_one_sentence(pelapor: Pelapor) -> None:
    page = pelapor.walk(4, known_by="semua")
    assert page.status_code == 422
    assert shown(pelapor).count('class="pesan-salah"') == 1


@pytest.mark.parametrize("circle", [Circle.ALONE, Circle.MANY])
def test_the_answer_is_kept_nowhere(pelapor: Pelapor, circle: Circle) -> None:
    pelapor.walk(4, known_by=circle)
    code = pelapor.code
    pelapor.press("kirim")
    report = kept_as(code)
    told = repr(report.told) + repr({k: v for k, v in vars(report).items() if isinstance(v, str | list)})
    assert "known_by" not in told
    assert not re.search(rf"['\"]{circle}['\"]", told)


def test_going_back_keeps_the_answer_in_the_form(pelapor: Pelapor) -> None:
    pelapor.walk(4, known_by="few")
    pelapor.press("3")
    assert fields_of(pelapor.page)["known_by"] == "few"


# The code typed back ---------------------------------------------------------------


@pytest.mark.parametrize(("echo", "sentence"), [("", "Ketik kelompok terakhir"), ("AAAA", "berbeda dari kelompok")])
def test_a_missing_or_wrong_last_group_is_told_and_nothing_else_is_lost(
    pelapor: Pelapor, echo: str, sentence: str
) -> None:
    pelapor.walk(4, known_by="few")
    code, before = pelapor.code, fields_of(pelapor.page)
    page = pelapor.press("kirim", echo=echo)
    assert page.status_code == 422
    assert shown(pelapor).count('class="pesan-salah"') == 1
    assert sentence in shown(pelapor)
    assert pelapor.code == code
    unchanged = set(before) - {"tanda", "echo", "bukti_slip"}
    assert {name: fields_of(page)[name] for name in unchanged} == {name: before[name] for name in unchanged}
    assert not Report.objects.exists()


def test_the_last_group_is_taken_in_either_case_with_spaces_and_look_alikes(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    last = pelapor.code[-4:]
    typed = " ".join(last.lower().replace("0", "o").replace("1", "l"))
    assert pelapor.press("kirim", echo=typed).status_code == 200
    assert Report.objects.count() == 1


@pytest.mark.parametrize("at", range(0, len(ALPHABET), 4))
def test_the_browser_takes_what_the_server_takes(at: int) -> None:
    group = ALPHABET[at : at + 4]
    pattern = re.compile(pattern_of(group))
    for typed in (group, group.lower(), " ".join(group), f"{group[:2]}-{group[2:]}", group[::-1], group[:3], "O0Il"):
        assert bool(pattern.fullmatch(typed)) is typed_back(typed, group), typed


def test_the_code_is_offered_as_no_file(pelapor: Pelapor) -> None:
    page = pelapor.walk(4).content.decode()
    before_sending = page[page.index('class="kode-lacak"') : page.index('id="h-isi"')]
    assert "download" not in before_sending
    assert not re.search(r"<a [^>]*href", before_sending)


def test_bawaslu_alone_asks_for_no_code(pelapor: Pelapor) -> None:
    page = pelapor.walk(4, track="bawaslu").content.decode()
    assert 'class="kode-lacak"' not in page
    assert 'name="echo"' not in page


# Evidence ------------------------------------------------------------------------------


def test_the_form_names_the_kinds_of_files_and_what_becomes_of_them(pelapor: Pelapor) -> None:
    page = pelapor.walk(4).content.decode()
    box = re.search(r'<input type="file"[^>]*>', page)
    assert box is not None
    assert all(kind in box.group() for kind in (".jpg", ".png", ".webp", ".heic", ".pdf", ".docx", ".xlsx"))
    assert "Berkas aslinya disegel." in page
    assert "Menyamarkan dengan editor ponsel" in page


def test_a_refused_file_is_named_in_one_sentence_and_everything_typed_stays(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = pelapor.code
    page = pelapor.press("kirim", evidence=SimpleUploadedFile("rusak-sekali.jpg", b"\xff\xd8\xff\xe0 bukan gambar"))
    assert page.status_code == 422
    assert shown(pelapor).count('class="pesan-salah"') == 1
    assert "rusak-sekali.jpg" in shown(pelapor)
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert fields_of(page)["echo"] == code[-4:]
    assert not Report.objects.exists()


# Keys and routing ------------------------------------------------------------------------


def test_without_keys_only_bawaslu_alone_is_offered_in_one_sentence(pelapor: Pelapor) -> None:
    UnitKey.objects.update(current=False)
    page = pelapor.walk(3).content.decode()
    assert re.findall(r'name="track" value="(\w+)"', page) == ["bawaslu"]
    assert fields_of(pelapor.page)["track"] == "bawaslu"
    assert page.count("Jalur kota sedang tertutup") == 1


def test_without_keys_a_track_of_the_city_is_refused_and_nothing_is_kept(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    UnitKey.objects.update(current=False)
    page = pelapor.press("kirim")
    assert page.status_code == 422
    assert "Jalur ini tidak terbuka" in shown(pelapor)
    assert fields_of(page)["name"] == "Wulan Prasetyo"
    assert not Report.objects.exists()


def test_the_head_over_every_verifier_is_warned_of_before_sending_and_bawaslu_is_proposed(pelapor: Pelapor) -> None:
    pelapor.walk(2)
    pelapor.press("3", **(Pelapor.PLACE | {"accused_unit": "wali-kota", "accused_is_head": "on"}))
    assert "bawahannya akan dapat membaca laporan ini" in shown(pelapor)
    assert fields_of(pelapor.page)["track"] == "bawaslu"
    pelapor.press("4", **(Pelapor.PERSON | {"track": "city"}))
    assert "bawahannya akan dapat membaca laporan ini" in shown(pelapor)


def test_an_accused_unit_over_no_verifier_brings_no_warning(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    assert "bawahannya akan dapat membaca" not in shown(pelapor)


# After sending ---------------------------------------------------------------------------------


def test_the_receipt_says_what_happens_next_and_what_to_do_under_pressure(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = pelapor.code
    pelapor.press("kirim")
    page = shown(pelapor)
    assert code in page.replace("</span><span>", "")
    assert "Rabu, 13 November 2024" in page
    assert "disegel untuk 1 verifikator" in page
    assert "Saya ditekan karena melapor" in page
    assert Report.objects.get().number not in page


# Nothing of an unsent report stays -----------------------------------------------------------------


def every_stored_value() -> Iterator[str]:
    """Every row of every table, as the database gives it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for found in cursor.fetchall():
                yield repr(found)


def test_a_report_that_is_not_sent_leaves_no_row_no_file_and_no_line(
    places: None, home: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    upload = SimpleUploadedFile(f"{CANARY}.jpg", picture(note=CANARY))
    caplog.set_level("DEBUG")
    someone = Pelapor(Client(enforce_csrf_checks=True))
    before = {model: model.objects.count() for model in apps.get_models()}
    files = sorted(home.rglob("*"))
    someone.press("2", **(Pelapor.EVENT | {"words": CANARY, "evidence_words": CANARY}))
    someone.press("3", **(Pelapor.PLACE | {"place_words": CANARY, "accused_name": CANARY, "accused_post": CANARY}))
    someone.press("4", **(Pelapor.PERSON | {"name": CANARY, "address": CANARY, "known_by": "alone"}))
    assert someone.press("kirim", echo="", evidence=upload).status_code == 422
    code = someone.code
    assert CANARY in someone.page.content.decode()
    assert {model: model.objects.count() for model in apps.get_models()} == before
    assert sorted(home.rglob("*")) == files
    told = "".join(every_stored_value()) + caplog.text + "".join(capfd.readouterr())
    assert CANARY not in told
    assert code not in told
    assert not someone.client.cookies


def test_the_first_page_is_light(pelapor: Pelapor) -> None:
    assert len(pelapor.client.get(START).content) < 20_000
