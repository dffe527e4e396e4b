"""What the page needs to answer without a network: one document from the same table, rulebook and calendar.

Texts come as pairs, Indonesian and English. The decision in `base/static/kondusif/bolehkah-putusan.js` reads it as
`rules.decide` reads the rows; a test asks both the same questions.
"""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from kondusif.advice import lexicon, table
from kondusif.advice.schema import Outcome, Person, Situation, Subject
from kondusif.advice.selectors import whom_to_ask
from kondusif.base import wording
from kondusif.institutions.selectors import city_or_none
from kondusif.kernel.clock import today_in
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import Act, Citation, LevelNorm, SanctionRange, Track
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar

SCRIPTS = ("kondusif/bolehkah-putusan.js", "kondusif/bolehkah.js")
STYLES = ("kondusif/bootstrap.css", "kondusif/kondusif.css", "kondusif/rooms/advice.css")
PICTURES = ("kondusif/fonts/kondusif-sans.woff2", "kondusif/fonts/kondusif-serif-600.woff2", "kondusif/merek.svg")
FILES = (*STYLES, *SCRIPTS, *PICTURES)
SHELL = ("advice/templates/advice", "base/templates/base/public.html", "base/templates/base/layout.html")
PACKAGE = Path(__file__).resolve().parent.parent


def package() -> dict[str, Any]:
    """The document, with the day on which it was made; everything else changes only with the law or the city."""
    place = city_or_none()
    zone = place.zone if place else "WIB"
    return {**law(), **_place(zone), "made_on": today_in(zone).isoformat()}


def law() -> dict[str, Any]:
    """Rows, norms, table and words."""
    words, book = table.answers(), rulebook.book()
    rows = sorted({row for line in _lines() for row in (*line.rows, *line.crimes)})
    cited = {one.instrument for one in _citations(rows)}
    return {
        "edition": rulebook.edition(),
        "status": words.status.value,
        "stale_after_days": words.stale_after_days,
        "acts": {key: [_act(row) for row in book.act_versions.get(key, ())] for key in rows},
        "instruments": {
            key: {"short": row.short, "from": _iso(row.valid_from), "to": _iso(row.valid_to)}
            for key, row in book.instruments.items()
            if key in cited
        },
        "levels": {key: [row.label, row.label_en] for key, row in book.sanctions.items()},
        "sentences": {one.id: [one.text, one.text_en] for one in words.sentences},
        "persons": {one.id.value: _person(one) for one in words.persons},
        "groups": [[one.id for one in group.subjects] for group in words.groups],
        "subjects": {key: _subject(one) for key, one in table.subjects().items()},
        "lexicon": _lexicon(),
    }


def digest(language: str) -> str:
    """A fingerprint of all that is kept on a phone: the law, the city, the scripts, the sheet of the page."""
    place = city_or_none()
    total = sha256(json.dumps({**law(), **_place(place.zone if place else "WIB")}, sort_keys=True).encode())
    total.update(f"{language} {version('kondusif')} {_code_digest()}".encode())
    return total.hexdigest()[:16]


@cache
def _code_digest() -> str:
    total = sha256()
    for name in FILES:
        found = finders.find(name) or settings.STATIC_ROOT / name
        total.update(Path(str(found)).read_bytes())
    for name in SHELL:
        path = PACKAGE / name
        for one in sorted(path.glob("*")) if path.is_dir() else [path]:
            total.update(one.read_bytes())
    return total.hexdigest()


def _place(zone: str) -> dict[str, Any]:
    contest, place = stages.current_contest(), city_or_none()
    fixed = (settings.TODAY or place.exercise_on) if place and place.is_exercise else None
    return {
        "contest": contest_of(contest) if contest else None,
        "zone": {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}.get(zone, "Asia/Jakarta"),
        "exercise_on": _iso(fixed),
        "ask": whom_to_ask(),
        "months": _months(),
    }


def contest_of(calendar: Calendar) -> dict[str, Any]:
    """What a calendar says of the phases, as the phone reads it."""
    fixed = [row.fixed_on for row in calendar.fixings if row.fixed_on]
    return {
        "name": calendar.name,
        "kind": calendar.kind,
        "over_from": _iso(calendar.over_from),
        "fixed_on": _iso(min(fixed, default=None)),
        "fixings": [[_iso(row.fixed_on), _iso(row.until or row.fixed_on)] for row in calendar.fixings],
    }


