"""What an export brings in that another one brought before, in part or in whole, or that came beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.incidents import chat_words
from kondusif.incidents.models import Chat, ChatDraft, ChatMark, Incident, NilReport
from kondusif.incidents.rules import Source
from kondusif.incidents.services import chats, file_nil_report, record_incident, recording
from kondusif.incidents.services.chats import bring_chat, drop_draft, sweep_chats, take_nil
from kondusif.incidents.tests.factories import facts
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from support.cast import JEBRES, SEMANGGI, TODAY, Cast, person

pytestmark = pytest.mark.usefixtures("places")
JOYOSURAN = "33.72.03.1001"
EVENING = "12/11/24 20.00 - Lurah Semanggi: Nihil\n"
BESIDE = "12/11/24 20.00 - Lurah Joyosuran: Nihil\n"
SILENT = "12/11/24 19.00 - Posko: rapat besok jam sembilan di balai\n"


def areas(chat: Chat) -> list[str]:
    return list(chat.drafts.values_list("area_code", flat=True))


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(chats, "today", lambda: day)


def test_the_same_word_of_another_kelurahan_in_the_same_minute_is_another_matter(cast: Cast) -> None:
    """Two groups tell their nil at eight, each by one word."""
    actor = actor_of(cast.intan)
    assert areas(bring_chat(actor, EVENING)) == [SEMANGGI]
    second = bring_chat(actor, BESIDE + EVENING)
    assert (areas(second), second.skipped) == ([JOYOSURAN], {"known": 1})


def test_a_line_without_a_day_is_of_the_day_on_which_it_is_pasted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    actor, text = actor_of(cast.intan), "Semanggi nihil aman"
    take_nil(actor, bring_chat(actor, text).drafts.get(), SEMANGGI, TODAY)
    with pytest.raises(Refused, match="same"):
        bring_chat(actor, text)
    on_day(monkeypatch, TODAY + timedelta(days=1))
    assert areas(bring_chat(actor, text)) == [SEMANGGI]


def test_where_there_are_too_many_the_heavy_ones_come_first_and_the_rest_with_the_next_round(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = chat_words.measures()
    monkeypatch.setattr(chats, "measures", lambda: replace(known, limits=replace(known.limits, most_drafts=3)))
    nils = "".join(f"{day:02}/11/24 20.00 - Lurah Semanggi: Nihil\n" for day in range(1, 7))
    text = nils + "12/11/24 21.00 - Linmas: ada pengeroyokan warga di Joyosuran\n"
    actor = actor_of(cast.intan)
    first = bring_chat(actor, text)
    assert list(first.drafts.values_list("sort", "said_on")) == [
        ("nil", date(2024, 11, 5)), ("nil", date(2024, 11, 6)), ("incident", date(2024, 11, 12)),
    ]  # fmt: skip
    assert first.skipped == {"over": 4}
    second = bring_chat(actor, text)
    assert [row.said_on for row in second.drafts.all()] == [date(2024, 11, day) for day in (2, 3, 4)]
    third = bring_chat(actor, text)
    assert ([row.said_on for row in third.drafts.all()], third.skipped) == ([date(2024, 11, 1)], {"known": 6})
    with pytest.raises(Refused, match="same"):
        bring_chat(actor, text)


def test_what_nobody_examined_is_offered_again_after_it_was_swept(cast: Cast) -> None:
    actor = actor_of(cast.intan)
    text = EVENING + "12/11/24 21.00 - Linmas: ada pengeroyokan warga di Joyosuran\n"
    chat = bring_chat(actor, text)
    drop_draft(actor, chat.drafts.get(sort="nil"))
    sweep_chats(system_actor("penyapu"), on=chat.until_on + timedelta(days=1))
    assert ChatMark.objects.count() == 1
    again = bring_chat(actor, text)
    assert (list(again.drafts.values_list("sort", flat=True)), again.skipped) == (["incident"], {"known": 1})


def test_a_desk_of_one_kecamatan_files_no_nil_for_another(cast: Cast, client: Client) -> None:
    nanda = person("nanda", "Nanda", Role.DESK, None, "33.72.04")
    chat = bring_chat(actor_of(nanda), EVENING + f"12/11/24 20.05 - Lurah Jebres: kelurahan Jebres nihil\n{SILENT}")
    orders = {row.area_code: row.order for row in chat.drafts.all()}
    assert set(orders) == {SEMANGGI, JEBRES}
    client.force_login(nanda)
    page = client.post(reverse("incidents:chat", args=[chat.pk]), {"nihil": list(orders.values())}, follow=True)
    assert list(NilReport.objects.values_list("area_code", flat=True)) == [JEBRES]
    assert "di luar wilayah meja Anda" in page.content.decode()
    assert chat.drafts.get(area_code=SEMANGGI).is_open


def test_old_chats_go_with_their_drafts_and_marks(cast: Cast) -> None:
    chat = bring_chat(actor_of(cast.intan), EVENING)
    drop_draft(actor_of(cast.intan), chat.drafts.get(sort="nil"))
    assert sweep_chats(system_actor("penyapu"), on=chat.until_on) == 0
    assert sweep_chats(system_actor("penyapu"), on=chat.until_on + timedelta(days=1)) == 1
    assert not Chat.objects.exists()
    assert not ChatDraft.objects.exists()
    assert ChatMark.objects.exists()
    assert (
        sweep_chats(
            system_actor("penyapu"), on=chat.brought_on + timedelta(days=chat_words.measures().remember_days + 1)
        )
        == 0
    )
    assert not ChatMark.objects.exists()
    assert Entry.objects.filter(action="incidents.chats.swept").count() == 1


# Two in one moment ----------------------------------------------------------------------


def test_who_files_a_nil_that_another_filed_in_that_moment_gets_it_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = file_nil_report(actor_of(cast.citra), SEMANGGI)
    monkeypatch.setattr(recording._filed, "first", lambda *_key: None)  # as read before the other wrote
    seen = Entry.objects.count()
    assert file_nil_report(actor_of(cast.intan), SEMANGGI, on_behalf=True) == first
    assert (NilReport.objects.count(), Entry.objects.count()) == (1, seen)


def test_a_second_click_in_the_same_moment_gives_the_first_incident_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, key = actor_of(cast.intan), "11111111-2222-4333-8444-555555555555"
    first = record_incident(actor, facts(), source=Source.DESK, key=key)  # type: ignore[arg-type]
    real: Callable[..., object] = Incident.objects.filter
    looks = iter([Incident.objects.none()])  # the first look, before the other wrote
    monkeypatch.setattr(Incident.objects, "filter", lambda **by: next(looks, None) or real(**by))
    again = record_incident(actor, facts(), source=Source.DESK, key=key)  # type: ignore[arg-type]
    monkeypatch.undo()
    assert again == first
    assert Incident.objects.count() == 1
    later = record_incident(actor, facts(), source=Source.DESK)
    assert int(later.number[-4:]) == int(first.number[-4:]) + 1
