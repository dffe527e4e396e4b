"""Runs the dated facts of a rulebook (`data/norm_tests/`) through the rulebook itself."""

from collections.abc import Iterator
from datetime import date

from kondusif.kernel.days import TableTooShort
from kondusif.kernel.errors import Refused
from kondusif.rulebook import counting, facts, hours, rules, schema, wording
from kondusif.rulebook.book import Book
from kondusif.rulebook.documents import Fault
from kondusif.rulebook.references import NUMBERS, at
from kondusif.rulebook.rules import Holidays

NATIONAL = (schema.DayOffKind.NATIONAL, schema.DayOffKind.SHARED_LEAVE, schema.DayOffKind.VOTING_DAY)


def norm_tests(book: Book) -> Iterator[Fault]:
    """Every dated fact that the rulebook does not reproduce."""
    for test in book.tests.counting:
        yield from _counting(book, test)
    for step_test in book.tests.steps:
        yield from _step_test(book, step_test)
    for act_test in book.tests.acts:
        yield from _act_test(book, act_test)
    for office_test in book.tests.offices:
        yield from _office_test(book, office_test)


def _counting(book: Book, test: facts.CountingTest) -> Iterator[Fault]:
    key = f"counting test:{test.id}"
    table = Holidays(book.holiday_years).days_off(NATIONAL)
    first = schema.FirstDay.EXCLUSIVE if test.backward else schema.FirstDay.INCLUSIVE
    try:
        safe, outer = (
            counting.count(test.start, test.number, test.unit, test.counting, reading, table, backward=test.backward)
            for reading in (first, schema.FirstDay.EXCLUSIVE)
        )
    except TableTooShort as error:
        yield at(book, key, f"tabel hari libur tidak memuat {error.needed}")
        return
    yield from _same(book, key, "tanggal aman", test.safe, safe)
    if test.outer:
        yield from _same(book, key, "batas luar", test.outer, outer)
    if test.done_on:
        last = outer if test.outer else safe
        found = counting.timing(test.done_on, counting.day_of(safe), counting.day_of(last))
        yield from _same(book, key, "penilaian waktu", test.timing, found)


def _step_test(book: Book, test: facts.StepTest) -> Iterator[Fault]:
    key = f"steps test:{test.id}"
    procedure = book.procedures.get(test.procedure)
    versions = [one for one in procedure.steps if one.id == test.step] if procedure else []
    day = counting.day_of(test.start)
    step = next((one for one in versions if one.valid_on(day)), versions[0] if versions else None)
    if procedure is None or step is None:
        yield at(book, key, f"langkah {test.procedure}.{test.step} tidak ada")
        return
    try:
        due = rules.due_of(
            procedure, step, test.event, test.start, holidays=Holidays(book.holiday_years),
            offices=book.offices, names=_names(book), edition=book.edition.edition,
        )  # fmt: skip
    except Refused:
        yield at(book, key, f"tidak terhitung sejak {test.start}; lihat masa berlaku langkah dan tabel hari libur")
        return
    yield from _same(book, key, "tanggal aman", test.due, due.due)
    yield from _same(book, key, "batas luar", test.outer, due.outer)
    if test.office_by:
        yield from _same(book, key, "jam kantor terakhir", test.office_by, due.office_by)
    if test.skipped is not None:
        yield from _same(book, key, "hari yang dilewati", test.skipped, tuple(day.date for day in due.skipped))


def _act_test(book: Book, test: facts.ActTest) -> Iterator[Fault]:
    key = f"acts test:{test.id}"
    every = [row for versions in book.act_versions.values() for row in versions]
    rows = [row for row in every if rules.act_stands(row, test.on, test.phase)]
    standing = {row.id: row for row in rows if test.actor is None or test.actor in row.actors}
    if missing := [row for row in test.stand if row not in standing]:
        yield at(book, key, f"seharusnya berlaku: {', '.join(missing)}")
    if present := [row for row in test.absent if row in standing]:
        yield at(book, key, f"seharusnya tidak berlaku: {', '.join(present)}")
    for row_id in (*test.with_numbers, *test.without_numbers):
        shown = [one for one in standing[row_id].penalties if one.valid_on(test.on)] if row_id in standing else []
        found = any(getattr(one, name) is not None for one in shown for name in NUMBERS)
        if not shown or found != (row_id in test.with_numbers):
            yield at(book, key, f"ancaman {row_id} pada {test.on} seharusnya lain")


def _office_test(book: Book, test: facts.OfficeTest) -> Iterator[Fault]:
    key = f"offices test:{test.id}"
    office = book.offices.get(test.office)
    if office is None:
        yield at(book, key, f"kantor {test.office} tidak ada di office_hours.yaml")
        return
    table = Holidays(book.holiday_years).days_off(office.closed_on)
    yield from _same(book, key, "hari diterima", test.arrived_on, hours.arrived_on(test.at, office, table))


def _same(book: Book, key: str, what: str, wanted: object, found: object) -> Iterator[Fault]:
    if wanted != found:
        yield at(book, key, f"{what} seharusnya {_said(wanted)}, terhitung {_said(found)}")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_said, value)) or "tidak ada"
    return value.isoformat() if isinstance(value, date) else str(value)


def _names(book: Book) -> wording.Names:
    return wording.Names(
        instruments={row.id: row.short for row in book.instruments.values()},
        events={row.id: row.label for row in book.events.values()},
    )
