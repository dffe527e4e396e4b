"""The desk's board: who has not reported, what waits for whom and since when, and the reminder about Bawaslu."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.incidents.selectors.chats import waiting_drafts
from kondusif.incidents.services import file_nil_report
from kondusif.incidents.services.chats import bring_chat
from kondusif.institutions.models import Unit
from kondusif.intake.models import Forwarding, Lease, Message, Report
from kondusif.intake.rules import Kind, Outcome, Status, Track
from kondusif.intake.services import hold
from kondusif.intake.services.reminding import remind_of_bawaslu
from kondusif.intake.tests.factories import ReportFactory
from kondusif.kernel.areas import level_of, parent_of
from kondusif.kernel.errors import NotYours, Refused
from kondusif.territory.models import Area
from kondusif.web.desk import gathering
from support.cast import CITY, Cast, person
from support.keys import join_unit, unlock_client

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 13)
PAGE = "/ruang/meja/"
PLACES = {
    "33": "Jawa Tengah", CITY: "Kota Surakarta", "33.72.03": "Pasar Kliwon", "33.72.03.1002": "Semanggi",
    "33.72.03.1004": "Gajahan", "33.72.04": "Jebres", "33.72.04.1010": "Mojosongo",
}  # fmt: skip


@pytest.fixture
def desk(keys: Cast, client: Client) -> Client:
    """Intan at the desk, in a city of three kelurahan."""
    for code, name in PLACES.items():
        Area.objects.create(
            code=code, name=name, level=level_of(code), parent_code=parent_of(code) or "", edition="uji"
        )
    client.force_login(keys.intan)
    return client


@pytest.fixture
def text(desk: Client) -> Callable[[], str]:
    return lambda: desk.get(PAGE).content.decode()


def to_remind(**more: object) -> Report:
    values = {
        "track": Track.BOTH, "name": "Wulan Prasetyo", "phone": "0812000111", "known_on": TODAY,
        "happened_on": TODAY, "received_on": TODAY,
    } | more  # fmt: skip
    return ReportFactory(**values)


def rows_of(page: str) -> dict[str, str]:
    """The piles of the page: words -> the cells after them."""
    from html.parser import HTMLParser

    class Cells(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.rows: list[list[str]] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag == "tr":
                self.rows.append([])
            elif tag in {"th", "td"} and self.rows:
                self.rows[-1].append("")

        def handle_data(self, data: str) -> None:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += " ".join(data.split())

    reader = Cells()
    reader.feed(page)
    return {row[0].split(":")[0]: " ".join(row[1:]) for row in reader.rows if len(row) == 4}


# Who has not reported -------------------------------------------------------------------


def test_the_silent_stand_by_kecamatan_with_a_message_for_each_and_for_all(text: Callable[[], str]) -> None:
    page = text()
    assert "Tiga kelurahan belum melapor hari ini" in page
    assert "Pesan untuk Pasar Kliwon" in page
    assert "Pesan untuk Jebres" in page
    assert page.count("mohon izin mengingatkan") == 3
    assert "- Pasar Kliwon: Semanggi, Gajahan\n- Jebres: Mojosongo" in page


def test_who_reported_nothing_happened_is_not_reminded(cast: Cast, text: Callable[[], str]) -> None:
    file_nil_report(actor_of(cast.intan), "33.72.04.1010", on_behalf=True)
    page = text()
    assert "Dua kelurahan belum melapor hari ini" in page
    assert "Pesan untuk Jebres" not in page


def test_the_message_names_no_officer(cast: Cast, text: Callable[[], str]) -> None:
    page = text()
    messages = [part.split("</textarea>")[0] for part in page.split("<textarea")[1:]]
    assert messages
    for one in cast.by_role().values():
        assert not any(one.full_name in message for message in messages)


# What waits for whom --------------------------------------------------------------------


def test_each_pile_says_how_many_wait_and_how_old_the_oldest_is(cast: Cast, text: Callable[[], str]) -> None:
    ReportFactory(received_on=TODAY - timedelta(days=4))
    ReportFactory(received_on=TODAY)
    told = ReportFactory(
        status=Status.DECIDED, outcome=Outcome.INFORMATION, decided_on=TODAY - timedelta(days=2), decided_by=cast.budi
    )
    Forwarding.objects.create(
        report=told, outcome="information", addressee="Bawaslu", decided_on=TODAY - timedelta(days=2),
        sent_on=TODAY - timedelta(days=1), sent_by=cast.budi, way="letter",
    )  # fmt: skip
    page = text()
    assert "Dua laporan baru belum dilihat, yang tertua 4 hari" in page
    piles = rows_of(page)
    assert piles["putusan belum sampai kepada pelapor"] == "pelapor, verifikator 1 2 hari"
    assert piles["penerusan menunggu jawaban"] == "lembaga lain 1 1 hari"
    assert "3 sampai 7 hari: 1" in page


def test_what_is_in_hands_and_unanswered_is_counted(cast: Cast, text: Callable[[], str]) -> None:
    held, asked = ReportFactory(received_on=TODAY - timedelta(days=1)), ReportFactory()
    hold(actor_of(cast.budi), held)
    Message.objects.create(
        report=asked, side=Message.Side.REPORTER, sealed=Message.closed(asked, "Kapan?", "m1"), submission="m1",
        sent_on=TODAY - timedelta(days=3),
    )  # fmt: skip
    piles = rows_of(text())
    assert piles["laporan di tangan verifikator sekarang"] == "verifikator 1 1 hari"
    assert piles["pesan pelapor belum dijawab"] == "verifikator 1 3 hari"


def test_an_answered_message_waits_no_longer(cast: Cast, text: Callable[[], str]) -> None:
    asked = ReportFactory()
    for n, side in enumerate((Message.Side.REPORTER, Message.Side.DESK)):
        Message.objects.create(
            report=asked, side=side, sealed=Message.closed(asked, "Kapan?", f"m{n}"), submission=f"m{n}",
            sent_on=TODAY, sent_by=cast.budi if n else None,
        )  # fmt: skip
    assert rows_of(text())["pesan pelapor belum dijawab"].startswith("verifikator 0")


def test_a_lease_that_ran_out_is_in_nobodys_hands(cast: Cast, text: Callable[[], str]) -> None:
    report = ReportFactory()
    hold(actor_of(cast.budi), report)
    Lease.objects.update(until_at=datetime.fromisoformat("2020-01-01T00:00:00+00:00"))
    assert rows_of(text())["laporan di tangan verifikator sekarang"].startswith("verifikator 0")


def test_the_desk_reads_numbers_and_no_word_of_a_report(desk: Client, text: Callable[[], str]) -> None:
    ReportFactory(words="Kaus dibagikan di balai kelurahan.", name="Wulan Prasetyo")
    page = text()
    assert "Kaus dibagikan" not in page
    assert "Wulan" not in page
    assert 'href="/ruang/laporan/?' not in page


def test_a_verifier_finds_the_list_behind_each_pile(desk: Client, keys: Cast) -> None:
    ReportFactory()
    browser = unlock_client(Client(), keys.budi)
    page = browser.get(PAGE).content.decode()
    assert 'href="/ruang/laporan/?status=new"' in page
    assert browser.get("/ruang/laporan/?status=new").status_code == 200


def test_what_a_unit_stands_over_does_not_count_for_its_people(desk: Client, text: Callable[[], str]) -> None:
    ReportFactory(accused_unit=Unit.objects.get(key="kesbangpol"), area_code="33.72.03.1004")
    assert rows_of(text())["laporan baru, belum dilihat"].startswith("verifikator 0")


def test_the_number_of_drafts_is_that_of_the_list_behind_it(desk: Client, keys: Cast) -> None:
    """A desk of one kecamatan examines the chats that it brought, the city's desk all of them."""
    bring_chat(actor_of(keys.intan), "12/11/24 20.09 - Linmas Gajahan: Baliho dirusak orang di depan balai kelurahan.")
    beside = person("nanda", "Nanda", Role.DESK, None, "33.72.04")
    drafts = [waiting_drafts(user) for user in (keys.intan, beside)]
    assert drafts == [1, 0]
    for user, waiting in zip((keys.intan, beside), drafts, strict=True):
        found = next(line for line in gathering.lines(user, TODAY) if line.key == "chats")
        assert (found.count.number, bool(found.url)) == (waiting, True)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.DESK, Role.VERIFIER}])
