"""A chat export of 50,000 lines read into drafts: seconds on one core, and that nothing planted is lost.

The chat is made up: talk, media and system marks, deleted messages, messages of several lines, and known numbers of
incidents, nil reports, questions and reports planted in it. Its people are invented.
Bar: 5 s for the whole way from the text to the drafts.

Run: .venv/bin/python bench/chat.py
"""

import argparse
import json
import random
import time
from datetime import UTC, date, datetime, timedelta

from kondusif.engine.chat import Limits, PlaceNames, propose, read

LINES, BAR, SEED = 50_000, 5.0, 20241127
START = datetime(2024, 10, 1, 6, 0, tzinfo=UTC)
LIMITS = Limits(copy_hours=12, matter_minutes=90, added_minutes=5, most_drafts=2_000, words=2_000)
VILLAGES = ["Semanggi", "Joyosuran", "Sangkrah", "Mojosongo", "Nusukan", "Gilingan", "Kadipiro", "Banyuanyar", "Kauman"]
PLACES = [("33.72.03", "Pasar Kliwon"), *((f"33.72.03.{1001 + at}", name) for at, name in enumerate(VILLAGES))]
PEOPLE = [
    f"{one} {two}" for one in ("Suratmi", "Paijan", "Wagiyem", "Tukiran") for two in ("Linmas", "Kelurahan", "Posko")
]
TALK = [
    "selamat pagi bapak ibu semua", "siap ndan", "monggo", "rapat besok jam 9 di aula", "terima kasih infonya",
    "mohon segera dikirim laporannya yang belum", "foto kegiatan menyusul ya", "izin terlambat, hujan deras di jalan",
    "sudah saya sampaikan ke petugas yang jaga malam", "nggih matur nuwun", "jadwal piket minggu depan sudah dibagikan",
    "tolong dicek lagi daftar hadirnya supaya lengkap, ada dua orang yang belum tanda tangan di lembar terakhir",
]  # fmt: skip
MARKS = [
    "<Media tidak disertakan>",
    "Pesan ini dihapus",
    "stiker tidak disertakan",
    "IMG-20241112-WA0003.jpg (file terlampir)",
]
HARMS = [
    "Ada pengrusakan baliho di Kel. {}, pelaku lari",
    "tawuran remaja di {} barusan",
    "pohon tumbang di kelurahan {} menutup jalan",
]


def made_up(lines: int, seed: int = SEED) -> tuple[str, dict[str, int]]:
    """A chat of so many lines, and what was planted in it."""
    dice = random.Random(seed)
    planted = {"incident": 0, "nil": 0, "question": 0, "report": 0}
    out: list[str] = []
    at = START
    while len(out) < lines:
        at += timedelta(minutes=dice.choice((0, 0, 1, 2, 3)))
        body = said(dice, planted, len(out))
        out.append(f"{at:%d/%m/%y %H.%M} - {dice.choice(PEOPLE)}: {body}")
        if dice.random() < 0.1:
            out.append("baris kedua dari pesan yang sama")
        if dice.random() < 0.02:
            out.append(f"{at:%d/%m/%y %H.%M} - {dice.choice(PEOPLE)} menambahkan {dice.choice(PEOPLE)}")
    return "\n".join(out[:lines]), planted


def said(dice: random.Random, planted: dict[str, int], row: int) -> str:
    """One message: mostly talk, sometimes something that matters, told apart by its number."""
    draw = dice.random()
    if draw < 0.004:
        planted["incident"] += 1
        return f"{dice.choice(HARMS).format(dice.choice(VILLAGES))}, kejadian {row}"
    if draw < 0.03:
        planted["nil"] += 1
        return f"Kel. {dice.choice(VILLAGES)} nihil, aman terkendali"
    if draw < 0.032:
        planted["question"] += 1
        return f"Mohon petunjuk, apakah boleh ASN hadir di acara paslon {row}?"
    if draw < 0.033:
        planted["report"] += 1
        return f"Diduga staf kelurahan {dice.choice(VILLAGES)} ikut kampanye paslon, bukti {row}"
    return dice.choice(MARKS) if draw < 0.15 else dice.choice(TALK)


def measure(lines: int = LINES) -> list[dict[str, object]]:
    """One row: seconds of the processor from the text to the drafts, and the drafts of each sort."""
    text, planted = made_up(lines)
    places = PlaceNames.from_rows(PLACES)
    propose(read("pemanasan", date(2024, 11, 13)), places, LIMITS)  # lexicons and tagger are read once a process
    begun, cpu = time.perf_counter(), time.process_time()
    transcript = read(text, date(2026, 11, 13))
    reading = time.process_time() - cpu
    drafts, counts = propose(transcript, places, LIMITS)
    spent = time.process_time() - cpu
    sorts = {sort: sum(draft.sort == sort for draft in drafts) for sort in planted}
    return [{
        "name": f"chat of {lines:,} lines", "seconds": round(spent, 2), "reading": round(reading, 2),
        "wall": round(time.perf_counter() - begun, 2), "bar_s": BAR, "met": spent <= BAR,
        "messages": len(transcript.messages),
        "planted": planted, "drafts": sorts, "counts": dict(counts), "order": transcript.order,
    }]  # fmt: skip


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=LINES)
    print(json.dumps(measure(options.parse_args().size), indent=1, default=str))
