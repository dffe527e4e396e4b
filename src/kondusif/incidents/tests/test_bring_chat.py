import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.incidents.chat_files import text_of
from kondusif.incidents.chat_words import measures
from kondusif.incidents.models import Chat, ChatDraft, ChatMark, Incident, NilReport
from kondusif.incidents.rules import Source
from kondusif.incidents.services import file_nil_report, record_incident
from kondusif.incidents.services.chats import (
    bring_chat,
    drop_draft,
    restore_draft,
    sweep_chats,
    take_nil,
    take_report,
)  # fmt: skip
from kondusif.incidents.tests.factories import facts
from kondusif.intake.codes import make_code
from kondusif.intake.rules import Draft, Kind, Track
from kondusif.intake.services import enter_report
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from support.cast import JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")

JOYOSURAN = "33.72.03.1001"
MORNING = """12/11/24 08.00 - Pesan dan panggilan terenkripsi secara end-to-end.
12/11/24 08.01 - Wartinah Posko: selamat pagi bapak ibu
12/11/24 08.02 - Wartinah Posko: Kel. Semanggi nihil, aman terkendali
12/11/24 08.03 - Tukiran: Ada pengrusakan baliho di depan balai Joyosuran, lapor Pak Paijan Kartoredjo 0812-3456-7890
12/11/24 08.04 - Tukiran: <Media tidak disertakan>
12/11/24 08.09 - Suratmi: Apakah boleh ASN like postingan paslon?
12/11/24 08.10 - Tukiran: Pesan ini dihapus
12/11/24 08.30 - Wartinah Posko: Lurah Semanggi ikut kampanye paslon di lapangan, kata Sdri. Ngatinah
"""
EVENING = MORNING + "12/11/24 19.00 - Suratmi: tawuran remaja di Kelurahan Semanggi barusan\n"
PRESSED = (
    "12/11/24 09.00 - Tukiran: warga ditekan Pak Sutrisno memilih paslon 2 di Joyosuran, hub.081.234.567.890\n"
    "12/11/24 09.40 - Tukiran: kaca mobil Bu Wagiyem pecah di Semanggi\n"
)
TEXTS = (models.CharField, models.TextField, models.JSONField)
SECRETS = (
    "Sutrisno",
    "Wagiyem",
    "567.890",
    "Paijan",
    "Kartoredjo",
    "3456",
    "Ngatinah",
    "Wartinah",
    "Tukiran",
    "Suratmi",
)


# Columns of hashes, digests and sealed bytes: drawn or scrambled, they hold any four signs sooner or later.
SCRAMBLED = frozenset({"digest", "mark", "words", "previous", "hash"})


def dump(without: frozenset[str] = SCRAMBLED) -> str:
    """Every text in the tables of chats, as somebody with the database would read it. Row ids and moments are no text,
    and a short number may stand in them by chance."""
    out = []
    with connection.cursor() as cursor:
        for model in (Chat, ChatDraft, ChatMark, Entry):
            held = [one for one in model._meta.concrete_fields if isinstance(one, TEXTS) and one.name not in without]
            if names := ", ".join(one.column for one in held):
                cursor.execute(f"select {names} from {model._meta.db_table}")
                out += [str(row) for row in cursor.fetchall()]
    return "\n".join(out)


def test_a_chat_becomes_drafts_with_their_reasons(cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), MORNING)
    rows = [(row.sort, row.area_code, row.kind, row.said_on) for row in chat.drafts.all()]
    day = date(2024, 11, 12)
    assert rows == [
        ("nil", SEMANGGI, "", day), ("incident", JOYOSURAN, "damage", day), ("question", "", "", day),
        ("report", SEMANGGI, "", day),
    ]  # fmt: skip
    assert all(row.why for row in chat.drafts.all())
    assert (chat.skipped["media"], chat.skipped["deleted"], chat.skipped["system"]) == (1, 1, 1)
    assert Entry.objects.filter(action="incidents.chat.brought").count() == 1


def test_no_name_and_no_number_of_a_chat_is_kept(cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), MORNING + PRESSED)
    told = "\n".join(row.told for row in chat.drafts.all())
    assert "[nama]" in told
    assert "[nomor]" in told
    assert {"intimidation", "damage"} <= {row.kind for row in chat.drafts.all()}
    for secret in SECRETS:
        assert secret.lower() not in told.lower()
        assert secret.lower() not in dump().lower()


def test_the_words_of_a_draft_are_sealed_in_the_table(cast: Cast) -> None:
    bring_chat(actor_of(cast.intan), MORNING)
    for words in ("pengrusakan baliho", "selamat pagi", "lapangan"):
        assert words not in dump(without=frozenset())


