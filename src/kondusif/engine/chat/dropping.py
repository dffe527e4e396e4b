"""Drops persons from what a chat says, before anything is kept: names become `[nama]`, numbers `[nomor]`.

A name is known by the word before it (`Pak`, `Sdri`), by the names of who writes in the chat, by a list of common
names, by the tagger, and by standing beside another name. One word too many is better than one name too few.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from kondusif.engine.chat.places import PlaceNames
from kondusif.engine.reading.lexicon import table
from kondusif.engine.reading.tagger import tagger

NAME, NUMBER, MAIL, LINK = "[nama]", "[nomor]", "[surel]", "[tautan]"
SURE_ENOUGH = 0.5
LONGEST_NAME = 5
_MARKS = frozenset({"nama", "nomor", "surel", "tautan"})
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_LINKS = re.compile(r"(?:https?://|www\.|wa\.me/|t\.me/|chat\.whatsapp\.com/)\S+", re.IGNORECASE)
_MAILS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HANDLES = re.compile(r"@~?[\w.]{2,60}(?:[ -]?\d{3,5}){0,4}")
# A mobile telephone, or any with the country before it, however it is parted: this goes before every exception.
_PHONES = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\+[ (]{0,2}62(?:[ .\-–—()/_]{0,3}\d){7,24}"
    r"|\(?(?:62|0)[ .\-–—()/_]{0,3}8[ .\-–—()/_]{0,3}[1-9](?:[ .\-–—()/_]{0,3}\d){6,24})(?!\d)"
)
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[./ -](?:0?[1-9]|1[0-2])[./ -](?:20)?\d\d"
_WHEN = re.compile(rf"{_DAY}(?:[ ,–-]{{1,3}}{_HOUR}|(?: ?[–-] ?| / ){_DAY})?|{_HOUR}(?:[ –/-]{{1,3}}{_HOUR})*")
_LONG = re.compile(r"(?<![\d.,])\+?\(?\d(?:[ .\-()/]{0,2}\d){6,24}(?!\d)")
_TOLD = re.compile(
    r"\b((?:no(?:mor|mer)?\.? ?)?(?:telp(?:on)?|tlp|telepon|hp|wa|rek(?:ening)?|ktp|nik|nip|kk|sim)\.?"
    r"(?: no(?:mor)?\.?)?[ :.=]{1,4})\d[\d .\-]{3,24}\d",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b((?:jl|jln|jalan|gg|gang|perum|perumahan|blok)\.?\s[^\n,.;]{2,50}?\s(?:no|nomor|nmr)\.?\s?)\d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ ,]{1,2}\d{1,2}[.:]\d{2})?"
    r"|\d{1,2}[.:]\d{2}\s?-\s?\d{1,2}[.:]\d{2}"
)
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+(?:-|,\d{2})?")
_MONEY_BEFORE = re.compile(r"(?:rp|idr)\.?\s?$", re.IGNORECASE)
_TABLES_OF_WORDS = ("chat_sorts", "chat_forms", "acts_lexicon", "issues", "activities", "speech", "denial")
# What is left of a name or number that was written together with other signs: `[nama]_[nama]99`, `08l[nomor]`.
_TAILS = re.compile(r"(?<=\[nama\])[_\d]+(?!\w)|(?<!\w)[_\d]+(?=\[nama\])|(?<!\w)\d\w{0,6}(?=\[nomor\])")
_BETWEEN = re.compile(r"(?:\.? |[.-])(?:(?:bin|binti|al|el|de) )?")


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of `chat_names`, as sets of small words."""

    address: frozenset[str]
    offices: frozenset[str]
    ordinary: frozenset[str]
    named_after: frozenset[str]
    names: frozenset[str]
    also_words: frozenset[str]
    tells: frozenset[str]
    heard: frozenset[str]
    kin: frozenset[str]
    people: frozenset[str]


@dataclass(slots=True)
class _Token:
    """One word of a text; `gone` once it is known as part of a name."""

    start: int
    end: int
    low: str
    capital: bool
    place: bool
    gone: bool = False


