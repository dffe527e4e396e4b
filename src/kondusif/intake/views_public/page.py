"""What the public pages show, gathered from the selectors."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kondusif.base import wording
from kondusif.base.wording import day_of
from kondusif.institutions.selectors import local_now, unit_choices
from kondusif.intake import proof, rules, safety, who_sees
from kondusif.intake.evidence import MAX_FILE_BYTES
from kondusif.intake.labels import (
    FLAGS,
    KIND_QUESTIONS,
    NEED_HELP,
    NEEDS,
    TRACKS,
)
from kondusif.intake.models import Report
from kondusif.intake.rules import Draft, Flag, Kind, Requirement, State, Track
from kondusif.intake.selectors import bawaslu_clock, clock_of
from kondusif.intake.services import Place, flags_for
from kondusif.intake.views_public.stepper import STEP_TITLES, Walk
from kondusif.intake.who_sees import Thing
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_path
from kondusif.vault.rules import Level

ON_PAGE = (Thing.PERSON, Thing.PLACE, Thing.ACCOUNT, Thing.COPY, Thing.ORIGINAL)


def step_page(walk: Walk, step: int, *, bound: bool) -> dict[str, Any]:
    """One page of the form: its form, the hidden fields of the others, and what the page tells."""
    form = walk.checked.get(step) if bound else None
    context: dict[str, Any] = {
        "form": form or walk.form(step, bound=bound), "step": step, "steps": STEP_TITLES, "token": walk.mark.token(),
        "hidden": walk.hidden(step), "untouched": not walk.typed, "notice": walk.notice,
        "here": reverse("intake_public:start"), "most_bytes": MAX_FILE_BYTES,
        "proof": proof.ask(walk.mark.submission, walk.brought), **keeping(walk.level),
    }  # fmt: skip
    if step >= 3:
        context |= _standing(walk, walk.draft(), step)
    return context


def _standing(walk: Walk, draft: Draft, step: int) -> dict[str, Any]:
    due = bawaslu_clock(draft.happened_on, draft.known_on)
    rows = _requirements(draft, walk, due)
    readers = walk.readers
    return {
        "draft": draft, "code": walk.mark.code, "groups": walk.mark.code.groups,
        **clock_facts(due, walk.on),
        "rows": [_told(row) for row in rows], "lacking": len(rules.missing(rows)), "met": sum(row.met for row in rows),
        "late": any(row.state is State.LATE for row in rows),
        "flags": _flags(draft, walk),
        "readers": readers, "unread": not walk.closed and not readers.people,
        "review": _review(draft, walk.where) if step == 4 else [],
        "alone": draft.track is Track.BAWASLU,
        "both": draft.track is Track.BOTH, "proposed": walk.proposed_track(),
        "seen": _seen(draft, walk.level, readers.people) if step == 4 else _overview(draft, walk.level, readers.people),
        "advice": safety.advice_for(walk.typed.get("known_by", "")), "advice_short": safety.every_short(),
    }  # fmt: skip


def keeping(level: Level) -> dict[str, Any]:
    """How the city keeps what it is sent, and where that ends."""
    return {
        "level": level, "level_words": who_sees.LEVELS[level], "limit": who_sees.LIMIT, "network": who_sees.NETWORK,
    }  # fmt: skip


def _overview(draft: Draft, level: Level, readers: int) -> list[tuple[object, str]]:
    """Before a name is given: who would see it, and who would see what is asked most, on a track to the city."""
    track = Track.BOTH if draft.track is Track.BOTH else Track.CITY
    return _lines((Thing.PERSON, Thing.PLACE, Thing.ACCOUNT), readers, track=track, level=level, named=True)


def _seen(draft: Draft, level: Level, readers: int) -> list[tuple[object, str]]:
    """Before sending: a line for each thing that says who will see it."""
    return _lines(ON_PAGE, readers, track=draft.track, level=level, named=draft.reporter.given)


def _lines(things: Iterable[Thing], readers: int, **how: Any) -> list[tuple[object, str]]:
    return [(who_sees.THINGS[thing], who_sees.line(who_sees.row(thing, **how), readers)) for thing in things]


def who_sees_page(level: Level) -> dict[str, Any]:
    """The whole table as it stands today, for a report that reaches the city with a name."""
    how: dict[str, Any] = {"track": Track.BOTH, "level": level or Level.SEALED, "named": True}
    rows = [(who_sees.THINGS[thing], who_sees.row(thing, **how)) for thing in Thing]
    return {
        **keeping(level), "rows": rows,
        "readers": [who_sees.READERS[one.reader] for one in rows[0][1]],
    }  # fmt: skip


def clock_facts(due: Due | None, on: date) -> dict[str, Any]:
    """How much is left: of the safe date, else of the outer one, else nothing."""
    safe = day_of(due.due) if due and due.due else None
    outer = day_of(due.outer) if due and due.outer else safe
    office_by = due.office_by if due else None
    return {
        "due": due,
        "left": (safe - on).days if safe else None,
        "passed": outer is not None and outer < on,
        "outer_on": outer if outer != safe else None,
        "office_shut": office_by is not None and office_by < local_now().replace(tzinfo=None),
    }


def _requirements(draft: Draft, walk: Walk, due: Due | None) -> list[Requirement]:
    safe = day_of(due.due) if due and due.due else None
    outer = day_of(due.outer) if due and due.outer else None
    return rules.requirements(draft, today=walk.on, due=safe, outer=outer)


def _told(row: Requirement) -> dict[str, Any]:
    return {
        "met": row.met, "label": NEEDS[row.need], "help": NEED_HELP.get((row.need, row.state), ""),
        "paper": row.state is State.ON_PAPER,
    }  # fmt: skip


def _flags(draft: Draft, walk: Walk) -> list[str]:
    told = []
    for flag in flags_for(draft, walk.where, walk.on):
        words = str(FLAGS[flag])
        if flag is Flag.UNKNOWN_AREA:
            words = _("%(reason)s Kami mencatatnya pada wilayah terdekat yang dikenal: %(area)s.") % {
                "reason": words, "area": name_path(walk.where.code)
            }  # fmt: skip
        told.append(words)
    return told


def _review(draft: Draft, where: Place) -> list[dict[str, Any]]:
    """Everything that was typed, as one list to read over before sending."""
    units = {row.key: row.name for row in unit_choices()}
    accused = [draft.accused_name, draft.accused_post, units.get(draft.accused_unit, draft.accused_other)]
    if draft.accused_is_head and draft.accused_unit:
        accused.append(_("pimpinan unit"))
    when = wording.long_date(draft.happened_on) if draft.happened_on else _("tidak diketahui")
    if draft.happened_on and draft.happened_time:
        when = f"{when}, {wording.clock_time(draft.happened_time)}"
    places = [draft.place_words, name_path(where.code) if draft.area_code else ""]
    person = draft.reporter
    told = [person.name, person.address, person.phone, person.email]
    rows = [
        (1, _("Tentang"), str(KIND_QUESTIONS[draft.kind])), (1, _("Kejadian"), draft.words), (1, _("Waktu"), when),
        (1, _("Diketahui"), wording.long_date(draft.known_on) if draft.known_on else _("tidak diketahui")),
        (1, _("Bukti"), draft.evidence_words or _("tidak disebut")),
        (2, _("Tempat"), ", ".join(filter(None, places)) or _("tidak diketahui")),
        (2, _("Yang dilaporkan"), ", ".join(filter(None, [*accused, draft.accused_address])) or _("tidak diketahui")),
        (3, _("Jalur"), str(TRACKS[draft.track])),
        (3, _("Anda"), ", ".join(filter(None, told)) or _("tanpa nama")),
    ]  # fmt: skip
    return [{"step": step, "label": label, "value": value} for step, label, value in rows]


def receipt_page(walk: Walk, report: Report, draft: Draft, files: int) -> dict[str, Any]:
    """What a reporter sees once the report is kept. Its number is not shown: it would tell how many there are."""
    due = clock_of(report)
    return {
        "code": walk.mark.code, "groups": walk.mark.code.groups, "start_on": report.known_on,
        "both": draft.track is Track.BOTH, "neutrality": draft.kind is Kind.NEUTRALITY,
        **clock_facts(due, walk.on), "files": files, "received_on": report.received_on,
        "readers": walk.readers.people,
        "flags": [FLAGS[Flag(flag)] for flag in report.flags],
        "token": walk.mark.token(), "hidden": walk.hidden(0),
    }  # fmt: skip
