"""The pages of one's own account: roles, notices, calendar, who stands in."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from kondusif.accounts import selectors, services
from kondusif.accounts.forms import MailForm, SubstituteForm
from kondusif.accounts.models import User
from kondusif.accounts.notices import say
from kondusif.accounts.selectors import actor_of, get_or_not_yours, grants_of
from kondusif.base.errors import sentence
from kondusif.institutions.selectors import today
from kondusif.kernel.errors import NotYours, Refused

PAGE = 50


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I may do here, my second factor, my calendar and who stands in for me."""
    user = person(request)
    context = {
        "grants": grants_of(user), "mail_on": settings.SMTP_ON, "calendar_key": selectors.calendar_key_of(user),
        "substitutions": selectors.substitutions_about(user, today()), "unread_total": selectors.unread_count(user),
    }  # fmt: skip
    return render(request, "accounts/mine.html", context)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What I was told, the newest first."""
    rows = selectors.notices_of(person(request))
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    lines = [{"notice": row, "text": say(row)} for row in page]
    context = {"page": page, "lines": lines, "new_count": selectors.unread_count(person(request))}
    return render(request, "accounts/notices.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read and go where it leads, or mark all."""
    user = person(request)
    wanted = request.POST.get("notice", "")
    if not wanted:
        services.mark_read(actor_of(user), user)
        return redirect("accounts:notices")
    row = get_or_not_yours(selectors.notices_of(user), pk=wanted)
    services.mark_read(actor_of(user), user, [row.pk])
    here = url_has_allowed_host_and_scheme(row.url, allowed_hosts=None)
    return redirect(row.url if row.url and here else reverse("accounts:notices"))


def calendar(request: HttpRequest) -> HttpResponse:
    """My private calendar address: make, replace, withdraw. It is shown once, on the page that made it."""
    user, address = person(request), ""
    if request.method == "POST" and request.POST.get("tindakan") == "cabut":
        services.withdraw_calendar_key(actor_of(user), user)
        return redirect("accounts:calendar")
    if request.method == "POST" and request.POST.get("tindakan") == "buat":
        address = _address(request, services.make_calendar_key(actor_of(user), user))
    return render(request, "accounts/calendar.html", {"key": selectors.calendar_key_of(user), "address": address})


def substitute(request: HttpRequest) -> HttpResponse:
    """Name who stands in for me."""
    user, on = person(request), today()
    people = selectors.may_stand_in(user)
    form = SubstituteForm(request.POST or None, people=people, initial={"first": on})
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in people if str(one.pk) == form.cleaned_data["substitute"])
        days = {name: form.cleaned_data[name] for name in ("first", "last")}
        try:
            services.name_substitute(actor_of(user), user, substitute=chosen, on=on, **days)
            return redirect("accounts:substitute")
        except Refused as error:
            form.add_error(None, sentence(error))
    rows = selectors.substitutions_about(user, on)
    context = {"form": form, "people": people, "rows": rows}
    return render(request, "accounts/substitute.html", context, status=422 if form.errors else 200)


@require_POST
def end_substitute(request: HttpRequest) -> HttpResponse:
    """End a substitution of mine, whichever side I am on."""
    user = person(request)
    if wanted := request.POST.get("penggantian"):
        row = get_or_not_yours(selectors.substitutions_about(user, today()), pk=wanted)
        services.end_substitution(actor_of(user), row, on=today())
    return redirect("accounts:substitute")


def mail(request: HttpRequest) -> HttpResponse:
    """Where my reminders go by e-mail, where the city has switched e-mail on."""
    user = person(request)
    form = MailForm(request.POST or None, initial={"address": user.email})
    if request.method == "POST" and form.is_valid():
        services.set_mail_address(actor_of(user), user, form.cleaned_data["address"])
        return redirect("accounts:mine")
    context = {"form": form, "mail_on": settings.SMTP_ON}
    return render(request, "accounts/mail.html", context, status=422 if form.errors else 200)


def no_signup(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the city's admin; this address does not exist for anybody."""
    raise NotYours


def person(request: HttpRequest) -> User:
    """The reader. The doors let nobody in without an account."""
    assert isinstance(request.user, User)  # noqa: S101 - the door middleware has seen to it
    return request.user


def _address(request: HttpRequest, key: str) -> str:
    try:
        return request.build_absolute_uri(reverse("calendar:feed", args=[key]))
    except NoReverseMatch:
        return ""