class Dropper:
    """Drops the persons of one chat.

    Args:
        senders: what the people who write are called on the phone of who exported it.
        places: the city's places, which are no persons.
    """

    def __init__(self, senders: Iterable[str], places: PlaceNames) -> None:
        words = _words()
        self.places = places
        self.plain = (words.ordinary | words.offices | words.address | words.named_after) - words.also_words
        plain = self.plain | words.also_words | places.words
        self.senders = frozenset(
            word.lower() for name in senders for word in _WORD.findall(name) if len(word) > 2
        ) - (plain - words.names)  # fmt: skip

    def drop(self, text: str) -> str:
        """The text without names, numbers of persons, addresses of mail and links.

        Cost: linear in the words, some 30 microseconds a word, nearly all of it the tagger.
        """
        return _TAILS.sub("", self._without_names(without_numbers(text)))

    def persons(self, text: str) -> list[str]:
        """What `drop` would take out: names as they are written, numbers and addresses by their mark alone."""
        plain = without_numbers(text)
        marks = [mark for mark in (NUMBER, MAIL, LINK) if plain.count(mark) > text.count(mark)]
        return [*dict.fromkeys(plain[start:end] for start, end in _runs(plain, self._judged(plain))), *marks]

    def _without_names(self, text: str) -> str:
        return _replaced(text, self._judged(text))

    def _judged(self, text: str) -> list[_Token]:
        """The words of a text, those of names marked."""
        tokens = self._tokens(text)
        if not tokens:
            return tokens
        shouted = sum(letter.isupper() for letter in text) > 0.6 * sum(letter.isalpha() for letter in text)
        self._by_address(tokens, text, shouted=shouted)
        self._by_lists(tokens, text, shouted=shouted)
        if not shouted:
            self._by_tagger(tokens, text)
            self._by_company(tokens, text)
        self._beside(tokens, text, shouted=shouted)
        return tokens

    def _tokens(self, text: str) -> list[_Token]:
        spans = [(hit.start, hit.end) for hit in self.places.find(text)]
        out = []
        for found in _WORD.finditer(text):
            start, end = found.span()
            if text[start - 1 : start] == "[" and text[end : end + 1] == "]" and found.group() in _MARKS:
                continue
            inside = any(first <= start < last for first, last in spans)
            out.append(_Token(start, end, found.group().lower(), text[start].isupper(), inside))
        return out

    def _by_address(self, tokens: list[_Token], text: str, *, shouted: bool) -> None:
        words = _words()
        for at, token in enumerate(tokens[:-1]):
            after = tokens[at + 1]
            if not re.fullmatch(r"[.:]?[ ]{0,2}|[.:] ?", text[token.end : after.start]):
                continue
            called = token.low in words.address
            in_office = token.low in words.offices and after.capital and not shouted and not after.place
            if token.low in words.kin and not after.place:
                after.gone = after.gone or not (after.low in self.plain or _is_word(after.low))
            if not (called or in_office) or after.low in self.plain:
                continue
            after.gone = after.gone or not (after.place and not called)
            if called and (shouted or not after.capital):
                self._further(tokens[at + 1 : at + 4], text)

    def _further(self, tokens: list[_Token], text: str) -> None:
        """In small letters or in capitals alone nothing shows where a name ends: the next words too, unless one is
        known as a word or is built like one."""
        for one, other in pairwise(tokens):
            if not one.gone or text[one.end : other.start] != " " or other.place:
                return
            other.gone = other.gone or not (other.low in self.plain or _is_word(other.low))

    def _by_lists(self, tokens: list[_Token], text: str, *, shouted: bool) -> None:
        words = _words()
        for at, token in enumerate(tokens):
            if token.place or token.gone or _named_after(tokens, at, text):
                continue
            known = token.low in words.names and (
                token.low not in words.also_words or _inner_capital(tokens, at, text, shouted)
            )
            token.gone = known or token.low in self.senders
            if token.gone and (shouted or not token.capital) and token.low not in words.also_words:
                self._further(tokens[at : at + 2], text)

    def _by_tagger(self, tokens: list[_Token], text: str) -> None:
        for entity in tagger().entities(text):
            if entity.kind != "PER" or entity.sure < SURE_ENOUGH:
                continue
            for at, token in enumerate(tokens):
                if entity.start <= token.start < entity.end and not token.place and not _named_after(tokens, at, text):
                    token.gone = token.gone or token.low not in self.plain

    def _by_company(self, tokens: list[_Token], text: str) -> None:
        """In small letters a person is known by what is said of them: `slamet marah`, `kata wagiyem`.

        A name that is a word too goes there, and beside another such; a word that no table knows goes only there.
        """
        words = _words()
        for at, token in enumerate(tokens):
            if token.capital or token.place or _named_after(tokens, at, text):
                continue
            before = tokens[at - 1] if at and text[tokens[at - 1].end : token.start] == " " else None
            after = tokens[at + 1] if at + 1 < len(tokens) and text[token.end : tokens[at + 1].start] == " " else None
            tells, heard = bool(after and after.low in words.tells), bool(before and before.low in words.heard)
            if _is_only_name(token.low):
                twin = after is not None and not after.place and _is_only_name(after.low)
                token.gone = token.gone or tells or heard or twin or bool(after and _is_done(after.low))
                if twin and after is not None:
                    after.gone = True
            elif tells or heard:
                token.gone = token.gone or self._is_unknown(token)
            beside = before if tells else after if heard else None
            if token.gone and beside is not None:
                beside.gone = beside.gone or self._is_unknown(beside)

    def _is_unknown(self, token: _Token) -> bool:
        """Whether no table knows a small word, so that it is a name where a name is awaited."""
        shown = token.capital or token.place or len(token.low) < 3 or token.low in self.plain
        return not shown and not _is_word(token.low)

    def _beside(self, tokens: list[_Token], text: str, *, shouted: bool) -> None:
        """Words that touch a name and look like the rest of it."""
        words = _words()
        for step in (1, -1):
            order = range(len(tokens)) if step == 1 else range(len(tokens) - 1, -1, -1)
            run = 0
            for at in order:
                token = tokens[at]
                run = run + 1 if token.gone else 0
                if token.gone or not 0 <= at - step < len(tokens) or not tokens[at - step].gone or token.place:
                    continue
                left, right = sorted((token, tokens[at - step]), key=lambda one: one.start)
                looks = token.low in words.names | words.also_words or (
                    token.capital and not shouted and (step == 1 or not _begins(tokens, at, text))
                )
                if (
                    looks
                    and token.low not in self.plain
                    and run < LONGEST_NAME
                    and _BETWEEN.fullmatch(text[left.end : right.start])
                ):
                    token.gone = True
                    run = 1


