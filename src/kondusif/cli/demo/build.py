"""Builds the exercise city. Everything goes through the services, by the person whose work it is, on its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from kondusif.accounts.exercise import every_sign_in
from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.accounts.services import create_user, grant_role
from kondusif.cases.models import Case
from kondusif.cli.demo import acts, circulars, desk, keys, outreach, roster, screening
from kondusif.institutions.models import Unit
from kondusif.institutions.services import found_city, load_bodies, load_units, move_exercise_date
from kondusif.intake.models import Report
from kondusif.kernel.actor import Actor, system_actor
from kondusif.openness.services import publish_if_due
from kondusif.stages.services import add_city_event
from kondusif.territory.selectors import children
from kondusif.territory.services import load_city_facts
from kondusif.vault.keyring import Keyring

STORY = Path(__file__).parent / "surakarta-latihan.yaml"
HOUSE = system_actor("latihan")
CASE_PARTS = ("events", "steps", "adds", "pauses", "resumptions")


@dataclass
class Stage:
    """What the story has brought forth so far.

    Args:
        people: username -> account.
        codes: name of a kelurahan (or `Kota`) -> area code.
        rings: username -> what this person's key opens.
        secrets: key of a report in the story -> its reporter's private half.
    """

    story: Mapping[str, Any]
    people: dict[str, User] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    rings: dict[str, Keyring] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)

    def by(self, username: str) -> Actor:
        """The person of the story as an actor."""
        return actor_of(self.people[username])


@transaction.atomic
def build() -> None:
    """Found the exercise and tell its story up to the exercise's day."""
    story = _whole_story()
    stage = Stage(story)
    found_city(HOUSE, **story["city"], is_exercise=True, exercise_on=story["first_day"])
    load_city_facts(HOUSE, story["city"]["code"])
    _places(stage)
    load_units(HOUSE, _units(stage))
    load_bodies(HOUSE, story["bodies"])
    _people(stage)
    keys.people_make_keys(stage)
    keys.units_found_keys(stage)
    keys.custodians_take_seats(stage)
    for row in story["city_events"]:
        add_city_event(HOUSE, **row)
    for day in sorted(_days(story)):
        move_exercise_date(HOUSE, day)
        for tell in TELLERS:
            tell(stage, day)
    outreach.tell(stage)
    roster.build_roster(stage.by("admin"))
    circulars.tell(stage)
    screening.tell(stage)
    desk.tell(stage)
    publish_if_due(HOUSE)


def _whole_story() -> dict[str, Any]:
    """The story as written, with the small reports of the week among the others."""
    story: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    for number, row in enumerate(story.pop("week"), start=1):
        key, day = f"pekan-{number}", row["day"]
        told = {name: row[name] for name in ("day", "kind", "area", "words")}
        story["reports"][key] = {**told, "track": "city", "happened_on": day, "known_on": day}
        decided = {name: row[name] for name in ("day", "outcome", "reason", "accused") if name in row}
        story["decisions"].append({**decided, "report": key, "value": "possible"})
    return story


def _days(story: Mapping[str, Any]) -> set[date]:
    """Every day on which something happens, and the exercise's own day last."""
    days = {story["today"]}
    for part in ("reports", "cases"):
        days |= {row["day"] for row in story[part].values()}
    for part in ("decisions", "incidents", "assessments", "messages", "releases", "disclosures"):
        days |= {row["day"] for row in story[part]}
    for row in story["cases"].values():
        days |= {event["day"] for part in CASE_PARTS for event in row.get(part, [])}
        days |= {row["closing"][key] for key in ("propose_day", "approve_day")} if "closing" in row else set()
    return {day for day in days if day <= story["today"]}


def _places(stage: Stage) -> None:
    city = stage.story["city"]["code"]
    stage.codes["Kota"] = city
    for district in children(city):
        stage.codes[f"Kecamatan {district.name}"] = district.code
        for village in children(district.code):
            stage.codes[village.name] = village.code


def _units(stage: Stage) -> list[dict[str, str]]:
    """The offices of the story, then every kecamatan and kelurahan of the national list."""
    city = stage.story["city"]["code"]
    rows = [{**row, "area_code": city} for row in stage.story["units"]]
    for district in children(city):
        key = f"kec-{_slug(district.name)}"
        rows.append(
            {
                "key": key, "name": f"Kecamatan {district.name}", "kind": "district", "area_code": district.code,
                "head_post": "Camat", "parent": "setda",
            }
        )  # fmt: skip
        rows += [
            {
                "key": f"kel-{_slug(village.name)}", "name": f"Kelurahan {village.name}", "kind": "village",
                "area_code": village.code, "head_post": "Lurah", "parent": key,
            }
            for village in children(district.code)
        ]  # fmt: skip
    return rows


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _people(stage: Stage) -> None:
    units = {unit.key: unit for unit in Unit.objects.all()}
    for row in every_sign_in():
        user = create_user(
            HOUSE, username=row.username, full_name=row.full_name, password=row.password,
            unit=units[row.unit] if row.unit else None, check=False,
        )  # fmt: skip
        area = stage.codes[row.area or "Kota"]
        grant_role(HOUSE, user, role=row.role, area_code=area, starts_on=date(2024, 1, 1))
        stage.people[row.username] = user


TELLERS: list[Callable[[Stage, date], None]] = [
    acts.reports_arrive,
    acts.reporters_open_their_names,
    acts.cases_open,
    acts.events_happen,
    acts.tracks_and_clocks_change,
    acts.verifiers_decide,
    acts.incidents_are_recorded,
    acts.places_are_assessed,
    acts.cases_close,
    acts.messages_are_sent,
    acts.custodians_are_asked,
    acts.kelurahan_say_nothing_happened,
    acts.press_is_read,
]
