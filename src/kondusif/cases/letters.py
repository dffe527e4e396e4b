"""What is known about official letters: who may see which, which wait for an answer, who could handle one, the scan."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import has_role, people_with, scopes_of, stands_over, within
from kondusif.cases.clocks import Clock, line_of
from kondusif.cases.letter_kinds import kinds, title_of, waits_for_reply, without_reply
from kondusif.cases.models import Case, Deadline
from kondusif.cases.official import OfficialLetter, number_key
from kondusif.cases.rules import Letters, Status
from kondusif.cases.selectors import units_under
from kondusif.institutions.models import Body, Unit
from kondusif.intake import evidence
from kondusif.intake.selectors import OpenedFile
from kondusif.kernel.areas import contained_in_any
from kondusif.kernel.errors import Refused
from kondusif.vault import boxes, files
from kondusif.vault.keyring import Keyring

READERS = (Role.DESK, Role.HANDLER, Role.LEADER, Role.AUDITOR)


class State(StrEnum):
    """How a letter stands towards its sender."""

    WAITING = "menunggu"
    ANSWERED = "dijawab"
    NO_REPLY = "tanpa-jawaban"


STATES: dict[State, Promise] = {
    State.WAITING: gettext_lazy("menunggu jawaban"),
    State.ANSWERED: gettext_lazy("sudah dijawab"),
    State.NO_REPLY: gettext_lazy("tidak menunggu jawaban"),
}


def letters_visible_to(user: User) -> QuerySet[OfficialLetter]:
    """The letters in the reader's area, without those of cases over whose unit the reader stands.

    Leaders and auditors see them all; whoever typed a letter goes on seeing what was typed.
    """
    rows = OfficialLetter.objects.select_related("body", "case", "case__unit", "case__handler", "entered_by")
    rows = within(rows, user, *READERS, field="case__area_code")
    if not has_role(user, Role.LEADER, Role.AUDITOR):
        rows = rows.exclude(Q(case__unit_id__in=units_under(user)) & ~Q(entered_by=user))
    return rows


def letters_waiting(rows: QuerySet[OfficialLetter] | None = None) -> QuerySet[OfficialLetter]:
    """Those whose sender still waits for an answer, the oldest first.

    Args:
        rows: of which letters; None for the whole city, for counts without names.
    """
    every = OfficialLetter.objects.all() if rows is None else rows
    waiting = every.filter(replied_on__isnull=True).exclude(kind__in=without_reply())
    return waiting.order_by("received_on", "pk")


def search_letters(
    rows: QuerySet[OfficialLetter], *, state: str = "", kind: str = "", text: str = ""
) -> QuerySet[OfficialLetter]:  # fmt: skip
    """Narrow a list of letters by how they stand, their kind, and number, subject, sender or case."""
    if state == State.WAITING:
        rows = letters_waiting(rows)
    elif state == State.ANSWERED:
        rows = rows.filter(replied_on__isnull=False)
    elif state == State.NO_REPLY:
        rows = rows.filter(kind__in=without_reply(), replied_on__isnull=True)
    if kind in kinds():
        rows = rows.filter(kind=kind)
    if text:
        named = Q(number__icontains=text) | Q(subject__icontains=text) | Q(body__name__icontains=text)
        rows = rows.filter(named | Q(case__number__icontains=text))
    return rows


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter as lists and the page of its case show it. `due` is the most pressing clock of its case."""

    letter: OfficialLetter
    due: Clock | None = None

    @property
    def kind(self) -> str:
        return title_of(self.letter.kind)

    @property
    def state(self) -> State:
        return state_of(self.letter)

    @property
    def label(self) -> str:
        return str(STATES[self.state])

    @property
    def waits(self) -> bool:
        return self.state is State.WAITING

    @property
    def url(self) -> str:
        return reverse("cases:letter", args=[self.letter.pk])


def state_of(letter: OfficialLetter) -> State:
    """How a letter stands towards its sender."""
    if letter.replied_on:
        return State.ANSWERED
    return State.WAITING if waits_for_reply(letter.kind) else State.NO_REPLY


def with_due(rows: QuerySet[OfficialLetter]) -> QuerySet[OfficialLetter]:
    """The same rows, the running dated clocks of their cases read along."""
    running = Deadline.objects.filter(running=True, due_on__isnull=False).select_related("case").order_by("due_on")
    return rows.prefetch_related(Prefetch("case__deadlines", running, to_attr="due_soon"))


