"""Drafts of circulars: begun, changed, a further version, closed; the signed letter that comes back."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from kondusif.audit.services import record
from kondusif.base import pictures
from kondusif.circulars.models import Circular, Readership, SignedLetter, Version
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import reading
from kondusif.circulars.selectors.reading import mark_of, words_of
from kondusif.circulars.services.checks import person_of
from kondusif.circulars.words import MOST_POINT, MOST_POINTS, MOST_TEXT, PLEDGE_POINTS, Words
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import city, today
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.rulebook.selectors import every_act


@transaction.atomic
def draft_circular(actor: Actor, *, title: str, readership: Readership, words: Words) -> Circular:
    """Begin a circular with its first version.

    Audit: circulars.circular.drafted. Permission: the desk.
    Raises:
        Refused: circulars.write.*
    """
    person, on = person_of(actor), today()
    checked = _checked(title, words)
    circular = Circular.objects.create(
        number=next_number("SE", on), title=title.strip(), readership=readership, contest=city().contest,
        made_by_id=person, made_on=on,
    )  # fmt: skip
    Version.objects.create(circular=circular, number=1, written_by_id=person, **_columns(checked))
    record(actor, "circulars.circular.drafted", circular, facts={"readership": readership.pk})
    return circular


@transaction.atomic
def change_draft(
    actor: Actor, version: Version, *, title: str, readership: Readership, words: Words, was: str = ""
) -> Version:
    """Change what is not released yet. From the second version on title and readership stay as they went out.

    Audit: circulars.version.changed. Permission: the desk.

    Args:
        was: mark of the draft that the writer saw, empty where nobody looks.
    Raises:
        Refused: circulars.write.*; circulars.closed. Stale: somebody changed it since it was read.
    """
    person = person_of(actor)
    version = Version.objects.select_for_update().select_related("circular").get(pk=version.pk)
    circular = version.circular
    if version.released_at is not None:
        raise Refused("circulars.write.released", version=version.number)
    if circular.state == State.CLOSED:
        raise Refused("circulars.closed", number=circular.number)
    if was and was != mark_of(version):
        raise Stale
    checked = _checked(title, words)
    if circular.state == State.DRAFT:
        circular.title, circular.readership = title.strip(), readership
        circular.save(update_fields=["title", "readership"])
    for name, value in {**_columns(checked), "written_by_id": person}.items():
        setattr(version, name, value)
    version.save()
    record(actor, "circulars.version.changed", circular, facts={"version": version.number})
    return version


@transaction.atomic
def next_version(actor: Actor, circular: Circular) -> Version:
    """Begin a further version with the words of the last one.

    Audit: circulars.version.drafted. Permission: the desk.
    Raises:
        Refused: circulars.next.*, circulars.closed.
    """
    person = person_of(actor)
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    if circular.state == State.CLOSED:
        raise Refused("circulars.closed", number=circular.number)
    standing, last = reading.draft_of(circular), reading.latest(circular)
    if last is None:
        raise Refused("circulars.next.nothing_sent")
    if standing is not None:
        raise Refused("circulars.next.draft_stands", version=standing.number)
    made = Version.objects.create(
        circular=circular, number=last.number + 1, written_by_id=person, asks_again=False, **_columns(words_of(last))
    )
    record(actor, "circulars.version.drafted", circular, facts={"version": made.number})
    return made


@transaction.atomic
def close_circular(actor: Actor, circular: Circular, *, on: date | None = None) -> Circular:
    """Nobody is asked any more; what was signed stays. A version that was being written goes.

    Audit: circulars.circular.closed. Permission: the desk.
    Raises:
        Refused: circulars.close.not_sent.
    """
    person_of(actor)
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    if circular.state != State.SENT:
        raise Refused("circulars.close.not_sent")
    circular.versions.filter(released_at__isnull=True).delete()
    circular.state, circular.closed_on = State.CLOSED, on or today()
    circular.save(update_fields=["state", "closed_on"])
    record(actor, "circulars.circular.closed", circular, facts={"to_sign": circular.to_sign})
    return circular


def keep_letter(actor: Actor, version: Version, data: bytes) -> SignedLetter:
    """Keep the signed letter that came back: each page drawn anew, the file itself is thrown away.

    The same file a second time changes nothing. Audit: circulars.letter.returned. Permission: the desk.
    Raises:
        Refused: circulars.letter.*, base.picture.*, base.cleaner.busy.
    """
    person, digest = person_of(actor), hashlib.sha256(data).hexdigest()
    _check_letter(version, data)
    if (standing := reading.letter_of(version)) and standing.sha256 == digest:
        return standing
    if standing:
        raise Refused("circulars.letter.stands")
    kept = pictures.keep_pages(data, today())
    pages = [{"name": one.name, "width": one.width, "height": one.height, "sha256": one.sha256} for one in kept]
    try:
        with transaction.atomic():
            letter = SignedLetter.objects.create(
                version=version, sha256=digest, pages=pages, added_by_id=person, added_on=today()
            )
            facts = {"version": version.number, "pages": len(pages), "sha256": digest}
            record(actor, "circulars.letter.returned", version.circular, facts=facts)
    except BaseException:
        pictures.drop(one.name for one in kept)
        raise
    return letter


def _check_letter(version: Version, data: bytes) -> None:
    if version.released_at is None:
        raise Refused("circulars.letter.not_sent")
    if not pictures.is_paper(data):
        raise Refused("circulars.letter.not_pdf")


def _checked(title: str, words: Words) -> Words:
    """The words without empty points.

    Raises:
        Refused: circulars.write.*
    """
    points, pledge = _points(words.points), _points(words.pledge)
    if not title.strip() or not words.subject.strip():
        raise Refused("circulars.write.no_title")
    if not points:
        raise Refused("circulars.write.no_points")
    if len(points) > MOST_POINTS:
        raise Refused("circulars.write.many_points", most=MOST_POINTS)
    if len(pledge) != PLEDGE_POINTS:
        raise Refused("circulars.write.pledge", given=len(pledge))
    known = {act.id for act in every_act()}
    if unknown := next((act for act in words.acts if act not in known), ""):
        raise Refused("circulars.write.act_unknown", act=unknown[:40])
    _check_lengths(title, words, [*points, *pledge])
    acts = tuple(dict.fromkeys(words.acts))
    return Words(
        words.subject.strip(), words.basis.strip(), words.opening.strip(), points, words.closing.strip(), pledge, acts,
        words.signer_post.strip(), words.signer_name.strip(),
    )  # fmt: skip


def _check_lengths(title: str, words: Words, points: Sequence[str]) -> None:
    for model, name, text in (
        (Circular, "title", title), (Version, "subject", words.subject), (Version, "signer_post", words.signer_post),
        (Version, "signer_name", words.signer_name), (Version, "basis", words.basis),
        (Version, "opening", words.opening), (Version, "closing", words.closing),
    ):  # fmt: skip
        column = model._meta.get_field(name)
        most = column.max_length or MOST_TEXT  # type: ignore[union-attr]
        if len(text) > most:
            raise Refused("circulars.write.too_long", field=column.verbose_name, most=most)  # type: ignore[union-attr]
    if any(len(point) > MOST_POINT for point in points):
        raise Refused("circulars.write.too_long", field="butir", most=MOST_POINT)


def _points(rows: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(row.split()) for row in rows if row.strip())


def _columns(words: Words) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(words).items()}
