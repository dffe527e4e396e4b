"""Finds what is said and by whom: quoted words, and sentences that report speech."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kondusif.engine.reading.layout import Layout, Paragraph, sentences
from kondusif.engine.reading.lexicon import table
from kondusif.engine.reading.people import Cast, Naming, Person, role_words
from kondusif.engine.reading.quotes import BOTH, CLOSE, OPEN, quoted
from kondusif.engine.reading.result import Span, Statement

_ORDINARY = re.compile(
    r"(?:\s\(\d{1,3}\))?,\s(?:seorang\s|salah satu\s|salah seorang\s)?"
    r"((?:warga|pedagang|pemilih|mahasiswa\w*|guru|mantan|tokoh|ketua|penduduk|peserta)[^.,;\"”\n]{0,60})"
)
_SOMEBODY = re.compile(
    r"(?:[Ss]eorang|[Ss]alah (?:satu|seorang))\s"
    r"(?P<who>(?:warga|penghuni|pedagang|pemilih|mahasiswa|mahasiswi|guru|tokoh|peserta|pengurus|ibu|simpatisan)[^.,\n]{0,50})"
    r",\s(?=[A-Z])"
)
_BREAKS = re.compile(
    r"\b(?:agar|supaya|karena|sehingga|bahwa|sementara"
    r"|ketika(?!\s(?:di(?:konfirmasi|temui|hubungi|wawancarai|tanya|tanyai|mintai)|menyampaikan|membuka|memberi|memimpin))|di(?:minta|harapkan|imbau|ajak|larang|wajibkan|ingatkan|dorong))\b"
)
# "politisi itu juga", "perwira asal X ini", "Koordinator divisi ... ini": whoever had the word.
_SAME_ONE = re.compile(
    r"(?:^|[,.]\s)(?:(?:politisi|politikus|pria|perempuan|wanita|alumnus|alumni|mantan|perwira|jenderal|legislator|lelaki"
    r"|orang nomor (?:satu|dua)|komisioner|koordinator|ketua|kepala|anggota|wakil|pejabat|akademisi|pengamat|tokoh|ibu"
    r"|bapak|camat|lurah|kapolres|kapolsek|dandim|wali kota|bupati|sekda)\b[^.!?\"“”]{0,90}\s(?:itu|ini|tersebut))"
    r"(?:\s(?:juga|pun|kembali|lantas|lalu|kemudian))?\s$",
    re.IGNORECASE,
)
# "Kepala X, mewakili Wali Kota, menyampaikan": the second is only stood in for.
_BESIDE = re.compile(
    r"(?:mewakili|amanat|dari|di ?dampingi|bersama|kepada|terhadap|disaksikan|atas nama)\s(?:oleh\s|[a-z]+\s)?$"
)
# Heads that tell nothing where no name and no body stands beside them.
_BARE = frozenset({"Ketua", "Wakil Ketua", "Anggota", "Kepala", "Koordinator", "Sekretaris", "Direktur", "Komisioner"})
_NAME_BEFORE = re.compile(r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’.-]*){0,4}),?\s(?:juga\s|pun\s|kemudian\s)?$")
_CAPITAL = re.compile(r"(?<![\w.])[A-ZÀ-Þ][\w'’-]{1,30}")


@dataclass(frozen=True, slots=True)
class _Verbs:
    root: re.Pattern[str]
    back: re.Pattern[str]
    verb: re.Pattern[str]
    according: re.Pattern[str]
    passive: re.Pattern[str]
    pronoun: re.Pattern[str]
    weak: frozenset[str]


@cache
def _verbs() -> _Verbs:
    rows = table("speech")
    roots = "|".join(sorted(set(rows["roots"]), key=len, reverse=True))
    verbs = "|".join(sorted((v.replace(" ", r"\s") for v in set(rows["verbs"])), key=len, reverse=True))
    pronouns = "|".join(rows["pronouns"])
    return _Verbs(
        root=re.compile(
            rf"(?<!\w)(?P<root>{roots})\s{{1,2}}(?:oleh\s)?(?P<rest>(?=[A-Z(])|(?:{pronouns})\b)", re.IGNORECASE
        ),
        back=re.compile(rf"(?<!\w)(?:{roots})nya(?!\w)", re.IGNORECASE),
        verb=re.compile(rf"(?<![\w-])(?:{verbs})(?!\w)", re.IGNORECASE),
        according=re.compile(
            rf"(?<!\w)(?:menurut(?P<own>nya)?|{'|'.join(w for w in rows['according'])})\s{{0,2}}", re.IGNORECASE
        ),
        passive=re.compile(
            r"(?<!\w)(?:di(?:sampaikan|katakan|ungkapkan|tegaskan|jelaskan|utarakan|tuturkan|benarkan|paparkan|terangkan))(?:\slangsung)?(?:\soleh)?\s"
        ),
        pronoun=re.compile(rf"(?<!\w)(?:{pronouns})(?!\w)", re.IGNORECASE),
        weak=frozenset(rows["weak"]),
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: a person, or a post without a name."""

    name: str
    role: str


