"""Finds the people whom an article lets speak: their posts, their names, and the short names used later on.

Nothing is kept beyond the reading of the one article; there is no list of persons to look anybody up in.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from kondusif.engine.reading.gazetteer import Gazetteer, key_of
from kondusif.engine.reading.lexicon import table
from kondusif.engine.reading.tagger import Persons

_NEXT = re.compile(r"(?P<gap>,?\s{1,2})(?:(?P<paren>\([^()\n]{1,40}\))|(?P<word>[^\W_][\w'’/&-]*)(?P<dot>\.?))")
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*$|[A-ZÀ-Þ]$|[A-ZÀ-Þ][a-z]{0,3}$|(?:[A-Z]['’])[A-Z]?\w+$")
_DEGREE_HERE = re.compile(r"(?:[A-Z][a-z]{0,2}\.){1,3}(?:[A-Z][A-Za-z]{0,4}\b|[a-z]{1,3}\b)(?!\s?[A-Z][a-z]{3})")
_DEGREE = re.compile(r"^(?:[A-Z]{1,2}[a-z]{0,4}\.){1,3}[A-Za-z]{0,5}\.?$")
_NUMBERED = re.compile(
    r"(?:Asisten|Staf Ahli|Kanreg|Regional|Komisi|Wilayah|Pembantu|Irban|Asda|Divisi|Bidang|Ketua|Wakil Ketua)$"
)

# Below this the words of the line say that a capitalised word is no person (docs/algorithms/reading.md, "Names").
LIKELY = 0.15
_SMALL_FORMS = frozenset({"kota", "kabupaten", "kab", "provinsi", "kecamatan", "kelurahan"})
_BODIES = frozenset(
    {"Bawaslu", "KPU", "Polres", "Polresta", "Polrestabes", "Polda", "Kodim", "Setda", "DPRD", "Pemkot", "Pemkab"}
)


@dataclass(slots=True)
class Person:
    """Somebody who is named in the article."""

    name: str
    role: str = ""
    tokens: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a person or a post is named. `person` is None where only the post stands."""

    start: int
    end: int
    person: Person | None
    role: str
    head: str


