"""Finds the places where something is said to happen or to hold, the main place first."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kondusif.engine.reading.gazetteer import Entry, Gazetteer, key_of
from kondusif.engine.reading.layout import Layout
from kondusif.engine.reading.lexicon import table
from kondusif.engine.reading.result import Found, Span

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUALIFIER = re.compile(r"(?:(?:Kota|Kabupaten|Kab\.?|Provinsi|Prov\.?)(?: Administrasi)?)\s$", re.I)
_CITY_BEFORE = re.compile(r"[A-Za-z]\s?[,(]\s{0,2}(?:Provinsi\s)?$")
_PART_WORD = re.compile(
    r"(?:(?P<kel>Kelurahan|Kel\.?|Desa|Ds\.?|Lurah|(?:RT|RW)\s?\d{0,3}[,\s]{0,2}(?:Kelurahan\s)?)|(?P<kec>Kecamatan|Kec\.?|Camat|Distrik|Kapanewon))"
    r"\s{0,2}$",
    re.I,
)
_DISTRICT = re.compile(
    r"\b(?:Kecamatan|Kec\.|Camat|Sekcam|Distrik|Kapanewon|(?:Ma)?[Pp]olsek|Kapolsek|Koramil|Danramil|Panwascam|Forkopimcam|PPK)"
    r"\s(?P<name>[A-Z][\w'’]*(?:[ -][A-Z][\w'’]*){0,2})"
)
_OFFICER = re.compile(
    r"(?i:(?:Lurah|Camat)\s{0,2}$)|(?:[A-Z][\w'’.-]{1,30}|\(\d{1,3}\)),\s(?:seorang\s)?(?:warga|asal)\s(?i:Kelurahan|Kecamatan|Desa)\s$"
)
_LIST_OF = re.compile(
    r"(?:(?P<kel>kelurahan|desa)|(?P<kec>kecamatan|distrik|kapanewon))\b[^.;:\n]{0,60}?"
    r"(?:,?\s(?:yakni|yaitu|meliputi|antara lain)|,\s(?:di ?antaranya|masing-masing)|:)"
    r"\s(?:di\s)?$",
    re.I,
)
_LIST_JOIN = re.compile(r"^\s{0,2}(?:,|,?\s(?:dan|serta|hingga|maupun|atau))\s{0,2}$")
_AND_ALSO = re.compile(
    r"^(?:\s\([^()\n]{1,24}\))?(?:,|,?\s(?:dan|serta|hingga|maupun|atau))\s(?:sebagian\s)?(?:(?:di\s)?(?:Kota|Kabupaten|Kab\.?)\s)?$",
    re.I,
)
_PART_OF = re.compile(r"(?:Kecamatan|Kec\.|Kelurahan|Desa)\s[^.\n]{2,44},\s(?:Kota|Kabupaten|Kab\.?)\s$")
_TOPONYM = re.compile(r"\b(?:di|se|wilayah|kawasan|daerah|warga|masyarakat|lingkungan)[\s-]{1,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a place: where, of what kind, and how much it says."""

    entries: tuple[Entry, ...]
    start: int
    end: int
    form: str | None
    how: str
    in_title: bool

    @property
    def weight(self) -> int:
        base = {"body": 3, "locative": 2, "bare": 1, "dateline": 1}.get(self.how, 0)
        return base + (1 if self.in_title and base else 0)


class _Words:
    def __init__(self) -> None:
        rows = table("places")
        self.forms = {form: self._ending(rows[form]) for form in ("kota", "kabupaten", "provinsi")}
        self.bodies = self._ending(rows["bodies"])
        self.locative = self._ending(rows["locative"], joins=True)
        self.elsewhere = self._ending(rows["elsewhere"])
        self.needs_word = {key_of(name) for name in rows["needs_word"]}

    @staticmethod
    def _ending(words: Iterable[str], *, joins: bool = False) -> re.Pattern[str]:
        inner = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s") for word in words), key=len, reverse=True))
        middle = r"(?:\s{1,2}|-)" if joins else r"\s{1,2}"
        tail = r"(?:(?:Kota|Kabupaten|Kab\.?|Provinsi|Prov\.?|Daerah|Administrasi|kota|pusat)\s{1,2}){0,2}"
        return re.compile(rf"(?<!\w)(?:{inner}){middle}[(“\"]?{tail}$", re.IGNORECASE)


