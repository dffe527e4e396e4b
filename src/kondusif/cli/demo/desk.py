"""The desk of the exercise on its own day: typed reports, a bundle, forwardings, a letter, a chat, people told."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kondusif.cases.letter_kinds import kinds
from kondusif.cases.services.letters import Incoming, receive_letter
from kondusif.incidents.services.chats import bring_chat
from kondusif.institutions.models import Body, Unit
from kondusif.intake.codes import make_code
from kondusif.intake.models import Forwarding, Report
from kondusif.intake.rules import Draft, Kind, Line, Outcome, Reporter, Status, Track
from kondusif.intake.selectors import open_report
from kondusif.intake.selectors.second_looks import waiting_second_looks
from kondusif.intake.services import decide, hold, receive_report
from kondusif.intake.services.accused_said import Said
from kondusif.intake.services.bundling import bundle_new, empty_shelf
from kondusif.intake.services.entering import enter_report
from kondusif.intake.services.forwarding import mark_sent, record_answer
from kondusif.intake.services.second_looks import give_second_look
from kondusif.intake.services.telling import mark_read, mark_told
from kondusif.kernel.actor import PUBLIC_ACTOR

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage

VERIFIER, SECOND = "verifikator", "verifikator2"
# Channel, kelurahan, days between receipt and the exercise's day, the account, who reports.
TYPED: tuple[tuple[str, str, int, str, dict[str, str]], ...] = (
    (
        "letter", "Semanggi", 2,
        "Melalui surat ini kami menyampaikan bahwa seorang pegawai kelurahan ikut mengatur kursi pada pertemuan "
        "pasangan calon di gedung pertemuan Sabtu malam, memakai baju dinas.",
        {"name": "Sri Utami", "address": "Semanggi (alamat latihan)"},
    ),
    (
        "phone", "Jebres", 1,
        "Penelepon menyebut ada tumpukan selebaran calon di ruang tunggu puskesmas pembantu. Petugas loket "
        "membagikannya kepada pasien yang menunggu.",
        {},
    ),
    (
        "walk_in", "Nusukan", 0,
        "Pelapor datang membawa undangan rapat RT yang di baliknya tercetak ajakan memilih salah satu calon. "
        "Undangan itu ditandatangani ketua RT yang juga pegawai kontrak kelurahan.",
        {"name": "Agus Setiawan", "phone": "0812-0000-0000"},
    ),
)  # fmt: skip
ALIKE = (
    "Ada mobil dinas kelurahan berwarna hitam dipakai mengangkut kaus dan spanduk pasangan calon ke lapangan pada "
    "Selasa sore sekitar pukul empat, pelatnya merah."
)
TAILS = ("", " Mohon dicek.", " Saya lihat sendiri dari warung.", " Tolong segera ditindaklanjuti, terima kasih.")
PHONED = "Penelepon bertanya jadwal pencoblosan dan alamat TPS, bukan laporan pelanggaran atau gangguan keamanan."
CHAT = """\
13/11/24 07.02 - Pesan dan panggilan dienkripsi secara end-to-end.
13/11/24 07.15 - Pak Slamet Kel. Sewu: Selamat pagi, Kelurahan Sewu nihil, situasi aman terkendali.
13/11/24 07.21 - Bu Lurah Kestalan: Kestalan aman kondusif, laporan nihil.
13/11/24 07.40 - Linmas Joyotakan: Izin melaporkan, tadi malam spanduk di gapura Joyotakan dirobek orang tak dikenal, \
sudah difoto. Hubungi saya di 0812-0000-0001.
13/11/24 07.41 - Linmas Joyotakan: <Media tidak disertakan>
13/11/24 08.05 - Staf Kecamatan: Mohon petunjuk, apakah ASN boleh hadir di kampanye dialogis sebagai undangan warga?
13/11/24 08.30 - Pak Slamet Kel. Sewu: Ada staf kelurahan membagikan stiker pasangan calon di posyandu.
13/11/24 08.31 - Bu Lurah Kestalan: Siap, terima kasih.
"""


def tell(stage: "Stage") -> None:
    """What the desk did by the exercise's own day, each by the person whose work it is."""
    today: date = stage.story["today"]
    forwardings_are_answered(stage, today)
    reporters_are_told(stage, today)
    letters_and_calls_are_typed(stage, today)
    four_tell_the_same(stage, today)
    a_letter_opens_a_case(stage, today)
    bring_chat(stage.by("desk"), CHAT)
    one_is_looked_at_again(stage)


