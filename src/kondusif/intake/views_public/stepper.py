"""The public form's walk through its four pages. Everything typed travels in the form itself; nothing is kept here.

The token carries the mark of the form (so that a second click is known) and the follow-up code (so that it exists
before anything is sent). It is signed and expires; an old one is replaced by a fresh one with the same mark and code.
The code is made here for everybody, with scripts or without: the server reads the report when it is sent in any case,
so a code from the browser would hide nothing from it, and the free locator can only be known here.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from kondusif.base import tokens
from kondusif.base.errors import sentence
from kondusif.base.fields import clean_line
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city, today
from kondusif.intake.codes import Code, read_code
from kondusif.intake.forms.steps import EventForm, PlaceForm, SendForm, TrackForm, account_of
from kondusif.intake.proof import ANSWER, SLIP
from kondusif.intake.rules import Draft, Reporter, Track, default_track
from kondusif.intake.selectors import Readers, fresh_code, readers_of
from kondusif.intake.services import Place, place_of
from kondusif.kernel.errors import Refused
from kondusif.vault.routing import level
from kondusif.vault.rules import Level

PURPOSE = "intake.form"
MAX_AGE = 6 * 3600
EVER = 10 * 365 * 24 * 3600
FORMS: dict[int, type[Form]] = {1: EventForm, 2: PlaceForm, 3: TrackForm, 4: SendForm}
NAMES: dict[int, list[str]] = {
    step: [name for name in form.base_fields if name != "evidence"] for step, form in FORMS.items()
}
SENDING = 5
STEP_TITLES = [
    (1, _("Kejadian")), (2, _("Tempat dan orang")), (3, _("Jalur dan identitas")), (4, _("Periksa dan kirim"))
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What the token carries."""

    submission: str
    code: Code

    def token(self) -> str:
        """Signed anew, so that the time starts again with every page."""
        return tokens.issue({"id": self.submission, "code": self.code.text}, PURPOSE)


def fresh_mark() -> Mark:
    """The mark of a form that was opened just now."""
    return Mark(secrets.token_hex(16), fresh_code())


def read_mark(raw: str) -> tuple[Mark, str]:
    """The mark behind a token, and a sentence when the form must be sent once more."""
    try:
        return _mark(tokens.read(raw, PURPOSE, MAX_AGE)), ""
    except Refused as refusal:
        told = sentence(refusal)
    try:
        return _mark(tokens.read(raw, PURPOSE, EVER)), told
    except Refused:
        return fresh_mark(), told


def _mark(facts: Mapping[str, object]) -> Mark:
    code = read_code(str(facts.get("code", "")))
    submission = str(facts.get("id", ""))
    if code is None or not submission:
        raise Refused("base.token.bad")
    return Mark(submission, code)


