"""The law changes: open cases follow, closed ones never, and every old reading stays with its edition."""

from datetime import date

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases import recompute
from kondusif.cases.clocks import clocks_of
from kondusif.cases.models import Case, Deadline, DeadlineMove, Recomputation
from kondusif.cases.moves import moves_of, walk_shown
from kondusif.cases.page import old_readings
from kondusif.cases.rules import Cause, Closing, Outcome
from kondusif.cases.selectors import rules_used_by_closed, whole
from kondusif.cases.services import approve_closing, correct_examined, propose_closing, record_event, record_step
from kondusif.cases.tests.editions import book_of, with_number, with_shared_leave
from kondusif.cases.tests.factories import a_case
from kondusif.institutions.models import Unit
from kondusif.kernel.actor import system_actor
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.services import load_edition
from support.cast import JEBRES, TODAY, Cast

MACHINE = system_actor("uji")
LATE_LEAVE = "2024-11-19"
REASON = "Terperiksa bukan pegawai kota; surat penerusan sudah dikirim."


def summoned(cast: Cast) -> Case:
    """Summoned on Tuesday 12 November: seven working days end on Wednesday the 20th or Thursday the 21st."""
    case = a_case(cast)
    record_event(actor_of(cast.hana), case, event="summons", happened_on=date(2024, 11, 12), on=TODAY)
    return case


def exam(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, step="examination")


def closed(cast: Cast, case: Case) -> Case:
    propose_closing(actor_of(cast.hana), case, Closing(Outcome.HANDED_OVER, None, None, REASON), on=TODAY)
    return approve_closing(actor_of(cast.gita), case, on=TODAY)


def announced(cast: Cast, day: str = LATE_LEAVE) -> None:
    """Laras loads an edition with one more day of shared leave, as the command does, and the clocks follow."""
    load_edition(actor_of(cast.laras), with_shared_leave(day), on=TODAY, used=rules_used_by_closed())
    recompute.run(actor_of(cast.laras), Cause.AMENDMENT)


def test_a_shared_leave_announced_late_recomputes_open_cases_and_lists_those_that_moved(
    cast: Cast, client: Client
) -> None:
    """Acceptance 2."""
    case, other = summoned(cast), a_case(cast)
    announced(cast)
    assert (exam(case).due_on, exam(case).outer_on) == (date(2024, 11, 21), date(2024, 11, 22))
    walk = Recomputation.objects.get()
    assert (walk.done, walk.moved, walk.kept, walk.ended_at is not None) == (2, 1, 0, True)
    listed = moves_of(cast.hana, walk_shown(""), TODAY).object_list
    assert [(one.number, one.rule, str(one.due), str(one.new_due)) for one in listed] == [
        (case.number, "disiplin-pp94.examination", "2024-11-20", "2024-11-21")
    ]
    client.force_login(cast.hana)
    text = client.get("/ruang/penanganan/bergeser/").content.decode()
    assert case.number in text
    assert other.number not in text
    assert "Satu tenggat bergeser" in text


def test_a_local_feast_moves_no_legal_date_unless_the_rule_says_so(cast: Cast) -> None:
    """Acceptance 2, the other half: the same day as a local day off."""
    case = summoned(cast)
    files = with_shared_leave(LATE_LEAVE)
    files["holidays/2024.yaml"] = files["holidays/2024.yaml"].replace(
        'terlambat", kind: cuti_bersama', 'terlambat", kind: local, area: "33.72"'
    )
    recompute.run(MACHINE, Cause.AMENDMENT, book_of(files))
    assert exam(case).due_on == date(2024, 11, 20)
    assert not DeadlineMove.objects.exists()


def test_changing_unit_or_rule_edition_recomputes_the_clocks_and_keeps_the_old_reading_in_history(cast: Cast) -> None:
    """Acceptance 3."""
    case, before = summoned(cast), rulebook.edition()
    load_edition(actor_of(cast.laras), with_shared_leave(LATE_LEAVE), on=TODAY)
    unit = Unit.objects.get(key="kesbangpol")
    correct_examined(actor_of(cast.hana), case, subject="pns", unit=unit, area_code=JEBRES, on=TODAY)
    assert (exam(case).due_on, exam(case).edition) == (date(2024, 11, 21), rulebook.edition())
    assert rulebook.edition() != before
    (old,) = old_readings(whole(case), TODAY)
    assert (old.due, old.outer, old.move.old_edition) == (date(2024, 11, 20), date(2024, 11, 21), before)
    assert old.limit is not None
    assert (old.limit.due, old.limit.edition) == (date(2024, 11, 20), before)
    assert "19 November" not in old.limit.why
    (entry,) = Entry.objects.filter(action="cases.examined.corrected")
    assert entry.facts["old"]["unit"] == "kel-semanggi"
    assert entry.facts["new"] == {"subject": "pns", "unit": "kesbangpol", "area": JEBRES}


