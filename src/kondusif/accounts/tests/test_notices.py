"""Notices: told once, read in words, mailed where mail is on, never with a name."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from kondusif.accounts.models import CalendarKey, Notice
from kondusif.accounts.notices import say
from kondusif.accounts.rules import MOST_TRIES, Mail
from kondusif.accounts.selectors import actor_of, owner_of_calendar, unread_count
from kondusif.accounts.services import (
    make_calendar_key,
    mark_read,
    send_waiting_mail,
    set_mail_address,
    tell,
    withdraw_calendar_key,
)
from kondusif.audit.models import Entry
from kondusif.kernel.clock import now
from support.cast import HOUSE, Cast

FACTS = {"first": "2024-11-13", "last": "2024-11-20"}
CODE = "accounts.substitute.named"


def test_a_key_is_told_once_however_often_it_is_called(cast: Cast) -> None:
    assert tell(cast.hana, key="a", code=CODE, facts=FACTS) is not None
    assert tell(cast.hana, key="a", code=CODE, facts=FACTS) is None
    assert tell(cast.gita, key="a", code=CODE, facts=FACTS) is not None


def test_what_is_for_one_person_alone_reaches_only_the_first(cast: Cast) -> None:
    assert tell(cast.hana, key="naik", code=CODE, facts=FACTS, alone=True) is not None
    assert tell(cast.gita, key="naik", code=CODE, facts=FACTS, alone=True) is None


def test_a_notice_is_made_into_words_when_it_is_read(cast: Cast) -> None:
    notice = tell(cast.hana, key="a", code=CODE, facts=FACTS)
    assert notice is not None
    expected = "Anda ditunjuk sebagai pengganti seorang rekan, Rabu, 13 November 2024 sampai Rabu, 20 November 2024."
    assert say(notice) == expected


def test_reading_counts_down_and_makes_one_entry(cast: Cast) -> None:
    for key in "abc":
        tell(cast.hana, key=key, code=CODE, facts=FACTS)
    before = Entry.objects.count()
    assert mark_read(actor_of(cast.hana), cast.hana) == 3
    assert mark_read(actor_of(cast.hana), cast.hana) == 0
    assert Entry.objects.count() == before + 1
    assert unread_count(cast.hana) == 0


def test_without_a_mail_server_nothing_leaves(cast: Cast, settings: Any) -> None:
    settings.SMTP_ON = False
    set_mail_address(HOUSE, cast.hana, "hana@kota.example")
    notice = tell(cast.hana, key="a", code=CODE, facts=FACTS)
    assert notice is not None
    assert notice.mail == Mail.OFF
    send_waiting_mail(HOUSE)
    assert mail.outbox == []


def test_mail_is_sent_once_and_names_nobody(cast: Cast, settings: Any) -> None:
    settings.SMTP_ON = True
    set_mail_address(HOUSE, cast.hana, "hana@kota.example")
    tell(cast.hana, key="a", code=CODE, facts=FACTS)
    assert send_waiting_mail(HOUSE).sent == 1
    assert send_waiting_mail(HOUSE).sent == 0
    (message,) = mail.outbox
    assert message.to == ["hana@kota.example"]
    assert not re.search(r"Hana|Gita|Semanggi", message.subject + message.body)
    assert "latihan" in message.subject


def test_a_mail_server_that_refuses_is_asked_a_few_times_and_blocks_nobody(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SMTP_ON = True
    set_mail_address(HOUSE, cast.hana, "hana@kota.example")
    tell(cast.hana, key="a", code=CODE, facts=FACTS)

    def refuse(self: object) -> int:
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    tried = [send_waiting_mail(HOUSE).failed for _ in range(MOST_TRIES + 2)]
    assert tried == [1] * MOST_TRIES + [0, 0]
    assert Notice.objects.get().mail == Mail.FAILED


def test_whoever_lost_the_account_or_took_the_address_back_gets_no_mail_that_waited(cast: Cast, settings: Any) -> None:
    settings.SMTP_ON = True
    for person in (cast.hana, cast.gita):
        set_mail_address(HOUSE, person, f"{person.username}@kota.example")
        tell(person, key="a", code=CODE, facts=FACTS)
    type(cast.hana).objects.filter(pk=cast.hana.pk).update(is_active=False)
    set_mail_address(HOUSE, cast.gita, "")
    assert send_waiting_mail(HOUSE).sent == 0
    assert mail.outbox == []
    assert set(Notice.objects.values_list("mail", flat=True)) == {Mail.OFF}


def test_the_page_lists_counts_and_marks_as_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    assert "Belum ada pemberitahuan" in client.get("/akun/pemberitahuan/").content.decode()
    tell(cast.hana, key="a", code=CODE, facts=FACTS, url="/akun/pengganti/")
    other = tell(cast.gita, key="a", code=CODE, facts=FACTS)
    page = client.get("/akun/pemberitahuan/").content.decode()
    assert "1 pemberitahuan belum dibaca, dari 1" in page
    notice = Notice.objects.get(user=cast.hana)
    answer = client.post("/akun/pemberitahuan/dibaca/", {"notice": notice.pk})
    assert answer.headers["Location"] == "/akun/pengganti/"
    assert unread_count(cast.hana) == 0
    assert other is not None
    assert client.post("/akun/pemberitahuan/dibaca/", {"notice": other.pk}).status_code == 404
    assert client.post("/akun/pemberitahuan/dibaca/", {"notice": "x"}).status_code == 404


def test_the_header_counts_what_is_unread(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    tell(cast.hana, key="a", code=CODE, facts=FACTS)
    assert 'class="cacah">1' in client.get("/akun/").content.decode()


def test_only_the_digest_of_a_calendar_address_is_kept(cast: Cast) -> None:
    key = make_calendar_key(actor_of(cast.hana), cast.hana)
    row = CalendarKey.objects.get()
    assert key not in str(vars(row))
    assert key not in str([vars(one) for one in Entry.objects.all()])
    assert owner_of_calendar(key) == cast.hana


def test_a_replaced_withdrawn_or_expired_address_opens_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    first = make_calendar_key(actor_of(cast.hana), cast.hana)
    second = make_calendar_key(actor_of(cast.hana), cast.hana)
    expired = make_calendar_key(actor_of(cast.gita), cast.gita)
    CalendarKey.objects.filter(user=cast.gita).update(expires_at=now())
    assert owner_of_calendar(second) == cast.hana
    assert withdraw_calendar_key(actor_of(cast.hana), cast.hana)
    for key in (first, second, expired, "salah", "", "x" * 4000):
        with django_assert_num_queries(1):
            assert owner_of_calendar(key) is None


def test_the_calendar_page_shows_the_address_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    assert client.get("/akun/kalender/").status_code == 200
    made = client.post("/akun/kalender/", {"tindakan": "buat"})
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    assert CalendarKey.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert client.post("/akun/kalender/", {"tindakan": "cabut"}).status_code == 302
    assert not CalendarKey.objects.filter(withdrawn_at__isnull=True).exists()


def test_a_mail_address_is_checked_and_not_written_into_the_trail(client: Client, cast: Cast) -> None:
    client.force_login(cast.hana)
    assert client.post("/akun/surel/", {"address": "bukan alamat"}).status_code == 422
    assert client.post("/akun/surel/", {"address": "hana@kota.example"}).status_code == 302
    assert "hana@kota.example" not in str([entry.facts for entry in Entry.objects.all()])
