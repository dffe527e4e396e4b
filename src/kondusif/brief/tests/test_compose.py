"""The report gathered from real rows of the rooms."""

from datetime import date, timedelta

import pytest

from kondusif.brief.rules import chat_text
from kondusif.brief.selectors import compose
from kondusif.cases.tests.factories import SUMMARY, a_case
from kondusif.incidents.models import NilReport
from kondusif.incidents.rules import Severity
from kondusif.incidents.tests.factories import IncidentFactory
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.media.models import Article
from support.cast import PASAR_KLIWON, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")
MOJO = f"{PASAR_KLIWON}.1009"


def told(cast: Cast, *codes: str, on: date = TODAY) -> None:
    for code in codes:
        NilReport.objects.create(area_code=code, on_date=on, by=cast.citra, filed_at=now())


def test_a_city_where_nothing_happened_reads_calm(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    brief = compose(TODAY)
    assert brief.headline == "Kota aman. Tidak ada tenggat hari ini dan seluruh 2 kelurahan sudah melapor."
    assert brief.section("to").sentences[0].text == "Wali Kota Surakarta melalui Sekretaris Daerah"
    assert "kampanye hari ke-50" in brief.subtitle
    assert "pemungutan suara 14 hari lagi" in brief.subtitle


def test_a_kelurahan_without_word_is_named_with_its_days(cast: Cast) -> None:
    told(cast, SEMANGGI)
    told(cast, MOJO, on=TODAY - timedelta(days=3))
    brief = compose(TODAY)
    assert "Satu kelurahan belum melapor." in brief.headline
    assert any("Mojo (3 hari)" in row.text for row in brief.section("unknowns").sentences)
    assert any("Camat Pasar Kliwon agar memastikan" in row.text for row in brief.section("guidance").sentences)


def test_incidents_raise_their_kelurahan_and_open_from_the_sentence(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    rows = IncidentFactory.create_batch(3, recorded_by=cast.citra, severity=Severity.HEAVY, area_code=SEMANGGI)
    brief = compose(TODAY)
    assert brief.headline.startswith("Semanggi naik ke")
    urls = {record.url for row in brief.section("development").sentences for record in row.records}
    assert {f"/ruang/kejadian/{row.number}/" for row in rows} <= urls


def test_a_case_is_known_by_number_and_step_and_by_nothing_else(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    events = {"known": date(2024, 11, 4), "summons": date(2024, 11, 8)}
    case = a_case(cast, title="Kanaria di judul", summary=f"{SUMMARY} Kanaria di ringkasan.", events=events)
    brief = compose(TODAY)
    text = chat_text(brief)
    assert case.number.split("-")[-1] in text
    assert "Kanaria" not in text
    assert case.number in {row.record.number for row in brief.dues}


def test_words_of_an_incident_do_not_travel(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    IncidentFactory(recorded_by=cast.citra, what="Kanaria apa", how="Kanaria bagaimana", opinion="Kanaria pendapat",
                    place="Kanaria tempat")  # fmt: skip
    assert "Kanaria" not in chat_text(compose(TODAY))


def test_a_report_from_unchanged_records_carries_the_same_code(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    first = compose(TODAY)
    assert first.integrity == compose(TODAY).integrity
    IncidentFactory(recorded_by=cast.citra)
    assert first.integrity != compose(TODAY).integrity


def test_the_reader_does_not_change_the_paper(cast: Cast) -> None:
    a_case(cast)
    told(cast, SEMANGGI, MOJO)
    assert compose(TODAY, cast.ani).integrity == compose(TODAY, cast.hana).integrity


def test_an_earlier_day_is_written_as_of_its_end_and_a_later_one_is_refused(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO, on=TODAY - timedelta(days=1))
    assert compose(TODAY - timedelta(days=1)).at.strftime("%d %H.%M") == "12 23.59"
    with pytest.raises(Refused, match=r"brief\.day_ahead"):
        compose(TODAY + timedelta(days=1))


def test_the_steps_people_recorded_stand_under_what_was_done(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    case = a_case(cast)
    case.steps.create(procedure="disiplin-pp94", step="summon", done_on=TODAY, recorded_by=cast.hana)
    said = [row.text for row in compose(TODAY).section("actions").sentences]
    assert "Penanganan dugaan dibuka." in said
    assert any(row.startswith("Langkah selesai: ") for row in said)
    assert "Laporan nihil diterima dari 2 kelurahan hari ini." in said


def test_the_press_is_told_by_number_and_issue_never_by_headline(cast: Cast) -> None:
    told(cast, SEMANGGI, MOJO)
    article = Article.objects.create(
        number="MD-3372-2024-0001", digest="0" * 64, title="Kanaria di judul", text="Kanaria di isi",
        added_by=cast.intan, added_on=TODAY, added_at=now(),
    )  # fmt: skip
    article.findings.create(kind="issue", value="hoax", quote="Kanaria", start=0, end=7, origin="machine")
    text = chat_text(compose(TODAY))
    assert "memuat satu berita; isu menurut pembacaan mesin: kabar bohong (satu). [MD-0001]" in text
    assert "Kanaria" not in text
