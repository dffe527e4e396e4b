from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kondusif.accounts.models import Notice
from kondusif.accounts.notices import say
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.coordination.models import Change, Check, Declaration, Promise
from kondusif.coordination.rules import Ground, Verdict, Why
from kondusif.coordination.selectors.lists import counts, due_promises
from kondusif.coordination.selectors.states import state_of, with_checks
from kondusif.coordination.services.promises import Written, check_promise, write_promises
from kondusif.coordination.services.reminding import remind
from kondusif.coordination.tests.factories import HELD, judged, parties, promised, published, recorded, rows, signed
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from support.cast import TODAY, Cast


def written_of(promise: Promise) -> Written:
    return Written(
        promise.text, promise.owner, promise.seen_by, promise.until_on, promise.look_on, promise.watcher_id, promise.pk
    )


def standing(declaration: Declaration) -> list[Written]:
    return [written_of(row) for row in Promise.objects.filter(declaration=declaration)]


def again(cast: Cast, declaration: Declaration, new: list[Written], reason: str = "Salah pilah.") -> list[Promise]:
    return write_promises(actor_of(cast.intan), Declaration.objects.get(pk=declaration.pk), new, reason=reason)


def test_promises_are_kept_in_their_order_with_one_entry(cast: Cast) -> None:
    declaration = recorded(cast)
    before = Entry.objects.count()
    made = write_promises(actor_of(cast.intan), declaration, rows("Satu", "Dua", "Tiga"))
    assert [(row.order, row.text) for row in made] == [(1, "Satu"), (2, "Dua"), (3, "Tiga")]
    assert Entry.objects.count() == before + 1


def test_rows_change_places_and_one_goes_with_both_values_kept(cast: Cast) -> None:
    declaration = recorded(cast)
    write_promises(actor_of(cast.intan), declaration, rows("Satu", "Dua", "Tiga"))
    one, _two, three = standing(declaration)
    again(cast, declaration, [replace(three, text="Tiga dibetulkan"), one])
    assert list(declaration.promises.values_list("order", "text")) == [(1, "Tiga dibetulkan"), (2, "Satu")]
    kept = set(Change.objects.values_list("field", "before", "after"))
    assert kept == {("text", "Dua", ""), ("text", "Tiga", "Tiga dibetulkan")}


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ([], "none"),
        (rows(*["Janji"] * 41), "too_many"),
        (rows("  "), "no_words"),
        (rows("x" * 601), "no_words"),
        (rows("Satu", owner=" "), "no_owner"),
        (rows("Satu", seen_by=""), "no_way"),
        (rows("Satu", until_on=HELD - timedelta(days=1)), "ends_before"),
        (rows("Satu", pk=987654), "unknown"),
    ],
)
def test_a_promise_without_words_owner_or_a_way_to_see_it_is_refused(cast: Cast, new: list[Written], code: str) -> None:
    with pytest.raises(Refused) as caught:
        write_promises(actor_of(cast.intan), recorded(cast), new)
    assert caught.value.code == f"coordination.promise.{code}"
    assert not Promise.objects.exists()


def test_a_later_change_needs_a_reason_and_the_version_that_was_shown(cast: Cast) -> None:
    declaration = recorded(cast)
    stale = Declaration.objects.get()
    promised(cast, declaration)
    with pytest.raises(Refused) as caught:
        again(cast, declaration, standing(declaration), reason=" ")
    assert caught.value.code == "coordination.reason.missing"
    with pytest.raises(Stale):
        write_promises(actor_of(cast.intan), stale, standing(declaration), reason="Salah pilah.")


def test_words_that_everybody_reads_stay_while_the_day_to_look_may_move(cast: Cast) -> None:
    declaration = published(cast)
    one, two = standing(declaration)
    for new in ([replace(one, text="Lain"), two], [one], [one, two, *rows("Tiga")]):
        with pytest.raises(Refused) as caught:
            again(cast, declaration, new)
        assert caught.value.code == "coordination.correct.published"
    again(cast, declaration, [replace(one, look_on=TODAY), two])
    assert declaration.promises.get(order=1).look_on == TODAY


def test_words_that_were_signed_on_the_screen_stay(cast: Cast) -> None:
    declaration = recorded(cast)
    promised(cast, declaration)
    signed(cast, parties(cast, declaration, 1)[0])
    one, two = standing(declaration)
    with pytest.raises(Refused) as caught:
        again(cast, declaration, [replace(one, text="Lain"), two])
    assert caught.value.code == "coordination.correct.signed"


