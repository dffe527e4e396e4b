"""A chat as drafts: what it proposes to record, several messages of one matter as one, persons dropped.

Merged are copies (the same words within the window), and tellings of the same harm in the same place within a shorter
one. A nil report is one for each kelurahan and day. What the same sender adds right behind belongs to the draft.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kondusif.engine.chat.dropping import Dropper
from kondusif.engine.chat.places import PlaceHit, PlaceNames
from kondusif.engine.chat.reading import Message, Transcript
from kondusif.engine.chat.sorting import Reason, Sort, Verdict, sort_of
from kondusif.engine.similar import normalise, signature, similarity

COPY, SAME_WORDS = 0.5, 0.9
_RECENT = 40
_SHOWN_MESSAGES = 5
MOST_PASSED = 100
_SHORT = 2
# Where there are more than may be made: what weighs most goes first, of one sort the newest.
_WEIGHT = {Sort.REPORT: 0, Sort.INCIDENT: 1, Sort.QUESTION: 2, Sort.NIL: 3}


@dataclass(frozen=True, slots=True)
class Limits:
    """The measures of merging, from data.

    Args:
        copy_hours: copies of one text within so many hours are one matter.
        matter_minutes: the same harm in the same place within so many minutes is one matter.
        added_minutes: what the same sender writes next within so many minutes is added.
        most_drafts: more are not made; they are counted, the lightest and oldest first.
        words: letters that a draft keeps.
    """

    copy_hours: int
    matter_minutes: int
    added_minutes: int
    most_drafts: int
    words: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed record, without names.

    Args:
        area: code of the kelurahan or kecamatan, or empty.
        why: reasons, each a code and what was seen.
        sources: for every message behind it a text that tells it again in another export; never kept as it is.
    """

    sort: Sort
    words: str
    on: date | None
    clock: time | None
    area: str
    kind: str
    why: tuple[Reason, ...]
    sources: tuple[str, ...]


@dataclass(slots=True)
class _Matter:
    """A draft in the making."""

    verdict: Verdict
    first: Message
    area: str
    last: Message
    sketch: bytes
    texts: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    added: int = 0


def propose(
    transcript: Transcript,
    places: PlaceNames,
    limits: Limits,
    is_known: Callable[[str], bool] = lambda _source: False,
    passed: dict[str, list[str]] | None = None,
) -> tuple[list[Draft], Counter[str]]:
    """The drafts of a chat in order of the first message, and how many messages of each other sort there were.

    Args:
        is_known: whether a message was offered before, out of an earlier export.
        passed: takes the first messages of each such count, persons dropped, for whoever looks over the machine's
            shoulder; a word or two alone are not shown.
    Returns:
        Counts: `talk` no proposal, `known` offered before, `merged` messages that joined another, `over` drafts for
        which there is no room.
    Source: docs/algorithms/chat.md
    Cost: linear in the messages; only the drafts are read by the tagger.
    """
    counts: Counter[str] = Counter()
    matters: list[_Matter] = []
    recent: dict[Sort, list[_Matter]] = {sort: [] for sort in Sort}
    days: dict[tuple[str, date | None], _Matter] = {}
    last: dict[str, _Matter] = {}
    over: dict[str, list[Message]] = {}

    def count(reason: str, message: Message) -> None:
        counts[reason] += 1
        if passed is not None and len(message.text.split()) > _SHORT:
            over.setdefault(reason, []).append(message)

    for message in transcript.messages:
        verdict = sort_of(message.text, message.sender, places)
        if verdict is None:
            if not _added(last.get(message.sender), message, places, limits):
                count("talk", message)
            continue
        # Whatever this message becomes, what its sender writes next no longer belongs to their earlier matter.
        last.pop(message.sender, None)
        sources = {area: one for area, one in _sources(message, verdict, transcript.read_on) if not is_known(one)}
        if not sources:
            count("known", message)
            continue
        if verdict.sort is Sort.NIL:
            made = _nils(verdict, message, sources, days)
        else:
            here, is_new = _matter_of(verdict, message, sources[""], recent[verdict.sort], limits)
            made, last[message.sender] = [here] * is_new, here
        if not made:
            count("merged", message)
        matters += made
    matters, beyond = _as_many_as(limits.most_drafts, matters)
    for matter in beyond:
        count("over", matter.first)
    dropper = Dropper({message.sender for message in transcript.messages}, places)
    if passed is not None:
        passed |= {
            why: [dropper.drop(one.text)[: limits.words] for one in some[:MOST_PASSED]] for why, some in over.items()
        }
    return [_draft(matter, dropper, limits) for matter in matters], counts


def _as_many_as(most: int, matters: list[_Matter]) -> tuple[list[_Matter], list[_Matter]]:
    """Those that are made, and those for which there is no room; both in the order of the chat."""
    by_weight = sorted(range(len(matters)), key=lambda at: (_WEIGHT[matters[at].verdict.sort], -at))
    kept = set(by_weight[:most])
    return (
        [one for at, one in enumerate(matters) if at in kept], [one for at, one in enumerate(matters) if at not in kept]
    )  # fmt: skip


