"""The self-check on a cheap phone: with a network, without one, without a script; and it answers as the city does."""

import gzip
import json
import random
import urllib.request
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kondusif.advice import offline, selectors, truths, wording
from kondusif.advice.schema import Who, Whom
from kondusif.advice.table import subjects
from kondusif.kernel.errors import Refused
from kondusif.rulebook.schema import Relation
from kondusif.stages import calendars
from support.browser import DESK, PHONE, Visitor, weigh

READY, ANSWERED = "#ubah[data-siap]", "#luring .jawaban"
PHONE_KEEPS = {"/bolehkah/", "/bolehkah/data.json"}
ASK_EACH = """async (questions) => {
  const data = await (await fetch("/bolehkah/data.json")).json();
  return questions.map(function ([question, contest]) {
    try {
      const found = Bolehkah.answer(data, question, contest);
      return {
        answer: found.answer, acts: found.rows.map((row) => row.id), basis: found.basis.map((one) => [one[0], one[1]]),
        sanction: found.sanction, why: found.why, human_review: found.human_review,
        readings: found.readings.map((one) => one[0]),
        by_phase: found.by_phase.map((side) => [side.phase, side.rows.map((row) => row.id), side.sanction]),
        crimes: found.crimes.map((row) => row.id), text: found.text,
      };
    } catch (error) { return error.message; }
  });
}"""

KEPT = """async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(stores.map((one) => one.keys()));
  return requests.flat().map((one) => new URL(one.url).pathname);
}"""


def asked(case: dict[str, Any]) -> list[Any]:
    """A question as the phone takes it."""
    names = {"act": "act", "whom": "whom", "relation": "relation", "on_leave": "leave", "who": "who", "text": "text"}
    question = {said: case[name] for name, said in names.items()} | {"on": case["on"].isoformat()}
    return [question, offline.contest_of(calendars.shipped(case["contest"]))]


def answered(case: dict[str, Any]) -> Any:
    """What the city answers, in the shape that the phone gives."""
    options = {name: case[name] for name in ("text", "relation", "whom", "on_leave", "who")}
    try:
        advice = selectors.advise(case["act"], case["on"], calendars.shipped(case["contest"]), **options)
    except Refused as refusal:
        return refusal.code
    found, plain = advice.answer, advice.as_json()
    text: Any = plain["text"]

    def span(value: Any) -> list[str] | None:
        return [value["min"], value["max"]] if value else None

    return {
        "answer": plain["answer"], "acts": plain["acts"],
        "basis": [[one["instrument_id"], one["article"]] for one in plain["basis"]],  # type: ignore[attr-defined]
        "sanction": span(plain["sanction"]), "why": [wording.reason(found, tongue) for tongue in ("id", "en")],
        "human_review": plain["human_review"], "readings": [one.says.value for one in found.outcome.readings],
        "by_phase": [[one["phase"], one["acts"], span(one["sanction"])] for one in plain["by_phase"]],  # type: ignore[attr-defined]
        "crimes": [row.id for row in found.crimes], "text": text,
    }  # fmt: skip


def situation(**changes: Any) -> dict[str, Any]:
    plain = {
        "act": "post", "on": date(2024, 11, 13), "contest": "pilkada-2024", "relation": "none", "whom": "candidate",
        "on_leave": False, "who": "pns", "text": "",
    }  # fmt: skip
    return plain | changes


def from_truths() -> list[dict[str, Any]]:
    """Every situation of the truth table that the form can ask."""
    every = [case for *_rest, case in truths.cases() if not case.refused.endswith("unknown")]
    return [{name: getattr(case, name) for name in situation()} for case in every]


def from_the_form() -> list[dict[str, Any]]:
    """A fixed sample of all that can be picked."""
    days = [
        date(2023, 11, 10),
        date(2024, 9, 21),
        date(2024, 9, 22),
        date(2024, 11, 13),
        date(2025, 6, 1),
        date(2026, 1, 2),
    ]
    picks = product(subjects(), days, calendars.SHIPPED, Relation, Whom, (True, False), Who)
    every = [
        situation(act=act, on=on, contest=contest, relation=near.value, whom=whom.value, on_leave=leave, who=who.value)
        for act, on, contest, near, whom, leave, who in picks
    ]
    return every[::11]


def from_texts() -> list[dict[str, Any]]:
    """Texts put together from words of the lexicon, other words and odd signs."""
    chance = random.Random(2024)
    plain = (
        "coblos nomor 2 ayo gunakan hak pilih jangan lupa bukan menangkan dukung paslon #Menang2024 TPS 27 November "
        "2024 kata upacara dua periode salam jari 1 tolak politik uang datang ke"
    )
    odd = ['"', "’", "👍", "é", "ＣＯＢＬＯＳ", "İ", "ß", "\u212a", "\n", "\u200b", "…", "ке", "投票"]
    words = plain.split() + odd
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 9))) for _ in range(600)]
    return [
        situation(text=text, act=chance.choice(["post", "like", "photo", "attend"]))
        for text in [*texts, "x " * 2_501, " "]
    ]


