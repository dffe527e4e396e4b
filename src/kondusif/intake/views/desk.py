"""One report as the desk of the verifiers shows it, beside the queue."""

import secrets
from typing import Any, TypeVar

from kondusif.accounts.models import User
from kondusif.base.wording import day_of
from kondusif.institutions.selectors import today, units
from kondusif.intake import rules
from kondusif.intake.channels import WEB, channel_name
from kondusif.intake.forms.desk import AskForm, MessageForm, OpeningForm, ValueForm
from kondusif.intake.labels import FLAGS, LINES_SAID, NEEDS_AT_DESK
from kondusif.intake.models import Attachment, Message, Report
from kondusif.intake.rules import Draft, Flag, Kind, Line, Need, Reporter, Requirement, Track
from kondusif.intake.selectors import clock_of, open_report
from kondusif.intake.selectors.second_looks import is_blind_for
from kondusif.intake.views.bundles import bundle_panel
from kondusif.intake.views.corrections import corrections_panel
from kondusif.intake.views.leases import lease_panel
from kondusif.intake.views.telling import told_panel
from kondusif.intake.views.who import who_reported
from kondusif.rulebook.rules import Due
from kondusif.territory.selectors import name_path
from kondusif.vault.keyring import Keyring

Piece = TypeVar("Piece", Attachment, Message)
# Of a sealed name nobody at the desk can say whether it is whole.
SEALED_NEEDS = (Need.IDENTITY, Need.ADDRESS, Need.SIGNATURE)


def report_page(user: User, report: Report, keyring: Keyring | None, **more: Any) -> dict[str, Any]:
    """One report as a verifier reads it. `more` replaces forms that came back with mistakes.

    While it is locked only what stands in clear is there: number, kind, place, days and clock. Who may still give the
    second look reads nothing that came of the decision.
    """
    open_report(keyring, report)
    evidence = [_of(report, item) for item in report.attachments.select_related("handed")]
    due = clock_of(report) if report.kind == Kind.NEUTRALITY else None
    blind = is_blind_for(user, report)
    clear = {
        "report": report, "due": due, "flags": [FLAGS[Flag(flag)] for flag in report.flags], "closed": keyring is None,
        "place": name_path(report.exact_area), "evidence_total": len(evidence),
        "forwarded": report.outcome in {"information", "not_ours"},
        "blind": blind, "way": "" if report.channel == WEB else channel_name(report.channel),
    } | lease_panel(user, report)  # fmt: skip
    if report.locked or blind:
        return clear | more
    panels = bundle_panel(user, keyring, report) | told_panel(report)
    panels |= corrections_panel(user, report, may_act=clear["may_act"])
    return clear | _opened_page(report, keyring, due, evidence) | panels | more


def _opened_page(
    report: Report, keyring: Keyring | None, due: Due | None, evidence: list[Attachment]
) -> dict[str, Any]:
    rows = _requirements(report, due, len(evidence))
    who = who_reported(report, keyring)
    return {
        "evidence": [(item, item.file_note(report.key)) for item in evidence],
        "not_handed": sum(bool(item.safe_kind) and not hasattr(item, "handed") for item in evidence),
        "messages_both": [_of(report, row) for row in report.messages.select_related("sent_by")],
        "requirements": [{"label": NEEDS_AT_DESK[row.need], "met": row.met} for row in rows],
        "lacking": len(rules.missing(rows)), "who": who,
        "value_form": ValueForm(
            initial={"value": report.value, "value_reason": report.value_reason, "version": report.version}
        ),
        "message_form": MessageForm(), "opening_form": OpeningForm(), "ask_form": AskForm(),
        "submission": secrets.token_hex(16), "line_said": _line_said(report),
    }  # fmt: skip


def _line_said(report: Report) -> str:
    """Whom the decider said it accuses, in words."""
    line, _colon, key = report.line_said.partition(":")
    if line == Line.UNIT:
        unit = next((one for one in units() if one.key == key), None)
        return unit.name if unit else key
    return str(LINES_SAID[Line(line)]) if line else ""


def _requirements(report: Report, due: Due | None, files: int) -> list[Requirement]:
    rows = rules.requirements(
        _as_draft(report), today=today(), due=day_of(due.due) if due and due.due else None,
        outer=day_of(due.outer) if due and due.outer else None, files=files,
    )  # fmt: skip
    return [row for row in rows if not (report.named and row.need in SEALED_NEEDS)]


def _of(report: Report, piece: Piece) -> Piece:
    """The piece knows this very report, opened, and not another copy of it."""
    piece.report = report
    return piece


def _as_draft(report: Report) -> Draft:
    """An opened report as the rules read a draft; who reported stays out of it."""
    return Draft(
        kind=Kind(report.kind), track=Track(report.track), words=report.words, happened_on=report.happened_on,
        known_on=report.known_on, evidence_words=report.evidence_words, area_code=report.village_code,
        place_words=report.place_words, accused_name=report.accused_name,
        accused_unit=report.accused_unit.key if report.accused_unit else "", accused_other=report.accused_other,
        accused_address=report.accused_address, reporter=Reporter(),
    )  # fmt: skip
