"""Editions that a city loads, and ticks of two lawyers: in force at once, kept for ever, undone by nothing silent."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base.errors import sentence
from kondusif.kernel.actor import system_actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import KondusifError, Refused, Stale
from kondusif.rulebook import editions, loader, selectors, services
from kondusif.rulebook.models import LoadedEdition, Tick
from kondusif.rulebook.schema import Status
from kondusif.rulebook.tests.editing import NEXT, rewritten, sealed, with_day_off
from support.cast import TODAY, Cast, person

PP94, EXAMINATION = "procedures/disiplin-pp94.yaml", "step:disiplin-pp94.examination"
FAITHFUL, REMEMBERED = EXAMINATION, "step:disiplin-pp94.objection"
NINE = rewritten(PP94, "    number: 7\n", "    number: 9\n")
FACTS = "norm_tests/steps.yaml"
SUMMONS = date(2024, 9, 11)


@pytest.fixture
def second(cast: Cast) -> User:
    """Another person of the legal department."""
    return person("wening", "Wening", Role.LEGAL, "setda")


def _due(edition: str | None = None) -> date:
    found = selectors.due_step("disiplin-pp94.examination", "summons", SUMMONS, edition=edition).due
    assert found is not None
    return found


def _status(key: str) -> Status:
    return selectors.book().rows()[key].status


def _code(error: pytest.ExceptionInfo[KondusifError]) -> str:
    assert "%(" not in sentence(error.value)
    return error.value.code


def test_a_loaded_edition_is_in_force_at_once_and_the_old_one_still_gives_its_dates(cast: Cast) -> None:
    shipped = selectors.edition()
    kept = services.load_edition(actor_of(cast.laras), NINE, note="Angka diperbaiki", on=TODAY)
    assert (selectors.edition(), kept.edition, kept.loaded_by, kept.loaded_on) == (NEXT, NEXT, cast.laras, TODAY)
    assert _due() == date(2024, 9, 24)
    assert _due(shipped) == date(2024, 9, 20)
    assert [line.edition for line in selectors.known_editions()] == [NEXT, shipped]
    assert LoadedEdition.objects.filter(edition=shipped, loaded_by=None).exists()


def test_loading_writes_one_entry_with_counts_and_no_words(cast: Cast) -> None:
    before = Entry.objects.count()
    services.load_edition(actor_of(cast.laras), NINE, note="catatan", on=TODAY)
    entry = Entry.objects.order_by("seq").last()
    assert Entry.objects.count() == before + 1
    assert entry is not None
    assert (entry.action, entry.subject) == ("rulebook.edition.loaded", NEXT)
    assert (entry.facts["changed"], entry.facts["added"], entry.facts["removed"]) == (1, 0, 0)
    assert "catatan" not in str(entry.facts)


def test_a_stored_edition_is_read_again_from_its_texts_after_the_product_has_moved_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next release ships another edition; the one of today stands in the database."""
    services.keep_shipped(system_actor("uji"), on=TODAY)
    old = selectors.edition()
    later = loader.load_files(rewritten(PP94, "    number: 7\n", "    number: 9\n", "2031.1.1"))
    monkeypatch.setattr(editions, "shipped", lambda: later)
    editions.forget()
    assert selectors.edition() == "2031.1.1"
    assert (_due(), _due(old)) == (date(2024, 9, 24), date(2024, 9, 20))


