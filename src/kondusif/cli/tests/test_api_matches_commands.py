"""The open interface answers what the commands print, and refuses what they refuse, over many questions."""

import json
from collections.abc import Callable
from itertools import product

import pytest
from django.test import Client

from kondusif.advice.schema import Who, Whom
from kondusif.cli.main import main
from kondusif.rulebook import selectors as rulebook
from kondusif.rulebook.schema import Relation

pytestmark = pytest.mark.usefixtures("city")

Asked = Callable[..., object]
DAYS = ["2023-11-28", "2024-02-14", "2024-08-27", "2024-09-21", "2024-09-22", "2024-11-13", "2024-11-27", "2026-01-02"]
DEEDS = ["like", "share", "comment", "follow", "post", "photo", "attend", "attend_active", "wear", "banner", "donate"]
DEEDS += ["gather_ktp", "party_member", "decide", "group_chat", "facility", "official_event", "gesture", "speaker"]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Asked:
    """What a command prints as JSON, or the code with which it refuses."""

    def asked(*words: str) -> object:
        capsys.readouterr()
        status = main([*words, "--json"])
        said = capsys.readouterr()
        if status == 0:
            return json.loads(said.out)
        assert status == 2, said.err
        return said.err.rstrip().rsplit("[", 1)[1].removesuffix("]")

    return asked


def answered(client: Client, path: str, query: dict[str, object]) -> object:
    """What the interface answers, or the code with which it refuses."""
    answer = client.get(f"/api/v1/{path}", query)
    if answer.status_code == 200:
        return answer.json()
    assert 400 <= answer.status_code < 500
    return answer.json()["code"]


def lacks(whole: object, part: object, place: str = "") -> list[str]:
    """Where the answer differs from the command; the interface may say more, never less and nothing else."""
    if isinstance(part, dict) and isinstance(whole, dict):
        missing = [f"{place}.{key} is missing" for key in part if key not in whole]
        return missing + [
            fault for key in part if key in whole for fault in lacks(whole[key], part[key], f"{place}.{key}")
        ]
    if isinstance(part, list) and isinstance(whole, list) and len(part) == len(whole):
        return [
            fault for i, (a, b) in enumerate(zip(whole, part, strict=True)) for fault in lacks(a, b, f"{place}[{i}]")
        ]
    return [] if whole == part else [f"{place}: {whole!r:.80} is not {part!r:.80}"]


@pytest.mark.parametrize("contest", ["pilkada-2024", "pemilu-2024", "pilkada-1955"])
def test_a_standing_is_that_of_the_command(client: Client, printed: Asked, contest: str) -> None:
    for on in [*DAYS, "besok", "20241113", "2024-02-30"]:
        answer = answered(client, f"stages/{contest}", {"on": on})
        assert lacks(answer, printed("stages", "show", "--contest", contest, "--on", on)) == []


@pytest.mark.parametrize("phase", ["", "bakal_calon", "calon", "selesai", "kelak"])
def test_acts_are_those_of_the_command(client: Client, printed: Asked, phase: str) -> None:
    for on in [*DAYS, "1990-01-01", "2024-11-13T10:00", "lusa"]:
        query, words = {"on": on}, ["rulebook", "acts", "--on", on]
        if phase:
            query, words = query | {"phase": phase}, [*words, "--phase", phase]
        assert lacks(answered(client, "rulebook/acts", query), printed(*words)) == []


def test_one_act_is_its_row_of_the_list(client: Client) -> None:
    for row in client.get("/api/v1/rulebook/acts", {"on": "2024-11-13"}).json():
        assert client.get(f"/api/v1/rulebook/acts/{row['id']}", {"on": "2024-11-13"}).json() == row


