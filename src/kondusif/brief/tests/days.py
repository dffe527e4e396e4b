"""Two days of an invented city, as plain facts: one calm, one full."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kondusif.brief.rules import facts as f
from kondusif.brief.rules.shapes import Record, Trail

ON = date(2024, 11, 13)
AT = datetime(2024, 11, 13, 6, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LABELS = {
    "calm": "aman", "watch": "perlu perhatian", "tense": "rawan", "critical": "sangat rawan",
    "silent": "belum melapor",
}  # fmt: skip
DISTRICTS = {
    "Laweyan": ["Pajang", "Bumi", "Panularan", "Jajar"],
    "Pasar Kliwon": ["Semanggi", "Mojo", "Sangkrah", "Kauman"],
    "Jebres": ["Sewu", "Mojosongo", "Jagalan", "Gandekan"],
    "Banjarsari": ["Kestalan", "Kadipiro", "Gilingan", "Banyuanyar"],
}
OFFICE = f.Office(
    "33.72", "Kota Surakarta", "Pemerintah Kota Surakarta", "Badan Kesatuan Bangsa dan Politik", True, "WIB",
    "Wali Kota Surakarta", "Sekretaris Daerah",
)  # fmt: skip


def rec(number: str) -> Record:
    return Record(number, f"/ruang/{number}/")


def place(name: str, word: str = "calm", before: str = "calm", **more: object) -> f.Place:
    district = next((key for key, names in DISTRICTS.items() if name in names), "Laweyan")
    return f.Place(name, district, word, before, rec(name), **more)  # type: ignore[arg-type]


def places(**words: tuple[str, str]) -> tuple[f.Place, ...]:
    return tuple(
        place(name, *words.get(name, ("calm", "calm")), judged=True) for names in DISTRICTS.values() for name in names
    )


def duty(number: int, due: date, *, outer: date | None = None, late: bool = False, **more: object) -> f.Duty:
    row = {"step": "Panggilan pemeriksaan pertama", "who": "Atasan langsung", "office_by": None, "checked": True}
    return f.Duty(due=due, outer=outer or due, late=late, record=rec(f"NET-3372-2024-{number:04d}"), **{**row, **more})


STAGE = f.Stage("Pilkada serentak 2024", ("Pelaksanaan kampanye",), (50, 60), None, 14, False, rec("Kalender tahapan"))
CALM = f.Facts(
    office=OFFICE, on=ON, at=AT, labels=LABELS,
    grounds=(f.Ground("PKPU 2/2024 tentang tahapan pemilihan.", rec("Kalender tahapan")),),
    stage=STAGE, city_word="calm", city_before="calm", city_record=rec("Situasi kota"),
    places=places(), silent=(), incidents=f.Flow(0, 0, 0, rec("Daftar kejadian")), happenings=(),
    reports=f.Flow(0, 0, 0, rec("Laporan masuk")), waiting=0, reports_due=False, cases_open=0, cases_new=(),
    cases_record=rec("Daftar penanganan"), duties=(), actions=(), press=f.Press(0, (), ()), agenda=(),
    trail=Trail(48211, "7f3a 91c0 5d2e 88b1"),
)  # fmt: skip
FULL = replace(
    CALM,
    city_word="watch",
    places=tuple(
        replace(row, reasons=(rec("KJ-3372-2024-0412"), rec("KJ-3372-2024-0415"))) if row.name == "Semanggi" else row
        for row in places(
            Semanggi=("tense", "watch"), Banyuanyar=("calm", "watch"), Mojosongo=("watch", "watch"),
            Kestalan=("silent", "silent"), Sewu=("silent", "calm"), Mojo=("silent", "calm"),
        )
    ),
    silent=(
        f.Silence("Kestalan", "Banjarsari", 3, rec("Kestalan")),
        f.Silence("Sewu", "Jebres", 2, rec("Sewu")),
        f.Silence("Mojo", "Pasar Kliwon", 1, rec("Mojo")),
    ),
    incidents=f.Flow(1, 3, 10, rec("Daftar kejadian")),
    happenings=(
        f.Happening("Intimidasi", "Sedang", "Semanggi", date(2024, 11, 12), "ditangani", rec("KJ-3372-2024-0415")),
        f.Happening("Perusakan", "Ringan", "Mojosongo", date(2024, 11, 12), "terbuka", rec("KJ-3372-2024-0414")),
    ),
    reports=f.Flow(4, 7, 66, rec("Laporan masuk")),
    waiting=9,
    reports_due=True,
    cases_open=6,
    cases_new=(rec("NET-3372-2024-0012"),),
    duties=(
        duty(9, date(2024, 11, 11), late=True, who="Inspektorat", step="Pemeriksaan terperiksa"),
        duty(12, ON, outer=date(2024, 11, 15), office_by=AT.replace(hour=16), checked=False),
        duty(11, ON, step="Penerusan ke Bawaslu", who="Satgas Netralitas"),
        duty(12, date(2024, 11, 18), step="Penyampaian keputusan", who="PPK"),
    ),
    actions=(
        f.Action("Dibuka penanganan dugaan", (rec("NET-3372-2024-0012"),)),
        f.Action("Kejadian ditangani: intimidasi di Semanggi", (rec("KJ-3372-2024-0415"),)),
    ),
    press=f.Press(3, (f.Topic("Hoaks", 2), f.Topic("Netralitas ASN", 1)), (rec("MD-3372-2024-0076"),)),
    agenda=(
        f.Coming(date(2024, 11, 14), "Rapat Forkopimda, 09.00"),
        f.Coming(date(2024, 11, 24), "Masa tenang mulai"),
        f.Coming(date(2024, 11, 19), "Apel Linmas"),
    ),
)  # fmt: skip