def test_a_promise_with_checks_does_not_go(cast: Cast) -> None:
    promise = promised(cast)
    judged(cast, promise, Verdict.KEPT)
    with pytest.raises(Refused) as caught:
        again(cast, promise.declaration, standing(promise.declaration)[1:])
    assert caught.value.code == "coordination.promise.has_checks"


def test_whoever_is_named_to_look_is_told_once_by_number_and_not_by_words(cast: Cast) -> None:
    declaration = recorded(cast)
    write_promises(actor_of(cast.intan), declaration, rows("Satu", watcher_id=cast.gita.pk, look_on=TODAY))
    again(cast, declaration, [replace(standing(declaration)[0], owner="Bawaslu")])
    (notice,) = Notice.objects.filter(user=cast.gita)
    assert say(notice) == f"Anda ditunjuk melihat janji 1 dari {declaration.number} pada Rabu, 13 November 2024."


def test_whoever_names_oneself_needs_no_notice(cast: Cast) -> None:
    promised(cast, watcher_id=cast.intan.pk)
    assert not Notice.objects.exists()


def test_the_newest_check_stands_and_the_earlier_one_is_kept(cast: Cast) -> None:
    promise = promised(cast)
    before = Entry.objects.count()
    judged(cast, promise, Verdict.KEPT)
    judged(cast, promise, Verdict.NOT_KEPT)
    assert Entry.objects.count() == before + 2
    assert Check.objects.count() == 2
    assert state_of(with_checks(Promise.objects.all()).get(pk=promise.pk)) == "not_kept"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"note": "  "}, "no_note"),
        ({"ground": ""}, "no_ground"),
        ({"verdict": Verdict.NOT_YET}, "no_next_day"),
        ({"look_on": TODAY}, "next_day_past"),
    ],
)
def test_a_check_without_what_was_seen_or_its_ground_is_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    sent = {"verdict": Verdict.KEPT, "note": "Dilihat.", "ground": Ground.SEEN, **changes}
    with pytest.raises(Refused) as caught:
        check_promise(actor_of(cast.intan), promised(cast), **sent)
    assert caught.value.code == f"coordination.check.{code}"
    assert not Check.objects.exists()


def test_the_machine_judges_no_promise(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        check_promise(system_actor("janji"), promised(cast), Verdict.KEPT, note="Dilihat.", ground=Ground.SEEN)
    assert caught.value.code == "coordination.not_a_person"


def test_the_list_of_this_week_names_the_most_pressing_reason_first(cast: Cast) -> None:
    declaration = recorded(cast)
    write_promises(actor_of(cast.intan), declaration, [
        *rows("Minggu ini", look_on=TODAY + timedelta(days=4)),
        *rows("Minggu depan", look_on=TODAY + timedelta(days=5)),
        *rows("Terlambat", look_on=TODAY - timedelta(days=1)), *rows("Habis", until_on=TODAY - timedelta(days=1)),
    ])  # fmt: skip
    found = due_promises(cast.intan, TODAY)
    assert [(row.text, why) for row, why in found] == [
        ("Habis", Why.OVER), ("Terlambat", Why.LATE), ("Minggu ini", Why.WEEK),
    ]  # fmt: skip
    assert counts(cast.intan, TODAY).due == 3


def test_a_check_moves_the_day_to_look(cast: Cast) -> None:
    promise = promised(cast, look_on=TODAY)
    check_promise(
        actor_of(cast.intan), promise, Verdict.NOT_YET, note="Masih kampanye.", look_on=TODAY + timedelta(days=12)
    )
    assert [row.order for row, _why in due_promises(cast.intan, TODAY)] == [2]


def test_a_watcher_is_reminded_once_on_the_day(cast: Cast) -> None:
    promised(cast, look_on=TODAY, watcher_id=cast.intan.pk)
    before = Entry.objects.count()
    assert remind(system_actor("pengingat-janji")) == 2
    assert remind(system_actor("pengingat-janji")) == 0
    assert Entry.objects.count() == before + 1
    assert say(Notice.objects.filter(user=cast.intan).order_by("pk")[0]).endswith(
        "janji 1: dilihat Rabu, 13 November 2024."
    )