def dues() -> list[tuple[str, dict[str, object]]]:
    """Procedures with starts on ordinary days, late in the year, before a holiday, and beyond every table."""
    starts = ["2024-11-08", "2024-12-24", "2025-03-27T15:30", "2023-12-29", "2031-01-01", "2024-13-01"]
    rows: list[tuple[str, dict[str, object]]] = []
    for one in rulebook.procedures():
        rows += [(one.id, {"start": start}) for start in starts]
        rows += [(one.id, {"event": [f"{event}=2024-11-11"]}) for event in rulebook.events_of(one)]
        rows.append((one.id, {"event": [f"{event}=2024-11-11" for event in rulebook.events_of(one)]}))
        rows += [
            (one.id, {"start": "2024-11-08", "subject": kind}) for kind in ("pns", "kepala_daerah", "rt_rw", "siapa")
        ]
        for step in {step.id for step in one.steps}:
            for span in (f"{step}=2024-11-11..2024-11-13", f"{step}=2024-11-11..", f"{step}=2024-11-13..2024-11-11"):
                rows.append((one.id, {"start": "2024-11-08", "pause": [span], "on": "2024-11-20"}))
    rows += [
        ("disiplin-pp94", {}),
        ("disiplin-pp94", {"event": ["known"]}),
        ("disiplin-pp94", {"event": ["x=2024-11-11"]}),
    ]
    rows += [("tidak-ada", {"start": "2024-11-08"}), ("disiplin-pp94", {"start": "2024-11-08", "pause": ["x"]})]
    rows += [
        ("disiplin-pp94", {"start": "2024-11-08", "edition": edition}) for edition in (rulebook.edition(), "1945.8.1")
    ]
    return rows


def test_due_dates_are_those_of_the_command(client: Client, printed: Asked) -> None:
    rows, faults, refused = dues(), [], 0
    for procedure, query in rows:
        words = ["rulebook", "due", "--procedure", procedure]
        for name, value in query.items():
            for one in value if isinstance(value, list) else [value]:
                words += [f"--{name}", str(one)]
        said = printed(*words)
        refused += isinstance(said, str)
        for path, asked in (
            ("rulebook/due", {"procedure": procedure, **query}),
            (f"rulebook/procedures/{procedure}/due", query),
        ):
            faults += [f"{procedure} {query} {fault}" for fault in lacks(answered(client, path, asked), said)]
    assert faults == []
    assert refused < len(rows) / 2, "most questions must be answered"
    assert len(rows) > 100


def advices() -> list[dict[str, str]]:
    rows = [{"act": deed, "on": on} for deed, on in product(DEEDS, ["2024-09-21", "2024-09-22", "2024-11-13"])]
    rows += [
        {"act": "attend", "on": "2024-11-13", "relation": near, "for": whom} for near, whom in product(Relation, Whom)
    ]
    rows += [{"act": deed, "on": "2024-11-13", "who": who} for deed, who in product(["like", "post", "attend"], Who)]
    rows += [
        {"act": deed, "on": on} for deed, on in product(["post", "menari"], ["1990-01-01", "2024-2-1", "2026-01-02"])
    ]
    rows += [{"act": "like", "on": "2024-11-13", name: "x"} for name in ("relation", "for", "who", "contest")]
    return [{"contest": "pilkada-2024", **row} for row in rows]


def test_advice_is_that_of_the_command(client: Client, printed: Asked) -> None:
    faults, rows = [], advices()
    for query in rows:
        words = [word for name, value in query.items() for word in (f"--{name}", str(value))]
        said = printed("advise", *words)
        faults += [f"{query} {fault}" for fault in lacks(answered(client, "advice", dict(query)), said)]
    leave = {"act": "donate", "on": "2024-11-13", "contest": "pilkada-2024", "relation": "spouse"}
    said = printed("advise", *[word for name, value in leave.items() for word in (f"--{name}", value)], "--on-leave")
    faults += lacks(answered(client, "advice", {**leave, "on_leave": "true"}), said)
    assert faults == []
    assert len(rows) > 80


@pytest.mark.parametrize(
    "text", ["Coblos nomor 2!", "Mari gunakan hak pilih dengan damai.", "Selamat pagi", "x" * 50_000]
)
def test_a_pasted_text_is_read_as_the_command_reads_it(client: Client, printed: Asked, text: str) -> None:
    body = {"act": "post", "on": "2024-11-13", "contest": "pilkada-2024", "text": text}
    answer = client.post("/api/v1/advice", body, content_type="application/json").json()
    words = [word for name, value in body.items() for word in (f"--{name}", value)]
    assert lacks(answer, printed("advise", *words)) == []


def test_a_difference_would_be_found() -> None:
    assert lacks({"a": [1, {"b": 2, "c": 3}]}, {"a": [1, {"b": 2}]}) == []
    assert lacks({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]})
    assert lacks({"a": [1]}, {"a": [1, 2]})
    assert lacks({}, {"a": None})
    assert lacks("kode", {"a": 1})
