"""Planning, giving, recording, correcting and cancelling a session, and its pictures."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import actor_of, get_or_not_yours, has_role
from kondusif.base.uploads import tell_if_too_much
from kondusif.institutions.selectors import today
from kondusif.kernel.areas import Level, at_level, is_area_code
from kondusif.kernel.errors import NotAllowed, Refused, Stale
from kondusif.outreach import forms
from kondusif.outreach.models import Programme, Session
from kondusif.outreach.permissions import WRITERS
from kondusif.outreach.rules import Origin, PictureKind, SessionStatus
from kondusif.outreach.selectors import sessions as read
from kondusif.outreach.selectors.programmes import running
from kondusif.outreach.services import pictures, planning, recording
from kondusif.outreach.views.carrying import signed_in, tell, writable
from kondusif.outreach.views.lists import may_cancel, shown


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    user = signed_in(request)
    first = {"planned_on": today(), **asked_for(request)}
    form = plan_form(request, user, initial=first)
    if sent(request) and form.is_valid():
        written = form.cleaned_data
        try:
            session = planning.plan_session(actor_of(user), **plan_values(form, user), key=written["key"])
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Tersimpan sebagai %(number)s.") % {"number": session.number})
            return redirect("outreach:session", number=session.number)
    return render(request, "outreach/session_plan.html", {"form": form}, status=status_of(request))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change a plan that has not been held."""
    user, session = signed_in(request), writable(request, number)
    form = plan_form(request, user, initial=forms.planned_in(session), of=session)
    if sent(request) and form.is_valid():
        session.version = form.cleaned_data["version"] or session.version
        values = plan_values(form, user)
        to = values.pop("assigned_to")
        try:
            changed = changed_plan(user, session, values)
            if has_role(user, Role.DESK):
                planning.assign(actor_of(user), changed, to)
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("outreach:session", number=number)
    context = {"form": form, "session": session}
    return render(request, "outreach/session_plan.html", context, status=status_of(request))


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, number: str = "") -> HttpResponse:
    """Write down a session that was held, with or without a plan before it."""
    user = signed_in(request)
    planned = writable(request, number) if number else None
    if planned is not None and planned.status != SessionStatus.PLANNED:
        return redirect("outreach:session", number=number)
    first = {**forms.written_in(planned), "held_on": today()} if planned else {"held_on": today()}
    form = forms.RecordForm(
        request.POST or None, request.FILES or None, places=read.places_of(user, *WRITERS),
        programmes=programmes_for(planned), at_desk=has_role(user, Role.DESK), initial=first,
    )  # fmt: skip
    if loading(request):
        form = unbound(form)
    if sent(request) and form.is_valid() and not tell_if_too_much(request, form, "photos"):
        origin = Origin(form.cleaned_data.get("origin") or (Origin.DESK if "origin" in form.fields else Origin.FIELD))
        try:
            session = recording.record_session(
                actor_of(user), form.facts(area_code=planned.area_code if planned else ""), session=planned,
                key=form.cleaned_data["key"] or form.fields["key"].initial(), origin=origin, pictures=form.pictures(),
            )  # fmt: skip
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            messages.success(request, _("Tercatat sebagai %(number)s.") % {"number": session.number})
            return redirect("outreach:session", number=session.number)
    context = {"form": form, "session": planned, "campaign": read.campaign_runs(today())}
    return render(request, "outreach/session_record.html", context, status=status_of(request))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct what was recorded; both values are kept."""
    user, session = signed_in(request), writable(request, number)
    first = forms.written_in(session)
    rows = max(3, session.questions.count() + 1)
    form = forms.CorrectForm(
        request.POST or None, places=read.places_of(user, *WRITERS), programmes=programmes_for(session), initial=first,
        question_rows=rows,
    )  # fmt: skip
    if loading(request):
        form = unbound(form, question_rows=rows)
    if sent(request) and form.is_valid():
        session.version = form.cleaned_data["version"]
        facts = form.facts(area_code=session.area_code)
        outside = [code for code in first["reached"] if not code.startswith(f"{form.village_code}.")]
        changes = {name: getattr(facts, name) for name in recording.CORRECTABLE}
        changes["reached"] = sorted({*facts.reached, *outside})
        try:
            recording.correct_session(
                actor_of(user), session, changes, reason=form.cleaned_data["reason"],
                elsewhere=has_role(user, Role.DESK),
            )  # fmt: skip
        except (Refused, Stale) as error:
            tell(form, error)
        else:
            return redirect("outreach:session", number=number)
    context = {"form": form, "session": session, "campaign": read.campaign_runs(session.held_on or today())}
    return render(request, "outreach/session_correct.html", context, status=status_of(request))


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel a plan, or a record that should not have been made."""
    user, session = signed_in(request), writable(request, number)
    if not may_cancel(user, session):
        if session.status == SessionStatus.CANCELLED:
            return redirect("outreach:session", number=number)
        raise NotAllowed
    form = forms.CancelForm(request.POST or None, initial={"version": session.version})
    if form.is_bound and form.is_valid():
        session.version = form.cleaned_data["version"]
        try:
            planning.cancel_session(actor_of(user), session, form.cleaned_data["reason"])
        except Refused as error:
            tell(form, error)
        else:
            return redirect("outreach:session", number=number)
    context = {"form": form, "session": session}
    return render(request, "outreach/session_cancel.html", context, status=status_of(request))


