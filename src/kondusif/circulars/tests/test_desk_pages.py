import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.forms import Form
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import Grant, User
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.circulars.letters_made import letter_pdf
from kondusif.circulars.models import Circular, Readership, SignedLetter, Version
from kondusif.circulars.rules import State
from kondusif.circulars.selectors import reading
from kondusif.circulars.services.sending import release
from kondusif.circulars.services.writing import next_version
from kondusif.circulars.tests.factories_desk import drafted, people, readership, sent
from kondusif.institutions.models import Unit
from support.cast import TODAY, Cast


@pytest.fixture(autouse=True)
def _people(cast: Cast, tmp_path: object, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    people(cast)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def written_in(form: Form) -> dict[str, object]:
    """What a browser would send of a form as it was shown."""
    return {field.name: value for field in form if (value := field.value())}


class TestReadershipPage:
    def test_the_count_comes_before_anything_is_saved(self, cast: Cast) -> None:
        answer = as_(cast.intan).post(
            reverse("circulars:readership_count"), {"units": ["kec-pasar-kliwon"], "kinds": ["pns"], "q": "bkp"}
        )
        told = answer.content.decode()
        assert "Sasaran sekarang: 2 orang" in told
        assert 'value="kec-pasar-kliwon" id="u-kec-pasar-kliwon" checked' in told
        assert 'value="bkpsdm"' in told
        assert 'value="inspektorat"' not in told
        assert not Readership.objects.exists()

    def test_what_lies_below_a_ticked_unit_is_in_it_and_not_offered_again(self, cast: Cast) -> None:
        url = reverse("circulars:readership_count")
        told = as_(cast.intan).post(url, {"units": ["kec-pasar-kliwon"]}).content.decode()
        assert 'value="kel-semanggi"' not in told
        assert 'value="bkpsdm"' in told

    def test_a_query_that_went_out_is_copied_under_another_name(self, cast: Cast) -> None:
        row = readership(cast, kinds=("pns",))
        sent(cast, drafted(cast, row))
        client = as_(cast.intan)
        page = text(client, "circulars:readership_change", row.pk)
        assert f'action="{reverse("circulars:readership_new")}"' in page
        assert f'action="{reverse("circulars:readership_change", args=[row.pk])}"' not in page
        client.post(reverse("circulars:readership_new"), {"name": "Salinan", "kinds": ["pppk"], "pk": row.pk})
        assert Readership.objects.get(name="Salinan").kinds == ["pppk"]
        assert Readership.objects.get(pk=row.pk).kinds == ["pns"]

    def test_what_was_typed_survives_a_search_and_a_refusal(self, cast: Cast) -> None:
        client = as_(cast.intan)
        given = {"name": "Guru kota", "posts": "guru\ndosen", "kinds": ["pppk"], "units": ["bkpsdm"]}
        told = client.post(reverse("circulars:readership_new"), given)
        assert told.status_code == 422
        for words in ("Guru kota", "guru\ndosen", "Tidak seorang pun cocok"):
            assert words in told.content.decode()

    def test_a_wrong_unit_or_kind_is_refused_with_a_sentence(self, cast: Cast) -> None:
        given = {"name": "A", "units": ["dinas-hantu"], "kinds": ["raja"]}
        for name in ("readership_new", "readership_count"):
            assert as_(cast.intan).post(reverse(f"circulars:{name}"), given).status_code == 422

    def test_it_is_saved_and_listed_with_its_people(self, cast: Cast) -> None:
        client = as_(cast.intan)
        client.post(reverse("circulars:readership_new"), {"name": "Kelurahan", "units": ["kel-semanggi"]})
        told = text(client, "circulars:readerships")
        assert "Kelurahan Semanggi, dengan unit di bawahnya" in told
        assert ">2</td>" in told


class TestDraftPages:
    def test_from_a_text_to_a_draft_to_a_release(self, cast: Cast) -> None:
        client, who = as_(cast.intan), readership(cast)
        told = client.get(reverse("circulars:new") + "?naskah=netralitas")
        given = written_in(told.context["form"])
        answer = client.post(reverse("circulars:new") + "?naskah=netralitas", {**given, "readership": who.pk})
        made = Circular.objects.get()
        assert answer.url == reverse("circulars:version", args=[made.number, 1])
        page = text(client, "circulars:version", made.number, 1)
        assert "Konsep versi 1, seperti yang akan dibaca" in page
        refused = client.post(reverse("circulars:send", args=[made.number]), {"letter_on": "13 November 2024"})
        assert refused.status_code == 422
        assert "Isi nomor surat" in refused.content.decode()
        given = {"letter_number": "800/1/2024", "letter_on": "13 November 2024"}
        client.post(reverse("circulars:send", args=[made.number]), given)
        assert "6 dari 6 orang belum menandatangani" in text(client, "circulars:circular", made.number)
        again = client.post(reverse("circulars:send", args=[made.number]), given)  # pressed twice
        assert again.url == reverse("circulars:circular", args=[made.number])
        assert Entry.objects.filter(action="circulars.version.sent").count() == 1

    def test_the_next_version_stands_beside_the_last_one(self, cast: Cast) -> None:
        circular = sent(cast).circular
        client = as_(cast.intan)
        answer = client.post(reverse("circulars:next_version", args=[circular.number]))
        assert answer.url == reverse("circulars:change", args=[circular.number])
        form = client.get(answer.url).context["form"]
        assert "readership" not in form.fields
        given = written_in(form)
        client.post(answer.url, {**given, "points": "Tidak kampanye.\nTanyakan bila ragu."})
        page = text(client, "circulars:version", circular.number, 2)
        assert "<del>Tanya</del>" in page
        assert "<ins>Tanyakan</ins>" in page

    def test_a_draft_that_another_changed_is_not_overwritten_and_nothing_typed_is_lost(self, cast: Cast) -> None:
        circular = drafted(cast)
        url = reverse("circulars:change", args=[circular.number])
        client = as_(cast.intan)
        given = written_in(client.get(url).context["form"])
        client.post(url, {**given, "closing": "Yang pertama."})
        second = client.post(url, {**given, "closing": "Yang kedua."})
        assert second.status_code == 422
        assert "Yang kedua." in second.content.decode()
        assert Version.objects.get().closing == "Yang pertama."

    def test_who_was_typing_when_it_was_released_is_told_and_loses_nothing(self, cast: Cast) -> None:
        circular = drafted(cast)
        url = reverse("circulars:change", args=[circular.number])
        client = as_(cast.intan)
        given = written_in(client.get(url).context["form"])
        release(
            actor_of(cast.intan), circular.versions.get(), letter_number="800/1", letter_on=TODAY, asks_again=True,
            change_note="",
        )  # fmt: skip
        answer = client.post(url, {**given, "closing": "Yang masih diketik."})
        assert answer.status_code == 422
        for words in ("sudah beredar dan tidak berubah lagi", "Yang masih diketik."):
            assert words in answer.content.decode()
        assert client.get(url).status_code == 404

    def test_closing_keeps_the_page_and_takes_the_buttons(self, cast: Cast) -> None:
        circular = sent(cast).circular
        client = as_(cast.intan)
        client.post(reverse("circulars:close", args=[circular.number]))
        page = text(client, "circulars:circular", circular.number)
        assert "ditutup" in page
        assert reverse("circulars:next_version", args=[circular.number]) not in page
        assert client.get(reverse("circulars:send", args=[circular.number])).status_code == 404


class TestWhenNamesAreGone:
    def test_the_list_and_the_page_stand_without_counts_of_people(self, cast: Cast) -> None:
        number = sent(cast).circular.number
        Circular.objects.update(state=State.CLOSED, closed_on=TODAY, counted_on=TODAY)
        client = as_(cast.intan)
        assert "tinggal hitungan" in text(client, "circulars:list")
        page = text(client, "circulars:circular", number)
        assert "nama dihapus 13 November 2024, tinggal hitungan" in page
        assert "Lihat per unit" not in page


class TestWhoSeesWhat:
    def test_drafts_are_for_those_who_write_and_check(self, cast: Cast) -> None:
        number = drafted(cast).number
        for user in (cast.eko, cast.mira, cast.lukman):
            client = as_(user)
            assert number not in text(client, "circulars:list")
            assert client.get(reverse("circulars:circular", args=[number])).status_code == 404
            for name in ("circulars:letter_pdf", "circulars:letter_docx", "circulars:version"):
                assert client.get(reverse(name, args=[number, 1])).status_code == 404
        for user in (cast.intan, cast.laras, cast.ani):
            assert number in text(as_(user), "circulars:list")

    def test_a_draft_of_a_later_version_is_hidden_from_those_who_read_what_went_out(self, cast: Cast) -> None:
        circular = sent(cast).circular
        next_version(actor_of(cast.intan), circular)
        client = as_(cast.eko)
        assert "konsep" not in text(client, "circulars:circular", circular.number)
        assert client.get(reverse("circulars:version", args=[circular.number, 2])).status_code == 404

    def test_only_the_desk_writes(self, cast: Cast) -> None:
        number = sent(cast).circular.number
        for user in (cast.eko, cast.mira, cast.lukman, cast.laras, cast.ani):
            client = as_(user)
            assert client.get(reverse("circulars:new")).status_code == 403
            for name in ("next_version", "close", "signed_letter"):
                assert client.post(reverse(f"circulars:{name}", args=[number])).status_code == 403
        assert Circular.objects.get().state == State.SENT

    def test_a_stranger_and_another_city_find_nothing(self, cast: Cast) -> None:
        number = sent(cast).circular.number
        for client in (Client(), as_(cast.dewi)):
            assert client.get(reverse("circulars:list")).status_code == 404
            assert client.get(reverse("circulars:circular", args=[number])).status_code == 404

    def test_the_head_of_a_unit_reads_the_counts_of_the_own_units(self, cast: Cast) -> None:
        number = sent(cast).circular.number
        Grant.objects.filter(user=cast.lukman).update(unit=Unit.objects.get(key="kec-pasar-kliwon"))
        client = as_(User.objects.get(pk=cast.lukman.pk))
        page = text(client, "circulars:circular", number)
        assert "3 dari 3 orang belum menandatangani" in page
        assert page.count(reverse("circulars:units", args=[number])) == 2
        for name in ("proof", "proof_csv"):  # counts of the whole city, for the desk and for whoever checks it
            assert reverse(f"circulars:{name}", args=[number]) not in page
            assert client.get(reverse(f"circulars:{name}", args=[number])).status_code == 404
        assert "6 dari 6" in text(as_(cast.eko), "circulars:circular", number)


class TestSearch:
    @pytest.mark.parametrize("asked", ["%", "_", "\x00", "' OR 1=1 --", "x" * 5000, "\u202e"])
    def test_odd_signs_find_nothing_and_break_nothing(self, cast: Cast, asked: str) -> None:
        drafted(cast)
        answer = as_(cast.intan).get(reverse("circulars:list"), {"q": asked, "hal": "x"})
        assert answer.status_code == 200
        assert ("Tidak ada edaran yang cocok" in answer.content.decode()) == bool(asked.strip("\x00\u202e"))

    def test_a_circular_in_the_list_costs_four_questions_to_the_database(
        self, cast: Cast, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
    ) -> None:
        who = readership(cast, units=("bkpsdm", "kel-semanggi"))
        for _n in range(8):
            drafted(cast, who)
        client = as_(cast.intan)
        client.get(reverse("circulars:list"))
        with django_assert_max_num_queries(12 + 4 * 8):
            answer = client.get(reverse("circulars:list"))
        assert answer.content.decode().count("SE-3372-2024-") == 2 * 8


class TestSignedLetter:
    def send(self, cast: Cast, circular: Circular, data: bytes) -> str:
        url = reverse("circulars:signed_letter", args=[circular.number])
        answer = as_(cast.intan).post(url, {"file": io.BytesIO(data)}, follow=True)
        return str(answer.content.decode())

    def test_each_page_comes_back_as_pixels_and_the_file_is_thrown_away(self, cast: Cast) -> None:
        version = sent(cast)
        page = self.send(cast, version.circular, letter_pdf(version, "Semua pegawai"))
        letter = SignedLetter.objects.get()
        assert "Dua halaman surat bertanda tangan" in page
        picture = as_(cast.eko).get(reverse("circulars:signed_page", args=[version.circular.number, 1, 2]))
        assert picture["Content-Type"] == "image/jpeg"
        assert picture.content.startswith(b"\xff\xd8")
        assert "sandbox" in picture["Content-Security-Policy"]
        assert Entry.objects.filter(action="circulars.letter.returned", facts__sha256=letter.sha256).count() == 1
        for wrong in (0, 3):
            url = reverse("circulars:signed_page", args=[version.circular.number, 1, wrong])
            assert as_(cast.eko).get(url).status_code == 404

    def test_the_same_letter_twice_changes_nothing_and_another_one_is_refused(self, cast: Cast) -> None:
        version = sent(cast)
        first = letter_pdf(version, "Semua pegawai")
        self.send(cast, version.circular, first)
        self.send(cast, version.circular, first)
        assert SignedLetter.objects.count() == 1
        assert "Yang pertama tetap dipakai" in self.send(cast, version.circular, letter_pdf(version, "Lain"))

    @pytest.mark.parametrize("data", [b"bukan pdf", b"%PDF-1.7 rusak", b"<script>alert(1)</script>", b"\x00" * 99])
    def test_what_is_no_readable_pdf_is_refused_with_a_sentence(self, cast: Cast, data: bytes) -> None:
        page = self.send(cast, sent(cast).circular, data)
        assert "pesan-salah" in page
        assert not SignedLetter.objects.exists()

    def test_a_file_that_is_larger_than_a_request_may_be_is_named_so(self, cast: Cast, settings: object) -> None:
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
        page = self.send(cast, sent(cast).circular, b"%PDF-" + b"0" * 2000)
        assert "24 MB" in page

    def test_a_draft_takes_no_signed_letter(self, cast: Cast) -> None:
        circular = drafted(cast)
        url = reverse("circulars:signed_letter", args=[circular.number])
        assert as_(cast.intan).post(url, {"file": io.BytesIO(b"%PDF-")}).status_code == 404
        assert reading.latest(circular) is None
