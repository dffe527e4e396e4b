"""Saya ditekan karena melapor: it goes outside the city; nobody of its line reads it or learns whose it is."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.audit.models import Entry
from kondusif.institutions.models import Body
from kondusif.institutions.services import load_bodies, move_exercise_date
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Pressure, Report
from kondusif.intake.pressed import opened_paper
from kondusif.intake.selectors import report_by_code
from kondusif.intake.selectors.pressure import notices_of
from kondusif.intake.tests.support import BACK, draft, fields_of, receive
from kondusif.intake.tests.way_back import Returning
from kondusif.vault import boxes
from kondusif.vault.services import seat_custodian
from support.cast import HOUSE, TODAY, Cast, person
from support.keys import ring, unlock_client, with_key

pytestmark = pytest.mark.django_db

CANARY = "Camat mengancam memindahkan saya ke kelurahan paling jauh."
OUTSIDE = [
    {"key": "lpsk", "name": "LPSK", "address": "Jakarta (alamat latihan)", "phone": "148", "takes": ["pressure"],
     "answer_rule": "pressure.lpsk_decision", "how": "Bawa fotokopi KTP ke kantor LPSK."},
    {"key": "ombudsman", "name": "Ombudsman Jawa Tengah", "takes": ["pressure"],
     "answer_rule": "pressure.complaint_answer"},
    {"key": "polresta", "name": "Polresta", "takes": ["police"]},
]  # fmt: skip


@pytest.fixture
def kept(places: None) -> tuple[Report, Code]:
    load_bodies(HOUSE, OUTSIDE)
    code = make_code()
    return receive(draft(), code=code).report, code


@pytest.fixture
def outside(keys: Cast) -> User:
    """The custodian who sits for the Ombudsman; two others make the city's level two."""
    load_bodies(HOUSE, OUTSIDE)
    people = [person(f"kustodian{n}", f"Kustodian {n}", Role.CUSTODIAN, None) for n in (1, 2, 3)]
    for n, one in enumerate(people, start=1):
        with_key(one)
        institution = "ombudsman  jawa tengah" if n == 1 else f"Lembaga {n}"
        seat_custodian(keys.budi, ring(keys.budi), seat=n, person=one, institution=institution)
    return people[0]


def tell(code: Code, body: str = "lpsk", **more: str) -> Returning:
    reporter = Returning(code)
    reporter.press("tekanan")
    reporter.press("tekanan-simpan", body=body, told=CANARY, **more)
    return reporter


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf)).split())