@cache
def _words() -> _Words:
    return _Words()


def find_places(layout: Layout, gazetteer: Gazetteer) -> list[Found]:
    """The places of the article.

    A city counts where its own bodies act or something is said to be there; names in street names, papers, origins
    and datelines do not make a place. Its kecamatan and kelurahan count only once the city stands.

    Cost: linear in the words; four look-ups a word.
    """
    mentions = [
        m
        for p in layout.paragraphs
        if p.role in {"title", "heading", "body"}
        for m in _mentions(layout, gazetteer, p.start, p.end)
    ]
    if layout.dateline and not any(m.weight for m in mentions):
        mentions += _mentions(layout, gazetteer, *layout.dateline, dateline=True)
    settled = _settle(mentions, layout.view)
    ranked = _rank(settled)
    if not any(len(code) == 5 for code in ranked):
        lone = _by_district(layout, gazetteer)
        if lone and (not ranked or lone[0].ref[:2] in ranked):
            return lone
    if not ranked:
        return []
    main = ranked[0]
    found = [_found(layout, gazetteer.names[main], main, settled[main])]
    parts = _parts(layout, gazetteer, main)
    others = [
        _found(layout, gazetteer.names[code], code, settled[code])
        for code in ranked[1:]
        if _holds(code, settled[code], main)
    ]
    return found + sorted(parts + others, key=lambda place: place.start)


def _by_district(layout: Layout, gazetteer: Gazetteer) -> list[Found]:
    """The city of the only kecamatan that a text without any city names, where the name stands once in the country."""
    hits: dict[str, list[tuple[int, int, Entry]]] = {}
    for match in list(_DISTRICT.finditer(layout.view))[:40]:
        for stop in sorted((match.start("name") + w.end() for w in _TOKEN.finditer(match["name"])), reverse=True):
            if entry := gazetteer.district(layout.view[match.start("name") : stop]):
                hits.setdefault(entry.code, []).append((match.start("name"), stop, entry))
                break
    if len({code[:5] for code in hits}) != 1:
        return []
    city = next(iter(hits))[:5]
    found = []
    for code, spans in hits.items():
        start, end, entry = spans[0]
        found.append(
            Found(code, start, end, layout.text[start:end], tuple((a, b) for a, b, _entry in spans), entry.name)
        )
    first = found[0]
    main = Found(city, first.start, first.end, first.quote, first.mentions, gazetteer.names[city])
    return [main, *sorted(_parts(layout, gazetteer, city) or found, key=lambda place: place.start)]


def _mentions(layout: Layout, gazetteer: Gazetteer, start: int, end: int, *, dateline: bool = False) -> list[Mention]:
    view = layout.known if dateline else layout.view
    if dateline:
        view = layout.text
    tokens = list(_TOKEN.finditer(view, start, end))
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        size, entries = _longest(view, tokens, at, gazetteer)
        if entries:
            span = tokens[at].start(), tokens[at + size - 1].end()
            following = tokens[at + size] if at + size < len(tokens) else None
            here = _classified(layout, view, span, tuple(entries), following, dateline)
            if (
                found
                and found[-1].how == "locative"
                and here.how == "bare"
                and _AND_ALSO.match(view[found[-1].end : here.start])
            ):
                here = replace(here, how="locative")
            found.append(here)
            at += size
        else:
            at += 1
    return found


def _longest(view: str, tokens: list[re.Match[str]], at: int, gazetteer: Gazetteer) -> tuple[int, list[Entry]]:
    if not view[tokens[at].start()].isupper():
        return 1, []
    for size in range(min(gazetteer.longest, len(tokens) - at), 0, -1):
        left, right = tokens[at].start(), tokens[at + size - 1].end()
        gaps = (view[tokens[i].end() : tokens[i + 1].start()] for i in range(at, at + size - 1))
        if any(gap not in {" ", "-", "  "} for gap in gaps) or not view[tokens[at + size - 1].start()].isupper():
            continue
        entries = gazetteer.wide.get(key_of(view[left:right]))
        if entries:
            return size, entries
    return 1, []


