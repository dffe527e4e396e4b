"""A claim about a procedure or a service and its owner's answer, by two people; never about candidates or officials."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Body, Unit
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused, Stale
from kondusif.media.claims import kept_out_word
from kondusif.media.models import Clarification, ClarificationLink
from kondusif.media.rules import ClarificationState, Kind
from kondusif.media.selectors.clarifications import in_force, offers_for
from kondusif.media.services import (
    change_clarification,
    draft_clarification,
    link_clarification,
    load_exercise_clarifications,
    release_clarification,
    unlink_clarification,
    withdraw_clarification,
)
from kondusif.media.services.clarifications import Draft
from kondusif.media.tests.factories import article_by
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db
CLAIM = "Surat undangan wajib dibawa, tanpa surat itu tidak dapat mencoblos."
ANSWER = "Pemilih yang terdaftar dapat memilih dengan menunjukkan KTP elektronik."
RUMOUR = """Beredar Pesan soal Surat Undangan

SOLO, Warta Latihan – Pesan berantai di Kelurahan Semanggi, Surakarta, menyebut tanpa surat undangan warga tidak dapat
mencoblos, Selasa (12/11/2024). Pesan itu memuat hoaks yang meresahkan.

“Ada pesan bahwa surat undangan wajib dibawa untuk mencoblos,” kata Lurah Semanggi, Dian Astuti.
"""


def draft(**other: Any) -> Draft:
    first: dict[str, Any] = {
        "subject": "voting", "claim": CLAIM, "answer": ANSWER, "source": "Pengumuman KPU, 10 November 2024",
        "valid_from": date(2024, 11, 1), "body": Body.objects.get(key="bawaslu"),
    }  # fmt: skip
    return Draft(**(first | other))


def released(cast: Cast, **other: Any) -> Clarification:
    row = draft_clarification(actor_of(cast.intan), draft(**other))
    return release_clarification(actor_of(cast.budi), row)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Paslon dilarang datang ke TPS", "Paslon"), ("Pilih nomor urut 2", "nomor urut"),
        ("Calon wali kota membagi beras", "Calon wali kota"), ("Kandidat itu curang", "Kandidat"),
        ("Partai Gelora membagi kaus", "Partai"), ("Kader PAN menahan KTP", "PAN"), ("PSI menutup TPS", "PSI"),
        ("Pak Camat menahan bantuan", "Pak Camat"), ("Wali Kota menaikkan pajak", "Wali Kota"),
        ("Kebijakan parkir baru merugikan", "Kebijakan"), ("Lurah meminta uang", "Lurah"),
        ("Ibu Rahmawati menyimpan surat suara", "Ibu Rahmawati"), ("Ini hoaks", "hoaks"), ("Kabar BOHONG", "BOHONG"),
        ("#Menang02", "#Menang02"), ("Ketua\nKPU menukar kotak", "Ketua KPU"), ("Gubernur dan Presiden", "Gubernur"),
    ],
)  # fmt: skip
def test_words_about_candidates_parties_policy_officials_and_stamps_are_refused(
    cast: Cast, words: str, kept: str
) -> None:
    found = kept_out_word(words)
    assert found is not None
    assert found.word == kept
    for text in ({"claim": words}, {"answer": words}):
        with pytest.raises(Refused, match=r"media\.clarification\.(kept_out|verdict)"):
            draft_clarification(actor_of(cast.intan), draft(**text))
    assert not Clarification.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        CLAIM, ANSWER, "KTP hilang tidak dapat diurus sebelum pemungutan suara.", "Pindah memilih ditutup hari ini.",
        "Air PDAM mati tiga hari.", "Pendaftaran sekolah dipungut biaya.", "Pajak PBB dibayar di kelurahan.",
        "TPS tutup pukul 11.00.", "Bantuan beras dihentikan selama masa tenang.", "Panci dan wajan dibagikan di posko.",
        "Ibu hamil boleh didahulukan di TPS.", "Pemilih baru berusia 17 tahun belum bisa memilih.",
        "Surat suara yang rusak tidak diganti.", "Puskesmas tutup pada hari pemungutan suara.",
    ],
)  # fmt: skip
def test_words_about_procedure_and_service_pass(words: str) -> None:
    assert kept_out_word(words) is None


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"subject": "politik"}, "not_a_subject"), ({"claim": " "}, "no_words"), ({"source": ""}, "no_words"),
        ({"body": None}, "one_owner"), ({"valid_until": date(2024, 10, 1)}, "days"),
    ],
)  # fmt: skip
def test_a_draft_without_subject_owner_source_or_order_is_refused(cast: Cast, other: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        draft_clarification(actor_of(cast.intan), draft(**other))
    with pytest.raises(Refused, match="one_owner"):
        draft_clarification(actor_of(cast.intan), draft(unit=Unit.objects.get(key="kesbangpol")))


def test_who_drafts_does_not_release_and_a_machine_does_neither(cast: Cast) -> None:
    row = draft_clarification(actor_of(cast.intan), draft())
    with pytest.raises(Refused, match="same_person"):
        release_clarification(actor_of(cast.intan), row)
    with pytest.raises(Refused, match="machine"):
        release_clarification(system_actor("x"), row)
    with pytest.raises(Refused, match="machine"):
        draft_clarification(system_actor("x"), draft())
    assert release_clarification(actor_of(cast.budi), row).state == ClarificationState.RELEASED
    with pytest.raises(IntegrityError), transaction.atomic():
        Clarification.objects.filter(pk=row.pk).update(released_by=cast.intan)


def test_a_change_makes_it_a_draft_again_and_its_writer_may_not_release_it(cast: Cast) -> None:
    row = released(cast)
    change_clarification(actor_of(cast.budi), row, draft(answer="Cukup KTP elektronik."), version=row.version)
    assert (row.state, row.released_by_id) == (ClarificationState.DRAFT, None)
    with pytest.raises(Refused, match="same_person"):
        release_clarification(actor_of(cast.budi), row)
    with pytest.raises(Stale):
        release_clarification(actor_of(cast.intan), row, version=row.version - 1)
    with pytest.raises(Refused, match="not_released"):
        withdraw_clarification(actor_of(cast.budi), row)


def test_what_is_over_or_withdrawn_is_in_force_no_more(cast: Cast) -> None:
    row = released(cast, valid_until=TODAY)
    bank = Clarification.objects.all()
    assert list(in_force(bank, TODAY)) == [row]
    assert list(in_force(bank, date(2024, 11, 14))) == []
    assert list(in_force(bank, date(2024, 10, 31))) == []
    withdraw_clarification(actor_of(cast.budi), row)
    assert list(in_force(bank, TODAY)) == []
    old = draft_clarification(actor_of(cast.intan), draft(valid_until=date(2024, 11, 12)))
    with pytest.raises(Refused, match="over"):
        release_clarification(actor_of(cast.budi), old)


def test_the_machine_offers_with_its_words_and_a_person_links(cast: Cast) -> None:
    row = released(cast)
    released(cast, subject="utilities", claim="Air di rumah susun mati tiga hari.", answer="Air mengalir.")
    article = article_by(cast.intan, RUMOUR)
    findings = list(article.findings.all())
    offers = offers_for(article, findings, TODAY)
    assert offers
    assert {offer.clarification for rows in offers.values() for offer in rows} == {row}
    statement = next(one for one in findings if one.kind == Kind.STATEMENT)
    assert {"undangan", "surat"} <= set(offers[statement.pk][0].shared)
    assert not ClarificationLink.objects.exists()
    with pytest.raises(Refused, match="machine"):
        link_clarification(system_actor("x"), statement, row)
    link = link_clarification(actor_of(cast.budi), statement, row)
    with pytest.raises(Refused, match="there"):
        link_clarification(actor_of(cast.budi), statement, row)
    unlink_clarification(actor_of(cast.budi), link)
    assert not ClarificationLink.objects.exists()


def test_a_draft_or_a_place_is_not_linked(cast: Cast) -> None:
    row, article = draft_clarification(actor_of(cast.intan), draft()), article_by(cast.intan, RUMOUR)
    statement = article.findings.get(kind=Kind.STATEMENT)
    with pytest.raises(Refused, match="not_in_force"):
        link_clarification(actor_of(cast.budi), statement, row)
    place = article.findings.filter(kind=Kind.PLACE).first()
    assert place is not None
    with pytest.raises(Refused, match="not_fitting"):
        link_clarification(actor_of(cast.budi), place, released(cast))


def form(**other: str) -> dict[str, str]:
    return {
        "subject": "voting", "claim": CLAIM, "owner": "body:bawaslu", "answer": ANSWER, "source": "Pengumuman",
        "valid_from": "1/11/2024", "valid_until": "27/11/2024",
    } | other  # fmt: skip


def test_two_people_take_a_clarification_from_draft_to_chat_text(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    page = client.post(reverse("media:clarification_add"), form(), follow=True).content.decode()
    row = Clarification.objects.get()
    assert row.number == "KLR-3372-2024-0001"
    assert "Diterbitkan oleh orang lain" in page
    release = reverse("media:clarification_release", args=[row.number])
    assert "bukan penulis drafnya" in client.post(release, follow=True).content.decode()
    client.force_login(cast.lukman)
    page = client.post(release, {"version": "1"}, follow=True).content.decode()
    assert "*Klarifikasi Bawaslu Kota Surakarta (latihan)*" in page
    assert "Berlaku 1 November 2024 sampai 27 November 2024." in page
    assert client.get(reverse("media:clarification_print", args=[row.number])).status_code == 200
    assert client.get(reverse("media:clarification_add")).status_code == 403
    client.force_login(cast.citra)
    assert client.get(reverse("media:clarifications")).status_code == 403


def test_a_refused_claim_comes_back_with_one_sentence_and_nothing_lost(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    answer = client.post(reverse("media:clarification_add"), form(claim="Paslon membagi surat suara"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kata “Paslon” menyangkut calon, partai, kebijakan, atau pejabat." in page
    assert ANSWER in page


def test_the_bank_is_searched_by_words_subject_and_state(cast: Cast, client: Client) -> None:
    released(cast)
    draft_clarification(actor_of(cast.intan), draft(subject="utilities", claim="Air mati tiga hari."))
    client.force_login(cast.hana)
    url = reverse("media:clarifications")
    assert "Satu klarifikasi berlaku hari ini; satu draf menunggu diterbitkan" in client.get(url).content.decode()

    def claims(**query: str) -> list[str]:
        return [row.claim for row in client.get(url, query).context["page"].object_list]

    assert claims(words="undangan") == [CLAIM]
    assert claims(subject="utilities") == ["Air mati tiga hari."]
    assert claims(state="in_force") == [CLAIM]
    assert claims(state="over") == []
    assert "Tidak ada klarifikasi yang cocok" in client.get(url, {"words": "tidak-ada"}).content.decode()


def test_a_person_links_and_unlinks_on_the_article(cast: Cast, client: Client) -> None:
    row, article = released(cast), article_by(cast.intan, RUMOUR)
    statement = article.findings.get(kind=Kind.STATEMENT)
    client.force_login(cast.intan)
    assert f"Tautkan {row.number}" in client.get(article.get_absolute_url()).content.decode()
    given = {"finding": str(statement.pk), "clarification": row.number.lower()}
    client.post(reverse("media:link", args=[article.number]), given)
    link = ClarificationLink.objects.get()
    assert ANSWER in client.get(article.get_absolute_url()).content.decode()
    assert article.title in client.get(row.get_absolute_url()).content.decode()
    client.post(reverse("media:unlink", args=[article.number]), {"link": str(link.pk)})
    assert not ClarificationLink.objects.exists()
    assert client.post(reverse("media:unlink", args=[article.number]), {"link": "x"}).status_code == 404
    client.force_login(cast.eko)
    assert "Tautkan" not in client.get(article.get_absolute_url()).content.decode()
    assert client.post(reverse("media:link", args=[article.number]), given).status_code == 403


def test_no_page_of_the_machine_gives_a_stamp(cast: Cast, client: Client) -> None:
    """The press may write "hoaks"; the product names such an issue "kabar bohong" as a subject, and judges nothing."""
    article = article_by(cast.intan, RUMOUR)
    client.force_login(cast.intan)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Penandaan bukan penilaian" in page
    assert "klaim ini hoaks" not in page.lower()


def test_the_exercise_brings_its_clarifications_once_and_leaves_one_as_a_draft(cast: Cast) -> None:
    Body.objects.create(key="kpu", name="KPU Kota Surakarta (latihan)")
    writer, releaser = actor_of(cast.intan), actor_of(cast.budi)
    assert load_exercise_clarifications(writer, releaser) == 4
    assert load_exercise_clarifications(writer, releaser) == 0
    assert Clarification.objects.filter(state=ClarificationState.DRAFT).count() == 1
    assert in_force(Clarification.objects.all(), TODAY).count() == 3
