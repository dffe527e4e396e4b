"""Names, slogans and numbers that may not stand in what the city hands out. Pure Python; the list is the city's own.

A name is compared without case, accents, titles and spacing, so that `H. Supri Yono, S.H.` is found as `supriyono`. A
number is found by what stands around it: "nomor urut 1", "coblos nomor 2", "paslon 02", a bare "01", "#Menang02"; the
numbers of laws, streets, RT, TPS, dates and hours are left alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NUMBER = "number"
# Titles before and after a name; they are no part of it.
_TITLES = """
    h hj ir drs dra dr prof kh ust ustaz ustad ustadz ustadzah gus ning nyai kiai kyai tgk tgh pdt pdp rm romo rama
    bapak pak bpk ibu bu sdr sdri saudara saudari tuan nyonya ny tn kang mas mbak bang bung kak raden rr ra kph kpa krt
    sh mh se mm ssos msi mpd spd st mt sp sag mag skom mkom sip mip skm mkes skep ners ssi msc ma phd lc apt sked spog
    kompol akbp akp iptu ipda letkol kolonel mayor kapten brigjen mayjen
"""
TITLES = frozenset(_TITLES.split())
# Degrees that are written in pieces: S.H., M.Si., S.Sos.
_DEGREE = re.compile(r"\b(?:[a-z]{1,3}\.\s?){1,3}[a-z]{1,4}\b\.?|\bdr\.|\bprof\.", re.I)
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_HASHTAG = re.compile(r"[#@][^\W]+")
_LEAST_IN_A_HASHTAG = 5

_COUNT = r"(?:0?[1-9]|1[0-9]|20|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
_NUMBER_WORD = r"(?:nomor|nomer|no|nmr|angka)\.?"
_WITH_NUMBER = "|".join([
    rf"{_NUMBER_WORD}\s*urut\s*{_COUNT}",
    rf"urutan\s*{_COUNT}",
    rf"(?:coblos(?:lah)?|pilih(?:lah)?|dukung(?:lah)?|menangkan|tusuk|salam)\s+"
    rf"(?:(?:{_NUMBER_WORD}|urut|paslon|pasangan|calon|kotak|gambar|jari)\s*)*{_COUNT}",
    rf"(?:paslon|palson|pasangan\s+calon|pasangan|calon|kandidat|cagub|cawali|cabup|caleg)\s*"
    rf"(?:(?:{_NUMBER_WORD}|urut)\s*)*{_COUNT}",
    rf"(?:salam|acungkan|acung)\s+{_COUNT}\s+jari",
    rf"{_COUNT}\s+jari\s+(?:saja|menang|kemenangan)",
])  # fmt: skip
_SAID = re.compile(rf"(?<!\w)(?:{_WITH_NUMBER})(?!\w|[.,]\d)", re.I)
# A bare number of two signs with a nought before it, unless it is part of a date, an hour, a telephone or a place.
_BARE = re.compile(r"(?<![\w.,:/+-])0[1-9](?![\w]|[.,:/-]\d)", re.I)
_PLAIN = re.compile(rf"(?<!\w){_NUMBER_WORD}\s*(?:0?[1-9]|1[0-9]|20)(?!\w|[.,/-]\d|\s*(?:tahun|/))", re.I)
_NOT_A_BALLOT = re.compile(
    r"(?:\b(?:rt|rw|tps|blok|gang|gg|jalan|jl|jln|rumah|kav|undang-undang|uu|peraturan|perpu|perppu|pkpu|perwali|perda|"
    r"permendagri|keputusan|instruksi|edaran|se|surat|pasal|ayat|huruf|lampiran|halaman|telepon|telp|hp|wa|kode|lantai|"
    r"ruang|sdn|smpn|sman|sd|smp|sma|smk|smkn|tanggal|tgl|pukul|jam|hari|minggu|pekan|bagian|langkah)\.?"
    r"[^.;!?\n]{0,40})$",
    re.I,
)
_MONTH = re.compile(
    r"\s*(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember|"
    r"jan|feb|mar|apr|jun|jul|agu|agt|sep|okt|nov|des)\b|\s*(?:wib|wita|wit|tahun|persen|%)",
    re.I,
)
_NUMBER_IN_HASHTAG = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-9]|20)(?!\d)")


@dataclass(frozen=True, slots=True)
class KeptText:
    """One row of the city's list, as this module reads it: the kind (`KeptOutKind`) and the name or slogan."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found in a text.

    Args:
        kind: a value of `KeptOutKind`, or `number`.
        kept: the row of the list; empty for a number.
        quote: how it stands in the text.
        start, end: code points, end exclusive.
    """

    kind: str
    kept: str
    quote: str
    start: int
    end: int


def found_in(text: str, kept: Iterable[KeptText]) -> tuple[Hit, ...]:
    """Everything in a text that may not be handed out: rows of the list, and numbers of candidates, in text order.

    Cost: one pass over the words for each row of the list.
    """
    words = _words(text)
    hits = [hit for row in kept for hit in _row_in(text, words, row)]
    hits += numbers_in(text)
    return tuple(sorted(set(hits), key=lambda hit: (hit.start, hit.end, hit.kind)))


def numbers_in(text: str) -> tuple[Hit, ...]:
    """The places where a text names the number of a candidate, in text order."""
    spans = [(found.start(), found.end()) for found in _SAID.finditer(text) if not _is_stage(text, found)]
    spans += [found.span() for found in _BARE.finditer(text) if _is_ballot(text, *found.span())]
    spans += [found.span() for found in _PLAIN.finditer(text) if _is_ballot(text, *found.span())]
    spans += [tag.span() for tag in _HASHTAG.finditer(text) if _NUMBER_IN_HASHTAG.search(tag.group())]
    return tuple(Hit(NUMBER, "", text[start:end], start, end) for start, end in _widest(spans))


def same_person(name: str, kept: str) -> bool:
    """Whether two written names speak of one person: titles, case, accents and spacing aside.

    The shorter name may be a part of the longer one where it has at least two words. One word alone is compared whole.
    """
    one, other = name_words(name), name_words(kept)
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))


def name_words(name: str) -> list[str]:
    """The words of a name as they are compared: small letters, no accents, no titles, no degrees."""
    head = name.split(",", 1)[0]
    words = [fold(word) for word in _WORD.findall(_DEGREE.sub(_kept_initials, _plain(head)))]
    bare = [word for word in words if word not in TITLES]
    return bare or words


def fold(text: str) -> str:
    """Letters and digits of a text in small letters without accents, hidden signs and spacing."""
    return "".join(letter for letter in _plain(text).casefold() if letter.isalnum())


def _plain(text: str) -> str:
    opened = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in opened if unicodedata.category(letter) not in ("Mn", "Cf"))


def _kept_initials(found: re.Match[str]) -> str:
    """A degree or title in pieces goes; initials of a name (`R. A. Kartini`) stay."""
    joined = fold(found.group())
    return " " if joined in TITLES else found.group()


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as they are compared, without titles, each with its place."""
    found = [(fold(word.group()), word.start(), word.end()) for word in _WORD.finditer(text)]
    return [(word, start, end) for word, start, end in found if word and word not in TITLES]


