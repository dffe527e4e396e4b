"""Ready messages to a reporter: a table in two languages, blanks filled from what stands in clear about a report."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kondusif.base import wording
from kondusif.institutions.selectors import local_now
from kondusif.intake.models import Report
from kondusif.intake.rules import Kind, Outcome
from kondusif.intake.selectors import clock_of, may_still_file
from kondusif.kernel.errors import Refused
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_path

FILE = Path(__file__).resolve().parent / "data" / "pesan.yaml"
LANGUAGES = ("id", "en")
_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Ready:
    """One message of the table.

    Args:
        when: `open`, `decided`, or `say` (what the desk itself says, writes or prints).
        needs: `clock`: only while the clock to Bawaslu runs.
        words: language code -> the message with its blanks.
    """

    key: str
    when: str
    needs: str
    names: dict[str, str]
    words: dict[str, str]

    @property
    def name(self) -> str:
        return self.names.get((get_language() or "id")[:2], self.names["id"])


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return table


@cache
def ready() -> dict[str, Ready]:
    """Every message by its key, in the order of the table."""
    return {
        row["key"]: Ready(
            row["key"], row["when"], row.get("needs", ""), row["name"], {code: row[code] for code in LANGUAGES}
        )
        for row in _table()["messages"]
    }


def fitting(report: Report) -> list[Ready]:
    """The messages that fit a report as it stands, in the order of the table."""
    when, running = ("decided" if report.decided else "open"), _running(report) is not None
    return [one for one in ready().values() if one.when == when and (running or one.needs != "clock")]


def filled(key: str, report: Report, language: str = "id") -> str:
    """A message with its blanks filled, from what stands in clear; only the reason of a dismissal needs an open report.

    Raises:
        Refused: there is no such message, or it says something that this report does not have.
    """
    chosen = ready().get(key)
    if chosen is None or language not in LANGUAGES:
        raise Refused("intake.no_ready_message")
    text = chosen.words[language]
    with override(language):
        values = _values(report, set(_BLANK.findall(text)))
    return _BLANK.sub(lambda blank: values[blank.group(1)], text)


def said(report: Report, language: str = "id") -> str:
    """The outcome in plain words. A dismissed report must be open: its reason is part of what is said.

    Raises:
        Refused: undecided, or the reason is sealed.
    """
    if not report.decided:
        raise Refused("intake.no_ready_message")
    if report.outcome == Outcome.DISMISSED and not report.reason:
        raise Refused("intake.locked")
    reason = f"{report.reason.rstrip('.')}."
    body = report.body.name if report.body else ""
    row = f"{report.outcome}_{report.ending}" if report.ending else report.outcome
    return str(_table()["said"][row][language]).format(body=body, reason=reason)


def _values(report: Report, blanks: set[str]) -> Mapping[str, str]:
    made: dict[str, str] = {}
    if blanks & {"due", "due_office"}:
        made |= _due_words(_running(report))
    if "said" in blanks:
        made["said"] = said(report, (get_language() or "id")[:2])
    happened = report.happened_on
    return made | {
        "received": wording.plain_date(report.received_on),
        "kind": str(report.get_kind_display()),
        "place": name_path(report.village_code or report.area_code),
        "happened": wording.long_date(happened) if happened else _("tidak diketahui"),
    }


def _due_words(due: Due | None) -> dict[str, str]:
    if due is None or due.due is None:
        raise Refused("intake.no_ready_message")
    office = f" ({wording.long_moment(due.office_by)})" if due.office_by else ""
    return {"due": wording.long_date(due.due), "due_office": office}


def _running(report: Report) -> Due | None:
    """The clock to Bawaslu until its last office hour."""
    if report.kind != Kind.NEUTRALITY or report.decided:
        return None
    due = clock_of(report)
    return due if may_still_file(due, local_now()) else None
