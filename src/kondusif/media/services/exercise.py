"""What the exercise brings into the bank of clarifications."""

from importlib.resources import files
from typing import Any

import yaml

from kondusif.institutions.models import Body, Unit
from kondusif.kernel.actor import Actor
from kondusif.media.models import Clarification
from kondusif.media.services.clarifications import Draft, draft_clarification, release_clarification


def load_exercise_clarifications(writer: Actor, releaser: Actor) -> int:
    """Write and release the exercise's clarifications whose owners stand in the city; a second run adds none.

    Audit: media.clarification.drafted and media.clarification.released for each. The last one stays a draft.

    Returns:
        How many were written.
    """
    source = files("kondusif.media").joinpath("data", "latihan-klarifikasi.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(source)
    added = 0
    for number, row in enumerate(rows, start=1):
        body, unit = Body.objects.filter(key=row.pop("body", "")), Unit.objects.filter(key=row.pop("unit", ""))
        draft = Draft(**row, body=body.first(), unit=unit.first())
        if not (draft.body or draft.unit) or Clarification.objects.filter(claim=draft.claim).exists():
            continue
        written = draft_clarification(writer, draft)
        added += 1
        if number < len(rows):
            release_clarification(releaser, written)
    return added
