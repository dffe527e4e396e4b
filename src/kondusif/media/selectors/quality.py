"""How well the machine reads, measured by what officers said of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Value
from django.db.models.fields.json import KeyTextTransform

from kondusif.institutions.named import Words
from kondusif.media.labels import label
from kondusif.media.models import FIELDS, KINDS, Correction, Finding
from kondusif.media.rules import Kind, Origin, ReadField, Verdict

# The lexicon that a kind of finding rests on most, by its name in the editions of an article.
LEXICON = {
    Kind.PLACE: "places", Kind.INSTITUTION: "institutions", Kind.ACTIVITY: "activities", Kind.ISSUE: "issues",
    Kind.STATEMENT: "speech", ReadField.DATE: "layout", ReadField.MAIN_PLACE: "places",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What officers said of one kind or field, with one edition of its lexicon.

    Args:
        value: an id inside the kind; empty for all of it.
        kept, removed: judged findings of the machine.
        missed: what officers added.
        waiting: findings that nobody judged; they count on no side.
    """

    kind: str
    name: Words
    edition: str
    kept: int
    removed: int
    missed: int
    waiting: int
    value: str = ""

    @property
    def judged(self) -> int:
        return self.kept + self.removed

    @property
    def precision(self) -> float | None:
        """Kept of judged; None where nothing was judged."""
        return self.kept / self.judged if self.judged else None

    @property
    def recall(self) -> float | None:
        """Kept of kept and missed; None where nothing was looked for. Officers do not look for everything."""
        there = self.kept + self.missed
        return self.kept / there if there else None


def quality(*, by_value: bool = False) -> list[Measured]:
    """Each kind and field by edition, in the order of the pages; `by_value` parts the kinds by their values."""
    rows = [row for kind in Kind for row in _of_kind(kind, by_value=by_value and kind in SPLIT)]
    return rows + [row for field in ReadField for row in _of_field(field)]


SPLIT = (Kind.INSTITUTION, Kind.ACTIVITY, Kind.ISSUE)


def _of_kind(kind: Kind, *, by_value: bool) -> Iterator[Measured]:
    part_of = F("value") if by_value else Value("")
    found = (
        Finding.objects.filter(kind=kind).order_by()
        .annotate(edition=KeyTextTransform(LEXICON[kind], "article__lexicon"), part=part_of)
        .values_list("edition", "part", "origin", "verdict").annotate(total=Count("pk"))
    )  # fmt: skip
    counts: dict[tuple[str, str], Counter[str]] = {}
    for edition, part, origin, verdict, total in found:
        side = "missed" if origin == Origin.OFFICER else verdict
        if origin == Origin.OFFICER and verdict == Verdict.REMOVED:
            continue
        counts.setdefault((edition or "", part), Counter())[side] += total
    for (edition, part), sides in sorted(counts.items()):
        yield Measured(
            kind, label(kind, part) if part else KINDS[kind], edition, sides[Verdict.KEPT], sides[Verdict.REMOVED],
            sides["missed"], sides[Verdict.PROPOSED], part,
        )  # fmt: skip


def _of_field(field: ReadField) -> Iterator[Measured]:
    found = (
        Correction.objects.filter(field=field).order_by()
        .annotate(edition=KeyTextTransform(LEXICON[field], "article__lexicon"))
        .values_list("edition", "machine_value", "officer_value")
    )  # fmt: skip
    counts: dict[str, Counter[str]] = {}
    for edition, machine, officer in found:
        here = counts.setdefault(edition or "", Counter())
        if machine:
            here["kept" if machine == officer else "removed"] += 1
        elif officer:
            here["missed"] += 1
    for edition, sides in sorted(counts.items()):
        yield Measured(field, FIELDS[field], edition, sides["kept"], sides["removed"], sides["missed"], 0)


def corrections_of(article_pk: int) -> dict[str, Correction]:
    """What officers said of the date and main place of an article, by field."""
    return {row.field: row for row in Correction.objects.filter(article_id=article_pk).select_related("judged_by")}
