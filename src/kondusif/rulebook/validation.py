"""Checks a rulebook beyond its shape: references, the edition's seal, every dated norm test. For command and pytest."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from kondusif.kernel.days import TableTooShort
from kondusif.kernel.errors import Refused
from kondusif.rulebook import counting, facts, hours, rules, schema, wording
from kondusif.rulebook.loader import DATA, BadBook, Book, Fault, load, load_files
from kondusif.rulebook.rules import Holidays

NATIONAL = (schema.DayOffKind.NATIONAL, schema.DayOffKind.SHARED_LEAVE, schema.DayOffKind.VOTING_DAY)


def check(folder: Path = DATA) -> list[Fault]:
    """Every fault of a rulebook folder: shape, citations, edition, norm tests. Empty when all is well."""
    try:
        return faults_of(load(folder))
    except BadBook as error:
        return error.faults


def check_files(files: Mapping[str, str]) -> list[Fault]:
    """The same for texts by name, before they become an edition."""
    try:
        return faults_of(load_files(files))
    except BadBook as error:
        return error.faults


def faults_of(book: Book) -> list[Fault]:
    """Every fault of a book that has its shape: references, the seal, and the norm tests if no reference is loose."""
    loose = [*references(book)]
    return [*loose, *seal(book), *([] if loose else norm_tests(book))]


def references(book: Book) -> Iterator[Fault]:
    """Ids that point to nothing: sources, instruments, offices, events, actors."""
    for row in book.acts.values():
        yield from _row(book, f"act:{row.id}", row.source, row.basis)
        other = book.acts.get(row.counterpart or row.id)
        if other is None or (row.counterpart and other.counterpart != row.id):
            yield _at(book, f"act:{row.id}", f"pasangan {row.counterpart} tidak ada atau tidak menunjuk balik")
    for instrument in book.instruments.values():
        yield from _row(book, f"instrument:{instrument.id}", instrument.source, ())
    for office in book.offices.values():
        yield from _row(book, f"office:{office.id}", office.source, office.basis)
    for level in book.sanctions.values():
        yield from _row(book, f"sanction:{level.id}", level.source, level.basis)
    for name in set(schema.Sanction) - set(book.sanctions):
        yield Fault("sanctions.yaml", 1, f"tingkat {name.value} tidak dijelaskan")
    for year in book.holiday_years.values():
        yield from _row(book, f"year:{year.year}", year.source, ())
    for procedure in book.procedures.values():
        for step in procedure.steps:
            yield from _step(book, f"step:{procedure.id}.{step.id}", step)
    for kind in facts.NormTests.model_fields:
        for test in getattr(book.tests, kind):
            yield from _row(book, f"{kind} test:{test.id}", test.source, ())


def _row(book: Book, key: str, sources: tuple[str, ...], basis: tuple[schema.Citation, ...]) -> Iterator[Fault]:
    for source in sources:
        if source not in book.sources:
            yield _at(book, key, f"sumber {source} tidak ada di sources.yaml")
    for citation in basis:
        if citation.instrument not in book.instruments:
            yield _at(book, key, f"peraturan {citation.instrument} tidak ada di instruments.yaml")


def _step(book: Book, key: str, step: schema.Step) -> Iterator[Fault]:
    yield from _row(book, key, step.source, step.basis)
    if step.actor not in book.actors:
        yield _at(book, key, f"pelaku {step.actor} tidak ada di vocabulary.yaml")
    for event in step.events:
        if event not in book.events:
            yield _at(book, key, f"peristiwa {event} tidak ada di vocabulary.yaml")
    for office in (step.office, step.arrives_at):
        if office and office not in book.offices:
            yield _at(book, key, f"kantor {office} tidak ada di office_hours.yaml")


def seal(book: Book) -> Iterator[Fault]:
    """Law that changed without a new edition: dates already given would silently get another reason."""
    if book.digest != book.edition.digest:
        yield Fault("edition.yaml", 2, f"isi buku aturan berubah; naikkan edition dan tulis digest {book.digest}")


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
        yield _at(book, key, f"tabel hari libur tidak memuat {error.needed}")
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
    step = next((one for one in procedure.steps if one.id == test.step), None) if procedure else None
    if procedure is None or step is None:
        yield _at(book, key, f"langkah {test.procedure}.{test.step} tidak ada")
        return
    try:
        due = rules.due_of(
            procedure, step, test.event, test.start, holidays=Holidays(book.holiday_years),
            offices=book.offices, names=_names(book), edition=book.edition.edition,
        )  # fmt: skip
    except Refused as error:
        yield _at(book, key, f"ditolak: {error.code}")
        return
    yield from _same(book, key, "tanggal aman", test.due, due.due)
    yield from _same(book, key, "batas luar", test.outer, due.outer)
    if test.office_by:
        yield from _same(book, key, "jam kantor terakhir", test.office_by, due.office_by)
    if test.skipped is not None:
        yield from _same(book, key, "hari yang dilewati", test.skipped, tuple(day.date for day in due.skipped))


def _act_test(book: Book, test: facts.ActTest) -> Iterator[Fault]:
    key = f"acts test:{test.id}"
    standing = {act.id for act in book.acts.values() if rules.act_stands(act, test.on, test.phase)}
    if missing := [row for row in test.stand if row not in standing]:
        yield _at(book, key, f"seharusnya berlaku: {', '.join(missing)}")
    if present := [row for row in test.absent if row in standing]:
        yield _at(book, key, f"seharusnya tidak berlaku: {', '.join(present)}")


def _office_test(book: Book, test: facts.OfficeTest) -> Iterator[Fault]:
    key = f"offices test:{test.id}"
    office = book.offices.get(test.office)
    if office is None:
        yield _at(book, key, f"kantor {test.office} tidak ada di office_hours.yaml")
        return
    table = Holidays(book.holiday_years).days_off(office.closed_on)
    yield from _same(book, key, "hari diterima", test.arrived_on, hours.arrived_on(test.at, office, table))


def _same(book: Book, key: str, what: str, wanted: object, found: object) -> Iterator[Fault]:
    if wanted != found:
        yield _at(book, key, f"{what} seharusnya {_said(wanted)}, terhitung {_said(found)}")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_said, value)) or "tidak ada"
    return value.isoformat() if isinstance(value, date) else str(value)


def _names(book: Book) -> wording.Names:
    return wording.Names(
        instruments={row.id: row.short for row in book.instruments.values()},
        events={row.id: row.label for row in book.events.values()},
    )


def _at(book: Book, key: str, problem: str) -> Fault:
    file, line = book.places.get(key, (".", 1))
    return Fault(file, line, problem)