def test_both_readings_can_be_explained_from_their_own_edition(cast: Cast, client: Client) -> None:
    case = summoned(cast)
    announced(cast)
    now = next(clock for clock in clocks_of(whole(case), TODAY) if clock.row.step == "examination").limit
    (old,) = old_readings(whole(case), TODAY)
    assert now is not None
    assert old.limit is not None
    assert date(2024, 11, 19) in {day.date for day in now.skipped}
    assert date(2024, 11, 19) not in {day.date for day in old.limit.skipped}
    client.force_login(cast.hana)
    text = client.get(f"/ruang/penanganan/{case.number}/").content.decode()
    assert "Hitungan lama" in text
    assert text.count("Mengapa tanggal ini?") >= 2


def test_a_closed_case_never_changes(cast: Cast) -> None:
    case = closed(cast, summoned(cast))
    before = list(case.deadlines.order_by("pk").values())
    announced(cast, "2024-11-29")
    assert list(case.deadlines.order_by("pk").values()) == before
    assert not DeadlineMove.objects.exists()


def test_what_is_met_keeps_being_met_when_its_limit_moves(cast: Cast) -> None:
    case = summoned(cast)
    record_step(actor_of(cast.hana), case, key="disiplin-pp94/examination", done_on=TODAY, on=TODAY)
    announced(cast)
    assert (exam(case).met_on, exam(case).running, exam(case).due_on) == (TODAY, False, date(2024, 11, 21))


def test_the_preview_says_what_would_move_and_writes_nothing(cast: Cast) -> None:
    case = summoned(cast)
    before = list(Deadline.objects.order_by("pk").values())
    (moved,) = recompute.preview(book_of(with_number("disiplin-pp94", "examination", 10)))
    assert (moved.number, moved.step) == (case.number, "disiplin-pp94.examination")
    assert (moved.old_due, moved.new_due) == (date(2024, 11, 20), date(2024, 11, 25))
    assert list(Deadline.objects.order_by("pk").values()) == before
    assert not Recomputation.objects.exists()


def test_the_preview_is_what_the_walk_then_does(cast: Cast) -> None:
    for _number in range(3):
        summoned(cast)
    book = book_of(with_number("disiplin-pp94", "examination", 9))
    promised = {(one.number, one.step, str(one.old_due), str(one.new_due)) for one in recompute.preview(book)}
    walk = recompute.run(MACHINE, Cause.AMENDMENT, book)
    moves = DeadlineMove.objects.filter(run=walk).select_related("deadline__case")
    done = {(move.deadline.case.number, move.deadline.rule, move.old_due, move.new_due) for move in moves}
    assert done == promised
    assert len(done) == 3


def test_a_second_walk_moves_nothing_and_each_walk_is_one_entry(cast: Cast) -> None:
    summoned(cast)
    book = book_of(with_number("disiplin-pp94", "examination", 9))
    walks = [recompute.run(MACHINE, Cause.AMENDMENT, book) for _time in range(2)]
    assert [walk.moved for walk in walks] == [1, 0]
    entries = Entry.objects.filter(action="cases.clocks.recomputed").order_by("seq")
    assert [entry.facts["moved"] for entry in entries] == [1, 0]
    assert entries[0].facts["first"][0][1:] == ["disiplin-pp94.examination", "2024-11-20", "2024-11-22"]
    assert DeadlineMove.objects.count() == 1


def test_an_interrupted_walk_goes_on_where_it_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [summoned(cast) for _number in range(5)]
    book = book_of(with_number("disiplin-pp94", "examination", 9))
    monkeypatch.setattr(recompute, "BATCH", 2)
    real, seen = recompute.rewrite_many, []

    def breaks(keys, *rest):  # type: ignore[no-untyped-def]
        if len(seen) == 1:
            raise ConnectionError
        seen.append(list(keys))
        return real(keys, *rest)

    monkeypatch.setattr(recompute, "rewrite_many", breaks)
    with pytest.raises(ConnectionError):
        recompute.run(MACHINE, Cause.AMENDMENT, book)
    half = Recomputation.objects.get()
    assert (half.done, half.moved, half.total, half.ended_at) == (2, 2, 5, None)
    monkeypatch.setattr(recompute, "rewrite_many", real)
    walk = recompute.run(MACHINE, Cause.AMENDMENT, book)
    assert walk.pk == half.pk
    assert (walk.done, walk.moved) == (5, 5)
    assert {exam(case).due_on for case in cases} == {date(2024, 11, 22)}
    assert Entry.objects.filter(action="cases.clocks.recomputed").count() == 1


