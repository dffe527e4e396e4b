"""What the papers of a session say: the invitation, and the six papers by which a treasurer accounts for it.

Official papers are Indonesian whatever the language of the page. What is not known stays empty and becomes a dotted
line, to be filled in by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import translation

from kondusif.base import typeset, wording
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city, today
from kondusif.outreach.models import GROUPS
from kondusif.outreach.papers_words import PHOTO, SCAN, WORDS
from kondusif.outreach.rules import Group, PictureKind, SessionStatus
from kondusif.outreach.selectors.papers import Signer
from kondusif.outreach.selectors.sessions import SessionView

ROWS_BEFORE = 30  # empty rows of a list that is printed before anybody has come
Facts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the letters ask for that no record holds. An empty text is a dotted line."""

    letter_number: str = ""
    order_number: str = ""
    signer: Signer | None = None
    rows: int | None = None
    address: str = ""


def pack_data(view: SessionView, asked: Asked) -> dict[str, Any]:
    """Everything that the six papers say, plain values only."""
    with translation.override("id"):
        place = city()
        session = view.session
        held = session.status == SessionStatus.HELD
        said = _said(view, place)
        seat = place.name.removeprefix("Kota ").removeprefix("Kabupaten ")
        signer = _sign(asked.signer.post if asked.signer else "", asked.signer.name if asked.signer else "", seat)
        written_on = "" if held else _plain(today(place))
        return {
            "title": f"Paket SPJ {session.number}", "code": session.number, "foot": place.government,
            "letterhead": typeset.letterhead(place), "words": WORDS, "address": asked.address, "signer": signer,
            "leader": _sign(session.leader_post or WORDS["leader"], session.leader_name, seat),
            "writer": _sign(WORDS["writer"], session.recorded_by.full_name if session.recorded_by else "", seat),
            "invitation": _invitation(view, said, asked, written_on),
            "order": _order(view, said, asked, written_on),
            "attendance": _attendance(view, said, asked), "minutes": _minutes(view, said, held=held),
            "photos": {"facts": said.short, "rows": _captions(view, PictureKind.PHOTO, PHOTO)},
            "scans": _captions(view, PictureKind.ATTENDANCE_LIST, SCAN),
            "report": {"day": "", "sections": _report(view, said, held=held)},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What several papers say in the same words."""

    day: str
    hour: str
    where: str
    groups: str
    basis: str
    programme: str
    short: Facts


def _said(view: SessionView, place: City) -> _Said:
    session = view.session
    day: date | None = session.held_on or session.planned_on
    hour: time | None = session.held_time if session.held_on else session.planned_time
    programme = session.programme
    said_day, said_hour = wording.long_date(day) if day else "", _hour(hour, place.zone)
    where = f"{session.place}, {view.place_path}"
    return _Said(
        day=said_day, hour=said_hour, where=where,
        groups=", ".join(str(GROUPS[Group(group)]) for group in view.groups),
        basis=programme.basis if programme else "", programme=programme.name if programme else "",
        short=[("Kegiatan", session.topic), ("Hari, tanggal", said_day), ("Tempat", where)],
    )  # fmt: skip


def _invitation(view: SessionView, said: _Said, asked: Asked, written_on: str) -> dict[str, Any]:
    session = view.session
    because = f"Dalam rangka {said.programme}, dengan hormat" if said.programme else "Dengan hormat, bersama ini"
    return {
        "head": [("Nomor", asked.letter_number), ("Sifat", "Biasa"), ("Lampiran", "-"),
                 ("Hal", f"Undangan: {session.topic}")],
        "day": written_on, "invited": session.invited or said.groups,
        "opening": f"{because} kami mengundang Saudara untuk hadir pada:",
        "facts": [("Hari, tanggal", said.day), ("Pukul", said.hour), ("Tempat", said.where), ("Acara", session.topic)],
        "closing": "Kegiatan ini tidak dipungut biaya dan bukan kegiatan kampanye. Demikian, atas kehadiran Saudara "
                   "kami mengucapkan terima kasih.",
    }  # fmt: skip


def _order(view: SessionView, said: _Said, asked: Asked, written_on: str) -> dict[str, Any]:
    session = view.session
    people: list[tuple[str, str]] = []
    if session.assigned_to:
        people.append((session.assigned_to.full_name, _home(session.assigned_to)))
    if session.leader_name and session.leader_name not in {name for name, _post in people}:
        people.append((session.leader_name, session.leader_post))
    return {
        "number": asked.order_number, "day": written_on, "people": people or [("", "")],
        "basis": [("Dasar", said.basis or said.programme)],
        "facts": [("Untuk", f"Melaksanakan sosialisasi “{session.topic}” bagi {said.groups}."),
                  ("Hari, tanggal", said.day), ("Pukul", said.hour), ("Tempat", said.where)],
    }  # fmt: skip


def _attendance(view: SessionView, said: _Said, asked: Asked) -> dict[str, Any]:
    schools = Group.SCHOOLS in view.groups
    rows = asked.rows or view.session.attending or ROWS_BEFORE
    return {
        "facts": [*said.short, ("Pukul", said.hour)], "rows": min(rows, 300),
        "note": WORDS["pupils"] if schools else "",
    }  # fmt: skip


def _minutes(view: SessionView, said: _Said, *, held: bool) -> dict[str, Any]:
    session = view.session
    led = ", ".join(filter(None, (session.leader_name, session.leader_post)))
    return {
        "facts": [*said.short, ("Pukul", said.hour), ("Pemimpin sesi", led), ("Sasaran", said.groups),
                  ("Jumlah hadir", _people(session.attending) if held else "")],
        "notes": session.notes, "questions": [(row.text, row.answer) for row in view.questions],
    }  # fmt: skip


def _report(view: SessionView, said: _Said, *, held: bool) -> list[dict[str, Any]]:
    session = view.session
    reached = [
        (
            row.label,
            "seluruh RW tercatat; daftar RT belum dimuat" if row.whole else ", ".join(p.label for p in row.parts),
        )
        for row in view.reached
    ]
    purpose = session.programme.purpose if session.programme else ""
    carried: Facts = [
        ("Hari, tanggal", said.day), ("Pukul", said.hour), ("Tempat", said.where), ("Sasaran", said.groups),
        ("Jumlah hadir", _people(session.attending) if held else ""),
        ("RT terjangkau", f"{wording.number(view.reached_count)} RT" if held else ""),
    ]  # fmt: skip
    asked = f"Pertanyaan yang tercatat: {len(view.questions)}." if view.questions else ""
    result = "\n".join(filter(None, (session.notes, asked)))
    return [
        _section("I. Dasar", said.basis or said.programme, lines=2),
        _section("II. Maksud dan tujuan", purpose, lines=2),
        {"title": "III. Pelaksanaan", "facts": [*carried, *reached], "text": "", "lines": 0},
        _section("IV. Hasil", result, lines=4),
        _section("V. Kesimpulan dan tindak lanjut", "", lines=4),
        _section("VI. Penutup", WORDS["closing"], lines=0),
    ]  # fmt: skip


def _section(title: str, text: str, *, lines: int) -> dict[str, Any]:
    return {"title": title, "facts": [], "text": text, "lines": 0 if text else lines}


def _captions(view: SessionView, kind: PictureKind, words: str) -> list[tuple[str, str]]:
    rows = [row for row in view.pictures if row.kind == kind]
    return [
        (str(row.pk), f"{words} {n} dari {len(rows)}, sidik digital {row.sha256[:12]}") for n, row in enumerate(rows, 1)
    ]


def _sign(post: str, name: str, seat: str) -> Mapping[str, Any]:
    return {"city": seat, "day": None, "post": post, "name": name}


def _home(user: Any) -> str:
    """Where somebody works, as the surat tugas says it."""
    return f"Petugas pada {user.unit.name}" if user.unit else ""


def _people(count: int | None) -> str:
    return f"{wording.number(count)} orang" if count is not None else ""


def _plain(on: date) -> str:
    return wording.plain_date(on)


def _hour(moment: time | None, zone: str) -> str:
    return f"{moment:%H.%M} {zone}" if moment else ""