@dataclass
class Walk:
    """One request on its way through the pages.

    Args:
        typed: every known field as the browser sent it.
        step: the page that was filled in.
        wanted: the page asked for; SENDING for the last button.
        notice: one sentence that stands above the page.
        brought: the slip and the answer of the proof of work, as the form brought them.
    """

    mark: Mark
    typed: dict[str, str] = field(default_factory=dict)
    step: int = 1
    wanted: int = 1
    notice: str = ""
    files: MultiValueDict[str, UploadedFile] | None = None
    place: City = field(default_factory=city)
    on: date = field(default_factory=today)
    checked: dict[int, Form] = field(default_factory=dict)
    brought: dict[str, str] = field(default_factory=dict)
    level: Level = field(default_factory=level)

    @property
    def closed(self) -> bool:
        """No unit of the city could read a sealed report, so the city takes none."""
        return self.level is Level.CLOSED

    def form(self, step: int, *, bound: bool) -> Form:
        """The form of one page, with what was typed; bound ones are checked and show mistakes."""
        each: dict[int, dict[str, Any]] = {
            1: {"today": self.on},
            2: {"city": self.place},
            3: {"closed": self.closed},
            4: {"last_group": self.mark.code.last_group, "alone": self.typed.get("track") == Track.BAWASLU},
        }
        extra = each.get(step, {})
        if bound:
            files: dict[str, Any] = {"files": self.files} if step == 4 else {}
            return FORMS[step](self.typed, **files, **extra)
        return FORMS[step](initial=self._initial(step), **extra)

    def _initial(self, step: int) -> dict[str, object]:
        typed: dict[str, object] = {name: self.typed.get(name, "") for name in NAMES[step]}
        if step == 2:
            typed["accused_is_head"] = bool(typed["accused_is_head"])
        if step == 3 and not typed["track"]:
            typed["track"] = self.proposed_track() or ""
        return typed

    def passes(self, step: int) -> bool:
        """Whether a page is filled in without mistakes; keeps the checked form."""
        form = self.checked[step] = self.form(step, bound=True)
        return form.is_valid()

    def first_mistake(self, last: int) -> int | None:
        """The first page up to `last` that has a mistake."""
        return next((step for step in range(1, last + 1) if not self.passes(step)), None)

    def proposed_track(self) -> Track | None:
        """Bawaslu alone where the accused heads a unit that the city's own desk stands under, or nobody in the city
        could read; otherwise the reporter chooses."""
        if self.closed:
            return Track.BAWASLU
        form = self.checked.get(2)
        if not isinstance(form, PlaceForm) or not form.is_valid() or form.unit is None:
            return None
        if self.readers.below or not self.readers.people:
            return Track.BAWASLU
        return default_track(sheltered=form.unit.sheltered, is_head=form.cleaned_data["accused_is_head"])

    @cached_property
    def readers(self) -> Readers:
        """Who would be able to read; page 2 must have passed."""
        form = cast(PlaceForm, self.checked[2])
        return readers_of(self.where.village, form.unit, is_head=form.cleaned_data["accused_is_head"])

    @cached_property
    def where(self) -> Place:
        """Where the report belongs; page 2 must have passed."""
        return place_of(cast(PlaceForm, self.checked[2]).place_code)

    def draft(self) -> Draft:
        """Everything typed so far as a draft; pages 1 and 2 must have passed, page 3 may be half filled in."""
        account = account_of(self.checked[1].cleaned_data, cast(PlaceForm, self.checked[2]))
        track = (
            self.checked[3].cleaned_data if 3 in self.checked and self.checked[3].is_valid() else self._half_filled()
        )
        chosen = Track(track["track"] or (Track.BAWASLU if self.closed else Track.CITY))
        return Draft(
            **account, track=chosen,
            reporter=Reporter(**{name: track[name] for name in ("name", "address", "phone", "email", "sex", "job")}),
        )  # fmt: skip

    def _half_filled(self) -> dict[str, str]:
        typed = {name: clean_line(self.typed.get(name, ""))[:300] for name in NAMES[3]}
        if typed["track"] not in set(Track):
            typed["track"] = ""
        return typed

    def hidden(self, step: int) -> list[tuple[str, str]]:
        """What the other pages hold, for hidden fields of this page."""
        here = set(NAMES.get(step, []))
        return [
            (name, value)
            for names in NAMES.values()
            for name in names
            if name not in here and (value := self.typed.get(name, ""))
        ]


def read_walk(post: Mapping[str, Any], files: MultiValueDict[str, UploadedFile]) -> Walk:
    """The walk that a browser sent."""
    mark, notice = read_mark(str(post.get("tanda", "")))
    typed = {name: str(post.get(name, "")) for names in NAMES.values() for name in names}
    step = _number(post.get("langkah"), 1)
    asked = str(post.get("ke", ""))
    wanted = SENDING if asked == "kirim" else _number(asked, step)
    if notice:  # the token was old: the page comes back as it was, to be sent once more
        wanted = step
    brought = {name: str(post.get(name, "")) for name in (SLIP, ANSWER)}
    return Walk(mark, typed, step, wanted, notice, files, brought=brought)


def _number(raw: object, otherwise: int) -> int:
    text = str(raw or "")
    return int(text) if text in {"1", "2", "3", "4"} else otherwise
