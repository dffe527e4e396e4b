"""What Bawaslu asks of a report, and what may become of one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.intake import rules
from kondusif.intake.rules import Draft, Flag, Kind, Need, Outcome, Reporter, State, Status, Track
from kondusif.kernel.actor import PUBLIC_ACTOR, Actor, ActorKind, system_actor
from kondusif.kernel.errors import Refused

TODAY = date(2024, 11, 13)
BUDI = Actor(ActorKind.PERSON, "budi", "Budi", 1)
WHOLE = Draft(
    kind=Kind.NEUTRALITY, track=Track.BOTH, words="x", happened_on=TODAY, known_on=TODAY, evidence_words="foto",
    area_code="33.72", accused_name="n", accused_unit="u", reporter=Reporter(name="n", address="a"),
)  # fmt: skip


def states(draft: Draft, **more: object) -> dict[Need, State]:
    known = {"today": TODAY, "due": TODAY + timedelta(3), "outer": TODAY + timedelta(4)} | more
    return {row.need: row.state for row in rules.requirements(draft, **known)}  # type: ignore[arg-type]


def test_a_whole_report_lacks_only_the_signature_on_paper() -> None:
    found = states(WHOLE)
    assert found.pop(Need.SIGNATURE) is State.ON_PAPER
    assert set(found.values()) == {State.MET}


def test_formal_needs_stand_before_material_ones() -> None:
    assert [row.need for row in rules.requirements(WHOLE, today=TODAY, due=None, outer=None)] == [
        *rules.FORMAL,
        *rules.MATERIAL,
    ]


@pytest.mark.parametrize(
    ("need", "change"),
    [
        (Need.IDENTITY, {"reporter": Reporter(address="a")}),
        (Need.ADDRESS, {"reporter": Reporter(name="n")}),
        (Need.ACCUSED, {"accused_name": ""}),
        (Need.ACCUSED, {"accused_unit": ""}),
        (Need.TIME, {"happened_on": None}),
        (Need.PLACE, {"area_code": ""}),
        (Need.EVIDENCE, {"evidence_words": ""}),
    ],
)
def test_each_need_is_missed_by_itself(need: Need, change: dict[str, object]) -> None:
    from dataclasses import replace

    found = states(replace(WHOLE, **change))  # type: ignore[arg-type]
    assert found[need] is State.MISSING
    lacking = {Need.SIGNATURE} | ({need})
    assert {one for one, state in found.items() if state is not State.MET} == lacking


def test_an_attached_file_is_evidence() -> None:
    assert states(Draft(kind=Kind.PEACE, track=Track.CITY, words="x"), files=1)[Need.EVIDENCE] is State.MET


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 11, 15), State.MET), (date(2024, 11, 16), State.MET), (date(2024, 11, 17), State.AT_RISK),
        (date(2024, 11, 18), State.LATE),
    ],
)  # fmt: skip
def test_late_only_after_the_outer_date(today: date, state: State) -> None:
    """law.md section 2 rule 1: alert on the safe date, call it late only after the outer one."""
    assert rules.in_time(today, date(2024, 11, 16), date(2024, 11, 17)) is state


def test_without_a_date_the_time_is_open() -> None:
    assert rules.in_time(TODAY, None, None) is State.MISSING


@pytest.mark.parametrize(
    ("sheltered", "is_head", "track"),
    [(True, True, Track.BAWASLU), (True, False, None), (False, True, None), (False, False, None)],
)
def test_bawaslu_alone_is_the_default_only_for_heads_above_the_desk(
    sheltered: bool, is_head: bool, track: Track | None
) -> None:
    assert rules.default_track(sheltered=sheltered, is_head=is_head) is track


@given(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1))), st.booleans(), st.booleans())
def test_an_ordinary_report_has_no_flag_and_every_odd_one_has(
    day: date | None, in_contest: bool, known_area: bool
) -> None:
    flags = rules.flags_of(happened_on=day, today=TODAY, in_contest=in_contest, known_area=known_area)
    assert (Flag.FUTURE in flags) == (day is not None and day > TODAY)
    assert (Flag.NO_CONTEST in flags) == (not in_contest)
    assert (Flag.UNKNOWN_AREA in flags) == (not known_area)


@pytest.mark.parametrize(
    ("words", "headline"),
    [
        ("Satu kalimat pendek. Lalu yang kedua.", "Satu kalimat pendek"),
        ("Spanduk dirobek di Jl. Radjiman tadi pagi", "Spanduk dirobek di Jl. Radjiman tadi pagi"),
        ("tanpa titik", "tanpa titik"),
    ],
)
def test_a_headline_is_the_first_sentence(words: str, headline: str) -> None:
    assert rules.headline(words) == headline


@given(st.text())
def test_a_headline_is_one_short_line(words: str) -> None:
    found = rules.headline(words)
    assert "\n" not in found
    assert len(found) <= rules.HEADLINE_LENGTH + 2


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, system_actor("media")])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_machine_decides_nothing(actor: Actor, outcome: Outcome) -> None:
    with pytest.raises(Refused, match="person_decides"):
        rules.check_decision(actor, Status.NEW, outcome, "r" * 30, body=True)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_decided_report_is_not_decided_again(outcome: Outcome) -> None:
    with pytest.raises(Refused, match="decided_already"):
        rules.check_decision(BUDI, Status.DECIDED, outcome, "r" * 30, body=True)


@pytest.mark.parametrize("outcome", sorted(rules.CLOSING))
def test_closing_needs_a_reason_of_a_sentence(outcome: Outcome) -> None:
    with pytest.raises(Refused, match="reason_too_short"):
        rules.check_decision(BUDI, Status.NEW, outcome, "x" * 19 + "   ", body=True)
    rules.check_decision(BUDI, Status.NEW, outcome, "x" * 20, body=True)


def test_what_is_not_ours_needs_an_addressee() -> None:
    with pytest.raises(Refused, match="no_body"):
        rules.check_decision(BUDI, Status.NEW, Outcome.NOT_OURS, "x" * 20, body=False)
