"""The words of a piece: what may not stand in them, the facts that are filled in, and how long they take to say.

A piece holds blanks such as `{hari_pemungutan}`; what stands there comes from the stages, the rulebook and the city,
with its source, so that no date and no limit is ever typed into a piece.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kondusif.base.wording import DAYS, plain_date
from kondusif.institutions.models import City
from kondusif.kernel.errors import Refused
from kondusif.outreach import kept_out
from kondusif.outreach.kept_out import KeptText
from kondusif.outreach.rules import KeptOutKind, Language, PieceKind
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import Counting
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar

FILE = Path(__file__).resolve().parent / "data" / "tidak-dimuat.yaml"
WORDS_A_MINUTE = 120  # read aloud to a room, slowly; the page says so
MOST_SECONDS = 90
MOST_LETTERS = {PieceKind.POSTER: 700, PieceKind.CHAT_CARD: 360, PieceKind.SPOKEN: 2000}
_BLANK = re.compile(r"\{\s*([^{}\n]{1,40}?)\s*\}")
_RULE = re.compile(r"[A-Z]{2,4}(?:-[A-Z0-9]+)+")
_LETTERS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
IN_FORCE = "in_force"
BLANKS = {
    "kota": _("nama kota"),
    "kontes": _("nama pemilihan yang dijalani kota"),
    "hari_pemungutan": _("hari pemungutan suara, dari tahapan"),
    "masa_kampanye": _("hari pertama dan terakhir kampanye, dari tahapan"),
    "masa_tenang": _("hari pertama dan terakhir masa tenang, dari tahapan"),
    "batas_lapor": _("berapa hari dugaan dapat dilaporkan ke Bawaslu, dari buku aturan"),
    "alamat_lapor": _("alamat formulir laporan kota"),
    "alamat_bolehkah": _("alamat halaman Bolehkah saya…?"),
    "alamat_aturan": _("alamat halaman aturan"),
    "alamat_sosialisasi": _("alamat jadwal sosialisasi"),
}
PAGES = {
    "alamat_lapor": "intake_public:start",
    "alamat_bolehkah": "advice_public:ask",
    "alamat_aturan": "rulebook_public:overview",
    "alamat_sosialisasi": "outreach_public:near",
}
# A name from the tree of units counts as an office-holder's without anybody writing it down.
OFFICES = ("mayor", "secretary")
JAVANESE_DAYS = ("Senin", "Selasa", "Rebo", "Kemis", "Jemuwah", "Setu", "Minggu")
TONGUE = {
    Language.INDONESIAN: {
        "until": "sampai", "calendar": "hari kalender", "working": "hari kerja", "basis": "Dasar",
        "unchecked": "belum diperiksa", "all": "semuanya belum diperiksa",
    },
    Language.JAVANESE: {
        "until": "dumugi", "calendar": "dinten kalender", "working": "dinten kerja", "basis": "Dhasar",
        "unchecked": "dereng dipunpriksa", "all": "sedaya dereng dipunpriksa",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What fills one blank. No words: the city's data do not say it.

    Args:
        words: how it is written in the language of the piece.
        source: where it stands; empty for the city's own name and pages.
        checked: whether that source has been checked by a second person.
        short: the source without its article.
        url: for a page of the city, the address that a code on paper leads to.
    """

    words: str
    source: str = ""
    checked: bool = True
    short: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that a piece rests on.

    Args:
        words: with its article.
        checked: whether a second person has checked it.
        short: without the article, for the foot of a sheet; empty where there is none.
    """

    words: str
    checked: bool
    short: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may not stand in the kit, as it stands in the text, and what it is."""

    quote: str
    why: str


def filled(text: str, facts: Mapping[str, Fact]) -> str:
    """The text with every known blank filled in; a blank without words keeps its braces."""
    return _BLANK.sub(lambda blank: (known.words if (known := facts.get(blank[1])) else "") or blank[0], text)


def blanks_in(text: str) -> tuple[str, ...]:
    """The blanks of a text, each once, in its order."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def seconds_of(text: str) -> int:
    """How long a text takes to be said, at `WORDS_A_MINUTE`."""
    return math.ceil(len(_LETTERS.findall(text)) * 60 / WORDS_A_MINUTE)


def words_in(text: str) -> int:
    """How many words a text has, as they are spoken."""
    return len(_LETTERS.findall(text))


def found_in(text: str, kept: Iterable[KeptText]) -> tuple[Found, ...]:
    """What the kit refuses in a text: the city's list, numbers, signs of the hand, parties, calls to vote."""
    labels = {
        KeptOutKind.OFFICE_HOLDER: _("nama pejabat"), KeptOutKind.CANDIDATE: _("nama calon"),
        KeptOutKind.KIN: _("nama keluarga calon"), KeptOutKind.SLOGAN: _("slogan"),
        kept_out.NUMBER: _("nomor peserta"),
    }  # fmt: skip
    hits = [Found(hit.quote, str(labels.get(hit.kind, hit.kind))) for hit in kept_out.found_in(text, kept)]
    plain = unicodedata.normalize("NFKC", text)
    for why, pattern, exact in _patterns():
        hits += [Found(match.group().strip(), why) for match in pattern.finditer(plain if exact else plain.casefold())]
    return tuple(dict.fromkeys(hits))


