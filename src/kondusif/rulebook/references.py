"""What a rulebook may not say although its shape is right: loose ends, dead citations, circles, numbers without law.

Each refusal is one fault with file, line and one Indonesian sentence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kondusif.rulebook import facts, schema
from kondusif.rulebook.book import Book, begins, ends, keyed, versions_by_id
from kondusif.rulebook.documents import Fault

PENALTY_SWITCH = "uu-1-2026"  # the law since whose first day no criminal number of an older law is shown
NUMBERS = ("prison_months_min", "prison_months_max", "detention_months_max", "fine_min", "fine_max")
Cited = Sequence[schema.Citation]


def references(book: Book) -> Iterator[Fault]:
    """Every fault of that kind in a book."""
    yield from _acts(book)
    yield from _plain_rows(book)
    for procedure in book.procedures.values():
        yield from _procedure(book, procedure)
    for role in book.roles.values():
        yield from _role(book, role)
    yield from _circles(book, "instrument", {row.id: row.replaces for row in book.instruments.values()})
    for kind in facts.NormTests.model_fields:
        for test in getattr(book.tests, kind):
            yield from _sources(book, f"{kind} test:{test.id}", test.source)


def at(book: Book, key: str, problem: str) -> Fault:
    """A fault of the row with that key."""
    file, line = book.places.get(key, (".", 1))
    return Fault(file, line, problem)


def _plain_rows(book: Book) -> Iterator[Fault]:
    for instrument in book.instruments.values():
        yield from _sources(book, f"instrument:{instrument.id}", instrument.source)
    rows: dict[str, Iterable[schema.Row]] = {
        "office": book.offices.values(),
        "sanction": book.sanctions.values(),
        "pause": book.pause_reasons.values(),
    }
    for kind, found in rows.items():
        for row in found:
            yield from _row(book, f"{kind}:{row.id}", row, getattr(row, "basis", ()))
    for name in sorted(set(schema.Sanction) - set(book.sanctions)):
        yield Fault("sanctions.yaml", 1, f"tingkat {name} tidak dijelaskan")
    for year in book.holiday_years.values():
        yield from _sources(book, f"year:{year.year}", year.source)


def _row(book: Book, key: str, row: schema.Row, basis: Cited) -> Iterator[Fault]:
    yield from _sources(book, key, row.source)
    yield from _cites(book, key, basis, row)


def _sources(book: Book, key: str, sources: Iterable[str]) -> Iterator[Fault]:
    for source in sources:
        if source not in book.sources:
            yield at(book, key, f"sumber {source} tidak ada di sources.yaml")


def _cites(book: Book, key: str, basis: Cited, span: schema.Span) -> Iterator[Fault]:
    """Every article must be law on every day for which the row cites it, and every day of the row must have one."""
    broken = False
    for one in basis:
        if one.instrument not in book.instruments:
            broken = True
            yield at(book, key, f"peraturan {one.instrument} tidak ada di instruments.yaml")
            continue
        fault = _dead(one, span, book.instruments[one.instrument])
        broken = broken or bool(fault)
        if fault:
            yield at(book, key, fault)
    bare = None if broken else _bare_day(basis, span)
    if bare:
        when = "awal masanya" if bare == date.min else str(bare)
        yield at(book, key, f"tidak ada peraturan yang dikutip untuk {when}, padahal barisnya berlaku saat itu")


def _dead(one: schema.Citation, span: schema.Span, instrument: schema.Instrument) -> str:
    first = max(begins(span), one.valid_from or date.min)
    last = min(ends(span), one.valid_to or date.max)
    named = f"{one.instrument} {one.article}"
    if first > last:
        return f"kutipan {named} tidak pernah berlaku dalam masa barisnya"
    if first < begins(instrument):
        return f"kutipan {named} dipakai sebelum peraturannya berlaku ({instrument.valid_from}); beri valid_from"
    if last > ends(instrument):
        return f"kutipan {named} dipakai sesudah peraturannya berakhir ({instrument.valid_to}); beri valid_to"
    return ""


def _bare_day(basis: Cited, span: schema.Span) -> date | None:
    """The first day of a span on which none of the articles is to be cited."""
    after = [one.valid_to + timedelta(days=1) for one in basis if one.valid_to]
    for day in sorted({begins(span), *(day for day in after if begins(span) <= day <= ends(span))}):
        if not any(one.valid_on(day) for one in basis):
            return day
    return None


def _acts(book: Book) -> Iterator[Fault]:
    for versions in book.act_versions.values():
        for key, row in keyed("act:", versions).items():
            yield from _row(book, key, row, row.basis)
            other = book.acts.get(row.counterpart or row.id)
            if other is None or (row.counterpart and other.counterpart != row.id):
                yield at(book, key, f"pasangan {row.counterpart} tidak ada atau tidak menunjuk balik")
            yield from _levels(book, key, row)
            for penalty in row.penalties:
                yield from _penalty(book, key, row, penalty)
    replaced = {row_id: _replaced(versions) for row_id, versions in book.act_versions.items()}
    yield from _circles(book, "act", replaced)


def _levels(book: Book, key: str, row: schema.Act) -> Iterator[Fault]:
    named = {one.level for one in row.levels}
    order = schema.SANCTION_ORDER
    low, high = (order.index(row.sanction.min), order.index(row.sanction.max)) if row.sanction else (1, 0)
    for level in sorted(named, key=order.index):
        if not low <= order.index(level) <= high:
            yield at(book, key, f"tingkat {level.value} pada levels berada di luar rentang sanksi")
    for level in {row.sanction.min, row.sanction.max} - named if row.sanction else set():
        yield at(book, key, f"tingkat {level.value} pada rentang sanksi tidak memiliki dasar pada levels")
    for one in row.levels:
        yield from _cites(book, key, one.basis, row)


def _penalty(book: Book, key: str, row: schema.Act, penalty: schema.Penalty) -> Iterator[Fault]:
    if begins(penalty) < begins(row) or ends(penalty) > ends(row):
        yield at(book, key, "masa ancaman pidana keluar dari masa berlaku barisnya")
    yield from _cites(book, key, penalty.basis, penalty)
    switch = book.instruments.get(PENALTY_SWITCH)
    last_sure = begins(switch) - timedelta(days=1) if switch and switch.valid_from else date.min
    if ends(penalty) > last_sure and any(getattr(penalty, name) is not None for name in NUMBERS):
        yield at(book, key, f"angka pidana tidak ditulis untuk masa sesudah {last_sure}; tulis kata saja")


def _procedure(book: Book, procedure: schema.Procedure) -> Iterator[Fault]:
    place = f"procedure:{procedure.id}"
    if procedure.not_for and not (procedure.not_for_why and procedure.not_for_why_en):
        yield at(book, place, "not_for menuntut kalimat not_for_why dan not_for_why_en")
    if both := sorted(set(procedure.not_for) & set(procedure.subjects)):
        yield at(book, place, f"{', '.join(both)} ada pada subjects dan not_for sekaligus")
    versions = versions_by_id(procedure.steps)
    for steps in versions.values():
        for key, step in keyed(f"step:{procedure.id}.", steps).items():
            yield from _step(book, key, step)
    yield from _circles(book, f"step:{procedure.id}.", {row_id: _replaced(rows) for row_id, rows in versions.items()})


def _step(book: Book, key: str, step: schema.Step) -> Iterator[Fault]:
    yield from _row(book, key, step, step.basis)
    if step.actor not in book.actors and step.actor not in book.roles:
        yield at(book, key, f"pelaku {step.actor} tidak ada di vocabulary.yaml maupun roles.yaml")
    for event in step.events:
        if event not in book.events:
            yield at(book, key, f"peristiwa {event} tidak ada di vocabulary.yaml")
    for office in (step.office, step.arrives_at):
        if office and office not in book.offices:
            yield at(book, key, f"kantor {office} tidak ada di office_hours.yaml")
    for reason in step.pauses:
        if reason not in book.pause_reasons:
            yield at(book, key, f"alasan jeda {reason} tidak ada di pause_reasons.yaml")


def _role(book: Book, role: schema.OfficeRole) -> Iterator[Fault]:
    key = f"role:{role.id}"
    yield from _sources(book, key, role.source)
    holders = sorted(role.holders, key=begins)
    for older, newer in pairwise(holders):
        if ends(older) >= begins(newer):
            yield at(book, key, f"masa pemegang peran bertumpang tindih pada {newer.valid_from}")
    for holder in holders:
        if holder.body and holder.body not in book.actors:
            yield at(book, key, f"pemegang peran {holder.body} tidak ada di vocabulary.yaml")
        yield from _cites(book, key, holder.basis, holder)


def _replaced(versions: Sequence[schema.Row]) -> tuple[str, ...]:
    """What the rows of one id replaced; a later version may name its own id, which means the version before it."""
    return tuple(
        other for place, row in enumerate(versions) for other in row.replaces if not (place and other == row.id)
    )


def _circles(book: Book, kind: str, replaced: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Rows that replace something unknown, or, over however many steps, themselves."""
    prefix = kind if kind.endswith(".") else f"{kind}:"
    for row_id, others in replaced.items():
        for other in others:
            if other not in replaced:
                yield at(book, f"{prefix}{row_id}", f"{other} pada replaces tidak ada")
        if row_id in _reached(others, replaced):
            yield at(book, f"{prefix}{row_id}", f"{row_id} menggantikan dirinya sendiri melalui replaces (melingkar)")


def _reached(start: Iterable[str], replaced: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    left = [*start]
    while left:
        row_id = left.pop()
        if row_id not in found:
            found.add(row_id)
            left += replaced.get(row_id, ())
    return found
