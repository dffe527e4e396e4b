from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.engine.names import KINDS, Reason
from kondusif.kernel.errors import Refused
from kondusif.roster.models import Employee, LookUp
from kondusif.roster.rules import Row
from kondusif.roster.selectors import finding
from kondusif.roster.selectors.editions import latest_edition
from kondusif.roster.services import look_up
from kondusif.roster.tests.factories import landed, name_of, nip_of, row
from kondusif.roster.wording import reason_words
from support.cast import HOUSE, SEMANGGI, Cast
from support.pages import without_tokens

pytestmark = pytest.mark.django_db
WHY = "disebut pada naskah laporan LAP-3372-2024-0001"
QUESTION = "Pak Moch. Soebardjo, orang kelurahan Semanggi"


def subarjo(number: int, **changes: object) -> Row:
    return row(number, **{"name": "Muhammad Subarjo, S.H.", **changes})


@pytest.fixture
def roster(cast: Cast) -> Cast:
    """Two Subarjo in two units among sixty others."""
    home = {"unit": "kel-semanggi", "unit_name": "Kelurahan Semanggi", "area_code": SEMANGGI}
    landed(cast.ani, subarjo(1, **home), subarjo(2, unit="inspektorat", unit_name="Inspektorat"),
           *(row(number) for number in range(3, 63)))  # fmt: skip
    return cast


def asked(client: Client, query: str = QUESTION, reason: str = WHY) -> str:
    return client.post(reverse("roster:look_up"), {"query": query, "reason": reason}).content.decode()


@pytest.fixture
def budi(roster: Cast, client: Client) -> Client:
    client.force_login(roster.budi)
    return client


def test_a_messy_name_finds_its_entry_with_the_reasons(roster: Cast) -> None:
    found = look_up(actor_of(roster.budi), QUESTION, reason=WHY).found
    assert found[0].employee.nip == nip_of(1)
    assert {"title_dropped", "old_spelling", "short_form", "unit"} <= {reason.kind for reason in found[0].reasons}
    assert "unit cocok: Kelurahan Semanggi" in found[0].words


def test_homonyms_are_kept_apart_by_unit_and_area(budi: Client) -> None:
    page = asked(budi, "Mochamad Subardjo")
    assert "Dua bernama sama; bedakan menurut unit dan wilayah" in page
    assert "Kelurahan Semanggi" in page
    assert "Inspektorat" in page
    assert SEMANGGI in page


def test_who_is_in_no_list_is_honestly_not_found(budi: Client) -> None:
    page = asked(budi, "Zulkarnaen Hutagalung")
    assert "Tidak ditemukan" in page
    assert LookUp.objects.get().found == 0


def test_a_fitting_unit_does_not_make_up_for_another_name(cast: Cast) -> None:
    """Two of three words differ; that he works in the asked kelurahan makes him nobody's first answer."""
    home = {"unit": "kel-semanggi", "unit_name": "Kelurahan Semanggi", "area_code": SEMANGGI}
    landed(cast.ani, row(1, name="Aris Kusuma Hidayat, S.E.", **home), *(row(number) for number in range(2, 62)))
    found = finding.find("Pak Moch. Hidajat, orang kelurahan Semanggi")
    assert all(one.score < 0.3 for one in found), [(one.employee.name, one.score) for one in found]


def test_the_page_says_when_what_was_found_is_likely_somebody_else(cast: Cast, client: Client) -> None:
    home = {"unit": "kel-semanggi", "unit_name": "Kelurahan Semanggi", "area_code": SEMANGGI}
    landed(cast.ani, row(1, name="Aris Kusuma Hidayat, S.E.", **home), *(row(number) for number in range(2, 62)))
    client.force_login(cast.budi)
    page = asked(client, "Pak Moch. Hidajat, orang kelurahan Semanggi")
    assert "mungkin dimaksud" not in page
    assert "Belum ada yang cocok" in page or "Tidak ditemukan" in page
    assert "pegawai yang mungkin dimaksud" in asked(client, "Aris Kusuma Hidajat, orang kelurahan Semanggi")


