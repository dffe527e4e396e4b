"""The content kit as pages read it: pieces by status, one with its facts filled in, and what the public may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from django.db.models import Count, Q, QuerySet

from kondusif.institutions.models import City
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours
from kondusif.outreach import kit_words
from kondusif.outreach.kept_out import KeptText
from kondusif.outreach.kit_words import Fact, Found, Source
from kondusif.outreach.models import Piece
from kondusif.outreach.rules import Language, PieceKind, PieceStatus
from kondusif.outreach.selectors.kept_rows import kept_texts

Absolute = Callable[[str], str]
MOST_READ = 20  # released pieces of a kind looked through for the first page


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece with its facts filled in.

    Args:
        title, body: as they are read; a blank that the city's data do not fill keeps its braces.
        sources: what it rests on.
        empty: blanks that the city's data do not fill.
        found: what may not stand in the kit; such a piece is shown to staff only, whatever its status.
        address: the city's page that the piece leads to, or empty.
        seconds: how long it takes to be said.
    """

    piece: Piece
    title: str
    body: str
    sources: tuple[Source, ...]
    sources_said: str
    empty: tuple[str, ...]
    found: tuple[Found, ...]
    address: str
    words: int
    seconds: int

    @property
    def sound(self) -> bool:
        """Whether nothing stands against showing its words."""
        return not self.empty and not self.found

    @property
    def text(self) -> str:
        """The words for a chat, with what they rest on."""
        return "\n\n".join(part for part in (self.title, self.body, self.sources_said) if part)

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n\n")


@dataclass(frozen=True, slots=True)
class KitCounts:
    """How many pieces stand where."""

    drafts: int
    released: int
    withdrawn: int

    @property
    def total(self) -> int:
        return self.drafts + self.released + self.withdrawn


def pieces(chosen: Mapping[str, str] | None = None) -> QuerySet[Piece]:
    """Every piece, those that wait for a second person first.

    Args:
        chosen: status, kind, language, group, text; an empty choice leaves nothing out.
    """
    rows = Piece.objects.select_related("drafted_by", "released_by")
    wanted = chosen or {}
    for column in ("status", "kind", "language", "group"):
        if wanted.get(column):
            rows = rows.filter(**{column: wanted[column]})
    if wanted.get("text"):
        said = wanted["text"]
        rows = rows.filter(Q(title__icontains=said) | Q(body__icontains=said) | Q(number__icontains=said))
    return rows.order_by("status", "-drafted_on", "-number")


def counts() -> KitCounts:
    """How many pieces stand where, in one query."""
    found = dict(Piece.objects.order_by().values_list("status").annotate(total=Count("pk")))
    return KitCounts(*(found.get(status, 0) for status in PieceStatus))


def view_of(piece: Piece, place: City, absolute: Absolute) -> PieceView:
    """One piece as it reads today."""
    return _views([piece], place, absolute)[0]


def with_findings(rows: Sequence[Piece], place: City, absolute: Absolute) -> list[PieceView]:
    """Released pieces that may not be shown any more: a name was written down since, or a fact went."""
    return [view for view in _views([row for row in rows if row.status == PieceStatus.RELEASED], place, absolute)
            if not view.sound]  # fmt: skip


def released() -> QuerySet[Piece]:
    """Every released piece, the newest first."""
    return Piece.objects.filter(status=PieceStatus.RELEASED).order_by("-released_on", "-number")


def published(
    place: City, absolute: Absolute, *, kind: str = "", language: str = "", limit: int = 0
) -> list[PieceView]:
    """What the public may see: released, with every fact known and nothing in it that may not stand in the kit."""
    rows = released()
    if kind:
        rows = rows.filter(kind=kind)
    if language:
        rows = rows.filter(language=language)
    return [view for view in _views(list(rows), place, absolute) if view.sound]


def samples(place: City, absolute: Absolute) -> list[PieceView]:
    """For the first page: of each kind the newest piece that the public may see, in Indonesian where there is one."""
    found, read = [], _reader(place, absolute)
    for kind in PieceKind:
        rows = released().filter(kind=kind).order_by("language", "-released_on", "-number")
        found += list(islice((view for row in rows[:MOST_READ] if (view := read(row)).sound), 1))
    return found


def published_piece(number: str, place: City, absolute: Absolute) -> PieceView:
    """One piece that the public may see.

    Raises:
        NotYours: there is none of that number, or it may not be shown.
    """
    piece = released().filter(number=number).first()
    view = view_of(piece, place, absolute) if piece else None
    if view is None or not view.sound:
        raise NotYours
    return view


def kinds_of(views: Sequence[PieceView]) -> list[tuple[PieceKind, list[PieceView]]]:
    """The views by kind, posters first, Indonesian before Javanese; a kind without any is left out."""
    ordered = sorted(views, key=lambda view: view.piece.language)
    found = [(kind, [view for view in ordered if view.piece.kind == kind]) for kind in PieceKind]
    return [(kind, rows) for kind, rows in found if rows]


def _views(rows: Sequence[Piece], place: City, absolute: Absolute) -> list[PieceView]:
    read = _reader(place, absolute)
    return [read(row) for row in rows]


def _reader(place: City, absolute: Absolute) -> Callable[[Piece], PieceView]:
    """Reads pieces as they stand today; the city's list and the facts of a language are read once, when needed."""
    on, kept = today(place), cache(lambda: kept_texts(today(place)))
    facts = cache(lambda language: kit_words.facts_for(place, language, absolute))
    return lambda piece: _view(piece, facts(Language(piece.language)), kept(), on)


def _view(piece: Piece, facts: Mapping[str, Fact], kept: Sequence[KeptText], on: date) -> PieceView:
    whole = f"{piece.title}\n{piece.body}"
    used = kit_words.blanks_in(whole)
    body = kit_words.filled(piece.body, facts)
    sources = kit_words.sources_of(piece.basis, whole, facts, on)
    return PieceView(
        piece=piece,
        title=kit_words.filled(piece.title, facts),
        body=body,
        sources=sources,
        sources_said=kit_words.said_sources(sources, Language(piece.language)),
        empty=tuple(name for name in used if name not in facts),
        found=kit_words.found_in(f"{whole}\n{piece.basis}", kept),
        address=next((fact.url for name in used if (fact := facts.get(name)) and fact.url), ""),
        words=kit_words.words_in(body),
        seconds=kit_words.seconds_of(body),
    )