def test_the_reporter_chooses_among_bodies_outside_and_gets_a_letter(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    page = reporter.press("tekanan").content.decode()
    assert "LPSK" in page
    assert "Ombudsman Jawa Tengah" in page
    assert "Polresta" not in page
    reporter.press("tekanan-simpan", body="lpsk", told=CANARY)
    assert "Surat Anda kepada LPSK siap" in reporter.text
    assert "Bawa fotokopi KTP ke kantor LPSK." in reporter.text
    reference = re.search(r"TEK-[0-9A-Z]{8}", reporter.text)
    assert reference is not None
    answer = reporter.press("tekanan-surat")
    assert answer["Content-Type"] == "application/pdf"
    text = words_of(answer.content)
    for told in ("LPSK", "Jakarta (alamat latihan)", CANARY, reference.group()):
        assert told in text
    for hidden in ("Wulan", "0812000111", kept[0].number, "menunggu dibaca", str(kept[1])):
        assert hidden not in text


def test_the_letter_goes_as_far_as_the_reporter_lets_it(kept: tuple[Report, Code]) -> None:
    text = words_of(tell(kept[1], with_name="on", with_status="on").press("tekanan-surat").content)
    for told in ("Wulan Prasetyo", "0812000111", "Keadaan baru"):
        assert told in text
    assert kept[0].number not in text


@pytest.mark.parametrize("wrong", [{"body": ""}, {"body": "polresta"}, {"told": " "}, {"told": "x" * 4001}])
def test_wrong_input_gets_one_sentence_and_keeps_what_was_typed(
    kept: tuple[Report, Code], wrong: dict[str, str]
) -> None:
    reporter = Returning(kept[1])
    reporter.press("tekanan")
    typed = {"body": "lpsk", "told": CANARY} | wrong
    assert reporter.press("tekanan-simpan", **typed).status_code == 422
    assert reporter.text.count('class="pesan-salah"') == 1
    assert fields_of(reporter.page)["told"] == typed["told"]
    assert not Pressure.objects.exists()


def test_a_second_click_makes_no_second_notice(kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    sent = fields_of(reporter.press("tekanan")) | {"body": "lpsk", "told": CANARY, "ke": "tekanan-simpan"}
    pages = [reporter.client.post(BACK, sent) for _click in range(2)]
    references = {re.findall(r"TEK-[0-9A-Z]{8}", page.content.decode())[0] for page in pages}
    assert len(references) == 1
    assert Pressure.objects.count() == 1


def test_the_clock_runs_from_the_day_the_letter_was_handed_in(kept: tuple[Report, Code]) -> None:
    tell(kept[1])
    reporter = Returning(kept[1])
    assert "jamnya belum berjalan" in reporter.text
    assert reporter.press("tekanan-serah", on="14 November 2024").status_code == 422  # tomorrow
    reporter.press("tekanan-serah", on="13 November 2024")
    # Seven days after 13 November in every reading: working days, the first not counted, end on Friday the 22nd.
    assert "Jumat, 22 November 2024" in reporter.text
    assert "belum diperiksa" in reporter.text


@pytest.mark.parametrize(("on", "said"), [(date(2024, 11, 22), False), (date(2024, 11, 23), True)])
def test_when_the_date_has_passed_the_page_points_to_another_body(
    kept: tuple[Report, Code], on: date, said: bool
) -> None:
    tell(kept[1])
    Returning(kept[1]).press("tekanan-serah", on="13 November 2024")
    move_exercise_date(HOUSE, on)
    reporter = Returning(kept[1])
    assert ("Surati lembaga lain" in reporter.text) is said
    assert ("Seharusnya sudah dijawab" in reporter.text) is said
    reporter.press("tekanan-jawab", on=on.strftime("%d/%m/%Y"))
    assert "Dijawab" in reporter.text
    assert "Surati lembaga lain" not in reporter.text


def test_a_body_without_a_known_rule_gets_no_invented_date(kept: tuple[Report, Code]) -> None:
    Body.objects.filter(key="lpsk").update(answer_rule="")
    tell(kept[1])
    reporter = Returning(kept[1])
    reporter.press("tekanan-serah", on="13 November 2024")
    assert "Batas jawabannya tidak kami ketahui" in reporter.text


def test_nothing_in_the_tables_or_the_trail_says_what_was_told_by_whom_or_to_which_body(
    kept: tuple[Report, Code],
) -> None:
    entries = Entry.objects.count()
    tell(kept[1], with_name="on")
    assert Entry.objects.count() == entries
    row = Pressure.objects.get()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Pressure._meta.db_table}")
        values = cursor.fetchone()
    raw = b"|".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in values)
    for hidden in (CANARY, "Wulan", "lpsk", "LPSK", "TEK-", str(kept[0].ref), kept[0].number, kept[0].locator):
        assert hidden.encode() not in raw
    linked = {field.related_model for field in Pressure._meta.get_fields() if field.is_relation}
    assert Report not in linked
    assert not any(model is Pressure for model in apps.get_models() if model is not Pressure)
    assert bytes(row.sealed_copy) == b""


def test_only_the_own_code_finds_and_opens_a_notice(kept: tuple[Report, Code], keys: Cast) -> None:
    tell(kept[1])
    other = make_code()
    receive(draft(words="Laporan lain."), code=other)
    stranger, owner = report_by_code(str(other)), report_by_code(str(kept[1]))
    assert stranger is not None
    assert owner is not None
    assert notices_of(stranger.private, TODAY) == []
    assert [told.notice.told for told in notices_of(owner.private, TODAY)] == [CANARY]
    row = Pressure.objects.get()
    for private in (stranger.private, ring(keys.budi).private, *ring(keys.budi).units.values()):
        with pytest.raises(boxes.Broken):
            opened_paper(private, row.sealed)
    thief = Returning(other)
    thief.press("tekanan-hapus", surat=str(row.pk))
    assert Pressure.objects.count() == 1
    assert thief.press("tekanan-surat", surat=str(row.pk))["Content-Type"] != "application/pdf"
    assert thief.press("tekanan-serah", surat=str(row.pk), on="13 November 2024").status_code == 422


