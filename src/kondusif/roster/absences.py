"""What a sheet of leave or of acting posts changes in what is written down. Plain Python."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kondusif.roster.places import fold_place
from kondusif.roster.rules import ActingKind, overlaps

Problem = tuple[str, str]  # field, Indonesian words
_TITLES = 3  # shorter words of a name are initials and degrees


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One row: somebody is away, or acts for a post.

    Args:
        line: where it stands in the file.
        key: NIP, or the key of contract staff.
        name: as the sheet has it, to be held against the list; may be empty.
        ends_on: None for a task without an end.
        unit: of the post, as the sheet writes it; after `placed` the key of a unit or nothing.
        cells: the whole row as text.
    """

    line: int
    key: str
    name: str
    kind: str
    starts_on: date
    ends_on: date | None
    basis: str
    post: str = ""
    unit: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the list."""

    pk: int
    name: str
    works: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """A leave or a task that is written down."""

    pk: int
    person: int
    kind: str
    starts_on: date
    ends_on: date | None
    basis: str
    withdrawn: bool = False
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row that changes something: of whom, and what it replaces (None: nothing)."""

    row: AbsenceRow
    person: Person
    before: Noted | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a sheet changes.

    Args:
        bad: rows that cannot land, each with (field, problem).
        doubts: (line, Indonesian words): nothing is done, and somebody should know.
        same: how many rows say what is known.
    """

    new: tuple[Step, ...]
    changed: tuple[Step, ...]
    bad: tuple[tuple[AbsenceRow, tuple[Problem, ...]], ...]
    doubts: tuple[tuple[int, str], ...]
    same: int

    @property
    def moves(self) -> bool:
        """Whether anything would be written."""
        return bool(self.new or self.changed)


def slot_of_leave(one: AbsenceRow | Noted, person: int) -> Hashable:
    """What two leaves may not have on one day: the same person."""
    return person


def slot_of_task(one: AbsenceRow | Noted, person: int) -> Hashable:
    """What two tasks may not have on one day: the same post. A Plh may stand in for whoever acts otherwise."""
    return (one.unit, fold_place(one.post), one.kind == ActingKind.PLH)


Slot = Callable[[AbsenceRow | Noted, int], Hashable]


def compared(
    rows: Iterable[AbsenceRow], people: Mapping[str, Person], noted: Iterable[Noted], slot: Slot, taken: str
) -> Compared:
    """Compare a sheet with what is written down.

    Args:
        rows: units as keys.
        people: key -> somebody of the list.
        noted: everything that is written down about these people or these posts.
        slot: `slot_of_leave` or `slot_of_task`.
        taken: words for a slot that is held on one of the days, with `%s` for them.
    Cost: one pass over the rows; within a slot every row is held against each other.
    """
    found = _Comparison(slot, taken)
    held: dict[Hashable, list[Noted]] = defaultdict(list)
    for one in noted:
        held[slot(one, one.person)].append(one)
    slots: dict[Hashable, list[tuple[AbsenceRow, Person]]] = defaultdict(list)
    for row in rows:
        if problem := problem_with(row, people.get(row.key)):
            found.bad.append((row, (problem,)))
        else:
            slots[slot(row, people[row.key].pk)].append((row, people[row.key]))
    for key, own in slots.items():
        found.take(_once(own, found), held.get(key, []))
    return found.result()


def problem_with(row: AbsenceRow, person: Person | None) -> Problem | None:
    """Why a row cannot be about somebody of the list."""
    if person is None:
        return "nip", "tidak ada dalam daftar pegawai; muat dahulu lembar pegawainya"
    if not person.works:
        return "nip", "tercatat tidak lagi bekerja"
    if row.name and not _same_name(row.name, person.name):
        return "name", "bukan nama pemilik nomor ini dalam daftar pegawai"
    return None


def _same_name(said: str, known: str) -> bool:
    words = [{word for word in fold_place(text).split() if len(word) >= _TITLES} for text in (said, known)]
    return not words[0] or bool(words[0] & words[1])


def _once(own: Sequence[tuple[AbsenceRow, Person]], found: "_Comparison") -> list[tuple[AbsenceRow, Person]]:
    """The rows of a slot, each fact once."""
    kept: dict[tuple[object, ...], tuple[AbsenceRow, Person]] = {}
    for row, person in own:
        fact = (person.pk, row.kind, row.starts_on, row.ends_on, row.basis)
        if fact in kept:
            found.doubts.append((row.line, f"baris ini sama dengan baris {kept[fact][0].line}, dihitung sekali"))
        else:
            kept[fact] = (row, person)
    return list(kept.values())


class _Comparison:
    """Gathers what becomes of each row."""

    def __init__(self, slot: Slot, taken: str) -> None:
        self.slot, self.taken = slot, taken
        self.new: list[Step] = []
        self.changed: list[Step] = []
        self.bad: list[tuple[AbsenceRow, tuple[Problem, ...]]] = []
        self.doubts: list[tuple[int, str]] = []
        self.same = 0

    def take(self, rows: list[tuple[AbsenceRow, Person]], held: list[Noted]) -> None:
        """The rows of one slot against each other and against what holds it."""
        standing = [one for one in held if not one.withdrawn]
        clear = []
        for row, person in rows:
            if clash := [other.line for other, _who in rows if other is not row and _meet(other, row)]:
                words = f"tanggalnya bertemu dengan baris {', '.join(map(str, clash[:5]))}"
                self.bad.append((row, (("starts", words),)))
            else:
                clear.append((row, person, _match(row, person, standing)))
        told_of = {before.pk for _row, _person, before in clear if before}
        others = [one for one in standing if one.pk not in told_of]
        for row, person, before in clear:
            if before and _says(before, row):
                self.same += 1
            elif met := [one for one in others if _meet(one, row)]:
                self.bad.append((row, (("starts", self.taken % said_span(met[0])),)))
            elif before:
                self.changed.append(Step(row, person, before))
            elif any(one.withdrawn and one.person == person.pk and _says(one, row, paper=False) for one in held):
                self.doubts.append((row.line, "sudah dicatat dan dibatalkan, jadi tidak dimuat lagi"))
                self.same += 1
            else:
                self.new.append(Step(row, person))

    def result(self) -> Compared:
        """Everything in the order of the file."""
        in_order: Callable[[Step], int] = lambda step: step.row.line  # noqa: E731
        return Compared(
            tuple(sorted(self.new, key=in_order)), tuple(sorted(self.changed, key=in_order)),
            tuple(sorted(self.bad, key=lambda one: one[0].line)), tuple(sorted(self.doubts)), self.same,
        )  # fmt: skip


def _match(row: AbsenceRow, person: Person, standing: Sequence[Noted]) -> Noted | None:
    """What is written down about the same fact: of the same person, begun on the same day, of the same kind."""
    same = (one for one in standing if one.person == person.pk and one.starts_on == row.starts_on)
    return next((one for one in same if one.kind == row.kind), None)


def _says(one: Noted, row: AbsenceRow, *, paper: bool = True) -> bool:
    same = (one.kind, one.starts_on, one.ends_on) == (row.kind, row.starts_on, row.ends_on)
    return same and (not paper or one.basis == row.basis)


def _meet(one: AbsenceRow | Noted, row: AbsenceRow) -> bool:
    return overlaps([(one.starts_on, one.ends_on)], row.starts_on, row.ends_on)


def said_span(one: Noted) -> str:
    """From one day to another, for a problem."""
    return f"{one.starts_on:%d-%m-%Y} sampai {f'{one.ends_on:%d-%m-%Y}' if one.ends_on else 'ditentukan kemudian'}"
