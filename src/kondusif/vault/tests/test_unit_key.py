"""The key of a unit on its pages: founded, given on after a call, renewed, brought back by the envelope."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import Grant, Notice, User
from kondusif.accounts.rules import Role
from kondusif.audit.models import Entry
from kondusif.institutions.models import Unit
from kondusif.institutions.selectors import today
from kondusif.kernel import clock
from kondusif.vault import boxes
from kondusif.vault.keyring import Keyring
from kondusif.vault.models import DataKey, UnitKey, UnitKeyShare, Wrap
from kondusif.vault.routing import level
from kondusif.vault.rules import LATE, Level, Purpose
from kondusif.vault.selectors import person_key_of, unit_key_of
from kondusif.vault.services import keyring_by_phrase, make_person_key, replace_person_key, seal_for, units
from support.cast import Cast, person
from support.keys import PHRASE, ring, unit_with_key, unlock_client

pytestmark = pytest.mark.django_db
OTHER = "kuda hitam melompati pagar tinggi"


def opened(user: User) -> Client:
    return unlock_client(Client(), user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sealed(key: UnitKey, count: int = 1) -> list[DataKey]:
    return [seal_for(Purpose.CONTENT, today(), units=[key]).save() for _ in range(count)]


def read(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def code_on(words: str) -> str:
    """The eight groups under the date of the sheet."""
    groups = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}\b", words.split("November 2024", 1)[1])
    assert len(groups) >= 8
    return "".join(groups[:8])


def ring_of(user: User) -> Keyring:
    """What a person opens after beginning anew."""
    return keyring_by_phrase(user, OTHER)


def test_a_small_city_opens_its_door_with_one_key_and_gives_it_to_a_colleague(cast: Cast) -> None:
    rina = person("rina", "Rina", Role.VERIFIER, "kesbangpol")
    budi = signed_in(cast.budi)
    assert "belum punya kunci" in read(budi, "vault:unit")
    assert budi.post(reverse("vault:found")).status_code == 422, "no key of one's own yet"
    budi.post(reverse("vault:make"), {"phrase": PHRASE, "again": PHRASE})
    assert budi.post(reverse("vault:found")).status_code == 302
    assert level() is Level.SEALED
    assert "Masa kunci ini belum punya amplop" in read(budi, "vault:unit")

    hers = signed_in(rina)
    hers.post(reverse("vault:make"), {"phrase": OTHER, "again": OTHER})
    assert Notice.objects.filter(user=cast.budi, code="vault.member_waits", url=reverse("vault:unit")).count() == 1
    sign = boxes.fingerprint(person_key_of(rina).public)  # type: ignore[union-attr]
    assert sign in read(hers, "vault:unit"), "she reads it out"
    assert sign in read(budi, "vault:admit", rina.pk), "he compares"
    place = reverse("vault:admit", args=[rina.pk])
    assert budi.post(place, {"fingerprint": sign}).status_code == 422, "not compared"
    assert budi.post(place, {"fingerprint": sign, "compared": "on"}).status_code == 302
    assert "dipegang dua orang" in read(hers, "vault:unit")
    assert Entry.objects.filter(action="vault.member.admitted", subject="kesbangpol").count() == 1


def test_only_a_holder_with_an_open_key_gives_it_on(cast: Cast) -> None:
    rina = person("rina", "Rina", Role.VERIFIER, "kesbangpol")
    tono = person("tono", "Tono", Role.VERIFIER, "kesbangpol")
    unit_with_key(cast.budi)
    for one in (rina, tono, cast.hana):
        make_person_key(one, PHRASE)
    told = {"fingerprint": boxes.fingerprint(person_key_of(tono).public), "compared": "on"}  # type: ignore[union-attr]
    place = reverse("vault:admit", args=[tono.pk])
    assert opened(rina).post(place, told).status_code == 422, "she is a member, and holds nothing"
    assert signed_in(cast.budi).post(place, told).status_code == 422, "he holds it, and it is closed"
    assert opened(cast.hana).post(place, told).status_code == 404, "another unit does not even see him"
    assert opened(cast.budi).post(place, {**told, "fingerprint": "0000 0000 0000 0000"}).status_code == 409
    assert UnitKeyShare.objects.filter(person_key__user=tono).count() == 0


def test_an_admin_cannot_make_a_unit_of_their_own_to_read_with(cast: Cast) -> None:
    unit_with_key(cast.budi)
    spy = person("penyusup", "Penyusup", Role.VERIFIER, "bkpsdm")
    client = signed_in(spy)
    client.post(reverse("vault:make"), {"phrase": PHRASE, "again": PHRASE})
    assert client.post(reverse("vault:found")).status_code == 302
    waiting = unit_key_of(Unit.objects.get(key="bkpsdm"))
    assert waiting is not None
    assert waiting.approved_at is None
    sign = boxes.fingerprint(waiting.public)
    told = {"fingerprint": sign, "compared": "on"}
    assert client.post(reverse("vault:acknowledge", args=[waiting.pk]), told).status_code == 422
    assert Notice.objects.filter(user=cast.budi, code="vault.unit_waits").count() == 1
    holder = opened(cast.budi)
    assert sign in read(holder, "vault:acknowledge", waiting.pk)
    assert holder.post(reverse("vault:acknowledge", args=[waiting.pk]), told).status_code == 302
    waiting.refresh_from_db()
    assert waiting.approved_by == cast.budi


def test_an_admin_sees_how_keys_stand_and_passes_no_door_that_opens_one(cast: Cast) -> None:
    unit_with_key(cast.budi)
    admin = signed_in(cast.ani)
    page = read(admin, "vault:city")
    assert "Satu unit memegang kunci yang berlaku; kota berada pada tingkat 1" in page
    for name in ("home", "make", "unlock", "unit", "renew", "wrap", "envelope", "envelope_open"):
        assert admin.get(reverse(f"vault:{name}")).status_code == 403, name
    assert admin.post(reverse("vault:found")).status_code == 403
    assert "Kunci tertutup" not in page, "an admin has none"


def test_who_leaves_loses_the_share_and_old_reports_are_sealed_anew_in_batches(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units.wrap_anew, "__defaults__", (3,))
    rina = person("rina", "Rina", Role.VERIFIER, "kesbangpol")
    key, _ring = unit_with_key(cast.budi, rina)
    rows = sealed(key, 7)
    Grant.objects.filter(user=rina).delete()
    budi = opened(cast.budi)
    assert "bukan anggota lagi" in read(budi, "vault:unit")
    assert "Rina" in read(budi, "vault:renew")
    assert budi.post(reverse("vault:renew"))["Location"] == reverse("vault:wrap")
    assert "Tersisa 7 kunci laporan" in read(budi, "vault:wrap")
    halfway = budi.post(reverse("vault:wrap")).content.decode()
    assert "Tersisa 4 kunci laporan" in halfway
    assert "data-lanjut-sendiri" in halfway, "with JavaScript it goes on by itself; the button is there for everybody"
    assert "Lanjutkan" in halfway
    budi.post(reverse("vault:wrap"))
    assert budi.post(reverse("vault:wrap"))["Location"] == reverse("vault:unit")
    fresh = unit_key_of(key.unit)
    assert fresh is not None
    assert fresh.epoch == 2
    assert Wrap.objects.filter(unit_key=key).count() == 0
    assert len(ring(cast.budi).open_many([row.pk for row in rows])) == 7
    assert ring(rina).units == {}


def test_a_report_that_was_on_its_way_while_the_key_changed_is_not_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _ring = unit_with_key(cast.budi)
    budi = opened(cast.budi)
    late = seal_for(Purpose.CONTENT, today(), units=[key])
    budi.post(reverse("vault:renew"))
    budi.post(reverse("vault:wrap"))
    row = late.save()  # its COMMIT comes after the walk
    assert ring(cast.budi).open(row.pk) == late.key
    budi.post(reverse("vault:wrap"))
    assert UnitKeyShare.objects.filter(unit_key=key).exists(), "kept for an hour, for whatever else is on its way"
    monkeypatch.setattr(units, "now", lambda: clock.now() + LATE + timedelta(minutes=1))
    budi.post(reverse("vault:wrap"))
    assert not UnitKeyShare.objects.filter(unit_key=key).exists()
    assert UnitKey.objects.get(pk=key.pk).retired_at is not None
    assert ring(cast.budi).open(row.pk) == late.key


def test_the_envelope_is_printed_once_and_brings_the_key_back(cast: Cast) -> None:
    key, _ring = unit_with_key(cast.budi)
    (row,) = sealed(key)
    budi = opened(cast.budi)
    answer = budi.post(reverse("vault:envelope"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    words = text_of(answer.content)
    for said in ("Badan Kesatuan Bangsa dan Politik", "Saksi pertama", "LATIHAN", "Masa kunci 1"):
        assert said in words
    code = code_on(words)
    everything = repr(list(Entry.objects.values())) + repr(list(Notice.objects.values()))
    assert code not in everything
    assert "Dicetak" in read(budi, "vault:unit")

    replace_person_key(cast.budi, OTHER)
    assert ring_of(cast.budi).units == {}
    again = signed_in(cast.budi)
    assert "tidak dipegang siapa pun" in read(again, "vault:unit")
    wrong = again.post(reverse("vault:envelope_open"), {"code": code[:-1] + ("2" if code[-1] != "2" else "3")})
    assert wrong.status_code == 422
    assert "Kode amplop tidak cocok" in wrong.content.decode()
    typed = " - ".join(code[i : i + 4] for i in range(0, 32, 4)).lower().replace("0", "o").replace("1", "i")
    assert again.post(reverse("vault:envelope_open"), {"code": typed}).status_code == 302
    assert ring_of(cast.budi).open(row.pk) is not None
    told = Notice.objects.get(user=cast.ani, code="vault.envelope_opened")
    assert told.url == reverse("vault:city")
    assert "sudah dibuka" in read(again, "vault:unit")
    assert again.post(reverse("vault:envelope_open"), {"code": typed}).status_code == 422, "the code is spent"


def test_everything_lost_begins_anew_and_a_late_envelope_still_brings_the_old_reports_back(cast: Cast) -> None:
    key, _ring = unit_with_key(cast.budi)
    (row,) = sealed(key)
    code = code_on(text_of(opened(cast.budi).post(reverse("vault:envelope")).content))
    replace_person_key(cast.budi, OTHER)
    budi = signed_in(cast.budi)
    budi.post(reverse("vault:unlock"), {"phrase": OTHER})
    assert budi.post(reverse("vault:found")).status_code == 302
    page = read(budi, "vault:unit")
    assert "yang tidak dipegang siapa pun" in page
    assert budi.post(reverse("vault:envelope_open"), {"code": code}).status_code == 302
    assert budi.post(reverse("vault:wrap"))["Location"] == reverse("vault:unit")
    fresh = unit_key_of(key.unit)
    assert Wrap.objects.filter(data_key=row, unit_key=fresh).count() == 1
    assert ring_of(cast.budi).open(row.pk) is not None


def test_what_was_lost_with_a_key_does_not_make_the_walk_run_for_ever(cast: Cast) -> None:
    key, _ring = unit_with_key(cast.budi)
    sealed(key, 2)
    replace_person_key(cast.budi, OTHER)
    budi = signed_in(cast.budi)
    budi.post(reverse("vault:unlock"), {"phrase": OTHER})
    budi.post(reverse("vault:found"))
    assert "Tersisa" not in read(budi, "vault:wrap")
    assert budi.post(reverse("vault:wrap"))["Location"] == reverse("vault:unit")
    assert "2 kunci laporan berada di bawah masa kunci yang tidak dipegang siapa pun" in read(budi, "vault:unit")


def test_who_belongs_to_no_unit_is_told_whom_to_ask(cast: Cast) -> None:
    User.objects.filter(pk=cast.budi.pk).update(unit=None)
    budi = signed_in(User.objects.get(pk=cast.budi.pk))
    assert "belum terikat pada satu unit" in read(budi, "vault:unit")
    assert budi.post(reverse("vault:found")).status_code == 422
    assert "Belum terikat pada unit" in read(signed_in(cast.ani), "vault:city")