@pytest.mark.parametrize("cases", [from_truths, from_the_form, from_texts], ids=lambda made: made.__name__)
def test_the_phone_answers_every_question_as_the_city_does(
    visitor: Callable[..., Visitor], cases: Callable[[], list[dict[str, Any]]]
) -> None:
    every = cases()
    page = visitor(width=PHONE).go("/bolehkah/")
    page.wait_for_selector(READY)
    given = page.evaluate(ASK_EACH, [asked(case) for case in every])
    wrong = [(case, phone, city) for case, phone in zip(every, given, strict=True) if phone != (city := answered(case))]
    assert len(given) == len(every) > 150
    assert not wrong, f"{len(wrong)} differ, the first: {wrong[0]}"


def ask(page: Page, act: str, **picks: str) -> None:
    page.select_option("#tindakan", act)
    for name, value in picks.items():
        field = page.locator(f"#ubah [name={name}]")
        field.select_option(value) if name in ("hubungan", "siapa") else field.fill(value)
    page.locator("#ubah button[type=submit]").click()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_answer_makes_no_request_and_leaves_nothing(visitor: Callable[..., Visitor], width: int) -> None:
    visitor_ = visitor(width=width)
    page = visitor_.go("/bolehkah/")
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    ask(page, "like", tanggal="21 September 2024")
    expect(page.locator(ANSWERED)).to_contain_text("Dilarang")
    expect(page.locator("#luring")).to_contain_text("SKB-KE-4")
    ask(page, "attend", hubungan="colleague")
    expect(page.locator(ANSWERED)).to_contain_text("Tanya dulu")
    expect(page.locator("#luring")).to_contain_text("Mendagri")
    ask(page, "post", teks="Ayo gunakan hak pilih", tanggal="13/11/2024")
    expect(page.locator(ANSWERED)).to_contain_text("Boleh")
    assert requests == []
    assert visitor_.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert visitor_.look_closely() == []


def test_what_cannot_be_answered_is_said_on_the_phone_too(visitor: Callable[..., Visitor]) -> None:
    page = visitor(width=PHONE).go("/bolehkah/")
    page.wait_for_selector(READY)
    page.locator("#ubah button[type=submit]").click()
    expect(page.locator("#luring .pesan-salah")).to_contain_text("Pilih dahulu")
    ask(page, "like", tanggal="31 Februari 2024")
    expect(page.locator("#luring .pesan-salah")).to_contain_text("tidak terbaca")
    ask(page, "like", tanggal="1 Mei 2019")
    expect(page.locator("#luring .pesan-salah")).to_contain_text("22 September 2022")
    ask(page, "post", tanggal="13 November 2024", teks="panjang sekali " * 70_000)
    expect(page.locator(ANSWERED)).to_contain_text("Tanya dulu")
    expect(page.locator(ANSWERED)).to_contain_text("terlalu panjang")


def test_after_one_visit_it_opens_and_answers_without_a_network(browser: Browser, origin: str) -> None:
    with browser.new_context(viewport={"width": PHONE, "height": 800}, locale="id-ID") as context:
        page = context.new_page()
        page.goto(origin + "/bolehkah/")
        page.wait_for_selector("#tersimpan:not([hidden])")
        for other in ("/lapor/", "/aturan/", "/bolehkah/"):
            page.goto(origin + other)
        kept = page.evaluate(KEPT)
        assert {path for path in kept if not path.startswith("/static/kondusif/")} == PHONE_KEEPS
        assert len(kept) == len(offline.FILES) + 2
        scopes = page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))")
        assert scopes == [origin + "/bolehkah/"]
        context.set_offline(True)
        page.goto(origin + "/bolehkah/")
        page.wait_for_selector(READY)
        ask(page, "banner")
        expect(page.locator(ANSWERED)).to_contain_text("Dilarang")
        assert context.cookies() == []
        context.set_offline(False)


def test_old_data_says_its_age_and_asks_for_a_network(visitor: Callable[..., Visitor]) -> None:
    page = visitor(width=PHONE).page

    def older(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"made_on": "2026-01-05"})

    page.route("**/bolehkah/data.json", older)
    page.goto(visitor(width=PHONE).origin + "/bolehkah/")
    expect(page.locator("#usia")).to_contain_text("diambil 5 Januari 2026")
    expect(page.locator("#usia")).to_contain_text("Sambungkan ke jaringan")


def test_without_a_script_the_city_answers(visitor: Callable[..., Visitor]) -> None:
    page = visitor(width=PHONE, script=False).go("/bolehkah/")
    ask(page, "like")
    expect(page.locator(".jawaban")).to_contain_text("Dilarang")
    expect(page.locator("h1")).to_contain_text("menyukai unggahan calon")


def test_the_first_view_and_what_is_kept_are_light(visitor: Callable[..., Visitor], origin: str) -> None:
    page = visitor(width=PHONE).page
    assert weigh(page, origin + "/bolehkah/") <= 150_000
    script = wire(origin + "/bolehkah/penjaga.js")[0].decode()
    files = json.loads("[" + script.split("FILES = [")[1].split("]")[0] + "]")
    kept = [wire(origin + path) for path in [*PHONE_KEEPS, *files]]
    assert sum(size for _body, size in kept) <= 200_000
    page.wait_for_selector(READY)
    unpacked = page.evaluate(
        "(paths) => Promise.all(paths.map(async (path) => (await (await fetch(path)).blob()).size))",
        [*PHONE_KEEPS, *files],
    )
    assert sum(unpacked) <= 220_000


def wire(address: str) -> tuple[bytes, int]:
    """A body as the server sends it to who can unpack it, and its size on the wire."""
    asked_for = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked_for, timeout=60) as answer:
        body = answer.read()
        return (gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body), len(body)
