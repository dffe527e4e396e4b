from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.coordination.models import Change, Declaration
from kondusif.coordination.services.declarations import correct_declaration, publish, record_declaration, withdraw
from kondusif.coordination.tests.factories import HELD, facts, parties, promised, published, recorded, signed
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from support.cast import TODAY, Cast


def test_a_declaration_gets_a_number_and_exactly_one_entry_without_words(cast: Cast) -> None:
    before = Entry.objects.count()
    declaration = recorded(cast)
    (entry,) = Entry.objects.order_by("seq")[before:]
    assert declaration.number == "DEK-3372-2024-0001"
    assert (entry.action, entry.subject) == ("coordination.declaration.recorded", declaration.number)
    assert entry.facts == {"kind": "peace", "area": "33.72"}


def test_a_second_click_gives_the_first_declaration_back(cast: Cast) -> None:
    key = uuid4()
    first = record_declaration(actor_of(cast.intan), facts(), key=key)
    assert record_declaration(actor_of(cast.intan), facts(), key=key).pk == first.pk
    assert Declaration.objects.count() == 1


@pytest.mark.parametrize(
    "title", ["Deklarasi Pilkada Damai", " DEKLARASI  pilkada damai. ", "“Deklarasi Pilkada Damai”"]
)
def test_a_second_text_of_the_same_event_is_refused_and_the_first_is_named(cast: Cast, title: str) -> None:
    first = recorded(cast)
    with pytest.raises(Refused) as caught:
        recorded(cast, title=title, place="balai kota", text="Naskah lain.")
    assert caught.value.code == "coordination.declaration.two_texts"
    assert caught.value.facts == {"number": first.number, "title": first.title}
    assert Declaration.objects.count() == 1


def test_the_database_itself_refuses_a_second_text_of_the_same_event(cast: Cast) -> None:
    first, other = recorded(cast), recorded(cast, place="Stadion")
    with pytest.raises(IntegrityError), transaction.atomic():
        Declaration.objects.filter(pk=other.pk).update(event=first.event)


@pytest.mark.parametrize(
    "change", [{"title": "Ikrar ASN"}, {"place": "Stadion"}, {"held_on": HELD - timedelta(days=1)}]
)
def test_another_title_place_or_day_is_another_event(cast: Cast, change: dict[str, Any]) -> None:
    recorded(cast)
    recorded(cast, **change)
    assert Declaration.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "future"),
        ({"area_code": "33.74"}, "outside"),
        ({"area_code": "33.7"}, "outside"),
        ({"text": "  "}, "empty"),
        ({"title": ""}, "empty"),
    ],
)
def test_what_cannot_have_been_declared_here_is_refused(cast: Cast, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        recorded(cast, **change)
    assert caught.value.code == f"coordination.declaration.{code}"
    assert not Declaration.objects.exists()


def test_the_machine_records_no_declaration(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_declaration(system_actor("media"), facts())


def test_a_correction_keeps_both_values_and_leaves_one_entry(cast: Cast) -> None:
    declaration = recorded(cast)
    before = Entry.objects.count()
    correct_declaration(actor_of(cast.intan), declaration, {"place": "Pendapa"}, reason="Salah tulis.")
    change = Change.objects.get()
    assert (change.field, change.before, change.after) == ("place", "Balai Kota", "Pendapa")
    assert Entry.objects.count() == before + 1
    assert Declaration.objects.get().version == 2


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"place": "Pendapa"}, " ", "coordination.reason.missing"),
        ({"place": "Balai Kota"}, "Sama saja.", "coordination.correct.nothing"),
        ({"held_on": TODAY + timedelta(days=9)}, "Salah tanggal.", "coordination.declaration.future"),
    ],
)
def test_a_correction_that_cannot_stand_is_refused(cast: Cast, changes: dict[str, Any], reason: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        correct_declaration(actor_of(cast.intan), recorded(cast), changes, reason=reason)
    assert caught.value.code == code


def test_a_correction_into_the_event_of_another_text_is_refused(cast: Cast) -> None:
    first, second = recorded(cast), recorded(cast, place="Stadion")
    with pytest.raises(Refused) as caught:
        correct_declaration(actor_of(cast.intan), second, {"place": "Balai Kota"}, reason="Pindah tempat.")
    assert caught.value.facts["number"] == first.number


def test_a_text_that_everybody_reads_is_not_corrected_until_it_is_taken_back(cast: Cast) -> None:
    declaration = published(cast)
    with pytest.raises(Refused) as caught:
        correct_declaration(actor_of(cast.intan), declaration, {"text": "Naskah lain."}, reason="Salah tempel.")
    assert caught.value.code == "coordination.correct.published"
    taken = withdraw(actor_of(cast.intan), declaration, reason="Salah tempel.")
    assert (taken.published_on, Change.objects.get().field) == (None, "published_on")


def test_words_that_were_signed_on_the_screen_stay_while_the_place_may_be_corrected(cast: Cast) -> None:
    declaration = recorded(cast)
    signed(cast, parties(cast, declaration, 1)[0])
    fresh = Declaration.objects.get()
    with pytest.raises(Refused) as caught:
        correct_declaration(actor_of(cast.intan), fresh, {"text": "Naskah lain."}, reason="Salah tempel.")
    assert caught.value.code == "coordination.correct.signed"
    assert correct_declaration(actor_of(cast.intan), fresh, {"place": "Pendapa"}, reason="Salah tempat.").version == 4


def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    declaration = recorded(cast)
    stale = Declaration.objects.get()
    correct_declaration(actor_of(cast.intan), declaration, {"place": "Pendapa"}, reason="Salah tempat.")
    with pytest.raises(Stale):
        correct_declaration(actor_of(cast.intan), stale, {"place": "Stadion"}, reason="Salah tempat.")


def test_a_declaration_without_promise_signature_or_with_a_signers_name_inside_is_not_shown(cast: Cast) -> None:
    declaration = recorded(cast, text="Kami berjanji damai. Dibacakan oleh Sri Wahyu.")
    codes = []
    for prepare in (
        lambda: None,
        lambda: promised(cast, declaration),
        lambda: signed(cast, parties(cast, declaration, 1)[0]),
    ):
        prepare()
        with pytest.raises(Refused) as caught:
            publish(actor_of(cast.intan), Declaration.objects.get())
        codes.append(caught.value.code.rsplit(".", 1)[1])
    assert codes == ["no_promise", "nobody_signed", "name_inside"]


def test_publishing_dates_it_once_with_one_entry(cast: Cast) -> None:
    declaration = published(cast)
    entry = Entry.objects.order_by("-seq")[0]
    assert declaration.published_on == TODAY
    assert (entry.action, entry.facts) == ("coordination.declaration.published", {"promises": 2, "signed": 1})
    with pytest.raises(Refused):
        publish(actor_of(cast.intan), declaration)


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_needs_a_reason_and_something_shown(cast: Cast, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        withdraw(actor_of(cast.intan), published(cast), reason=reason)
    assert caught.value.code == "coordination.reason.missing"
    with pytest.raises(Refused) as caught:
        withdraw(actor_of(cast.intan), recorded(cast, place="Stadion"), reason="Salah.")
    assert caught.value.code == "coordination.withdraw.not_published"