@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give a plan to an officer of its area, or to nobody."""
    user, session = signed_in(request), writable(request, number)
    form = forms.AssignForm(request.POST, officers=read.officers_for(session.area_code))
    if not form.is_valid():
        raise Refused("outreach.session.officer_elsewhere", name=request.POST.get("assigned_to", "")[:60])
    session.version = form.cleaned_data["version"]
    planning.assign(actor_of(user), session, officer(session.area_code, form.cleaned_data["assigned_to"]))
    return redirect("outreach:session", number=number)


@require_POST
def add_picture(request: HttpRequest, number: str) -> HttpResponse:
    """One photo more, or a scanned attendance list."""
    user, session = signed_in(request), writable(request, number)
    form = forms.PictureForm(request.POST, request.FILES)
    valid = form.is_valid()
    if not tell_if_too_much(request, form, "file") and valid:
        data = form.cleaned_data["file"].read()
        try:
            pictures.add_picture(actor_of(user), session, PictureKind(form.cleaned_data["kind"]), data)
        except Refused as error:
            tell(form, error)
        else:
            messages.success(request, _("Gambar ditambahkan."))
            return redirect("outreach:session", number=number)
    return shown(request, session, picture_form=form, status=422)


@require_http_methods(["GET", "POST"])
def remove_picture(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a picture off a session, with the reason."""
    user, session = signed_in(request), writable(request, number)
    picture = get_or_not_yours(session.pictures.all(), pk=pk)
    form = forms.RemovePictureForm(request.POST or None)
    if form.is_bound and form.is_valid():
        pictures.remove_picture(actor_of(user), picture, reason=form.cleaned_data["reason"])
        return redirect("outreach:session", number=number)
    context = {"form": form, "session": session, "picture": picture}
    return render(request, "outreach/session_picture.html", context, status=status_of(request))


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """The RT of a kelurahan, or with `?untuk=rw` its RW to choose from, as a piece of a form."""
    places = read.places_of(signed_in(request), *WRITERS)
    form = forms.PlaceForm(places=places, initial=request.GET.dict())
    piece = "_session_rw" if request.GET.get("untuk") == "rw" else "_session_reach"
    return render(request, f"outreach/{piece}.html", {"form": form})


def sent(request: HttpRequest) -> bool:
    """Whether a form was sent to be kept, and not only to show the RT of its kelurahan."""
    return request.method == "POST" and not loading(request)


def loading(request: HttpRequest) -> bool:
    return request.method == "POST" and "muat" in request.POST


def status_of(request: HttpRequest) -> int:
    return 422 if sent(request) else 200


def unbound(form: forms.RecordForm, **more: Any) -> Any:
    """The same form with everything typed in it, before it is judged."""
    typed: dict[str, Any] = {name: form.data.get(name, "") for name in form.fields}
    typed |= {"reached": form.marked, "groups": form.data.getlist("groups")}  # type: ignore[attr-defined]
    options: dict[str, Any] = {"places": form.places, "programmes": [], **more}
    if "origin" in form.fields:
        options["at_desk"] = True
    elif not isinstance(form, forms.CorrectForm):
        options["at_desk"] = False
    made = type(form)(initial=typed, **options)
    made.fields["programme"].choices = form.fields["programme"].choices  # type: ignore[attr-defined]
    return made


def plan_form(
    request: HttpRequest, user: User, *, initial: dict[str, Any], of: Session | None = None
) -> forms.PlanForm:
    """The form of a plan, with the officers of the area that it names."""
    places = read.places_of(user, *WRITERS)
    asked = forms.PlaceForm(request.POST or None, places=places, initial=initial)
    area = asked.village_code or (of.area_code if of else "")
    return forms.PlanForm(
        request.POST or None, places=places, programmes=programmes_for(of), initial=initial,
        officers=read.officers_for(area) if area else read.officers_of(places), at_desk=has_role(user, Role.DESK),
    )  # fmt: skip


def plan_values(form: forms.PlanForm, user: User) -> dict[str, Any]:
    """What was written, as the service takes it. An officer's own plan is the officer's to hold."""
    written = form.cleaned_data
    names = ("topic", "place", "groups", "planned_on", "planned_time", "invited", "leader_name", "leader_post")
    number = written["programme"]
    return {
        **{name: written[name] for name in names}, "area_code": form.area_code,
        "programme": read.programme_numbered(number) if number else None,
        "assigned_to": officer(form.area_code, written.get("assigned_to", user.username)),
    }  # fmt: skip


def changed_plan(user: User, session: Session, values: dict[str, Any]) -> Session:
    """The plan with what changed; the same plan where only the officer changes."""
    if read.inside_village(session.area_code, values["area_code"]):
        values["area_code"] = session.area_code
    try:
        return planning.change_plan(actor_of(user), session, **values)
    except Refused as error:
        if error.code != "outreach.session.nothing_changed":
            raise
        return session


def programmes_for(session: Session | None) -> list[Programme]:
    """The running programmes, and the one that a session has already."""
    found = list(running(today()))
    own = session.programme if session else None
    return found if own is None or own in found else [own, *found]


def officer(area_code: str, username: str) -> User | None:
    """The officer of that name for an area.

    Raises:
        Refused: nobody of that name works there.
    """
    if not username:
        return None
    for one in read.officers_for(area_code):
        if one.username == username:
            return one
    raise Refused("outreach.session.officer_elsewhere", name=username)


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """What a link from another page already chose: a place (the narrowest that is named), a programme, groups."""
    sent = request.GET
    found: dict[str, Any] = {"groups": sent.getlist("group")}
    area = next((sent[word] for word in ("rw", "area", "wilayah") if is_area_code(sent.get(word, ""))), "")
    if area:
        found |= {"village": at_level(area, Level.VILLAGE) or "", "rw": at_level(area, Level.RW) or ""}
    found["programme"] = sent.get("programme") or sent.get("program") or ""
    return found
