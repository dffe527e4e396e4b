"""A wrong place or a wrong person is put right; both values stay, and the readers follow."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.intake import selectors, services
from kondusif.intake.models import Correction, Report
from kondusif.intake.rules import Flag, Outcome
from kondusif.intake.selectors.corrections import corrections_of, second_readers
from kondusif.intake.services.correcting import Accused
from kondusif.intake.tests.support import released
from kondusif.kernel.errors import NotYours, Refused, Stale
from support.cast import Cast, person
from support.keys import join_unit, let_in, ring, unit_with_key, unlock_client

pytestmark = pytest.mark.django_db
WHY = "Pelapor menulis kelurahan yang keliru, sudah ditanyakan."


@pytest.fixture
def report(cast: Cast, received: Callable[..., Report]) -> Report:
    return received()


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


@pytest.fixture
def sari(cast: Cast, places: None) -> User:
    """A second verifier, of the personnel agency."""
    user = person("sari", "Sari", Role.VERIFIER, "bkpsdm")
    unit_with_key(user)
    let_in(cast.budi, Unit.objects.get(key="bkpsdm"))
    return user


@pytest.fixture
def tuti(cast: Cast, places: None) -> User:
    """A colleague of Budi, who answers what he proposes."""
    user = person("tuti", "Tuti", Role.VERIFIER, "kesbangpol")
    join_unit(cast.budi, user)
    return user


def at(report: Report, what: str) -> str:
    return f"/ruang/laporan/{report.number}/betulkan/?apa={what}"


def agreed(report: Report, accused: Accused, proposer: User, second: User) -> None:
    """One proposes, another approves; the report knows it."""
    row = services.propose_accused(actor_of(proposer), report, accused, reason=WHY)
    services.approve_accused(actor_of(second), report, row)
    services.give_back(actor_of(second), report)


def to_unit(key: str, *, is_head: bool = False) -> Accused:
    return Accused(name="berkacamata", post="Staf", unit=Unit.objects.get(key=key), is_head=is_head)


def opens(user: User) -> bool:
    report = selectors.reports_visible_to(user).first()
    return report is not None and not selectors.open_report(ring(user), report).locked


# Both values stay -----------------------------------------------------------------------------


def test_a_wrong_place_can_be_corrected_both_values_kept(cast: Cast, report: Report) -> None:
    """Acceptance 20 (Vote Monitor 635): the place."""
    words, evidence = report.words, report.evidence_words
    before = Entry.objects.count()
    services.correct_place(
        actor_of(cast.budi), report, area_code="33.72.04.1010", place_words="Lapangan Mojosongo", reason=WHY
    )  # fmt: skip
    again = selectors.open_report(ring(cast.budi), Report.objects.get())
    assert (again.area_code, again.exact_area, again.place_words) == (
        "33.72.04.1010",
        "33.72.04.1010",
        "Lapangan Mojosongo",
    )
    assert (again.words, again.evidence_words) == (words, evidence)
    (one,) = corrections_of(again)
    assert "Gajahan" in one.before
    assert "Mojosongo" in one.after
    assert (one.reason, one.by) == (WHY, "Budi")
    assert Entry.objects.count() == before + 1


def test_a_wrong_person_can_be_corrected_both_values_kept(cast: Cast, tuti: User, report: Report) -> None:
    """Acceptance 20 (Vote Monitor 635): the accused and the unit."""
    words = report.words
    accused = Accused(name="tinggi, berkumis", post="Kepala seksi", unit=Unit.objects.get(key="kec-pasar-kliwon"))
    agreed(report, accused, cast.budi, tuti)
    again = selectors.open_report(ring(cast.budi), Report.objects.get())
    assert again.accused_unit == accused.unit
    assert (again.accused_name, again.accused_post, again.words) == ("tinggi, berkumis", "Kepala seksi", words)
    (one,) = corrections_of(again)
    assert (one.by, one.agreed) == ("Budi", "Tuti")
    assert "Kelurahan Semanggi" in one.before
    assert "Kecamatan Pasar Kliwon" in one.after


def test_several_corrections_of_one_day_all_stay(cast: Cast, report: Report) -> None:
    for place in ("Balai RW", "Lapangan", "Pasar"):
        services.correct_place(actor_of(cast.budi), report, area_code=None, place_words=place, reason=WHY)
    assert [one.after.partition(",")[0] for one in corrections_of(report)] == ["Balai RW", "Lapangan", "Pasar"]
    assert report.exact_area == "33.72.03.1004.002.001"  # the RT that nobody said was wrong


def test_what_was_corrected_is_sealed(cast: Cast, report: Report) -> None:
    services.correct_place(actor_of(cast.budi), report, area_code=None, place_words="Kenari Sembilan", reason=WHY)
    row = Correction.objects.get()
    assert b"Kenari" not in bytes(row.sealed)
    assert corrections_of(Report.objects.get()) == []
    assert "Kenari" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_a_known_place_takes_the_mark_of_an_unknown_one_away(cast: Cast, received: Callable[..., Report]) -> None:
    report = received(area_code="luar")
    assert report.flags == [Flag.UNKNOWN_AREA]
    services.correct_place(actor_of(cast.budi), report, area_code="33.72.03.1004", place_words="", reason=WHY)
    assert (report.flags, report.area_given) == ([], "")


# Readers follow -------------------------------------------------------------------------------


def test_a_unit_that_the_new_line_makes_a_party_loses_its_key(
    cast: Cast, sari: User, tuti: User, received: Callable[..., Report]
) -> None:
    report = received()
    assert opens(sari)
    agreed(report, to_unit("bkpsdm"), cast.budi, tuti)
    assert not opens(sari)
    assert selectors.open_report(ring(sari), Report.objects.get()).locked
    assert opens(cast.budi)


def test_a_name_that_was_released_goes_with_it(
    cast: Cast, sari: User, tuti: User, received: Callable[..., Report]
) -> None:
    report = received()
    code = report.code_of_test  # type: ignore[attr-defined]
    report = selectors.open_report(ring(cast.budi), released(report))
    assert ring(sari).open(report.identity_key_id)
    agreed(report, to_unit("bkpsdm"), cast.budi, tuti)
    assert ring(sari).open(report.identity_key_id) is None
    assert ring(cast.budi).open(report.identity_key_id)
    assert selectors.report_by_code(str(code)) is not None


def test_a_unit_that_the_reporter_accused_never_receives_the_report_by_corrections(
    cast: Cast, sari: User, tuti: User, received: Callable[..., Report]
) -> None:
    """Whoever corrects never hands the report to those whom it names, neither in one step nor in three."""
    report = received(accused_unit="bkpsdm")
    budi = actor_of(cast.budi)
    agreed(report, to_unit("kel-semanggi"), cast.budi, tuti)
    assert not opens(sari)
    agreed(report, Accused(other="Orang luar"), cast.budi, tuti)
    assert not opens(sari)
    services.correct_place(budi, report, area_code="33.72.04.1010", place_words="", reason=WHY)
    assert not opens(sari)
    assert opens(cast.budi)


def test_nor_do_those_under_the_head_whom_the_reporter_accused(
    cast: Cast, tuti: User, received: Callable[..., Report]
) -> None:
    head = person("tri", "Tri", Role.VERIFIER, "kel-semanggi")
    unit_with_key(head)
    let_in(cast.budi, Unit.objects.get(key="kel-semanggi"))
    report = received(accused_unit="kec-pasar-kliwon", accused_is_head=True)
    assert not opens(head)
    agreed(report, to_unit("kec-pasar-kliwon"), cast.budi, tuti)
    assert not opens(head)


def test_a_unit_under_the_newly_accused_head_never_receives_it_even_where_nobody_else_is_left(
    cast: Cast, tuti: User, received: Callable[..., Report]
) -> None:
    """Its key came after the report: until the correction it held nothing of it."""
    report = received(accused_unit="")
    sari = person("sari", "Sari", Role.VERIFIER, "bkpsdm")
    unit_with_key(sari)
    let_in(cast.budi, Unit.objects.get(key="bkpsdm"))
    agreed(report, to_unit("setda", is_head=True), cast.budi, tuti)
    assert not opens(sari)
    assert opens(cast.budi)


def concerned(unit: Unit | None, *, is_head: bool) -> set[str]:
    """The units that an accused concerns, straight from the tree: own, above, and below a head."""
    line = [unit, *_above(unit)] if unit else []
    below = {one.key for one in Unit.objects.all() if is_head and unit and unit in _above(one)}
    return {one.key for one in line} | below


def _above(unit: Unit) -> list[Unit]:
    return [unit.parent, *_above(unit.parent)] if unit.parent else []


UNITS_OF_THE_STORY = ["", "setda", "inspektorat", "kesbangpol", "bkpsdm", "kec-pasar-kliwon", "kel-semanggi"]
ACCUSED = st.tuples(st.sampled_from(UNITS_OF_THE_STORY), st.booleans())
PLACES_OF_THE_STORY = st.sampled_from(["33.72.03.1004", "33.72.04.1010", "luar"])


@pytest.fixture
def many(cast: Cast, tuti: User) -> None:
    """Verifiers at every height of the tree; one of them for one kecamatan only."""
    for name, unit, area in [
        ("sari", "bkpsdm", "33.72.04"), ("tri", "kel-semanggi", "33.72"), ("umi", "kec-pasar-kliwon", "33.72"),
        ("wati", "setda", "33.72"),
    ]:  # fmt: skip
        unit_with_key(person(name, name.title(), Role.VERIFIER, unit, area))
        let_in(cast.budi, Unit.objects.get(key=unit))


def holders(report: Report) -> set[str]:
    wraps = report.content_key.wraps.filter(unit_key__isnull=False)
    return set(wraps.values_list("unit_key__unit__key", flat=True))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=ACCUSED, steps=st.lists(ACCUSED | PLACES_OF_THE_STORY, min_size=1, max_size=4))
def test_no_row_of_corrections_brings_a_report_to_anybody_whom_an_accused_of_it_concerns(
    many: None, cast: Cast, received: Callable[..., Report], first: tuple[str, bool],
    steps: list[tuple[str, bool] | str],
) -> None:  # fmt: skip
    with transaction.atomic():
        report = received(accused_unit=first[0], accused_is_head=first[1])
        held, parties = holders(report), concerned(report.accused_unit, is_head=report.accused_is_head)
        for number, step in enumerate(steps):
            unit = Unit.objects.filter(key=step[0]).first() if isinstance(step, tuple) else report.accused_unit
            is_head = unit is not None and (step[1] if isinstance(step, tuple) else report.accused_is_head)
            now = concerned(unit, is_head=is_head)
            with suppress(Refused, NotYours):
                if isinstance(step, tuple):
                    accused = Accused(name=f"orang {number}", unit=unit, is_head=step[1])
                    others = second_readers(report, cast.budi.pk, unit, is_head=step[1])
                    agreed(report, accused, cast.budi, User.objects.get(pk=min(others, default=cast.budi.pk)))
                else:
                    services.correct_place(
                        actor_of(cast.budi), report, area_code=step, place_words=f"tempat {number}", reason=WHY
                    )  # fmt: skip
                parties |= now
                assert not (holders(report) - held) & parties, "a party of the old or new line received it"
                above = concerned(unit, is_head=False) if unit else set()
                assert not holders(report) & above, "the accused's own line kept it"
                held = holders(report)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("accused", "reads"), [("kel-semanggi", True), ("bkpsdm", False)])
def test_who_verifies_the_corrected_place_reads_it_unless_it_is_a_party(
    cast: Cast, received: Callable[..., Report], accused: str, reads: bool
) -> None:
    jebres = person("sari", "Sari", Role.VERIFIER, "bkpsdm", "33.72.04")
    unit_with_key(jebres)
    let_in(cast.budi, Unit.objects.get(key="bkpsdm"))
    report = received(accused_unit=accused)
    assert not opens(jebres)
    services.correct_place(actor_of(cast.budi), report, area_code="33.72.04.1010", place_words="", reason=WHY)
    assert opens(jebres) is reads


def test_where_nobody_would_be_left_it_is_refused_and_nothing_changes(cast: Cast, report: Report) -> None:
    with pytest.raises(Refused, match="correction_no_reader"):
        agreed(report, to_unit("kesbangpol"), cast.budi, tuti)
    again = selectors.open_report(ring(cast.budi), Report.objects.get())
    assert again.accused_unit is not None
    assert again.accused_unit.key == "kel-semanggi"
    assert not Correction.objects.exists()


def test_a_unit_below_the_newly_accused_head_does_not_answer_and_loses_its_key(
    cast: Cast, tuti: User, received: Callable[..., Report]
) -> None:
    tri = person("tri", "Tri", Role.VERIFIER, "kel-semanggi")
    unit_with_key(tri)
    let_in(cast.budi, Unit.objects.get(key="kel-semanggi"))
    report = received(accused_unit="")
    head = to_unit("kec-pasar-kliwon", is_head=True)
    row = services.propose_accused(actor_of(cast.budi), report, head, reason=WHY)
    theirs = selectors.open_report(ring(tri), selectors.reports_visible_to(tri).get())
    with pytest.raises(Refused, match="under_review"):
        services.approve_accused(actor_of(tri), theirs, row)
    services.approve_accused(actor_of(tuti), report, row)
    assert not opens(tri)
    assert opens(cast.budi)


def test_what_stood_behind_another_report_stands_in_the_queue_again(cast: Cast, report: Report) -> None:
    Report.objects.update(in_front=False)
    report.refresh_from_db()
    services.correct_place(actor_of(cast.budi), report, area_code="33.72.04.1010", place_words="", reason=WHY)
    again = Report.objects.get()
    assert (again.in_front, again.status) == (True, "review")


# Refused --------------------------------------------------------------------------------------


def test_without_a_reason_a_change_or_an_open_report_it_is_refused(cast: Cast, report: Report) -> None:
    budi = actor_of(cast.budi)
    with pytest.raises(Refused, match="correction_reason"):
        services.correct_place(budi, report, area_code=None, place_words="Pasar", reason="keliru")
    with pytest.raises(Refused, match="nothing_corrected"):
        services.correct_place(budi, report, area_code=None, place_words=report.place_words, reason=WHY)
    with pytest.raises(Refused, match="locked"):
        services.correct_place(budi, Report.objects.get(), area_code=None, place_words="Pasar", reason=WHY)
    old = selectors.open_report(ring(cast.budi), Report.objects.get())
    services.correct_place(budi, report, area_code=None, place_words="Pasar", reason=WHY)
    with pytest.raises(Stale):
        services.correct_place(budi, old, area_code=None, place_words="Lapangan", reason=WHY)
    services.decide(budi, report, Outcome.DISMISSED, reason=WHY)
    with pytest.raises(Refused, match="decided_already"):
        services.correct_place(budi, report, area_code=None, place_words="Balai", reason=WHY)


def test_who_typed_it_in_does_not_correct_it(cast: Cast, report: Report) -> None:
    Report.objects.update(typed_by=cast.budi)
    report.refresh_from_db()
    with pytest.raises(Refused, match="typed_by_you"):
        services.correct_place(actor_of(cast.budi), report, area_code=None, place_words="Pasar", reason=WHY)


# The page ---------------------------------------------------------------------------------------


def test_the_page_corrects_and_shows_both_values(budi: Client, report: Report) -> None:
    form = {"area": "33.72.04.1010", "place_words": "Lapangan", "reason": WHY, "version": report.version}
    assert budi.get(at(report, "place")).status_code == 200
    page = budi.post(at(report, "place"), form, follow=True).content.decode()
    assert "Kata-kata pelapor tidak berubah" in page
    assert "<del>" in page
    assert "Mojosongo" in page


def test_a_refused_correction_keeps_what_was_typed(budi: Client, tuti: User, report: Report) -> None:
    form = {"accused_name": "Orang lain", "accused_unit": "zzz", "reason": "", "version": report.version}
    page = budi.post(at(report, "person"), form)
    assert page.status_code == 422
    assert "Orang lain" in page.content.decode()
    stale = {"accused_name": "Orang lain", "reason": WHY, "version": 99}
    page = budi.post(at(report, "person"), stale)
    assert page.status_code == 409
    assert "Orang lain" in page.content.decode()
    assert not Correction.objects.exists()


def test_whoever_corrected_themselves_out_is_told_and_taken_to_the_queue(
    client: Client, cast: Cast, places: None, received: Callable[..., Report]
) -> None:
    jebres = person("sari", "Sari", Role.VERIFIER, "bkpsdm", "33.72.03")
    unit_with_key(jebres)
    let_in(cast.budi, Unit.objects.get(key="bkpsdm"))
    report = received(accused_unit="")
    unlock_client(client, jebres)
    form = {"area": "33.72.04.1010", "place_words": "", "reason": WHY, "version": report.version}
    page = client.post(at(report, "place"), form, follow=True)
    assert page.redirect_chain[-1][0] == "/ruang/laporan/"
    assert "tidak lagi boleh membaca" in page.content.decode()


def test_the_page_says_that_the_accused_unit_receives_nothing(budi: Client, tuti: User, report: Report) -> None:
    assert "tidak pernah menerima laporan ini lewat pembetulan" in budi.get(at(report, "person")).content.decode()
