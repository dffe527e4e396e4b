from datetime import timedelta

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.circulars.models import Addressee, Circular, Version
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import reading
from kondusif.circulars.services.sending import ask, release
from kondusif.circulars.services.writing import change_draft, close_circular, next_version
from kondusif.circulars.tests.factories_desk import drafted, people, readership, sent, words
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.roster.models import Employee
from support.cast import TODAY, Cast


@pytest.fixture(autouse=True)
def _people(cast: Cast) -> None:
    people(cast)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda error: error.code == code)


class TestRelease:
    def test_everybody_of_the_readership_is_asked_once_with_one_entry_in_the_trail(self, cast: Cast) -> None:
        circular = drafted(cast)
        sent(cast, circular)
        circular.refresh_from_db()
        assert (circular.state, circular.to_sign) == (State.SENT, 1)
        asked = Addressee.objects.filter(circular=circular)
        assert asked.count() == 6
        assert asked.filter(signed=0, misses=0, asked_on=TODAY).count() == 6
        assert all(len(one.secret) == 24 for one in asked)
        assert len({one.secret for one in asked}) == 6
        entry = Entry.objects.get(action="circulars.version.sent")
        assert entry.subject == circular.number
        assert entry.facts["people"] == 6

    def test_it_says_how_many_are_to_sign(self, cast: Cast) -> None:
        draft = reading.draft_of(drafted(cast))
        assert draft is not None
        told = {"letter_number": "1", "letter_on": TODAY, "change_note": ""}
        assert release(actor_of(cast.intan), draft, asks_again=False, **told) == 6  # type: ignore[arg-type]
        draft.refresh_from_db()
        assert draft.asks_again  # the first version always asks

    def test_without_a_number_or_with_a_day_to_come_nothing_goes_out(self, cast: Cast) -> None:
        circular = drafted(cast)
        with refused("circulars.release.no_number"):
            sent(cast, circular, letter_number="  ")
        with refused("circulars.release.in_future"):
            sent(cast, circular, letter_on=TODAY + timedelta(days=1))
        assert not Addressee.objects.exists()
        assert Circular.objects.get().state == State.DRAFT

    def test_a_readership_that_nobody_is_in_any_more_is_refused(self, cast: Cast) -> None:
        circular = drafted(cast, readership(cast, posts=("Lurah",)))
        Employee.objects.filter(post="Lurah").update(status="left", left_on=TODAY)
        with refused("circulars.release.nobody"):
            sent(cast, circular)

    def test_a_released_version_never_changes(self, cast: Cast) -> None:
        version = sent(cast)
        with refused("circulars.write.released"):
            change_draft(
                actor_of(cast.intan), version, title="Lain", readership=version.circular.readership, words=words()
            )
        with refused("circulars.release.already"):
            release(actor_of(cast.intan), version, letter_number="2", letter_on=TODAY, asks_again=True, change_note="x")

    def test_a_machine_sends_nothing(self, cast: Cast) -> None:
        draft = reading.draft_of(drafted(cast))
        assert draft is not None
        with refused("circulars.not_a_person"):
            release(system_actor("uji"), draft, letter_number="1", letter_on=TODAY, asks_again=True, change_note="")

    def test_asking_again_asks_nobody_twice(self, cast: Cast) -> None:
        circular = sent(cast).circular
        everybody = list(Employee.objects.all())
        assert ask(circular, everybody, TODAY) == 0
        assert ask(circular, Employee.objects.all(), TODAY) == 0
        assert Addressee.objects.count() == 6


class TestNextVersion:
    def test_it_begins_with_the_words_of_the_last_one(self, cast: Cast) -> None:
        circular = sent(cast).circular
        draft = next_version(actor_of(cast.intan), circular)
        assert draft.number == 2
        assert reading.words_of(draft) == words()
        with refused("circulars.next.draft_stands"):
            next_version(actor_of(cast.intan), circular)

    def test_a_small_change_leaves_signatures_and_an_important_one_asks_again(self, cast: Cast) -> None:
        circular = sent(cast).circular
        next_version(actor_of(cast.intan), circular)
        sent(cast, circular, asks_again=False)
        circular.refresh_from_db()
        assert circular.to_sign == 1
        assert reading.counting_version(circular).number == 1
        latest = reading.latest(circular)
        assert latest is not None
        assert latest.number == 2
        next_version(actor_of(cast.intan), circular)
        sent(cast, circular, asks_again=True)
        circular.refresh_from_db()
        assert circular.to_sign == 3
        assert [one.number for one in reading.released(circular)] == [1, 2, 3]

    def test_a_later_version_says_what_changed(self, cast: Cast) -> None:
        circular = sent(cast).circular
        next_version(actor_of(cast.intan), circular)
        with refused("circulars.release.no_note"):
            sent(cast, circular, change_note=" ")

    def test_a_newcomer_is_asked_by_a_small_change_too(self, cast: Cast) -> None:
        circular = drafted(cast, readership(cast, kinds=("pns",)))
        sent(cast, circular)
        Employee.objects.filter(post="Analis").update(kind="pns")
        next_version(actor_of(cast.intan), circular)
        draft = reading.draft_of(circular)
        assert draft is not None
        told = {"letter_number": "9", "letter_on": TODAY, "change_note": "Ejaan."}
        assert release(actor_of(cast.intan), draft, asks_again=False, **told) == 1  # type: ignore[arg-type]

    def test_nothing_follows_a_draft_or_a_closed_circular(self, cast: Cast) -> None:
        circular = drafted(cast)
        with refused("circulars.next.nothing_sent"):
            next_version(actor_of(cast.intan), circular)
        sent(cast, circular)
        next_version(actor_of(cast.intan), circular)
        close_circular(actor_of(cast.intan), circular)
        assert Version.objects.count() == 1  # the draft went with it
        with refused("circulars.closed"):
            next_version(actor_of(cast.intan), circular)
        with refused("circulars.close.not_sent"):
            close_circular(actor_of(cast.intan), circular)


class TestDraft:
    def test_a_pledge_has_four_points(self, cast: Cast) -> None:
        with refused("circulars.write.pledge"):
            drafted(cast, pledge=("Satu.", "Dua.", "  ", "Tiga."))

    def test_points_are_there_and_fit(self, cast: Cast) -> None:
        with refused("circulars.write.no_points"):
            drafted(cast, readership(cast, "A"), points=(" ",))
        with refused("circulars.write.many_points"):
            drafted(cast, readership(cast, "B"), points=("x",) * 21)
        with refused("circulars.write.too_long"):
            drafted(cast, readership(cast, "C"), points=("x" * 601,))

    def test_material_that_the_rulebook_does_not_have_is_refused(self, cast: Cast) -> None:
        with refused("circulars.write.act_unknown"):
            drafted(cast, acts=("TIDAK-ADA",))

    def test_two_writers_do_not_overwrite_each_other(self, cast: Cast) -> None:
        circular = drafted(cast)
        draft = reading.draft_of(circular)
        assert draft is not None
        seen = reading.mark_of(draft)
        told = {"title": circular.title, "readership": circular.readership}
        change_draft(actor_of(cast.intan), draft, words=words(closing="Satu."), was=seen, **told)  # type: ignore[arg-type]
        with pytest.raises(Stale):
            change_draft(actor_of(cast.intan), draft, words=words(closing="Dua."), was=seen, **told)  # type: ignore[arg-type]
        assert Version.objects.get().closing == "Satu."