def test_keeping_the_shipped_edition_is_done_once(cast: Cast) -> None:
    assert services.keep_shipped(system_actor("uji"), on=TODAY) is not None
    assert services.keep_shipped(system_actor("uji"), on=TODAY) is None
    assert Entry.objects.filter(action="rulebook.edition.kept").count() == 1


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"edition.yaml": "edition: x"}, "rulebook.edition.faults"),
        (
            sealed({**NINE, "norm_tests/steps.yaml": loader.files_of()["norm_tests/steps.yaml"]}),
            "rulebook.edition.faults",
        ),
        ({**NINE, "edition.yaml": loader.files_of()["edition.yaml"]}, "rulebook.edition.faults"),
        (loader.files_of(), "rulebook.edition.not_newer"),
        (rewritten(PP94, "    number: 7\n", "    number: 9\n", "2026.1.1"), "rulebook.edition.not_newer"),
    ],
)
def test_a_bad_edition_is_refused_and_the_running_one_stays(cast: Cast, files: dict[str, str], code: str) -> None:
    before = selectors.edition()
    with pytest.raises(KondusifError) as caught:
        services.load_edition(actor_of(cast.laras), files, on=TODAY)
    assert _code(caught) == code
    assert (selectors.edition(), _due()) == (before, date(2024, 9, 20))
    assert not LoadedEdition.objects.exists()


def test_a_value_of_a_closed_case_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        services.load_edition(actor_of(cast.laras), NINE, on=TODAY, used={EXAMINATION})
    assert _code(caught) == "rulebook.edition.closed_cases"
    assert "procedures/disiplin-pp94.yaml baris" in sentence(caught.value)
    assert _due() == date(2024, 9, 20)


def test_only_the_legal_department_loads_and_ticks(cast: Cast) -> None:
    for actor in (actor_of(cast.ani), actor_of(cast.hana), actor_of(cast.dewi), system_actor("uji")):
        for write in (
            lambda who: services.load_edition(who, NINE, on=TODAY),
            lambda who: services.tick_row(who, FAITHFUL, on=TODAY),
        ):
            with pytest.raises(Refused) as caught:
                write(actor)
            assert _code(caught) == "rulebook.not_legal"


def test_an_edition_is_loaded_once(cast: Cast) -> None:
    services.load_edition(actor_of(cast.laras), NINE, on=TODAY)
    other = with_day_off("2024-09-12", "Cuti bersama yang terlambat")
    with pytest.raises(KondusifError) as caught:
        services.load_edition(actor_of(cast.laras), other, on=TODAY)
    assert _code(caught) == "rulebook.edition.not_newer"
    assert LoadedEdition.objects.count() == 2


def test_two_persons_bring_a_row_in_force(cast: Cast, second: User) -> None:
    assert _status(FAITHFUL) is Status.DRAFT
    services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY, note="halaman 12")
    row = selectors.book().rows()[FAITHFUL]
    assert (row.status, row.checked_by, row.checked_on) == (Status.CHECKED, "Laras", TODAY)
    services.tick_row(actor_of(second), FAITHFUL, on=TODAY)
    row = selectors.book().rows()[FAITHFUL]
    assert (row.status, row.second_by) == (Status.IN_FORCE, "Wening")
    assert selectors.step("disiplin-pp94.examination").status is Status.IN_FORCE
    assert list(Entry.objects.filter(action="rulebook.row.ticked").values_list("subject", flat=True)) == [FAITHFUL] * 2


def test_the_same_person_is_not_two_persons(cast: Cast) -> None:
    services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY)
    with pytest.raises(Refused) as caught:
        services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY)
    assert _code(caught) == "rulebook.tick.same_person"
    assert _status(FAITHFUL) is Status.CHECKED


