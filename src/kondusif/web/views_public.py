"""Pages that everybody reads: the home, the first run, help. They know nothing of cases."""

from collections import Counter
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kondusif.base.errors import sentence
from kondusif.base.fresh import fresh
from kondusif.coordination.selectors import public as declarations
from kondusif.institutions import first_key
from kondusif.institutions.selectors import city, city_or_none, today
from kondusif.kernel.actor import system_actor
from kondusif.kernel.areas import Level
from kondusif.kernel.errors import Refused
from kondusif.outreach.selectors import kit, near
from kondusif.rulebook import selectors as rulebook
from kondusif.stages.line import StageLine, stage_line
from kondusif.territory import selectors as territory
from kondusif.web import forms, services

SHOWN = 3  # of each kind on the home; the rest is one link away


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Three doors, the stage of today, where to call in danger; then what the city does beforehand."""
    place = city_or_none()
    if place is None:
        return render(request, "web/no_city.html", {"can_begin": not settings.DEMO})
    on = today(place)
    line = stage_line(on)
    return render(request, "web/public_home.html", {
        "line": line, "meaning": meaning(line), "sessions": near.next_sessions(on, SHOWN),
        "last_held": near.last_held_on(on), "groups": territory.place_choices(place.code),
        **beforehand(request.build_absolute_uri("/"), get_language() or ""),
    })  # fmt: skip


@fresh
def beforehand(root: str, language: str) -> dict[str, object]:
    """What the city hands out and what was promised in it, in the language of the page (`language` is only a key)."""
    pieces = kit.samples(city(), lambda path: urljoin(root, path))
    return {"pieces": pieces, "declarations": declarations.newest(SHOWN)}


@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Choose the city, the contest and the first three people, once; for whoever has the key of this installation."""
    if settings.DEMO or city_or_none() is not None:
        raise Http404
    if not first_key.is_open(request) and (locked := unlocked(request)):
        return locked
    code = request.GET.get("kota", "")
    chosen = territory.area(code) if code else None
    if chosen is None or chosen.level != Level.CITY:
        return render(request, "web/choose_city.html", to_choose_from(request))
    return found(request, chosen) if request.method == "POST" else asked(request, chosen)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to use these pages."""
    return render(request, "web/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a reporter, and what is not."""
    return render(request, "web/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use these pages, and what is known to be missing."""
    return render(request, "web/accessibility.html")


def meaning(line: StageLine | None) -> dict[str, object] | None:
    """What the phase means for civil servants: how many acts of the decree stand in it, by track. From the rulebook."""
    if line is None:
        return None
    acts = rulebook.acts(line.standing.on, line.standing.phase)
    tracks = Counter(str(act.track) for act in acts)
    ethics, discipline = tracks["kode_etik"], tracks["disiplin"]  # the decree's own tracks; other laws have others
    return {"acts": ethics + discipline, "ethics": ethics, "discipline": discipline}


def unlocked(request: HttpRequest) -> HttpResponse | None:
    """Nothing once the key of the link or of the form has opened; else the page that asks for it."""
    given = request.GET.get("kunci", "")
    form = forms.KeyForm(request.POST if request.method == "POST" else {"key": given} if given else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "web/first_key.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        first_key.try_key(request, form.cleaned_data["key"])
    except Refused as error:
        form.add_error("key", sentence(error))
        status = 429 if error.code == "institutions.first_key.too_many" else 403
        return render(request, "web/first_key.html", {"form": form}, status=status)
    # The link leads on in the same answer; a form that was sent is not to be sent again by reloading.
    return redirect("web_public:first_run") if request.method == "POST" else None


def to_choose_from(request: HttpRequest) -> dict[str, Any]:
    """Provinces, the cities of one province, or what a text finds."""
    text, province = request.GET.get("q", ""), request.GET.get("provinsi", "")
    groups = territory.cities()
    if text:
        found = [row for row in territory.search(text) if row.level == Level.CITY]
        names = {group.code: group.label for group in groups}
        rows = [(row.code, f"{row.name}, {names.get(row.parent_code, '')}") for row in found]
        return {"text": text, "cities": rows, "provinces": groups}
    chosen = next((group for group in groups if group.code == province), None)
    rows = [(row.code, row.label) for row in chosen.choices] if chosen else []
    return {"text": "", "province": chosen, "cities": rows, "provinces": groups}


def asked(request: HttpRequest, chosen: Any, **sent: Any) -> HttpResponse:
    """The form of the first run."""
    first = {"government": _("Pemerintah %(name)s") % {"name": chosen.name}, "contest": "",
             "zone": services.zone_of_province(chosen.code)}  # fmt: skip
    context = {"form": forms.FirstRunForm(initial=first), "people": forms.first_people(), **sent}
    context |= {"chosen": chosen, "path": territory.name_path(chosen.code),
                "villages": territory.kelurahan_of(chosen.code).count()}  # fmt: skip
    return render(request, "web/first_run.html", context, status=422 if sent else 200)


def found(request: HttpRequest, chosen: Any) -> HttpResponse:
    """Found the city, or give everything typed back with the reason."""
    form, people = forms.FirstRunForm(request.POST), forms.first_people(request.POST)
    valid = [row.is_valid() for row in (form, *people)]
    if all(valid):
        plan = form.plan(chosen.code, [row.person() for row in people])
        try:
            services.first_run(system_actor("awal"), plan)
        except Refused as error:
            form.add_error(None, sentence(error))
        else:
            first_key.spent()
            messages.success(request, _("Kota siap dipakai. Masuk dengan akun yang baru dibuat."))
            return redirect("account_login")
    return asked(request, chosen, form=form, people=people)