def _classified(
    layout: Layout, view: str, span: Span, entries: tuple[Entry, ...], following: re.Match[str] | None, dateline: bool
) -> Mention:
    words = _words()
    line = view.rfind("\n", 0, span[0]) + 1
    left = view[max(line, span[0] - 48) : span[0]]
    form = next((name for name, ending in words.forms.items() if ending.search(left)), None)
    if following and following.group() == "Kota" and view[span[1] : following.start()] == " ":
        form = "kota"
    how = _how(view, left, span, entries, following)
    title = bool(layout.title and layout.title.start <= span[0] < layout.title.end)
    if dateline:
        how = "dateline"
    if how == "bare" and key_of(view[slice(*span)]) in words.needs_word and not form:
        how = "word"
    return Mention(entries, *span, form, how, title)


def _how(view: str, left: str, span: Span, entries: tuple[Entry, ...], following: re.Match[str] | None) -> str:
    words = _words()
    if words.elsewhere.search(left) or (left.endswith((".", "@")) and not left.endswith(". ")):
        return "elsewhere"
    if view[span[1] : span[1] + 1] == "." and view[span[1] + 1 : span[1] + 2].isalpha():
        return "elsewhere"
    if all(entry.form == "provinsi" for entry in entries) and _CITY_BEFORE.search(left):
        return "qualifier"
    if words.bodies.search(left):
        return "body"
    if words.locative.search(left) or _PART_OF.search(left):
        return "locative"
    if re.search(r"\bdari\s(?:Kota\s|Kabupaten\s)?$", left, re.I):
        return "elsewhere"
    glued = following and view[span[1] : following.start()] == " " and following.group()[0].isupper()
    if glued and re.search(r"[A-Z]\w+\s$", left) and len(view[slice(*span)].split()) == 1:
        return "word" if key_of(view[slice(*span)]) in words.needs_word else "bare"
    return "bare"


def _settle(mentions: list[Mention], view: str) -> dict[str, list[Mention]]:
    """Decide city against regency against province for every mention; by the text's own word first."""
    votes: Counter[str] = Counter()
    for m in mentions:
        if m.form and len(m.entries) > 1:
            votes.update(e.code for e in m.entries if e.form == m.form)
    city = len(re.findall(r"\b(?:Wali ?kota|Pemkot|Pemerintah Kota|Balai ?kota|kelurahan|lurah)\b", view, re.I))
    regency = len(
        re.findall(r"\b(?:Bupati|Pemkab|Pemerintah Kabupaten|Kabupaten|kepala desa|kades|desa)\b", view, re.I)
    )
    leaning = "kabupaten" if regency > city else "kota"
    settled: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.how not in {"word"}:
            settled.setdefault(_chosen(m, votes, leaning).code, []).append(m)
    return settled


def _chosen(m: Mention, votes: Counter[str], leaning: str) -> Entry:
    if len(m.entries) == 1:
        return m.entries[0]
    fitting = [e for e in m.entries if e.form == m.form]
    if fitting:
        return fitting[0]
    voted = max(m.entries, key=lambda e: votes[e.code])
    if votes[voted.code]:
        return voted
    order = [leaning, "kota", "kabupaten", "provinsi"]
    return min(m.entries, key=lambda e: order.index(e.form))


def _rank(settled: dict[str, list[Mention]]) -> list[str]:
    """Codes by weight, cities before provinces; those without weight fall out."""
    weights = {code: sum(m.weight for m in found) for code, found in settled.items()}
    alive = [code for code, weight in weights.items() if weight]
    first = {code: min(m.start for m in settled[code]) for code in alive}
    cities = sorted((c for c in alive if len(c) == 5), key=lambda c: (-weights[c], first[c]))
    provinces = sorted((c for c in alive if len(c) == 2), key=lambda c: (-weights[c], first[c]))
    strong = [c for c in provinces if not cities or weights[c] >= 3 * weights[cities[0]] + 3]
    return strong + cities + [c for c in provinces if c not in strong]


def _holds(code: str, mentions: list[Mention], main: str) -> bool:
    """Whether a place that is not the main one is more than named in passing."""
    here = [m for m in mentions if m.how == "locative"]
    bodies = [m for m in mentions if m.how == "body"]
    if len(code) == 2:
        if main.startswith(f"{code}."):
            return False
        return bool(here) or len(bodies) >= 2
    return bool(here) or len(bodies) >= 2 or any(m.in_title for m in bodies)


