"""A letter that joins an open case: whom it names is written down or refused, and the earlier day binds."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.models import Case, Deadline, DeadlineMove
from kondusif.cases.official import OfficialLetter
from kondusif.cases.services import record_step
from kondusif.cases.services.letters import plan_of
from kondusif.cases.tests.factories import a_case
from kondusif.cases.tests.letters import NUMBER, RECEIVED, a_letter, incoming
from kondusif.institutions.models import Unit
from kondusif.kernel.errors import Refused
from kondusif.territory.tests.factories import load_surakarta
from support.cast import TODAY, Cast, person

SECOND = "115/PM.00.02/K.JT-33/11/2024"
pytestmark = pytest.mark.django_db


def a_bare_case(cast: Cast, **changes: object) -> Case:
    case = a_case(cast, subject="")
    Case.objects.filter(pk=case.pk).update(unit=None, **changes)
    return Case.objects.get(pk=case.pk)


def code_of(act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)  # type: ignore[operator]
    return caught.value.code


def test_a_letter_that_names_the_unit_writes_it_down_where_the_case_had_none(cast: Cast) -> None:
    letter = a_letter(cast, case=a_bare_case(cast))
    case = Case.objects.get()
    assert (case.unit.key if case.unit else "", case.subject) == ("kel-semanggi", "pns")
    assert Entry.objects.filter(action="cases.examined.corrected", subject=letter.case.number).exists()


def test_who_stands_over_the_unit_of_the_letter_does_not_keep_the_case(cast: Cast) -> None:
    over = person("tari", "Tari", Role.HANDLER, "setda")
    for role in ({"handler": over}, {"substitute": over}):
        case = a_bare_case(cast, **role)
        assert code_of(a_letter, cast, case=case) == "cases.letter.handler_over_unit"
    assert not OfficialLetter.objects.exists()


@pytest.mark.parametrize("changes", [{"unit": "kec-pasar-kliwon"}, {"examined": "pppk"}])
def test_a_letter_about_somebody_else_joins_no_case(cast: Cast, changes: dict[str, str]) -> None:
    first = a_letter(cast)
    other = {**changes, **({"unit": Unit.objects.get(key=changes["unit"])} if "unit" in changes else {})}
    assert code_of(a_letter, cast, number=SECOND, case=first.case, **other) == "cases.letter.other_matter"


def test_a_letter_that_names_nobody_joins_and_leaves_the_case_as_it_was(cast: Cast) -> None:
    first = a_letter(cast)
    a_letter(cast, number=SECOND, case=first.case, unit=None, examined="")
    assert Case.objects.get().unit == first.case.unit
    assert not Entry.objects.filter(action="cases.examined.corrected").exists()


def test_after_the_first_was_followed_up_a_second_recommendation_needs_a_case_in_which_its_clock_runs(
    cast: Cast,
) -> None:
    first = a_letter(cast)
    step = Deadline.objects.get(case=first.case, step="ppk_follow_up")
    record_step(actor_of(cast.hana), first.case, key=step.key, done_on=TODAY, on=TODAY)
    case = Case.objects.get(pk=first.case.pk)
    assert code_of(a_letter, cast, number=SECOND, received_on=TODAY, case=case) == "cases.letter.met_there"
    second = a_letter(cast, number=SECOND, received_on=TODAY)
    assert Deadline.objects.get(case=second.case, step="ppk_follow_up", running=True).started_on == TODAY


def test_a_referral_joins_although_the_superior_has_acted_already(cast: Cast) -> None:
    """What is known is known once: the duty that was met is met for every letter about the same matter."""
    first = a_letter(cast, kind="penerusan-hukum-lain")
    for clock in Deadline.objects.filter(case=first.case, event="known"):
        case = Case.objects.get(pk=first.case.pk)
        record_step(actor_of(cast.hana), case, key=clock.key, done_on=TODAY, on=TODAY)
    joined = a_letter(cast, kind="penerusan-hukum-lain", number=SECOND, case=Case.objects.get(pk=first.case.pk))
    assert joined.case == first.case


def test_an_earlier_day_of_receipt_moves_the_day_that_stands_and_both_are_shown(cast: Cast, client: Client) -> None:
    first = a_letter(cast, received_on=TODAY)
    earlier = incoming(number=SECOND, case=first.case, received_on=RECEIVED)
    plan = plan_of(earlier, on=TODAY)
    assert plan.moved == {"oversight_recommendation": TODAY, "known": TODAY}
    load_surakarta()
    client.force_login(cast.hana)
    page = client.post("/ruang/penanganan/surat/baru/", {
        "macam": "rekomendasi-disiplin", "body": "bawaslu", "number": SECOND, "dated_on": "6 November 2024",
        "received_on": "11 November 2024", "subject": "Rekomendasi kedua", "unit": "", "examined": "", "handler": "",
        "case": first.case.number, "langkah": "periksa",
    })  # fmt: skip
    said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
    assert "11 November 2024 lebih awal dari yang tercatat, Rabu, 13 November 2024" in said
    a_letter(cast, number=SECOND, case=Case.objects.get(), received_on=RECEIVED)
    clock = Deadline.objects.get(case=first.case, step="ppk_follow_up")
    assert clock.started_on == RECEIVED
    assert DeadlineMove.objects.filter(deadline=clock).exists()


def test_a_later_day_moves_nothing(cast: Cast) -> None:
    first = a_letter(cast)
    plan = plan_of(incoming(number=SECOND, case=first.case, received_on=TODAY), on=TODAY)
    assert (plan.moved, plan.events) == ({}, {})
    assert plan.standing == {"oversight_recommendation": RECEIVED, "known": RECEIVED}


def test_an_earlier_day_that_the_letter_names_binds_as_well(cast: Cast) -> None:
    said = {"verdict_read": date(2024, 11, 6)}
    first = a_letter(cast, kind="putusan-pengadilan", contest="pilkada", said=said)
    earlier = {"verdict_read": date(2024, 11, 5)}
    joins = {"kind": "putusan-pengadilan", "contest": "pilkada", "case": first.case, "number": NUMBER + "-b"}
    later = incoming(**joins, said={"verdict_read": date(2024, 11, 7)})  # type: ignore[arg-type]
    assert plan_of(later, on=TODAY).moved == {}
    a_letter(cast, **joins, said=earlier)  # type: ignore[arg-type]
    assert Deadline.objects.get(case=first.case, step="appeal").started_on == date(2024, 11, 5)