def _sources(message: Message, verdict: Verdict, read_on: date) -> Iterator[tuple[str, str]]:
    """What tells a message again in another export of the same chat, whatever the exporter calls its sender: for a nil
    report one text for each place that it speaks for, else one alone.

    Where the file gives no day, that of reading stands for it: the same words of another day are another matter.
    """
    undated = read_on if verdict.sort is Sort.NIL or message.clock is None else ""
    told = f"{message.on or undated}|{message.clock or ''}|{normalise(message.text)}"
    if verdict.sort is not Sort.NIL:
        yield "", told
        return
    for hit in verdict.places:
        yield hit.code, f"{told}|{hit.code}"


def _nils(
    verdict: Verdict, message: Message, sources: Mapping[str, str], days: dict[tuple[str, date | None], _Matter]
) -> list[_Matter]:
    made = []
    for area, source in sources.items():
        known = days.get((area, message.on))
        if known is None:
            known = days[area, message.on] = _Matter(verdict, message, area, message, b"", [message.text])
            made.append(known)
        else:
            known.added += 1
        known.sources.append(source)
    return made


def _matter_of(
    verdict: Verdict, message: Message, source: str, recent: list[_Matter], limits: Limits
) -> tuple[_Matter, bool]:
    """The matter of a message, and whether it is a new one or one of the recent ones."""
    area = _area(verdict.places)
    sketch = signature(message.text)
    for matter in reversed(recent[-_RECENT:]):
        if not _is_one(matter, verdict, message, area, sketch, limits):
            continue
        matter.sources.append(source)
        matter.added += 1
        matter.last = message
        matter.area = matter.area or area
        if similarity(matter.sketch, sketch) < 1 and len(matter.texts) < _SHOWN_MESSAGES:
            matter.texts.append(message.text)
        return matter, False
    made = _Matter(verdict, message, area, message, sketch, [message.text], [source])
    recent.append(made)
    return made, True


def _is_one(
    matter: _Matter, verdict: Verdict, message: Message, area: str, sketch: bytes, limits: Limits
) -> bool:  # fmt: skip
    apart = _apart(matter.last, message)
    if apart is None or apart > timedelta(hours=limits.copy_hours) or (matter.area and area and matter.area != area):
        return False
    # Two accounts of civil servants in like words may speak of two people: only the same words are one.
    if similarity(matter.sketch, sketch) >= (SAME_WORDS if verdict.sort is Sort.REPORT else COPY):
        return True
    same = verdict.sort is Sort.INCIDENT and verdict.kind == matter.verdict.kind and bool(area) and matter.area == area
    return same and apart <= timedelta(minutes=limits.matter_minutes)


def _added(matter: _Matter | None, message: Message, places: PlaceNames, limits: Limits) -> bool:
    """Take what the same sender wrote right behind a draft as part of it: often the place, or how it ended.

    A text without heads does not tell who wrote: there only the next paragraph is taken. Another place is another
    matter.
    """
    if matter is None or matter.last.sender != message.sender or len(matter.texts) >= _SHOWN_MESSAGES:
        return False
    apart = _apart(matter.last, message)
    if apart is None or apart > timedelta(minutes=limits.added_minutes) or len(message.text.split()) < 2:
        return False
    if not message.sender and message.at > matter.last.at + 1:
        return False
    hits = places.find(message.text)
    if matter.area and hits and not any(_overlap(hit.code, matter.area) for hit in hits):
        return False
    matter.texts.append(message.text)
    matter.area = matter.area or _area(hits)
    return True


def _overlap(one: str, other: str) -> bool:
    """Whether two places are the same or one lies in the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _apart(one: Message, other: Message) -> timedelta | None:
    """How far apart two messages are; None where the file does not tell, unless they stand close together."""
    if one.clock is None or other.clock is None:
        return timedelta(0) if other.at - one.at <= _RECENT else None
    if one.on is None or other.on is None:
        return timedelta(0) if other.at - one.at <= _RECENT and one.clock <= other.clock else None
    return abs(datetime.combine(other.on, other.clock) - datetime.combine(one.on, one.clock))


def _area(hits: Sequence[PlaceHit]) -> str:
    """The narrowest place where only one is named; two different kelurahan say nothing."""
    villages = {hit.code for hit in hits if hit.is_village}
    if villages:
        return villages.pop() if len(villages) == 1 else ""
    wider = {hit.code for hit in hits}
    return wider.pop() if len(wider) == 1 else ""


def _draft(matter: _Matter, dropper: Dropper, limits: Limits) -> Draft:
    words = "\n".join(dropper.drop(text) for text in matter.texts)[: limits.words]
    why = [*matter.verdict.why]
    hits = [hit for hit in matter.verdict.places if hit.code == matter.area]
    if matter.area:
        why.append(("place", hits[0].name if hits else matter.area))
    if any(hit.shared for hit in hits):
        why.append(("shared_name",))
    if len(villages := {hit.code for hit in matter.verdict.places if hit.is_village}) > 1 and not matter.area:
        why.append(("places", str(len(villages))))
    if matter.added:
        why.append(("several", str(matter.added + 1)))
    if matter.first.on is None:
        why.append(("no_date",))
    return Draft(
        matter.verdict.sort, words, matter.first.on, matter.first.clock, matter.area, matter.verdict.kind, tuple(why),
        tuple(dict.fromkeys(matter.sources)),
    )  # fmt: skip
