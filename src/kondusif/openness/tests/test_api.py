"""The open interface: its document, its answers, its refusals, and what it never does."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
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
        "/api/v1/rulebook/procedures/{procedure}/due", "/api/v1/territory", "/api/v1/territory/{code}",
        "/api/v1/territory/{code}/children", "/api/v1/figures",
    }  # fmt: skip
    for calls in document["paths"].values():
        assert set(calls) == {"get"}
        assert all("content" in answer for answer in calls["get"]["responses"].values())


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
    for path in ("", "openapi.json", "stages", "rulebook/acts", f"territory/{CITY}"):
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

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def walk(case: schemathesis.Case) -> None:
            calls.append(case.path)
            # A call of the right form may still be refused with 422: a day outside the tables, an event of another law.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        walk()
    assert len(set(calls)) == len(api.get_openapi_schema(path_prefix="/")["paths"])
