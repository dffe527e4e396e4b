"""`/ruang/`: the finding in a sentence, and only what the reader may see."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import Incident
from kondusif.incidents.rules import Severity, Source, Word
from kondusif.incidents.services import Facts, assess, file_nil_report, record_incident
from kondusif.territory.selectors import kelurahan_of
from kondusif.web import selectors
from support.cast import CITY, JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("nation")


def happened(
    cast: Cast, area: str = SEMANGGI, severity: Severity = Severity.HEAVY, what: str = "Posko dirusak"
) -> Incident:
    facts = Facts(
        kind="damage", severity=severity, area_code=area, place="Jalan besar", happened_on=TODAY, what=what,
        how="Dilihat petugas.",
    )  # fmt: skip
    return record_incident(actor_of(cast.intan), facts, source=Source.DESK)


def page_of(client: Client, user: object) -> str:
    client.force_login(user)
    answer = client.get(reverse("web:home"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_heading_is_the_sentence_of_the_daily_report(client: Client, cast: Cast) -> None:
    happened(cast)
    page = page_of(client, cast.intan)
    heading = re.search(r"<h1\b[^>]*>(.*?)</h1>", page, re.S)
    assert heading
    assert "Semanggi" in heading.group(1)


def test_the_legend_shows_all_five_words_and_counts_every_kelurahan_once(client: Client, cast: Cast) -> None:
    happened(cast)
    for place in kelurahan_of(CITY)[:10]:
        if place.code != SEMANGGI:
            file_nil_report(actor_of(cast.intan), place.code, on_behalf=True)
    room = selectors.room(TODAY)
    counts = {str(word): count for word, _label, count in room.words}
    assert list(counts) == ["calm", "watch", "tense", "critical", "silent"]
    assert counts["tense"] == 1
    assert sum(counts.values()) == 54
    page = page_of(client, cast.intan)
    legend = page[page.index('class="legenda"') : page.index("</ul>", page.index('class="legenda"'))]
    assert all(word in legend for word in ("Aman", "Perlu perhatian", "Rawan", "Sangat rawan", "Belum melapor"))


def test_the_table_says_the_same_as_the_legend(cast: Cast) -> None:
    happened(cast)
    happened(cast, area=JEBRES, severity=Severity.LIGHT)
    room = selectors.room(TODAY)
    assert [sum(column) for column in zip(*(row.counts for row in room.districts), strict=True)] == [
        count for _word, _label, count in room.words
    ]
    assert sum(row.total for row in room.districts) == len(room.places) == 54


def test_the_word_says_who_set_it(client: Client, cast: Cast) -> None:
    assert "usulan, belum dinilai Desk" in page_of(client, cast.intan)
    assess(actor_of(cast.intan), CITY, Word.WATCH, reason="Dua kampanye besar pada hari yang sama.")
    page = page_of(client, cast.intan)
    assert "Kota: perlu perhatian" in page
    assert "Dua kampanye besar pada hari yang sama." in page


def test_silence_is_listed_with_a_message_to_copy(client: Client, cast: Cast) -> None:
    page = page_of(client, cast.intan)
    assert "54 kelurahan belum melapor hari ini" in page
    message = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert message
    assert "[LATIHAN]" in message.group(1)
    assert "Pasar Kliwon: Joyosuran, Semanggi" in message.group(1)


def test_everybody_reported_is_said_too(client: Client, cast: Cast) -> None:
    for place in kelurahan_of(CITY):
        file_nil_report(actor_of(cast.intan), place.code, on_behalf=True)
    assert "Semua kelurahan sudah melapor hari ini" in page_of(client, cast.intan)


def test_a_field_officer_sees_the_own_kelurahan_and_no_other(client: Client, cast: Cast) -> None:
    happened(cast, area=JEBRES, what="Kejadian di tempat lain")
    page = page_of(client, cast.citra)
    assert "Semanggi belum melapor hari ini" in page
    assert "Kirim laporan nihil" in page
    assert "Kejadian di tempat lain" not in page
    assert "Mojosongo" not in page


@pytest.mark.parametrize("who", ["mira", "kemal"])
def test_partners_and_custodians_do_not_read_the_situation(client: Client, cast: Cast, who: str) -> None:
    happened(cast)
    page = page_of(client, getattr(cast, who))
    assert "Posko dirusak" not in page
    assert "Peran Anda tidak membaca situasi kota" in page


def test_small_counts_of_reports_are_withheld_except_from_those_who_work_on_them(client: Client, cast: Cast) -> None:
    assert "kurang dari lima laporan masuk" in page_of(client, cast.intan)
    assert "kurang dari lima" not in page_of(client, cast.budi)
    assert "kurang dari lima" not in page_of(client, cast.hana)


def test_a_stranger_finds_no_room(client: Client, cast: Cast) -> None:
    assert client.get(reverse("web:home")).status_code == 404
    client.force_login(cast.dewi)
    assert client.get(reverse("web:home")).status_code == 404


def test_the_room_asks_the_database_few_questions(client: Client, cast: Cast, django_assert_max_num_queries) -> None:
    happened(cast)
    page_of(client, cast.intan)
    with django_assert_max_num_queries(25):
        assert client.get(reverse("web:home")).status_code == 200


def test_the_kept_sentence_follows_the_next_write(client: Client, cast: Cast) -> None:
    before = page_of(client, cast.intan)
    happened(cast)
    assert "Semanggi" in (page_of(client, cast.intan)[:6000])
    assert before != page_of(client, cast.intan)
