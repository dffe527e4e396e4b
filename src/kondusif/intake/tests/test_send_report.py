"""A reporter sends a report: four pages, three tracks, and what happens when something is wrong."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from kondusif.audit.models import Entry
from kondusif.intake import secrecy
from kondusif.intake.codes import read_code
from kondusif.intake.models import Report
from kondusif.intake.rules import Track
from kondusif.intake.tests.door import kept_as, person_behind
from kondusif.intake.tests.support import Pelapor, draft, fields_of, receive
from kondusif.kernel.errors import Refused

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"


def test_a_report_is_kept_as_it_was_written_and_the_receipt_shows_the_code(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = pelapor.code
    page = pelapor.press("kirim", echo=code[-4:].lower()).content.decode()
    report = kept_as(code)
    assert "sudah kami terima" in page
    assert code in page.replace("</span><span>", "")
    assert report.words == "Staf kelurahan membagikan kaus pasangan calon.\nSaya melihat sendiri."
    assert (report.happened_on, report.known_on) == (date(2024, 11, 9), date(2024, 11, 10))
    assert (report.area_code, report.exact_area) == ("33.72.03.1004", "33.72.03.1004.002.001")
    assert report.accused_unit is not None
    assert report.accused_unit.key == "kel-semanggi"
    assert (report.track, report.number) == ("both", "LAP-3372-2024-0001")
    assert person_behind(code).name == "Wulan Prasetyo"


def test_the_receipt_does_not_tell_how_many_reports_there_are(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    page = pelapor.press("kirim").content.decode()
    assert Report.objects.get().number not in page


def test_the_code_is_shown_before_anything_is_sent(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    assert read_code(pelapor.code) is not None
    assert not Report.objects.exists()


def test_the_code_is_kept_only_as_a_slow_hash(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = read_code(pelapor.code)
    pelapor.press("kirim")
    assert code is not None
    row = Report.objects.values().get()
    assert code.secret not in str(row)
    assert row["locator"] == code.locator
    assert secrecy.root_of(code, row["salt"]).fits(row["verifier"])


def test_a_second_click_gives_the_same_receipt_and_no_second_report(pelapor: Pelapor) -> None:
    before_sending = pelapor.walk(4)
    first = pelapor.press("kirim").content.decode()
    pelapor.page = before_sending
    second = pelapor.press("kirim")
    assert Report.objects.count() == 1
    assert second.status_code == 200
    kept = [text.split('class="kode-lacak"')[1][:300] for text in (first, second.content.decode())]
    assert kept[0] == kept[1]


def test_the_same_form_with_other_words_is_told_so_and_keeps_the_first(pelapor: Pelapor) -> None:
    before_sending = pelapor.walk(4)
    code = pelapor.code
    pelapor.press("kirim")
    pelapor.page = before_sending
    answer = pelapor.press("kirim", words="Ceritanya lain sama sekali.")
    assert answer.status_code == 409
    assert "sudah terkirim sebelumnya" in answer.content.decode()
    assert "Ceritanya lain sama sekali." in answer.content.decode()
    assert kept_as(code).words.startswith("Staf kelurahan")
    assert Report.objects.count() == 1


def test_bawaslu_alone_gives_the_form_and_keeps_nothing(
    pelapor: Pelapor, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    trail = Entry.objects.count()
    pelapor.walk(4, track="bawaslu")
    paper = pelapor.press("", to="/lapor/formulir-bawaslu/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")
    assert "attachment" in paper["Content-Disposition"]
    assert not Report.objects.exists()
    assert Entry.objects.count() == trail
    assert list(home.rglob("*")) == []
    assert caplog.text == ""


def test_bawaslu_alone_is_refused_by_the_service_itself(places: None) -> None:
    with pytest.raises(Refused, match="bawaslu_only"):
        receive(draft(track=Track.BAWASLU))


def test_pressing_send_on_bawaslu_alone_sends_nothing(pelapor: Pelapor) -> None:
    pelapor.walk(4, track="bawaslu")
    pelapor.press("kirim")
    assert not Report.objects.exists()


def test_both_gives_the_form_again_from_the_receipt(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    pelapor.press("kirim")
    paper = pelapor.press("", to="/lapor/formulir-bawaslu/")
    assert paper.content.startswith(b"%PDF-")


def test_the_city_alone_may_be_anonymous(pelapor: Pelapor) -> None:
    pelapor.walk(4, track="city", name="", address="", phone="")
    pelapor.press("kirim")
    assert Report.objects.get().track == "city"
    assert not Report.objects.get().named


def test_both_asks_for_a_name_and_loses_nothing(pelapor: Pelapor) -> None:
    page = pelapor.walk(4, name="")
    assert page.status_code == 422
    assert "Isi nama Anda, atau pilih jalur tanpa nama." in page.content.decode()
    kept = fields_of(page)
    assert (kept["address"], kept["track"], kept["words"][:4]) == ("Gajahan", "both", "Staf")


def test_going_back_loses_nothing(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    pelapor.press("1")
    kept = fields_of(pelapor.page)
    assert kept["words"].replace("\r\n", "\n") == Pelapor.EVENT["words"]
    assert (kept["happened_on"], kept["name"], kept["rt"]) == ("9 November 2024", "Wulan Prasetyo", Pelapor.PLACE["rt"])


def test_rw_and_rt_appear_once_the_kelurahan_is_known(pelapor: Pelapor) -> None:
    pelapor.walk(2)
    assert 'name="rw"' not in pelapor.page.content.decode()
    page = pelapor.press("2", area="33.72.03.1004", accused_name="belum hilang").content.decode()
    assert "RW 002" in page
    assert "belum hilang" in page
    page = pelapor.press("2", rw="33.72.03.1004.002").content.decode()
    assert "RT 001" in page


def test_an_rw_of_another_kelurahan_is_left_out_not_refused(pelapor: Pelapor) -> None:
    pelapor.walk(2)
    pelapor.press("3", **(Pelapor.PLACE | {"area": "33.72.04.1010"}))
    pelapor.press("4", **Pelapor.PERSON)
    pelapor.press("kirim")
    assert Report.objects.get().area_code == "33.72.04.1010"


def test_the_page_says_what_bawaslu_still_misses_and_both_dates(pelapor: Pelapor) -> None:
    page = pelapor.walk(3).content.decode()
    assert "Yang masih kurang bagi Bawaslu" in page
    # Known on Sunday 10 November 2024, seven calendar days (law.md, test 37's rule): Saturday or Sunday.
    assert "Sabtu, 16 November 2024" in page
    assert "Minggu, 17 November 2024" in page
    assert "Jumat, 15 November 2024 pukul 16.30" in page
    assert "Mengapa tanggal ini?" in page


@pytest.mark.parametrize("word", ["Nama, alamat, telepon, surel Anda", "Tempat", "Disimpan"])
def test_before_sending_one_line_says_who_will_see_it(pelapor: Pelapor, word: str) -> None:
    """Failure 17 of the acceptance list."""
    pelapor.walk(4)
    part = pelapor.page.content.decode().split('id="h-lihat"')[1]
    assert f"<dt>{word}</dt>" in part
    assert "Verifikator (1 orang)" in part
    assert "Badan Kesatuan Bangsa dan Politik" in part


def test_a_place_is_chosen_by_list_and_text_without_a_map(pelapor: Pelapor) -> None:
    page = pelapor.walk(2).content.decode()
    assert '<optgroup label="Pasar Kliwon">' in page
    assert "<svg" not in page.split('id="lapor"')[1].split("</form>")[0]


def test_the_head_of_a_sheltered_unit_makes_bawaslu_alone_the_default(pelapor: Pelapor) -> None:
    pelapor.walk(2)
    pelapor.press("3", **(Pelapor.PLACE | {"accused_unit": "setda", "accused_is_head": "on"}))
    assert fields_of(pelapor.page)["track"] == "bawaslu"


def test_otherwise_the_reporter_chooses_and_nothing_is_chosen_beforehand(pelapor: Pelapor) -> None:
    assert "track" not in fields_of(pelapor.walk(3))


def test_when_every_verifier_stands_in_the_line_the_city_track_is_refused_in_words(
    pelapor: Pelapor, cast: object
) -> None:
    pelapor.walk(2)
    pelapor.press("3", **(Pelapor.PLACE | {"accused_unit": "kesbangpol"}))
    pelapor.press("4", **Pelapor.PERSON)
    answer = pelapor.press("kirim")
    assert answer.status_code == 422
    assert "Pilih Bawaslu saja" in answer.content.decode()
    assert fields_of(answer)["name"] == "Wulan Prasetyo"
    assert not Report.objects.exists()


# Information -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "flag", "words"),
    [
        ({"happened_on": "20 November 2024"}, "future", "belum terjadi"),
        ({"happened_on": "5 Mei 2010"}, "no_contest", "di luar masa pemilihan"),
    ],
)
def test_what_lies_outside_is_taken_as_information_with_the_reason(
    pelapor: Pelapor, changed: dict[str, str], flag: str, words: str
) -> None:
    pelapor.press("2", **(Pelapor.EVENT | changed))
    page = pelapor.press("3", **Pelapor.PLACE).content.decode()
    assert words in page
    pelapor.press("4", **Pelapor.PERSON)
    assert words in pelapor.press("kirim").content.decode()
    assert Report.objects.get().flags == [flag]


def test_an_unknown_area_code_is_filed_under_the_nearest_known_place(pelapor: Pelapor) -> None:
    pelapor.walk(2)
    page = pelapor.press("3", **(Pelapor.PLACE | {"area": "33.72.03.9999", "rw": "", "rt": ""})).content.decode()
    assert "terdekat yang dikenal: Pasar Kliwon" in page
    pelapor.press("4", **Pelapor.PERSON)
    code = pelapor.code
    pelapor.press("kirim")
    report = kept_as(code)
    assert (report.area_code, report.area_given, report.flags) == ("33.72.03", "33.72.03.9999", ["unknown_area"])


# No trace ---------------------------------------------------------------------------


def test_the_anonymous_path_makes_no_cookie_no_call_and_no_line_with_an_address(
    places: None, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Failure 16 of the acceptance list."""
    caplog.set_level("DEBUG")
    address, browser = "203.0.113.77", "Canary-Browser/9"
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    someone = Pelapor(client)
    someone.walk(4)
    pages = [someone.page, someone.press("kirim")]
    code = someone.code
    pages += [
        client.get("/lapor/cek/"),
        client.post("/lapor/cek/", {"code": code}),
        client.post("/lapor/cek/", {"code": "x"}),
    ]
    assert not client.cookies
    for page in pages:
        assert not page.cookies
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert "://" not in page.content.decode().replace("http://www.w3.org/2000/svg", "")
    logged = caplog.text + "".join(capfd.readouterr())
    stored = "".join(str(list(model.objects.values())) for model in (Report, Entry))
    for canary in (address, browser, code):
        assert canary not in logged
        assert canary not in stored


def test_the_public_pages_weigh_little(pelapor: Pelapor) -> None:
    assert all(len(pelapor.walk(step).content) < 40_000 for step in (2,))


def test_a_report_has_the_exercise_date_in_clear_and_its_real_moment_only_with_the_identity(pelapor: Pelapor) -> None:
    pelapor.walk(4)
    code = pelapor.code
    pelapor.press("kirim")
    assert kept_as(code).received_on == date(2024, 11, 13)
    arrived = datetime.fromisoformat(person_behind(code).arrived_at)
    assert abs((timezone.now() - arrived).total_seconds()) < 60