def letters_and_calls_are_typed(stage: "Stage", today: date) -> None:
    """The desk types what came by letter, phone and visit; a verifier answers one call, and holds one item."""
    for channel, area, back, words, who in TYPED:
        _type(stage, channel, _draft(stage, area, words, today - timedelta(days=back), **who), today)
    call = open_report(
        stage.rings[VERIFIER], _type(stage, "phone", _draft(stage, "Mojosongo", PHONED, today), today)
    )  # fmt: skip
    decide(
        stage.by(VERIFIER), call, Outcome.DISMISSED,
        reason="Pertanyaan tentang TPS, sudah dijawab dengan alamat KPU Kota.", said=Said(Line.UNKNOWN),
    )  # fmt: skip
    mark_told(stage.by(VERIFIER), call, way="phone", on=today)
    first = Report.objects.filter(channel="letter", status=Status.NEW).first()
    if first:
        hold(stage.by(SECOND), first)


def four_tell_the_same(stage: "Stage", today: date) -> None:
    """Four people report the same car; three stand behind the first."""
    for number, tail in enumerate(TAILS, start=1):
        draft = _draft(stage, "Manahan", ALIKE + tail, today - timedelta(days=1))
        receive_report(PUBLIC_ACTOR, draft, code=make_code(), submission=f"latihan-serupa-{number}")
    bundle_new(empty_shelf())


def forwardings_are_answered(stage: "Stage", today: date) -> None:
    """Of what was decided to go out: one was taken up, one came back as work, one waits for its answer."""
    rows = list(Forwarding.objects.filter(sent_on__isnull=True).select_related("report").order_by("pk")[:3])
    by, yesterday = stage.by(VERIFIER), today - timedelta(days=1)
    for nth, row in enumerate(rows, start=1):
        mark_sent(by, row, on=max(row.decided_on, today - timedelta(days=4)), way="letter", number=f"200.2.1/{nth}")
    answers = ((Forwarding.Answer.TAKEN_UP, "B-14/PM"), (Forwarding.Answer.RETURNED, "B-15/PM"))
    for row, (answer, number) in zip(rows, answers, strict=False):
        row.refresh_from_db()
        if row.sent_on:
            record_answer(by, row, answer, on=max(row.sent_on, yesterday), number=number)


def reporters_are_told(stage: "Stage", today: date) -> None:
    """Most reporters have read their outcome with the code."""
    for report in _all_but_every_fourth(Report.objects.filter(status=Status.DECIDED).order_by("pk")):
        mark_read(report)


def a_letter_opens_a_case(stage: "Stage", today: date) -> None:
    """Reception enters a letter of the election supervisors; it opens a case by itself."""
    letter = Incoming(
        kind=kinds()["penerusan-hukum-lain"], body=Body.objects.get(key="bawaslu"),
        number="143/PP.01.02/K.JT-31/11/2024", dated_on=today - timedelta(days=2),
        received_on=today - timedelta(days=1), subject="Penerusan dugaan pelanggaran netralitas pegawai kecamatan",
        contest="pilkada", unit=Unit.objects.get(key="kec-laweyan"), examined="pns",
    )  # fmt: skip
    receive_letter(stage.by("desk"), letter, on=today)


def one_is_looked_at_again(stage: "Stage") -> None:
    """The second verifier gives one blind second look, if one was drawn."""
    for report in waiting_second_looks(stage.people[SECOND])[:1]:
        opened = open_report(stage.rings[SECOND], report)
        give_second_look(stage.by(SECOND), opened, Outcome(opened.outcome))


def _type(stage: "Stage", channel: str, draft: Draft, today: date) -> Report:
    known = draft.known_on or today
    mark = f"latihan-ketik-{channel}-{known:%m%d}-{draft.area_code}"
    return enter_report(
        stage.by("desk"), draft, channel=channel, received_on=known, code=make_code(), submission=mark
    ).report  # fmt: skip


def _draft(stage: "Stage", area: str, words: str, known_on: date, **who: str) -> Draft:
    about: dict[str, Any] = {"happened_on": known_on, "known_on": known_on, "area_code": stage.codes[area]}
    track = Track.BOTH if "address" in who else Track.CITY
    return Draft(kind=Kind.NEUTRALITY, track=track, words=words, reporter=Reporter(**who), **about)


def _all_but_every_fourth(reports: Iterable[Report]) -> Iterable[Report]:
    return (report for number, report in enumerate(reports) if number % 4)
