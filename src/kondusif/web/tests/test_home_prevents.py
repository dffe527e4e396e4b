"""The home tells what the city does so that it does not come to a report: sessions, declarations, the kit."""

import gzip
import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.coordination.tests.factories import published, recorded
from kondusif.institutions.models import City
from kondusif.outreach.models import Session
from kondusif.outreach.rules import KeptOutKind, Language, Origin, PieceKind, SessionStatus
from kondusif.outreach.services import kit
from kondusif.outreach.services.kept_out import Entry, add_kept_out
from support.cast import SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("nation")


def planned(cast: Cast, count: int = 1, **changes: object) -> None:
    first = {"status": SessionStatus.PLANNED, "place": "Pendopo kelurahan", "area_code": SEMANGGI,
             "village_code": SEMANGGI, "planned_time": time(19, 30), "origin": Origin.DESK, "written_by": cast.intan,
             "changed_at": datetime.now(UTC)}  # fmt: skip
    for number in range(count):
        Session.objects.create(**{
            **first, "number": f"SOS-3372-2024-{number:04d}", "key": uuid.uuid4(), "topic": f"Pertemuan warga {number}",
            "planned_on": TODAY + timedelta(days=1 + number), **changes})  # fmt: skip


def released(cast: Cast, title: str, body: str = "Ronda tetap bersama.") -> None:
    draft = kit.Draft(PieceKind.POSTER, Language.INDONESIAN, title, body, "imbauan")
    kit.release_piece(actor_of(cast.lukman), kit.draft_piece(actor_of(cast.intan), draft))


def home(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_the_three_nearest_sessions_stand_there_with_a_list_to_choose_a_kelurahan(client: Client, cast: Cast) -> None:
    planned(cast, 5)
    found = home(client)
    assert found.index("Laporkan pelanggaran") < found.index("Sosialisasi terdekat")
    assert found.count("Pertemuan warga") == 3
    assert "Kam, 14 Nov, 19.30" in found
    assert f'<option value="{SEMANGGI}"' in found
    assert 'action="/sosialisasi/"' in found


def test_a_cancelled_session_is_not_announced_on_the_home(client: Client, cast: Cast) -> None:
    planned(cast, status=SessionStatus.CANCELLED, cancelled_because="Pendopo dipakai")
    assert "Pertemuan warga" not in home(client)


def test_the_newest_piece_stands_there_unless_it_names_a_candidate(client: Client, cast: Cast) -> None:
    released(cast, "Tetap bertetangga")
    released(cast, "Kampung kita", "Bersama Wahyu Prasetyo.")
    add_kept_out(actor_of(cast.intan), Entry(KeptOutKind.CANDIDATE, "Wahyu Prasetyo", "Pengumuman KPU"))
    found = home(client)
    assert "Tetap bertetangga" in found
    assert "Kampung kita" not in found


def test_a_published_declaration_stands_there_with_how_each_promise_stands(client: Client, cast: Cast) -> None:
    recorded(cast, title="Belum diumumkan")
    published(cast)
    found = home(client)
    assert "Deklarasi Pilkada Damai" in found
    assert "Menurunkan alat peraga sendiri" in found
    assert "Belum diperiksa." in found
    assert "Ditandatangani 1 lembaga." in found
    assert "Belum diumumkan" not in found
    assert "Sri Wahyu" not in found


def test_without_outreach_the_home_is_as_it_was(client: Client, city: City) -> None:
    found = home(client)
    for heading in ("Sosialisasi terdekat", "Materi untuk dibagikan", "Janji bersama"):
        assert heading not in found


def test_the_home_stays_light_and_asks_little(client: Client, cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    planned(cast, 5)
    for number in range(5):
        released(cast, f"Tetap bertetangga {number}")
    with django_assert_max_num_queries(16):
        answer = client.get("/")
    assert b"<script" not in answer.content
    assert len(gzip.compress(answer.content)) < 20_000
