"""A result comes in whole, with its manifest, of a kind that is allowed, and once; else one sentence says why not."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from kondusif.screening.models import Draft, Proposal, Run
from kondusif.screening.rules import MOST_ROWS
from kondusif.screening.services import offer, take_in
from kondusif.screening.sheets import COLUMNS, LARGEST
from kondusif.screening.tests.factories import PERSON, QUOTE, ROWS, manifest, result, run_by
from support.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/ruang/penyaringan/terima/"


def refusal(user: Any, data: bytes, said: bytes) -> str:
    with pytest.raises(Refused) as refused:
        take_in(actor_of(user), data, said)
    assert not Run.objects.exists()
    return refused.value.code


def parquet(rows: list[tuple[object, ...]], **types: pa.DataType) -> bytes:
    columns = list(zip(*rows, strict=True))
    names = {name: pa.array(values, types.get(name)) for name, values in zip(COLUMNS, columns, strict=True)}
    out = io.BytesIO()
    pq.write_table(pa.table(names), out)
    return out.getvalue()


def test_a_result_lands_with_every_row_and_one_entry_in_the_trail(cast: Cast) -> None:
    run = run_by(cast.budi)
    assert run.number == "PNY-3372-2024-0001"
    assert run.counts == {"person": 0, "act": 2, "place": 1, "institution": 1}
    kept = [(p.text_id, p.start, p.end, p.kind, p.ref, p.score, p.quote) for p in run.proposals.all()]
    assert kept == ROWS
    assert set(run.proposals.values_list("verdict", flat=True)) == {"open"}
    assert Entry.objects.filter(action="screening.run.taken_in", subject=run.number).count() == 1


def test_a_parquet_file_says_the_same_as_the_sheet(cast: Cast) -> None:
    data = parquet(ROWS, start=pa.int32(), end=pa.int32(), score=pa.float32())
    run = take_in(actor_of(cast.budi), data, manifest(data))
    assert [(p.text_id, p.start, p.ref, p.quote) for p in run.proposals.all()] == [
        (row[0], row[1], row[4], row[6]) for row in ROWS
    ]


def test_persons_come_in_from_an_exercise_only(cast: Cast) -> None:
    data = result([PERSON])
    assert refusal(cast.budi, data, manifest(data)) == "screening.run.persons"
    run = take_in(actor_of(cast.budi), data, manifest(data, latihan=True, basis=None, until=None))
    assert run.exercise
    assert str(run.until_on) == "2025-02-11"  # ninety days after the day of the story


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": "2024-11-12"}, "screening.run.past"),
        ({"format": "kondusif-screening-2"}, "screening.manifest.version"),
        ({"until": None}, "screening.manifest.incomplete"),
        ({"until": "besok"}, "screening.manifest.incomplete"),
        ({"basis": None}, "screening.manifest.incomplete"),
        ({"basis": " \u202e "}, "screening.manifest.incomplete"),
        ({"edition": None}, "screening.manifest.incomplete"),
        ({"result": None}, "screening.manifest.incomplete"),
        ({"result": {"sha256": "b" * 64}}, "screening.run.other_file"),
        ({"result": "b" * 64}, "screening.manifest.incomplete"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    data = result()
    assert refusal(cast.budi, data, manifest(data, **changes)) == code


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"\x00\xff", b"[" * 200_000, b'{"a":' + b'"x"' * 200_000])
def test_what_is_no_manifest_is_refused(cast: Cast, said: bytes) -> None:
    assert refusal(cast.budi, result(), said) == "screening.manifest.unreadable"


def test_the_last_day_itself_is_not_past(cast: Cast) -> None:
    assert run_by(cast.budi, until="2024-11-13").total == 4


def test_the_same_result_twice_names_the_first(cast: Cast) -> None:
    run_by(cast.budi)
    with pytest.raises(Refused) as refused:
        run_by(cast.hana, purpose="lain")
    assert (refused.value.code, refused.value.facts) == ("screening.run.twice", {"number": "PNY-3372-2024-0001"})
    assert Proposal.objects.count() == len(ROWS)


GOOD = ROWS[0]


def broken(**changes: object) -> tuple[object, ...]:
    return tuple(changes.get(name, value) for name, value in zip(COLUMNS, GOOD, strict=True))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (broken(start=-1), "span"), (broken(start=30, end=30), "span"), (broken(end=2**31), "span"),
        (broken(start="satu"), "span"), (broken(start="1.5"), "span"), (broken(score="tinggi"), "span"),
        (broken(score=1.01), "score"), (broken(score=-0.1), "score"), (broken(score="nan"), "score"),
        (broken(quote=" "), "quote"), (broken(quote="x" * 30), "quote"), (broken(quote="\u202e\u200b"), "quote"),
        (broken(kind="guilt"), "kind"), (broken(ref=""), "ref"), (broken(ref="../../rahasia berkas"), "ref"),
        (broken(kind="place", ref="Semanggi"), "ref"), (broken(id=""), "id"), (broken(id="x" * 121), "id"),
    ],
)  # fmt: skip
def test_a_row_out_of_range_names_its_line(cast: Cast, row: tuple[object, ...], code: str) -> None:
    data = result([GOOD, row])
    with pytest.raises(Refused) as refused:
        take_in(actor_of(cast.budi), data, manifest(data))
    assert (refused.value.code, refused.value.facts) == (f"screening.result.{code}", {"line": 3})
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"  \n", "empty"), (result([]), "empty"), (b"\x00" * 100, "unreadable"),
        (result() + b"n9,0,1,act,SKB-KE-3,0.5,a\x00b\n", "unreadable"), (b"\xff\xfeid", "unreadable"),
        (result(heads=("id", "start", "end", "kind", "ref", "skor", "quote")), "columns"),
        (result() + b'n9,0,1,act,SKB-KE-3,0.5,"tidak tertutup', "torn"), (result() + b"n9,0,1\n", "torn"),
        (result() + b"n9,0,1,act,SKB-KE-3,0.5,a,lebih\n", "torn"), (result([GOOD, GOOD]), "twice"),
        (b"PAR1" + b"rusak" * 50, "unreadable"), (b"<html>" * 50, "columns"), (b"x" * (LARGEST + 1), "too_large"),
        (b"id,start,end,kind,ref,score,quote\n" + b"a" * 10_000_000 + b",0,1,act,X,1,q\n", "torn"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_one_sentence(cast: Cast, data: bytes, code: str) -> None:
    assert refusal(cast.budi, data, manifest(data)) == f"screening.result.{code}"


def test_a_result_longer_than_the_room_takes_is_refused(cast: Cast) -> None:
    data = result([(f"n{i}", 0, 5, "institution", "kpu", 0.5, "KPU") for i in range(MOST_ROWS + 1)])
    assert refusal(cast.budi, data, manifest(data)) == "screening.result.too_many"


def test_a_small_parquet_file_that_unfolds_into_gigabytes_is_refused_unread(cast: Cast) -> None:
    """One million letters once in the file and forty thousand times in the table."""
    long = pa.array(["x" * 1_000_000]).dictionary_encode()
    quotes = pa.DictionaryArray.from_arrays(pa.array([0] * 40_000, pa.int32()), long.dictionary)
    count = len(quotes)
    table = pa.table({
        "id": [f"n{i}" for i in range(count)], "start": [0] * count, "end": [2**20] * count, "kind": ["act"] * count,
        "ref": ["X"] * count, "score": [0.5] * count, "quote": quotes,
    })  # fmt: skip
    out = io.BytesIO()
    pq.write_table(table, out)
    data = out.getvalue()
    assert len(data) < 3_000_000
    assert refusal(cast.budi, data, manifest(data)) == "screening.result.long"


def test_a_machine_takes_nothing_in(cast: Cast) -> None:
    data = result()
    for act in (take_in, lambda *a: offer(*a, name="x")):
        with pytest.raises(Refused) as refused:
            act(system_actor("mesin"), data, manifest(data))
        assert refused.value.code == "screening.person_decides"


# The pages -----------------------------------------------------------------------------------


def sent(data: bytes, said: bytes) -> dict[str, SimpleUploadedFile]:
    return {"result": SimpleUploadedFile("hasil.csv", data), "manifest": SimpleUploadedFile("hasil.json", said)}


def test_the_first_rows_and_the_counts_are_shown_before_anything_lands(cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    data = result()
    there = client.post(PAGE, sent(data, manifest(data)))
    assert there.status_code == 302
    shown = client.get(there["Location"]).content.decode()
    for words in ("4 usulan dari 2 naskah", QUOTE, "Bawaslu", "Nota dinas uji", "Analis uji", "31 Desember 2024"):
        assert words in shown
    assert not Run.objects.exists()
    landed = client.post(there["Location"])
    assert landed["Location"] == "/ruang/penyaringan/PNY-3372-2024-0001/"
    assert (Run.objects.count(), Draft.objects.count()) == (1, 0)


def test_what_was_looked_at_can_be_thrown_away(cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    data = result()
    there = client.post(PAGE, sent(data, manifest(data)))["Location"]
    assert client.post(there, {"buang": "1"}).status_code == 302
    assert not Draft.objects.exists()
    assert not Run.objects.exists()
    assert client.get(there).status_code == 404


def test_a_refused_upload_says_why_beside_its_box(cast: Cast, client: Client) -> None:
    client.force_login(cast.budi)
    page = client.post(PAGE, sent(result(), manifest(result([GOOD]))))
    assert page.status_code == 422
    assert "sidik digitalnya berbeda" in page.content.decode()
    page = client.post(PAGE, sent(result(), b"{"))
    assert "Pilih berkas JSON" in page.content.decode()
    assert client.post(PAGE, {}).status_code == 422
    assert not Draft.objects.exists()


def test_another_verifiers_upload_is_not_found(cast: Cast, client: Client) -> None:
    data = result()
    draft = offer(actor_of(cast.budi), data, manifest(data), name="hasil.csv")
    other = type(cast.budi).objects.get(pk=cast.eko.pk)
    client.force_login(other)
    assert client.get(f"{PAGE}{draft.pk}/").status_code == 403  # an auditor takes nothing in
    assert json.loads(draft.manifest_bytes)["basis"] == "Nota dinas uji"


def test_two_who_take_the_same_result_in_at_once_make_one_run(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked before either has written."""
    from kondusif.screening.services import runs

    data = result()
    looked = runs.examined(data, manifest(data))
    take_in(actor_of(cast.budi), data, manifest(data))
    monkeypatch.setattr(runs, "examined", lambda *_files: looked)
    with pytest.raises(Refused) as refused:
        take_in(actor_of(cast.budi), data, manifest(data))
    assert refused.value.code == "screening.run.twice"
    assert Proposal.objects.count() == len(ROWS)
