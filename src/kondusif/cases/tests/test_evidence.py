"""Evidence on its way to a case: handed over piece by piece, opened by the handling unit's key and by no other."""

import pytest
from django.test import Client

from kondusif.accounts.models import Notice, User
from kondusif.accounts.notices import say
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.cases.handed import holders_left, items_of
from kondusif.cases.models import Case
from kondusif.cases.services import choose_evidence, hand_evidence, open_case
from kondusif.cases.services.handover import hand_over
from kondusif.cases.tests.factories import SUMMARY, a_case, an_opening
from kondusif.institutions.models import Unit
from kondusif.intake import evidence
from kondusif.intake.models import Correction, HandedOver, Report
from kondusif.intake.selectors import attachments_of, open_handed_over, open_report
from kondusif.intake.selectors.corrections import Change, correction_place
from kondusif.intake.services import settle
from kondusif.intake.tests.support import draft, fields_of, picture, receive
from kondusif.intake.told import closed, place
from kondusif.kernel.errors import Refused
from kondusif.territory.tests.factories import load_surakarta
from kondusif.vault.models import DataKey
from support.cast import SEMANGGI, TODAY, Cast, person
from support.keys import PHRASE, join_unit, ring, unlock_client

pytestmark = pytest.mark.django_db
DEVICE = "IMG_kenari_4410.jpg"
NEW = "/ruang/penanganan/baru/"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def report(keys: Cast) -> Report:
    """A report with two photos, opened by the verifier."""
    load_surakarta()
    files = evidence.examine_all([(DEVICE, picture()), (f"2{DEVICE}", picture(size=(48, 64)))])
    sent = receive(draft(area_code=SEMANGGI), files=files).report
    return open_report(ring(keys.budi), Report.objects.get(pk=sent.pk))


@pytest.fixture
def budi(keys: Cast, client: Client) -> Client:
    return unlock_client(client, keys.budi)


def opened(keys: Cast) -> Report:
    return open_report(ring(keys.budi), Report.objects.get())


def typed(report: Report, cast: Cast, **more: object) -> dict[str, object]:
    return {
        "laporan": report.number, "title": "Ajakan memilih", "summary": SUMMARY, "procedures": ["disiplin-pp94"],
        "known_on": "4 November 2024", "area_code": report.area_code, "unit": "kel-semanggi",
        "handler": str(cast.hana.pk), **more,
    }  # fmt: skip


def test_chosen_pieces_go_along_when_the_case_opens(keys: Cast, budi: Client, report: Report) -> None:
    page = budi.get(NEW, {"laporan": report.number}).content.decode()
    assert "Bukti yang diserahkan kepada penangan" in page
    answer = budi.post(NEW, typed(report, keys, evidence=["2"]))
    assert answer.status_code == 302
    row = HandedOver.objects.get()
    assert (row.attachment.order, row.unit.key) == (2, "inspektorat")
    assert [item.order for item in attachments_of(report.number)] == [2]
    assert Entry.objects.filter(action="intake.evidence.handed_over", subject=report.number).count() == 1


def test_a_case_typed_with_a_closed_key_waits_with_every_choice(client: Client, keys: Cast, report: Report) -> None:
    client.force_login(keys.budi)
    shut = client.get(NEW, {"laporan": report.number}).content.decode()
    assert "Bukti yang diserahkan" not in shut
    assert DEVICE not in shut
    waiting = client.post(NEW, typed(report, keys, evidence=["1", "2"], acts=["SKB-D-8"]))
    assert waiting.status_code == 409
    assert SUMMARY in waiting.content.decode()
    assert not Case.objects.exists()
    hidden = waiting.content.decode().count('name="evidence"')
    assert hidden == 2
    sent = typed(report, keys, evidence=["1", "2"], acts=["SKB-D-8"]) | {"frasa_kunci": PHRASE}
    assert set(fields_of(waiting)) >= set(sent) - {"frasa_kunci"}
    assert client.post(NEW, sent).status_code == 302
    assert HandedOver.objects.count() == 2


