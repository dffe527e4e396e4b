"""The invitation and the papers of a session, printed or to be changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import get_or_not_yours, has_role
from kondusif.outreach import forms, papers_made
from kondusif.outreach.models import Session
from kondusif.outreach.papers import Asked
from kondusif.outreach.rules import SessionStatus
from kondusif.outreach.selectors.papers import signers_for
from kondusif.outreach.selectors.sessions import SessionView, session_view, sessions_printable_by
from kondusif.outreach.views.carrying import lack_words, signed_in

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def invitation(request: HttpRequest, number: str) -> HttpResponse:
    """The invitation with the QR code of the session's public page."""
    view, asked = asked_of(request, number)
    return file_of(papers_made.invitation_pdf(view, asked), f"undangan-{number}.pdf", "application/pdf")


@require_GET
def pack(request: HttpRequest, number: str) -> HttpResponse:
    """What the six papers will say and lack, and what the letters ask for."""
    session = printable(request, number)
    view = session_view(session)
    form = papers_form(request, session)
    return render(request, "outreach/session_pack.html", {
        "session": session, "view": view, "form": form, "lacks": lack_words(view.lacks),
        "missing": missing(view), "held": session.status == SessionStatus.HELD,
        "may_write": has_role(signed_in(request), Role.DESK, Role.FIELD),
    })  # fmt: skip


@require_GET
def pack_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The six papers in one PDF."""
    view, asked = asked_of(request, number)
    return file_of(papers_made.pack_pdf(view, asked), f"spj-{number}.pdf", "application/pdf")


@require_GET
def pack_docx(request: HttpRequest, number: str) -> HttpResponse:
    """The six papers as one file to change."""
    view, asked = asked_of(request, number)
    return file_of(papers_made.pack_docx(view, asked), f"spj-{number}.docx", DOCX)


def printable(request: HttpRequest, number: str) -> Session:
    """One session whose papers the reader may print."""
    return get_or_not_yours(sessions_printable_by(signed_in(request)), number=number)


def papers_form(request: HttpRequest, session: Session) -> forms.PapersForm:
    signers = [(row.key, f"{row.post}{', ' + row.name if row.name else ''}") for row in signers_for(session)]
    return forms.PapersForm(request.GET or None, signers=signers)


def asked_of(request: HttpRequest, number: str) -> tuple[SessionView, Asked]:
    """The session and what the letters ask for; what cannot be read stays a dotted line."""
    session = printable(request, number)
    form = papers_form(request, session)
    form.is_valid()
    written = form.cleaned_data if form.is_bound else {}
    signers = signers_for(session)
    chosen = next((row for row in signers if row.key == written.get("signer")), signers[0] if signers else None)
    return session_view(session), Asked(
        letter_number=written.get("letter_number") or "", order_number=written.get("order_number") or "",
        signer=chosen, rows=written.get("rows"), address=public_address(request, session),
    )  # fmt: skip


def public_address(request: HttpRequest, session: Session) -> str:
    """Where the public reads of this session; nothing where the page does not stand or does not show it."""
    if session.status == SessionStatus.CANCELLED:
        return ""
    try:
        return request.build_absolute_uri(reverse("outreach_public:session", args=[session.number]))
    except NoReverseMatch:
        return ""


def missing(view: SessionView) -> list[str]:
    """Names of the blanks that the papers will show as dotted lines; keys for the page."""
    session = view.session
    blanks = {
        "leader": not session.leader_name, "programme": session.programme is None,
        "basis": session.programme is not None and not session.programme.basis, "officer": session.assigned_to is None,
        "notes": session.status == SessionStatus.HELD and not session.notes, "photos": not view.pictures,
    }  # fmt: skip
    return [name for name, blank in blanks.items() if blank]


def file_of(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'{"inline" if kind.endswith("pdf") else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