def check_basis(basis: str) -> None:
    """Refuse a basis that names a rule which the rulebook does not have.

    Raises:
        Refused: outreach.kit.basis_unknown.
    """
    for part in _parts(basis):
        if _RULE.fullmatch(part) and part not in rulebook.book().acts:
            raise Refused("outreach.kit.basis_unknown", given=part[:40])


def sources_of(basis: str, body: str, facts: Mapping[str, Fact], on: date) -> tuple[Source, ...]:
    """What a piece rests on: the rules and words of its basis, then the sources of the facts filled in."""
    found: list[Source] = []
    for part in _parts(basis):
        found += _cited(part, on) if _RULE.fullmatch(part) else [Source(part, checked=True)]
    used = [facts[name] for name in blanks_in(body) if name in facts]
    found += [Source(fact.source, fact.checked, fact.short) for fact in used if fact.source]
    return tuple(dict.fromkeys(found))


def said_sources(sources: Sequence[Source], language: Language) -> str:
    """The line under a piece, in its language: each instrument once. Articles stand on the page of the piece; on a
    board in election time a figure may be read as a candidate's."""
    words = TONGUE[language]
    if not sources:
        return ""
    checked: dict[str, bool] = {}
    for row in sources:
        name = row.short or row.words
        checked[name] = checked.get(name, True) and row.checked
    if len(checked) > 1 and not any(checked.values()):
        return f"{words['basis']}: {'; '.join(checked)} ({words['all']})."
    rows = [name if done else f"{name} ({words['unchecked']})" for name, done in checked.items()]
    return f"{words['basis']}: {'; '.join(rows)}."


def facts_for(place: City, language: Language, absolute: Callable[[str], str]) -> dict[str, Fact]:
    """What every blank says in this city today, in one language.

    Args:
        absolute: makes an address of a path.
    """
    found = {"kota": Fact(place.name), **_pages(absolute)}
    calendar = stages.current_contest()
    if calendar is None:
        return found
    found["kontes"] = Fact(calendar.name)
    found |= _days(calendar, language)
    found |= _limit(calendar, language)
    return {name: fact for name, fact in found.items() if fact.words}


def _pages(absolute: Callable[[str], str]) -> dict[str, Fact]:
    found = {}
    with translation.override("id"):  # what is handed out leads to the Indonesian page
        for name, page in PAGES.items():
            try:
                url = absolute(reverse(page))
            except NoReverseMatch:
                continue
            found[name] = Fact(url.removeprefix("https://").removeprefix("http://"), url=url)
    return found


def _days(calendar: Calendar, language: Language) -> dict[str, Fact]:
    rows = {
        "hari_pemungutan": calendar.voting_stage,
        "masa_kampanye": calendar.campaign_stage,
        "masa_tenang": calendar.quiet_stage,
    }
    found = {}
    for name, stage_id in rows.items():
        stage = calendar.stage(stage_id)
        if stage is None or stage.start is None:
            continue
        source = stage.source if calendar.local else calendar.instrument
        words = _span(stage.start, stage.end or stage.start, language)
        found[name] = Fact(words, source, checked=stage.status == IN_FORCE)
    return found


def _span(first: date, last: date, language: Language) -> str:
    if first == last:
        return _day(first, language)
    return f"{_day(first, language)} {TONGUE[language]['until']} {_day(last, language)}"


def _day(on: date, language: Language) -> str:
    days = JAVANESE_DAYS if language is Language.JAVANESE else DAYS["id"]
    return f"{days[on.weekday()]}, {plain_date(on, language='id')}"


def _limit(calendar: Calendar, language: Language) -> dict[str, Fact]:
    """The days in which a suspicion may be filed with Bawaslu, where the rulebook counts them in one way."""
    name = f"bawaslu-{calendar.kind}"
    if name not in {row.id for row in rulebook.procedures()}:
        return {}
    step = next((row for row in rulebook.procedure(name).steps if row.id == "report"), None)
    if step is None or not step.number or len(step.counting) != 1 or step.counting[0] is Counting.HOURS:
        return {}
    on = calendar.voting_on or date.max
    cited, counted = rulebook.basis_of(step, on)[:1], TONGUE[language][step.counting[0].value]
    source = ", ".join(f"{one.instrument} {one.article}" for one in cited)
    short, checked = ", ".join(one.instrument for one in cited), step.status == IN_FORCE
    return {"batas_lapor": Fact(f"{step.number} {counted}", source, checked, short)}


def _cited(rule: str, on: date) -> list[Source]:
    if rule not in rulebook.book().acts:
        return [Source(rule, checked=False)]
    act = rulebook.act(rule, on)
    cited = rulebook.basis_of(act, on)[:1]
    return [Source(f"{one.instrument} {one.article}", act.status == IN_FORCE, one.instrument) for one in cited]


def _parts(basis: str) -> list[str]:
    return [part for piece in basis.split(";") if (part := piece.strip())]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    raw: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        (str(row["why"]), re.compile(pattern), bool(row.get("exact", False)))
        for row in raw["rows"]
        for pattern in row["patterns"]
    )
