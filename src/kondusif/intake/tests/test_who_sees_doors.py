"""The table against the doors: every "tidak" is tried by that reader at every address of the product.

The traces are words that stand nowhere but in one report. Whoever is not said to see a thing must find no trace of it,
also after the reporter opened the name and the verifier handed evidence over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of
from kondusif.institutions.models import Unit
from kondusif.intake import evidence, services
from kondusif.intake.codes import Code, make_code
from kondusif.intake.models import Report
from kondusif.intake.selectors import open_report
from kondusif.intake.tests.door import found_by
from kondusif.intake.tests.support import draft, picture, receive
from kondusif.intake.who_sees import Reader, Sight, Thing, cell
from kondusif.kernel.actor import PUBLIC_ACTOR
from support.cast import SEMANGGI, Cast, person
from support.keys import ring, unlock_client

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NAME, WORDS, PLACE, MESSAGE, ORIGINAL = (f"kenari-{what}-81c4" for what in ("nama", "isi", "tempat", "pesan", "asli"))
SAMPLES = ["33.72.03.1004", "33.72", "2024-11-13", 1, "2024-0001", "pilkada-2024", "pdf", "id", "x"]


@dataclass(frozen=True)
class Story:
    """A report with a trace in everything that there is to see."""

    report: Report
    code: Code
    cast: Cast

    @property
    def traces(self) -> dict[Thing, list[str]]:
        return {
            Thing.PERSON: [NAME], Thing.PLACE: [PLACE], Thing.ACCOUNT: [WORDS], Thing.MESSAGE: [MESSAGE],
            Thing.ORIGINAL: [ORIGINAL], Thing.NUMBER: [self.report.number],
            Thing.CODE: [self.code.secret, str(self.code)],
        }  # fmt: skip


@pytest.fixture
def story(keys: Cast, places: None) -> Story:
    what = draft(
        words=WORDS, evidence_words=WORDS, accused_name=WORDS, accused_post=WORDS, accused_address=WORDS,
        place_words=PLACE, person=dict.fromkeys(("name", "address", "phone", "email"), NAME),
    )  # fmt: skip
    code = make_code()
    files = evidence.examine_all([("bukti.jpg", picture(note=ORIGINAL))])
    report = receive(what, files=files, code=code).report
    services.send_message(PUBLIC_ACTOR, found_by(code.text).report, MESSAGE, submission="m" * 32)
    return Story(report, code, keys)


def opened_further(story: Story) -> None:
    """The reporter opens the name; the verifier hands the evidence over and answers."""
    found = found_by(story.code.text)
    services.release_identity(PUBLIC_ACTOR, found.report, found.private)
    budi = story.cast.budi
    report = open_report(ring(budi), Report.objects.get(pk=story.report.pk))
    services.hand_over_evidence(actor_of(budi), report, [1], Unit.objects.get(key="inspektorat"))
    services.send_message(actor_of(budi), report, MESSAGE, submission="d" * 32)


# The readers --------------------------------------------------------------------


def readers(cast: Cast) -> dict[str, tuple[Reader, User | None]]:
    """Everybody who might knock, by the reader that the table calls them."""
    return {
        "verifikator": (Reader.VERIFIER, cast.budi), "penangan": (Reader.HANDLER, cast.hana),
        "penangan kedua": (Reader.HANDLER, cast.gita), "pimpinan di atas unit itu": (Reader.SUPERIOR, cast.lukman),
        "verifikator di unit itu": (Reader.SUPERIOR, None), "petugas unit itu": (Reader.SUPERIOR, cast.citra),
        "admin": (Reader.STAFF, cast.ani), "desk": (Reader.STAFF, cast.intan), "mitra": (Reader.STAFF, cast.mira),
        "auditor": (Reader.STAFF, cast.eko), "hukum": (Reader.STAFF, cast.laras),
        "kustodian": (Reader.CUSTODIAN, cast.kemal), "publik": (Reader.PUBLIC, None),
    }  # fmt: skip


NAMES = [
    "verifikator", "penangan", "penangan kedua", "pimpinan di atas unit itu", "verifikator di unit itu",
    "petugas unit itu", "admin", "desk", "mitra", "auditor", "hukum", "kustodian", "publik",
]  # fmt: skip


def browser_of(name: str, story: Story) -> tuple[Reader, Client]:
    """That reader's browser, signed in, with the key open where the person has one."""
    reader, user = readers(story.cast)[name]
    client = Client(raise_request_exception=False)
    if name == "verifikator di unit itu":
        user = person("tuti", "Tuti", Role.VERIFIER, "kel-semanggi", SEMANGGI)
    if user is None:
        return reader, client
    if name in {"verifikator", "penangan", "penangan kedua"}:
        return reader, unlock_client(client, user)
    client.force_login(user)
    return reader, client


