"""The content kit: what it refuses, who releases, what becomes of a changed piece."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kondusif.accounts.models import Notice
from kondusif.accounts.notices import say
from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import NotYours, Refused, Stale
from kondusif.outreach import kit_starters, kit_words
from kondusif.outreach.models import Piece
from kondusif.outreach.rules import KeptOutKind, Language, PieceKind, PieceStatus
from kondusif.outreach.selectors import kit as selectors
from kondusif.outreach.selectors.kept_rows import kept_texts
from kondusif.outreach.services import kit
from kondusif.outreach.services.kept_out import Entry as KeptEntry
from kondusif.outreach.services.kept_out import add_kept_out, end_kept_out
from kondusif.outreach.services.kit import Draft
from kondusif.stages.services import choose_contest
from support.cast import Cast

pytestmark = pytest.mark.django_db
CALM = "Pilihan boleh berbeda. Ronda tetap bersama."


def draft(body: str = CALM, **changes: object) -> Draft:
    first = {"kind": PieceKind.POSTER, "language": Language.INDONESIAN, "title": "Tetap bertetangga",
             "body": body, "basis": "imbauan, bukan aturan tertulis"}  # fmt: skip
    return Draft(**{**first, **changes})  # type: ignore[arg-type]


def released(cast: Cast, **changes: object) -> Piece:
    piece = kit.draft_piece(actor_of(cast.intan), draft(**changes))  # type: ignore[arg-type]
    return kit.release_piece(actor_of(cast.lukman), piece)


def here(path: str) -> str:
    return f"http://kota.example{path}"


def test_one_person_drafts_and_another_releases(cast: Cast) -> None:
    piece = kit.draft_piece(actor_of(cast.intan), draft())
    assert piece.number == "MAT-3372-2024-0001"
    with pytest.raises(Refused) as refusal:
        kit.release_piece(actor_of(cast.intan), piece)
    assert refusal.value.code == "outreach.kit.same_person"
    done = kit.release_piece(actor_of(cast.lukman), piece)
    assert (done.status, done.released_by, done.released_on) == (PieceStatus.RELEASED, cast.lukman, date(2024, 11, 13))
    actions = list(Entry.objects.filter(action__startswith="outreach.").values_list("action", flat=True))
    assert actions == ["outreach.piece.drafted", "outreach.piece.released"]


def test_those_who_may_release_a_draft_are_told_of_it_and_its_writer_is_not(cast: Cast) -> None:
    piece = kit.draft_piece(actor_of(cast.intan), draft())
    told = Notice.objects.all()
    assert {(one.user, say(one)) for one in told} == {
        (user, f"Konsep materi {piece.number} menunggu dibaca dan diterbitkan orang kedua.")
        for user in (cast.lukman, cast.laras)
    }
    assert {one.url for one in told} == {f"/ruang/pencegahan/materi/{piece.number}/"}
    loaded = kit.load_starters(actor_of(cast.intan))
    assert Notice.objects.count() == 4
    assert f"{len(loaded)} konsep materi menunggu" in say(Notice.objects.filter(user=cast.laras).latest("pk"))


def test_the_table_itself_refuses_one_person_as_both(cast: Cast) -> None:
    piece = released(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.filter(pk=piece.pk).update(released_by=cast.intan)


def test_a_machine_neither_drafts_nor_releases(cast: Cast) -> None:
    machine = system_actor("uji")
    piece = kit.draft_piece(actor_of(cast.intan), draft())
    for attempt in (
        lambda: kit.draft_piece(machine, draft()), lambda: kit.release_piece(machine, piece),
        lambda: kit.load_starters(machine),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "outreach.not_a_person"


def test_a_released_piece_that_is_changed_is_a_draft_again_and_its_writer_waits_for_another(cast: Cast) -> None:
    piece = released(cast)
    changed = kit.change_piece(actor_of(cast.intan), piece, draft(CALM + " Arisan juga."))
    assert (changed.status, changed.released_by, changed.released_on) == (PieceStatus.DRAFT, None, None)
    assert changed.version == 3
    with pytest.raises(Refused):
        kit.release_piece(actor_of(cast.intan), changed)


def test_what_the_second_person_did_not_read_is_not_released(cast: Cast) -> None:
    piece = kit.draft_piece(actor_of(cast.intan), draft())
    seen = Piece.objects.get(pk=piece.pk)
    kit.change_piece(actor_of(cast.intan), piece, draft(CALM + " Arisan juga."))
    with pytest.raises(Stale):
        kit.release_piece(actor_of(cast.lukman), seen)
    assert Piece.objects.get().status == PieceStatus.DRAFT


def test_a_piece_is_withdrawn_with_a_reason_and_only_once(cast: Cast) -> None:
    piece = released(cast)
    with pytest.raises(Refused) as refusal:
        kit.withdraw_piece(actor_of(cast.lukman), piece, reason="  ")
    assert refusal.value.code == "outreach.kit.no_reason"
    gone = kit.withdraw_piece(actor_of(cast.lukman), piece, reason="Alamatnya keliru.")
    assert (gone.status, gone.withdrawn_because) == (PieceStatus.WITHDRAWN, "Alamatnya keliru.")
    with pytest.raises(Refused) as refusal:
        kit.withdraw_piece(actor_of(cast.lukman), gone, reason="Lagi.")
    assert refusal.value.code == "outreach.kit.not_released"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Salam dua jari untuk kota kita.", "jari"),
        ("Coblos nomor 2 pada hari itu.", "nomor"),
        ("Ayo acungkan jempol \N{THUMBS UP SIGN} bersama.", "jari"),
        ("Hidup GOLKAR di kampung kita.", "partai"),
        ("Datanglah bersama PKS.", "partai"),
        ("Ganti wali kota sekarang.", "ajakan"),
        ("Mari menangkan kampung kita.", "ajakan"),
        ("Bersama paslon 01 kita maju.", "nomor"),
    ],
)
def test_numbers_signs_parties_and_calls_are_refused_by_name(cast: Cast, body: str, why: str) -> None:
    with pytest.raises(Refused) as refusal:
        kit.draft_piece(actor_of(cast.intan), draft(body))
    assert refusal.value.code == "outreach.kit.kept_out"
    assert why in str(refusal.value.facts["found"])
    assert not Piece.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "Kerja bakti di RT 02 RW 07, Minggu pukul 07.00.",
        "Masukkan ke dalam panci, PAN goreng tidak perlu." .replace("PAN", "pan"),
        "Hari pemungutan suara: {hari_pemungutan}. Telepon polisi di 110.",
        "Jangan mengejek pilihan tetangga, siapa pun calonnya.",
        "Pajak bumi dan bangunan dibayar di kelurahan.",
    ],
)  # fmt: skip
def test_ordinary_words_pass(cast: Cast, body: str) -> None:
    assert kit.draft_piece(actor_of(cast.intan), draft(body)).status == PieceStatus.DRAFT


def test_names_on_the_list_are_refused_however_they_are_written(cast: Cast) -> None:
    add_kept_out(actor_of(cast.intan), KeptEntry(KeptOutKind.CANDIDATE, "Wahyu Prasetyo", "pengumuman KPU"))
    for said in ("Bersama WAHYU PRASETYO", "Bersama #WahyuPrasetyo", "Bersama H. Wahyu Prasetyo, S.H."):
        with pytest.raises(Refused) as refusal:
            kit.draft_piece(actor_of(cast.intan), draft(f"{said} kita rukun."))
        assert "nama calon" in str(refusal.value.facts["found"])


def test_heads_of_the_highest_offices_need_not_be_written_down(cast: Cast) -> None:
    Unit.objects.filter(key="wali-kota").update(head_name="Suryono Hartanto")
    Unit.objects.filter(key="kel-semanggi").update(head_name="Endang Lestari")
    with pytest.raises(Refused) as refusal:
        kit.draft_piece(actor_of(cast.intan), draft("Suryono Hartanto mengajak warga rukun."))
    assert "nama pejabat" in str(refusal.value.facts["found"])
    assert [row.text for row in kept_texts(today())] == ["Suryono Hartanto"]


def test_a_name_written_down_later_takes_a_released_piece_off_the_page_and_ending_it_brings_it_back(
    cast: Cast, city: City
) -> None:
    piece = released(cast, body="Kampung Wahyu Prasetyo tetap rukun.")
    assert selectors.published(city, here)
    row = add_kept_out(actor_of(cast.intan), KeptEntry(KeptOutKind.KIN, "Wahyu Prasetyo", "pengumuman KPU"))
    assert selectors.published(city, here) == []
    with pytest.raises(NotYours):
        selectors.published_piece(piece.number, city, here)
    assert [view.piece for view in selectors.with_findings([piece], city, here)] == [piece]
    end_kept_out(actor_of(cast.intan), row)
    assert selectors.published_piece(piece.number, city, here).piece == piece


def test_facts_come_from_the_stages_and_the_rulebook_with_their_source(cast: Cast, city: City) -> None:
    body = "Hari: {hari_pemungutan}. Tenang: {masa_tenang}. Lapor paling lama {batas_lapor} di {alamat_lapor}"
    view = selectors.view_of(released(cast, body=body, basis=""), city, here)
    assert view.body == (
        "Hari: Rabu, 27 November 2024. Tenang: Minggu, 24 November 2024 sampai Selasa, 26 November 2024. "
        "Lapor paling lama 7 hari kalender di kota.example/lapor/"
    )
    assert [source.words for source in view.sources] == ["PKPU 2/2024", "UU Pilkada Pasal 134 ayat (4)"]
    assert not any(source.checked for source in view.sources)
    assert "belum diperiksa" in view.sources_said
    assert view.address == "http://kota.example/lapor/"


def test_javanese_days_stand_in_a_javanese_piece(cast: Cast, city: City) -> None:
    piece = released(cast, body="Dinten: {hari_pemungutan}, {batas_lapor}.", language=Language.JAVANESE)
    view = selectors.view_of(piece, city, here)
    assert view.body == "Dinten: Rebo, 27 November 2024, 7 dinten kalender."
    assert view.sources_said.startswith("Dhasar: imbauan")


def test_a_blank_that_the_city_cannot_fill_stops_the_release_and_later_hides_the_piece(cast: Cast, city: City) -> None:
    piece = released(cast, body="Hari: {hari_pemungutan}.")
    choose_contest(system_actor("uji"), "")
    city.refresh_from_db()
    assert selectors.published(city, here) == []
    other = kit.draft_piece(actor_of(cast.intan), draft("Hari: {hari_pemungutan}.", title="Lagi"))
    with pytest.raises(Refused) as refusal:
        kit.release_piece(actor_of(cast.lukman), other)
    assert refusal.value.code == "outreach.kit.blank_empty"
    assert selectors.view_of(piece, city, here).empty == ("hari_pemungutan",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": "Hari: {hari_raya}."}, "outreach.kit.blank_unknown"),
        ({"body": "x" * 701}, "outreach.kit.too_long"),
        ({"body": "x" * 361, "kind": PieceKind.CHAT_CARD}, "outreach.kit.too_long"),
        ({"title": "x" * 121}, "outreach.kit.title_too_long"),
        ({"title": " "}, "outreach.kit.no_title"),
        ({"body": " "}, "outreach.kit.no_body"),
        ({"basis": "SKB-D-99"}, "outreach.kit.basis_unknown"),
    ],
)
def test_a_draft_is_refused_for_what_it_says_of_itself(cast: Cast, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        kit.draft_piece(actor_of(cast.intan), draft(**changes))  # type: ignore[arg-type]
    assert refusal.value.code == code


def test_nothing_is_released_without_a_basis_or_when_it_takes_too_long_to_say(cast: Cast) -> None:
    bare = kit.draft_piece(actor_of(cast.intan), draft(basis=""))
    long = kit.draft_piece(actor_of(cast.intan), draft("kata " * 181, kind=PieceKind.SPOKEN, title="Panjang"))
    for piece, code in ((bare, "outreach.kit.no_basis"), (long, "outreach.kit.too_long_to_say")):
        with pytest.raises(Refused) as refusal:
            kit.release_piece(actor_of(cast.lukman), piece)
        assert refusal.value.code == code


def test_ninety_seconds_are_a_hundred_and_eighty_words() -> None:
    assert kit_words.seconds_of("kata " * 180) == 90
    assert kit_words.seconds_of("Orang-orang, itu: 110.") == 2


def test_the_texts_that_come_with_the_product_are_drafts_of_whoever_loads_them_and_none_comes_twice(cast: Cast) -> None:
    found = kit.load_starters(actor_of(cast.intan))
    assert {piece.status for piece in found} == {PieceStatus.DRAFT}
    assert {piece.drafted_by_id for piece in found} == {cast.intan.pk}
    assert {(piece.kind, piece.language) for piece in found} == {
        (kind, tongue) for kind in PieceKind for tongue in Language
    }
    assert list(kit.load_starters(actor_of(cast.intan))) == []
    assert Entry.objects.filter(action="outreach.kit.loaded").count() == 1


def test_every_text_that_comes_with_the_product_can_be_released(cast: Cast, city: City) -> None:
    for piece in kit.load_starters(actor_of(cast.intan)):
        view = selectors.view_of(kit.release_piece(actor_of(cast.lukman), piece), city, here)
        assert view.sound, piece.title
        assert view.sources, piece.title
        assert "{" not in view.text
    assert len(selectors.published(city, here)) == Piece.objects.count()


def test_texts_about_a_regional_election_stay_away_outside_one() -> None:
    kinds = {one.contest for one in kit_starters.every_starter()}
    assert kinds == {"", "pilkada"}
    assert {one.contest for one in kit_starters.starters("pemilu")} == {""}


def test_every_basis_of_the_texts_stands_in_the_rulebook_or_is_words() -> None:
    for one in kit_starters.every_starter():
        kit_words.check_basis(one.basis)
        unknown = [name for name in kit_words.blanks_in(one.body) if name not in kit_words.BLANKS]
        assert unknown == [], one.title
