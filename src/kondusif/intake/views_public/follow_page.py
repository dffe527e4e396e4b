"""What the holder of a code sees, gathered from the selectors."""

from typing import Any

from kondusif.institutions.selectors import today
from kondusif.intake.follow_words import NEXT, NEXT_AFTER, NEXT_AFTER_ENDING
from kondusif.intake.labels import ENDING_FOR_REPORTER, FLAGS, OUTCOME_FOR_REPORTER, STATUS_FOR_REPORTER, TRACKS
from kondusif.intake.models import Message, Report
from kondusif.intake.rules import Ending, Flag, Kind, Outcome, Status, Track
from kondusif.intake.selectors import clock_of
from kondusif.intake.selectors.follow_up import (
    custodians_hold,
    evidence_list,
    own_person,
    reading_units,
    requests_for_the_name,
    units_with_the_name,
)
from kondusif.intake.selectors.pressure import notices_of
from kondusif.intake.services.way_back import MOST_FILES
from kondusif.intake.views_public.page import clock_facts
from kondusif.intake.views_public.visit import Visit


def status_words(report: Report) -> str:
    """How a report stands, in one plain sentence."""
    if not report.decided:
        return str(STATUS_FOR_REPORTER[Status(report.status)])
    if report.ending:
        return str(ENDING_FOR_REPORTER[Ending(report.ending)])
    words = str(OUTCOME_FOR_REPORTER[Outcome(report.outcome)])
    return words % {"body": report.body.name} if report.body else words


def next_words(report: Report) -> str:
    """What happens next, or what the reporter can still do."""
    if not report.decided:
        return str(NEXT[Status(report.status)])
    return str(NEXT_AFTER_ENDING[Ending(report.ending)] if report.ending else NEXT_AFTER[Outcome(report.outcome)])


def follow_up_page(visit: Visit) -> dict[str, Any]:
    """Status, question, messages, evidence, the name and who asked for it. Not the account itself."""
    report = visit.report
    due = clock_of(report) if report.kind == Kind.NEUTRALITY else None
    talk = list(report.messages.all())
    for message in talk:
        message.report = report  # the opened one, so that the words answer
    question = talk[-1] if talk and talk[-1].side == Message.Side.DESK else None
    files = evidence_list(report)
    return {
        "report": report, "status": status_words(report), "token": visit.slip(), **clock_facts(due, today()),
        "next": next_words(report),
        "reason": report.reason if report.outcome == Outcome.DISMISSED else "",
        "question": question, "messages_both": talk, "flags": [FLAGS[Flag(flag)] for flag in report.flags],
        "files": files, "track": TRACKS[Track(report.track)], "units": reading_units(report),
        "full": len(files) >= MOST_FILES, "told": notices_of(visit.private, today()), **name_facts(visit),
        "forwarded": report.forwardings.first(),
    }  # fmt: skip


def name_facts(visit: Visit) -> dict[str, Any]:
    """How the reporter's name stands: who could open it, who asked, who looked."""
    report = visit.report
    return {
        "report": report, "own": own_person(report, visit.private), "openings": list(report.openings.all()),
        "asked": requests_for_the_name(report), "custodians": custodians_hold(report),
        "opened_to": units_with_the_name(report), "units": reading_units(report),
        "originals": report.attachments.exclude(original_name="").count(),
    }  # fmt: skip
