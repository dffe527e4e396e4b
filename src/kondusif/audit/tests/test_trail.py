"""The trail holds what happened, and says so when somebody touched it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from kondusif.audit import selectors
from kondusif.audit.models import Entry, Head
from kondusif.audit.rules import GENESIS, Record, chained_hash, first_broken
from kondusif.audit.selectors import head, verify
from kondusif.audit.services import record
from kondusif.kernel.actor import system_actor

ACTOR = system_actor("uji")
pytestmark = pytest.mark.django_db


def three_entries() -> None:
    for number in range(3):
        record(ACTOR, "cases.case.opened", f"NET-{number}", {"n": number})


def test_an_untouched_trail_verifies() -> None:
    three_entries()
    assert verify().broken is None
    assert head().seq == 3


def test_an_empty_trail_verifies_and_has_the_first_head() -> None:
    assert verify().broken is None
    assert head().hash == GENESIS


def test_the_chain_is_what_a_second_method_computes() -> None:
    three_entries()
    previous = GENESIS
    for row in Entry.objects.order_by("seq"):
        body = {"v": 1, "seq": row.seq, "at": row.at.isoformat(timespec="microseconds"), "actor": row.actor,
                "action": row.action, "subject": row.subject, "facts": row.facts}  # fmt: skip
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
        assert row.hash == previous


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor = 'x' WHERE seq = 2", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    three_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().broken is None


def test_an_entry_cannot_be_replaced_by_inserting_over_it() -> None:
    three_entries()
    verb = "INSERT" if connection.vendor == "postgresql" else "INSERT OR REPLACE"
    columns = "seq, at, actor, action, subject, facts, previous, hash"
    statement = f"{verb} INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry WHERE seq = 2"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().broken is None


def test_an_entry_cannot_be_deleted_by_the_code() -> None:
    three_entries()
    with pytest.raises(TypeError):
        Entry.objects.get(seq=1).delete()


def test_a_rewritten_entry_is_named() -> None:
    three_entries()
    without_triggers("UPDATE audit_entry SET actor = 'orang lain' WHERE seq = 2")
    assert verify().broken == 2


def test_a_cut_off_end_is_named() -> None:
    three_entries()
    without_triggers("DELETE FROM audit_entry WHERE seq = 3")
    assert verify().broken == 3


def test_entries_without_a_head_are_named() -> None:
    three_entries()
    Head.objects.all().delete()
    assert verify().broken == 1


def test_a_forged_head_is_named() -> None:
    three_entries()
    Head.objects.update(hash="f" * 64)
    assert verify().broken == 4


@pytest.mark.parametrize(("when", "walked"), [("before the first", 4), ("after the last", 3)])
def test_what_is_written_while_the_trail_is_read_breaks_nothing(
    when: str, walked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy evening: the worker writes its entry between the first question to the database and the last."""
    three_entries()

    def with_another_writer(rows: Iterable[tuple[Record, str, str]]) -> int | None:
        if when == "before the first":
            record(ACTOR, "cases.case.opened", "NET-9")
        broken = first_broken(rows)
        if when == "after the last":
            record(ACTOR, "cases.case.opened", "NET-9")
        return broken

    monkeypatch.setattr(selectors, "first_broken", with_another_writer)
    verdict = verify()
    assert verdict.broken is None
    assert verdict.head.seq == walked  # it vouches for what it read, and for nothing else
    assert verdict.head.hash == Entry.objects.get(seq=walked).hash


def test_an_entry_forged_behind_the_end_is_named() -> None:
    three_entries()
    end = head()
    line = Record(4, "2024-11-27T00:00:00.000000+00:00", "orang", "cases.case.opened", "NET-4", {})
    Entry.objects.create(
        seq=4, at=datetime(2024, 11, 27, tzinfo=UTC), actor="orang", action=line.action, subject=line.subject,
        facts={}, previous=end.hash, hash=chained_hash(end.hash, line),
    )  # fmt: skip
    assert verify().broken == 4


def test_a_word_that_is_no_action_is_refused() -> None:
    with pytest.raises(ValueError, match="not an audit action"):
        record(ACTOR, "closed", "NET-1")


def without_triggers(statement: str) -> None:
    """What somebody with the database file in hand could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
            cursor.execute(statement)
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER ALL")
            return
        cursor.execute("DROP TRIGGER audit_entry_no_update")
        cursor.execute("DROP TRIGGER audit_entry_no_delete")
        cursor.execute(statement)
