"""Two editions side by side as a page shows them: rows under their kinds, fields in words, differing words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from kondusif.rulebook import amending, field_words, labels, row_words, search
from kondusif.rulebook.amending import Change
from kondusif.rulebook.book import TICKS, Book
from kondusif.rulebook.search import Entry

# Beyond this many words two texts are shown whole, one above the other.
LONGEST_MARKED = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text, and whether the other text has them too."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One changed field in words: one text against the other, or parts gone and parts come."""

    name: str
    word: str
    old: tuple[tuple[Piece, ...], ...]
    new: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row of the comparison; `entry` leads to its page where the edition in force has it."""

    key: str
    title: str
    entry: Entry | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the page shows. `ticked` are the rows that say the same and were only checked."""

    added: tuple[ComparedRow, ...]
    removed: tuple[ComparedRow, ...]
    changed: tuple[ComparedRow, ...]
    ticked: tuple[ComparedRow, ...]

    @property
    def total(self) -> int:
        """Rows that differ in what they say."""
        return len(self.added) + len(self.removed) + len(self.changed)

    @property
    def is_empty(self) -> bool:
        """Whether both editions say the same and are checked alike."""
        return not self.total and not self.ticked


def compare(old: Book, new: Book, current: Book) -> Comparison:
    """Set two books side by side.

    Args:
        old, new: from which to which.
        current: the book whose pages a link leads to.
    """
    plan = amending.plan(old, new)
    rows = [(changes, _row(key, new, current, fields_of(changes, old, new))) for key, changes in changed_rows(old, new)]
    return Comparison(
        added=tuple(_row(one.key, new, current) for one in plan.added),
        removed=tuple(_row(one.key, old, current) for one in plan.removed),
        changed=tuple(row for changes, row in rows if in_substance(changes)),
        ticked=tuple(row for changes, row in rows if not in_substance(changes)),
    )


@lru_cache(maxsize=16)
def changed_rows(old: Book, new: Book) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The changed rows of a plan with all their changes, in the order of the new book."""
    found: dict[str, tuple[Change, ...]] = {}
    for change in amending.plan(old, new).changed:
        found[change.key] = (*found.get(change.key, ()), change)
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one edition changed in one row; no fields where the row came with it."""

    old_edition: str
    new_edition: str
    fields: tuple[Field, ...]


def amendments_of(key: str, books: Sequence[Book]) -> list[Amendment]:
    """What each edition changed in one row, the newest first.

    Args:
        key: the row.
        books: the editions, the newest first.
    """
    found = []
    for new, old in pairwise(books):
        changes = [one for one in dict(changed_rows(old, new)).get(key, ()) if one.field not in TICKS]
        came = key in new.rows() and key not in old.rows()
        if changes or came:
            fields = tuple(fields_of(changes, old, new))
            found.append(Amendment(old.edition.edition, new.edition.edition, fields))
    return found


def in_substance(changes: Iterable[Change]) -> bool:
    """Whether the law itself reads differently, and not only its checking."""
    return any(change.field not in TICKS for change in changes)


def _row(key: str, book: Book, current: Book, fields: Iterable[Field] = ()) -> ComparedRow:
    there = {one.key: one for one in search.entries_of(current)}
    return ComparedRow(key, title_of(key, book), there.get(key), tuple(fields))


def title_of(key: str, book: Book) -> str:
    """One line for any row of a book, in the reader's language."""
    kind, _colon, row_id = key.partition(":")
    if key in book.rows():
        row = book.rows()[key]
        title, title_en = search.titles(row)
        return title_en if row_words.english() else title
    if kind == "procedure":
        return labels.said(book.procedures[row_id], "title")
    if kind == "source":
        return book.sources[row_id].text
    return labels.said((book.events if kind == "event" else book.actors)[row_id], "label")


def fields_of(changes: Iterable[Change], old: Book, new: Book) -> list[Field]:
    """Changed fields in words."""
    return [_field(change, old, new) for change in changes]


def _field(change: Change, old: Book, new: Book) -> Field:
    before = field_words.lines(old, change.field, change.old)
    after = field_words.lines(new, change.field, change.new)
    word = field_words.field_word(change.field)
    if isinstance(change.old, list) or isinstance(change.new, list):
        gone = tuple((Piece(text, True),) for text in before if text not in after)
        come = tuple((Piece(text, True),) for text in after if text not in before)
        return Field(change.field, word, gone, come)
    if len(before) == len(after) == 1:
        was, now = marked(before[0], after[0])
        return Field(change.field, word, (was,), (now,))
    whole = [tuple((Piece(text, True),) for text in texts) for texts in (before, after)]
    return Field(change.field, word, whole[0], whole[1])


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces; words that only one of them has are marked."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > LONGEST_MARKED:
        return (Piece(old, True),), (Piece(new, True),)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    was = tuple(Piece(" ".join(before[a:b]), kind != "equal") for kind, a, b, _c, _d in steps if a < b)
    now = tuple(Piece(" ".join(after[c:d]), kind != "equal") for kind, _a, _b, c, d in steps if c < d)
    return was, now