def test_only_desk_and_verifiers_pass(cast: Cast, client: Client, role: Role) -> None:
    client.force_login(cast.by_role()[role])
    assert client.get(PAGE).status_code == 403


def test_a_stranger_finds_nothing(cast: Cast, client: Client) -> None:
    assert client.get(PAGE).status_code == 404
    client.force_login(cast.dewi)
    assert client.get(PAGE).status_code == 404


# The last office hour at Bawaslu --------------------------------------------------------


def test_only_named_reporters_of_both_tracks_with_a_running_clock_stand_there(text: Callable[[], str]) -> None:
    wanted = to_remind()
    ReportFactory(known_on=TODAY)
    others = [
        to_remind(track=Track.CITY), to_remind(kind=Kind.PEACE), to_remind(known_on=TODAY - timedelta(days=40)),
        ReportFactory(track=Track.BOTH, known_on=TODAY, happened_on=TODAY),
    ]  # fmt: skip
    page = text()
    assert "Satu pelapor bernama masih sempat ke Bawaslu" in page
    assert wanted.number in page
    assert not [one.number for one in others if one.number in page]


def test_the_desk_reads_the_words_and_why_and_cannot_send(desk: Client) -> None:
    report = to_remind()
    page = desk.get(f"{PAGE}ingatkan/{report.number}/").content.decode()
    assert "Jam kantor terakhir di Bawaslu" in page
    assert "Mengapa tanggal ini" in page
    assert "Bila Anda ingin menyerahkan laporan resmi ke Bawaslu" in page
    assert "Kirim ke percakapan pelapor" not in page
    assert "Wulan" not in page
    assert desk.post(f"{PAGE}ingatkan/{report.number}/").status_code == 404
    assert not Message.objects.exists()