def _stands_apart(view: str, at: int) -> bool:
    """Whether a comma or the end of a quote stands right before, so that a common word is a verb of speech here."""
    before = view[max(0, at - 3) : at].strip()[-1:]
    return before in {"", ",", "”", '"', "’"} or (before in {".", "!", "?"} and view[at].isupper())


def find_statements(layout: Layout, cast: Cast) -> list[Statement]:
    """Every statement of the article in order, each once.

    Args:
        layout: the sorted page.
        cast: the people named in it.
    Cost: linear in the text times the few people of an article.
    """
    return _Listener(layout, cast).listen()


class _Listener:
    """Walks through the paragraphs and remembers who had the word last."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        self.layout, self.cast, self.view = layout, cast, layout.view
        self.current: _Voice | None = None
        self.out: list[Statement] = []
        self.seen: set[str] = set()
        self.pending: list[int] = []
        self.posts = {n.start: n for n in cast.namings}
        self._enrol_unposted()

    def listen(self) -> list[Statement]:
        paragraphs = [p for p in self.layout.paragraphs if p.role == "body"]
        open_quote: int | None = None
        for at, here in enumerate(paragraphs):
            following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
            runs_on = open_quote is not None
            quotes, open_quote = quoted(self.view, here, following, open_quote)
            if not runs_on:
                self.pending.clear()
            known = len(self.out)
            self._paragraph(here, quotes)
            if open_quote is not None:
                self.pending += [at for at in range(known, len(self.out)) if self.out[at].end >= here.end - 2]
        return sorted(self.out, key=lambda s: s.start)

    def _paragraph(self, here: Paragraph, quotes: list[Span]) -> None:
        """Frames and quotes in turn; the first sentence after a quote says whose it was, the last before one may."""
        edges = [here.start] + [edge for quote in quotes for edge in quote] + [here.end]
        frames = list(zip(edges[::2], edges[1::2], strict=True))
        for at, (start, end) in enumerate(frames):
            said = sentences(self.view, start, end)
            if at > 0:
                self._close(
                    quotes[at - 1],
                    said[0] if said and _touches(self.view, quotes[at - 1][1], said[0]) else None,
                    frames[at - 1],
                )
                if said and _touches(self.view, quotes[at - 1][1], said[0]) and self._is_tag(said[0]):
                    said = said[1:]
            leads = at < len(quotes)
            for index, sentence in enumerate(said):
                is_lead = leads and index == len(said) - 1 and self.view[sentence[1] - 1] in ",:"
                self._report(sentence, silent=is_lead)

    def _close(self, quote: Span, after: Span | None, frame_before: Span) -> None:
        """Give a finished quote to its speaker."""
        voice = self._tagged(after) if after else None
        tagged = voice is not None or (after is not None and self._points_back(after))
        voice = voice or self.current or self._only_one(quote[0])
        if tagged and voice:
            self._settle_pending(voice)
        inner = self._trim(quote)
        words = len(self.view[inner[0] : inner[1]].split())
        lead = (
            self.view[frame_before[0] : frame_before[1]].rstrip()[-1:] in {",", ":"}
            if frame_before[1] > frame_before[0]
            else False
        )
        finished = self.view[inner[1] - 1 : inner[1]] in {".", "!", "?"}
        whole = not self.view[frame_before[0] : frame_before[1]].strip() and after is None
        if (words >= 3 and (tagged or lead or whole or finished or words >= 8)) or (tagged and words >= 1):
            self._add(voice, inner, direct=True)
            if voice:
                self.current = voice

    def _settle_pending(self, voice: _Voice) -> None:
        """The earlier paragraphs of a quote belong to whom its end names."""
        for at in self.pending:
            self.out[at] = replace(self.out[at], speaker=voice.name, role=voice.role)
        self.pending.clear()

    def _only_one(self, before: int) -> _Voice | None:
        """The one person named so far, where it is one alone: "ujarnya" can mean nobody else."""
        named = {id(n.person): n.person for n in self.cast.namings if n.person and n.start < before}
        person = next(iter(named.values()), None)
        return _Voice(person.name, person.role) if person and len(named) == 1 else None

    def _points_back(self, after: Span) -> bool:
        """ "ujarnya", "kata dia" right behind a quote."""
        verbs, head = _verbs(), self.view[after[0] : after[1]].lstrip(' ,”"')
        root = verbs.root.match(head)
        return bool(verbs.back.match(head) or (root and verbs.pronoun.match(head, root.start("rest"))))

    def _is_tag(self, sentence: Span) -> bool:
        head = self.view[sentence[0] : min(sentence[1], sentence[0] + 40)].lstrip(' ,.”"')
        verbs = _verbs()
        return bool(verbs.back.match(head) or verbs.root.match(head) or verbs.verb.match(head))

    def _tagged(self, after: Span) -> _Voice | None:
        """The speaker named by the words right behind a quote: "kata Budi", "ujar Ketua KPU", "Budi menjelaskan"."""
        verbs = _verbs()
        start, end = after
        root = verbs.root.search(self.view, start, min(end, start + 60))
        if root:
            if verbs.pronoun.match(self.view, root.start("rest")):
                return self.current
            voice = self._voice_at(root.end())
            if voice:
                self._alias(root.end(), end)
                return self._voice_at(root.end())
            return None
        back = verbs.back.search(self.view, start, min(end, start + 40))
        if back:
            return self.current
        verb = verbs.verb.search(self.view, start, min(end, start + 160))
        return self._subject(start, verb.start()) if verb else None

    def _alias(self, at: int, end: int) -> None:
        """ "kata Ita, sapaan akrabnya": the short name of whoever had the word."""
        match = re.compile(
            r"(?:\w+\.?\s)?([A-Z][\w'’-]+),?\s(?:demikian\s)?(?:sapaan|panggilan|akrab|begitu|biasa)\b"
        ).match(self.view, at)
        if match:
            self._lend(match[1], at)

    def _lend(self, word: str, before: int) -> None:
        known = self.cast.by_token(word, before)
        if known and known.role:
            return
        introduced = [n.person for n in self.cast.namings if n.person and n.start < before and n.person is not known]
        if introduced and introduced[-1]:
            introduced[-1].tokens.add(word.lower())
            if known in self.cast.people:
                self.cast.people.remove(known)

    def _report(self, sentence: Span, *, silent: bool) -> None:
        """A sentence that reports speech becomes a statement; any sentence may hand the word to somebody."""
        start, end = sentence
        voice, is_speech = self._reported(start, end)
        if voice:
            self.current = voice
        if is_speech and not silent and (voice or self.current):
            self._add(voice or self.current, (start, end), direct=False)

    def _reported(self, start: int, end: int) -> tuple[_Voice | None, bool]:
        verbs = _verbs()
        own = verbs.according.search(self.view, start, end)
        if own and (own.start() - start < 80):
            if own["own"] or verbs.pronoun.match(self.view, own.end()):
                return self.current, self.current is not None
            voice = self._voice_at(own.end())
            if voice:
                return voice, True
        passive = verbs.passive.search(self.view, start, end)
        if passive and (voice := self._voice_at(passive.end())):
            return voice, False
        root = verbs.root.search(self.view, start, end)
        if root:
            if verbs.pronoun.match(self.view, root.start("rest")):
                return self.current, self.current is not None
            voice = self._voice_at(root.end())
            if voice and (root["root"].lower() not in verbs.weak or _stands_apart(self.view, root.start())):
                return voice, True
        for verb in verbs.verb.finditer(self.view, start, end):
            voice = self._subject(start, verb.start()) or self._newcomer(start, verb.start())
            if voice:
                return voice, True
        back = verbs.back.search(self.view, start, end)
        alone = back and self.view[max(start, back.start() - 2) : back.start()].strip() in {",", ""}
        return None, bool(alone and self.current and end - start > 40)

    def _subject(self, start: int, verb: int) -> _Voice | None:
        """Who stands before the verb in its sentence: the nearest person, post or pronoun."""
        near: tuple[int, _Voice | None] = (-1, None)
        if _SAME_ONE.search(self.view[start:verb]):
            return self.current
        for naming in self.cast.namings:
            if start <= naming.start and naming.end <= verb:
                if near[1] and _BESIDE.search(self.view[max(start, naming.start - 24) : naming.start]):
                    continue
                voice = self._of(naming)
                near = max(near, (naming.start, voice), key=lambda pair: pair[0])
        for match in _CAPITAL.finditer(self.view, start, verb):
            person = self.cast.by_token(match.group(), match.start()) if match.start() > near[0] else None
            inside = any(n.start <= match.start() < n.end for n in self.cast.namings)
            if person and not inside:
                near = (match.start(), _Voice(person.name, person.role))
        for match in _verbs().pronoun.finditer(self.view, start, verb):
            if match.start() > near[0] and match.start() - start <= 30:
                near = (match.start(), self.current)
        gap = self.view[near[0] : verb] if near[0] >= 0 else ""
        if not near[1] or len(gap) > 190 or _BREAKS.search(gap[len(near[1].name) :]):
            return None
        return near[1]

    def _newcomer(self, start: int, verb: int) -> _Voice | None:
        """Somebody without a known post whose name stands right before the verb of speech."""
        match = _NAME_BEFORE.search(self.view[max(start, verb - 70) : verb])
        if not match:
            return None
        at = max(start, verb - 70) + match.start("name")
        name, _stop = self.cast.name_at(at)
        if not name or self.cast.by_token(name.split()[-1], at):
            return None
        person = self.cast.enrol(name, "")
        return _Voice(person.name, person.role)

    def _voice_at(self, at: int) -> _Voice | None:
        """The person or post that begins here, forms of address skipped."""
        at += len(self.view[at : at + 3]) - len(self.view[at : at + 3].lstrip())
        naming = self.posts.get(at)
        if naming:
            return self._of(naming)
        name, _stop = self.cast.name_at(at)
        if not name:
            return None
        person = self.cast.by_token(name.split()[0], at) or self.cast.by_token(name.split()[-1], at)
        return _Voice(person.name, person.role) if person else None

    def _of(self, naming: Naming) -> _Voice | None:
        person: Person | None = naming.person or self.cast.holder_of(naming.role, naming.head, naming.start)
        if person:
            return _Voice(person.name, person.role)
        if naming.role in _BARE:
            return None
        # "Ketiga pasangan calon wali kota" is nobody in particular.
        return None if naming.head[:1].islower() else _Voice(naming.role, naming.role)

    def _enrol_unposted(self) -> None:
        """People who speak without a post: "kata Siti", "Slamet, warga X, mengaku"; and nicknames told in passing."""
        verbs = _verbs()
        for root in verbs.root.finditer(self.view):
            at = root.end()
            if root["root"].lower() in verbs.weak and not _stands_apart(self.view, root.start()):
                continue
            if verbs.pronoun.match(self.view, root.start("rest")) or at in self.posts:
                continue
            name, stop = self.cast.name_at(at)
            if not name:
                continue
            self._alias(at, stop + 40)
            if not self.cast.by_token(name.split()[0], at) and not self.cast.by_token(name.split()[-1], at):
                self.cast.enrol(name, self._ordinary_role(stop))
        for passive in verbs.passive.finditer(self.view):
            name, stop = self.cast.name_at(passive.end())
            if (
                name
                and passive.end() not in self.posts
                and not any(self.cast.by_token(w, passive.end()) for w in name.split())
            ):
                self.cast.enrol(name, self._ordinary_role(stop))
        for match in _SOMEBODY.finditer(self.view):
            name, _stop = self.cast.name_at(match.end())
            if name and not any(self.cast.by_token(word, match.end()) for word in name.split()):
                self.cast.enrol(name, " ".join(match["who"].split()))
        for match in re.finditer(
            r"(?:akrab|biasa|kerap)\s(?:di)?(?:sapa|panggil)(?:an)?(?:nya)?\s(?:\w+\s)?([A-Z][\w'’-]+)", self.view
        ):
            self._lend(match[1], match.start())
        self._enrol_subjects()

    def _enrol_subjects(self) -> None:
        """A full name at the head of a sentence that goes on to speak."""
        pattern = re.compile(
            r"(?:^|[.”\"\n]\s{0,3}|,\s)((?:[A-Z][\w'’.-]{1,24}\s){1,4}[A-Z][\w'’-]{1,24}|[A-Z][\w'’-]{1,24})(?P<mid>,[^.,\n]{3,80},|)\s",
            re.M,
        )
        for match in pattern.finditer(self.view):
            if not _verbs().verb.match(self.view, match.end()) or any(
                n.start <= match.start(1) < n.end for n in self.cast.namings
            ):
                continue
            name, stop = self.cast.name_at(match.start(1))
            if not name or stop < match.end(1) or (len(name.split()) == 1 and not match["mid"]):
                continue
            if not any(self.cast.by_token(word, match.start()) for word in name.split()):
                self.cast.enrol(name, match["mid"].strip(" ,"))

    def _ordinary_role(self, at: int) -> str:
        """ "kata Siti, warga Kelurahan Sondakan,": what the text says of somebody without a post."""
        match = _ORDINARY.match(self.view, at)
        return match[1].strip() if match else ""

    def _trim(self, quote: Span) -> Span:
        start, end = quote
        while start < end and self.view[start] in " \n" + OPEN + CLOSE + BOTH:
            start += 1
        while end > start and self.view[end - 1] in " \n," + OPEN + CLOSE + BOTH:
            end -= 1
        return start, end

    def _add(self, voice: _Voice | None, span: Span, *, direct: bool) -> None:
        quote = self.layout.text[span[0] : span[1]]
        key = re.sub(r"\W+", "", quote).lower()
        if not key or key in self.seen:
            return
        self.seen.add(key)
        self.out.append(Statement(voice.name if voice else "", voice.role if voice else "", *span, quote, direct))


def _touches(view: str, at: int, sentence: Span) -> bool:
    return not view[at : sentence[0]].strip(" ,")


__all__ = ["find_statements", "role_words"]
