"""Answers what the door asks for under pressure: by computing, as a browser with script does, or by waiting."""

import base64
import json
import re
from collections.abc import Callable

import altcha

from harness.pages import Form, Page

Wait = Callable[[float], object]
ANSWER, CHALLENGE = "bukti_kerja", "data-bukti-kerja"
PATIENCE_S = 60.0
_SECONDS = re.compile(r"(\d{1,4}) (?:detik|second)")


def solved(form: Form, page: Page, wait: Wait, *, computes: bool = True) -> dict[str, str]:
    """The fields that answer a challenge on the page; none where the page sets none.

    Args:
        wait: called with the seconds that the page asks for, where the reporter does not compute.
    """
    asked = form.fields.get(ANSWER)
    challenge = next((row[CHALLENGE] for row in page.attributes if row.get(CHALLENGE)), "")
    if asked is None or asked.value or not challenge:
        return {}
    if not computes:
        said = _SECONDS.search(page.asked_to_wait)
        wait(float(said.group(1)) + 1 if said else 0.0)
        return {}
    return {ANSWER: computed(challenge)}


def computed(challenge: str) -> str:
    """The answer in the form that the page's script sends it; empty where it was not found in time."""
    facts = json.loads(challenge)
    found = altcha.solve_challenge(altcha.Challenge.from_dict(facts), timeout=PATIENCE_S)
    if found is None:
        return ""
    solution = {"counter": found.counter, "derivedKey": found.derived_key, "time": found.time}
    return base64.b64encode(json.dumps({"challenge": facts, "solution": solution}).encode()).decode()