def test_one_click_sends_once_a_day_and_leaves_the_item_free(desk: Client, keys: Cast) -> None:
    report = to_remind()
    browser = unlock_client(Client(), keys.budi)
    address = f"{PAGE}ingatkan/{report.number}/"
    for _click in range(2):
        assert browser.post(address, follow=True).status_code == 200
    sent = Message.objects.get()
    sent.report = Report.objects.get().open_with(report.key)
    assert "Bawaslu" in sent.words
    assert sent.side == Message.Side.DESK
    assert not Lease.objects.exists()
    assert Entry.objects.filter(action="intake.message.sent").count() == 1
    page = browser.get(PAGE).content.decode()
    assert "hari ini" in page
    assert f'action="{address}"' not in page


def test_with_a_closed_key_the_passphrase_is_asked_and_nothing_is_sent(desk: Client, keys: Cast) -> None:
    report = to_remind()
    browser = Client()
    browser.force_login(keys.budi)
    assert browser.post(f"{PAGE}ingatkan/{report.number}/").status_code == 409
    assert not Message.objects.exists()


def test_an_item_in_somebody_elses_hands_is_left_alone(desk: Client, keys: Cast) -> None:
    report = to_remind()
    rini = person("rini", "Rini", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, rini)
    hold(actor_of(rini), report)
    answer = unlock_client(Client(), keys.budi).post(f"{PAGE}ingatkan/{report.number}/")
    assert answer.status_code == 422
    assert "Rini" in answer.content.decode()
    assert not Message.objects.exists()


def test_an_own_lease_stays_and_the_typist_is_refused(desk: Client, keys: Cast) -> None:
    mine, typed = to_remind(), to_remind(typed_by=keys.budi)
    hold(actor_of(keys.budi), mine)
    remind_of_bawaslu(actor_of(keys.budi), mine)
    assert Lease.objects.filter(report=mine).exists()
    with pytest.raises(Refused, match=r"intake\.typed_by_you"):
        remind_of_bawaslu(actor_of(keys.budi), typed)


def test_a_clock_that_ran_out_is_not_reminded_of(desk: Client, keys: Cast) -> None:
    late = to_remind(known_on=TODAY - timedelta(days=40), happened_on=TODAY - timedelta(days=40))
    with pytest.raises(NotYours):
        remind_of_bawaslu(actor_of(keys.budi), late)
    assert desk.get(f"{PAGE}ingatkan/{late.number}/").status_code == 404
    assert desk.get(f"{PAGE}ingatkan/LAP-3372-2024-0000/").status_code == 404
