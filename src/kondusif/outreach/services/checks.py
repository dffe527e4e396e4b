"""What must hold of a plan or a record before it is written; shared by planning and recording."""

from collections.abc import Sequence
from datetime import date, time

from kondusif.institutions.selectors import city
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, at_level, contains, is_area_code, level_of
from kondusif.kernel.errors import Refused
from kondusif.outreach import rules
from kondusif.outreach.models import Programme, Session
from kondusif.outreach.rules import Group, Origin, SessionFacts, SessionStatus, Span
from kondusif.outreach.selectors.kept import may_lead
from kondusif.outreach.selectors.sessions import campaign_runs, living_codes


def person_of(actor: Actor) -> int:
    """The account behind an actor.

    Raises:
        Refused: the public or the machine acts.
    """
    if not actor.is_person or actor.user_id is None:
        raise Refused("outreach.not_a_person")
    return actor.user_id


def checked_place(area_code: str) -> str:
    """The kelurahan of a place where a session may be held.

    Raises:
        Refused: unknown, outside the city, or wider than a kelurahan.
    """
    if not is_area_code(area_code):
        raise Refused("outreach.session.place_unknown", code=str(area_code)[:30])
    if not contains(city().code, area_code):
        raise Refused("outreach.session.outside_city", code=area_code)
    village = at_level(area_code, Level.VILLAGE)
    if village is None:
        raise Refused("outreach.session.place_too_wide")
    living, _parents = living_codes([area_code])
    if area_code not in living:
        raise Refused("outreach.session.place_unknown", code=area_code)
    return village


def checked_words(topic: str, place: str, **others: str) -> None:
    """Texts that are there and fit their columns.

    Raises:
        Refused: topic or place missing, or a text too long.
    """
    if not topic.strip():
        raise Refused("outreach.session.no_topic")
    if not place.strip():
        raise Refused("outreach.session.no_place")
    for name, text in {"topic": topic, "place": place, **others}.items():
        column = Session._meta.get_field(name)
        if column.max_length and len(text) > column.max_length:  # type: ignore[union-attr]
            raise Refused("outreach.session.too_long", field=column.verbose_name, most=column.max_length)  # type: ignore[union-attr]


def programme_of(number: str | None) -> Programme | None:
    """The programme of a number; None for none.

    Raises:
        Refused: outreach.session.programme_unknown.
    """
    if not number:
        return None
    found = Programme.objects.filter(number=number).first()
    if found is None:
        raise Refused("outreach.session.programme_unknown", number=str(number)[:30])
    return found


def span_of(programme: Programme | None) -> Span | None:
    """The days of a programme as the rules read them."""
    return Span(programme.starts_on, programme.ends_on, programme.closed_on) if programme else None


def check_leader(name: str, on: date, programme: Programme | None, *, must_be_said: bool) -> None:
    """During the campaign a session names its leader, who is no candidate and no kin of one.

    Raises:
        Refused: outreach.session.no_leader, outreach.session.leader_kept_out.
    """
    if not campaign_runs(on, programme.contest if programme else ""):
        return
    if not name.strip():
        if must_be_said:
            raise Refused("outreach.session.no_leader")
        return
    if not may_lead(name, on):
        raise Refused("outreach.session.leader_kept_out")


def checked(
    facts: SessionFacts, *, origin: Origin, on: date, programme: Programme | None
) -> tuple[str, list[Group], list[str]]:
    """The kelurahan, groups and RT of a record that may be written.

    Raises:
        Refused: whatever of the facts cannot be true.
    """
    checked_words(
        facts.topic, facts.place, leader_name=facts.leader_name, leader_post=facts.leader_post, notes=facts.notes
    )
    village = checked_place(facts.area_code)
    if facts.held_on > on:
        raise Refused("outreach.session.in_future")
    rules.check_span(span_of(programme), facts.held_on)
    rules.check_attending(facts.attending)
    groups = rules.check_groups(facts.groups)
    living, parents = living_codes(list(facts.reached))
    with_rt = frozenset(code for code in parents if level_of(code) is Level.RW)
    # A phone writes for the kelurahan where it stands; the desk also for a meeting to which others came.
    inside = village if origin is Origin.FIELD else city().code
    reached = rules.check_reached(facts.reached, living=living, with_parts=with_rt, inside=inside)
    check_questions(facts.questions)
    check_leader(facts.leader_name, facts.held_on, programme, must_be_said=True)
    return village, list(groups), list(reached)


def check_questions(questions: Sequence[tuple[str, str]]) -> None:
    """Questions that fit.

    Raises:
        Refused: too many, or one too long.
    """
    if len(questions) > rules.MOST_QUESTIONS:
        raise Refused("outreach.session.too_many_questions", most=rules.MOST_QUESTIONS)
    for text, answer in questions:
        if len(text) > rules.LONGEST_QUESTION:
            raise Refused("outreach.session.too_long", field="pertanyaan", most=rules.LONGEST_QUESTION)
        if len(answer) > rules.LONGEST_ANSWER:
            raise Refused("outreach.session.too_long", field="jawaban", most=rules.LONGEST_ANSWER)


def check_no_twin(facts: SessionFacts, *, but: int | None = None) -> None:
    """No other held session says the same topic, place, day and hour.

    Raises:
        Refused: outreach.session.twin, naming the one that stands.
    """
    rows = Session.objects.filter(
        status=SessionStatus.HELD, area_code=facts.area_code, held_on=facts.held_on,
        held_time=to_the_minute(facts.held_time), topic__iexact=facts.topic.strip(), place__iexact=facts.place.strip(),
    )  # fmt: skip
    others = rows if but is None else rows.exclude(pk=but)
    twin = others.values_list("number", flat=True).first()
    if twin:
        raise Refused("outreach.session.twin", number=twin)


def to_the_minute(moment: time | None) -> time | None:
    """A time of day as people say it, without seconds."""
    return moment.replace(second=0, microsecond=0, tzinfo=None) if moment else None