def _months() -> dict[str, int]:
    tables = (*wording.MONTHS.values(), *wording.SHORT_MONTHS.values())
    return {name.lower(): number for names in tables for number, name in enumerate(names, start=1)}


def _act(row: Act) -> dict[str, Any]:
    crime: dict[str, Any] = {
        "text": [row.text, row.text_en],
        "penalties": [
            {"words": [one.words, one.words_en], "from": _iso(one.valid_from), "to": _iso(one.valid_to)}
            for one in row.penalties
        ],
    }
    return (crime if row.track is Track.CRIME else {}) | {
        "id": row.id,
        "track": row.track.value,
        "phases": [one.value for one in row.phases],
        "contests": list(row.contests),
        "from": _iso(row.valid_from),
        "to": _iso(row.valid_to),
        "status": row.status.value,
        "review": row.human_review,
        "sanction": _span(row.sanction),
        "basis": _basis(row.basis),
    }


def _subject(one: Subject) -> dict[str, Any]:
    first = table.first_day(one)
    return {
        "question": [one.question, one.question_en],
        "text": one.text.value,
        "first": _iso(first),
        "already": [list(one.already), list(one.already_en)],
        "situations": [_situation(line) for line in one.situations],
    }


def _person(one: Person) -> dict[str, Any]:
    return {
        "label": [one.label, one.label_en],
        "listed": one.listed,
        "own": one.own_sanctions,
        "bound_by": _basis(one.bound_by),
        "duty": _basis(one.duty),
        "note": [one.note, one.note_en] if one.note else None,
        "situations": [_situation(line) for line in one.situations],
    }


def _situation(line: Situation) -> dict[str, Any]:
    conditions: dict[str, Any] = {
        "acts": list(line.acts),
        "whom": [one.value for one in line.whom],
        "relation": [one.value for one in line.relation],
        "contest": list(line.contest),
    }
    leave = {} if line.on_leave is None else {"leave": line.on_leave}
    return {key: value for key, value in conditions.items() if value} | leave | _outcome(line)


def _outcome(line: Outcome) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "rows": list(line.rows),
        "basis": _basis(line.basis),
        "levels": [_level(one) for one in line.levels],
        "crimes": list(line.crimes),
        "readings": [[one.says.value, one.text, one.text_en] for one in line.readings],
    }
    return {"answer": line.answer.value, "why": [line.why, line.why_en]} | {
        key: one for key, one in parts.items() if one
    }


def _level(one: LevelNorm) -> dict[str, Any]:
    return {"level": one.level.value, "basis": _basis(one.basis)}


def _lexicon() -> dict[str, Any]:
    words = lexicon.lexicon()
    expressions = {
        name: [lexicon.expression(one) for one in rows]
        for name, rows in (
            ("support", words.support), ("official", words.official), ("neutral", words.neutral),
            ("dates", words.dates), ("harmless", words.harmless),
        )
    }  # fmt: skip
    return {
        **expressions,
        "longest": words.longest,
        "neutral_words": list(words.neutral_words),
        "negations": list(words.negations),
        "reporting": list(words.reporting),
        "quotes": [one for one in words.quotes if not one.isspace()],
        "reach": words.reach,
        "neutral_acts": list(words.neutral_acts),
        "outcomes": {kind.value: _outcome(one) for kind, one in words.outcomes.items()},
    }


def _lines() -> Iterable[Outcome]:
    for subject in table.subjects().values():
        yield from subject.situations
    for person in table.answers().persons:
        yield from person.situations
    yield from lexicon.lexicon().outcomes.values()


def _citations(rows: Iterable[str]) -> Iterable[Citation]:
    for line in _lines():
        yield from line.basis
        for level in line.levels:
            yield from level.basis
    for person in table.answers().persons:
        yield from person.bound_by
        yield from person.duty
    for key in rows:
        for row in rulebook.book().act_versions.get(key, ()):
            yield from row.basis


def _basis(rows: Iterable[Citation]) -> list[list[str | None]]:
    return [[one.instrument, one.article, _iso(one.valid_from), _iso(one.valid_to)] for one in rows]


def _span(span: SanctionRange | None) -> list[str] | None:
    return [span.min.value, span.max.value] if span else None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
