"""Loads the lexicons and turns their phrases into patterns that run in linear time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_WORD = r"[^\s.!?;]{1,40}"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to look for, with the words that make a hit mean something else.

    Args:
        find, weak: for the text in small letters; `weak` counts only where `weak_needs` stands somewhere in the text.
        exact: acronyms that are also words or names, for the text as it is.
    """

    id: str
    find: re.Pattern[str]
    exact: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_in: re.Pattern[str] | None
    weak: re.Pattern[str] | None = None
    weak_needs: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class LayoutWords:
    link: re.Pattern[str]
    inline_link: re.Pattern[str]
    boiler: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    share_bar: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Denial:
    denies: re.Pattern[str]
    excuses: re.Pattern[str]


def table(name: str) -> Any:
    """One lexicon of the package, as plain values."""
    return yaml.load(files("kondusif.engine.data").joinpath(f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)  # noqa: S506


def pattern(phrase: str) -> str:
    """A phrase of a lexicon as a regular expression: blank = white space, @ = one word, letter* = any ending.

    Every repetition is bounded or over single word characters, so matching stays linear in the text.
    """
    open_ended = re.sub(r"(?<!\\)([A-Za-z])\*", r"\1\\w{0,20}", phrase)
    return open_ended.replace("@", _WORD).replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,3}")


def any_of(phrases: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern for any of the phrases, as whole words; the longer phrase is tried first."""
    ordered = sorted({str(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(pattern(phrase) for phrase in ordered) + r")(?!\w)", flags)


def _beside(phrases: list[str] | None, *, before: bool) -> re.Pattern[str] | None:
    if not phrases:
        return None
    inner = "|".join(pattern(str(phrase)) for phrase in phrases)
    if before:
        return re.compile(rf"(?<!\w)(?:{inner})\s{{0,3}}[(“\"]?\s?$", re.IGNORECASE)
    return re.compile(rf"\s{{0,3}}[)”\"]?\s?(?:{inner})(?!\w)", re.IGNORECASE)


def kind_from(row: Mapping[str, Any]) -> Kind:
    """One row of institutions, activities or issues, compiled."""
    exact = {str(word) for word in row.get("exact", ())}
    phrases = [str(phrase) for phrase in row["phrases"]]
    in_capitals = [phrase for phrase in phrases if phrase.rstrip("*") in exact]
    return Kind(
        id=str(row["id"]),
        find=_lowered(phrase for phrase in phrases if phrase not in in_capitals),
        exact=any_of(in_capitals, re.NOFLAG) if in_capitals else None,
        not_before=_beside(row.get("not_before"), before=True),
        not_after=_beside(row.get("not_after"), before=False),
        not_in=any_of(row["not_in"]) if row.get("not_in") else None,
        weak=_lowered(row["weak"]) if row.get("weak") else None,
        weak_needs=any_of(row["weak_needs"]) if row.get("weak_needs") else None,
    )


def _lowered(phrases: Iterable[str]) -> re.Pattern[str]:
    """For a text in small letters. Matching without case folding is several times faster than with it."""
    return any_of((str(phrase).lower() for phrase in phrases), re.NOFLAG)


@cache
def kinds(name: str) -> tuple[Kind, ...]:
    """The compiled rows of `institutions`, `activities` or `issues`."""
    rows = table(name)
    return tuple(kind_from(row) for row in rows.get("kinds") or rows["institutions"])


@cache
def denial() -> Denial:
    """The words that deny and the words that excuse a denial."""
    rows = table("denial")
    return Denial(any_of(rows["denies"]), any_of(rows["excuses"]))


@cache
def layout_words() -> LayoutWords:
    """The marks of what is not the article."""
    rows = table("layout")

    def joined(phrases: list[str]) -> str:
        return "|".join(phrase.replace(" ?", r"\s{0,3}") for phrase in phrases)

    links, captions = joined(rows["links"]), rows["captions"]
    share = "|".join(rows["share_words"])
    return LayoutWords(
        link=re.compile(rf"^[\W_]{{0,4}}(?:{links})", re.IGNORECASE),
        inline_link=re.compile(
            r"\(?\b(?:baca\s{0,2}juga|simak\s{0,2}juga|lihat\s{0,2}juga|berita\s{0,2}terkait)\s{0,2}:", re.I
        ),
        boiler=re.compile(rf"^[\W_]{{0,4}}(?:{joined(rows['boilers'])})", re.IGNORECASE),
        caption_start=re.compile(rf"^[\W_]{{0,3}}(?:{joined(captions['starts'])})", re.IGNORECASE),
        caption_end=re.compile(
            rf"(?:[.!?)\]]\s{{0,2}}|\s[-–|/]\s|\s(?=[(\[]))(?:{joined(captions['ends'])})\s?[.)]?$", re.IGNORECASE
        ),
        share_bar=re.compile(rf"^(?:[\W_]{{0,4}}(?:{share})\b){{2,12}}[\W_]{{0,4}}$", re.IGNORECASE),
    )
