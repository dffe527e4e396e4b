"""The open interface: its document, its answers, its refusals, and what it never does."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kondusif.institutions.models import City
from kondusif.openness.api import api
from kondusif.rulebook import selectors as rulebook
from support.cast import CITY, SEMANGGI, Cast

pytestmark = pytest.mark.usefixtures("places")


def test_the_document_names_every_call_and_its_faults(client: Client, city: City) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    assert set(document["paths"]) == {
        "/api/v1/stages", "/api/v1/stages/{contest}", "/api/v1/rulebook/acts", "/api/v1/rulebook/acts/{act}",
        "/api/v1/rulebook/procedures", "/api/v1/rulebook/procedures/{procedure}", "/api/v1/rulebook/due",
        "/api/v1/rulebook/editions", "/api/v1/advice", "/api/v1/advice/acts",
        "/api/v1/rulebook/procedures/{procedure}/due", "/api/v1/territory", "/api/v1/territory/{code}",
        "/api/v1/territory/{code}/children", "/api/v1/figures",
    }  # fmt: skip
    for path, calls in document["paths"].items():
        assert set(calls) == ({"get", "post"} if path == "/api/v1/advice" else {"get"})
        for call in calls.values():
            assert all("content" in answer for answer in call["responses"].values())
            assert call["summary"]
            assert call["description"]
            for blank in call.get("parameters", []):
                said = json.dumps(blank)
                assert "description" in said, f"{path} {blank['name']}"


def test_the_examples_of_the_document_are_answered(client: Client, city: City) -> None:
    """Every blank in a path is filled by its own example."""
    tried = 0
    for path, calls in client.get("/api/v1/openapi.json").json()["paths"].items():
        blanks = [one for one in calls["get"].get("parameters", []) if one["required"] or one["in"] == "path"]
        for blank in blanks:
            path = path.replace(f"{{{blank['name']}}}", blank["schema"]["examples"][0])
        query = {one["name"]: one["schema"]["examples"][0] for one in blanks if one["in"] == "query"}
        if path.endswith("/due"):
            query["start"] = "2024-11-04"
        answer = client.get(path, query)
        assert answer.status_code == 200, f"{path}: {answer.content.decode()}"
        tried += 1
    assert tried == 15


def test_no_page_of_documents_is_served(client: Client, city: City) -> None:
    assert client.get("/api/v1/docs").status_code == 404
    assert client.get("/api/v1/").json() == {"openapi": "/api/v1/openapi.json"}


def test_without_a_day_the_citys_own_day_answers(client: Client, city: City) -> None:
    assert client.get("/api/v1/stages/pilkada-2024").json()["on"] == "2024-11-13"


def test_a_standing_has_the_keys_of_the_contract(client: Client, city: City) -> None:
    answer = client.get("/api/v1/stages/pilkada-2024", {"on": "2024-11-13"}).json()
    assert set(answer) == {
        "contest", "on", "stages", "phase", "phases", "human_review", "quiet_period", "days_to_voting",
    }  # fmt: skip
    assert answer["days_to_voting"] == 14
    assert answer["phases"][0]["from"] == "2024-09-22"


def test_places_open_with_their_parts(client: Client, city: City) -> None:
    place = client.get(f"/api/v1/territory/{SEMANGGI}").json()
    assert (place["name"], place["level"], place["children"]) == ("Semanggi", "village", 0)
    rows = client.get(f"/api/v1/territory/{CITY}/children").json()
    assert [row["name"] for row in rows] == ["Pasar Kliwon", "Jebres", "Banjarsari"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("stages/pilkada-1955", 404, "stages.contest.unknown"),
        ("stages/pilkada-2024?on=besok", 422, "stages.date.unreadable"),
        ("stages/pilkada-2024?on=1731456000", 422, "stages.date.unreadable"),
        ("stages/pilkada-2024?on=2024-02-30", 422, "stages.date.unreadable"),
        ("rulebook/acts/SKB-D-99", 404, "rulebook.act.unknown"),
        ("rulebook/acts?phase=sesudah", 422, "rulebook.phase.unknown"),
        ("rulebook/acts?on=20241113", 422, "rulebook.date.unreadable"),
        ("rulebook/acts?on=2024-11-13T10:00", 422, "rulebook.date.unreadable"),
        (f"rulebook/acts/{'a' * 81}", 422, "openness.api.bad_value"),
        ("rulebook/procedures/kira-kira", 404, "rulebook.procedure.unknown"),
        ("rulebook/procedures/disiplin-pp94/due", 422, "rulebook.event.needed"),
        ("rulebook/due", 422, "openness.api.bad_value"),
        ("rulebook/due?procedure=kira-kira&start=2024-11-13", 404, "rulebook.procedure.unknown"),
        ("rulebook/due?procedure=disiplin-pp94", 422, "rulebook.event.needed"),
        ("rulebook/due?procedure=disiplin-pp94&event=known", 422, "rulebook.event.unreadable"),
        ("rulebook/due?procedure=disiplin-pp94&event=known=2024-11-13T25:00", 422, "rulebook.date.unreadable"),
        ("rulebook/due?procedure=disiplin-pp94&start=2024-11-13&event=known=2024-11-13", 422, "rulebook.event.twice"),
        (
            "rulebook/due?procedure=disiplin-pp94&" + "&".join(["event=a=2024-11-13"] * 41),
            422,
            "openness.api.bad_value",
        ),
        ("rulebook/procedures/disiplin-pp94/due?start=1950-01-01", 422, "rulebook.holidays.not_covered"),
        ("rulebook/procedures/disiplin-pp94/due?event=kabar=2024-11-13", 422, "rulebook.event.not_here"),
        ("territory/33.72.99", 404, "territory.area.unknown_near"),
        ("territory/abc", 404, "territory.area.malformed"),
        ("orang", 404, "openness.api.no_such_call"),
        ("stages/", 404, "openness.api.no_such_call"),
    ],
)
def test_a_refusal_is_a_code_and_a_sentence(client: Client, city: City, path: str, status: int, code: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    said = answer.json()
    assert said["code"] in (code, "rulebook.step.not_valid")
    assert said["sentence"].endswith(".")
    assert said["sentence_en"].endswith(".")
    assert set(said) == {"code", "sentence", "sentence_en"}
    assert not answer.has_header("ETag")


def test_answers_may_be_kept_and_leave_no_cookie(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/stages")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer.cookies == {}
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written_and_the_refusal_is_a_sentence_too(city: City, method: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("", "openapi.json", "stages", "rulebook/acts", "advice/acts", f"territory/{CITY}"):
        answer = getattr(strict, method)(f"/api/v1/{path}")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer.json()["code"] == "openness.api.no_such_method"
        assert method.upper() in answer.json()["sentence"]
    assert getattr(strict, method)("/api/v1/orang").json()["code"] == "openness.api.no_such_call"


@pytest.mark.parametrize("path", ["", "openapi.json", "stages", "rulebook/acts?on=2024-11-13", "orang", "stages/x"])
def test_a_head_is_a_get_without_a_body(client: Client, city: City, path: str) -> None:
    got, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head["Content-Length"] == str(len(got.content))
    for name in ("Content-Type", "Cache-Control", "ETag"):
        assert head.get(name) == got.get(name)


def test_whoever_holds_an_answer_asks_for_news_of_it_alone(client: Client, city: City) -> None:
    path, query = "/api/v1/rulebook/acts", {"on": "2024-11-13"}
    first = client.get(path, query)
    mark = first["ETag"]
    assert mark.startswith(f'"{rulebook.edition()}-')
    again = client.get(path, query, headers={"If-None-Match": mark})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", mark)
    assert again["Cache-Control"] == "public, max-age=300"
    assert client.get(path, query, headers={"If-None-Match": '"lain"'}).status_code == 200
    assert client.get(path, {"on": "2024-11-13", "phase": "calon"})["ETag"] != mark


def test_no_shape_has_room_for_a_person() -> None:
    text = json.dumps(api.get_openapi_schema(path_prefix="/"))
    assert not any(f'"{word}"' in text for word in ("nip", "full_name", "accused", "reporter", "handler", "phone"))


def asked_to_post(client: Client, body: object) -> dict[str, object]:
    answer = client.post("/api/v1/advice", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: dict[str, object] = answer.json()
    return found


def test_the_text_of_a_post_is_read_and_not_kept(client: Client, city: City) -> None:
    body = {"act": "post", "on": "2024-11-13", "contest": "pilkada-2024", "text": "Coblos nomor 2, menangkan!"}
    before = {table: count_of(table) for table in connection.introspection.table_names()}
    answer = client.post("/api/v1/advice", body, content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["answer"] == "dilarang"
    assert answer.json()["text"]["kind"] == "support"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert {table: count_of(table) for table in connection.introspection.table_names()} == before


def count_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "🙂" * 200_000, "Vote for the best candidate, my friends", "\x00\u202e\ud83d", "\n" * 9999],
)
def test_any_text_has_an_honest_answer(client: Client, city: City, text: str) -> None:
    body = json.dumps({"act": "post", "on": "2024-11-13", "contest": "pilkada-2024", "text": text})
    found = asked_to_post(client, body)
    assert found["answer"] in ("tanya_dulu", "dilarang")
    assert found["basis"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("bukan json", 400, "openness.api.bad_body"),
        ("[" * 20_000, 400, "openness.api.bad_body"),
        ("[]", 422, "openness.api.bad_value"),
        ("{}", 422, "openness.api.bad_value"),
        ('{"act": "like", "name": "siapa"}', 422, "openness.api.bad_value"),
        ('{"act": 7}', 422, "openness.api.bad_value"),
        ('{"act": "like", "on_leave": "ya"}', 422, "openness.api.bad_value"),
        ('{"act": "menari"}', 404, "advice.act.unknown"),
        ('{"act": "like", "on": "besok"}', 422, "advice.date.unreadable"),
        ('{"act": "like", "on": "1990-01-01"}', 422, "advice.date.before_any_edition"),
        ('{"act": "like", "for": "semua"}', 422, "advice.choice.unknown"),
        ('{"act": "like", "contest": "pilkada-1955"}', 404, "stages.contest.unknown"),
        ('{"act": "like", "text": "' + "x" * 5_000_000 + '"}', 413, "openness.api.too_big"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_read_is_a_sentence(
    client: Client, city: City, body: str, status: int, code: str
) -> None:
    answer = client.post("/api/v1/advice", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["sentence"].endswith(".")


def test_what_can_be_asked_is_listed_in_both_languages(client: Client, city: City) -> None:
    groups = client.get("/api/v1/advice/acts").json()
    deeds = {row["id"] for group in groups for row in group["acts"]}
    assert deeds >= {"like", "post", "attend", "gather_ktp", "official_event", "speaker"}
    assert len(deeds) >= 19
    assert all(row["question"] != row["question_en"] for group in groups for row in group["acts"])


def test_reasons_stand_in_both_languages(client: Client, city: City) -> None:
    (row, *_rest) = client.get("/api/v1/rulebook/due", {"procedure": "bawaslu-pilkada", "start": "2024-11-08"}).json()
    assert row["why"] != row["why_en"]
    found = client.get("/api/v1/advice", {"act": "like", "on": "2024-11-13", "contest": "pilkada-2024"}).json()
    assert found["why"] != found["why_en"]


def test_editions_name_the_one_in_force(client: Client, city: City) -> None:
    rows = client.get("/api/v1/rulebook/editions").json()
    assert [row["edition"] for row in rows if row["in_force"]] == [rulebook.edition()]
    old = {"procedure": "bawaslu-pilkada", "start": "2024-11-08"}
    now = client.get("/api/v1/rulebook/due", old).json()
    assert client.get("/api/v1/rulebook/due", {**old, "edition": rulebook.edition()}).json() == now
    assert (
        client.get("/api/v1/rulebook/due", {**old, "edition": "1945.8.17"}).json()["code"] == "rulebook.edition.unknown"
    )


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A server closes its connection after each request; inside a test's transaction it must stay."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_the_document_holds_against_generated_calls(city: City) -> None:
    """Every call of the document, with valid and with spoiled values: no crash, no answer that the document lacks."""
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    calls: list[str] = []
    for found in document.get_all_operations():
        operation = found.ok()

        @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy() | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        def walk(case: schemathesis.Case) -> None:
            calls.append(case.path)
            # A call of the right form may still be refused with 422: a day outside the tables, an event of another law.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        walk()
    assert len(set(calls)) == len(api.get_openapi_schema(path_prefix="/")["paths"])
