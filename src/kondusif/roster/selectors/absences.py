"""A sheet of leave or of acting posts, read against the list, and what it would change."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kondusif.roster.absences import (
    AbsenceRow,
    Compared,
    Noted,
    Person,
    compared,
    slot_of_leave,
    slot_of_task,
)
from kondusif.roster.models import Acting, Employee, Leave
from kondusif.roster.places import Places
from kondusif.roster.rules import About, Status
from kondusif.roster.selectors.reading import places
from kondusif.roster.sheets.absences import AbsenceRead, read_absences
from kondusif.roster.sheets.cells import grids_of
from kondusif.roster.sheets.picking import BadRow

PIECE = 500
_HEADS_OF = {"lurah": "kelurahan", "camat": "kecamatan"}


def read_absence_bytes(raw: bytes, about: About) -> AbsenceRead:
    """The rows and the faults of a file; units of posts as keys of the tree where they are known.

    Raises:
        Refused: it is no such sheet; BadSheet: a column stands twice or a second heading has another order.
    """
    read = read_absences(grids_of(raw), about)
    if about is About.ACTING:
        tree = places()
        read.rows = [replace(row, unit=_unit_of(row, tree)) for row in read.rows]
    return read


def _unit_of(row: AbsenceRow, tree: Places) -> str:
    """Key of the unit of a post: as the sheet names it, else as the post does (`Lurah Semanggi`)."""
    first, _blank, rest = row.post.partition(" ")
    place = tree.find(row.unit)
    if place is None and rest and first.lower() in _HEADS_OF:
        place = tree.find(f"{_HEADS_OF[first.lower()]} {rest}")
    return place.key if place else ""


def absences_by(read: AbsenceRead) -> Compared:
    """What a sheet would change in what is written down now."""
    people = dict(_people({row.key for row in read.rows}))
    keys = [one.pk for one in people.values()]
    if read.about is About.LEAVE:
        taken = "bertemu dengan cuti yang tercatat, %s; batalkan yang lama, atau ubah tanggalnya"
        return compared(read.rows, people, _leaves(keys), slot_of_leave, taken)
    taken = "jabatan itu sudah diisi dari %s; akhiri dahulu, atau ubah tanggalnya"
    return compared(read.rows, people, _tasks(), slot_of_task, taken)


def every_bad_row(read: AbsenceRead, found: Compared) -> list[BadRow]:
    """Rows that cannot be read and rows that cannot land, in the order of the file."""
    told = [
        BadRow(row.line, row.cells, tuple((read.spoken.get(name, ""), words) for name, words in problems))
        for row, problems in found.bad
    ]  # fmt: skip
    return sorted([*read.bad, *told], key=lambda row: row.line)


def _people(keys: set[str]) -> Iterator[tuple[str, Person]]:
    wanted = sorted(keys)
    for start in range(0, len(wanted), PIECE):
        rows = Employee.objects.filter(nip__in=wanted[start : start + PIECE]).order_by()
        for nip, pk, name, status in rows.values_list("nip", "pk", "name", "status"):
            yield nip, Person(pk, name, status == Status.ACTIVE)


def _leaves(people: list[int]) -> Iterator[Noted]:
    columns = ("pk", "employee_id", "kind", "starts_on", "ends_on", "basis", "withdrawn_on")
    for start in range(0, len(people), PIECE):
        rows = Leave.objects.filter(employee_id__in=people[start : start + PIECE]).order_by("pk")
        for pk, who, kind, first, last, basis, withdrawn in rows.values_list(*columns):
            yield Noted(pk, who, kind, first, last, basis, withdrawn is not None)


def _tasks() -> Iterable[Noted]:
    """Every task: a post may be held by somebody whom the sheet does not name."""
    columns = ("pk", "employee_id", "kind", "starts_on", "ends_on", "basis", "post", "unit__key")
    rows = Acting.objects.order_by("pk").values_list(*columns)
    return [
        Noted(pk, who, kind, first, last, basis, post=post, unit=unit or "")
        for pk, who, kind, first, last, basis, post, unit in rows
    ]
