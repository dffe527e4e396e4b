"""Every write about one article and its findings."""

from contextlib import suppress
from datetime import date
from importlib.resources import files

from django.db import IntegrityError, transaction

from kondusif.audit.services import record
from kondusif.engine.reading import Found, Reading, read
from kondusif.institutions.numbers import next_number
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import is_area_code
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused, Stale
from kondusif.media import rules, stories
from kondusif.media.gazetteer import national
from kondusif.media.labels import BY_KIND
from kondusif.media.models import Article, Correction, Finding
from kondusif.media.rules import Kind, Origin, ReadField, Verdict

EXERCISE = ("kondusif.media", "data", "latihan")


def add_article(
    actor: Actor,
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    published_on: date | None = None,
    on: date | None = None,
) -> tuple[Article, bool]:
    """Take an article in and read it. Audit: media.article.added. Permission: desk, verifier.

    The same text twice is one article: the first is given back and nothing is written.

    Args:
        title: the title, where the text does not begin with it.
        published_on: the date of the paper, where the text does not say one in full.
        on: the day of adding, the city's date unless said.
    Returns:
        The article, and whether it is new.
    Raises:
        Refused: no words in it, longer than an article, or dated after today.
    """
    if not any(character.isalnum() for character in text):
        raise Refused("media.article.empty")
    if len(text) > rules.LONGEST_TEXT:
        raise Refused("media.article.too_long", count=len(text), limit=rules.LONGEST_TEXT)
    added_on = on or today()
    if published_on and published_on > added_on:
        raise Refused("media.article.future")
    digest = rules.digest_of(text)
    if first := Article.objects.filter(digest=digest).first():
        return first, False
    reading = _read(text, published_on)
    try:
        return _written(actor, text, reading, digest, title, outlet, published_on, added_on), True
    except IntegrityError:
        # Somebody else added the same text a moment before.
        return Article.objects.get(digest=digest), False


@transaction.atomic
def _written(
    actor: Actor, text: str, reading: Reading, digest: str, title: str, outlet: str, said: date | None, on: date
) -> Article:
    shown = " ".join((title or reading.title or _first_words(text)).split())[:300]
    place = reading.places[0].ref[:30] if reading.places else ""
    article = Article.objects.create(
        number=next_number("MED", on), digest=digest, title=shown, outlet=outlet.strip()[:120], text=text,
        published_on=said or reading.date, read_on=reading.date, read_place=place, main_place=place,
        contest=reading.contest or "", stage=reading.stage or "",
        lexicon=reading.editions, added_by_id=actor.user_id, added_on=on, added_at=now(),
    )  # fmt: skip
    Finding.objects.bulk_create(_findings(article, reading))
    with suppress(Stale):  # somebody moves the neighbour at this moment: the article stands alone, a person may join it
        stories.place(article)
    record(actor, "media.article.added", article, {"findings": article.findings.count()})
    return article


def _findings(article: Article, reading: Reading) -> list[Finding]:
    def row(kind: Kind, found: Found) -> Finding:
        return Finding(
            article=article, kind=kind, value=found.ref, name=found.name, quote=found.quote, start=found.start,
            end=found.end, origin=Origin.MACHINE,
        )  # fmt: skip

    groups = (
        (Kind.PLACE, reading.places), (Kind.INSTITUTION, reading.institutions), (Kind.ACTIVITY, reading.activities),
        (Kind.ISSUE, reading.issues),
    )  # fmt: skip
    found = [row(kind, one) for kind, group in groups for one in group]
    said = [
        Finding(
            article=article, kind=Kind.STATEMENT, name=one.speaker[:200], role=one.role[:300], quote=one.quote,
            start=one.start, end=one.end, origin=Origin.MACHINE,
        )
        for one in reading.statements
    ]  # fmt: skip
    return found + said