def without_numbers(text: str) -> str:
    """Links, addresses of mail, @names, and numbers by which a person is found. Money, hours, dates and TPS stay."""
    if "/" in text or "www" in text.lower():
        text = _LINKS.sub(LINK, text)
    if "@" in text:
        text = _HANDLES.sub(NAME, _MAILS.sub(MAIL, text))
    if any(letter.isdigit() for letter in text):
        text = _TOLD.sub(rf"\1{NUMBER}", text)
        text = _PHONES.sub(_phone, text)
        text = _LONG.sub(_number, text)
        text = _plates().sub(NUMBER, text)
        text = _HOUSE.sub(rf"\1{NUMBER}", text)
    return text


def _phone(found: re.Match[str]) -> str:
    written, before = found[0], found.string[max(0, found.start() - 6) : found.start()]
    is_sum = _MONEY.fullmatch(written) and _MONEY_BEFORE.search(before) and not written.startswith(("0", "628"))
    return written if is_sum or _WHEN.fullmatch(written) else NUMBER


def _number(found: re.Match[str]) -> str:
    written = found.group()
    groups = re.findall(r"\d+", written)
    digits = sum(map(len, groups))
    before = found.string[max(0, found.start() - 6) : found.start()]
    if digits < 8 or _DATE_LIKE.fullmatch(written) or max(map(len, groups)) <= 2 or _MONEY_BEFORE.search(before):
        return written
    if _MONEY.fullmatch(written) or re.search(r"tps\s?$", before, re.IGNORECASE):
        return written
    return NUMBER


