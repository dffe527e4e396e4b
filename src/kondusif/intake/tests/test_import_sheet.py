"""A sheet of reports: a preview that names row, column and problem; then nothing lands, or all good rows, once."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.intake import services
from kondusif.intake.models import Import, Report
from kondusif.intake.rules import Outcome
from kondusif.intake.selectors import open_report, report_by_code
from kondusif.intake.services import importing
from kondusif.kernel.errors import Refused
from support.cast import Cast
from support.keys import ring

pytestmark = pytest.mark.django_db
BASE = "/ruang/laporan/impor/"
HEADS = "jenis;uraian;tanggal diketahui;kelurahan;unit terlapor;nama pelapor;telepon pelapor;jalur"
GOOD = [
    "netralitas;Camat hadir di kampanye pasangan calon.;10 November 2024;Gajahan;kec-pasar-kliwon;;;kota",
    "keamanan;Spanduk dirusak di depan pos ronda.;11/11/2024;33.72.04.1010;;Wulan Prasetyo;'+62 812000111;",
    "Netralitas ASN;Lurah membagikan sembako.;2024-11-12;;Kelurahan Semanggi;Tri Handoko;;keduanya",
]
Bring = Callable[..., HttpResponse]


def sheet(*rows: str, heads: str = HEADS) -> bytes:
    return "\n".join([heads, *rows]).encode()


@pytest.fixture
def intan(cast: Cast, places: None, client: Client) -> Client:
    client.force_login(cast.intan)
    return client


@pytest.fixture
def bring(intan: Client) -> Bring:
    def post(raw: bytes, name: str = "aduan.csv") -> HttpResponse:
        return intan.post(BASE + "periksa/", {"file": SimpleUploadedFile(name, raw)})

    return post


def slip_of(page: HttpResponse) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()[:2000]
    return found[1]


def rows_of(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sealed_files(home: Path) -> list[Path]:
    return [*(home / "berkas").glob("??/*"), *(home / "impor").glob("*")]


def test_acceptance_9_a_preview_names_row_column_and_problem_and_all_good_rows_land_by_choice(
    bring: Bring, intan: Client
) -> None:
    page = bring(sheet(GOOD[0], "netralitas;Ada pembagian uang.;kemarin dulu;Gajahan;;;;", GOOD[1]))
    (bad,) = page.context["bad"]
    assert (bad.row.line, [column for column, _problem in bad.faults]) == (3, ["tanggal diketahui"])
    assert "2 baris benar, 1 baris salah" in page.content.decode()
    assert not Report.objects.exists()
    done = intan.post(BASE + "simpan/", {"slip": slip_of(page), "choice": "good"})
    assert [one.line for one in done.context["landed"]] == [2, 4]
    assert (Report.objects.count(), Import.objects.get().taken, Import.objects.get().refused) == (2, 2, 1)


def test_acceptance_9_or_nothing_lands_by_choice(bring: Bring, intan: Client, home: Path) -> None:
    page = bring(sheet(GOOD[0], "apa;;;;;;;"))
    undecided = intan.post(BASE + "simpan/", {"slip": slip_of(page)})
    assert undecided.status_code == 422
    answer = intan.post(BASE + "simpan/", {"slip": slip_of(undecided), "choice": "none"})
    assert answer.status_code == 302
    assert not Report.objects.exists()
    assert not Import.objects.exists()
    assert sealed_files(home) == []


def test_every_good_row_becomes_a_typed_report_of_its_own(bring: Bring, intan: Client, cast: Cast) -> None:
    done = intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(*GOOD)))})
    first, second, third = Report.objects.order_by("pk")
    assert [one.number for one in done.context["landed"]] == [first.number, second.number, third.number]
    assert {row.channel for row in (first, second, third)} == {"sheet"}
    assert {row.typed_by for row in (first, second, third)} == {cast.intan}
    assert (first.kind, first.track, first.area_code) == ("neutrality", "city", "33.72.03.1004")
    assert (second.kind, second.known_on, second.area_code) == ("peace", date(2024, 11, 11), "33.72.04.1010")
    assert (third.track, third.named, third.accused_unit.key) == ("both", True, "kel-semanggi")  # type: ignore[union-attr]
    assert open_report(ring(cast.budi), first).words == "Camat hadir di kampanye pasangan calon."


def test_each_code_opens_its_own_report_and_is_in_the_file_to_save(bring: Bring, intan: Client) -> None:
    done = intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(*GOOD)))})
    saved = rows_of(intan.post(BASE + "simpan/", {"slip": slip_of(done), "kode": "1"}))
    assert len(saved) == 4
    for _line, number, code in saved[1:]:
        found = report_by_code(code)
        assert found is not None
        assert found.report.number == number


def test_slips_are_a_paper_with_codes_and_no_number(bring: Bring, intan: Client) -> None:
    done = intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(*GOOD)))})
    paper = intan.post(BASE + "simpan/", {"slip": slip_of(done), "cetak": "1"})
    assert paper.content.startswith(b"%PDF-")
    assert "attachment" in paper["Content-Disposition"]


def test_who_brought_a_row_in_never_decides_it(bring: Bring, client: Client, cast: Cast) -> None:
    client.force_login(cast.budi)
    intan = client
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(GOOD[1])))})
    report = open_report(ring(cast.budi), Report.objects.get())
    with pytest.raises(Refused, match="typed_by_you"):
        services.decide(actor_of(cast.budi), report, Outcome.DISMISSED, reason="Alasan yang cukup panjang di sini.")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x;Uraian.;10/11/2024;;;;;", "jenis"),
        (";Uraian.;10/11/2024;;;;;", "jenis"),
        ("netralitas;;10/11/2024;;;;;", "uraian"),
        ("netralitas;Uraian.;;;;;;", "tanggal diketahui"),
        ("netralitas;Uraian.;1/1/2030;;;;;", "tanggal diketahui"),
        ("netralitas;Uraian.;10/11/2024;Gilingan Barat;;;;", "kelurahan"),
        ("netralitas;Uraian.;10/11/2024;;Dinas Bulan;;;", "unit terlapor"),
        ("netralitas;Uraian.;10/11/2024;;;;;bawaslu", "jalur"),
        ("netralitas;Uraian.;10/11/2024;;;;;keduanya", "nama pelapor"),
        ("netralitas;" + "a" * 8001 + ";10/11/2024;;;;;", "uraian"),
        ("netralitas;huruf \ufffd rusak;10/11/2024;;;;;", "uraian"),
    ],
)
def test_a_wrong_cell_is_named_by_its_column(bring: Bring, row: str, column: str) -> None:
    (bad,) = bring(sheet(row)).context["bad"]
    assert [name for name, _problem in bad.faults] == [column]


def test_the_same_row_twice_in_one_file_is_a_problem_of_the_second(bring: Bring) -> None:
    (bad,) = bring(sheet(GOOD[0], GOOD[1], GOOD[0])).context["bad"]
    assert (bad.row.line, bad.faults[0][1]) == (4, "sama persis dengan baris 2")


def test_an_open_quote_costs_one_row_and_not_the_rest(bring: Bring) -> None:
    page = bring(sheet(GOOD[0], 'netralitas;"tidak ditutup;10/11/2024;;;;;', GOOD[1]))
    (bad,) = page.context["bad"]
    assert (bad.row.line, bad.faults[0][1], page.context["good_count"]) == (3, "tanda kutip tidak ditutup", 2)


def test_an_account_of_several_lines_in_one_cell_stays_whole(bring: Bring, intan: Client, cast: Cast) -> None:
    words = "\n".join(f"Baris ke-{n} dari cerita." for n in range(30))
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(f'netralitas;"{words}";10/11/2024;;;;;')))})
    assert open_report(ring(cast.budi), Report.objects.get()).words == words


def test_the_bad_rows_as_a_file_can_be_mended_and_brought_in(bring: Bring, intan: Client) -> None:
    page = bring(sheet(GOOD[0], "netralitas;Ada pembagian uang.;kemarin;Gajahan;;;'+628;"))
    answer = intan.post(BASE + "periksa/", {"slip": slip_of(page)})
    heads, row = rows_of(answer)
    assert (heads[-1], row[-1][:17]) == ("masalah", "tanggal diketahui")
    row[2] = "10/11/2024"
    mended = io.StringIO()
    csv.writer(mended).writerows([heads, row])
    again = bring(mended.getvalue().encode())
    assert (again.context["good_count"], again.context["bad_count"]) == (1, 0)


def test_the_same_file_twice_is_refused_by_its_keyed_digest(bring: Bring, intan: Client, home: Path) -> None:
    raw = sheet(*GOOD)
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw))})
    again = bring(raw)
    assert again.status_code == 422
    assert "13 November 2024" in again.content.decode()
    assert Report.objects.count() == 3
    assert sealed_files(home) == []


def test_a_file_of_which_some_rows_stayed_out_may_come_again_and_doubles_nothing(bring: Bring, intan: Client) -> None:
    raw = sheet(GOOD[0], "apa;;;;;;;", GOOD[1])
    for _turn in range(2):
        done = intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw)), "choice": "good"})
        assert [one.line for one in done.context["landed"]] == [2, 4]
    assert (Report.objects.count(), Import.objects.count()) == (2, 1)


def test_a_file_that_was_thrown_away_may_come_again(bring: Bring, intan: Client) -> None:
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(*GOOD))), "buang": "1"})
    assert bring(sheet(*GOOD)).context["good_count"] == 3


def test_rows_are_named_as_a_sheet_program_numbers_them(bring: Bring, intan: Client) -> None:
    """An empty row is a row; the lines of one cell are not; the line that names the sign is not shown."""
    rows = [
        'netralitas;"Cerita\ndua\nbaris.";10/11/2024;;;;;',
        "",
        ";;;;;;;",
        "netralitas;Salah.;kemarin;;;;;",
        GOOD[1],
    ]
    page = bring(b"sep=;\n" + sheet(*rows))
    (bad,) = page.context["bad"]
    assert (bad.row.line, [line for line, _words in page.context["good"]]) == (5, [2, 6])
    done = intan.post(BASE + "simpan/", {"slip": slip_of(page), "choice": "good"})
    assert [one.line for one in done.context["landed"]] == [2, 6]


def test_a_sheet_in_utf_16_without_a_mark_is_read(bring: Bring) -> None:
    for form in ("utf-16-be", "utf-16-le"):
        page = bring(
            sheet(*GOOD, *(f"netralitas;Uraian ke-{n}.;10/11/2024;;;;;" for n in range(90))).decode().encode(form)
        )
        assert page.context["good_count"] == 93


def test_a_run_that_stops_midway_is_continued_without_doubling(
    bring: Bring, intan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "SECONDS", 0.0)
    monkeypatch.setattr(importing.keep_some, "__kwdefaults__", {"seconds": 0.0})
    raw = sheet(*GOOD)
    going = intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw))})
    assert (going.context["at"], Report.objects.count(), Import.objects.count()) == (1, 1, 0)
    # The browser is closed here. The same file is brought in again, and once more the answers are short.
    page = intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw))})
    for _step in range(4):
        if not Import.objects.exists():
            page = intan.post(BASE + "simpan/", {"slip": slip_of(page)})
    assert (Report.objects.count(), Import.objects.get().taken) == (3, 3)
    assert [one.code is None for one in page.context["landed"]] == [True, False, False]
    assert page.context["lost"] == 1


def test_a_double_click_on_save_keeps_each_row_once(bring: Bring, intan: Client) -> None:
    slip = slip_of(bring(sheet(*GOOD)))
    first = intan.post(BASE + "simpan/", {"slip": slip})
    again = intan.post(BASE + "simpan/", {"slip": slip})
    codes = [[str(one.code) for one in page.context["landed"]] for page in (first, again)]
    assert codes[0] == codes[1]  # the page of the first click may never have been seen
    assert Report.objects.count() == 3


def test_the_file_lies_sealed_and_goes_after_an_hour(
    bring: Bring, intan: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring(sheet(*GOOD))
    lying = sealed_files(home)
    assert len(lying) == 2
    assert all(b"Spanduk" not in path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert "Spanduk" not in slip_of(page)
    assert importing.sweep_held() == 0
    later = importing.now() + timedelta(minutes=61)
    monkeypatch.setattr(importing, "now", lambda: later)
    gone = intan.post(BASE + "simpan/", {"slip": slip_of(page)})
    assert gone.status_code == 302
    assert importing.sweep_held() == 1
    assert sealed_files(home) == []
    assert not Report.objects.exists()


def test_a_preview_opens_for_the_one_who_brought_it_alone(bring: Bring, client: Client, cast: Cast) -> None:
    slip = slip_of(bring(sheet(*GOOD)))
    client.force_login(cast.budi)
    assert client.post(BASE + "simpan/", {"slip": slip}).status_code == 302
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "kosong"), (b"\n\n", "kosong"), (b"nama;umur\nA;3\n", "bukan CSV"), (b"PK\x03\x04xx", "bukan CSV"),
        (b"jenis;uraian\nnetralitas;x\n", "tanggal diketahui"), (b"\x00\x01", "bukan CSV"),
        (b"jenis;uraian;Uraian;tanggal diketahui\n", "dua kali"),
        (HEADS.encode() + b"\n" + b"a;b;c\n" * 2001, "2001 baris"),
        (HEADS.encode() + b"\n" * 30_000 + b"a;b;c\n", "30001 baris"),
    ],
    ids=["nothing", "blank", "other sheet", "workbook", "column missing", "binary", "column twice", "too many rows",
        "too many empty rows"],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_gets_one_sentence(bring: Bring, raw: bytes, words: str, home: Path) -> None:
    page = bring(raw)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert sealed_files(home) == []


def test_the_sample_passes_its_own_check(bring: Bring, intan: Client) -> None:
    sample = intan.get(BASE + "?contoh=1")
    page = bring(b"".join(sample.streaming_content))  # type: ignore[attr-defined]
    assert (page.context["good_count"], page.context["bad_count"]) == (1, 0)


def test_the_trail_says_how_many_and_no_word(bring: Bring, intan: Client) -> None:
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(sheet(*GOOD)))})
    entry = Entry.objects.get(action="intake.reports.imported")
    assert entry.facts == {"channel": "sheet", "taken": 3, "refused": 0}
    assert "Wulan" not in repr(list(Entry.objects.values())) + repr(list(Import.objects.values()))


def test_the_page_of_a_run_that_was_overtaken_still_shows_its_codes(
    bring: Bring, intan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing.keep_some, "__kwdefaults__", {"seconds": 0.0})
    raw = sheet(*GOOD)
    left_open = intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw))})
    monkeypatch.setattr(importing.keep_some, "__kwdefaults__", {"seconds": 9.0})
    intan.post(BASE + "simpan/", {"slip": slip_of(bring(raw))})
    page = intan.post(BASE + "simpan/", {"slip": slip_of(left_open)})
    assert [one.code is None for one in page.context["landed"]] == [False, True, True]
    assert (Report.objects.count(), Import.objects.count()) == (3, 1)


def test_a_city_without_keys_takes_no_file_and_says_why(cast: Cast, client: Client, home: Path) -> None:
    client.force_login(cast.intan)
    page = client.post(BASE + "periksa/", {"file": SimpleUploadedFile("a.csv", sheet(GOOD[1]))})
    assert page.status_code == 422
    assert "memegang kunci" in page.content.decode()
    assert sealed_files(home) == []


@pytest.mark.parametrize("who", ["eko", "lukman", "hana", "ani"])
def test_only_who_types_brings_in(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert {client.get(BASE).status_code, client.post(BASE + "periksa/").status_code} == {403}


@pytest.mark.parametrize("accused", ["wali-kota;;;;ya", "kesbangpol;;;;tidak"], ids=["above all", "who verifies"])
def test_a_row_that_no_verifier_may_read_freely_is_named_and_not_kept(bring: Bring, accused: str) -> None:
    heads = HEADS + ";memimpin unit"
    page = bring(sheet(f"netralitas;Uraian.;10/11/2024;;{accused}", GOOD[0] + ";", heads=heads))
    (bad,) = page.context["bad"]
    assert (bad.row.line, bad.faults[0][0], page.context["good_count"]) == (2, "unit terlapor", 1)
