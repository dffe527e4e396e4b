"""A written name as folded words: titles and forms of address taken off, and said why."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from kondusif.engine.names.fold import data, fold, forms, latin, modern

LONGEST_NAME, MOST_WORDS, WIDEST_TITLE = 400, 8, 5
_GLUE = re.compile(r"['`\u2018\u2019\u02bc]")
_WORD = re.compile(r"[A-Z]+")
_SHAPE = re.compile(r"\s*(?:[A-Z]{1,5}\.\s?){1,4}[A-Z]{0,6}\.?\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """One word that was taken off or read as another.

    Args:
        kind: `title_dropped`, `old_spelling`, `short_form`, or `same_word` (a spelling of the same word).
        asked: the letters that were written.
        found: the word kept; empty for a title.
    """

    kind: str
    asked: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A name in the form in which names are compared.

    Args:
        words: the folded words in their order.
        changes: what was taken off or read otherwise, in order of the name.
        initials: single letters taken off as a title that may have been an initial (H., R.).
    """

    words: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    initials: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=1)
def front_titles() -> frozenset[str]:
    """Titles in front of a name, as folded letters."""
    return frozenset(modern(word) for part in data("names_titles")["front"].values() for word in part)


@lru_cache(maxsize=1)
def all_behind() -> frozenset[str]:
    """Titles behind a comma."""
    table = data("names_titles")
    return frozenset(modern(word) for word in chain(*table["behind"].values(), table["after_comma_only"]))


@lru_cache(maxsize=1)
def safe_behind() -> frozenset[str]:
    """Titles that are dropped behind a name without a comma."""
    return all_behind() - frozenset(modern(word) for word in data("names_titles")["after_comma_only"])


def pieces(text: str) -> list[str]:
    """Runs of capital letters, an apostrophe left out."""
    return _WORD.findall(_GLUE.sub("", text))


def normalise(name: str) -> Folded:
    """Fold a name: titles off, old spelling, short forms and families of spellings read.

    A name of nothing but titles keeps its last word; a name without a Latin letter has no words. Only the first 400
    characters and eight words are read.

    Source: docs/algorithms/names.md, section 2.
    Cost: some ten microseconds a name; whole rosters go through `bulk.fold_table`, with the same result.
    """
    text = latin(name[:LONGEST_NAME])
    head, *behind = text.split(",")
    words = pieces(head)
    changes: list[Change] = []
    for segment in behind:
        if words and is_title_segment(segment):
            if segment.strip(" ."):
                changes.append(Change("title_dropped", segment.strip()))
        else:
            words += pieces(segment)
    words, initials = strip_titles(words, changes)
    if len(words) > MOST_WORDS:
        words, more = strip_titles(words[:MOST_WORDS], changes)
        initials += more
    return Folded(tuple(fold_with_reason(word, changes) for word in words), tuple(changes), tuple(initials))


def is_title_segment(segment: str) -> bool:
    """Whether all that stands between two commas is titles: known ones, or of their shape (letters with dots)."""
    letters = [modern(word) for word in pieces(segment)]
    while letters:
        width = _title_width(letters, behind_comma=True)
        if not width:
            short_name = any(len(word) > 2 and word in forms() for word in letters)  # "Soebardjo, Moch."
            return not short_name and bool(_SHAPE.fullmatch(segment))
        letters = letters[:-width]
    return True


def _title_width(words: list[str], *, behind_comma: bool) -> int:
    """How many words at the end spell one title together; 0 for none. The longest spelling wins.

    Without a comma, titles that could be a name or initials count only where they stand apart (A. Ma., M. Ag.).
    """
    for width in range(min(WIDEST_TITLE, len(words)), 0, -1):
        parts = words[-width:]
        title = "".join(parts)
        apart = len(parts[0]) == 1 and any(len(part) > 1 for part in parts)
        if title in (all_behind() if behind_comma or apart else safe_behind()):
            return width
    return 0


def strip_titles(words: list[str], changes: list[Change]) -> tuple[list[str], list[str]]:
    """Take titles off both ends while a word is left; single letters that were taken off are returned as well."""
    initials: list[str] = []
    while len(words) > 1:
        if modern(words[0]) in front_titles():
            if len(words[0]) == 1:
                initials.append(words[0])
            changes.append(Change("title_dropped", words[0]))
            words = words[1:]
            continue
        width = _title_width([modern(word) for word in words[1:]], behind_comma=False)
        if not width:
            break
        changes.append(Change("title_dropped", ".".join(words[-width:])))
        words = words[:-width]
    return words, initials


def fold_with_reason(word: str, changes: list[Change]) -> str:
    """The folded word; what it was read from is noted."""
    kept = fold(word)
    read = modern(word)
    if read != word:
        changes.append(Change("old_spelling", word, read))
    if kept != read and read in forms():
        changes.append(Change(forms()[read][1], read, kept))
    return kept
