"""Every door stands in the table, and the table holds for everybody who knocks."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

import pytest
from django.core.cache import cache as knocks
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from kondusif.accounts.doors import doors
from kondusif.accounts.rules import Audience, Passage, Role, passage
from kondusif.accounts.selectors import roles_of
from kondusif.cli.main import nouns, verbs_of
from support.cast import Cast
from support.source import must_be_empty

# Values that some door takes; the first that fits each pattern is used. The things behind them need not exist.
SAMPLES = [
    "33.72.03.1004", "33.72", "2024-11-13", "LAP-3372-2024-0001", "NET-3372-2024-0001", "KJ-3372-2024-0001", 1,
    "2024-0001", "skb-2022", "SKB-KE-1", "bawaslu-pilkada", "pilkada-2024", "pdf", "id",
    "0b6a4f7e-1111-4222-8333-944444444444", "a" * 32, "x",
]  # fmt: skip
VISITORS = [None, "dewi", *Role]


def walk(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every URL by its full name, with the names of its blanks."""
    for row in patterns:
        if isinstance(row, URLResolver):
            inner = f"{namespace}{row.namespace}:" if row.namespace else namespace
            for name, blanks in walk(row.url_patterns, inner):
                yield name, [*row.pattern.converters, *blanks]
        else:
            yield f"{namespace}{row.name}", list(row.pattern.regex.groupindex)


@cache
def urls() -> dict[str, list[str]]:
    return dict(walk(get_resolver().url_patterns))


def address(name: str) -> str | None:
    """A URL of that name, its blanks filled with something that fits."""
    blanks = urls()[name]
    choices: list[dict[str, object]] = [{}]
    for blank in blanks:
        choices = [{**chosen, blank: value} for chosen in choices for value in SAMPLES]
    for chosen in choices:
        try:
            return reverse(name, kwargs=chosen)
        except NoReverseMatch:
            continue
    return None


def test_every_url_has_a_keeper_and_every_keeper_a_url() -> None:
    kept = {name for name in doors() if not name.startswith("command:")}
    assert sorted(set(urls()) - kept) == [], "URLs without a door"
    assert sorted(kept - set(urls())) == [], "doors that lead nowhere"


def test_every_command_has_a_keeper_and_every_keeper_a_command() -> None:
    said = {f"command:{noun} {verb}".rstrip() for noun in nouns() for verb in verbs_of(noun)}
    assert said == {name for name in doors() if name.startswith("command:")}


def test_no_url_is_without_a_name() -> None:
    must_be_empty([name for name in urls() if name.endswith("None")])


def test_every_door_can_be_tried() -> None:
    must_be_empty([name for name in urls() if address(name) is None])


def test_public_doors_stand_in_public_urls_alone() -> None:
    """A staff url file holds no public door; the public file holds nothing else."""
    faults = [
        name
        for name, door in doors().items()
        if ":" in name
        and not name.startswith("command:")
        and name.split(":")[0].endswith("_public")
        and door.audience is not Audience.PUBLIC
    ]
    must_be_empty(faults)


def expected(name: str, client: Client, visitor: object) -> Passage:
    user = visitor if visitor is not None else None
    roles = roles_of(user) if user else frozenset()  # type: ignore[arg-type]
    return passage(doors().get(name), signed_in=user is not None, roles=roles)


def knock(client: Client, method: str, name: str) -> int:
    path = address(name)
    assert path is not None
    return client.get(path).status_code if method == "GET" else client.post(path).status_code


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", VISITORS, ids=lambda who: str(who or "nobody"))
def test_every_door_answers_as_the_table_says(cast: Cast, who: str | None, method: str) -> None:
    knocks.clear()  # the sign-in pages count how often one machine knocks
    user = None if who is None else cast.dewi if who == "dewi" else cast.by_role()[Role(who)]
    faults = []
    for name in sorted(urls(), key=lambda name: "logout" in name):
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user)
        status, meant = knock(client, method, name), expected(name, client, user)
        if not agrees(meant, status, bool(urls()[name]) or name in SOMETIMES):
            faults.append(f"{method} {name}: {meant} but {status}")
    must_be_empty(faults)


# Doors behind which there is something only in one state of the city or of a person's keys.
SOMETIMES = {
    "account_signup",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_view_recovery_codes",
    "web_public:first_run",
}


def agrees(meant: Passage, status: int, may_be_empty: bool) -> bool:
    if meant is Passage.HIDDEN:
        return status == 404
    if meant is Passage.FORBIDDEN:
        return status == 403
    return status < 403 or status in {405, 409, 422} or (status == 404 and may_be_empty)


def test_the_visitors_are_the_whole_cast() -> None:
    assert {str(who) for who in VISITORS[2:]} == {role.value for role in Role}
    assert import_module("support.cast").Cast.__dataclass_fields__.keys() >= {"dewi"}