def test_the_database_knows_that_two_persons_are_needed(cast: Cast, second: User) -> None:
    services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY)
    first = Tick.objects.get()
    same = {"row_key": FAITHFUL, "row_digest": first.row_digest, "on": TODAY, "at": now()}
    for extra in ({"by": cast.laras, "second": True}, {"by": second, "second": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Tick.objects.create(**same, **extra)


def test_what_nobody_has_read_can_be_checked_but_not_brought_in_force(cast: Cast, second: User) -> None:
    assert selectors.book().rows()[REMEMBERED].confidence == "memory"
    services.tick_row(actor_of(cast.laras), REMEMBERED, on=TODAY)
    with pytest.raises(Refused) as caught:
        services.tick_row(actor_of(second), REMEMBERED, on=TODAY)
    assert _code(caught) == "rulebook.tick.not_read"


def test_a_row_in_force_needs_no_tick_and_an_unknown_row_has_none(cast: Cast, second: User) -> None:
    for who in (cast.laras, second):
        services.tick_row(actor_of(who), FAITHFUL, on=TODAY)
    third = person("tirta", "Tirta", Role.LEGAL, "setda")
    for key, code in ((FAITHFUL, "rulebook.tick.not_needed"), ("step:tidak.ada", "rulebook.row.unknown")):
        with pytest.raises(Refused) as caught:
            services.tick_row(actor_of(third), key, on=TODAY)
        assert _code(caught) == code


def test_a_tick_that_is_taken_back_leaves_what_the_other_one_makes_of_the_row(cast: Cast, second: User) -> None:
    first = services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY)
    services.tick_row(actor_of(second), FAITHFUL, on=TODAY)
    services.withdraw_tick(actor_of(cast.laras), first)
    assert _status(FAITHFUL) is Status.CHECKED
    with pytest.raises(Stale):
        services.withdraw_tick(actor_of(cast.laras), first)
    services.tick_row(actor_of(cast.laras), FAITHFUL, on=TODAY)
    assert _status(FAITHFUL) is Status.IN_FORCE


def test_a_tick_falls_when_the_row_is_rewritten_and_holds_when_it_is_not(cast: Cast) -> None:
    for key in (FAITHFUL, "step:disiplin-pp94.second_summons"):
        services.tick_row(actor_of(cast.laras), key, on=TODAY)
    services.load_edition(actor_of(cast.laras), NINE, on=TODAY)
    assert _status(FAITHFUL) is Status.DRAFT
    assert _status("step:disiplin-pp94.second_summons") is Status.CHECKED


def test_a_table_of_days_off_can_be_ticked(cast: Cast, second: User) -> None:
    assert selectors.book().rows()["year:2026"].confidence != "inference"
    for who in (cast.laras, second):
        services.tick_row(actor_of(who), "year:2026", on=TODAY)
    assert _status("year:2026") is Status.IN_FORCE


def test_the_edition_is_asked_again_only_after_two_seconds_or_a_write(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    at = 1000.0
    monkeypatch.setattr(editions, "monotonic", lambda: at)
    services.keep_shipped(system_actor("uji"), on=TODAY)
    selectors.book()
    with django_assert_num_queries(0):  # type: ignore[operator]
        for _again in range(50):
            selectors.book()
    at += editions.FRESH_SECONDS
    with django_assert_num_queries(2):  # type: ignore[operator]
        again = selectors.book()
    assert again.edition.edition == selectors.edition()


def test_another_process_sees_a_loaded_edition_after_two_seconds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1000.0
    monkeypatch.setattr(editions, "monotonic", lambda: at)
    editions.forget()
    before = selectors.edition()
    digest = loader.load_files(NINE).digest
    LoadedEdition.objects.create(edition=NEXT, digest=digest, files=NINE, loaded_on=TODAY, loaded_at=now())
    assert selectors.edition() == before
    at += editions.FRESH_SECONDS
    assert selectors.edition() == NEXT


@pytest.mark.django_db
def test_before_the_first_migration_the_shipped_edition_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    editions.forget()
    monkeypatch.setattr(editions._Memory, "tables", False)
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["django_migrations"])
    assert selectors.edition() == editions.shipped().edition.edition
    assert [line.shipped for line in selectors.known_editions()] == [True]
    with pytest.raises(Refused) as caught:
        selectors.due("disiplin-pp94", {"summons": SUMMONS}, edition="2001.1.1")
    assert _code(caught) == "rulebook.edition.unknown"


def test_the_texts_of_an_edition_can_be_taken_out_again(cast: Cast) -> None:
    shipped = selectors.edition()
    services.load_edition(actor_of(cast.laras), NINE, on=TODAY)
    assert selectors.files_of() == NINE
    assert selectors.files_of(shipped) == loader.files_of()
    again = sealed(selectors.files_of(), "2030.1.2")
    services.load_edition(actor_of(cast.laras), again, on=TODAY)
    assert selectors.edition() == "2030.1.2"
