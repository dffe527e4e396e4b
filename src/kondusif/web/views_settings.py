"""Settings of the city: date of the exercise, contest and its calendar, thresholds, people, outside bodies."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of, get_or_not_yours
from kondusif.accounts.services import end_grant
from kondusif.base.errors import sentence
from kondusif.circulars import edaran
from kondusif.incidents.measure import thresholds
from kondusif.incidents.services import set_thresholds
from kondusif.institutions.rules import Matter
from kondusif.institutions.selectors import bodies, city, date_is_fixed, today
from kondusif.institutions.services import move_exercise_date, save_body, set_preferences
from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused
from kondusif.stages.line import stage_line
from kondusif.stages.rules import Stage
from kondusif.stages.selectors import calendar, current_contest
from kondusif.stages.services import choose_contest, create_contest, date_stage
from kondusif.web import forms, people


@require_GET
def settings_page(request: HttpRequest) -> HttpResponse:
    """Everything that an admin sets, on one page."""
    place = city()
    contest = current_contest()
    return render(request, "web/settings.html", {
        "date_form": None if date_is_fixed() else forms.DateForm(initial={"on": today(place)}),
        "contest": contest, "line": stage_line(today(place)), "measure": thresholds(place), "spans": spans(),
        "units": people.unit_tree(), "people": people.everybody(today(place)),
    })  # fmt: skip


@require_POST
def move_date(request: HttpRequest) -> HttpResponse:
    """Move the exercise's own date."""
    form = forms.DateForm(request.POST)
    if not form.is_valid():
        return render(request, "web/date.html", {"form": form}, status=422)
    move_exercise_date(actor(request), form.cleaned_data["on"])
    messages.success(request, _("Tanggal latihan digeser."))
    return redirect("web:settings")


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the contest, or open a blank calendar."""
    form = forms.ContestForm(request.POST or None, initial={"contest": city().contest})
    if form.is_bound and form.is_valid():
        chosen, name = form.cleaned_data["contest"], form.cleaned_data["blank_name"]
        if saved(form, lambda: chosen_contest(actor(request), chosen, name)):
            return redirect("web:calendar" if chosen.startswith(forms.BLANK) else "web:settings")
    return render(request, "web/contest.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def date_calendar(request: HttpRequest) -> HttpResponse:
    """Date the stages of the city's own calendar; a shipped one is only shown."""
    contest = current_contest()
    if contest is None:
        return redirect("web:contest")
    sent = forms.StageForm(request.POST) if request.method == "POST" else None
    if sent and sent.is_valid():
        written = sent.cleaned_data
        stage = written.pop("stage")
        if saved(sent, lambda: date_stage(actor(request), contest.id, stage, **written)):
            messages.success(request, _("Tanggal tahap tersimpan."))
            return redirect("web:calendar")
    asked = sent.data.get("stage") if sent else request.GET.get("tahap")
    row = calendar(contest.id).stage(str(asked)) if asked else None
    form = sent or (forms.StageForm(initial=first_dates(row)) if row else None)
    return render(request, "web/calendar.html", {
        "contest": contest, "form": form, "row": row,
    }, status=422 if sent else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest) -> HttpResponse:
    """The thresholds of the situation."""
    form = forms.ThresholdsForm(request.POST or None, measure=thresholds(city()))
    if form.is_bound and form.is_valid() and saved(form, lambda: set_thresholds(actor(request), form.values())):
        messages.success(request, _("Ambang situasi tersimpan."))
        return redirect("web:settings")
    return render(request, "web/thresholds.html", {
        "form": form, "weights": form.group("weights"), "village": form.group("village"), "whole": form.group("city"),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def circulars(request: HttpRequest) -> HttpResponse:
    """How long links hold and names are kept."""
    form = forms.CircularsForm(request.POST or None, initial=spans())
    if form.is_bound and form.is_valid():
        set_preferences(actor(request), **{edaran.PREFERENCE: form.cleaned_data})
        messages.success(request, _("Batas waktu edaran tersimpan."))
        return redirect("web:settings")
    return render(request, "web/circulars.html", {"form": form}, status=422 if form.is_bound else 200)


def spans() -> dict[str, int]:
    """Days of a link and years of names, as they hold now."""
    own = city().preferences
    return {"link_days": edaran.link_days(own), "kept_years": edaran.kept_years(own)}


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """A new account with its first role."""
    form = forms.NewPersonForm(request.POST or None, **lists(), initial={"starts_on": today()})
    if form.is_bound and form.is_valid() and saved(form, lambda: people.add(actor(request), form.cleaned_data)):
        messages.success(request, _("Akun %(name)s dibuat.") % {"name": form.cleaned_data["full_name"]})
        return redirect("web:settings")
    return render(request, "web/person.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def give_role(request: HttpRequest) -> HttpResponse:
    """A further role for somebody who has an account."""
    form = forms.PersonGrantForm(request.POST or None, areas=people.area_choices(), initial={"starts_on": today()})
    if form.is_bound and form.is_valid() and saved(form, lambda: people.give(actor(request), form.cleaned_data)):
        messages.success(request, _("Peran diberikan."))
        return redirect("web:settings")
    return render(request, "web/grant.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def move_person(request: HttpRequest) -> HttpResponse:
    """Another unit for somebody who has an account."""
    first = {"user": request.GET.get("orang", "")}
    form = forms.MoveForm(request.POST or None, units=people.unit_names(), initial=first)
    if form.is_bound and form.is_valid() and saved(form, lambda: people.move(actor(request), form.cleaned_data)):
        messages.success(request, _("Unit %(name)s diganti.") % {"name": form.cleaned_data["user"].full_name})
        return redirect("web:settings")
    return render(request, "web/move.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def body_list(request: HttpRequest) -> HttpResponse:
    """Outside bodies with their addresses."""
    rows = [(body, [forms.MATTERS[matter] for matter in Matter if matter in body.takes]) for body in bodies()]
    pressed = sum(Matter.PRESSURE in body.takes for body, _words in rows)
    return render(request, "web/bodies.html", {"rows": rows, "pressed": pressed})


@require_http_methods(["GET", "POST"])
def edit_body(request: HttpRequest, key: str = "") -> HttpResponse:
    """A new body, or another address of one that stands."""
    body = get_or_not_yours(bodies(), key=key) if key else None
    form = forms.BodyForm(request.POST or None, body=body)
    if form.is_bound and form.is_valid() and saved(form, lambda: save_body(actor(request), body, **form.cleaned_data)):
        messages.success(request, _("%(name)s tersimpan.") % {"name": form.cleaned_data["name"]})
        return redirect("web:bodies")
    return render(request, "web/body.html", {"form": form, "body": body}, status=422 if form.is_bound else 200)


@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a role end today."""
    grant = get_or_not_yours(people.grants(), pk=pk)
    end_grant(actor(request), grant, on=today())
    messages.success(request, _("Peran diakhiri hari ini."))
    return redirect("web:settings")


def actor(request: HttpRequest) -> Actor:
    """The admin behind the request; the doors have let nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101
    return actor_of(request.user)


def saved(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do something in one transaction; a refusal stands in the form as its sentence."""
    try:
        with transaction.atomic():
            act()
    except Refused as error:
        form.add_error(None, sentence(error))
    except IntegrityError:
        form.add_error(None, _("Hal yang sama sudah tercatat. Periksa daftar di halaman pengaturan."))
    else:
        return True
    return False


def chosen_contest(who: Actor, chosen: str, name: str) -> None:
    """Choose a contest; a blank calendar is opened under its own name first."""
    if not chosen.startswith(forms.BLANK):
        choose_contest(who, chosen)
        return
    kind = chosen.removeprefix(forms.BLANK)
    key = people.free_contest_key(kind)
    create_contest(who, key=key, name=name, kind=kind)
    choose_contest(who, key)


def first_dates(row: Stage) -> dict[str, Any]:
    """What the form of one stage shows first."""
    return {"stage": row.id, "starts_on": row.start, "ends_on": row.end, "source": row.source if row.start else ""}


def lists() -> dict[str, Any]:
    """The lists that the form of a new person offers."""
    return {"areas": people.area_choices(), "units": people.unit_names()}