def _found(layout: Layout, name: str, code: str, mentions: list[Mention]) -> Found:
    telling = [m for m in mentions if m.weight]
    order = {"locative": 0, "body": 1, "bare": 2, "dateline": 3}
    plain = key_of(name)
    best = min(
        telling or mentions,
        key=lambda m: (m.in_title, key_of(layout.text[m.start : m.end]) not in plain, order.get(m.how, 4), m.start),
    )
    start = best.start
    qualifier = _QUALIFIER.search(layout.text[max(0, start - 24) : start])
    if qualifier:
        start = max(0, start - 24) + qualifier.start()
    return Found(code, start, best.end, layout.text[start : best.end], tuple((m.start, m.end) for m in telling), name)


def _parts(layout: Layout, gazetteer: Gazetteer, city: str) -> list[Found]:
    """Kecamatan and kelurahan of the main city, where the text says their kind or puts something there."""
    if len(city) != 5:
        return []
    known = gazetteer.parts(city)
    hits: dict[str, list[tuple[int, int, str]]] = {}
    for paragraph in layout.paragraphs:
        if paragraph.role in {"title", "heading", "body"}:
            _parts_in(layout.view, paragraph.start, paragraph.end, known, gazetteer, hits)
    found = []
    for code, spans in hits.items():
        start, end, name = spans[0]
        found.append(Found(code, start, end, layout.text[start:end], tuple((a, b) for a, b, _n in spans), name))
    return found


def _parts_in(
    view: str,
    start: int,
    end: int,
    known: dict[str, list[Entry]],
    gazetteer: Gazetteer,
    hits: dict[str, list[tuple[int, int, str]]],
) -> None:
    tokens = list(_TOKEN.finditer(view, start, end))
    last_end, last_form = -1, ""
    at = 0
    while at < len(tokens):
        size, entries = _longest_part(view, tokens, at, known)
        if not entries:
            at += 1
            continue
        left, right = tokens[at].start(), tokens[at + size - 1].end()
        before = view[max(start, left - 110) : left]
        if _longest(view, tokens, at, gazetteer)[0] > size:
            at += 1
            continue
        form, opened = _part_form(view, before, left, last_end, last_form)
        chosen = (
            next((e for e in entries if e.form == form), None)
            if form
            else _unsaid(view, entries, before, size, gazetteer)
        )
        if chosen and not (form and _OFFICER.search(before)):
            hits.setdefault(chosen.code, []).append((left - opened, right, chosen.name))
            last_end, last_form = right, chosen.form
        at += size


def _longest_part(
    view: str, tokens: list[re.Match[str]], at: int, known: dict[str, list[Entry]]
) -> tuple[int, list[Entry]]:
    if not view[tokens[at].start()].isupper():
        return 1, []
    for size in range(min(4, len(tokens) - at), 0, -1):
        left, right = tokens[at].start(), tokens[at + size - 1].end()
        if "\n" in view[left:right] or re.search(r"[,.;:()]", view[left:right]):
            continue
        entries = known.get(key_of(view[left:right]))
        if entries:
            return size, entries
    return 1, []


def _part_form(view: str, before: str, left: int, last_end: int, last_form: str) -> tuple[str, int]:
    """The kind the text gives, and how many characters of it belong to the quote."""
    match = _PART_WORD.search(before[-30:])
    if not match and (listed := _LIST_OF.search(before)):
        return ("kelurahan" if listed["kel"] else "kecamatan"), 0
    if match:
        return ("kelurahan" if match["kel"] else "kecamatan"), len(before[-30:]) - match.start()
    if last_end > 0 and _LIST_JOIN.match(view[last_end:left]):
        return last_form, 0
    return "", 0


def _unsaid(view: str, entries: list[Entry], before: str, size: int, gazetteer: Gazetteer) -> Entry | None:
    """A part without its kind: only right after a word of place, and never a name that a city bears too."""
    if not _TOPONYM.search(before):
        return None
    if key_of(entries[0].name) in gazetteer.wide or (size == 1 and len(entries[0].name) < 5):
        return None
    return min(entries, key=lambda e: e.form != "kecamatan")
