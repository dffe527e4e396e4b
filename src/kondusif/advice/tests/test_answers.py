"""The self-check's decisions: the switch of the phase, the spouse, mere presence, and no advice without a norm."""

from datetime import date
from itertools import product

import pytest

from kondusif.advice import rules, selectors, table, wording
from kondusif.advice.rules import Answer, Question
from kondusif.advice.schema import Verdict, Who, Whom
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.loader import DATA
from kondusif.rulebook.schema import Phase, Relation
from kondusif.stages import calendars

PILKADA = "pilkada-2024"
BEFORE, FIXING, SINCE, OVER = date(2024, 9, 21), date(2024, 9, 22), date(2024, 11, 13), date(2025, 6, 1)
ACTS = (
    *("like", "share", "comment", "follow", "post", "photo", "attend", "attend_active", "wear", "banner", "donate"),
    *("gather_ktp", "party_member", "decide", "group_chat", "facility", "official_event", "gesture", "speaker"),
)


def _ask(act: str, on: date, **more: object) -> Answer:
    return selectors.advise(act, on, PILKADA, **more).answer  # type: ignore[arg-type]


def _rows(answer: Answer) -> list[str]:
    return [row.id for row in answer.rows]


def test_every_deed_of_the_contract_can_be_asked_about() -> None:
    assert set(table.subjects()) == set(ACTS)
    assert table.faults() == []


def test_the_same_like_is_ethics_before_and_discipline_since_penetapan() -> None:
    before, since = _ask("like", BEFORE), _ask("like", SINCE)
    assert (before.answer, _rows(before)) == (Verdict.FORBIDDEN, ["SKB-KE-4"])
    assert (since.answer, _rows(since)) == (Verdict.FORBIDDEN, ["SKB-D-6"])
    assert before.sanction is not None
    assert since.sanction is not None
    assert (before.sanction.min.value, before.sanction.max.value) == ("moral_tertutup", "moral_terbuka")
    assert (since.sanction.min.value, since.sanction.max.value) == ("berat", "berat")


def test_on_the_day_of_penetapan_both_rows_stand_and_a_person_must_judge() -> None:
    answer = _ask("like", FIXING)
    assert _rows(answer) == ["SKB-KE-4", "SKB-D-6"]
    assert answer.human_review
    assert not _ask("like", SINCE).human_review


def test_what_penetapan_changes_stands_side_by_side() -> None:
    sides = _ask("banner", SINCE).by_phase
    assert [(side.phase, [row.id for row in side.rows]) for side in sides] == [
        (Phase.WOULD_BE, ["SKB-KE-1"]),
        (Phase.CANDIDATE, ["SKB-D-1"]),
    ]


@pytest.mark.parametrize("relation", [Relation.NONE, Relation.FAMILY, Relation.COLLEAGUE])
@pytest.mark.parametrize("on", [BEFORE, FIXING, SINCE])
def test_mere_presence_is_never_a_violation_by_itself(relation: Relation, on: date) -> None:
    answer = _ask("attend", on, relation=relation)
    assert answer.answer is Verdict.ASK_FIRST
    assert answer.sanction is None


def test_a_spouse_may_be_present_on_leave_and_without_it_two_rules_are_read_against_each_other() -> None:
    on_leave = _ask("attend", SINCE, relation=Relation.SPOUSE, on_leave=True)
    assert on_leave.answer is Verdict.ALLOWED
    assert [one.instrument for one in on_leave.basis] == ["se-menpanrb-18-2023"]
    without = _ask("attend", SINCE, relation=Relation.SPOUSE)
    assert (without.answer, _rows(without)) == (Verdict.ASK_FIRST, ["SKB-KE-7"])
    assert {one.says for one in without.outcome.readings} == {Verdict.FORBIDDEN, Verdict.ALLOWED}
    joining = _ask("attend_active", SINCE, relation=Relation.SPOUSE)
    assert joining.answer is Verdict.FORBIDDEN
    assert "SKB-KE-7" in _rows(joining)


@pytest.mark.parametrize("act", ["like", "share", "comment", "post", "speaker", "wear", "gesture", "attend_active"])
def test_leave_does_not_make_a_spouse_free(act: str) -> None:
    assert _ask(act, SINCE, relation=Relation.SPOUSE, on_leave=True).answer is Verdict.FORBIDDEN


def test_a_photo_with_the_own_spouse_is_allowed_and_with_a_relative_is_asked_first() -> None:
    assert _ask("photo", SINCE, relation=Relation.SPOUSE).answer is Verdict.ALLOWED
    assert _ask("photo", SINCE, relation=Relation.FAMILY).answer is Verdict.ASK_FIRST
    assert _ask("photo", SINCE).answer is Verdict.FORBIDDEN


