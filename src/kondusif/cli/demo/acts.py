"""The acts of the exercise's story: each tells what happens on one day, through the service of its room."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from kondusif.cases.rules import Closing, Outcome, PartyRole
from kondusif.cases.services import (
    add_party,
    add_procedure,
    approve_closing,
    choose_evidence,
    open_case,
    pause_clock,
    propose_closing,
    record_event,
    record_step,
    resume_clock,
)
from kondusif.cases.services.opening import Opening
from kondusif.incidents.rules import Severity, Source, Word
from kondusif.incidents.rules import Status as IncidentStatus
from kondusif.incidents.selectors import silent_kelurahan
from kondusif.incidents.services import Facts, assess, file_nil_report, move_incident, record_incident
from kondusif.incidents.services.from_reports import record_from_report
from kondusif.institutions.models import Body, Unit
from kondusif.intake.codes import make_code
from kondusif.intake.evidence import Evidence, examine
from kondusif.intake.models import Report
from kondusif.intake.rules import Draft, Kind, Line, Reporter, Track, Value
from kondusif.intake.rules import Outcome as ReportOutcome
from kondusif.intake.secrecy import root_of
from kondusif.intake.selectors import attachments_of, open_report
from kondusif.intake.services import ask_custodians, decide, judge, receive_report, release_identity, send_message
from kondusif.intake.services.accused_said import Said
from kondusif.kernel.actor import PUBLIC_ACTOR
from kondusif.media.services import load_exercise_articles, load_exercise_clarifications

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage


def reports_arrive(stage: "Stage", day: date) -> None:
    """The public sends its reports."""
    for key, row in _of_day(stage.story["reports"].items(), day):
        unit = Unit.objects.filter(key=row.get("accused_unit", "")).first()
        draft = Draft(
            kind=Kind(row["kind"]), track=Track(row["track"]), words=row["words"], happened_on=row["happened_on"],
            known_on=row["known_on"], area_code=stage.codes[row["area"]], place_words=row.get("place_words", ""),
            accused_post=row.get("accused_post", ""), accused_unit=row.get("accused_unit", ""),
            accused_other=row.get("accused_other", ""), evidence_words=row.get("evidence_words", ""),
            sheltered=bool(unit and unit.sheltered), reporter=Reporter(**row.get("reporter", {})),
        )  # fmt: skip
        files = [_picture(f"{row['area']}, bukti {number}") for number in range(1, row.get("evidence", 0) + 1)]
        code = make_code()
        report = receive_report(PUBLIC_ACTOR, draft, code=code, submission=f"latihan-{key}", files=files).report
        stage.reports[key], stage.secrets[key] = report, root_of(code, report.salt).private


def reporters_open_their_names(stage: "Stage", day: date) -> None:
    """Somebody who gave a name opens it to the units that read the account."""
    for row in _rows_of_day(stage.story["releases"], day):
        release_identity(PUBLIC_ACTOR, stage.reports[row["report"]], stage.secrets[row["report"]])


def custodians_are_asked(stage: "Stage", day: date) -> None:
    """A verifier asks two of three custodians to open a name."""
    for row in _rows_of_day(stage.story["disclosures"], day):
        report = _opened(stage, row["report"])
        ask_custodians(stage.by("verifikator"), report, stage.rings["verifikator"], reason=row["reason"])


def cases_open(stage: "Stage", day: date) -> None:
    """A verifier gives a report the outcome of a case, and its handler begins."""
    for key, row in _of_day(stage.story["cases"].items(), day):
        report = _opened(stage, row["report"]) if "report" in row else None
        if report:
            judge(stage.by("verifikator"), report, value=Value(row["value"]), reason="Bukti cocok dengan uraian.")
        opening = Opening(
            title=row["title"], summary=row["summary"], procedures=row["procedures"], acts=row["acts"],
            area_code=report.area_code if report else stage.codes[row["area"]], opened_on=day,
            events={"known": row["known_on"]}, unit=report.accused_unit if report else None,
            handler=stage.people["penangan"], substitute=stage.people["penangan2"], subject=row.get("subject", ""),
        )  # fmt: skip
        orders = range(1, len(row.get("evidence", [])) + 1) if report else []
        by = stage.by("verifikator" if report else "penangan")
        case = open_case(by, opening, report=report, evidence=list(orders))
        for party in row.get("parties", []):
            add_party(stage.by("penangan"), case, role=PartyRole(party["role"]), name=party["name"], post=party["post"])
        offered = attachments_of(report.number) if report else []
        for item, label in zip(offered, row.get("evidence", []), strict=False):
            choose_evidence(stage.by("penangan"), case, attachment=item.pk, label=label, on=day)
        stage.cases[key] = case


def events_happen(stage: "Stage", day: date) -> None:
    """Summons are sent, letters arrive."""
    for key, row in stage.story["cases"].items():
        for event in row.get("events", []):
            if event["day"] == day:
                case = stage.cases[key]
                happened_on = event.get("happened_on", day)
                record_event(
                    stage.by("penangan"), case, event=event["event"], happened_on=happened_on, on=day,
                    note=event["note"],
                )  # fmt: skip
        for step in row.get("steps", []):
            if step["day"] == day:
                done_on, note = step["done_on"], step["note"]
                record_step(stage.by("penangan"), stage.cases[key], key=step["key"], done_on=done_on, on=day, note=note)


def tracks_and_clocks_change(stage: "Stage", day: date) -> None:
    """A case follows one more procedure; a clock stands still for a legal reason and goes on."""
    by = stage.by("penangan")
    for key, row in stage.story["cases"].items():
        for add in _rows_of_day(row.get("adds", []), day):
            add_procedure(by, stage.cases[key], procedure=add["procedure"])
        for one in _rows_of_day(row.get("pauses", []), day):
            pause_clock(
                by, stage.cases[key], key=one["key"], reason=one["reason"], first=day, on=day, note=one["note"]
            )  # fmt: skip
        for one in _rows_of_day(row.get("resumptions", []), day):
            resume_clock(by, stage.cases[key], key=one["key"], resumed_on=day, on=day, note=one["note"])


def verifiers_decide(stage: "Stage", day: date) -> None:
    """The outcomes without a case."""
    for row in _rows_of_day(stage.story["decisions"], day):
        report = _opened(stage, row["report"])
        body = Body.objects.filter(key=row.get("body", "")).first()
        judge(stage.by("verifikator"), report, value=Value(row["value"]), reason=row["reason"])
        said = Said(Line(row.get("accused", Line.UNKNOWN)))
        decide(
            stage.by("verifikator"), report, ReportOutcome(row["outcome"]), reason=row["reason"], body=body, said=said
        )


def incidents_are_recorded(stage: "Stage", day: date) -> None:
    """The desk and the field write down what disturbed the peace."""
    for row in _rows_of_day(stage.story["incidents"], day):
        report = _opened(stage, row["report"]) if "report" in row else None
        if report:
            judge(stage.by("verifikator"), report, value=Value(row["value"]), reason="Petugas melihat sendiri.")
        what, _dot, how = row["facts"].partition(". ")
        facts = Facts(
            kind=row["kind"], severity=Severity(row["severity"]), area_code=stage.codes[row["area"]],
            place=row["place"], happened_on=day, what=what, how=how or what, action_taken=row["actions"],
            victims=row.get("victims"), police_informed=row.get("police", False),
        )  # fmt: skip
        if report:
            incident = record_from_report(stage.by("verifikator"), facts, report)
        else:
            incident = record_incident(stage.by("desk"), facts, source=Source.DESK)
        if row.get("status") == "handled":
            move_incident(stage.by("desk"), incident, IncidentStatus.HANDLED, reason="Penjelasan sudah dibagikan.")


def places_are_assessed(stage: "Stage", day: date) -> None:
    """A named person sets the word for a place."""
    for row in _rows_of_day(stage.story["assessments"], day):
        assess(stage.by("desk"), stage.codes[row["area"]], Word(row["word"]), reason=row["reason"])


def cases_close(stage: "Stage", day: date) -> None:
    """One proposes, another approves."""
    for key, row in stage.story["cases"].items():
        closing = row.get("closing", {})
        if closing.get("propose_day") == day:
            proposal = Closing(Outcome(closing["outcome"]), None, None, closing["reason"])
            propose_closing(stage.by("penangan"), stage.cases[key], proposal, on=day)
        if closing.get("approve_day") == day:
            approve_closing(stage.by("penangan2"), stage.cases[key], on=day)


def messages_are_sent(stage: "Stage", day: date) -> None:
    """The desk asks a reporter."""
    for number, row in enumerate(_rows_of_day(stage.story["messages"], day)):
        report = _opened(stage, row["report"])
        send_message(stage.by("verifikator"), report, row["words"], submission=f"latihan-pesan-{day}-{number}")


def kelurahan_say_nothing_happened(stage: "Stage", day: date) -> None:
    """Every kelurahan without an incident says so, except the silent ones of the last day."""
    quiet = set(stage.story["silent_today"]) if day == stage.story["today"] else set()
    skipped = {stage.codes[name] for name in quiet}
    for place in silent_kelurahan(day):
        if place.code not in skipped:
            file_nil_report(stage.by("desk"), place.code, on_behalf=True)


def press_is_read(stage: "Stage", day: date) -> None:
    """The desk adds articles and the first clarifications on the last day; a verifier releases the latter."""
    if day == stage.story["today"]:
        load_exercise_articles(stage.by("desk"))
        load_exercise_clarifications(stage.by("desk"), stage.by("verifikator"))


def _of_day(rows: Iterable[tuple[str, Mapping[str, Any]]], day: date) -> list[tuple[str, Mapping[str, Any]]]:
    return [(key, row) for key, row in rows if row["day"] == day]


def _rows_of_day(rows: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["day"] == day]


def _opened(stage: "Stage", key: str) -> Report:
    """The report as it stands now, opened by the verifier; earlier acts have moved its version on."""
    return open_report(stage.rings["verifikator"], Report.objects.get(pk=stage.reports[key].pk))


def _picture(text: str) -> Evidence:
    """A plain picture that says what it stands for."""
    picture = Image.new("RGB", (720, 480), "#f1ede4")
    draw = ImageDraw.Draw(picture)
    draw.text((40, 40), "LATIHAN", fill="#6b1d17", font_size=48)
    draw.text((40, 120), text, fill="#1b2527", font_size=28)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return examine("latihan.png", out.getvalue())
