"""The keys of the exercise: units, envelopes for the safe, and three custodians outside the line of command."""

from typing import TYPE_CHECKING

from kondusif.accounts.exercise import every_sign_in
from kondusif.institutions.models import Unit
from kondusif.vault.models import UnitKey
from kondusif.vault.services import (
    acknowledge,
    admit,
    found_unit_key,
    keyring_by_phrase,
    make_envelope,
    make_person_key,
    seat_custodian,
)

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage


def people_make_keys(stage: "Stage") -> None:
    """Everybody who holds a key makes one; it stays open while the story is told."""
    for row in every_sign_in():
        if row.phrase:
            user = stage.people[row.username]
            make_person_key(user, row.phrase)
            stage.rings[row.username] = keyring_by_phrase(user, row.phrase)


def units_found_keys(stage: "Stage") -> None:
    """Each unit founds its key, the first of them lets the others in, and an envelope goes into the safe."""
    first = ""
    for row in stage.story["keys"]:
        founder, ring = stage.people[row["founder"]], stage.rings[row["founder"]]
        unit = Unit.objects.get(key=row["unit"])
        key: UnitKey = found_unit_key(founder, unit)
        ring.forget()
        if first:
            acknowledge(stage.people[first], stage.rings[first], key)
        for name in row.get("members", []):
            admit(founder, ring, unit, stage.people[name])
            stage.rings[name].forget()
        make_envelope(founder, ring, unit)
        first = first or row["founder"]


def custodians_take_seats(stage: "Stage") -> None:
    """Three institutions hold the seats: from now on two of them open a name together."""
    verifier = stage.story["keys"][0]["founder"]
    for number, row in enumerate(stage.story["custodians"], start=1):
        seat_custodian(
            stage.people[verifier], stage.rings[verifier], seat=number, person=stage.people[row["username"]],
            institution=row["institution"],
        )  # fmt: skip
