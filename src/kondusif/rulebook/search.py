"""One search over every row of law: acts, sanctions, procedures and their steps, instruments, days off, offices, ...

An `Entry` is what a search needs to know of a row. Rooms above that have dated law of their own (the stages) `offer`
their entries when the process starts: they know this room, and this room does not know them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kondusif.kernel.errors import Refused
from kondusif.rulebook import articles, schema, schema_days
from kondusif.rulebook.book import AnyRow, Book
from kondusif.rulebook.rules import weakest

# Words that say nothing about a row.
IDLE = {"jo", "juncto", "dan", "atau", "yang", "tentang", "tahun", "nomor", "no", "of", "the", "and", "or", "on"}


class Kind(StrEnum):
    """What a row is; the values are the words of the address."""

    ACT = "perbuatan"
    SANCTION = "sanksi"
    PROCEDURE = "prosedur"
    STEP = "langkah"
    STAGE = "tahapan"
    INSTRUMENT = "peraturan"
    DAY_OFF = "hari-libur"
    OFFICE = "kantor"
    PAUSE = "jeda"
    ROLE = "peran"


KEY_KINDS = {
    "act": Kind.ACT, "sanction": Kind.SANCTION, "step": Kind.STEP, "instrument": Kind.INSTRUMENT,
    "year": Kind.DAY_OFF, "office": Kind.OFFICE, "pause": Kind.PAUSE, "role": Kind.ROLE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search knows of a row.

    Args:
        key: the row's key in the book; several entries of one table of days off share it.
        name: the code by which the row is spoken of, or nothing.
        page, arguments: the url name of its page and what goes into it; `anchor` and `since` (the first day of a later
            version) complete the address.
        words: everything that a word of a question may be found in, in small letters.
        cited: the articles with the names of their instruments.
    """

    key: str
    kind: Kind
    name: str
    title: str
    title_en: str
    page: str
    arguments: tuple[str, ...]
    words: str
    status: str
    confidence: str
    valid_from: date | None
    valid_to: date | None
    anchor: str = ""
    since: date | None = None
    track: str | None = None
    phases: tuple[str, ...] = ()
    cited: tuple[tuple[str, str], ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether the row stood on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader looks for. Empty means everything."""

    words: str = ""
    kind: str = ""
    track: str = ""
    phase: str = ""
    status: str = ""
    confidence: str = ""
    on: date | None = None


def find(entries: Iterable[Entry], asked: Question) -> list[Entry]:
    """The entries that answer a question; one whose code is the question itself comes first.

    Args:
        entries: where to look, in the order in which they are shown.
        asked: words that must all occur, articles and instruments that must be cited, and what the row must be.
    """
    text = " ".join(asked.words.split())
    wanted = _Wanted.of(text)
    found = [one for one in entries if _fits(one, asked) and wanted.met_by(one)]
    return sorted(found, key=lambda one: one.name.casefold() != text.casefold()) if text else found


def _fits(one: Entry, asked: Question) -> bool:
    return (
        (not asked.kind or one.kind == asked.kind)
        and (not asked.track or one.track == asked.track)
        and (not asked.phase or asked.phase in one.phases)
        and (not asked.status or one.status == asked.status)
        and (not asked.confidence or one.confidence == asked.confidence)
        and (asked.on is None or one.valid_on(asked.on))
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question taken apart: instruments by number, places in them, and the words that remain."""

    instruments: tuple[articles.Designation, ...]
    places: tuple[articles.Place, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Wanted":
        bare = articles.without_designations(text) if articles.designations(text) else text
        rest = articles.without_places(bare).casefold().split()
        words = tuple(word for piece in rest if (word := piece.strip(".,;()")) and word not in IDLE)
        return cls(articles.designations(text), articles.places(bare), words)

    def met_by(self, one: Entry) -> bool:
        return all(_says(one, word) for word in self.words) and self._cited_by(one)

    def _cited_by(self, one: Entry) -> bool:
        if not self.instruments and not self.places:
            return True
        if not self.places and one.kind is Kind.INSTRUMENT:
            own = articles.designations(f"{one.name}; {one.title}")
            return all(any(asked.means(name) for name in own) for asked in self.instruments)
        cited = [(name, place) for name, place in one.cited if self._of_instrument(name)]
        if not self.places:
            return bool(cited)
        there = [found for _name, text in cited for found in articles.places(text)]
        return all(any(asked.meets(found) for found in there) for asked in self.places)

    def _of_instrument(self, name: str) -> bool:
        own = articles.designations(name)
        return not self.instruments or any(asked.means(one) for asked in self.instruments for one in own)


def _says(one: Entry, word: str) -> bool:
    """A number must stand by itself; any other word may be a part of one."""
    if word.isdigit():
        return word in one.words.replace("/", " ").replace("(", " ").replace(")", " ").split()
    return word in one.words


_SHELVES: dict[str, Callable[[], Iterable[Entry]]] = {}


def offer(room: str, entries: Callable[[], Iterable[Entry]]) -> None:
    """A room above with dated law of its own lays its entries on the shelf, once, when the process starts."""
    _SHELVES[room] = entries


def entries_of_rooms() -> tuple[Entry, ...]:
    """Entries that other rooms have offered."""
    return tuple(one for entries in _SHELVES.values() for one in entries())


@lru_cache(maxsize=4)
def entries_of(book: Book) -> tuple[Entry, ...]:
    """Every row of a book: kinds in the order of `Kind`, rows in the order of the files."""
    found = [_entry(book, key, row) for key, row in book.rows().items() if isinstance(row, schema.Row)]
    found += [_procedure(book, one) for one in book.procedures.values()]
    found += [one for year in book.holiday_years.values() for one in _days_off(year)]
    order = list(Kind)
    tracks = ["", *schema.Track]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), tracks.index(one.track or ""))))