@transaction.atomic
def describe_article(
    actor: Actor,
    article: Article,
    *,
    title: str,
    outlet: str,
    published_on: date | None,
    main_place: str | None = None,
) -> Article:
    """Correct title, outlet, date and main place; what the machine read stays beside it.

    Audit: media.article.described. Permission: desk, verifier.

    Args:
        main_place: an area code, empty for none, None to leave it.
    Raises:
        Refused: a date after today, or a place that is in no list.
    """
    if published_on and published_on > today():
        raise Refused("media.article.future")
    if main_place and not is_area_code(main_place):
        raise Refused("media.place.unknown")
    changed = []
    if published_on != article.published_on:
        changed.append(ReadField.DATE)
    if main_place is not None and main_place != article.main_place:
        changed.append(ReadField.MAIN_PLACE)
        article.main_place = main_place
    article.title, article.outlet, article.published_on = title[:300] or article.title, outlet[:120], published_on
    article.save(update_fields=["title", "outlet", "published_on", "main_place"])
    _note(actor, article, changed)
    record(actor, "media.article.described", article, {"corrected": [str(one) for one in changed]})
    return article


@transaction.atomic
def confirm_reading(actor: Actor, article: Article) -> Article:
    """Say that date and main place stand as they should. Audit: media.article.confirmed. Permission: desk, verifier."""
    _note(actor, article, list(ReadField))
    record(actor, "media.article.confirmed", article)
    return article


def _note(actor: Actor, article: Article, fields: list[ReadField]) -> None:
    """Keep both values: the machine's and the officer's."""
    values = {
        ReadField.DATE: (_iso(article.read_on), _iso(article.published_on)),
        ReadField.MAIN_PLACE: (article.read_place, article.main_place),
    }
    for field in fields:
        machine, officer = values[field]
        said = {"machine_value": machine, "officer_value": officer, "judged_by_id": actor.user_id, "judged_at": now()}
        Correction.objects.update_or_create(article=article, field=field, defaults=said)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read(text: str, published_on: date | None) -> Reading:
    """The reading; words such as "kemarin" become dates where the day of the paper is known."""
    return read(text, national(), on=published_on)


@transaction.atomic
def correct_finding(actor: Actor, finding: Finding, verdict: Verdict) -> Finding:
    """Keep a finding or remove it; it stays on record either way. Audit: media.finding.judged.

    Permission: desk, verifier. A verdict that stands already writes nothing.
    """
    if finding.verdict == verdict:
        return finding
    finding.verdict, finding.judged_by_id, finding.judged_at = verdict, actor.user_id, now()
    finding.save(update_fields=["verdict", "judged_by", "judged_at"])
    record(
        actor,
        "media.finding.judged",
        finding.article,
        {"kind": finding.kind, "value": finding.value, "verdict": verdict},
    )
    return finding


@transaction.atomic
def add_finding(actor: Actor, article: Article, *, kind: Kind, value: str, quote: str, name: str = "") -> Finding:
    """Add what the reader overlooked, with its words. Audit: media.finding.added. Permission: desk, verifier.

    Raises:
        Refused: a value outside the list, words that do not stand in the article, or a finding that is there already.
    """
    if kind in BY_KIND and value not in BY_KIND[kind]:
        raise Refused("media.finding.unknown_value")
    span = rules.span_of(article.text, quote)
    if span is None:
        raise Refused("media.finding.quote_missing")
    start, end = span
    if article.findings.filter(kind=kind, value=value, start=start, end=end).exists():
        raise Refused("media.finding.already_there")
    finding = Finding.objects.create(
        article=article, kind=kind, value=value, name=name, quote=article.text[start:end], start=start, end=end,
        origin=Origin.OFFICER, verdict=Verdict.KEPT, judged_by_id=actor.user_id, judged_at=now(),
    )  # fmt: skip
    record(actor, "media.finding.added", article, {"kind": kind, "value": value})
    return finding


def load_exercise_articles(actor: Actor) -> int:
    """Add the articles written for the exercise; a second run adds none. Audit: media.article.added for each.

    Returns:
        How many were added.
    """
    folder = files(EXERCISE[0]).joinpath(*EXERCISE[1:])
    added = 0
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".txt"):
            head, _blank, text = item.read_text("utf-8").partition("\n")
            added += add_article(actor, text.strip(), outlet=head.removeprefix("Media:").strip())[1]
    return added


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]} …"