@dataclass(frozen=True, slots=True)
class _RoleWords:
    head: re.Pattern[str]
    belongs: frozenset[str]
    links: frozenset[str]
    honorifics: frozenset[str]
    address: re.Pattern[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    also_names: frozenset[str]
    local_heads: re.Pattern[str]
    owed: re.Pattern[str]


@cache
def role_words() -> _RoleWords:
    """The compiled lexicon of posts."""
    rows = table("roles")
    heads = sorted({h for group in rows["heads"].values() for h in group}, key=lambda h: (-len(h), h))
    acting = "|".join(sorted(map(str, rows["acting"]), key=len, reverse=True)).replace(" ", r"\s{1,2}")
    small = "|".join(rows["small"]).replace(" ?", r"\s?").replace(" ", r"\s{1,2}")
    inner = "|".join(heads).replace(" ?", r"\s?").replace(" ", r"\s{1,2}")
    prefix = rf"(?:(?i:{acting})\.?\s{{1,2}}(?:\(\w{{2,4}}\.?\)\s{{0,2}})?|\((?i:Pjs?|Pl[th])\.?\)\s{{0,2}})?"
    return _RoleWords(
        head=re.compile(rf"(?<![\w/-]){prefix}(?P<head>{inner}|(?:{small})(?=\s[A-Z]))(?!\w)"),
        belongs=frozenset(word.lower() for word in rows["belongs"]),
        links=frozenset(rows["links"]),
        honorifics=frozenset(rows["honorifics"]),
        address=re.compile(rf"(?:{'|'.join(rows['address'])})\.?\s$"),
        degrees=frozenset(word.lower() for word in rows["degrees"]),
        particles=frozenset(rows["particles"]),
        not_names=frozenset(str(word) for word in rows["not_names"]),
        also_names=frozenset(str(word) for word in rows["also_names"]),
        owed=re.compile(rf"(?:{'|'.join(rows['owed'])})$"),
        local_heads=re.compile(
            r"(?:Camat|Sekcam|Lurah|Seklur|(?:Wa)?[Kk]apolsek\w*|Danramil|Kades|Kepala Desa|Panewu)$"
        ),
    )


@cache
def _speech() -> re.Pattern[str]:
    """A verb of speech right behind a name."""
    verbs = "|".join(sorted((str(v).replace(" ", r"\s") for v in table("speech")["verbs"]), key=len, reverse=True))
    return re.compile(rf",?\s(?:juga\s|pun\s)?(?:{verbs})(?!\w)")


class Cast:
    """Everybody named in one article, in order of first mention."""

    def __init__(self, text: str, gazetteer: Gazetteer, local: frozenset[str]) -> None:
        self.text, self.gazetteer, self.local = text, gazetteer, local
        self._persons = Persons(text)
        self.people: list[Person] = []
        self.namings: list[Naming] = []
        self._read_posts()

    def _read_posts(self) -> None:
        """Every post in the text, with the name that stands after or before it."""
        words, at = role_words(), 0
        while match := words.head.search(self.text, at):
            if self.text[max(0, match.start() - 10) : match.start()] in {"Pemilihan ", "pemilihan "}:
                at = match.end()
                continue
            end = self._tail(match.end(), match["head"])
            while further := words.head.match(self.text, end + 1) if self.text[end : end + 1] == " " else None:
                end = self._tail(further.end(), further["head"])
            role = _clean(self.text[match.start() : end])
            name, stop = self._name_after(end)
            if match["head"][0].islower() and (not name or end == match.end()):
                at = end
                continue
            if name and " " not in name and (after := self._second_name(stop)):
                role, (name, stop) = _clean(self.text[match.start() : stop]), after
            if not name and (beyond := self._beyond_a_typo(end)):
                role, (name, stop) = _clean(self.text[match.start() : beyond[0]]), beyond[1]
            if not name:
                name, _start = self._name_before(match.start())
                stop = end
            person = self.enrol(name, role) if name else None
            self.namings.append(Naming(match.start(), stop, person, role, match["head"]))
            at = max(stop, match.end())

    def _tail(self, at: int, head: str) -> int:
        """Where the post ends: words that belong to posts, places, acronyms and numbers are part of it."""
        words, end, taken = role_words(), at, 0
        local = bool(words.local_heads.search(head) or words.owed.search(head))
        while taken < 14 and (match := _NEXT.match(self.text, end)):
            if match["paren"]:
                if not re.fullmatch(r"\([A-Z][\w-]{1,14}\)", match["paren"]):
                    break
                end, taken = match.end("paren"), taken + 1
                continue
            reach = self._belongs(match, local)
            if not reach:
                break
            local = bool(match["word"] and words.owed.search(match["word"]))
            end, taken = reach, taken + 1
        return end

    def _belongs(self, match: re.Match[str], local: bool) -> int:
        """The end of the next piece if it belongs to a post, else 0."""
        words, word = role_words(), match["word"]
        comma = "," in match["gap"]
        if word in words.links:
            ahead = _NEXT.match(self.text, match.end("word"))
            fits = ahead and ahead["word"] and ahead["word"][0].isupper() and ahead["word"].lower() in words.belongs
            return match.end("word") if fits else 0
        if word in words.honorifics and word not in {"Inspektur"}:
            return 0
        place = self._place_end(match.start("word"))
        if place and not comma:
            return place
        if word in _SMALL_FORMS and not comma and (place := self._place_end(match.end("word") + 1)):
            return place
        if word.lower() in words.belongs and word[0].isupper():
            follows = not comma or self._goes_on(match.end("word"))
            short = match["dot"] and word in {"Kab", "Kec", "Kel", "Prov"}
            return match.end("dot" if short else "word") if follows else 0
        if comma:
            return 0
        if re.fullmatch(r"[IVX]{1,4}", word):
            return match.end("word") if _NUMBERED.search(self.text[max(0, match.start() - 20) : match.start()]) else 0
        if re.fullmatch(r"\d[\w/.-]*|[A-Z]{2,12}(?:-[A-Z]{2,12})?", word) and word.lower() not in words.degrees:
            return match.end("word")
        if local and word[0].isupper():
            return match.end("word")
        if word[0].isupper() and self._leads_into_a_body(match.end("word")):
            return match.end("word")
        return 0

    def _beyond_a_typo(self, at: int) -> tuple[int, tuple[str, int]] | None:
        """The name behind one unknown word and a comma: "Kepala Bagian Umum Kota Magaleng, Budi Hartono"."""
        match = re.compile(r"\s([A-Z][\w'’-]+)(?=,\s[A-Z])").match(self.text, at)
        if not match or match[1].lower() in role_words().not_names:
            return None
        name, stop = self.name_at(match.end() + 1)
        sure = bool(name) and self._persons.surest(match.end() + 2, stop) >= 0.5
        return (match.end(), (name, stop)) if sure and " " in name else None

    def _leads_into_a_body(self, at: int) -> bool:
        """Whether a body follows: a word before it belongs to the post, misspelt ("Penyelesaian Sengeketa Bawaslu")."""
        ahead = _NEXT.match(self.text, at)
        return bool(ahead and ahead["word"] and "," not in ahead["gap"] and ahead["word"] in _BODIES)

    def _goes_on(self, at: int) -> bool:
        """After a comma, a word belongs to the post only inside a list such as "Hukum, Data dan Informasi"."""
        ahead = _NEXT.match(self.text, at)
        return bool(
            ahead
            and ahead["word"]
            and (ahead["word"].lower() in role_words().belongs or ahead["word"] in role_words().links)
        )

    def _place_end(self, at: int) -> int:
        """The end of a place name that starts here, or 0."""
        match = re.compile(r"[A-Z][\w'’]*(?:[ -][A-Z][\w'’]*){0,3}|[a-z]{4,20}(?=,)").match(self.text, at)
        if not match:
            return 0
        stops = [at + m.end() for m in re.finditer(r"[\w'’]+", match.group())]
        for stop in reversed(stops):
            key = key_of(self.text[at:stop])
            if key in self.gazetteer.wide or key in self.local:
                return stop
        return 0

    def _name_after(self, at: int) -> tuple[str, int]:
        """The name right after a post, behind at most a comma, the province, a bracket and forms of address."""
        match = re.compile(r"(?:\ssetempat)?\s?(?:,|-|–|:)?\s{1,2}(?:(?:yakni|yaitu|atas nama)\s)?").match(
            self.text, at
        )
        if not match:
            return "", at
        region = self._place_end(match.end()) if "," in match.group() else 0
        if region and (beyond := re.compile(r",?\s").match(self.text, region)):
            return self.name_at(beyond.end(), posted=True)
        return self.name_at(match.end(), posted=True)

    def _second_name(self, at: int) -> tuple[str, int] | None:
        """In "Ketua Panwascam Sukamaju, Budi Hartono menjelaskan" the first word was a place unknown to the list."""
        match = re.compile(r",\s").match(self.text, at)
        name, stop = self.name_at(match.end()) if match else ("", at)
        goes_on = re.compile(r",|\s(?:me\w+|ber\w+|juga|pun|kembali)\b").match(self.text, stop)
        return (name, stop) if name and goes_on else None

    def name_at(self, at: int, *, posted: bool = False) -> tuple[str, int]:
        """A person's name that starts here.

        Args:
            posted: a post stands right before; where a verb of speech follows, the model is not asked.
        Returns:
            (name, end of the name with its degrees), or ("", at).
        """
        words, end, honoured = role_words(), at, True
        pieces: list[str] = []
        begin = at
        while len(pieces) < 6:
            match = re.compile(r"(?P<gap>\s{0,2})(?P<word>[^\W\d_][\w'’-]*)(?P<dot>\.?)").match(self.text, end)
            if not match or (pieces and not match["gap"]):
                break
            word = match["word"]
            if pieces and _DEGREE_HERE.match(self.text, match.start("word")):
                break
            if honoured and word in words.honorifics:
                end = match.end()
                continue
            if pieces and (word in words.particles or word.lower() in words.degrees):
                if word.lower() in words.degrees:
                    break
                pieces, end = [*pieces, word], match.end("word")
                continue
            told = self._is_name_word(word, first=not pieces) or (not pieces and self._opens_a_name(word, match.end()))
            if not told or (not pieces and self._names_a_place(match.start("word"))):
                break
            begin = begin if pieces else match.start("word")
            honoured = False
            initial = match["dot"] and len(word) <= 3 and self.text[match.end() : match.end() + 1] in {" ", ""}
            pieces.append(word + ("." if initial and len(word) <= 3 else ""))
            end = match.end() if initial else match.end("word")
            if match["dot"] and not initial:
                break
        name = " ".join(pieces).strip()
        solid = any(len(piece.rstrip(".")) >= 3 for piece in pieces)
        spoken = posted and _speech().match(self.text, end)
        if solid and not spoken and self._persons.surest(begin, end) < LIKELY:
            return "", at
        return (name.rstrip(".") if len(name.split()[-1]) > 3 else name, end) if solid else ("", at)

    def _opens_a_name(self, word: str, end: int) -> bool:
        """Whether a word that mostly is none, such as Lalu, stands as a first name before another one."""
        ahead = re.compile(r"\s([^\W\d_][\w'’-]+)").match(self.text, end)
        known = word[0].isupper() and word.lower() in role_words().also_names
        return bool(known and ahead and self._is_name_word(ahead[1], first=True))

    def _names_a_place(self, at: int) -> bool:
        """Whether a province or city of two words or more begins here, such as Nusa Tenggara Barat."""
        stop = self._place_end(at)
        return stop > 0 and " " in self.text[at:stop] and key_of(self.text[at:stop]) in self.gazetteer.wide

    def _is_name_word(self, word: str, *, first: bool) -> bool:
        low = word.lower()
        if not _NAME_WORD.match(word) or low in role_words().not_names:
            return False
        if first and (low in role_words().belongs or low in self.gazetteer.wide):
            return False
        return not (role_words().head.fullmatch(word))

    def _name_before(self, at: int) -> tuple[str, int]:
        """The name in "Nama, Ketua X," or "Nama selaku Ketua X"; never the name of somebody who has a post."""
        match = re.search(
            r"((?:[A-Z][\w'’-]*\.?\s){0,4}[A-Z][\w'’-]+)(?:,\s(?:[A-Z][A-Za-z]{0,4}\.){1,3}[A-Za-z]{0,5}\.?){0,3}"
            r"(?:,\s(?:selaku\s)?|,?\s(?:selaku|sebagai|yang\s(?:merupakan|menjabat(?:\ssebagai)?))\s(?:seorang\s)?)$",
            self.text[max(0, at - 80) : at],
        )
        if not match:
            return "", at
        start = max(0, at - 80) + match.start(1)
        if any(n.start <= start < n.end or n.start < start + len(match[1]) <= n.end for n in self.namings):
            return "", at
        name, stop = self.name_at(start)
        if not name or stop < start + len(match[1]) or any(name in p.name for p in self.people if p.role):
            return "", at
        return name, start

    def enrol(self, name: str, role: str = "") -> Person:
        """The person of that name, new or known; a post is kept from where it first stood."""
        tokens = {token.lower().strip(".'’") for token in name.split() if len(token.strip(".")) > 2}
        for person in self.people:
            if tokens and (tokens <= person.tokens or (person.tokens <= tokens and person.tokens)):
                if len(tokens) > len(person.tokens):
                    person.name, person.tokens = name, person.tokens | tokens
                person.role = person.role or role
                return person
        person = Person(name, role, tokens)
        self.people.append(person)
        return person

    def holder_of(self, role: str, head: str, before: int) -> Person | None:
        """Who holds a post that is named without a name: the same post named in full, nearest before, else after."""
        fitting = [n for n in self.namings if n.person and _same_head(head, n) and _fits(role, n.role)]
        earlier = [n for n in fitting if n.start < before]
        chosen = earlier[-1:] or fitting[:1]
        return chosen[0].person if chosen else None

    def by_token(self, word: str, before: int) -> Person | None:
        """The person whom a short name means: the one named nearest before it who bears it."""
        low = word.lower().strip(".'’")
        bearers = [p for p in self.people if low in p.tokens]
        if not bearers and len(low) >= 4:
            bearers = [p for p in self.people if any(len(t) > len(low) and t.startswith(low) for t in p.tokens)]
        if len(bearers) <= 1:
            return bearers[0] if bearers else None
        near = [n.person for n in self.namings if n.person in bearers and n.start < before]
        return near[-1] if near else bearers[0]


def _same_head(head: str, naming: Naming) -> bool:
    """Whether a post is of that head word, or names it as its short form: "Sekretaris Daerah (Sekda)"."""
    return naming.head.lower() == head.lower() or f"({head.lower()})" in naming.role.lower()


def _fits(short: str, full: str) -> bool:
    """Whether a post named in short may be the one named in full: none of its words contradicts."""
    plain = {w.lower() for w in re.findall(r"\w+", full)}
    asked = [w.lower() for w in re.findall(r"\w+", short)]
    acting = {"pj", "pjs", "plt", "plh", "penjabat", "sementara"}
    return all(word in plain or word in acting for word in asked)


def _clean(role: str) -> str:
    return re.sub(r"\s+", " ", role).strip(" ,.")
