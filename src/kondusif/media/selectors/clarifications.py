"""Reads about the bank of clarifications, and which of them may answer a finding."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kondusif.accounts.models import User
from kondusif.accounts.selectors import has_role
from kondusif.media.models import Article, Clarification, ClarificationLink, Finding
from kondusif.media.permissions import READERS
from kondusif.media.rules import ClarificationState, Kind, Verdict

ENOUGH = 0.3
LEAST_SHARED = 2
MOST_OFFERED = 3
AROUND = 240
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY_WORDS = """
    yang dan untuk dengan dari pada dalam adalah atau ini itu tidak bisa dapat akan telah sudah juga oleh karena kata
    ada para saat bagi agar harus hanya lebih orang warga kota surakarta solo pemilih pemilihan tps hari menjadi secara
    tersebut bahwa belum masih satu dua tiga jadi kami kita mereka ujar ujarnya katanya menurut
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Offer:
    """A clarification that may answer a finding, and the words that both share."""

    clarification: Clarification
    score: float
    shared: tuple[str, ...]


def clarifications_visible_to(user: User) -> QuerySet[Clarification]:
    """The whole bank for those who may read the press."""
    rows = Clarification.objects.select_related("body", "unit", "drafted_by", "released_by")
    return rows if has_role(user, *READERS) else rows.none()


def in_force(rows: QuerySet[Clarification], on: date) -> QuerySet[Clarification]:
    """Released and valid on a day."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return rows.filter(valid, state=ClarificationState.RELEASED, valid_from__lte=on)


def filtered_clarifications(
    rows: QuerySet[Clarification], chosen: Mapping[str, Any], on: date
) -> QuerySet[Clarification]:
    """The clarifications that fit what a reader chose: words, subject, state (also `in_force`, `over`)."""
    for word in str(chosen.get("words") or "").split()[:8]:
        owner = Q(body__name__icontains=word) | Q(unit__name__icontains=word)
        rows = rows.filter(Q(claim__icontains=word) | Q(answer__icontains=word) | Q(number__iexact=word) | owner)
    if subject := chosen.get("subject"):
        rows = rows.filter(subject=subject)
    state = chosen.get("state")
    if state == "in_force":
        return in_force(rows, on)
    if state == "over":
        return rows.filter(state=ClarificationState.RELEASED, valid_until__lt=on)
    return rows.filter(state=state) if state else rows


def links_of(article: Article) -> dict[int, list[ClarificationLink]]:
    """The clarifications that people linked to an article, by finding."""
    found: dict[int, list[ClarificationLink]] = {}
    for row in links_in(article).order_by("pk"):
        found.setdefault(row.finding_id, []).append(row)
    return found


def links_in(article: Article) -> QuerySet[ClarificationLink]:
    """Every link of an article, with what it needs to be shown."""
    rows = ClarificationLink.objects.filter(finding__article=article)
    return rows.select_related("clarification__body", "clarification__unit", "linked_by", "finding__article")


def articles_with(clarification: Clarification) -> list[ClarificationLink]:
    """Where a clarification is linked, the newest first."""
    return list(clarification.links.select_related("finding__article").order_by("-linked_at")[:50])


def offers_for(article: Article, findings: Sequence[Finding], on: date) -> dict[int, list[Offer]]:
    """For each standing issue and statement: clarifications in force whose claim shares enough words with it.

    Proposals only: a person links. Rare words of the bank weigh more than frequent ones.
    """
    bank = list(in_force(Clarification.objects.select_related("body", "unit"), on)[:500])
    claims = [(row, words_of(row.claim)) for row in bank]
    seen = Counter(word for _row, said in claims for word in said)
    found: dict[int, list[Offer]] = {}
    for one in findings:
        if one.kind not in (Kind.ISSUE, Kind.STATEMENT) or one.verdict == Verdict.REMOVED or not bank:
            continue
        around = words_of(article.text[max(0, one.start - AROUND) : one.end + AROUND])
        offers = [offer for row, said in claims if (offer := _offer(row, said, around, seen, len(bank)))]
        if offers:
            found[one.pk] = sorted(offers, key=lambda offer: (-offer.score, offer.clarification.pk))[:MOST_OFFERED]
    return found


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell something, in small letters."""
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _offer(
    row: Clarification, said: frozenset[str], around: frozenset[str], seen: Counter[str], size: int
) -> Offer | None:
    shared = said & around
    if len(shared) < LEAST_SHARED:
        return None
    weight = {word: math.log(1 + size / seen[word]) for word in said}
    score = sum(weight[word] for word in shared) / sum(weight.values())
    return Offer(row, score, tuple(sorted(shared))) if score >= ENOUGH else None
