"""The rows of the decree: which stand when, with which range and which citation."""

import re
from datetime import date

import pytest

from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.rulebook import selectors
from kondusif.rulebook.book import holder_on
from kondusif.rulebook.rules import widest
from kondusif.rulebook.schema import Sanction, SanctionRange, Status

IN_BOTH = {"SKB-KE-7", "SKB-D-3", "SKB-D-5", "SKB-D-8", "SKB-D-11", "SKB-D-12"}
BEFORE = {f"SKB-KE-{n}" for n in range(1, 7)} | {"SKB-D-9"}
AFTER = {"SKB-D-1", "SKB-D-2", "SKB-D-4", "SKB-D-6", "SKB-D-7", "SKB-D-10"}


def _ids(on: date, phase: str | None) -> set[str]:
    """The rows of the decree that stand."""
    return {act.id for act in selectors.acts(on, phase) if act.id.startswith("SKB-")}


def test_the_nineteen_rows_stand_in_the_order_of_the_decree() -> None:
    assert [act.id for act in selectors.every_act() if act.id.startswith("SKB-")] == [
        *(f"SKB-KE-{n}" for n in range(1, 8)),
        *(f"SKB-D-{n}" for n in range(1, 13)),
    ]


def test_each_phase_has_its_own_rows_and_those_without_a_phase_word() -> None:
    assert _ids(date(2024, 9, 1), "bakal_calon") == BEFORE | IN_BOTH
    assert _ids(date(2024, 11, 13), "calon") == AFTER | IN_BOTH
    assert _ids(date(2025, 3, 1), "selesai") == {"SKB-D-3", "SKB-D-5", "SKB-D-8", "SKB-D-12"}
    assert len(_ids(date(2024, 11, 13), None)) == 19


def test_no_row_stands_before_the_decree() -> None:
    assert _ids(date(2022, 9, 21), None) == set()
    assert len(_ids(date(2022, 9, 22), None)) == 19


def test_before_the_first_row_of_all_a_question_is_refused_and_the_first_day_named() -> None:
    with pytest.raises(Refused) as caught:
        selectors.acts(date(2016, 6, 30))
    assert caught.value.code == "rulebook.acts.none_on"
    assert "Jumat, 1 Juli 2016" in sentence(caught.value)


def test_sanctions_are_ranges_of_the_decree() -> None:
    def span(act_id: str) -> tuple[str, str]:
        sanction = selectors.act(act_id).sanction
        assert sanction is not None
        return sanction.min.value, sanction.max.value

    assert {span(f"SKB-KE-{n}") for n in range(1, 8)} == {("moral_tertutup", "moral_terbuka")}
    assert span("SKB-D-3") == span("SKB-D-9") == ("sedang", "berat")
    assert span("SKB-D-5") == ("ptdh", "ptdh")
    assert {span(f"SKB-D-{n}") for n in (1, 2, 4, 6, 7, 8, 10, 11, 12)} == {("berat", "berat")}


def test_a_row_cites_the_law_of_its_day() -> None:
    party = selectors.act("SKB-D-5")
    before = [one.instrument for one in selectors.basis_of(party, date(2023, 10, 30))]
    after = [one.instrument for one in selectors.basis_of(party, date(2023, 10, 31))]
    assert "UU 5/2014" in before
    assert "UU 20/2023" not in before
    assert "UU 20/2023" in after
    assert "UU 5/2014" not in after


def test_doubtful_rows_ask_for_a_person() -> None:
    asking = {act.id for act in selectors.every_act() if act.human_review and act.id.startswith("SKB-")}
    assert asking == {"SKB-KE-7", "SKB-D-3", "SKB-D-9", "SKB-D-11"}


def test_nothing_is_called_checked_that_nobody_has_ticked() -> None:
    book = selectors.book()
    rows = [*book.acts.values(), *book.instruments.values(), *book.offices.values()]
    rows += [step for procedure in book.procedures.values() for step in procedure.steps]
    assert {row.status for row in rows} <= {Status.DRAFT, Status.SUPERSEDED}
    assert {year.status for year in book.holiday_years.values()} == {Status.DRAFT}


def test_an_unknown_phase_and_an_unknown_row_are_refused() -> None:
    with pytest.raises(Refused, match="phase"):
        selectors.acts(date(2024, 11, 13), "kampanye")
    with pytest.raises(Refused, match="act"):
        selectors.act("SKB-D-13")


def test_the_widest_range_spans_the_lightest_and_the_heaviest() -> None:
    ethics = selectors.act("SKB-KE-4").sanction
    heavy = selectors.act("SKB-D-6").sanction
    assert widest([heavy, None, ethics]) == SanctionRange(min=Sanction.MORAL_CLOSED, max=Sanction.HEAVY)
    assert widest([None]) is None


def test_rows_outside_the_decree_name_no_level_and_ask_for_a_person() -> None:
    others = [act for act in selectors.every_act() if not act.id.startswith("SKB-")]
    assert len(others) >= 30
    assert {act.track.value for act in others} == {"pidana", "administrasi"}
    assert [act.id for act in others if act.sanction or act.levels or not act.human_review] == []


def test_every_bound_of_a_range_rests_on_a_norm() -> None:
    for act in selectors.every_act():
        if act.sanction:
            assert {act.sanction.min, act.sanction.max} <= {one.level for one in act.levels}


def test_the_spouse_and_the_own_candidacy_have_their_own_rows() -> None:
    bound = {act.id: [one.value for one in act.relation] for act in selectors.every_act() if act.relation}
    assert bound == {"SKB-KE-7": ["spouse"], "SKB-D-3": ["self"]}


def test_no_criminal_number_is_shown_for_a_day_after_the_law_changed() -> None:
    crimes = [row for rows in selectors.book().act_versions.values() for row in rows if row.track.value == "pidana"]
    assert len(crimes) >= 20
    for row in crimes:
        later = [one for one in row.penalties if one.valid_on(date(2026, 1, 2))]
        assert all(not re.search(r"Rp|\d+ (bulan|tahun)", one.words) for one in later)
        assert bool(later) == row.valid_on(date(2026, 1, 2))


def test_the_two_added_subjects_are_bound_from_the_day_of_the_ruling() -> None:
    before, after = selectors.book().act_versions["PID-PILKADA-188"]
    added = {one.value for one in set(after.actors) - set(before.actors)}
    assert {"pejabat_daerah", "tni_polri"} <= added
    assert (before.valid_to, after.valid_from) == (date(2024, 11, 13), date(2024, 11, 14))


def test_heads_of_neighbourhoods_are_bound_by_advice_only() -> None:
    bound = {act.id for act in selectors.every_act() if "rt_rw" in act.actors}
    assert bound == {"HIM-RTRW-1", "HIM-RTRW-2"}


@pytest.mark.parametrize(
    ("on", "body"),
    [
        (date(2024, 8, 1), "kasn"),
        (date(2024, 8, 30), None),
        (date(2024, 9, 4), "bkn"),
        (date(2026, 11, 22), "bkn"),
        (date(2027, 10, 17), None),
    ],
)
def test_the_oversight_body_is_a_role_that_changes_hands(on: date, body: str | None) -> None:
    holder = holder_on(selectors.book().roles["oversight_body"], on)
    assert holder is not None
    assert holder.body == body
    assert holder.words