def test_the_same_chat_is_refused_whatever_its_line_ends(cast: Cast) -> None:
    bring_chat(actor_of(cast.intan), MORNING)
    with pytest.raises(Refused) as error:
        bring_chat(actor_of(cast.intan), "\ufeff" + MORNING.replace("\n", "\r\n"))
    assert error.value.code == "incidents.chat.same"


def test_an_overlapping_export_offers_only_what_is_new(cast: Cast) -> None:
    bring_chat(actor_of(cast.intan), MORNING)
    renamed = EVENING.replace("Wartinah Posko", "Bu Linmas")  # another phone calls the senders otherwise
    later = bring_chat(actor_of(cast.intan), renamed)
    assert [(row.sort, row.kind) for row in later.drafts.all()] == [("incident", "violence")]
    assert later.skipped["known"] == 4


def test_a_nil_report_that_stands_is_not_offered_again(cast: Cast) -> None:
    file_nil_report(actor_of(cast.intan), SEMANGGI, on=date(2024, 11, 12))
    chat = bring_chat(actor_of(cast.intan), MORNING)
    assert not chat.drafts.filter(sort="nil").exists()
    assert chat.skipped["told"] == 1


def test_a_machine_brings_no_chat(cast: Cast) -> None:
    with pytest.raises(Refused):
        bring_chat(system_actor("mesin"), MORNING)
    assert not Chat.objects.exists()


def test_an_undecidable_date_stays_empty_and_says_so(cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), "05/06/24, 08:15 - A: tawuran di Kel. Semanggi")
    row = chat.drafts.get()
    assert row.said_on is None
    assert ["no_date"] in row.why


def test_a_dropped_draft_is_taken_up_again_and_a_recorded_one_is_not(cast: Cast) -> None:
    actor = actor_of(cast.intan)
    row = bring_chat(actor, MORNING).drafts.get(sort="nil")
    drop_draft(actor, row)
    restore_draft(actor, row)
    take_nil(actor, row, SEMANGGI, date(2024, 11, 12))
    assert NilReport.objects.get().on_behalf is True
    row.refresh_from_db()
    assert (row.state, row.words) == ("taken", "")
    for act in (drop_draft, restore_draft):
        with pytest.raises(Refused, match="done"):
            act(actor, row)


def test_the_memory_of_a_message_outlives_its_chat_and_lasts_while_exports_hold_it(cast: Cast) -> None:
    first = bring_chat(actor_of(cast.intan), MORNING)
    for row in first.drafts.all():
        drop_draft(actor_of(cast.intan), row)
    sweep_chats(system_actor("penyapu"), on=first.until_on + timedelta(days=1))
    ChatMark.objects.update(until_on=TODAY)
    later = bring_chat(actor_of(cast.intan), EVENING)
    assert (later.drafts.count(), later.skipped["known"]) == (1, 4)
    assert ChatMark.objects.filter(until_on=TODAY + timedelta(days=measures().remember_days)).count() == 5


def test_a_chat_is_read_with_as_many_queries_however_many_messages_it_has(
    cast: Cast, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    text = "".join(
        f"12/11/24 {hour:02}.{minute:02} - A{hour}: {told}\n"
        for hour in range(6, 20) for minute in (1, 31)
        for told in ("Kel. Semanggi nihil", "Joyosuran nihil", f"tawuran {hour} {minute}")
    )  # fmt: skip
    with django_assert_max_num_queries(25):
        chat = bring_chat(actor_of(cast.intan), text)
    assert chat.messages == 84


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name.replace("__", "."), data)
    return out.getvalue()