def test_who_runs_himself_needs_leave_before_approaching_anybody() -> None:
    assert _rows(_ask("post", BEFORE, relation=Relation.SELF)) == ["SKB-D-3"]
    assert _ask("post", BEFORE, relation=Relation.SELF).answer is Verdict.FORBIDDEN
    assert _ask("post", BEFORE, relation=Relation.SELF, on_leave=True).answer is Verdict.ASK_FIRST


def test_party_membership_is_forbidden_at_any_time() -> None:
    for on in (BEFORE, SINCE, OVER):
        answer = _ask("party_member", on)
        assert (answer.answer, _rows(answer)) == (Verdict.FORBIDDEN, ["SKB-D-5"])
        assert answer.sanction is not None
        assert answer.sanction.min.value == "ptdh"


def test_a_row_that_does_not_stand_that_day_forbids_nothing_and_allows_nothing() -> None:
    answer = _ask("like", OVER)
    assert (answer.answer, answer.unfounded, answer.rows, answer.sanction) == (Verdict.ASK_FIRST, True, (), None)
    before_the_circular = _ask("photo", date(2022, 12, 1), relation=Relation.SPOUSE)
    assert (before_the_circular.answer, before_the_circular.unfounded) == (Verdict.ASK_FIRST, True)


def test_a_day_before_the_first_norm_of_a_deed_is_refused_with_that_day() -> None:
    with pytest.raises(Refused) as caught:
        _ask("like", date(2022, 9, 21))
    assert caught.value.code == "advice.date.before_any_edition"
    assert caught.value.facts["first"] == "2022-09-22"
    assert _ask("like", date(2022, 9, 22)).answer is Verdict.FORBIDDEN


def test_outside_every_contest_only_timeless_rows_stand() -> None:
    like = Question("like", SINCE, None)
    decision = Question("decide", SINCE, None)
    assert selectors.ask(like).answer is Verdict.ASK_FIRST
    assert _rows(selectors.ask(decision)) == ["SKB-D-12"]


def test_no_answer_without_a_norm_over_every_question_that_can_be_asked() -> None:
    days = [(day, phase, False) for day in (BEFORE, SINCE, OVER) for phase in (*Phase, None)] + [
        (FIXING, Phase.CANDIDATE, True)
    ]
    people = product(ACTS, days, Whom, Relation, (True, False), Who, ("pilkada", "pemilu", ""))
    for act, (on, phase, open_), whom, relation, leave, who, contest in people:
        answer = selectors.ask(Question(act, on, phase, open_, whom, relation, leave, who, contest))
        assert answer.basis
        if answer.answer is Verdict.FORBIDDEN:
            assert bool(answer.sanction) is (who in (Who.PNS, Who.PPPK))
        else:
            assert answer.sanction is None
        assert all(rules.act_stands(row, on, None) for row in answer.rows)
        assert wording.reason(answer, "id")
        assert wording.reason(answer, "en")
        assert who is not Who.NEIGHBOURHOOD or answer.answer is not Verdict.FORBIDDEN


def test_where_no_row_stands_the_duty_of_neutrality_is_still_cited() -> None:
    assert [one.instrument for one in _ask("like", OVER).basis] == ["uu-20-2023", "uu-20-2023"]
    assert _ask("like", date(2023, 1, 1)).basis[0].instrument == "skb-netralitas-2022"
    assert [one.instrument for one in selectors.ask(Question("like", date(2023, 1, 1), None)).basis] == ["uu-5-2014"]


def test_an_unknown_deed_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused) as caught:
        selectors.ask(Question("menari", SINCE, Phase.CANDIDATE))
    assert caught.value.code == "advice.act.unknown"
    assert "like" in str(caught.value.facts["known"])


def test_the_round_the_clock_days_of_bawaslu_agree_with_the_calendar_of_the_contest() -> None:
    """The rulebook may not import the calendars, so the two tables are compared here."""
    calendar = calendars.shipped(PILKADA)
    quiet, voting = calendar.stage(calendar.quiet_stage), calendar.voting_on
    assert DATA.is_dir()
    assert quiet is not None
    first, second = rulebook.office("bawaslu-pilkada").around_the_clock
    assert (first.first, first.last) == (quiet.start, quiet.end)
    assert second.first == voting
    assert second.last == max(row.end for row in calendar.stages if row.end and row.start == voting)
