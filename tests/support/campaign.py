"""A campaign against the desk: false reports of a few templates with small changes, among them true ones in own words.

Everything is invented and comes from a fixed seed. Used by the flood tests and by `bench/flood.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SEED = 20241127
DAY = date(2024, 11, 9)
WHO = ["Lurah", "Sekretaris kelurahan", "Camat", "Kepala seksi", "Staf kecamatan", "Pegawai puskesmas", "Guru negeri"]
DID = [
    "membagikan beras bergambar pasangan calon kepada warga", "memasang spanduk calon di pagar kantor",
    "mengumpulkan ketua RT untuk mengarahkan pilihan", "memakai mobil dinas untuk mengangkut atribut kampanye",
    "menjanjikan bantuan sosial bagi pendukung calon", "memotong honor kader yang tidak mau ikut deklarasi",
]  # fmt: skip
WHERE = ["di balai kelurahan", "di halaman masjid", "di depan pasar", "di aula kecamatan", "di rumah ketua RW"]
THEN = [
    "Semua yang hadir diminta memilih nomor dua karena bantuan tahun depan hanya untuk pendukungnya.",
    "Siapa yang menolak diancam tidak mendapat surat keterangan dari kantor sampai pemungutan suara selesai.",
    "Acara ditutup dengan yel-yel dan foto bersama yang kemudian dikirim ke grup percakapan warga.",
    "Uang dalam amplop putih dibagikan sesudah acara dan setiap orang harus menulis nama serta nomor teleponnya.",
]  # fmt: skip
LAST = [
    "Ini sudah terjadi berkali-kali dan tidak ada yang berani melapor kepada atasan.",
    "Saya melihat sendiri dari jarak dekat bersama beberapa tetangga yang juga keberatan.",
    "Mohon segera diperiksa sebelum hari tenang karena warga sudah resah.",
]
OTHER_WORD = {
    "membagikan": "membagi", "warga": "masyarakat", "bantuan": "bansos", "semua": "seluruh", "diminta": "disuruh",
    "acara": "kegiatan", "kemudian": "lalu", "uang": "duit", "kantor": "kelurahan", "segera": "cepat",
    "melihat": "menyaksikan", "tetangga": "kawan", "menolak": "menampik", "resah": "gelisah", "hadir": "datang",
}  # fmt: skip
BEFORE = ["", "", "Mohon ditindak!", "Lapor,", "Selamat siang.", "Kepada yang berwenang:"]
AFTER = ["", "", "Terima kasih.", "Tolong jangan dibiarkan", "🙏", "Sebarkan."]
# What people saw, each in words of their own: a beginning, what was odd, and how they know.
SAW = [
    "waktu antre minyak", "ketika pulang dari kebun", "saat menjemput anak", "di sela rapat dawis", "sehabis arisan",
    "pas listrik padam", "sepulang dari pabrik", "selagi menunggu bus", "menjelang kenduri", "seusai senam lansia",
]  # fmt: skip
ODD = [
    "kotak nasi berstempel gambar calon diturunkan dari mobil plat merah", "nama ibu saya dicoret dari daftar penerima",
    "dua pegawai memaksa pedagang melepas kaus lawan", "stiker ditempel pada kartu berobat pasien",
    "ketua kelompok tani diberi pupuk dengan syarat berfoto", "surat undangan dinas disisipi brosur partai",
    "guru menyuruh murid membawa pulang kalender calon", "petugas parkir dilarang bekerja bila tidak ikut konvoi",
    "pengeras suara kelurahan memutar lagu kampanye", "operator desa meminta foto KTP untuk tim pemenangan",
]  # fmt: skip
KNOW = [
    "Rekamannya ada di kamera toko bangunan seberang jalan.", "Menantu saya ikut menandatangani kertasnya.",
    "Saya simpan bungkusnya, masih ada cap tanggalnya.", "Satpam sekolah mencatat nomor kendaraannya.",
    "Bendahara posyandu mengaku menerima titipan itu.", "Tukang becak di pangkalan melihat hal yang sama.",
    "Kuitansinya sempat saya potret sebelum diambil lagi.", "Pak modin menegur tetapi malah dibentak.",
    "Cucu saya sampai menangis karena dibentak di situ.", "Ketua paguyuban sudah mengadu lisan, tanpa jawaban.",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """One report on its way: what it says, where and when, and whether it is a true one."""

    words: str
    area: int
    happened_on: date
    known_on: date
    true: bool


def campaign(false: int, true: int, *, templates: int = 50, areas: int = 20, hostile: bool = False) -> Iterator[Sent]:
    """The reports of a campaign in the order of their coming, true ones scattered among them.

    Args:
        areas: how many kelurahan there are; each template has one of them.
        hostile: every false report names any kelurahan and any day, to get around the bundles.
    """
    dice = Random(SEED)
    tales = [_template(dice) for _number in range(templates)]
    homes = [(dice.randrange(areas), DAY - timedelta(days=dice.randrange(2))) for _tale in tales]
    places = set(dice.sample(range(false + true), true))
    # No two of them share more than one part of three: nobody tells what another one told.
    own = [(SAW[a], ODD[b], KNOW[(a + b) % len(KNOW)]) for a in range(len(SAW)) for b in range(len(ODD))]
    witnesses = iter(dice.sample(own, true))
    for place in range(false + true):
        if place in places:
            saw, odd, know = next(witnesses)
            yield _true(dice, f"Kemarin {saw} saya lihat {odd}. {know}", areas)
            continue
        number = dice.randrange(templates)
        area, day = homes[number]
        if hostile:
            area, day = dice.randrange(areas), DAY - timedelta(days=dice.randrange(10))
        yield Sent(changed(tales[number], dice), area, day, day + timedelta(days=dice.randrange(2)), true=False)


def changed(text: str, dice: Random) -> str:
    """The same text with up to three small changes."""
    words = text.split()
    for _change in range(dice.randrange(3)):
        at = dice.randrange(len(words))
        other = OTHER_WORD.get(words[at].lower())
        words[at : at + 1] = [other] if other else ([words[at]] if dice.random() < 0.5 else [])
    told = " ".join(part for part in (dice.choice(BEFORE), " ".join(words), dice.choice(AFTER)) if part)
    return told.upper() if dice.random() < 0.1 else told


def _template(dice: Random) -> str:
    first = f"{dice.choice(WHO)} {dice.choice(DID)} {dice.choice(WHERE)} pada hari {dice.choice(['Sabtu', 'Minggu'])}."
    return " ".join([first, *dice.sample(THEN, 2), dice.choice(LAST)])


def _true(dice: Random, words: str, areas: int) -> Sent:
    day = DAY - timedelta(days=dice.randrange(2))
    return Sent(words, dice.randrange(areas), day, day + timedelta(days=dice.randrange(2)), true=True)