# The doors ------------------------------------------------------------------------


def _walk(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    for row in patterns:
        if isinstance(row, URLResolver):
            inner = f"{namespace}{row.namespace}:" if row.namespace else namespace
            for name, blanks in _walk(row.url_patterns, inner):
                yield name, [*row.pattern.converters, *blanks]
        elif isinstance(row, URLPattern) and row.name:
            yield f"{namespace}{row.name}", list(row.pattern.regex.groupindex)


@cache
def _doors() -> list[tuple[str, list[str]]]:
    return sorted(dict(_walk(get_resolver().url_patterns)).items())


def addresses(number: str) -> list[str]:
    """Every address of the product, its blanks filled with this report where they take it."""
    return [found for name, blanks in _doors() if (found := _address(name, blanks, number))]


def _address(name: str, blanks: list[str], number: str) -> str | None:
    chosen: list[dict[str, object]] = [{}]
    for blank in blanks:
        chosen = [{**one, blank: value} for one in chosen for value in (number, *SAMPLES)]
    for values in chosen:
        try:
            return str(reverse(name, kwargs=values))
        except NoReverseMatch:
            continue
    return None


def content_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def all_that_is_shown(client: Client, number: str) -> bytes:
    """What every address gives this reader. A refusal repeats the number that was asked for; that tells nothing."""
    shown, passed = [], 0
    for address in addresses(number):
        answer = client.get(address)
        text = content_of(answer)
        passed += answer.status_code == 200
        shown.append(text if answer.status_code < 300 else text.replace(number.encode(), b""))
    assert passed >= 15, "hardly a door opened: the walk would prove nothing"
    return b"\n".join(shown)


@pytest.mark.parametrize("name", NAMES)
def test_who_is_not_said_to_see_a_thing_finds_no_trace_of_it(story: Story, name: str) -> None:
    """Tried after the name was opened and evidence handed over: who sees nothing then saw nothing before."""
    opened_further(story)
    reader, client = browser_of(name, story)
    shown = all_that_is_shown(client, story.report.number)
    for thing, traces in story.traces.items():
        sight = cell(thing, reader, track=story.report.track, level=1, named=True).sight
        may = sight in {Sight.YES, Sight.LISTED, Sight.RELEASED}
        found = any(trace.encode() in shown for trace in traces)
        assert may or not found, f"{name} sees {thing}, the table says {sight}"


def test_the_verifier_finds_what_the_table_promises(story: Story) -> None:
    """The same walk finds every trace that it should: it can fail."""
    _reader, client = browser_of("verifikator", story)
    shown = all_that_is_shown(client, story.report.number)
    for thing in (Thing.ACCOUNT, Thing.PLACE, Thing.MESSAGE, Thing.NUMBER):
        assert cell(thing, Reader.VERIFIER, track=story.report.track, level=1, named=True).sight is Sight.YES
        assert all(trace.encode() in shown for trace in story.traces[thing]), thing


@pytest.mark.parametrize("name", NAMES)
def test_the_safe_copy_opens_for_the_verifier_alone_and_holds_no_trace_of_the_original(story: Story, name: str) -> None:
    reader, client = browser_of(name, story)
    answer = client.get(reverse("intake:file", args=[story.report.number, 1]))
    opens = cell(Thing.COPY, reader, track=story.report.track, level=1, named=True).sight is Sight.YES
    assert (answer.status_code == 200 and answer["Content-Type"].startswith("image/")) is opens
    assert ORIGINAL.encode() not in content_of(answer)


@pytest.mark.parametrize("further", [False, True], ids=["before", "after"])
def test_the_name_opens_only_once_the_reporter_opened_it(story: Story, further: bool) -> None:
    if further:
        opened_further(story)
    found = open_report(ring(story.cast.budi), Report.objects.get(pk=story.report.pk))
    key = ring(story.cast.budi).open(found.identity_key_id)
    assert (key is not None) is further