def line_for(letter: OfficialLetter, on: date) -> LetterLine:
    """A letter as a list shows it. It comes from `with_due`."""
    rows: list[Deadline] = getattr(letter.case, "due_soon", [])
    standing = [row for row in rows if not (row.paused_since and row.paused_since <= on)]
    return LetterLine(letter, line_of(standing[0], on) if standing else None)


def letters_of(case: Case) -> list[LetterLine]:
    """The letters of one case, the latest first."""
    return [LetterLine(letter) for letter in case.official_letters.select_related("body", "entered_by")]


def letters_binding(case: Case) -> Letters:
    """The letters of a case, as far as they bind its closing."""
    rows = list(OfficialLetter.objects.filter(case=case).order_by("received_on", "pk"))
    waiting = tuple(row.number for row in rows if state_of(row) is State.WAITING)
    return Letters(any=bool(rows), waiting=waiting)


def known_letter(body: Body, number: str, dated_on: date) -> OfficialLetter | None:
    """The letter that stands under a number of a body in the year of a day; spaces and capitals do not count."""
    rows = OfficialLetter.objects.filter(body=body, year=dated_on.year, number_key=number_key(number))
    return rows.select_related("body", "case").first()


def free_handlers(area_code: str, *units: Unit | None) -> list[User]:
    """Who could handle a case of a place and units: those who stand over none of them, the least busy first."""
    open_cases = Count("pk", filter=~Q(status=Status.CLOSED))
    busy = dict(Case.objects.order_by().values_list("handler").annotate(n=open_cases))
    free = [
        user for user in people_with(Role.HANDLER)
        if contained_in_any(scopes_of(user, Role.HANDLER), area_code)
        and not any(stands_over(user, unit) for unit in units)
    ]  # fmt: skip
    return sorted(free, key=lambda user: (busy.get(user.pk, 0), user.full_name, user.pk))


def leaders_of(area_code: str) -> list[User]:
    """The leaders whose area holds a place."""
    return [one for one in people_with(Role.LEADER) if contained_in_any(scopes_of(one, Role.LEADER), area_code)]


def with_letters(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases, each knowing whether an official letter binds it (`by_letter`)."""
    return rows.annotate(by_letter=Exists(OfficialLetter.objects.filter(case=OuterRef("pk"))))


def scan_place(name: str) -> str:
    """The place of a scan's key; one that is moved to another letter does not open."""
    return f"kondusif|cases.officialletter|{name}|scan"


def open_scan(keyring: Keyring | None, letter: OfficialLetter) -> OpenedFile | None:
    """The safe copy of a letter's scan; None where the keyring does not open it.

    Raises:
        Refused: the letter has no scan, or the file is gone or damaged.
    """
    if not letter.scan_name:
        raise Refused("cases.letter.no_scan")
    key = keyring.open(letter.scan_key_id) if keyring else None
    if key is None:
        return None
    note = json.loads(boxes.unlock(key, letter.scan_secret, scan_place(letter.scan_name)))
    try:
        content = files.read(letter.scan_name, note["secret"])
    except boxes.Broken as error:
        raise Refused("intake.file.gone") from error
    kind = note["kind"]
    return OpenedFile(content, evidence.MEDIA_TYPES[kind], evidence.SUFFIXES[kind], kind != "pdf")


def sheet_rows(rows: Iterable[OfficialLetter], on: date) -> Iterator[list[str]]:
    """A list of letters as a sheet: no name of anybody."""
    yield [
        _("Diterima"), _("Macam surat"), _("Dari"), _("Nomor"), _("Tanggal surat"), _("Perihal"), _("Penanganan"),
        _("Tenggat terdekat"), _("Langkah"), _("Keadaan"), _("Dijawab"), _("Nomor jawaban"),
    ]  # fmt: skip
    for row in rows:
        line = line_for(row, on)
        due, step = (line.due.due.isoformat(), line.due.step) if line.due else ("", "")
        yield [
            row.received_on.isoformat(), line.kind, row.body.name, row.number, row.dated_on.isoformat(), row.subject,
            row.case.number, due, step, line.label, row.replied_on.isoformat() if row.replied_on else "",
            row.reply_number,
        ]  # fmt: skip