def test_the_custodian_of_that_body_reads_it_and_another_does_not(outside: User, kept: tuple[Report, Code]) -> None:
    reporter = Returning(kept[1])
    assert "Kustodian dari lembaga berikut" in reporter.press("tekanan").content.decode()
    reporter.press("tekanan-simpan", body="ombudsman", told=CANARY, with_status="on")
    page = unlock_client(Client(), outside).get(reverse("intake:pressure"))
    text = page.content.decode()
    assert CANARY in text
    assert "<dd>baru</dd>" in text
    assert "Wulan" not in text
    assert page["Cache-Control"] == "no-store"
    second = User.objects.get(username="kustodian2")
    assert CANARY not in unlock_client(Client(), second).get(reverse("intake:pressure")).content.decode()
    locked = Client()
    locked.force_login(outside)
    assert "Buka kunci" in locked.get(reverse("intake:pressure")).content.decode()


def test_the_custodian_is_told_that_a_letter_waits_and_nothing_more(outside: User, kept: tuple[Report, Code]) -> None:
    tell(kept[1], body="ombudsman")
    notice = outside.notices.get(code="intake.pressure_told")
    assert notice.facts == {}
    assert tell(kept[1], body="lpsk")
    assert outside.notices.filter(code="intake.pressure_told").count() == 1


def test_no_page_of_the_staff_shows_it_to_anybody_of_the_city(
    outside: User, kept: tuple[Report, Code], keys: Cast
) -> None:
    tell(kept[1], body="ombudsman", with_name="on")
    number = kept[0].number
    paths = [
        reverse("intake:list"), reverse("intake:show", args=[number]), reverse("intake:pressure"),
        reverse("web:home"), reverse("web:trail"), reverse("web:settings"), reverse("accounts:notices"),
    ]  # fmt: skip
    with_keys = {keys.budi, keys.hana, keys.gita}
    for role, one in keys.by_role().items():
        browser = unlock_client(Client(), one) if one in with_keys else Client()
        if one not in with_keys:
            browser.force_login(one)
        for path in paths:
            page = browser.get(path)
            assert CANARY not in page.content.decode(), (role, path)
            if path == reverse("intake:pressure"):
                assert page.status_code == (200 if role is Role.CUSTODIAN else 403), role


def test_the_reporter_forgets_a_notice_and_the_custodian_loses_the_copy(
    outside: User, kept: tuple[Report, Code]
) -> None:
    tell(kept[1], body="ombudsman")
    reporter = Returning(kept[1])
    reporter.press("tekanan-hapus")
    assert "sudah dihapus dari sini" in reporter.text
    assert not Pressure.objects.exists()
    assert CANARY not in unlock_client(Client(), outside).get(reverse("intake:pressure")).content.decode()


def test_after_the_identity_was_erased_the_letter_leaves_lines_for_the_pen(kept: tuple[Report, Code]) -> None:
    tell(kept[1], with_name="on")
    reporter = Returning(kept[1])
    reporter.press("hapus-ya")
    answer = Returning(kept[1]).press("tekanan-surat")
    assert "Wulan" not in words_of(answer.content)


def test_an_expired_page_asks_for_the_code_and_keeps_the_account(
    kept: tuple[Report, Code], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kondusif.intake.views_public import visit

    reporter = Returning(kept[1])
    reporter.press("tekanan")
    with monkeypatch.context() as later:
        later.setattr(visit, "AGE", -1)
        reporter.press("tekanan-simpan", body="lpsk", told=CANARY)
    reporter.enter(kept[1])
    assert fields_of(reporter.page)["told"] == CANARY
    assert not Pressure.objects.exists()
    reporter.press("tekanan-simpan")
    assert Pressure.objects.count() == 1


def test_a_city_that_wrote_no_address_says_so(places: None) -> None:
    code = make_code()
    receive(draft(), code=code)
    page = Returning(code).press("tekanan").content.decode()
    assert "belum menulis alamat" in page
    assert 'value="tekanan-simpan"' not in page
