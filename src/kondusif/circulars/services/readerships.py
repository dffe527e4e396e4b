"""Saved queries over the roster: who is asked by circulars."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kondusif.audit.services import record
from kondusif.circulars.models import Readership
from kondusif.circulars.selectors.readership import is_sent, people_matching
from kondusif.circulars.services.checks import person_of
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.roster.rules import Kind

MOST_POSTS = 12


@dataclass(frozen=True, slots=True)
class Query:
    """What the desk asks for; empty parts narrow nothing.

    Args:
        units: keys of units, each with everything below it.
        kinds: values of `Kind`.
        posts: words of which one stands in the post.
    """

    name: str
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


@transaction.atomic
def save_readership(actor: Actor, query: Query, *, readership: Readership | None = None) -> Readership:
    """Save a query, or change one that no released circular uses.

    Audit: circulars.readership.saved. Permission: the desk.
    Raises:
        Refused: circulars.readership.*
    """
    person, name = person_of(actor), query.name.strip()
    if not name:
        raise Refused("circulars.readership.no_name")
    others = Readership.objects.exclude(pk=readership.pk) if readership else Readership.objects.all()
    if others.filter(name__iexact=name).exists():
        raise Refused("circulars.readership.twin", name=name)
    if readership is not None and is_sent(readership):
        raise Refused("circulars.readership.sent", name=readership.name)
    units = list(Unit.objects.filter(key__in=query.units))
    if len(units) != len(set(query.units)):
        raise Refused("circulars.readership.unit_unknown")
    kinds, posts = [kind.value for kind in Kind if kind in query.kinds], _words(query.posts)
    people = people_matching([unit.pk for unit in units], kinds, posts, today()).count()
    if not people:
        raise Refused("circulars.readership.nobody")
    row = readership or Readership(made_by_id=person, made_on=today())
    row.name, row.kinds, row.posts = name, kinds, posts
    row.save()
    row.units.set(units)
    facts = {"units": len(units), "kinds": kinds, "posts": len(posts), "people": people}
    record(actor, "circulars.readership.saved", row, facts=facts)
    return row


def _words(posts: Sequence[str]) -> list[str]:
    """Each word once, in its order; more than a query holds are left out by the form already."""
    return list(dict.fromkeys(" ".join(word.split()) for word in posts if word.strip()))[:MOST_POSTS]
