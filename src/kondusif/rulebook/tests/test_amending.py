"""What a new edition changes, and what it may not change because a closed case rests on it."""

from dataclasses import replace
from datetime import date

import pytest

from kondusif.kernel.errors import Refused
from kondusif.rulebook import amending, selectors
from kondusif.rulebook.book import Book
from kondusif.rulebook.loader import load_files
from kondusif.rulebook.schema import Step
from kondusif.rulebook.tests.editing import NEXT, rewritten, with_day_off

OLD = selectors.book()
PP94, EXAMINATION = "procedures/disiplin-pp94.yaml", "step:disiplin-pp94.examination"


def _with_steps(*steps: Step) -> Book:
    """The shipped book in which the examination is these versions."""
    procedure = OLD.procedures["disiplin-pp94"]
    kept = [one for one in procedure.steps if one.id != "examination"]
    changed = procedure.model_copy(update={"steps": (*kept, *steps)})
    edition = OLD.edition.model_copy(update={"edition": NEXT})
    return replace(OLD, edition=edition, procedures={**OLD.procedures, procedure.id: changed})


def _examination(**values: object) -> Step:
    return selectors.step("disiplin-pp94.examination").model_copy(update=values)


def test_an_edition_that_changes_nothing_has_an_empty_plan() -> None:
    plan = amending.plan(OLD, OLD)
    assert plan.counts() == {"added": 0, "removed": 0, "changed": 0}
    assert plan.steps_changed == frozenset()


def test_a_changed_number_is_named_with_old_and_new_file_and_line() -> None:
    new = load_files(rewritten(PP94, "    number: 7\n", "    number: 9\n"))
    plan = amending.plan(OLD, new)
    (change,) = plan.changed
    assert (change.key, change.field, change.old, change.new) == (EXAMINATION, "number", 7, 9)
    assert (change.file, change.line) == (PP94, new.places[EXAMINATION][1])
    assert plan.steps_changed == {"disiplin-pp94.examination"}
    assert "step:disiplin-pp94.examination, number: 7 -> 9" in "\n".join(plan.in_words())


def test_a_day_announced_late_touches_every_rule_that_counts_working_days_and_no_other() -> None:
    plan = amending.plan(OLD, load_files(with_day_off("2024-09-12", "Cuti bersama yang terlambat")))
    (change,) = plan.changed
    assert (change.key, change.field, change.old) == ("year:2024", "days 2024-09-12", None)
    assert "disiplin-pp94.examination" in plan.steps_changed
    assert "data-breach.notify_person" not in plan.steps_changed


def test_a_value_of_a_closed_case_may_not_change_and_the_refusal_names_file_line_and_sentence() -> None:
    plan = amending.plan(OLD, load_files(rewritten(PP94, "    number: 7\n", "    number: 9\n")))
    assert amending.refusals(plan, set()) == []
    (fault,) = amending.refusals(plan, {EXAMINATION})
    assert fault.file == PP94
    assert fault.line > 1
    assert "valid_to" in fault.problem


def test_a_row_of_a_closed_case_may_not_vanish() -> None:
    (fault,) = amending.refusals(amending.plan(OLD, _with_steps()), {EXAMINATION})
    assert "tidak boleh hilang" in fault.problem
    assert (fault.file, fault.line) == OLD.places[EXAMINATION]


def test_a_row_of_a_closed_case_may_be_closed_with_a_new_version_beside_it() -> None:
    new = _with_steps(_examination(valid_to=date(2026, 12, 31)), _examination(valid_from=date(2027, 1, 1), number=10))
    plan = amending.plan(OLD, new)
    assert [one.key for one in plan.added] == [f"{EXAMINATION}@2027-01-01"]
    assert [(one.field, one.new) for one in plan.changed] == [("valid_to", "2026-12-31")]
    assert amending.refusals(plan, {EXAMINATION}) == []
    assert plan.steps_changed == {"disiplin-pp94.examination"}


def test_an_older_version_put_before_a_used_row_rewrites_it() -> None:
    new = _with_steps(
        _examination(valid_from=date(2010, 1, 1), valid_to=date(2021, 8, 30), number=5),
        _examination(),
    )
    assert amending.refusals(amending.plan(OLD, new), {EXAMINATION})


@pytest.mark.parametrize(
    ("field", "value"), [("doubts", ("Sudah dibaca ulang.",)), ("title_en", "Another title"), ("reminders", (5, 1))]
)
def test_what_moves_no_date_may_change_in_a_used_row(field: str, value: object) -> None:
    plan = amending.plan(OLD, _with_steps(_examination(**{field: value})))
    assert plan.changed
    assert amending.refusals(plan, {EXAMINATION}) == []


def test_a_table_of_days_off_gains_days_and_gives_back_only_days_to_come() -> None:
    more = load_files(with_day_off("2024-09-12", "Cuti bersama yang terlambat"))
    assert amending.refusals(amending.plan(OLD, more), {"year:2024"}, on=date(2024, 9, 20)) == []
    less = amending.plan(more, replace(OLD, edition=OLD.edition.model_copy(update={"edition": "2030.1.2"})))
    assert amending.refusals(less, {"year:2024"}, on=date(2024, 9, 1)) == []
    assert len(amending.refusals(less, {"year:2024"}, on=date(2024, 9, 20))) == 1
    assert amending.refusals(less, set(), on=date(2024, 9, 20)) == []


def test_other_kinds_of_days_off_for_a_procedure_rewrite_all_its_used_steps() -> None:
    files = rewritten(PP94, "days_off: [national, cuti_bersama, voting_day]", "days_off: [national, voting_day]")
    plan = amending.plan(OLD, load_files(files))
    assert {one for one in plan.steps_changed if one.startswith("disiplin-pp94.")} == plan.steps_changed
    assert len(amending.refusals(plan, {EXAMINATION})) == 1
    assert amending.refusals(plan, {"step:bawaslu-pilkada.report"}) == []


def test_an_edition_must_be_newer_by_number_not_by_letter() -> None:
    ten = replace(OLD, edition=OLD.edition.model_copy(update={"edition": "2026.11.10"}))
    nine = replace(OLD, edition=OLD.edition.model_copy(update={"edition": "2026.11.9"}))
    amending.refuse_not_newer(nine, ten)
    for old, new in ((ten, nine), (ten, ten)):
        with pytest.raises(Refused, match="not_newer"):
            amending.refuse_not_newer(old, new)


def test_what_other_parts_name_may_be_closed_but_not_taken_out() -> None:
    acts = {row_id: row for row_id, row in OLD.acts.items() if row_id != "SKB-KE-4"}
    (fault,) = amending.lost(OLD, replace(OLD, acts=acts))
    assert (fault.file, fault.line) == OLD.places["act:SKB-KE-4"]
    assert "valid_to" in fault.problem
    closed = OLD.acts["SKB-KE-4"].model_copy(update={"valid_to": date(2026, 12, 31)})
    assert amending.lost(OLD, OLD.with_rows({"act:SKB-KE-4": closed})) == []
    assert amending.lost(OLD, _with_steps()) == []