def spoiled() -> bytes:
    """A pack whose list is whole and whose text was damaged on the way."""
    data = packed(chat__txt=b"halo halo apa kabar " * 40)
    body = data.index(b"chat.txt") + len("chat.txt")
    return data[:body] + b"\xff" * 12 + data[body + 12 :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (spoiled(), "incidents.chat.zip_broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "incidents.chat.not_text"),
        (b"halo\0halo", "incidents.chat.not_text"),
        (b"PK\x03\x04rusak", "incidents.chat.zip_broken"),
        (packed(a__jpg=b"x"), "incidents.chat.zip"),
        (packed(a__txt=b"x", b__txt=b"y"), "incidents.chat.zip"),
        (packed(a__txt=b"a" * (20 * 2**20 + 1)), "incidents.chat.too_big"),
    ],
    ids=["damaged pack", "picture", "binary", "broken pack", "no text", "two texts", "bomb"],
)
def test_what_is_no_chat_is_named(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as error:
        text_of(data)
    assert error.value.code == code


@pytest.mark.parametrize(
    "data", [b"halo", "\ufeffhalo".encode(), "halo".encode("utf-16"), packed(chat__txt=b"halo", f__jpg=b"x")]
)
def test_a_text_is_read_out_of_every_export(data: bytes) -> None:
    assert text_of(data) == "halo"


def test_what_a_computer_adds_to_a_pack_for_itself_is_no_second_text() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in {
            "obrolan/chat.txt": b"halo",
            "__MACOSX/obrolan/._chat.txt": b"\0",
            "obrolan/._chat.txt": b"\0",
        }.items():
            pack.writestr(name, data)
    assert text_of(out.getvalue()) == "halo"


def brought(client: Client, cast: Cast) -> Chat:
    client.force_login(cast.intan)
    answer = client.post(reverse("incidents:chats"), {"pasted": MORNING})
    assert answer.status_code == 200
    return Chat.objects.get()


def test_what_became_no_draft_is_shown_on_one_answer_without_names_and_kept_nowhere(
    client: Client, cast: Cast
) -> None:  # fmt: skip
    client.force_login(cast.intan)
    talk = "12/11/24 08.40 - Suratmi: besok Pak Paijan Kartoredjo bawa tenda ke posko\n"
    again = "12/11/24 08.41 - Suratmi: Ada pengrusakan baliho di depan balai Joyosuran, lapor Pak Paijan\n"
    answer = client.post(reverse("incidents:chats"), {"pasted": MORNING + talk + again})
    page = answer.content.decode()
    assert "selamat pagi bapak ibu" in page
    assert "besok Pak [nama] bawa tenda ke posko" in page
    assert "Pesan tentang hal yang sama: 1" in page
    assert "Paijan" not in page
    assert "no-store" in answer["Cache-Control"]
    later = client.get(reverse("incidents:chat", args=[Chat.objects.get().pk])).content.decode()
    assert "selamat pagi" not in later
    assert "tenda" not in later + dump()


def test_a_file_is_brought_through_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    file = SimpleUploadedFile("Obrolan WhatsApp.zip", packed(chat__txt=MORNING.encode()))
    client.post(reverse("incidents:chats"), {"file": file})
    assert ChatDraft.objects.count() == 4
    page = client.get(reverse("incidents:chats")).content.decode()
    assert "Empat draf dari obrolan belum diperiksa" in page


def test_how_many_drafts_wait_reads_in_words_on_both_sides(client: Client, cast: Cast) -> None:
    chat = brought(client, cast)
    at = reverse("incidents:chat", args=[chat.pk])
    assert "Empat draf belum diperiksa" in client.get(at).content.decode()
    drop_draft(actor_of(cast.intan), chat.drafts.get(order=2))
    assert "Tiga dari empat draf belum diperiksa" in client.get(at).content.decode()


def test_refused_input_says_why_and_loses_nothing_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    empty = client.post(reverse("incidents:chats"), {"pasted": "  \n"})
    assert empty.status_code == 422
    assert "Tempel obrolannya" in empty.content.decode()
    client.post(reverse("incidents:chats"), {"pasted": MORNING})
    again = client.post(reverse("incidents:chats"), {"pasted": MORNING})
    assert again.status_code == 422
    assert "sudah pernah dibawa masuk" in again.content.decode()
    assert "selamat pagi" in again.content.decode()


def test_ticked_nil_reports_are_filed_together_and_each_refusal_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    text = "12/11/24 08.02 - A: Kel. Semanggi nihil\n12/11/24 08.03 - B: Kelurahan Jebres nihil"
    chat = bring_chat(actor_of(cast.intan), text)
    record_incident(actor_of(cast.intan), facts(area_code=JEBRES, happened_on=date(2024, 11, 12)), source=Source.DESK)
    page = client.post(reverse("incidents:chat", args=[chat.pk]), {"nihil": ["1", "2", "x"]}, follow=True)
    assert NilReport.objects.get().area_code == SEMANGGI
    assert "Satu laporan nihil" in page.content.decode() or "1 laporan nihil tersimpan" in page.content.decode()
    assert "sudah ada kejadian tercatat" in page.content.decode()


def test_an_incident_is_recorded_from_a_draft_by_the_recorders_own_form(client: Client, cast: Cast) -> None:
    chat = brought(client, cast)
    row = chat.drafts.get(sort="incident")
    address = f"{reverse('incidents:record')}?draf={chat.pk}-{row.order}"
    page = client.get(address)
    assert "pengrusakan baliho" in page.content.decode()
    assert page.context["form"].initial["village"] == JOYOSURAN
    sent = {
        "kind": "damage", "severity": "light", "village": JOYOSURAN, "place": "Depan balai",
        "happened_on": "12/11/2024", "what": "Baliho dirusak", "how": "Ditemukan robek pagi hari.",
        "key": page.context["form"]["key"].value(),
    }  # fmt: skip
    assert client.post(address, sent)["Location"] == reverse("incidents:chat", args=[chat.pk])
    row.refresh_from_db()
    assert (row.state, row.reference) == ("taken", Incident.objects.get().number)
    client.post(address, sent)
    assert Incident.objects.count() == 1


def test_a_report_out_of_a_chat_is_typed_by_this_officer_and_tied_to_its_draft(client: Client, keys: Cast) -> None:
    chat = brought(client, keys)
    row = chat.drafts.get(sort="report")
    page = client.get(reverse("incidents:draft", args=[chat.pk, row.order]))
    assert reverse("intake:enter") in page.content.decode()
    opened = client.post(reverse("intake:enter"), {
        "ke": "tempat", "channel": "chat", "kind": "neutrality", "words": row.told, "area": SEMANGGI,
        "happened_on": "12 November 2024", "known_on": "12 November 2024", "arrived_on": "13 November 2024",
    })  # fmt: skip
    assert opened.status_code == 200
    assert "ikut kampanye" in opened.content.decode()
    foreign = client.post(reverse("incidents:draft", args=[chat.pk, row.order]), {"jadi": "laporan", "number": "LAP-1"})
    assert foreign.status_code == 422
    row.refresh_from_db()
    assert row.is_open


def test_only_a_report_that_this_officer_typed_ends_a_draft(keys: Cast) -> None:
    intan, budi = actor_of(keys.intan), actor_of(keys.budi)
    row = bring_chat(intan, MORNING).drafts.get(sort="report")
    draft = Draft(kind=Kind.NEUTRALITY, track=Track.CITY, words=row.told, known_on=TODAY, area_code=SEMANGGI)
    number = enter_report(
        intan, draft, channel="chat", received_on=TODAY, code=make_code(), submission="a" * 32
    ).report.number  # fmt: skip
    with pytest.raises(Refused) as error:
        take_report(budi, keys.budi, row, number)
    assert error.value.code == "incidents.draft.not_your_report"
    take_report(intan, keys.intan, row, number)
    row.refresh_from_db()
    assert (row.state, row.reference, row.words) == ("taken", number, "")


def test_a_question_gets_a_ready_answer_and_is_noted(client: Client, cast: Cast) -> None:
    chat = brought(client, cast)
    row = chat.drafts.get(sort="question")
    address = reverse("incidents:draft", args=[chat.pk, row.order])
    assert "/bolehkah/" in client.get(address).content.decode()
    client.post(address, {"jadi": "jawaban"})
    row.refresh_from_db()
    assert (row.state, row.reference) == ("taken", "answered")


def test_every_draft_page_opens_and_a_drop_leads_to_the_next(client: Client, cast: Cast) -> None:
    chat = brought(client, cast)
    for row in chat.drafts.all():
        assert client.get(reverse("incidents:draft", args=[chat.pk, row.order])).status_code == 200
    first = chat.drafts.first()
    assert first is not None
    answer = client.post(reverse("incidents:draft", args=[chat.pk, first.order]), {"jadi": "buang"})
    assert answer["Location"] == reverse("incidents:draft", args=[chat.pk, 2])
    assert client.get(reverse("incidents:chat", args=[chat.pk])).status_code == 200
    assert client.get(reverse("incidents:draft", args=[chat.pk, 99])).status_code == 404
    assert client.get(f"{reverse('incidents:record')}?draf=x").status_code == 404


def test_only_the_desk_comes_to_a_chat(client: Client, cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), MORNING)
    for who, status in ((cast.citra, 403), (cast.lukman, 403), (cast.dewi, 404)):
        client.force_login(who)
        assert client.get(reverse("incidents:chat", args=[chat.pk])).status_code == status


def test_a_draft_of_a_day_to_come_is_of_no_day(cast: Cast) -> None:
    text = "13/12/2024, 08:15 - A: tawuran di Kel. Semanggi"
    assert bring_chat(actor_of(cast.intan), text).drafts.get().said_on is None
    assert date(2024, 12, 13) > TODAY