@lru_cache(maxsize=4)
def _by_key(book: Book) -> dict[str, Entry]:
    found = {one.key: one for one in entries_of(book) if one.kind is not Kind.DAY_OFF}
    return found | {f"year:{year.year}": entry_of_year(year) for year in book.holiday_years.values()}


def entry_of_key(book: Book, key: str) -> Entry:
    """The entry of a row of the book. Raises Refused `rulebook.row.unknown` for a key that no row has."""
    known = _by_key(book)
    if key not in known:
        raise Refused("rulebook.row.unknown", key=key[:120])
    return known[key]


def _entry(book: Book, key: str, row: schema.Row) -> Entry:
    kind = KEY_KINDS[key.partition(":")[0]]
    plain, _at, since = key.partition("@")
    procedure_id = plain.partition(":")[2].partition(".")[0]
    procedure = book.procedures[procedure_id] if kind is Kind.STEP else None
    title, title_en = titles(row)
    cited = tuple(_cited(book, row))
    return Entry(
        key=key,
        kind=kind,
        name=_name(row, kind),
        title=title,
        title_en=title_en,
        page=f"rulebook_public:{key.partition(':')[0]}",
        arguments=(procedure_id, row.id) if procedure else (row.id,),
        words=_words(book, key, row, cited, procedure),
        status=row.status.value,
        confidence=row.confidence.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        since=date.fromisoformat(since) if since else None,
        track=procedure.track.value if procedure else row.track.value if isinstance(row, schema.Act) else None,
        phases=tuple(phase.value for phase in row.phases) if isinstance(row, schema.Act) else (),
        cited=cited,
    )


def _name(row: schema.Row, kind: Kind) -> str:
    if isinstance(row, schema.Instrument):
        return row.short
    return row.id if kind is Kind.ACT else ""


def titles(row: AnyRow) -> tuple[str, str]:
    """The one line by which a row is listed, in Indonesian and in English."""
    match row:
        case schema.Act():
            return row.text, row.text_en
        case schema.Instrument():
            return row.title, row.title
        case schema.Step() | schema.OfficeRole():
            return row.title, row.title_en
        case schema.SanctionLevel() | schema.PauseReason():
            return row.label, row.label_en
        case schema_days.Office():
            return row.title, row.title
        case schema_days.HolidayYear():
            return f"Hari libur {row.year}", f"Days off {row.year}"
    return row.id, row.id


