"""Papers of this room: Bawaslu's form filled in for the reporter, the note of informasi awal, the cover letter, and the
lines that tell a reporter the outcome.

Bawaslu's form is made from what the reporter typed and is kept nowhere. The others carry only the verifier's words.
All of them are Indonesian whatever language the page has.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from kondusif.base import typeset, wording
from kondusif.institutions.models import Body
from kondusif.institutions.selectors import city, today, unit_choices
from kondusif.intake.labels import KINDS
from kondusif.intake.models import Report
from kondusif.intake.ready_words import filled
from kondusif.intake.rules import Draft, Outcome
from kondusif.intake.selectors import bawaslu_clock
from kondusif.kernel.areas import Level, at_level
from kondusif.kernel.errors import Refused
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_path

TOLD = "intake/letters/kabar.typ"
TEMPLATES = {Outcome.INFORMATION: "intake/letters/informasi.typ", Outcome.NOT_OURS: "intake/letters/pengantar.typ"}
BAWASLU = "bawaslu"


@override("id")
def bawaslu_form(draft: Draft) -> bytes:
    """Bawaslu's report form as PDF, every known field filled in, the others left as lines for the pen."""
    place, person = city(), draft.reporter
    sex = {"L": _("Laki-laki"), "P": _("Perempuan")}.get(person.sex, "")
    units = {row.key: row.name for row in unit_choices()}
    unit = units.get(draft.accused_unit, draft.accused_other)
    area = name_path(draft.area_code) if draft.area_code else ""
    return typeset.pdf("intake/letters/bawaslu.typ", {
        "letterhead": typeset.letterhead(place),
        "title": _("Laporan dugaan pelanggaran"),
        "to": _office(),
        "about": str(KINDS[draft.kind]),
        "reporter": [
            (_("Nama"), person.name), (_("Jenis kelamin"), sex), (_("Pekerjaan"), person.job),
            (_("Kewarganegaraan"), ""), (_("Alamat"), person.address), (_("Nomor telepon"), person.phone),
            (_("Surel"), person.email),
        ],
        "accused": [
            (_("Nama"), draft.accused_name), (_("Jabatan"), draft.accused_post), (_("Unit atau instansi"), unit),
            (_("Alamat"), draft.accused_address),
        ],
        "event": [
            (_("Tempat kejadian"), ", ".join(filter(None, [draft.place_words, area]))),
            (_("Hari dan tanggal kejadian"), wording.long_date(draft.happened_on) if draft.happened_on else ""),
            (_("Waktu kejadian"), wording.clock_time(draft.happened_time) if draft.happened_time else ""),
            (_("Tanggal diketahui"), wording.long_date(draft.known_on) if draft.known_on else ""),
        ],
        "account": draft.words,
        "evidence": draft.evidence_words,
        "dates": _dates(bawaslu_clock(draft.happened_on, draft.known_on)),
        "words": _form_words(),
    })  # fmt: skip


def _form_words() -> dict[str, str]:
    return {
        "to": _("Yth."), "reporter": _("1. Pelapor"), "accused": _("2. Terlapor"), "event": _("3. Peristiwa"),
        "account": _("4. Uraian kejadian"), "witnesses": _("5. Saksi"), "evidence": _("6. Bukti"),
        "statement": _("7. Pernyataan dan tanda tangan"),
        "witness": _("Nama, alamat, dan telepon saksi"),
        "true": _("Saya menyatakan bahwa isi laporan ini benar dan bersedia dimintai keterangan."),
        "filed": _("Dilaporkan di"), "filed_on": _("Hari, tanggal, dan jam"),
        "sign": _("Pelapor, tanda tangan sama dengan KTP"),
        "received": _("Penerima laporan"),
        "foot": _(
            "Diisi dengan Kondusif oleh pelapor sendiri; kota tidak menyimpan formulir ini. Urutan isian mengikuti"
            " formulir laporan Bawaslu. Bawaslu dapat meminta formulirnya sendiri; salin isian ini ke sana."
        ),
    }  # fmt: skip


def _office() -> str:
    body = Body.objects.filter(key=BAWASLU).first()
    return f"{body.name}\n{body.address}".strip() if body else _("Bawaslu setempat")