def test_a_handling_unit_without_a_key_is_said_before_anything_is_written(
    keys: Cast, budi: Client, report: Report
) -> None:
    maya = person("maya", "Maya", Role.HANDLER, "bkpsdm")
    answer = budi.post(NEW, typed(report, keys, handler=str(maya.pk), evidence=["1"]))
    assert answer.status_code == 422
    assert "belum punya kunci" in answer.content.decode()
    assert SUMMARY in answer.content.decode()
    assert not Case.objects.exists()
    assert budi.post(NEW, typed(report, keys, handler=str(maya.pk))).status_code == 302


def test_a_handler_of_no_unit_receives_nothing(keys: Cast, report: Report) -> None:
    nobody = person("maya", "Maya", Role.HANDLER, None)
    with pytest.raises(Refused) as refusal:
        open_case(actor_of(keys.budi), an_opening(keys, handler=nobody), report=report, evidence=[1])
    assert refusal.value.code == "cases.handler_without_unit"
    assert not Case.objects.exists()


def test_more_is_handed_over_later_from_the_report(keys: Cast, budi: Client, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    url = f"/ruang/penanganan/{case.number}/serahkan-bukti/"
    assert url in budi.get(f"/ruang/laporan/{report.number}/").content.decode()
    page = budi.get(url).content.decode()
    assert f"2{DEVICE}" in page
    assert "1 bukti sudah diserahkan" in page
    assert budi.post(url, {}).status_code == 422
    assert budi.post(url, {"items": ["7"]}).status_code == 422
    assert budi.post(url, {"items": ["2"]}).status_code == 302
    assert HandedOver.objects.count() == 2
    assert "Semua bukti sudah diserahkan" in budi.get(f"/ruang/laporan/{report.number}/").content.decode()


def test_a_locked_hand_over_waits(client: Client, keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report)
    client.force_login(keys.budi)
    url = f"/ruang/penanganan/{case.number}/serahkan-bukti/"
    assert client.get(url).status_code == 302
    assert client.post(url, {"items": ["1"]}).status_code == 409
    assert not HandedOver.objects.exists()
    assert client.post(url, {"items": ["1"], "frasa_kunci": PHRASE}).status_code == 302
    assert HandedOver.objects.count() == 1


def test_a_scan_that_shows_the_reporter_is_not_offered_for_handing_over(keys: Cast) -> None:
    load_surakarta()
    scan, photo = evidence.examine_all([(DEVICE, picture()), (f"2{DEVICE}", picture(size=(48, 64)))])
    sent = receive(draft(area_code=SEMANGGI), files=[evidence.only_original(scan), photo]).report
    report = open_report(ring(keys.budi), Report.objects.get(pk=sent.pk))
    assert [order for order, _label in items_of(report)] == ["2"]


def test_a_second_report_that_went_into_the_case_hands_over_its_own_evidence(
    client: Client, keys: Cast, budi: Client, report: Report
) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    sent = receive(draft(area_code=SEMANGGI), files=evidence.examine_all([(DEVICE, picture(size=(32, 32)))])).report
    second = open_report(ring(keys.budi), Report.objects.get(pk=sent.pk))
    settle(actor_of(keys.budi), second, "case", reference=case.number)
    url = f"/ruang/penanganan/{case.number}/serahkan-bukti/"
    assert f"{url}?laporan={second.number}" in budi.get(f"/ruang/laporan/{second.number}/").content.decode()
    assert f"2{DEVICE}" in budi.get(url).content.decode()
    assert f"2{DEVICE}" not in budi.get(f"{url}?laporan={second.number}").content.decode()
    assert budi.get(f"{url}?laporan=LAP-3372-2024-0099").status_code == 404
    assert budi.post(f"{url}?laporan={second.number}", {"items": ["1"]}).status_code == 302
    assert {item.report for item in attachments_of(case.number)} == {report.number, second.number}
    client.force_login(keys.hana)
    page = client.get(f"/ruang/penanganan/{case.number}/bukti/").content.decode()
    assert f"Bukti 1 (foto JPEG) ({report.number})" in page
    assert f"Bukti 1 (foto JPEG) ({second.number})" in page


@pytest.mark.parametrize("number", ["NET-3372-2024-0099", "x"])
def test_no_other_case_is_reached_by_its_number(keys: Cast, budi: Client, report: Report, number: str) -> None:
    assert budi.get(f"/ruang/penanganan/{number}/serahkan-bukti/").status_code == 404


def test_the_handler_is_offered_only_what_was_handed_over(client: Client, keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report)
    client.force_login(keys.hana)
    url = f"/ruang/penanganan/{case.number}/bukti/"
    assert "verifikator belum menyerahkannya" in client.get(url).content.decode()
    hand_evidence(actor_of(keys.budi), case, report, [1])
    page = client.get(url).content.decode()
    assert "Bukti 1" in page
    assert "Bukti 2" not in page
    assert DEVICE not in page
    second = report.attachments.get(order=2).pk
    with pytest.raises(Refused):
        choose_evidence(actor_of(keys.hana), case, attachment=second, label="Foto", on=TODAY)


def test_the_handler_opens_a_chosen_copy_with_the_own_key(client: Client, keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    item = choose_evidence(
        actor_of(keys.hana), case, attachment=report.attachments.get(order=1).pk, label="Foto 1", on=TODAY
    )  # fmt: skip
    url = f"/ruang/penanganan/{case.number}/bukti/{item.pk}/"
    client.force_login(keys.gita)
    shut = client.get(url)
    assert shut.status_code == 302
    assert shut["Location"].startswith("/ruang/kunci/buka/?next=")
    assert not Entry.objects.filter(action="cases.evidence.read").exists()
    answer = unlock_client(client, keys.gita).get(url)
    assert answer["Content-Type"].startswith("image/")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Entry.objects.filter(action="cases.evidence.read").count() == 1


def test_another_units_key_opens_nothing_of_it(client: Client, keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    pk = report.attachments.get(order=1).pk
    assert open_handed_over(ring(keys.budi), pk) is None
    assert open_handed_over(ring(keys.hana), pk) is not None
    item = choose_evidence(actor_of(keys.hana), case, attachment=pk, label="Foto 1", on=TODAY)
    Unit.objects.get(key="inspektorat").unit_keys.get().shares.filter(person_key__user=keys.hana).delete()
    answer = unlock_client(client, keys.hana).get(f"/ruang/penanganan/{case.number}/bukti/{item.pk}/")
    assert answer.status_code == 422
    assert "kunci unit" in answer.content.decode()


def test_a_case_without_a_report_asks_for_no_key(client: Client, keys: Cast) -> None:
    load_surakarta()
    client.force_login(keys.hana)
    page = client.get(NEW).content.decode()
    assert "Bukti yang diserahkan" not in page
    case = a_case(keys)
    assert client.get(f"/ruang/penanganan/{case.number}/bukti/").status_code == 200


def corrected_from(report: Report, key: str, by: Cast) -> None:
    """The report stood against another unit once, and was put right."""
    unit, what = Unit.objects.get(key=key), Correction.What.PERSON
    words = {"accused_name": "", "accused_post": "", "accused_other": "", "accused_address": ""}
    change = Change({**words, "unit": unit.name, "unit_key": key, "head": ""}, {**words, "unit": "", "head": ""}, "-")
    report.corrections.create(
        what=what, sealed=closed(report.key, change, place(report.ref, correction_place(what, TODAY))),
        corrected_on=TODAY, corrected_by=by.budi,
    )  # fmt: skip


def test_a_unit_that_was_accused_before_the_correction_gets_neither_case_nor_evidence(
    keys: Cast, budi: Client, report: Report
) -> None:
    corrected_from(report, "inspektorat", keys)
    answer = budi.post(NEW, typed(report, keys, evidence=["1"]))
    assert answer.status_code == 422
    assert "Unit Inspektorat adalah terlapor atau atasannya" in answer.content.decode()
    assert SUMMARY in answer.content.decode()
    assert not Case.objects.exists()
    assert not HandedOver.objects.exists()
    report.refresh_from_db()
    assert not report.decided


def test_whose_substitute_was_accused_before_gets_no_case(keys: Cast, report: Report) -> None:
    corrected_from(report, "bkpsdm", keys)
    maya = person("maya", "Maya", Role.HANDLER, "bkpsdm")
    with pytest.raises(Refused) as refusal:
        open_case(actor_of(keys.budi), an_opening(keys, substitute=maya), report=report)
    assert refusal.value.code == "cases.accused_receives"


def test_evidence_does_not_follow_a_case_to_a_unit_that_was_accused_before(
    keys: Cast, budi: Client, report: Report
) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report)
    corrected_from(report, "inspektorat", keys)
    answer = budi.post(f"/ruang/penanganan/{case.number}/serahkan-bukti/", {"items": ["1"]})
    assert answer.status_code == 422
    assert "sebelum laporan ini dibetulkan" in answer.content.decode()
    assert not HandedOver.objects.exists()


# A case that moves on ---------------------------------------------------------------------------------------------


@pytest.fixture
def moved(keys: Cast, maya: User, report: Report) -> Case:
    """A case with two pieces of evidence, of which the first was handed over before its handler gave it to Maya."""
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    handed = hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    assert handed.evidence_left == 1
    return Case.objects.get(pk=case.pk)


def test_the_verifier_gives_the_evidence_of_a_moved_case_to_its_new_unit(
    keys: Cast, budi: Client, maya: User, moved: Case, report: Report
) -> None:
    pk = report.attachments.get(order=1).pk
    old = HandedOver.objects.get().data_key_id
    url = f"/ruang/penanganan/{moved.number}/serahkan-bukti/"
    assert "kini pada Inspektorat" in budi.get(url).content.decode()
    assert budi.post(url, {"items": ["1"]}).status_code == 302
    assert open_handed_over(ring(maya), pk) is not None
    assert open_handed_over(ring(keys.hana), pk) is None
    row = HandedOver.objects.get()
    assert (row.attachment_id, row.unit.key) == (pk, "bkpsdm")
    assert DataKey.objects.get(pk=old).destroyed_on == TODAY
    assert not DataKey.objects.get(pk=old).wraps.exists()
    assert "kini pada" not in budi.get(url).content.decode()


def test_a_chosen_piece_stays_chosen_and_opens_for_the_new_handler(
    client: Client, keys: Cast, maya: User, report: Report
) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    pk = report.attachments.get(order=1).pk
    item = choose_evidence(actor_of(keys.hana), case, attachment=pk, label="Foto 1", on=TODAY)
    hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    page = unlock_client(client, maya).get(f"/ruang/penanganan/{case.number}/")
    assert "Bukti yang pernah diserahkan masih pada <b>Inspektorat</b>" in page.content.decode()
    url = f"/ruang/penanganan/{case.number}/bukti/{item.pk}/"
    assert client.get(url).status_code == 422
    hand_evidence(actor_of(keys.budi), Case.objects.get(pk=case.pk), report, [1])
    assert client.get(url).status_code == 200
    assert "bukti-tinggal" not in client.get(f"/ruang/penanganan/{case.number}/").content.decode()


def test_who_handed_the_evidence_over_is_told_once_and_led_there(
    keys: Cast, budi: Client, moved: Case, report: Report
) -> None:
    notice = Notice.objects.get(user=keys.budi, code="cases.evidence_left")
    assert moved.number in say(notice)
    assert notice.url == f"/ruang/penanganan/{moved.number}/serahkan-bukti/?laporan={report.number}"
    assert budi.get(notice.url).status_code == 200


def test_if_who_handed_it_over_is_gone_the_other_verifiers_are_told(keys: Cast, maya: User, report: Report) -> None:
    tuti = person("tuti", "Tuti", Role.VERIFIER, "kesbangpol")
    join_unit(keys.budi, tuti)
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    User.objects.filter(pk=keys.budi.pk).update(is_active=False)
    hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    told = Notice.objects.filter(code="cases.evidence_left", url__contains=case.number)
    assert set(told.values_list("user", flat=True)) == {tuti.pk}


def test_evidence_goes_to_who_handles_the_case_at_that_moment(keys: Cast, maya: User, report: Report) -> None:
    """The page of the verifier was opened before the case went to other hands."""
    shown = open_case(actor_of(keys.budi), an_opening(keys), report=report)
    assert shown.handler.unit.key == "inspektorat"
    hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    hand_evidence(actor_of(keys.budi), shown, report, [1])
    assert HandedOver.objects.get().unit.key == "bkpsdm"


def test_a_second_click_hands_nothing_over_twice(keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    assert hand_evidence(actor_of(keys.budi), case, report, [1]) == []
    assert HandedOver.objects.count() == 1


def test_a_case_is_not_handed_to_the_line_that_its_report_accuses(keys: Cast, maya: User, report: Report) -> None:
    Report.objects.update(accused_unit=maya.unit)
    case = open_case(actor_of(keys.budi), an_opening(keys, unit=None), report=opened(keys))
    with pytest.raises(Refused) as refusal:
        hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    assert refusal.value.code == "cases.handover.conflict"
    assert case.number in refusal.value.facts["numbers"]
    assert Case.objects.get().handler == keys.hana


def test_within_one_unit_nobody_is_asked_for_evidence(keys: Cast, report: Report) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    assert hand_over(actor_of(keys.hana), keys.hana, keys.gita, on=TODAY).evidence_left == 0
    assert not Notice.objects.filter(code="cases.evidence_left").exists()
    assert open_handed_over(ring(keys.gita), report.attachments.get(order=1).pk) is not None
    assert not holders_left(Case.objects.get(pk=case.pk))


def test_the_evidence_stays_where_it_lies_if_the_new_unit_was_accused_before(
    keys: Cast, budi: Client, maya: User, report: Report
) -> None:
    case = open_case(actor_of(keys.budi), an_opening(keys), report=report, evidence=[1])
    corrected_from(report, "bkpsdm", keys)
    hand_over(actor_of(keys.hana), keys.hana, maya, on=TODAY)
    answer = budi.post(f"/ruang/penanganan/{case.number}/serahkan-bukti/", {"items": ["1"]})
    assert answer.status_code == 422
    assert "sebelum laporan ini dibetulkan" in answer.content.decode()
    assert HandedOver.objects.get().unit.key == "inspektorat"
    assert open_handed_over(ring(maya), report.attachments.get(order=1).pk) is None


def test_who_was_accused_before_is_not_offered_as_the_handler(keys: Cast, budi: Client, report: Report) -> None:
    maya = person("maya", "Maya", Role.HANDLER, "bkpsdm")
    corrected_from(report, "inspektorat", keys)
    page = budi.get(NEW, {"laporan": report.number}).content.decode()
    assert f'<option value="{maya.pk}" selected>' in page


def test_a_corrected_report_that_is_locked_opens_no_case(keys: Cast, report: Report) -> None:
    corrected_from(report, "bkpsdm", keys)
    with pytest.raises(Refused) as refusal:
        open_case(actor_of(keys.budi), an_opening(keys), report=Report.objects.get())
    assert refusal.value.code == "intake.locked"
    assert not Case.objects.exists()