def citations(row: AnyRow) -> Iterator[schema.Citation]:
    """Every article that a row cites, in whatever part of it."""
    match row:
        case schema.Act():
            yield from row.basis
            yield from (one for level in row.levels for one in level.basis)
            yield from (one for penalty in row.penalties for one in penalty.basis)
        case schema.OfficeRole():
            for holder in row.holders:
                yield from holder.basis
        case schema.Step() | schema.SanctionLevel() | schema.PauseReason() | schema_days.Office():
            yield from row.basis


def _cited(book: Book, row: AnyRow) -> Iterator[tuple[str, str]]:
    for one in dict.fromkeys(citations(row)):
        instrument = book.instruments[one.instrument]
        yield f"{instrument.short}; {instrument.title}", one.article


def _words(
    book: Book, key: str, row: schema.Row, cited: Iterable[tuple[str, str]], procedure: schema.Procedure | None
) -> str:
    said = [key, row.id, *titles(row), *row.doubts]
    said += [f"{name.partition(';')[0]} {article}" for name, article in cited]
    if procedure and isinstance(row, schema.Step):
        terms = [book.actors[row.actor], *(book.events[event] for event in row.events)]
        said += [row.duty, procedure.title, procedure.title_en]
        said += [text for term in terms for text in (term.label, term.label_en)]
    if isinstance(row, schema.Act):
        said += [*row.also, row.phase_word, *(one.words for one in row.penalties)]
    if isinstance(row, schema.Instrument):
        said += [row.short, row.made_by]
    if isinstance(row, schema.Instrument | schema.SanctionLevel):
        said += [row.about, row.about_en]
    if isinstance(row, schema.OfficeRole):
        said += [text for one in row.holders for text in (one.words, one.words_en)]
    return " ".join(said).casefold()


def _procedure(book: Book, one: schema.Procedure) -> Entry:
    """A procedure stands as far as the least trusted of its steps."""
    order = list(schema.Confidence)
    weakest_confidence = max((step.confidence for step in one.steps), key=order.index)
    cited = tuple(dict.fromkeys(pair for step in one.steps for pair in _cited(book, step)))
    begins = [step.valid_from for step in one.steps]
    ends = [step.valid_to for step in one.steps]
    return Entry(
        key=f"procedure:{one.id}",
        kind=Kind.PROCEDURE,
        name="",
        title=one.title,
        title_en=one.title_en,
        page="rulebook_public:procedure",
        arguments=(one.id,),
        words=" ".join([one.id, one.title, one.title_en, one.about, one.about_en]).casefold(),
        status=weakest(step.status for step in one.steps).value,
        confidence=weakest_confidence.value,
        valid_from=None if None in begins else min(day for day in begins if day),
        valid_to=None if None in ends else max(day for day in ends if day),
        track=one.track.value,
        cited=cited,
    )


def entry_of_year(year: schema_days.HolidayYear) -> Entry:
    """A whole table of days off as one entry, for lists of rows."""
    title, title_en = titles(year)
    return Entry(
        key=f"year:{year.year}",
        kind=Kind.DAY_OFF,
        name="",
        title=title,
        title_en=title_en,
        page="rulebook_public:year",
        arguments=(str(year.year),),
        words=title.casefold(),
        status=year.status.value,
        confidence=year.confidence.value,
        valid_from=date(year.year, 1, 1),
        valid_to=date(year.year, 12, 31),
    )


def _days_off(year: schema_days.HolidayYear) -> Iterator[Entry]:
    for day in year.days:
        yield Entry(
            key=f"year:{year.year}",
            kind=Kind.DAY_OFF,
            name="",
            title=day.name,
            title_en=day.name,
            page="rulebook_public:year",
            arguments=(str(year.year),),
            anchor=day.date.isoformat(),
            words=f"{day.name} {day.date.isoformat()} {year.year} hari libur {day.kind.value}".casefold(),
            status=year.status.value,
            confidence=year.confidence.value,
            valid_from=day.date,
            valid_to=day.date,
        )