def _dates(due: Due | None) -> list[tuple[str, str]]:
    if due is None or due.due is None:
        return []
    rows = [(_("Serahkan paling lambat (tanggal aman)"), wording.long_date(due.due))]
    if due.outer and due.outer != due.due:
        rows.append((_("Menurut hitungan lain, paling akhir"), wording.long_date(due.outer)))
    if due.office_by:
        rows.append((_("Jam kantor terakhir"), wording.long_moment(due.office_by)))
    return rows


@override("id")
def letter_of(report: Report, number: str = "") -> bytes:
    """The paper that goes out with a report that was forwarded: the note of informasi awal or the cover letter.

    Args:
        number: the city's own number of the letter; a line for the pen where it is not known yet.
    Raises:
        Refused: the report was not forwarded.
    """
    outcome = Outcome(report.outcome) if report.outcome else None
    if outcome not in TEMPLATES:
        raise Refused("intake.no_letter")
    place, unit = city(), report.accused_unit
    happened = wording.long_date(report.happened_on) if report.happened_on else _("tidak diketahui")
    return typeset.pdf(TEMPLATES[outcome], {
        "letterhead": typeset.letterhead(place),
        "number": report.number,
        "letter_number": number,
        "to": addressee_of(report),
        "facts": [
            (_("Nomor laporan"), report.number), (_("Perihal"), str(report.get_kind_display())),
            (_("Diterima"), wording.long_date(report.received_on)),
            (_("Wilayah"), name_path(report.village_code or report.area_code)),
            (_("Tanggal kejadian"), happened),
            (_("Unit atau instansi"), unit.name if unit else _("lihat ringkasan")),
            (_("Bukti pada kami"), _("%(count)s berkas") % {"count": report.attachments.count()}),
        ],
        "summary": report.reason,
        "place_date": f"{place.name}, {wording.plain_date(report.decided_on)}" if report.decided_on else place.name,
        "words": _letter_words(outcome),
    })  # fmt: skip


def addressee_of(report: Report) -> str:
    """To whom a forwarded report goes, with the address where it is known, one line each."""
    return f"{report.body.name}\n{report.body.address}".strip() if report.body else _watchers(report)


def _watchers(report: Report) -> str:
    district = at_level(report.area_code, Level.DISTRICT)
    words = _("Panitia Pengawas Pemilihan Kecamatan")
    return f"{words} {name_path(district).split(',')[0]}" if district else words


def _letter_words(outcome: Outcome) -> dict[str, str]:
    shared = {
        "number": _("Nomor"),
        "to": _("Yth."),
        "summary": _("Ringkasan"),
        "post": _("Kepala"),
        "facts": _("Keterangan"),
    }
    if outcome is Outcome.INFORMATION:
        return shared | {
            "title": _("Informasi awal"),
            "open": _("Dengan hormat kami sampaikan informasi awal berikut, agar dapat ditelusuri menurut kewenangan."),
            "close": _(
                "Ini bukan laporan menurut Peraturan Bawaslu: pelapor tidak disebut, dan dugaan ini belum diperiksa."
                " Kami bersedia memberi keterangan tambahan."
            ),
        }
    return shared | {
        "title": _("Surat pengantar penerusan"),
        "open": _("Bersama ini kami teruskan laporan masyarakat yang menjadi kewenangan instansi yang Saudara pimpin."),
        "close": _(
            "Dugaan ini belum diperiksa dan identitas pelapor tidak disertakan. Mohon kami diberi tahu penerimaan dan"
            " tindak lanjutnya dengan menyebut nomor laporan di atas."
        ),
    }


@override("id")
def told_letter(report: Report) -> bytes:
    """A few lines that tell a reporter the outcome. It names nobody: neither the reporter nor the accused.

    Raises:
        Refused: undecided, or the reason of a dismissal is sealed.
    """
    place = city()
    return typeset.pdf(TOLD, {
        "letterhead": typeset.letterhead(place),
        "number": report.number,
        "told": filled("letter", report),
        "place_date": f"{place.name}, {wording.plain_date(today())}",
        "words": {
            "title": _("Pemberitahuan putusan laporan"), "number": _("Nomor"), "to": _("Kepada pelapor"),
            "report": _("Laporan nomor"), "post": _("Kepala"),
            "close": _("Bila Anda punya kode tindak lanjut, status ini juga tampil di halaman Cek laporan."),
        },
    })  # fmt: skip
