"""What references are called on a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from kondusif.institutions.named import INSTITUTIONS, Words
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.screening.rules import Kind
from kondusif.territory.selectors import name_paths


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference is called.

    Args:
        name: words for people; the reference itself where nothing is known of it.
        basis: (instrument, article, address) of the norm, for acts.
        href: where more stands, empty where nowhere.
        known: whether the reference was found.
    """

    name: Words
    basis: tuple[tuple[str, str, str], ...] = ()
    href: str = ""
    known: bool = True


def names_of(refs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """The names of many references at once.

    Args:
        refs: (kind, reference).
    """
    asked = set(refs)
    places = name_paths(ref for kind, ref in asked if kind == Kind.PLACE)
    return {key: _named(*key, places) for key in asked}


def _named(kind: str, ref: str, places: dict[str, str]) -> Named:
    if kind == Kind.ACT:
        return _act(ref)
    if kind == Kind.PLACE:
        known = places[ref] != ref
        return Named(places[ref], known=known)
    if kind == Kind.INSTITUTION:
        return Named(INSTITUTIONS.get(ref, ref), known=ref in INSTITUTIONS)
    return Named(ref)


def _act(ref: str) -> Named:
    on = today()
    try:
        act = rulebook.act(ref, on)
    except Refused:
        return Named(ref, known=False)
    text = act.text_en if (get_language() or "id").startswith("en") else act.text
    basis = tuple(
        (one.instrument, one.article, reverse("rulebook_public:instrument", args=[one.instrument_id]))
        for one in rulebook.basis_of(act, on)
    )
    return Named(text, basis, reverse("rulebook_public:act", args=[ref]))