def _replaced(text: str, tokens: list[_Token]) -> str:
    out, at = [], 0
    for start, end in _runs(text, tokens):
        out += [text[at:start], NAME]
        at = end
    return "".join([*out, text[at:]]).replace(f"{NAME} {NAME}", NAME)


def _runs(text: str, tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    """Names as wholes: words that are gone with nothing but a blank or a point between them."""
    start = end = -1
    for token in tokens:
        if not token.gone:
            continue
        if start >= 0 and _BETWEEN.fullmatch(text[end : token.start]):
            end = token.end
            continue
        if start >= 0:
            yield start, end
        start, end = token.start, token.end
    if start >= 0:
        yield start, end


def _is_built(word: str) -> bool:
    """Whether a word shows by its beginning and its end that it is no name: `dipukul`, `laporannya`."""
    forms = table_of_names()["no_name_forms"]
    return len(word) >= forms["shortest"] and word.startswith(tuple(forms["starts"])) | word.endswith(
        tuple(forms["ends"])
    )


def _is_only_name(word: str) -> bool:
    """Whether a name that is a word too is hardly ever that word in a chat: `ayu` and not `hari`."""
    words = _words()
    return word in words.also_words and word not in words.ordinary


def _is_word(word: str) -> bool:
    """Whether a table knows a small word, or its form shows that it is no name."""
    if _is_only_name(word):
        return False
    return word in _words().ordinary or word in _known() or _is_built(word)


def _is_done(word: str) -> bool:
    """Whether a small word looks like what somebody does or suffers: `memukul`, `dipukul`."""
    return len(word) > 5 and word.startswith(("me", "di"))


def _named_after(tokens: list[_Token], at: int, text: str) -> bool:
    """Whether a street or a building bears the name: one of the two words before it says so."""
    words = _words()
    near = tokens[max(0, at - 2) : at]
    return any(one.low in words.named_after and "\n" not in text[one.end : tokens[at].start] for one in near)


def _inner_capital(tokens: list[_Token], at: int, text: str, shouted: bool) -> bool:
    return tokens[at].capital and not shouted and not _begins(tokens, at, text)


def _begins(tokens: list[_Token], at: int, text: str) -> bool:
    """Whether a word begins a sentence or a line: there every word has a capital."""
    if at == 0:
        return True
    return bool(re.search(r"[.!?:;\n]", text[tokens[at - 1].end : tokens[at].start]))


@cache
def table_of_names() -> dict[str, Any]:
    """The words around names, from `chat_names`."""
    rows: dict[str, Any] = table("chat_names")
    return rows


@cache
def _words() -> _Words:
    rows, roles = table_of_names(), table("roles")
    sets = {name: frozenset(str(word).lower() for word in rows[name]) for name in _Words.__dataclass_fields__}
    ordinary = frozenset(str(word) for word in roles["not_names"]) - frozenset(
        str(word) for word in roles["also_names"]
    )
    return _Words(
        **{
            **sets,
            "ordinary": sets["ordinary"] | ordinary,
            "names": sets["names"] - (sets["ordinary"] - sets["also_words"]),
        }
    )


@cache
def _known() -> frozenset[str]:
    """Every word of the tables about what happens and of what is said of it: no word of these is a name."""
    found = set(_words().people | _words().tells | _words().heard)
    left: list[Any] = [table(name) for name in _TABLES_OF_WORDS]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
        else:
            found.update(_WORD.findall(str(one).lower()))
    return frozenset(found) - _words().names


@cache
def _plates() -> re.Pattern[str]:
    rows = table_of_names()
    codes = "|".join(sorted(map(str, rows["plates"]), key=len, reverse=True))
    never = "|".join(map(str, rows["no_plates"]))
    return re.compile(rf"(?<![\w/])(?:{codes}) ?[1-9]\d{{0,3}} ?(?!(?:{never})\b)[A-Z]{{1,3}}(?!\w)", re.IGNORECASE)
