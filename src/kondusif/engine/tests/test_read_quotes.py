"""Words of people, whichever marks and tags the press sets around them."""

import pytest

from kondusif.engine.reading import Gazetteer, read

BUDI = "Ketua KPU Kota Semarang Budi Hartono hadir di Kota Semarang.\n"
KPU = "Ketua KPU Kota Semarang"
QUOTED = {
    "curly": ("“Semua logistik siap,” kata Budi.", "Semua logistik siap"),
    "straight": ('"Semua logistik siap," kata Budi.', "Semua logistik siap"),
    "low and high": ("„Semua logistik siap,” ujar Budi.", "Semua logistik siap"),
    "guillemets": ("«Semua logistik siap,» ujar Budi.", "Semua logistik siap"),
    "two single marks": ("‘‘Semua logistik siap,’’ ujar Budi.", "Semua logistik siap"),
    "two straight single marks": ("''Semua logistik siap,'' ujar Budi.", "Semua logistik siap"),
    "closing mark of another kind": ('“Semua logistik siap," ujar Budi.', "Semua logistik siap"),
    "opening mark turned round": ("” Semua logistik sudah siap,” ujar Budi.", "Semua logistik sudah siap"),
    "glued to the sentence before": (
        "Budi meninjau gudang.”Semua logistik sudah siap,” ujarnya.", "Semua logistik sudah siap"),
    "nested straight": (
        '"Kami menggelar "deklarasi damai" di balai kota besok," kata Budi.',
        'Kami menggelar "deklarasi damai" di balai kota besok'),
    "nested curly": (
        "“Kami menggelar “deklarasi damai” di balai kota besok,” kata Budi.",
        "Kami menggelar “deklarasi damai” di balai kota besok"),
    "nested single": ("“Kami menggelar ‘deklarasi damai’ besok,” kata Budi.", "Kami menggelar ‘deklarasi damai’ besok"),
    "closing mark missing": ("Budi berkata, “Semua logistik sudah siap dikirim.", "Semua logistik sudah siap dikirim."),
    "opening mark missing": ("Semua logistik sudah siap dikirim,” ujarnya.", "Semua logistik sudah siap dikirim"),
    "tag in the middle": ("“Semua siap,” kata Budi, “tinggal dikirim ke kelurahan.”", "Semua siap"),
    "kata dia": ("Budi meninjau gudang. “Semua logistik siap,” kata dia.", "Semua logistik siap"),
    "wrapped": ("“Semua logistik siap, tinggal\ndikirim ke kelurahan,” kata Budi.", "Semua logistik siap, tinggal"),
}  # fmt: skip
REPORTED = {
    "ujarnya": "Semua logistik sudah siap dikirim ke kelurahan, ujarnya.",
    "menurutnya": "Menurutnya, semua logistik sudah siap dikirim.",
    "kata dia": "Semua logistik, kata dia, sudah siap dikirim ke kelurahan.",
    "lanjut": "Dia melanjutkan, sekitar 900 personel dikerahkan.",
    "lanjut with a name": "Lanjut Budi, sekitar 900 personel dikerahkan.",
    "the same one": "Komisioner yang juga dosen itu menambahkan, kotak suara sudah dirakit.",
    "asked": "Budi ketika dikonfirmasi yang saat itu juga hadir mengatakan, kotak suara sudah dirakit.",
}


@pytest.mark.parametrize("kind", QUOTED)
def test_quoted_words_belong_to_who_said_them(kind: str, gazetteer: Gazetteer) -> None:
    line, words = QUOTED[kind]
    text = BUDI + line
    said = [one for one in read(text, gazetteer).statements if one.quote == words]
    assert [(one.role, one.direct) for one in said] == [(KPU, True)]
    assert text[said[0].start : said[0].end] == words


@pytest.mark.parametrize("kind", REPORTED)
def test_reported_words_belong_to_who_had_the_word(kind: str, gazetteer: Gazetteer) -> None:
    statements = read(BUDI + "“Semua logistik siap,” kata Budi.\n" + REPORTED[kind], gazetteer).statements
    assert [(one.role, one.direct) for one in statements] == [(KPU, True), (KPU, False)]


def test_who_stands_in_for_somebody_speaks_himself(gazetteer: Gazetteer) -> None:
    text = "Kaban Kesbangpol Kota Semarang Dewi Lestari mewakili Wali Kota Semarang mengatakan, situasi aman."
    assert [one.role for one in read(text, gazetteer).statements] == ["Kaban Kesbangpol Kota Semarang"]


def test_a_quote_over_two_paragraphs_stays_with_its_speaker(gazetteer: Gazetteer) -> None:
    text = BUDI + "“Semua logistik sudah siap dikirim.\nKotak suara tinggal diangkut,” kata Budi."
    assert {one.speaker for one in read(text, gazetteer).statements} == {"Budi Hartono"}


def test_somebody_without_a_known_post_is_heard_too(gazetteer: Gazetteer) -> None:
    text = "Penggerak kampung Semanggi, Slamet Riyanto, mengatakan, warganya rukun."
    assert [one.speaker for one in read(text, gazetteer).statements] == ["Slamet Riyanto"]


def test_a_body_or_a_country_is_no_person(gazetteer: Gazetteer) -> None:
    text = "Pertamina memastikan pasokan aman. Bank Indonesia menyebut inflasi rendah."
    assert [one.speaker for one in read(text, gazetteer).statements] == []
