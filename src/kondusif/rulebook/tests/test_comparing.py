"""Two books side by side: what was added, what went, and what reads differently."""

from kondusif.rulebook import comparing, selectors
from kondusif.rulebook.book import Book
from kondusif.rulebook.loader import files_of, load, load_files
from kondusif.rulebook.schema import Status


def _amended(**replaced: tuple[str, str]) -> Book:
    files = files_of()
    for name, (old, new) in replaced.items():
        path = name.replace("__", "/").replace("_", "-") + ".yaml"
        assert old in files[path]
        files[path] = files[path].replace(old, new, 1)
    return load_files(files)


def test_a_book_compared_with_itself_has_no_difference() -> None:
    assert comparing.plan(selectors.book(), load()).steps_changed == frozenset()
    assert comparing.plan(load(), load()).is_empty


def test_a_changed_number_says_the_old_and_the_new_one() -> None:
    old = load()
    new = _amended(procedures__disiplin_pp94=("number: 7\n", "number: 9\n"))
    found = comparing.plan(old, new)
    assert (found.added, found.removed) == ((), ())
    (row,) = found.changed
    assert row.key.startswith("step:disiplin-pp94.")
    assert [(one.field, one.old, one.new) for one in row.changes] == [("number", 7, 9)]
    assert found.steps_changed == {row.key.removeprefix("step:").partition("@")[0]}
    assert row.in_substance


def test_there_and_back_are_mirrors() -> None:
    old, new = load(), _amended(acts__kode_etik=("number: 1\n", "number: 99\n"))
    there, back = comparing.plan(old, new), comparing.plan(new, old)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(row.key, one.field, one.old, one.new) for row in there.changed for one in row.changes} == {
        (row.key, one.field, one.new, one.old) for row in back.changed for one in row.changes
    }


def test_ticks_alone_change_nothing_in_substance() -> None:
    old = load()
    key = "act:SKB-D-1"
    ticked = old.rows()[key].model_copy(update={"status": Status.CHECKED, "checked_by": "Bagian Hukum"})
    found = comparing.plan(old, old.with_rows({key: ticked}))
    assert [row.key for row in found.changed] == [key]
    assert not found.changed[0].in_substance
    assert found.steps_changed == frozenset()


def test_longer_days_off_of_a_procedure_touch_all_its_steps() -> None:
    old = load()
    procedure = old.procedures["disiplin-pp94"]
    files = files_of()
    name = "procedures/disiplin-pp94.yaml"
    line = next(one for one in files[name].splitlines() if one.startswith("days_off:"))
    files[name] = files[name].replace(line, "days_off: [national]", 1)
    assert comparing.plan(old, load_files(files)).steps_changed == {
        f"disiplin-pp94.{step.id}" for step in procedure.steps
    }