def _row_in(text: str, words: Sequence[tuple[str, int, int]], row: KeptText) -> Iterable[Hit]:
    joined = fold(row.text) if row.kind == "slogan" else "".join(name_words(row.text))
    if not joined:
        return
    for first, (word, start, _end) in enumerate(words):
        if not joined.startswith(word):
            continue
        built = ""
        for part, _start, end in words[first:]:
            built += part
            if built == joined:
                yield Hit(row.kind, row.text, text[start:end], start, end)
            if len(built) >= len(joined):
                break
    if len(joined) >= _LEAST_IN_A_HASHTAG:
        for tag in _HASHTAG.finditer(text):
            if joined in fold(tag.group()):
                yield Hit(row.kind, row.text, tag.group(), tag.start(), tag.end())


def _is_ballot(text: str, start: int, end: int) -> bool:
    """Whether a number that stands there may be a candidate's, judged by what stands on either side."""
    return not _NOT_A_BALLOT.search(text[max(0, start - 48) : start]) and not _MONTH.match(text, end)


def _is_stage(text: str, found: re.Match[str]) -> bool:
    """`Calon 1 November` and `pasangan calon 22 September` are dates of a stage."""
    return _MONTH.match(text, found.end()) is not None


def _widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without those that lie inside another one."""
    every = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in every:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