def test_without_a_list_the_page_says_so(cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    assert "Daftar pegawai belum dimuat" in asked(client)


@pytest.mark.parametrize(
    "reason", ["", "cari", "          ", "aaaaaaaaaaaaaa"], ids=["none", "short", "blank", "filler"]
)
def test_a_look_up_without_a_reason_is_refused_and_finds_nobody(budi: Client, reason: str) -> None:
    answer = budi.post(reverse("roster:look_up"), {"query": QUESTION, "reason": reason})
    assert answer.status_code == 422
    assert "Subarjo" not in answer.content.decode()
    assert not LookUp.objects.exists()


def test_the_reason_is_kept_and_the_name_is_kept_nowhere(budi: Client) -> None:
    asked(budi)
    kept = LookUp.objects.get()
    assert (kept.reason, kept.found, kept.by.username) == (WHY, 2, "budi")
    entry = Entry.objects.get(action="roster.lookup.made")
    assert entry.facts == {"found": 2}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert "soebardjo" not in str(cursor.fetchall()).lower(), table


def test_no_entry_of_the_list_says_that_it_was_looked_up(budi: Client, roster: Cast) -> None:
    asked(budi)
    columns = {field.name for field in LookUp._meta.get_fields()}
    assert columns == {"id", "by", "at", "on", "reason", "source", "found"}
    ani = Client()
    ani.force_login(roster.ani)
    where = reverse("roster:person", args=[finding.find("Subarjo")[0].employee.pk])
    page = ani.get(where).content.decode()
    assert WHY not in page
    assert "Budi" not in without_tokens(page)


def test_a_machine_looks_nobody_up(roster: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        look_up(HOUSE, QUESTION, reason=WHY)
    assert refusal.value.code == "roster.not_a_person"


@pytest.mark.parametrize(
    ("query", "code"), [("Kelurahan Semanggi", "no_name"), (", ;", "no_name"), ("Budi " * 60, "too_long")]
)
def test_what_is_not_one_name_is_refused(roster: Cast, query: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        look_up(actor_of(roster.budi), query, reason=WHY)
    assert refusal.value.code == f"roster.look_up.{code}"


def test_nobody_gets_more_than_ten_entries_in_one_look_up(cast: Cast) -> None:
    landed(cast.ani, *(subarjo(number) for number in range(1, 40)))
    assert len(look_up(actor_of(cast.budi), "Muhammad Subarjo", reason=WHY, top=1000).found) <= 10


def test_the_auditor_sees_who_looked_how_often_and_why(budi: Client, roster: Cast) -> None:
    asked(budi)
    asked(budi, "Zulkarnaen Hutagalung", "pemeriksaan dugaan pada unggahan")
    eko = Client()
    eko.force_login(roster.eko)
    page = eko.get(reverse("roster:look_ups")).content.decode()
    assert "2 pencarian pegawai tercatat; satu orang mencari dalam 30 hari" in page
    assert WHY in page
    assert "Subarjo" not in page
    assert "Hutagalung" not in page


def test_a_new_edition_is_searched_at_once_and_the_old_index_is_gone(roster: Cast) -> None:
    assert finding.find("Zulkarnaen Hutagalung") == []
    landed(roster.ani, row(90, name="Zulkarnaen Hutagalung"))
    assert [one.employee.nip for one in finding.find("Zulkarnaen Hutagalung")] == [nip_of(90)]
    assert len(list(finding.folder().iterdir())) == 1


def test_two_processes_that_build_at_once_end_with_one_whole_index(roster: Cast) -> None:
    edition = latest_edition()
    assert edition is not None
    home = finding.folder() / "serentak"
    table = finding._table()

    def built(_number: int) -> str:
        return finding._opened(home, table).match("Moch. Soebardjo", top=1)[0].name

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(built, range(4))) == {"Muhammad Subarjo, S.H."}
    assert [path.name for path in finding.folder().iterdir()] == ["serentak"]


def test_an_index_that_was_torn_is_made_anew(roster: Cast) -> None:
    finding.find("Subarjo")
    (home,) = finding.folder().iterdir()
    finding._held.clear()
    for part in Path(home).iterdir():
        part.write_bytes(b"")
    assert finding.find("Moch. Soebardjo")


def test_the_index_is_closed_to_other_accounts_of_the_machine(roster: Cast) -> None:
    finding.find("Subarjo")
    (home,) = finding.folder().iterdir()
    assert home.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_of_the_engine_has_words_here(kind: str) -> None:
    told = reason_words(Reason(kind, "SOEBARDJO", "SUBARJO"))
    assert told
    assert "%" not in told
    assert told != "SOEBARDJO = SUBARJO"


def test_who_left_is_found_and_said_to_have_left(budi: Client, roster: Cast) -> None:
    landed(roster.ani, *(row(number) for number in range(3, 63)), mark_left=True)
    assert "tidak lagi bekerja sejak 13 November 2024" in asked(budi)


def test_an_erased_entry_is_in_no_index_that_is_still_open(roster: Cast) -> None:
    before = finding.index_of(latest_edition())  # type: ignore[arg-type]
    Employee.objects.filter(nip=nip_of(5)).delete()
    after = finding.index_of(latest_edition())  # type: ignore[arg-type]
    assert (before.store.rows, after.store.rows) == (62, 61)
    assert not before.store.folder.exists()


def test_a_look_up_asks_the_database_a_fixed_number_of_times(
    roster: Cast, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    finding.find(name_of(5))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert finding.find(name_of(6), top=10)