def test_a_walk_that_another_edition_overtakes_ends_with_its_own_entry(cast: Cast) -> None:
    case = summoned(cast)
    left = Recomputation.objects.create(edition="lama", cause=Cause.AMENDMENT, started_on=TODAY, by="uji", done=3)
    recompute.run(MACHINE, Cause.AMENDMENT, book_of(with_number("disiplin-pp94", "examination", 9)))
    assert exam(case).due_on == date(2024, 11, 22)
    left.refresh_from_db()
    assert left.ended_at is not None
    entries = Entry.objects.filter(action="cases.clocks.recomputed").order_by("seq")
    assert [(entry.facts["cases"], entry.facts["moved"]) for entry in entries] == [(3, 0), (1, 1)]


def test_a_case_from_before_clocks_were_stored_gets_them_on_the_first_walk(cast: Cast) -> None:
    case, shut = summoned(cast), closed(cast, summoned(cast))
    want = [list(one.deadlines.order_by("pk").values_list("step", "due_on", "running")) for one in (case, shut)]
    Deadline.objects.all().delete()
    Case.objects.update(clocks_edition="")
    walk = recompute.run_if_needed(MACHINE)
    assert walk is not None
    assert (walk.cause, walk.done, walk.moved) == (Cause.FIRST, 2, 0)
    assert [list(one.deadlines.order_by("pk").values_list("step", "due_on", "running")) for one in (case, shut)] == want
    assert recompute.run_if_needed(MACHINE) is None


def test_an_edition_that_cannot_say_a_date_leaves_the_old_one_and_says_so(cast: Cast, client: Client) -> None:
    case, before = summoned(cast), rulebook.edition()
    files = with_number("disiplin-pp94", "examination", 9)
    name = "procedures/disiplin-pp94.yaml"
    head, tail = files[name].split("  - id: examination\n", 1)
    files[name] = f"{head}  - id: examination\n{tail.replace('valid_from: 2021-08-31', 'valid_from: 2025-01-01', 1)}"
    walk = recompute.run(MACHINE, Cause.AMENDMENT, book_of(files))
    row = exam(case)
    assert (walk.moved, walk.kept) == (0, 1)
    assert (row.due_on, row.edition, row.fault) == (date(2024, 11, 20), before, "rulebook.step.not_valid")


def test_who_reads_the_law_sees_moved_dates_and_no_door_to_the_cases(cast: Cast, client: Client) -> None:
    case = summoned(cast)
    announced(cast)
    client.force_login(cast.laras)
    text = client.get("/ruang/penanganan/bergeser/").content.decode()
    assert case.number in text
    assert f"/ruang/penanganan/{case.number}/" not in text
    client.force_login(cast.budi)
    assert client.get("/ruang/penanganan/bergeser/").status_code == 403
    client.force_login(cast.dewi)
    assert client.get("/ruang/penanganan/bergeser/").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("arah=later", True), ("arah=earlier", False), ("aturan=disiplin-pp94.examination", True),
        ("aturan=bawaslu-pilkada.report", False), ("penghitungan=999999999999999999999", True), ("halaman=x", True),
        ("penghitungan=-1&arah='--&aturan=" + "9" * 500, True),
    ],
)  # fmt: skip
def test_the_list_of_moved_dates_is_filtered(cast: Cast, client: Client, query: str, shown: bool) -> None:
    case = summoned(cast)
    announced(cast)
    client.force_login(cast.hana)
    answer = client.get(f"/ruang/penanganan/bergeser/?{query}")
    assert answer.status_code == 200
    assert (case.number in answer.content.decode()) is shown or "999" in query


def test_a_walk_under_way_is_polled_and_says_how_far_it_is(cast: Cast, client: Client) -> None:
    walk = Recomputation.objects.create(
        edition="2099.1.1", cause=Cause.AMENDMENT, total=200, done=50, by="uji", started_on=TODAY
    )
    client.force_login(cast.hana)
    text = client.get("/ruang/penanganan/bergeser/").content.decode()
    assert f'hx-get="/ruang/penanganan/bergeser/{walk.pk}/"' in text
    piece = client.get(f"/ruang/penanganan/bergeser/{walk.pk}/").content.decode()
    assert "50 dari 200" in piece
    assert "<html" not in piece
